"""Collecting the lines of a page, whatever it was written in: markers of list items, labels, and the ranges of panels."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from pipeline.records import Kind, Line, Remark
from pipeline.source import Source
from pipeline.words import clean

# What stands before a list item that was typed, or came from a word processor's symbol font (U+F0B7).
MARKER = re.compile(r"[-–—*•·▪●◦‣§\uf0b7]\s+(?=\S)")
LONE_MARKERS = frozenset("-–—*•·▪●◦‣\uf0b7")


@dataclass(slots=True)
class Lines:
    """Lines as they are found, in reading order."""

    source: Source
    found: list[tuple[Kind, str, int]] = field(default_factory=list)
    panels: list[tuple[int, int]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    marked: bool = False  # the next paragraph is the first of a list item

    def add(self, raw: str, kind: Kind = Kind.PARAGRAPH, level: int = 0) -> None:
        """Add one line of published text; blank ones and lone markers leave nothing but, the latter, a mark on the line that follows."""
        text = clean(raw)
        if not text:
            return
        if kind is not Kind.PARAGRAPH:
            self.marked = False
            self.found.append((kind, text, level))
            return
        if text in LONE_MARKERS:
            self.marked = True
            return
        if text[0] in LONE_MARKERS and (marker := MARKER.match(text)):
            self.marked, text = True, text[marker.end() :]
        self._paragraph_or_item(text)

    def _paragraph_or_item(self, text: str) -> None:
        """A list whose items are whole projects is layout: lines that begin with a label are never items."""
        label = self.source.split_label(text)
        if label and label[0] == "municipality":
            self.found.append((Kind.PLACE, text, 0))
        elif self.marked and not label:
            self.found.append((Kind.ITEM, "- " + text, 0))
        else:
            self.found.append((Kind.PARAGRAPH, text, 0))
        self.marked = False

    def finish(self) -> tuple[str, tuple[Line, ...]]:
        """The page's text and its lines with their offsets."""
        lines = []
        start = 0
        for kind, text, level in self.found:
            end = start + len(text)
            lines.append(Line(kind, text, start, end, level))
            start = end + 1
        return "\n".join([*(text for _, text, _ in self.found), ""]), tuple(lines)


def read_text(text: str, lines: Lines) -> None:
    """Add each line of a plain text."""
    for line in text.splitlines():
        lines.add(line)
