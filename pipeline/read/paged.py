"""A text of printed pages as one: without the heads, feet and numbers that are on each page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.definition import dutch
from pipeline.read.limits import FEWEST_PAGES, MOST_AT_EDGE
from pipeline.read.lines import Lines
from pipeline.text.normalise import clean

# The number of a page, below its text.
FOLIO = re.compile(
    rf"(?:{dutch.one_of('site', 'pages')} |- ?)?\d{{1,3}}(?: ?(?:{dutch.one_of('site', 'of_all')}|/|-) ?\d{{0,3}})?",
    re.IGNORECASE,
)
PAGE_DIGITS = re.compile(r"\d+")


def as_one(text: str, lines: Lines) -> str:
    """The text of pages between form feeds, without what is repeated at their edges and without their numbers."""
    pages = [part.splitlines() for part in (part.strip("\r\n ") for part in text.split("\f")) if part]
    edges = Counter(key for page in pages for key in {*_keys(page, lines), *_keys(page[::-1], lines)})
    repeated = {key for key, times in edges.items() if times * 2 > len(pages) >= FEWEST_PAGES}
    kept = []
    for page in pages:
        head = _head(page, repeated)
        end = len(page) - _head(page[head:][::-1], repeated)
        lines.left_out.add(page[:head] + page[end:], "heads of printed pages")
        kept.append("\n".join(page[head:end]))
    return "\n".join(kept)


def _keys(page: list[str], lines: Lines) -> Iterator[str]:
    """The keys of the first lines of a page, but for those of a project: one may be on each page."""
    edge = [line for line in page if line.strip()][:MOST_AT_EDGE]
    return (_key(line) for line in edge if not _is_of_project(line, lines))


def _key(line: str) -> str:
    """What is the same on every page: a head but for its numbers and its blanks, as those of dates and of pages."""
    return PAGE_DIGITS.sub("0", " ".join(line.split()))


def _is_of_project(line: str, lines: Lines) -> bool:
    """Whether a line begins with the label of a title or a contact."""
    label = lines.source.label(clean(line))
    return label is not None and label.colon and label.kind in {"title", "contact"}


def _head(page: list[str], repeated: set[str]) -> int:
    """How many lines there are before the first line of a page that is no head of it."""
    is_head = (not line.strip() or FOLIO.fullmatch(line.strip()) or _key(line) in repeated for line in page)
    return next((n for n, each in enumerate(is_head) if not each), len(page))
