"""Is it the page? It passes in every form; what is not the page is named for what it looks like."""

import re
from collections.abc import Callable

import pytest

from pipeline.definition.source import load_source
from pipeline.fetch.acceptance import Verdict, assess
from pipeline.gazetteer.gazetteer import load_reference
from tests.pages.changes import CHANGES, REFUSED, as_markup, as_text
from tests.pages.markups import HEADING, MARKUPS, TEXTS, saved

SOURCE, REFERENCE = load_source(), load_reference()
PAGE = MARKUPS["accordion"]()


def verdict(data: bytes) -> Verdict:
    return assess(data, SOURCE, REFERENCE)


@pytest.mark.parametrize("name", [*MARKUPS, *TEXTS])
def test_the_page_passes_in_every_form(name: str) -> None:
    found = verdict({**MARKUPS, **TEXTS}[name]())
    assert found.records, found
    assert len(found.records.entries) == 31


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("form", [as_text, as_markup])
def test_a_page_that_changed_is_still_the_page(name: str, form: Callable[[str], bytes]) -> None:
    assert verdict(form(name)).records


LIKENESSES = {
    "cut in half": "the page cut off in the middle",
    "cut in half, as markup": "the page cut off in the middle",
    "another page": "another page",
    "another text": "another page",
    "not found": "an error page",
    "empty": "an empty page",
    "white space": "an empty page",
    "no text at all": "no text",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_the_page_is_named(name: str) -> None:
    found = verdict(REFUSED[name]())
    assert found.records is None
    assert found.looks_like == LIKENESSES[name]
    assert found.why
    assert not found.why.endswith(".")  # it is put into a sentence


def document(title: str, body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()


WALLS = {
    "consent": (
        "a consent wall",
        document("Cookies", "<p>Deze site gebruikt cookies.</p><button>Alles accepteren</button>"),
    ),
    "consent without a title": (
        "a consent wall",
        document("weerbaarbestuur.nl", "<p>Wij vragen uw toestemming.</p><button>Accepteer cookies</button>"),
    ),
    "log-in": (
        "a log-in wall",
        document(
            "Weerbaar bestuur",
            '<form><input name="user"><input type="password" name="p"><button>Verder</button></form>',
        ),
    ),
    "log-in in words": (
        "a log-in wall",
        document("Inloggen", "<p>U moet zich aanmelden om deze pagina te zien.</p>"),
    ),
    "robot check": (
        "a robot check",
        document("Just a moment...", "<p>Checking your browser before accessing weerbaarbestuur.nl</p>"),
    ),
    "captcha": ("a robot check", document("weerbaarbestuur.nl", "<p>Los de captcha op en ga verder.</p>")),
    "error with status 200": ("an error page", document("Fout", "<h1>Er is een fout opgetreden</h1>")),
    "maintenance": ("an error page", document("Onderhoud", "<p>Wij zijn zo terug.</p>")),
    "database": ("an error page", document("", "<h1>Error establishing a database connection</h1>")),
    "script": (
        "a page without text, as one that only a script fills",
        document("", '<div id="app"></div><script>go()</script>'),
    ),
    "domain for sale": ("an error page", document("weerbaarbestuur.nl", "<p>Dit domein is te koop.</p>")),
}


@pytest.mark.parametrize("name", WALLS)
def test_walls_and_errors_with_status_200_are_named(name: str) -> None:
    likeness, data = WALLS[name]
    found = verdict(data)
    assert found.records is None
    assert found.looks_like == likeness


def test_a_page_after_a_redesign_is_named() -> None:
    cards = "".join(f"<div><h3>Gemeente {n}</h3><p>Lees hier meer over dit project.</p></div>" for n in range(80))
    found = verdict(document(HEADING, f"<main><h1>{HEADING}</h1>{cards}</main>"))
    assert found.records is None
    assert found.looks_like == "the page after a redesign, or emptied"


def test_a_long_page_that_mentions_cookies_is_another_page() -> None:
    found = verdict(
        document(
            "Nieuws",
            "<p>Het cookiebeleid van de gemeente.</p>" + "<p>Een bericht over iets anders.</p>" * 200,
        )
    )
    assert found.looks_like == "another page"


def test_a_page_with_a_cookie_banner_a_login_and_a_captcha_is_the_page() -> None:
    banner = b'<div class="banner"><h2>Cookies</h2><p>Accepteer cookies</p></div>'
    banner += b'<form>Inloggen <input type="password"></form>'
    assert verdict(re.sub(rb"(<body[^>]*>)", rb"\1" + banner, PAGE)).records


def test_the_page_in_another_media_type_or_charset_than_declared_passes() -> None:
    assert assess(PAGE, SOURCE, REFERENCE, "text/plain", "klingon").records
    assert assess(saved(), SOURCE, REFERENCE, "text/html", "iso-8859-1").records


def test_the_verdict_says_nothing_personal() -> None:
    for data in (*(make() for make in REFUSED.values()), *(data for _, data in WALLS.values())):
        assert "@" not in verdict(data).why
