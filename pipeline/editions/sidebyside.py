"""Entries of one project beside each other, with the words in which they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from pipeline.tables.schema import Row, Rows

WORD_OR_BLANK = re.compile(r"\s+|[^\s]+")
# The time to compare grows with the number of pairs of words and blanks, of which the longest texts of the page make
# two million; so many take a second.
MOST_PAIRS_OF_WORDS = 5_000_000
COMPARED = ("title", "text", "contact_line")
Run = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class ComparedColumn:
    """One column of two entries as runs of text; those that are marked are in one of them only."""

    column: str
    first: tuple[Run, ...]
    other: tuple[Run, ...]

    @property
    def differs(self) -> bool:
        """Whether anything is marked."""
        return any(marked for _, marked in (*self.first, *self.other))


@dataclass(frozen=True, slots=True)
class Repeat:
    """An entry beside the first of its project."""

    first: Row
    other: Row
    columns: tuple[ComparedColumn, ...]

    @property
    def differing(self) -> list[str]:
        """The columns that differ."""
        return [column.column for column in self.columns if column.differs]


def repeats(rows: Rows) -> list[Repeat]:
    """Every entry that is not the first of its project, in page order."""
    first: dict[str, Row] = {}
    found = []
    for row in rows["entries"]:
        start = first.setdefault(row["project_id"], row)
        if start is not row:
            columns = (_compared(column, start[column], row[column]) for column in COMPARED)
            found.append(Repeat(start, row, tuple(columns)))
    return found


def _compared(column: str, first: str | None, other: str | None) -> ComparedColumn:
    a, b = WORD_OR_BLANK.findall(first or ""), WORD_OR_BLANK.findall(other or "")
    left: list[Run] = []
    right: list[Run] = []
    for step, a0, a1, b0, b1 in _steps(a, b):
        _add(left, "".join(a[a0:a1]), step != "equal")
        _add(right, "".join(b[b0:b1]), step != "equal")
    return ComparedColumn(column, tuple(left), tuple(right))


def _steps(a: list[str], b: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """How the words of one text become those of another; of long ones, all between their like ends is changed."""
    if len(a) * len(b) <= MOST_PAIRS_OF_WORDS:
        return SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    first = _alike(a, b)
    last = min(_alike(a[::-1], b[::-1]), len(a) - first, len(b) - first)
    n, m = len(a) - last, len(b) - last
    return [("equal", 0, first, 0, first), ("replace", first, n, first, m), ("equal", n, len(a), m, len(b))]


def _alike(a: Iterable[str], b: Iterable[str]) -> int:
    """How many words, from the first, two texts share."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _add(runs: list[Run], text: str, marked: bool) -> None:
    """Add a run; one of white space between two marked ones is marked with them."""
    if not text:
        return
    if marked and len(runs) > 1 and runs[-2][1] and not runs[-1][1] and runs[-1][0].isspace():
        space, before = runs.pop()[0], runs.pop()[0]
        text = before + space + text
    runs.append((text, marked))
