"""Addresses that lead to a quote: with a text fragment, `#:~:text=`, a browser scrolls to it and marks it.

A browser looks for the first place that fits, whatever the case and the accents of its letters, and each term has to be
within one paragraph; so a quote that is on the page before is told from that by the words before and after it, or the
mark begins at a line above it that is told so. See https://wicg.github.io/scroll-to-text-fragment/.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from itertools import islice, zip_longest
from urllib.parse import quote

FRAGMENT = "#:~:text="
WORD = re.compile(r"\w+")
NO_BLANKS = re.compile(r"\S+")
LIST_MARK = "- "  # is before the items of a list in texts, and not on the page
# A longer quote is given by its first and its last words, in words: an address of a few hundred characters.
LONGEST_WHOLE, OF_EACH_END = 12, 5
# As many words before or after a quote tell it from others, or nothing next to it does.
MOST_AROUND = 8
# So far above a quote a line is looked for that is told from others: entries are shorter. In lines, and in characters.
FURTHEST_ABOVE, LONGEST_MARK = 30, 10_000
# Where the last words of a quote are there before, so many are tried, and no more.
MOST_LAST = 100
# The words around a quote are this near, in characters.
FURTHEST_AROUND = 500
# What has a word in common with so many places is not compared with all of them.
MOST_PLACES = 100


class Fragments:
    """The addresses of the quotes of one text; `page` is the address of the page that it was read from."""

    def __init__(self, text: str, page: str) -> None:
        self.page = page
        self.flat, self.lines, self.shifts = _flat(text)
        self.starts = [start for start, _ in self.shifts]
        self.folded = self.flat.translate({ord(sign): _folded(sign) for sign in set(self.flat)})
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for word in WORD.finditer(self.folded):
            self.places[word.group()].append(word.start())
        self.known: dict[tuple[int, int], str] = {}
        self.firsts: dict[str, int] = {}
        self.begun: dict[int, tuple[int, tuple[int, int] | None]] = {}

    def url(self, start: int, end: int) -> str:
        """The address of the quote between two offsets of the text, in characters, `end` exclusive."""
        if (start, end) not in self.known:
            terms = self._terms(*self._whole_words(self._in_flat(start), self._in_flat(end)))
            self.known[start, end] = self.page + (FRAGMENT + terms if terms else "")
        return self.known[start, end]

    def _in_flat(self, offset: int) -> int:
        start, at = self.shifts[bisect_right(self.starts, offset) - 1]
        return min(at + offset - start, len(self.flat))

    def _whole_words(self, start: int, end: int) -> tuple[int, int]:
        """A quote without blanks around it, and with all of the words that it begins and ends in."""
        flat = self.flat
        while start < end and flat[start] == " ":
            start += 1
        while start < end and flat[end - 1] == " ":
            end -= 1
        while start < end and start and flat[start - 1].isalnum() and flat[start].isalnum():
            start -= 1
        while start < end < len(flat) and flat[end - 1].isalnum() and flat[end].isalnum():
            end += 1
        return start, end

    def _terms(self, start: int, end: int) -> str:
        """What is after `text=`: [prefix-,] first words [,last words] [,-suffix]; nothing for no quote."""
        if start == end:
            return ""
        begin = self._first_words(start, end)
        last = "" if begin == end else self._last_words(begin, end)
        around = self._around(start, begin, at_end=begin == end)
        if around is not None:
            before, after = around
            return _written(self.flat[before:start], self.flat[start:begin], last, self.flat[begin:after])
        return self._from_above(start, end) or _written("", self.flat[start:begin], last, "")

    def _line(self, at: int) -> tuple[int, int]:
        """Where the line of an offset begins and ends."""
        number = bisect_right(self.lines, at) - 1
        return self.lines[number], self.lines[number + 1] - 1

    def _first_words(self, start: int, end: int) -> int:
        """Where the first words of a quote end: with the quote, where it is short and in one line."""
        line_end = self._line(start)[1]
        words = NO_BLANKS.finditer(self.flat, start, min(line_end, end))
        ends = [word.end() for word in islice(words, LONGEST_WHOLE + 1)]
        if end <= line_end and len(ends) <= LONGEST_WHOLE:
            return end
        return ends[min(OF_EACH_END, len(ends)) - 1]

    def _last_words(self, begin: int, end: int) -> str:
        """The last words of a quote, as many as are nowhere between them and its first words; none where all are."""
        first = max(begin, self._line(end - 1)[0])
        starts = [word.start() for word in NO_BLANKS.finditer(self.flat, first, end)]
        for start in starts[-OF_EACH_END:-MOST_LAST:-1] or starts[:1]:
            if self.folded.find(self.folded[start:end], begin) == start:
                return self.flat[start:end]
        return ""

    def _around(self, start: int, end: int, at_end: bool) -> tuple[int, int] | None:
        """From where to where the text around a term tells it from what is before; None where nothing does.

        What is after it does so only `at_end` of a quote.
        """
        if self._is_first(start, end):
            return start, end
        before = self._starts_before(start) or [start]
        after = (self._ends_after(end) if at_end else []) or [end]
        for first, last in zip_longest(before, after):
            first, last = first or before[-1], last or after[-1]
            if self._is_first(first, end):
                return first, end
            if self._is_first(first, last):
                return first, last
        return None

    def _from_above(self, start: int, end: int) -> str:
        """The terms of a mark that begins at a line above the quote and ends with it; nothing where none is told."""
        number = bisect_right(self.lines, start) - 1
        ending = self._first_words(start, end)
        if ending < end:
            ending, start = end, end - len(self._last_words(ending, end))
        for above in range(number - 1, max(number - FURTHEST_ABOVE, -1), -1):
            first = self.lines[above]
            if start - first > LONGEST_MARK:
                break
            begin, around = self._first_of_line(above)
            after = self._after(start, ending, begin) if around else None
            if around and after:
                last = self.flat[start:ending], self.flat[ending:after]
                return _written(self.flat[around[0] : first], self.flat[first:begin], *last)
        return ""

    def _first_of_line(self, number: int) -> tuple[int, tuple[int, int] | None]:
        """Where the first words of a line end, and what around them tells them."""
        if number not in self.begun:
            begin = self._first_words(self.lines[number], self.lines[number + 1] - 1)
            self.begun[number] = begin, self._around(self.lines[number], begin, at_end=False)
        return self.begun[number]

    def _after(self, start: int, end: int, begin: int) -> int | None:
        """To where the text after a term tells it from what is between it and `begin`; None where nothing does."""
        for after in (end, *self._ends_after(end)):
            if self.folded.find(self.folded[start:after], begin) == start:
                return after
        return None

    def _ends_after(self, end: int) -> list[int]:
        """Where words after an offset end: of its line or, where that ends there, of the next."""
        if end >= len(self.flat):
            return []
        line_end = self._line(end + 1 if end == self._line(end)[1] else end)[1]
        return [word.end() for word in islice(NO_BLANKS.finditer(self.flat, end, line_end), MOST_AROUND)]

    def _starts_before(self, start: int) -> list[int]:
        """Where words before an offset start, the nearest first: of its line or, where that starts there, the last."""
        line = self._line(start)[0]
        line = line if line < start else self._line(max(start - 1, 0))[0]
        begin = max(line, start - FURTHEST_AROUND)
        starts = [word.start() for word in NO_BLANKS.finditer(self.flat, begin, start)]
        return starts[begin > line :][::-1][:MOST_AROUND]

    def _is_first(self, start: int, end: int) -> bool:
        """Whether what is between two offsets is nowhere before, as a browser compares."""
        wanted = self.folded[start:end]
        if wanted not in self.firsts:
            self.firsts[wanted] = self._first(wanted)
        return self.firsts[wanted] >= start

    def _first(self, wanted: str) -> int:
        """Where a folded text is for the first time, or -1 where that is not within the first places of its words."""
        words = [(len(self.places[word.group()]), word) for word in WORD.finditer(wanted)]
        if not words:
            return self.folded.find(wanted)
        _, rarest = min(words, key=lambda each: each[0])
        places = (place - rarest.start() for place in self.places[rarest.group()][: MOST_PLACES + 1])
        return next((place for place in places if self._is_at(place, wanted)), -1)

    def _is_at(self, first: int, wanted: str) -> bool:
        end = first + len(wanted)
        is_within = first > 0 and self.folded[first - 1].isalnum() and wanted[0].isalnum()
        is_begun = self.folded[end : end + 1].isalnum() and wanted[-1].isalnum()
        return self.folded.startswith(wanted, max(first, 0)) and first >= 0 and not (is_within or is_begun)


def _flat(text: str) -> tuple[str, list[int], list[tuple[int, int]]]:
    """A text as a browser has it, with blanks between its lines and without the marks of lists.

    And where each line begins in that, with the end of the text; and of each line where it begins, in both.
    """
    parts: list[str] = []
    lines: list[int] = []
    shifts: list[tuple[int, int]] = []
    start = at = 0
    for line in text.split("\n"):
        mark = len(LIST_MARK) if line.startswith(LIST_MARK) else 0
        shifts += [(start, at), (start + mark, at)] if mark else [(start, at)]
        if line[mark:]:
            parts.append(line[mark:])
            lines.append(at)
            at += len(line) - mark + 1
        start += len(line) + 1
    return " ".join(parts), [*(lines or [0]), at or 1], shifts


def _folded(sign: str) -> str:
    """A sign without case and accent; always one sign."""
    return unicodedata.normalize("NFD", sign)[0].lower()[0]


def _written(before: str, first: str, last: str, after: str) -> str:
    terms = [f"{_encoded(before)}-" if before.strip() else "", _encoded(first), _encoded(last)]
    return ",".join([*filter(None, terms), *([f"-{_encoded(after)}"] if after.strip() else [])])


def _encoded(term: str) -> str:
    """A term in an address; the hyphen has a meaning there, too."""
    return quote(term.strip(), safe="").replace("-", "%2D")
