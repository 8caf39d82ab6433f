"""Titles of entries without contact: names of municipalities above or in them show them, or that they are as high."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.naming import NEARLY_ALL
from pipeline.records import Kind

if TYPE_CHECKING:
    from pipeline.outline import Outline

# A title that nothing marks is no longer than this, in words: longer than other headings, since every entry has one.
LONGEST_TITLE = 25
MOST = 0.5
MARKED = frozenset({Kind.HEADING, Kind.PANEL, Kind.BOLD})


def titles_below_names(outline: Outline) -> set[int]:
    """The titles below the names of municipalities that head nothing so far.

    They are where most entries have such a name above them, marked alike; nearly all, where nothing marks it.
    """
    lines, places, titles = outline.lines, outline.signs.places, outline.titles
    if all(n + 1 in outline.is_title for n, is_place in enumerate(places) if is_place):
        return set()
    heads = {n for title in titles for n in range(outline.head(title), title) if places[n]}
    marks = Counter((lines[n].kind, lines[n].level) for n in heads)
    (mark, count) = marks.most_common(1)[0] if marks else ((Kind.ITEM, 0), 0)
    if count == 0 or count < len(titles) * (MOST if mark[0] in MARKED else NEARLY_ALL):
        return set()
    names = [n for n, is_place in enumerate(places) if is_place and (lines[n].kind, lines[n].level) == mark]
    stops = sorted({*names, *titles, *outline.themes, len(lines)})
    below = (outline.title_in_panel(n, stops[bisect_right(stops, n)]) for n in names if n not in heads)
    return {title for title in below if title is not None}


def titles_led_by_names(outline: Outline) -> set[int]:
    """The lines that begin with a municipality and a sign, "Zwolle: …", where nearly all titles do."""
    lines, leading = outline.lines, outline.signs.reference.leading
    led = sum(lines[n].label is None and leading(lines[n].text) is not None for n in outline.titles)
    if led == 0 or led < len(outline.titles) * NEARLY_ALL:
        return set()
    others = (n for n in range(outline.titles[0], len(lines)) if n not in outline.is_title)
    return {n for n in others if outline.signs.like_heading(n, LONGEST_TITLE) and leading(lines[n].text)}


def titles_as_high(outline: Outline) -> set[int]:
    """The headings behind the last contact of a theme that are as high as most titles, and name a municipality.

    The name stands in them, right below them, or with "gemeente" in the text below.
    """
    headings = [n for n in _behind_last_contacts(outline) if outline.rank(n) is not None]
    if not (headings and outline.titles):
        return set()
    rank, count = Counter(outline.rank(n) for n in outline.titles).most_common(1)[0]
    if rank is None or count < len(outline.titles) * MOST:
        return set()
    return {n for n in headings if outline.rank(n) == rank and _names_municipality(outline, n)}


def _behind_last_contacts(outline: Outline) -> Iterator[int]:
    """The marked lines between the last contact of each theme and the next theme, that are no titles yet."""
    contacts, lines = outline.contacts, outline.lines
    for theme, end in zip(outline.themes, [*outline.themes[1:], len(lines)], strict=False):
        before = bisect_left(contacts, end)
        last = contacts[before - 1] if before else -1
        for n in range(max(theme, last) + 1, end - 1):
            if lines[n].kind in MARKED and n not in outline.is_title:
                yield n


def _names_municipality(outline: Outline, title: int) -> bool:
    """Whether a municipality is named in a title, right below it, or as a government in the line below it."""
    reference, lines = outline.signs.reference, outline.lines
    text, below = lines[title].text, lines[title + 1].text
    if outline.signs.places[title + 1] or reference.leading(text) or reference.find(text):
        return True
    return any(place.as_government for place in reference.find(below))
