"""The report in a real browser: what a reader sees, can do with keyboard and mouse, and what never runs."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.base import AXE_FILE_PATH
from selenium.webdriver.common.keys import Keys

from pipeline.editions import report
from pipeline.editions.published import Published, read_published
from tests.editions.browser import Browser, window
from tests.editions.material import hostile, uncertain, write
from tests.pages.changes import as_text
from tests.pages.markups import saved

ROWS = "#table tbody tr[data-municipality]"


def make_report(folder: Path, data: bytes, before: bytes | None = None) -> Path:
    tables = write(folder, data, before)
    assert report.run(argparse.Namespace(out=tables)) == 0
    return tables / "report.html"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_report(tmp_path_factory.mktemp("report"), saved())


@pytest.fixture(scope="module")
def published(page: Path) -> Published:
    return read_published(page.parent)


@pytest.fixture(scope="module")
def window_of_module() -> Iterator[Browser]:
    with window() as browser:
        yield browser


@pytest.fixture
def browser(window_of_module: Browser, page: Path) -> Browser:
    window_of_module.open(page)
    return window_of_module


def shown_places(browser: Browser) -> list[str]:
    return browser.shown(f"{ROWS} > th")


def test_it_loads_without_error_and_asks_for_nothing_else(browser: Browser, page: Path) -> None:
    assert browser.requests() == [page.as_uri()]
    assert browser.errors() == []
    assert len(shown_places(browser)) == 26
    assert browser.texts("#state") == ["26 of 26 projects"]


def test_its_policy_blocks_scripts_and_requests_that_are_not_its_own(browser: Browser) -> None:
    browser.run(
        "const script = document.createElement('script'); script.textContent = 'window.ran = true';"
        "document.body.append(script); const image = new Image(); image.src = 'http://127.0.0.1:9/';"
        "document.body.append(image); window.asked = fetch('http://127.0.0.1:9/').catch(e => 'blocked')"
    )
    assert browser.run("return window.asked") == "blocked"
    assert browser.run("return window.ran") is None
    refused = [error for error in browser.errors() if "Content Security Policy" in error]
    assert len(refused) >= 3


def test_search_finds_words_of_the_texts(browser: Browser) -> None:
    browser.fill("search", "ondermijning wijk")
    found = set(shown_places(browser))
    assert {"Tilburg", "Deventer"} & found
    assert 0 < len(found) < 26
    browser.fill("search", "nergens te vinden")
    assert shown_places(browser) == []
    assert "No project matches" in browser.texts("#table tbody")[0]
    browser.click("#reset")
    assert len(shown_places(browser)) == 26


def test_filters_by_theme_and_province_narrow_each_other(browser: Browser, published: Published) -> None:
    theme = published.rows["themes"][1]["theme_id"]
    rows = [row for row in published.rows["projects"] if theme in row["themes"]]
    browser.fill("theme", theme)
    assert shown_places(browser) == [row["municipality"] for row in rows]
    browser.fill("province", "Zuid-Holland")
    expected = [row["municipality"] for row in rows if row["province"] == "Zuid-Holland"]
    assert shown_places(browser) == expected
    assert browser.texts("#state") == [f"{len(expected)} of 26 projects"]


def test_headings_sort_with_the_keyboard(browser: Browser) -> None:
    browser.run("document.querySelector('#table thead th [tabindex], #table thead th[tabindex]').focus()")
    browser.press(Keys.ENTER)
    names = sorted(shown_places(browser), key=lambda name: name.removeprefix("'s-"))
    browser.until(lambda: shown_places(browser) == names)
    browser.press(Keys.ENTER)
    browser.until(lambda: shown_places(browser) == names[::-1])


def test_choosing_a_dot_filters_the_table(browser: Browser) -> None:
    assert len(browser.texts(".dot")) == 26
    browser.run("document.querySelector('.dot[data-municipality=Schiedam]').focus()")
    assert browser.shown("#tip")[0].startswith("Schiedam")
    browser.press(Keys.ENTER)
    browser.until(lambda: shown_places(browser) == ["Schiedam"])
    assert browser.texts("#state") == ["1 of 26 projects in Schiedam"]
    assert browser.texts(f"{ROWS} .people span") != []
    browser.press(Keys.ENTER)
    browser.until(lambda: len(shown_places(browser)) == 26)


def test_a_row_opens_to_its_texts_contacts_and_mentions(browser: Browser) -> None:
    browser.run("document.querySelector('tr[data-municipality=Culemborg] button.more').focus()")
    browser.press(Keys.ENTER)
    browser.until(lambda: len(browser.shown("#table .full")) == 1)
    opened = browser.shown("#table .full")
    assert "West Betuwe" in opened[0]
    assert "Contacts" in opened[0]
    assert browser.run("return document.activeElement.getAttribute('aria-expanded')") == "true"
    browser.press(Keys.ENTER)
    browser.until(lambda: browser.shown("#table .full") == [])
    assert len(browser.texts("article.full")) == 26


def test_a_link_from_the_page_opens_the_row_even_where_it_was_filtered_away(browser: Browser) -> None:
    browser.fill("search", "Gouda")
    number = browser.run("return document.querySelector('.part.entry .margin a').getAttribute('href')")
    browser.click(".part.entry .margin a")
    assert browser.run("return document.querySelector(arguments[0]).checkVisibility()", number)
    assert len(shown_places(browser)) == 26


def test_capelle_appears_once_and_the_report_says_why(browser: Browser) -> None:
    assert shown_places(browser).count("Capelle aan den IJssel") == 1
    number = browser.run(
        "return document.querySelector('tr[data-municipality^=Capelle]').id.replace('row-', '#repeat-')"
    )
    said = browser.shown(number)[0]
    assert "they differ in text and contact line" in " ".join(said.split())
    assert browser.shown(f"{number} del")
    assert browser.shown(f"{number} ins")
    assert len(browser.texts(".repeat details")) == 5


def test_every_value_shows_the_very_characters_it_came_from(browser: Browser, published: Published) -> None:
    proofs = {(row["start"], row["end"]): row for row in published.rows["evidence"]}
    values = browser.run(
        "return [...document.querySelectorAll('a.value')].map(e => [e.dataset.start, e.dataset.end, e.dataset.rule])"
    )
    assert len(values) > 300
    assert all((int(start), int(end)) in proofs for start, end, _ in values)
    for number in range(0, len(values), 23):
        start, end = map(int, values[number][:2])
        assert marked(browser, number) == published.page_text[start:end]
        assert browser.texts("#sheet-quote mark") == [published.page_text[start:end]]
        assert browser.texts("#sheet-rule") == [values[number][2]]


def marked(browser: Browser, number: int) -> str:
    """Choose a value; what is marked on the page, its lines joined."""
    return browser.run(
        "document.querySelectorAll('a.value')[arguments[0]].click();"
        "return [...document.querySelectorAll('#paper .line')].filter(line => line.querySelector('mark'))"
        ".map(line => [...line.querySelectorAll('mark')].map(mark => mark.textContent).join('')).join('\\n')",
        number,
    )


def test_evidence_opens_and_closes_with_the_keyboard_and_gives_back_the_focus(browser: Browser) -> None:
    browser.run("document.querySelector('tr[data-municipality=Haarlem] .address a').focus()")
    browser.press(Keys.ENTER)
    browser.until(lambda: bool(browser.shown("#sheet")))
    assert browser.run("return document.activeElement.id") == "sheet"
    browser.click("#sheet-go")
    assert browser.run("const box = document.getElementById('found').getBoundingClientRect(); return box.width > 0")
    browser.press(Keys.ESCAPE)
    browser.until(lambda: browser.shown("#sheet") == [])
    assert browser.run("return document.activeElement.textContent") == "ondermijning@haarlem.nl"


def test_the_whole_page_is_shown_and_nothing_of_it_left_out(browser: Browser, published: Published) -> None:
    lines = browser.run("return [...document.querySelectorAll('#paper .line')].map(e => e.textContent)")
    assert "".join(f"{line}\n" for line in lines) == published.page_text
    assert len(browser.texts(".part.entry")) == 31
    assert len(browser.texts(".part.note")) == 1
    assert browser.texts(".part.left-out") == []


def test_each_line_shows_its_number_and_its_role(browser: Browser, published: Published) -> None:
    shown = [" ".join(text.split()) for text in browser.shown("#paper .role")]
    assert shown == [f"{row['line']} {row['role']}" for row in published.rows["lines"]]
    assert browser.texts(".row.uncertain") == []


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_uncertain_lines_are_marked_and_axe_finds_no_violation(
    window_of_module: Browser, published: Published, tmp_path: Path, width: int, dark: bool
) -> None:
    page = tmp_path / "report.html"
    page.write_text(report.render(uncertain(published, {12: 3, 116: 1})), encoding="utf-8")
    browser = window_of_module
    browser.open(page, width=width, dark=dark)
    marked = browser.shown("#paper .row.uncertain .role")
    assert [" ".join(text.split()) for text in marked] == [
        "12 contact uncertain: 3 points",
        "116 note uncertain: 1 point",
    ]
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert violations(browser) == []


def test_everything_essential_shows_without_scripts(window_of_module: Browser, page: Path) -> None:
    window_of_module.open(page, scripts=False)
    try:
        assert len(shown_places(window_of_module)) == 26
        assert len(window_of_module.shown("article.full .contacts")) >= 26
        assert window_of_module.shown("#filters") == []
        targets = window_of_module.run(
            "return [...document.querySelectorAll('a.value, .dot')].filter(e =>"
            " !document.getElementById(e.getAttribute('href').slice(1))).length"
        )
        assert targets == 0
    finally:
        window_of_module.open(page)


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_it_fits_the_width(window_of_module: Browser, page: Path, width: int) -> None:
    window_of_module.open(page, width=width)
    assert window_of_module.run("return document.documentElement.scrollWidth") <= width
    assert len(shown_places(window_of_module)) == 26


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_violation(window_of_module: Browser, page: Path, dark: bool, width: int) -> None:
    browser = window_of_module
    browser.open(page, width=width, dark=dark)
    browser.click("tr[data-municipality=Zwolle] button.more")
    browser.click("tr[data-municipality=Zwolle] .people a")
    assert violations(browser) == []


def test_axe_finds_no_violation_in_a_history(window_of_module: Browser, tmp_path: Path) -> None:
    made = make_report(tmp_path, as_text("leader_changed"), before=saved())
    for dark in (False, True):
        window_of_module.open(made, dark=dark)
        assert window_of_module.shown("#history del")
        assert violations(window_of_module) == []


def violations(browser: Browser) -> list[tuple[str, str]]:
    """What axe finds: the rule, and the first element that breaks it."""
    browser.run(AXE_FILE_PATH.read_text(encoding="utf-8"))
    found = browser.driver.execute_async_script(
        "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then(r => done(r.violations))"
    )
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]


def test_what_a_page_holds_never_runs(window_of_module: Browser, tmp_path: Path) -> None:
    """`<script>`, `onerror=` and `javascript:` in titles, names and texts come out as text."""
    made = make_report(tmp_path, hostile(), before=saved())
    published = read_published(made.parent)
    browser = window_of_module
    browser.open(made)
    for number in range(len(browser.texts("button.more"))):
        browser.run("document.querySelectorAll('#table button.more')[arguments[0]].click()", number)
    for value in browser.run("return [...document.querySelectorAll('a.value')].map((e, n) => n)"):
        browser.run("document.querySelectorAll('a.value')[arguments[0]].click()", value)
    browser.click(".dot")
    assert browser.run("return window.ran") is None
    assert browser.errors() == []
    assert browser.requests() == [made.as_uri()]
    assert browser.texts("img, iframe, #paper script, #table script, [onerror], [onload]") == []
    assert browser.run("return [...document.querySelectorAll('a')].every(e => e.getAttribute('href').startsWith('#'))")
    title = next(row["title"] for row in published.rows["projects"] if row["municipality"] == "Gouda")
    assert title.startswith("<script>")
    assert title in json.dumps(browser.texts("#paper .line"), ensure_ascii=False).replace('\\"', '"')
