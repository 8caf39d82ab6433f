"""Headings of themes that the source does not know, in lines that nothing marks as such: by what stands below them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.contactless import LONGEST_TITLE, MARKED
from pipeline.records import Kind
from pipeline.signs import TITLED
from pipeline.words import joined

if TYPE_CHECKING:
    from pipeline.outline import Outline

PLAIN = frozenset({Kind.PARAGRAPH, Kind.BOLD})


def heads_section(outline: Outline, n: int, end: int) -> bool:
    """Whether a line stands above the name of a municipality and a title, and is marked as the known themes are."""
    lines, signs = outline.lines, outline.signs
    if n + 2 >= end or signs.places[n] or not outline.themes:
        return False
    is_above_name = signs.places[n + 1] and signs.like_heading(n + 2, LONGEST_TITLE)
    if not (is_above_name or signs.reference.leading(lines[n + 1].text)) or not signs.like_theme(n):
        return False
    return (lines[n].kind, lines[n].level) in {(lines[theme].kind, lines[theme].level) for theme in outline.themes}


def holds_several(outline: Outline, first: int, end: int) -> bool:
    """Whether a panel holds several entries: between two of its contact lines stands a name or something marked."""
    contacts, lines, places = outline.contacts, outline.lines, outline.signs.places
    within = contacts[bisect_left(contacts, first) : bisect_left(contacts, end)]
    return any(
        places[n] or lines[n].kind in MARKED for contact, behind in pairwise(within) for n in range(contact + 1, behind)
    )


def lines_before_entries(outline: Outline) -> list[int]:
    """Short lines between a contact line and the next entry: headings, unless they may be names of municipalities.

    Where the known headings are marked as such, no plain line is one; nor is a line that stands there repeatedly.
    """
    lines = outline.lines
    if any(lines[n].kind in TITLED for n in outline.themes):
        return []
    heads = [outline.head(title) for title in outline.titles if not outline.named_by_place or outline.is_named(title)]
    found = [head - 1 for head in heads if head > 0 and _could_head_section(outline, head - 1)]
    times = Counter(joined(lines[n].text) for n in found)
    return [n for n in found if times[joined(lines[n].text)] == 1]


def _could_head_section(outline: Outline, n: int) -> bool:
    if n in outline.is_theme or n - 1 in outline.is_theme or outline.lines[n].kind not in PLAIN:
        return False
    is_closed = n <= outline.titles[0] or _is_behind_contact(outline, n)
    return is_closed and outline.signs.like_theme(n)


def _is_behind_contact(outline: Outline, n: int) -> bool:
    """Whether the last contact line or theme heading before line `n` stands behind the last title."""
    last = max(_last_before(outline.contacts, n), _last_before(outline.themes, n))
    return last >= 0 and last >= _last_before(outline.titles, n)


def _last_before(numbers: Sequence[int], n: int) -> int:
    """The last of the sorted `numbers` before `n`; -1 where there is none."""
    at = bisect_left(numbers, n)
    return numbers[at - 1] if at else -1
