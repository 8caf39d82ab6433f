"""What is left out is counted, and told where it may be a project or a contact."""

import pytest

from pipeline.definition.source import Source
from pipeline.read.page import read_page
from pipeline.records import Page

ENTRY = "<p>Project: Sterker bestuur</p><p>Projectleider: Jan Jansen, j.jansen@voorbeeld.nl</p>"
MAIN = f"<main><h3>Zwolle</h3>{ENTRY}</main>"


def read(html: str, source: Source) -> Page:
    return read_page(f"<!DOCTYPE html><body>{html}".encode(), source)


def told(html: str, source: Source) -> list[tuple[str, str]]:
    return [(r.found, r.detail) for r in read(html, source).remarks if r.check == "left_out_like"]


@pytest.mark.parametrize("name", ["aside", "nav", "footer", "dialog", "figcaption", "menu", "search", "template"])
def test_an_entry_that_is_left_out_is_told_with_where_and_how_many_words(name: str, source: Source) -> None:
    entry = f"<p>Tekst.</p><{name}>{ENTRY}</{name}>"
    assert told(entry, source) == [("7 words", f"{name} (title, contact, address) 7")]


@pytest.mark.parametrize(
    ("html", "detail"),
    [
        (f"{MAIN}<section>{ENTRY}</section>", "section (title, contact, address) 7"),
        (f"{MAIN}Project: Sterker bestuur, j.jansen@voorbeeld.nl", "bare text (title, address) 4"),
        (
            f"{ENTRY}<h1>Gemeenten met vernieuwende aanpak Weerbaar Bestuur</h1>",
            "before the heading (title, contact, address) 7",
        ),
        (f"{MAIN[:-7]}<div class='sidebar'><p>Vragen: info@voorbeeld.nl</p></div></main>", "boilerplate (address) 2"),
        (f"{MAIN}<svg><text>Projectleider: Jan Jansen</text></svg>", "svg (contact) 3"),
        (f'{MAIN}<iframe srcdoc="<style>x</style>{ENTRY}"></iframe>', "iframe (title, contact, address) 7"),
    ],
)
def test_so_is_what_is_beside_or_before_the_page(html: str, detail: str, source: Source) -> None:
    assert [where for _, where in told(html, source)] == [detail]


def test_what_is_like_no_project_is_counted_and_no_more(source: Source) -> None:
    page = read(f"<nav><a href='/'>Naar het begin</a></nav>{MAIN}Losse tekst<svg><title>Pijl</title></svg>", source)
    assert [(r.check, r.level, r.detail) for r in page.remarks] == [("left_out", "info", "bare text 2, nav 3, svg 1")]
