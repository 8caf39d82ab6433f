"""Entries of one project beside each other, with the words in which they differ."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.tables.schema import Row, Rows
from pipeline.text.difference import steps_between

WORD_OR_BLANK = re.compile(r"\s+|[^\s]+")
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
    for step, a0, a1, b0, b1 in steps_between(a, b):
        _add(left, "".join(a[a0:a1]), step != "equal")
        _add(right, "".join(b[b0:b1]), step != "equal")
    return ComparedColumn(column, tuple(left), tuple(right))


def _add(runs: list[Run], text: str, marked: bool) -> None:
    """Add a run; one of white space between two marked ones is marked with them."""
    if not text:
        return
    if marked and len(runs) > 1 and runs[-2][1] and not runs[-1][1] and runs[-1][0].isspace():
        space, before = runs.pop()[0], runs.pop()[0]
        text = before + space + text
    runs.append((text, marked))
