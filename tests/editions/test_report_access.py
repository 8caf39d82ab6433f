"""The report for everybody: WCAG 2.2 AA as axe-core finds it, in each width, colour and language."""

from pathlib import Path

import pytest

from pipeline.editions import report
from pipeline.editions.published import Published
from tests.editions.browser import NODE, Browser, lack
from tests.editions.conftest import make_report
from tests.editions.material import uncertain
from tests.pages.changes import as_text
from tests.pages.markups import saved

AXE = NODE / "node_modules" / "axe-core" / "axe.min.js"
MISSING_AXE = "NOT TESTED: accessibility, for axe-core is not in .cache/node; 'sh tools/node' installs it"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1400, 768, 360)


def violations(browser: Browser) -> list[tuple[str, str]]:
    """What axe finds: the rule, and the first element that breaks it."""
    if not AXE.is_file():
        lack(MISSING_AXE, "EXPECT_NODE")
    browser.run(AXE.read_text(encoding="utf-8"))
    result = browser.driver.execute_async_script(
        "const [tags, done] = arguments;"
        "axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(r => done(r.violations))",
        WCAG,
    )
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in result]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_and_nothing_is_wider_than_the_window(
    window_of_module: Browser, page: Path, published: Published, width: int, dark: bool, language: str
) -> None:
    browser = window_of_module
    browser.open(page, width=width, dark=dark, address=f"#/?taal={language}")
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert violations(browser) == []
    project = next(row["project_id"] for row in published.rows["projects"] if len(row["themes"]) > 2)
    browser.open(page, width=width, dark=dark, address=f"#/project/{project}?q=wijk&bronnen=1&kaart=1&taal={language}")
    browser.click("#table .full .source")
    assert browser.shown("#sheet")
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert violations(browser) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation_in_uncertain_lines_and_in_a_history(
    window_of_module: Browser, published: Published, tmp_path: Path, dark: bool
) -> None:
    page = tmp_path / "report.html"
    page.write_text(report.render(uncertain(published, {12: 3, 116: 1})), encoding="utf-8")
    window_of_module.open(page, dark=dark)
    marked = window_of_module.shown("#paper .row.uncertain .role")
    assert [" ".join(text.split()) for text in marked] == ["12 contact twijfel", "116 van geen project twijfel"]
    assert violations(window_of_module) == []
    window_of_module.open(make_report(tmp_path, as_text("leader_changed"), before=saved()), dark=dark)
    assert window_of_module.shown("#history del")
    assert violations(window_of_module) == []
