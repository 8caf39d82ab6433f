"""Lines that only a width broke, joined again: of a program that counts characters, or of a printed page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.definition import dutch
from pipeline.definition.source import Source
from pipeline.definition.themes import is_theme_name
from pipeline.read.limits import (
    FEWEST_ENDS,
    FEWEST_GOING_ON,
    FEWEST_NEAR,
    FEWEST_WRAPPED,
    MOST_NEAR,
    MOST_WIDER,
    NEAR_LONGEST,
    NEARLY_FULL,
    ONE_CUT_IN,
    ONE_EARLY_IN,
    WIDEST_WRAPPED,
)
from pipeline.read.lines import MARKER
from pipeline.records import Label
from pipeline.text.normalise import clean

CUT_IN_WORD = re.compile(r"\w-$", re.MULTILINE)
SOFT_HYPHEN = "\u00ad"
CUT_AT_END = re.compile("\u00ad?\u2010$")  # by a browser that prints; a hyphen that somebody typed is another sign
# "Bestuurs- en beleidszaken" is no word that was cut.
JOINTS = tuple(f"{word} " for word in dutch.words("grammar", "after_hyphen"))
# An address or a telephone number.
CONTACT_ENDS = re.compile(r"(?:@[\w.-]*[\w>)]|(?<!\w)(?:0|14 ?0|\+31)[\d ()-]{2,40}\d)\.?$")
PART = re.compile(r"\w+[-/](?=\w)")
# "informatiemakelaar/", "(organisatie)": whether a blank was after it, where a line ends so, is not to be seen.
BLANK_UNSEEN = re.compile(r"(?:\w/|(?<!\w)\(\w+\))$")
WEB_ADDRESS = re.compile(r"://|\]\(")  # lines with addresses on the web may be longer than any width
WIDE_GAP = re.compile(r"\S {3,}\S")
MAY_END = (".", "!", "?", ":", ";")
# How wide letters of printed text are beside the others, by and large, whatever the font.
PRINTED = {
    **dict.fromkeys(map(ord, "ijl'|.,:;!’‘"), 0.5),
    **dict.fromkeys(map(ord, ' ftrI()[]-/"“”'), 0.62),
    **dict.fromkeys(map(ord, "ABCDEFGHKLNOPQRSTUVXYZ&"), 1.22),
    **dict.fromkeys(map(ord, "mwMW@%—…"), 1.5),
}
Measure = Callable[[str], float]


class Unwrapped(NamedTuple):
    """The lines of a text, and by number those in which a blank or the end of a paragraph is in doubt."""

    lines: list[str]
    blanks: Sequence[int] = ()
    ends: Sequence[int] = ()
    is_printed: bool = False


def unwrapped(read: list[str], source: Source) -> Unwrapped:
    """The lines of a text, joined where only the width broke them; as they are where none did."""
    # What is before a line is within the width.
    read = [CUT_AT_END.sub(SOFT_HYPHEN, line.rstrip()) for line in read]
    pairs = [(line, _first_word(following)) for line, following in pairwise(read) if line and following]
    going_on = [pair for pair in pairs if _goes_on(*pair)]
    prose = [len(line) for line in read if line and not WEB_ADDRESS.search(line) and not WIDE_GAP.search(line)]
    width = _width([len(line) for line, _ in going_on], prose)
    if not width:
        return Unwrapped(read)
    measure: Measure = len
    if sum(len(line) + 1 + len(word) <= width for line, word in going_on) * ONE_EARLY_IN > len(going_on):
        measure = _printed
        width = NEARLY_FULL * _longest([_printed(line) for line, _ in going_on])
    wrapped = _Wrapped(source, measure, width, read, pairs)
    is_printed = measure is _printed
    joined = list(wrapped.joined(wrapped.closed_up(read) if is_printed else read))
    apart = sum(wrapped.are_apart(line, following) for line, following in pairwise(read) if line.endswith("."))
    return Unwrapped(joined, wrapped.blanks, wrapped.ends if apart >= FEWEST_ENDS else [], is_printed)


def _longest(lengths: Sequence[float]) -> float:
    """The longest of these but for a few."""
    return sorted(lengths)[-1 - int(MOST_WIDER * len(lengths))]


def _width(going_on: list[int], prose: list[int]) -> float:
    """The width at which a text was wrapped, by the lengths of its lines and of those that go on in the next.

    0 where it was not. In a text of short paragraphs few lines go on, but many come near the longest.
    """
    if len(prose) <= FEWEST_WRAPPED:
        return 0
    if len(going_on) >= FEWEST_GOING_ON * len(prose) and _share_near(going_on) > MOST_NEAR:
        return _longest(going_on) if _longest(going_on) <= WIDEST_WRAPPED else 0
    return _longest(prose) if _longest(prose) <= WIDEST_WRAPPED and _share_near(prose) > FEWEST_NEAR else 0


def _share_near(lengths: list[int]) -> float:
    """Which share of lines comes near the longest."""
    near = NEAR_LONGEST * _longest(lengths)
    return sum(length >= near for length in lengths) / len(lengths)


def _printed(text: str) -> float:
    """The width of printed text, in letters."""
    return sum(PRINTED.get(code, 1.0) for code in map(ord, text))


def _first_word(line: str) -> str:
    """The first word of a line that is not blank."""
    return line.split(maxsplit=1)[0]


def indent(line: str) -> int:
    """How far in a line begins, in characters."""
    return len(line) - len(line.lstrip())


def _goes_on(line: str, word: str) -> bool:
    """Whether a sentence goes on from a line to the next, whose first word this is; an address is of none."""
    is_open = line[-1:].isalnum() or line.endswith(("-", "/", ",", SOFT_HYPHEN))
    return is_open and word[:1].islower() and "@" not in word and not MARKER.match(f"{word} x")


def _ends(line: str, word: str) -> bool:
    """Whether a paragraph may end with a line, after which this is the first word of the next."""
    return line.endswith(MAY_END) and (not word[0].islower() or "://" in word)


class _Wrapped:
    """A text that was wrapped at one width."""

    def __init__(
        self, source: Source, measure: Measure, width: float, read: list[str], pairs: list[tuple[str, str]]
    ) -> None:
        """`pairs` are the lines that another follows, each with the first word of that."""
        self.source, self.measure, self.width = source, measure, width
        self.are_cut = sum(CUT_IN_WORD.search(line) is not None for line in read) * ONE_CUT_IN > len(read)
        self.in_title = False
        self.blanks, self.ends = list[int](), list[int]()
        self.breaks_words = not any(self._kept(line, word) for line, word in pairs)

    def closed_up(self, read: list[str]) -> Iterator[str]:
        """The lines of print without the empty ones after a line near the width whose sentence goes on."""
        last, empty = "", 0
        for line in read:
            if not line:
                empty += 1
                continue
            if not _goes_on(last, _first_word(line)) or self.measure(last) < NEAR_LONGEST * self.width:
                yield from [""] * empty
            yield line
            last, empty = line, 0

    def joined(self, read: Iterable[str]) -> Iterator[str]:
        """Lines joined where only the width broke them: the first word of the next would not have fitted.

        An empty line, a list item, a label and a theme always begin anew, and so does what is after an address
        or a number that ends one. In print a sentence goes on whatever the width, since letters have many, and
        a title only in a small letter.
        """
        joined = [""]  # pieces of the paragraph so far
        last, number = "", 0
        for line in read:
            word = _first_word(line) if line else ""
            label = self.source.label(clean(line)) if line else None
            if self._begins(last, line, word, label):
                yield "".join(joined)
                joined, number = [line], number + 1
                self.in_title = label is not None and label.kind == "title"
            else:
                if BLANK_UNSEEN.search(last) and (word[0].islower() or last.endswith("/")):
                    self.blanks.append(number)
                if _ends(last, word):
                    self.ends.append(number)
                joined[-1:] = self._continued(joined[-1], line.lstrip())
            last = line
        yield "".join(joined)

    def _begins(self, last: str, line: str, word: str, label: Label | None) -> bool:
        """Whether a line, which begins with a word and may with a label, begins anew."""
        if not word or not last or MARKER.match(line.lstrip()):
            return True
        if self.in_title and self.measure is _printed and not word[0].islower():
            return True
        if (label and label.colon) or CONTACT_ENDS.search(last) or is_theme_name(line, self.source):
            return True
        return self.fits(last, word) and not (self.measure is _printed and _goes_on(last, word))

    def are_apart(self, line: str, following: str) -> bool:
        """Whether the first word of the next paragraph would have fitted after a sentence that ends in a line.

        After a list that is further in a paragraph begins without an empty line, whatever is between others.
        """
        if not following or indent(line) > indent(following):
            return False
        word = _first_word(following)
        return word[0].isupper() and self.fits(line, word)

    def fits(self, last: str, word: str) -> bool:
        """Whether the next word would have fitted into the last line."""
        return self.measure(last) + self.measure(f" {word}") <= self.width

    def _kept(self, line: str, word: str) -> bool:
        """Whether a word went to the next line as a whole, though its part up to a hyphen or a stroke had fitted.

        "informatiemakelaar/", and on the next line "analist": some programs break there, others only at blanks.
        """
        part = PART.match(word)
        return part is not None and self.fits(line, part[0])

    def _continued(self, begun: str, line: str) -> tuple[str, str]:
        """The end of a paragraph and its next line; a word that ends the one and begins the other is whole again."""
        if begun.endswith(SOFT_HYPHEN):
            return begun[:-1], line
        if begun.endswith("/") and self.breaks_words:
            return begun, line
        if not begun.endswith("-") or begun.endswith(" -") or line.startswith(JOINTS):
            return begun, f" {line}"
        return begun[:-1] if self.are_cut and line[:1].islower() else begun, line
