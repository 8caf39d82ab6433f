"""No word that a browser shows is lost: what html5lib finds, which parses as browsers do, is read or counted."""

import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from xml.etree.ElementTree import Element

import html5lib
import pytest

from pipeline.definition.source import Source
from pipeline.read.page import read_page
from pipeline.records import Page
from pipeline.text.normalise import clean
from tests.pages.markups import WRITERS, saved_text, split
from tests.pages.markups.page import Page as Parts
from tests.pages.markups.page import Theme

# What no browser shows; the words of titles of drawings are counted, and are not looked for.
UNSEEN = frozenset("script style template noscript head title svg math iframe textarea select option".split())
# Markups without labels that are read as heads of columns, or texts that a script replaces by an address.
MARKUPS = (
    "accordion", "headings", "details by title", "table", "line breaks", "nested lists", "cloudflare", "tabs", "broken",
)  # fmt: skip
MUTATED = 30  # pages of each markup
MOST_LOST = 0.01  # of the words of a page
STRAY = (
    "</body>", "</html>", "<svg>", "</p>", "</div>", "<div><div>", "<div>", "<b>", "</b>", "<table>", "</table>", "<p>",
    "<li>", "</ul>", "<h3>", "</h3>", "<section>", "</main>", "<pre>", "<a href='#'>", "<blockquote>", "<span>", "<br>",
    "</br>", "<dl>", "<td>",
)  # fmt: skip
TAG = re.compile(r"<[^>]*>")


def shown(html: str) -> list[str]:
    """The words that a browser shows, as pieces of text side by side make them."""
    root = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return clean(" ".join(_texts(root))).split()


def _texts(element: Element) -> Iterator[str]:
    tag = element.tag if isinstance(element.tag, str) else "script"  # a comment
    if tag.rpartition("}")[2] not in UNSEEN:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def few() -> Parts:
    """The saved page with two entries of each theme: what is parsed a hundred times is small."""
    page = split(saved_text())
    return Parts(**{**vars(page), "themes": tuple(Theme(t.heading, t.parts[:2]) for t in page.themes)})


def mutated(html: str, random: Random) -> str:
    """A page in which one to three tags are doubled, taken out, moved, or have a stray one beside them."""
    for _ in range(random.randint(1, 3)):
        body = html.index("<body")
        tags = [tag for tag in TAG.finditer(html) if tag.start() > body and tag[0][1:7] not in {"script", "style>"}]
        tag = random.choice(tags)
        other = random.choice([tag[0] * 2, "", random.choice(tags)[0], tag[0] + random.choice(STRAY)])
        html = html[: tag.start()] + other + html[tag.end() :]
    return html


def lost(page: Page, words: list[str]) -> int:
    """How many of the shown words are neither in the page nor counted as left out."""
    missing = Counter(words) - Counter(page.text.split())
    counted = sum(int(remark.found.split()[0]) for remark in page.remarks if remark.check == "left_out")
    return missing.total() - counted


@pytest.mark.parametrize("name", MARKUPS)
def test_no_word_of_a_page_is_lost(name: str, source: Source) -> None:
    data = WRITERS[name](few())
    words = shown(data.decode())
    assert lost(read_page(data, source), words) <= MOST_LOST * len(words)


@pytest.mark.parametrize("name", MARKUPS)
def test_no_word_of_a_damaged_page_is_lost(name: str, source: Source) -> None:
    whole = WRITERS[name](few()).decode()
    for seed in range(MUTATED):
        html = mutated(whole, Random(f"{name} {seed}"))
        words = shown(html)
        assert lost(read_page(html.encode(), source), words) <= MOST_LOST * len(words), seed


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
    assert lost(read_page(data.encode(), source), shown(data)) <= 0
