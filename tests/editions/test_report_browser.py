"""The report in a real browser: what it loads, shows and proves, and what never runs."""

import json
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from pipeline.editions.published import Published, read_published
from pipeline.editions.words import known, say
from tests.editions.browser import Browser
from tests.editions.conftest import make_report
from tests.editions.material import hostile
from tests.editions.test_report_questions import shown_places
from tests.pages.markups import saved


def test_it_loads_without_error_and_asks_for_nothing_else(browser: Browser, page: Path) -> None:
    assert browser.requests() == [page.as_uri()]
    assert browser.errors() == []
    assert len(shown_places(browser)) == 26
    assert browser.texts("#state") == ["26 van 26 projecten"]


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


def test_a_title_opens_the_project_and_closes_it(browser: Browser) -> None:
    browser.run("document.querySelector('tr[data-municipality=Culemborg] .open').focus()")
    browser.press(Keys.ENTER)
    browser.until(lambda: len(browser.shown("#table .full")) == 1)
    opened = browser.shown("#table .full")
    assert "West Betuwe" in opened[0]
    assert "Contact" in opened[0]
    assert browser.run("return document.activeElement.getAttribute('aria-expanded')") == "true"
    browser.press(Keys.ENTER)
    browser.until(lambda: browser.shown("#table .full") == [])
    assert len(browser.texts("article.full")) == 26


def test_a_link_from_the_page_opens_the_row_even_where_it_was_filtered_away(browser: Browser) -> None:
    browser.fill("search", "Gouda")
    browser.click(".part.entry .margin a")
    assert len(browser.shown("#table .full")) == 1
    assert len(shown_places(browser)) == 26


def test_capelle_appears_once_and_the_report_says_why(browser: Browser) -> None:
    assert shown_places(browser).count("Capelle aan den IJssel") == 1
    browser.click("tr[data-municipality^=Capelle] .open")
    number = browser.run("return document.querySelector(\"#table .full a[href^='#repeat-']\").getAttribute('href')")
    said = browser.shown(number)[0]
    assert "anders in tekst en contactregel" in " ".join(said.split())
    assert browser.shown(f"{number} del")
    assert browser.shown(f"{number} ins")
    assert len(browser.texts(".repeat details")) == 5


def test_every_value_shows_the_very_characters_it_came_from(browser: Browser, published: Published) -> None:
    proofs = {(row["start"], row["end"]): row for row in published.rows["evidence"]}
    values = browser.run(
        "return [...document.querySelectorAll('a.source')].map(e => [e.dataset.start, e.dataset.end, e.dataset.rule])"
    )
    assert len(values) > 300
    assert all((int(start), int(end)) in proofs for start, end, _ in values)
    for number in range(0, len(values), 23):
        start, end = map(int, values[number][:2])
        assert marked(browser, number) == published.page_text[start:end]
        assert browser.texts("#sheet-quote mark") == [published.page_text[start:end]]
        assert browser.texts("#sheet-rule") == [say(f"rules.{values[number][2]}").nl]


def marked(browser: Browser, number: int) -> str:
    """Choose a value; what is marked on the page, its lines joined."""
    return browser.run(
        "document.querySelectorAll('a.source')[arguments[0]].click();"
        "return [...document.querySelectorAll('#paper .line')].filter(line => line.querySelector('mark'))"
        ".map(line => [...line.querySelectorAll('mark')].map(mark => mark.textContent).join('')).join('\\n')",
        number,
    )


@pytest.mark.parametrize("width", [360, 768])
def test_where_there_is_no_room_beside_the_map_projects_come_first(
    window_of_module: Browser, page: Path, width: int
) -> None:
    browser = window_of_module
    tops = "return [...document.querySelectorAll('#table tr[data-id]')].map(e => e.getBoundingClientRect().top)"
    browser.open(page, width=width)
    first, second, *_ = browser.run(tops)
    assert first < 600
    assert second < 800  # a whole project on the screen of a small telephone
    assert browser.shown(".map") == []
    browser.click("#map")
    assert browser.address() == "#/?kaart=1"
    assert browser.shown(".map svg")
    assert browser.run(tops)[0] > browser.run("return document.querySelector('.map').getBoundingClientRect().bottom")
    browser.open(page, width=1400)
    assert browser.shown(".map svg")
    assert browser.shown("#map") == []


def test_evidence_opens_and_closes_with_the_keyboard_and_gives_back_the_focus(browser: Browser) -> None:
    browser.click("#sources")
    browser.run("document.querySelector('tr[data-municipality=Haarlem] .address .source').focus()")
    browser.press(Keys.ENTER)
    browser.until(lambda: bool(browser.shown("#sheet")))
    assert browser.run("return document.activeElement.id") == "sheet"
    browser.click("#sheet-here")
    assert browser.run("return document.querySelector('#paper mark').getBoundingClientRect().width > 0")
    browser.press(Keys.ESCAPE)
    browser.until(lambda: browser.shown("#sheet") == [])
    assert browser.run("return document.activeElement.parentNode.textContent").startswith("ondermijning@haarlem.nl")


def test_the_whole_page_is_shown_and_nothing_of_it_left_out(browser: Browser, published: Published) -> None:
    lines = browser.run("return [...document.querySelectorAll('#paper .line')].map(e => e.textContent)")
    assert "".join(f"{line}\n" for line in lines) == published.page_text
    assert len(browser.texts(".part.entry")) == 31
    assert len(browser.texts(".part.note")) == 1
    assert browser.texts(".part.left-out") == []


def test_each_line_shows_its_number_and_its_role(browser: Browser, published: Published) -> None:
    shown = [" ".join(text.split()) for text in browser.shown("#paper .role")]
    assert shown == [f"{row['line']} {known('roles', row['role']).nl}" for row in published.rows["lines"]]
    assert browser.texts(".row.uncertain") == []


def test_everything_essential_shows_without_scripts(window_of_module: Browser, page: Path) -> None:
    window_of_module.open(page, scripts=False)
    try:
        assert len(shown_places(window_of_module)) == 26
        assert len(window_of_module.shown("article.full .contacts")) >= 26
        assert window_of_module.shown("#filters") == []
        targets = window_of_module.run(
            "return [...document.querySelectorAll('a[href^=\"#\"]')].filter(e =>"
            " !document.getElementById(e.getAttribute('href').slice(1))).length"
        )
        assert targets == 0
        window_of_module.open(page, width=360, scripts=False)
        first, below = window_of_module.run(
            "return ['#table tbody tr', '.map'].map(e => document.querySelector(e).getBoundingClientRect().top)"
        )
        assert first < 600 < below
    finally:
        window_of_module.open(page)


def test_what_a_page_holds_never_runs(window_of_module: Browser, tmp_path: Path) -> None:
    """`<script>`, `onerror=` and `javascript:` in titles, names and texts come out as text."""
    made = make_report(tmp_path, hostile(), before=saved())
    published = read_published(made.parent)
    browser = window_of_module
    browser.open(made)
    for number in range(len(browser.texts(".open"))):
        browser.run("document.querySelectorAll('#table .open')[arguments[0]].click()", number)
    for value in browser.run("return [...document.querySelectorAll('a.source')].map((e, n) => n)"):
        browser.run("document.querySelectorAll('a.source')[arguments[0]].click()", value)
    browser.click(".dot")
    assert browser.run("return window.ran") is None
    assert browser.errors() == []
    assert browser.requests() == [made.as_uri()]
    assert browser.texts("img, iframe, #paper script, #table script, [onerror], [onload]") == []
    schemes = browser.run("return [...new Set([...document.querySelectorAll('a:not(.dot)')].map(e => e.protocol))]")
    assert set(schemes) == {"file:", "https:", "mailto:", "tel:"}
    title = next(row["title"] for row in published.rows["projects"] if row["municipality"] == "Gouda")
    assert title.startswith("<script>")
    assert title in json.dumps(browser.texts("#paper .line"), ensure_ascii=False).replace('\\"', '"')
