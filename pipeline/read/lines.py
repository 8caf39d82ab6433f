"""The lines of a page, whatever it was written in: markers of list items, labels, and the ranges of panels."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.definition import dutch
from pipeline.definition.limits import LONGEST_LABEL
from pipeline.definition.source import Source
from pipeline.read.left_out import LeftOut
from pipeline.read.limits import LONGEST_CREDIT, LONGEST_FOLIO, MOST_SHORT
from pipeline.read.links import Linked, links_of, moved, reworded, without
from pipeline.records import Kind, Label, Line, Link, Refusal, Remark
from pipeline.text.normalise import SYMBOLS

# What is before a list item that was typed, or came from a word processor, whose bullets are "o", "§" and "Ø" in lists
# within lists; often without a blank: "•Een traject".
BULLETS = "*•·▪●◦‣§■□◆❖➢➤➔⇒✓✔○◉∙"
MARKER = re.compile(rf"[-–—−oØ{BULLETS}{SYMBOLS}]\s+(?=\S)|[•▪●■➢➤✓✔❖]")
LONE_MARKERS = frozenset("-–—−" + BULLETS)
BULLET_LETTERS = frozenset("oØ")  # among the markers

# "[Advertentie] Kom naar het congres", "Advertentie: Kom …", but no sentence about one: "Advertentie in de krant".
ADVERT = re.compile(rf"[\[(]?{dutch.one_of('site', 'adverts')}(?:[\])]|\s*[:–—-])?(?:\s+(?=[A-ZÀ-Þ])|$)")

AROUND_FURNITURE = "….[] "  # "…Lees meer", "[bewerken]"
# "#digitaal #training"; but no address.
HASHTAGS = re.compile(r"#[^@\s]*(?:\s#[^@\s]*)*")

# "Laatst gewijzigd: 12 november 2021"; what is longer says something, and what is after "Open:" does in any case.
# By the kind of the label: the longest line with something after it, in characters.
LONGEST_AFTER_LABEL = {"furniture": 0, "credit": LONGEST_CREDIT}
# Kinds of lines that their text may make items, names of municipalities or nothing at all.
PLAIN = frozenset({Kind.PARAGRAPH, Kind.BOLD, Kind.LINK})
LINK_LINE: Final = Kind.LINK  # looked up once: to reach a member of an enum takes time, and every line is compared
# What a plain line with a label is, by the kind of the label and whether the line is nothing else.
KIND_OF_LABEL = {
    ("municipality", False): Kind.MUNICIPALITY,
    ("municipality", True): Kind.MUNICIPALITY,
    ("text", True): Kind.LABEL,
}

Found = tuple[Kind, str, int, Label | None]  # a line as it is found: kind, text, level of a heading, label


def refuse_many(number: int, what: str, size: int, least: int) -> None:
    """Refuse a page of `size` bytes that holds more lines or elements than any page, each of less than `least` bytes.

    Raises:
        Refusal: it does.
    """
    if number > MOST_SHORT + size // least:
        raise Refusal(f"It has {number:,} {what}, one for each {size / number:.0f} bytes: this is not the page.")


@dataclass(slots=True)
class Lines:
    """Lines as they are found, in reading order."""

    source: Source
    found: list[Found] = field(default_factory=list)
    panels: list[tuple[int, int]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    credits: set[int] = field(default_factory=set)  # the lines before which one was left out that tells of dates
    links: list[Linked] = field(default_factory=list)
    marked: bool = False  # the next paragraph is the first of a list item
    left_out: LeftOut = field(init=False)

    def __post_init__(self) -> None:
        self.left_out = LeftOut(self.source)

    def add(self, text: str, kind: Kind = Kind.PARAGRAPH, level: int = 0) -> None:
        """Add one line of clean text, not empty.

        The text of a plain line decides what it is: an item, a labelled line, a paragraph; or none, as furniture is. A
        lone marker is none either, but makes the line after it an item.
        """
        if kind not in PLAIN:
            self._add_marked(text, kind, level)
            return
        first = text[0]
        if not first.isalnum() or (first in BULLET_LETTERS and text[1:2] == " "):
            text = self._without_marker(text)
            if not text:
                return
            if kind is not Kind.BOLD and HASHTAGS.fullmatch(text):
                self.left_out.add([text], "furniture")
                return
        elif len(text) <= LONGEST_FOLIO and text.isdigit():
            self.left_out.add([text], "furniture")
            return
        if ADVERT.match(text) or (kind is LINK_LINE and text.startswith(self.source.invitations)):
            self.left_out.add([text], "furniture")
            self.marked = False
            return
        if "@" in text and (at := self._contact_within(text)):
            self.add(text[:at].rstrip(), kind)
            text = text[at:]
        label = self.source.label(text)
        if (
            label
            and label.kind in LONGEST_AFTER_LABEL
            and (label.alone or LONGEST_AFTER_LABEL[label.kind] >= len(text))
        ):
            self.left_out.add([text], "furniture")
            if label.kind == "credit":
                self.credits.add(len(self.found))
        elif label and label.colon:
            # A list whose items are whole projects is layout: lines that begin with a label are never items.
            self.found.append((KIND_OF_LABEL.get((label.kind, label.alone), kind), text, 0, label))
        elif self.marked:
            self.found.append((Kind.ITEM, "- " + text, 0, None))
        else:
            self.found.append((kind, text, 0, label))
        self.marked = False

    def _add_marked(self, text: str, kind: Kind, level: int) -> None:
        """Add a line whose markup says what it is, unless it is a heading of furniture: "Deel deze pagina"."""
        if self._is_furniture(text) and (kind is not Kind.PANEL or " " in text):  # "Open" may be a title
            self.left_out.add([text], "furniture")
        else:
            self.found.append((kind, text, level, self.source.label(text)))
        self.marked = False

    def _is_furniture(self, text: str) -> bool:
        label = self.source.label(text)
        return label is not None and label.alone and label.kind == "furniture"

    def _without_marker(self, text: str) -> str:
        """The text after the marker of an item, which is noted; nothing of dashes or of furniture."""
        if len(text) == 1 and text in LONE_MARKERS:
            self.marked = True
            return ""
        if marker := MARKER.match(text):
            self.marked, text = True, text[marker.end() :]
        if text[:1] in AROUND_FURNITURE and self._is_furniture(text.strip(AROUND_FURNITURE)):
            self.left_out.add([text], "furniture")
            return ""
        return text if any(map(str.isalnum, text)) else ""

    def drop(self, numbers: list[int], reason: str) -> None:
        """Leave out the lines of these sorted numbers, with their links."""
        self.left_out.add([self.found[n][1] for n in numbers], reason)
        dropped = set(numbers)
        self.found[:] = [line for n, line in enumerate(self.found) if n not in dropped]
        panels = ((first - bisect_left(numbers, first), end - bisect_left(numbers, end)) for first, end in self.panels)
        self.panels[:] = [(first, end) for first, end in panels if first < end]
        self.links[:] = without(numbers, self.links)

    def reword(self, lines: Mapping[int, Found]) -> None:
        """Put others in the place of lines, by their numbers, each of some of the words of that one."""
        before = {n: self.found[n][1] for n in lines}
        for n, line in lines.items():
            self.found[n] = line
        reworded(before, self.found, self.links)

    def _contact_within(self, text: str) -> int:
        """Where a contact label is after a sentence of a text: "… samen. Projectleider: …"; else 0."""
        at = text.find(". ") + 2
        while at > 1:
            colon = text.find(":", at, at + LONGEST_LABEL)
            if colon >= 0 and self.source.label_kind(text[at:colon]) == "contact":
                return at
            at = text.find(". ", at) + 2
        return 0

    def replace(self, count: int, texts: dict[int, list[str]]) -> None:
        """Put texts, always as many, in the place of `count` lines from each of these numbers on, in their order.

        Each is of the kind of the first that it is in place of, or an item by its marker.
        """
        found, at, shift = list[Found](), 0, 0
        for first, own in texts.items():
            kind, _, level, _ = self.found[first]
            found += self.found[at:first]
            for text in own:
                is_item = text.startswith("- ")
                label = None if is_item else self.source.label(text)
                found.append((Kind.ITEM if is_item else kind, text, level, label))
            at, shift = first + count, count - len(own)
        self.found[:] = found + self.found[at:]
        firsts = list(texts)
        self.panels[:] = [
            (start - shift * bisect_left(firsts, start), stop - shift * bisect_left(firsts, stop))
            for start, stop in self.panels
        ]
        moved(firsts, count, shift, self.links)

    def finish(self) -> tuple[str, tuple[Line, ...], tuple[Link, ...]]:
        """The page's text, its lines with their offsets, and its links; of the lines as they were found none is left.

        Each gives up its place for the one that is made of it: of very short lines, a page holds many.
        """
        found = self.found
        text = "\n".join([*[line[1] for line in found], ""])
        found.reverse()
        lines = []
        start = 0
        while found:
            kind, line, level, label = found.pop()
            end = start + len(line)
            lines.append(Line(kind, line, start, end, level, label))
            start = end + 1
        return text, tuple(lines), links_of(self.links, lines, text)
