"""The line of an HTML page that is being read: its pieces, what is known of them, and the line that they make."""

from __future__ import annotations

import re

from pipeline.contacts.former import STRIKE
from pipeline.read.html.anchors import Anchors
from pipeline.read.html.element import Element
from pipeline.read.lines import Lines
from pipeline.records import Kind
from pipeline.text.normalise import clean

# A blank parts what is on both sides of a gap: "een[ ]twee"; but not "([ ]twee" and "een[ ], twee".
PARTED = re.compile(r"""[^\s(\[{<«“‘„"'](?:[^\s)\]}>»”’"'.,;:!?…].?|[.,;:!?…]\w)""", re.DOTALL)
# "<span>Zwolle</span><span>Samen</span>": a style sheet parts them, which may be in another file.
TWO_WORDS = re.compile(r"[a-zà-ÿ]{2}[A-ZÀ-Þ][a-zà-ÿ]")


class OpenLine:
    """Text gathers in `inline` until something ends the line; then it is one of `lines`, unless it is blank."""

    def __init__(self, lines: Lines, anchors: Anchors) -> None:
        self.lines = lines
        self.source = lines.source
        self.anchors = anchors
        self.inline: list[str] = []
        self.gaps: list[int] = []  # the pieces before which something is shown that is no text
        self.seams: list[int] = []  # those that begin in a span right after another
        self.styled: tuple[Kind, int] | None = None  # what the pieces are wholly in so far, and how many
        self.kind = Kind.PARAGRAPH
        self.level = 0
        self.struck = False  # the lines that are being read are struck out
        self.badges: list[str] = []  # lines of their own after this one
        self.label = ""  # comes before the next line: the header of a column or the term of a definition
        self.said: list[str] = []  # the labels that lines were read with

    def flush(self) -> None:
        """End the line."""
        inline = self.inline
        if inline:
            if self.gaps or self.seams:
                self._part()
            kind = self._style(*self.styled) if self.styled else self.kind
            text = inline[0] if len(inline) == 1 else "".join(inline)
            self.styled = None
            if self.anchors.around or self.anchors.within:
                links, words, first = self.anchors.pieces(inline), inline[:], len(self.lines.found)
                inline.clear()
                self.anchors.note_places(links, words, self.make_line(text, kind), first)
            else:
                inline.clear()
                self.make_line(text, kind)
        while self.badges:
            self.lines.add(self.badges.pop(0))

    def gap(self) -> None:
        """Note that a picture, a control or an added address ends here: what is before it and after it is apart."""
        if self.inline:
            self.gaps.append(len(self.inline))

    def _part(self) -> None:
        """Put a blank into each gap, but after a bracket that opens and before a comma, and between two words."""
        inline = self.inline
        for n in dict.fromkeys(self.gaps):
            if n < len(inline) and PARTED.fullmatch(inline[n - 1][-1:] + inline[n][:2]):
                inline[n] = f" {inline[n]}"
        self.gaps.clear()
        for n in self.seams:
            if 0 < n < len(inline) and TWO_WORDS.fullmatch(inline[n - 1][-2:] + inline[n][:2]):
                inline[n] = f" {inline[n]}"
        self.seams.clear()

    def make_line(self, text: str, kind: Kind | None = None) -> str:
        """Make a line of a text, if anything but blanks is in it; that line."""
        if text := clean(text):
            if self.struck:
                text = f"{STRIKE}{text}{STRIKE}"
            if self.label:
                text, self.label = self._labelled(text), ""
            self.lines.add(text, kind or self.kind, self.level)
        return text

    def is_in_title(self, element: Element) -> bool:
        """Whether the line so far is of a title, as a heading is, or words in one style; and no name of a value."""
        said = clean("".join(self.inline))
        label = self.source.label(said)
        if said.endswith(":") or (label and label.alone) or self.source.names_fact(said):
            return False
        if self.styled:
            return self._style(*self.styled) is not Kind.PARAGRAPH
        is_titled = self.kind is not Kind.PARAGRAPH or self.source.label_kind(self.label) == "title"
        return is_titled or next(element.iterancestors("b", "strong"), None) is not None

    def _style(self, style: Kind, count: int) -> Kind:
        """The kind of a line whose first pieces are styled: another one if those are all of it."""
        is_whole = self.kind is Kind.PARAGRAPH and not "".join(self.inline[count:]).strip()
        return style if is_whole else self.kind

    def _labelled(self, text: str) -> str:
        """A text after the label from elsewhere, unless it begins with a label or is one of that kind itself."""
        label = self.source.label(text)
        if label and (label.colon or label.kind == self.source.label_kind(self.label)):
            return text
        self.said.append(self.label)
        return f"{self.label}: {text}"

    def add(self, text: str, kind: Kind) -> None:
        """Add a line of its own."""
        self.flush()
        if text := clean(text):
            self.lines.add(text, kind)
