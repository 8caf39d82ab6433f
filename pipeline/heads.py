"""What stands above the text of an entry: its title, and the names of municipalities in the titles around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.municipality import Municipality
from pipeline.naming import FEWEST_SHARING, NEARLY_ALL
from pipeline.quotes import Quotes
from pipeline.records import Block, Evidence, Line
from pipeline.reference import Reference
from pipeline.source import Source

RULE_TITLE = "title label"
RULE_TITLE_PLACE = "title in panel or heading"

# "… (Zwolle)", "… - Zwolle"
TRAILING = re.compile(r"\s+(?:\(([^()]+)\)|[–—|-]\s([^–—|()]+))$")

# "1. …": the place of a title in the list of all. "3 pijlers" has no sign behind its number.
NUMBERED = re.compile(r"^\d{1,3}[.)]\s+")

# "Samen sterk in Zwolle": what ends so before a name goes on with it.
GOES_ON = re.compile(r"\b[a-z]{1,4}$|\bgemeente[n]?$")
WORD = re.compile(r"\S+")
MOST_WORDS = 5  # of the name of a municipality, with "gemeente"

Named = tuple[Municipality, int, int]  # a municipality and where it is named


class Head(Struct, frozen=True, gc=False):
    """What stands above the text of an entry."""

    title: Evidence | None
    above: list[int]  # the numbers of the lines that are not its title
    places: list[Named]  # the municipalities that those lines and the title name, the nearest last


class Sides(Struct, frozen=True, gc=False):
    """On which sides of nearly all titles the name of a municipality stands, with no sign between: as badges do."""

    before: bool
    behind: bool


def sides_of_names(blocks: Sequence[Block], quotes: Quotes) -> Sides:
    """On which sides of the titles of these entries names stand."""
    before = behind = 0
    for block in blocks:
        line = quotes.lines[block.title]
        if line.label is None and (places := quotes.within(line.start, line.end)):
            first, last = places[0], places[-1]
            before += first.start == line.start and line.text[first.end - line.start :].lstrip()[:1].isupper()
            rest = line.text[: last.start - line.start].rstrip()
            behind += last.end == line.end and rest != "" and GOES_ON.search(rest) is None
    fewest = max(FEWEST_SHARING, NEARLY_ALL * len(blocks))
    return Sides(before >= fewest, behind >= fewest)


def read_head(block: Block, quotes: Quotes, source: Source, reference: Reference, sides: Sides) -> Head:
    """The head of an entry."""
    end = min(block.text[0], block.contact[0])
    label = quotes.lines[block.title].label
    behind = block.title + (label is not None and label.alone and label.kind == "title")  # the line with the title
    above = [n for n in range(block.first, end) if not block.title <= n <= behind]
    if block.place is not None:
        above.insert(0, block.place)
    places = [place for n in above for place in _places_above(quotes.lines[n], quotes, reference)]
    if block.title >= end:
        return Head(None, above, places)
    places += _place_in_title(quotes.lines[block.title], reference, sides)
    return Head(_title(block, end, quotes, source, reference, sides), above, places)


def _places_above(line: Line, quotes: Quotes, reference: Reference) -> list[Named]:
    """The municipalities that a line above the title names: as a whole, at its beginning, or anywhere in it."""
    label = line.label if line.label and line.label.colon else None
    begin = label.end if label and label.kind == "municipality" else 0
    written = line.text[begin:].removeprefix("- ").lstrip()
    if named := reference.named(written):
        return [(named, line.end - len(written), line.end)]
    if label is None and (leading := reference.leading(line.text)):
        return [(leading[0], line.start, line.start + leading[1])]
    return [(place.municipality, place.start, place.end) for place in quotes.within(line.start, line.end)]


def _place_in_title(line: Line, reference: Reference, sides: Sides) -> list[Named]:
    """The municipality that a title is, or begins or ends with; behind a label stands a title, not a place."""
    if line.label and line.label.colon:
        return []
    if named := reference.named(line.text):
        return [(named, line.start, line.end)]
    place, _, _ = _parted(line, reference, sides)
    return [place] if place else []


def _parted(line: Line, reference: Reference, sides: Sides) -> tuple[Named | None, int, int]:
    """The municipality that a title begins or ends with, and the offsets in the line between which the rest stands."""
    text = line.text
    if leading := reference.leading(text):
        return (leading[0], line.start, line.start + leading[1]), leading[1], len(text)
    if trailing := TRAILING.search(text):
        group = trailing.lastindex or 0
        if named := reference.named(trailing[group]):
            start, end = trailing.span(group)
            return (named, line.start + start, line.start + end), 0, trailing.start()
    words = list(WORD.finditer(text)) if sides.before or sides.behind else []
    for count in range(min(MOST_WORDS, len(words) - 1), 0, -1):
        end, start = words[count - 1].end(), words[-count].start()
        if sides.before and (named := reference.named(text[:end])):
            return (named, line.start, line.start + end), end, len(text)
        if sides.behind and (named := reference.named(text[start:])):
            return (named, line.start + start, line.end), 0, words[-count - 1].end()
    return None, 0, len(text)


def _title(
    block: Block, end: int, quotes: Quotes, source: Source, reference: Reference, sides: Sides
) -> Evidence | None:
    """The title of an entry, without its label and without the municipality that may stand before or behind it."""
    line = quotes.lines[block.title]
    begin, behind, rule = 0, len(line.text), RULE_TITLE
    if line.label and line.label.kind == "title":
        begin = line.label.end
    else:
        _, begin, behind = _parted(line, reference, sides)
        label = source.label(line.text[begin:]) if begin else None
        if label and label.colon and label.kind == "title":
            begin += label.end
        else:
            rule = RULE_TITLE_PLACE
    title = NUMBERED.sub("", line.text[begin:behind].lstrip())
    if title:
        return quotes.verbatim("title", rule, line.start + behind - len(title), line.start + behind)
    following = block.title + 1  # the label stands alone
    return quotes.verbatim("title", rule, *quotes.span(following, following + 1)) if following < end else None
