"""A text of printed pages as one: without the heads, feet and numbers that are on each page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.definition import dutch
from pipeline.read.limits import FEWEST_PAGES, MOST_AT_EDGE
from pipeline.read.lines import Lines

# The number of a page, below its text.
FOLIO = re.compile(
    rf"(?:{dutch.one_of('site', 'pages')} |- ?)?\d{{1,3}}(?: ?(?:{dutch.one_of('site', 'of_all')}|/|-) ?\d{{0,3}})?",
    re.IGNORECASE,
)
PAGE_DIGITS = re.compile(r"\d+")


def as_one(text: str, lines: Lines) -> str:
    """The text of pages between form feeds, without what is repeated at their edges and without their numbers."""
    pages = [part.splitlines() for part in (part.strip("\r\n ") for part in text.split("\f")) if part]
    edges = Counter(key for page in pages for key in {_key(line) for line in (*_edge(page), *_edge(page[::-1]))})
    repeated = {key for key, times in edges.items() if times * 2 > len(pages) >= FEWEST_PAGES}
    kept = []
    for page in pages:
        rest = _without(_without(page, repeated)[::-1], repeated)[::-1]
        lines.left_out["heads of printed pages"] += _words(page) - _words(rest)
        kept.append("\n".join(rest))
    return "\n".join(kept)


def _edge(page: list[str]) -> list[str]:
    """The first lines of a page that are not blank."""
    return [line for line in page if line.strip()][:MOST_AT_EDGE]


def _key(line: str) -> str:
    """What is the same on every page: a head but for its numbers and its blanks, as those of dates and of pages."""
    return PAGE_DIGITS.sub("0", " ".join(line.split()))


def _without(page: list[str], repeated: set[str]) -> list[str]:
    """A page from its first line on that is no head of it."""
    for n, line in enumerate(page):
        if line.strip() and not (FOLIO.fullmatch(line.strip()) or _key(line) in repeated):
            return page[n:]
    return []


def _words(page: Iterable[str]) -> int:
    return sum(len(line.split()) for line in page)
