"""No word that a browser shows is lost: what justhtml finds, which parses as browsers do, is read or counted."""

from random import Random

import pytest

from pipeline.definition.source import Source
from pipeline.read.encoding import decode
from pipeline.read.page import read_page
from pipeline.text.normalise import clean
from tests.conservation import glued, lost, shown, words
from tests.fuzz.inputs import PAGES, marked_up, markup
from tests.fuzz.oracles import fault, reference
from tests.pages.markups import WRITERS

MUTATED = 15  # pages of each markup


@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_a_page_is_lost(name: str, source: Source) -> None:
    data = marked_up(name, "few")
    page = read_page(data, source)
    text = reference(page, data)
    assert text
    assert lost(page, text) == glued(page, text) == []


@pytest.mark.parametrize("name", WRITERS)
def test_no_word_of_a_damaged_page_is_lost(name: str) -> None:
    for seed in range(MUTATED):
        random = Random(f"{name} {seed}")
        html = decode(marked_up(name, "few")).text
        for _ in range(random.randint(1, 3)):
            html = markup(html, random)
        assert fault(html.encode()) is None, seed


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Zwolle</h3></body>\n<table><tr><td>Urk</td></tr></table></html>\n<p>Ede</p>",
        "<h3>Zwolle</h3><svg><g><path d='M0'><h3>Urk</h3><p>Tekst</p></g></svg>",
        "<span class='__cf_email__' data-cfemail='8ce9fae9e0e5e9e2ccefe9e2f8fef9e1f4e0a2e2e0'><p>Zwolle</p><p>Urk</p>",
        "<main><p>Projectleider: Jan Jansen</p></main>Zwolle<aside>Urk</aside>Ede",
    ],
)
def test_what_once_lost_words_loses_none(html: str, source: Source) -> None:
    data = f"<!DOCTYPE html><html><body>{html}"
    assert lost(read_page(data.encode(), source), shown(data)) == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>een <b>twee</b>drie<p>vier", "een tweedrie\nvier"),
        ("een<table><tr><td>twee<td>drie</table>", "een\ntwee\ndrie"),
        ("een<script>twee</script><br>drie<!-- vier --></body>vijf", "een\ndrievijf"),
        ("een<div hidden>twee</div>drie<div>vier</div>vijf", "eentweedrie\nvier\nvijf"),
    ],
)
def test_a_browser_shows_what_is_in_boxes_apart(html: str, text: str) -> None:
    assert [clean(line) for line in shown(html).splitlines() if clean(line)] == text.splitlines()


def test_what_is_lost_or_glued_is_seen(source: Source) -> None:
    page = read_page(b"Een tekst van vier woorden\nDeze regel is aaneengesmeed: eendrie", source)
    assert lost(page, f"{page.text} Zwolle Zwolle Urk") == ["Urk", "Zwolle", "Zwolle"]
    assert glued(page, page.text) == []
    assert glued(page, page.text.replace("eendrie", "een\ndrie")) == ["eendrie"]
    assert glued(page, page.text.replace("eendrie", "een-\ndrie")) == []
    assert words("Projectleider: «Jan»; 's avonds") == ["Projectleider", "Jan", "s", "avonds"]
