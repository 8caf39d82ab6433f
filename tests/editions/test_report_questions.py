"""What a reader with nothing but the report finds out, sends on and takes along."""

import csv
import io
import json
from pathlib import Path

from selenium.webdriver.common.keys import Keys

from pipeline.editions.published import Published
from tests.editions.browser import Browser

ROWS = "#table tr[data-id]"


def shown_places(browser: Browser) -> list[str]:
    return browser.shown(f"{ROWS} > th")


def of_place(published: Published, place: str) -> dict:
    return next(row for row in published.rows["projects"] if row["municipality"] == place)


def test_who_leads_the_project_of_schiedam_and_how_do_i_reach_them(browser: Browser, published: Published) -> None:
    browser.fill("search", "schiedam")
    row = of_place(published, "Schiedam")
    selector = f"{ROWS}[data-municipality=Schiedam] .people"
    assert browser.shown(selector)
    assert browser.texts(f"{selector} > span:not(.address)") == row["leaders"]
    links = browser.run(
        "return [...document.querySelectorAll(arguments[0])].map(e => e.href)", f"{selector} a[href^=mailto]"
    )
    assert links == [f"mailto:{address}" for address in row["emails"]]


def test_a_job_title_without_an_address_has_its_number(browser: Browser, published: Published) -> None:
    row = of_place(published, "Oss")
    selector = f"{ROWS}[data-municipality=Oss] .people"
    assert [*row["functions"], *row["phones"]] == browser.shown(f"{selector} > span")
    assert browser.run("return document.querySelector(arguments[0]).href", f"{selector} a[href^=tel]") == "tel:140412"


def test_which_municipalities_have_several_themes(browser: Browser, published: Published) -> None:
    several = [row["municipality"] for row in published.rows["projects"] if len(row["themes"]) > 1]
    assert len(several) == 4
    option = next(text for text in browser.texts("#theme option") if text.startswith("Meer dan één thema"))
    assert option.endswith(f"({len(several)})")
    browser.fill("theme", "+")
    assert shown_places(browser) == several


def test_a_link_to_the_project_of_capelle_opens_it_wherever_it_is_pasted(
    browser: Browser, page: Path, published: Published
) -> None:
    row = of_place(published, "Capelle aan den IJssel")
    browser.click(f"{ROWS}[data-municipality^=Capelle] .open")
    link = browser.copied("#table button.link")
    assert link == f"{page.as_uri()}#/project/{row['project_id']}"
    fragment = link.removeprefix(page.as_uri())
    assert browser.address() == fragment
    browser.open(page, address=fragment)
    assert len(browser.shown("#table .full")) == 1
    browser.open(page, address="#/?provincie=Limburg")
    browser.run("location.hash = arguments[0]", fragment)
    browser.until(lambda: len(browser.shown("#table .full")) == 1)
    assert row["title"] in browser.shown("#table .full")[0]
    assert len(shown_places(browser)) == 26


def test_all_of_zuid_holland_as_a_table(browser: Browser, page: Path, published: Published) -> None:
    browser.fill("province", "Zuid-Holland")
    expected = [row for row in published.rows["projects"] if row["province"] == "Zuid-Holland"]
    assert len(expected) == len(shown_places(browser)) > 5
    whole = (page.parent / "projects.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(whole)))
    made = list(csv.DictReader(io.StringIO(browser.downloaded("#csv"))))
    assert made == [row for row in rows if row["province"] == "Zuid-Holland"]
    header, *copied = [line.split("\t") for line in browser.copied("#copy").split("\n")]
    assert header[:2] == ["Gemeente", "Project"]
    assert [line[0] for line in copied] == [row["municipality"] for row in expected]
    assert browser.texts("#done") == ["Gekopieerd"]


def test_where_on_the_page_does_it_say_so(browser: Browser, published: Published) -> None:
    assert browser.shown(".source") == []
    browser.click("#sources")
    assert browser.address() == "#/?bronnen=1"
    browser.click(f"{ROWS}[data-municipality=Schiedam] .people .source")
    row = of_place(published, "Schiedam")
    assert browser.texts("#sheet-quote mark") == [row["leaders"][0]]
    assert "contactregel" in browser.texts("#sheet-rule")[0]
    proof = next(
        each for each in published.rows["evidence"]
        if (each["table"], each["row_id"], each["column"]) == ("projects", row["project_id"], "leaders")
    )  # fmt: skip
    assert browser.run("return document.getElementById('sheet-there').href") == proof["url"]
    browser.click("#sheet-here")
    assert browser.address().startswith("#/line-")
    assert browser.shown("#paper .reached mark") == [row["leaders"][0]]


def test_other_names_are_found_and_hits_have_a_line_of_context(browser: Browser) -> None:
    browser.fill("search", "Den Bosch")
    assert "'s-Hertogenbosch" in shown_places(browser)
    assert "Den Bosch" in browser.shown(".context")
    browser.fill("search", "friesland")
    assert {"Achtkarspelen", "Tytsjerksteradiel"} <= set(shown_places(browser))
    assert browser.address() == "#/?q=friesland"
    browser.fill("search", "ondermijning WIJK")
    assert 0 < len(shown_places(browser)) < 26
    assert browser.run("return CSS.highlights.get('hit').size") > 10


def test_what_is_searched_and_chosen_is_in_the_address(browser: Browser, page: Path, published: Published) -> None:
    theme = published.rows["themes"][1]["theme_id"]
    browser.fill("theme", theme)
    browser.fill("province", "Zuid-Holland")
    expected = shown_places(browser)
    assert expected == [
        row["municipality"] for row in published.rows["projects"]
        if theme in row["themes"] and row["province"] == "Zuid-Holland"
    ]  # fmt: skip
    assert browser.texts("#state") == [f"{len(expected)} van 26 projecten"]
    fragment = browser.address()
    assert fragment == f"#/?thema={theme}&provincie=Zuid-Holland"
    browser.driver.back()
    browser.until(lambda: len(shown_places(browser)) > len(expected))
    browser.driver.forward()
    browser.until(lambda: shown_places(browser) == expected)
    browser.open(page, address=fragment)
    assert shown_places(browser) == expected
    browser.click("#reset")
    assert len(shown_places(browser)) == 26
    assert browser.address() == "#/"


def test_facets_say_how_many_projects_each_choice_leaves(browser: Browser, published: Published) -> None:
    browser.fill("province", "Limburg")
    own = [row for row in published.rows["projects"] if row["province"] == "Limburg"]
    counts = {
        theme["theme"]: sum(theme["theme_id"] in row["themes"] for row in own) for theme in published.rows["themes"]
    }
    expected = [f"Alle ({len(own)})", *(f"{name} ({n})" for name, n in counts.items()), "Meer dan één thema (0)"]
    assert browser.texts("#theme option") == expected


def test_it_speaks_dutch_first_and_english_by_a_switch_that_the_address_keeps(browser: Browser, page: Path) -> None:
    assert browser.run("return document.documentElement.lang") == "nl"
    browser.click("#language")
    assert browser.run("return document.documentElement.lang") == "en"
    assert browser.address() == "#/?taal=en"
    assert browser.texts("#state") == ["26 of 26 projects"]
    assert browser.run("return document.getElementById('search').placeholder").startswith("for instance")
    browser.open(page, address="#/checks?taal=en")
    assert browser.texts("#checks-title") == ["Checks"]
    assert browser.run("return document.getElementById('language').lang") == "nl"
    browser.click("#language")
    assert browser.texts("#checks-title") == ["Controles"]


def test_the_warning_names_both_rows_and_the_address(browser: Browser, published: Published) -> None:
    failed = [row for row in published.rows["checks"] if not row["passed"]]
    assert len(failed) == 1
    names = browser.texts(".trust a[href^='#/project/']")
    own = [row for row in published.rows["contacts"] if row["contact_id"] in failed[0]["detail"]]
    assert names == [f"{row['name']} ({row['municipality']})" for row in reversed(own)] or names == [
        f"{row['name']} ({row['municipality']})" for row in own
    ]
    assert browser.texts(".trust a[href^=mailto]") == [own[0]["email"]]
    browser.click(".trust a[href^='#/project/']")
    assert len(browser.shown("#table .full")) == 1


def test_the_citation_and_the_map_can_be_taken_along(browser: Browser, page: Path, published: Published) -> None:
    assert published.snapshot["path"] in browser.copied("#cite")
    whole = json.loads((page.parent / "projects.geojson").read_text("utf-8"))
    assert json.loads(browser.downloaded("#geojson")) == whole
    browser.fill("province", "Limburg")
    own = [each for each in whole["features"] if each["properties"]["province"] == "Limburg"]
    assert json.loads(browser.downloaded("#geojson")) == {**whole, "features": own}


def test_headings_sort_with_the_keyboard(browser: Browser) -> None:
    browser.run("document.querySelector('#table thead button').focus()")
    browser.press(Keys.ENTER)
    names = sorted(shown_places(browser), key=lambda name: name.removeprefix("'s-"))
    browser.until(lambda: shown_places(browser) == names)
    assert browser.address() == "#/?volgorde=1"
    assert browser.texts("#state") == ["26 van 26 projecten, op volgorde van gemeente"]
    browser.press(Keys.ENTER)
    browser.until(lambda: shown_places(browser) == names[::-1])


def test_the_map_is_one_stop_with_arrows_inside(browser: Browser) -> None:
    assert browser.run("return document.querySelectorAll('.dot[tabindex=\"0\"]').length") == 1
    browser.run("document.querySelector('.dot[data-municipality=Zwolle]').focus()")
    assert browser.shown("#tip")[0].startswith("Zwolle")
    browser.press(Keys.ARROW_DOWN)
    assert browser.run("return document.activeElement.dataset.municipality") == "Deventer"
    browser.press(Keys.ENTER)
    browser.until(lambda: shown_places(browser) == ["Deventer"])
    assert browser.texts("#state") == ["1 van 26 projecten in Deventer"]
    browser.press(Keys.ENTER)
    browser.until(lambda: len(shown_places(browser)) == 26)


def test_the_skip_link_leads_to_the_search_field(browser: Browser) -> None:
    browser.run("document.querySelector('.skip').focus()")
    browser.press(Keys.ENTER)
    browser.until(lambda: browser.run("return document.activeElement.id") == "search")


def test_print_prints_what_is_chosen(browser: Browser) -> None:
    browser.fill("province", "Limburg")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert len(browser.shown("article.full h3")) == len(shown_places(browser)) == 2
        assert browser.shown("#repeats, #page, #filters label") == []
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
