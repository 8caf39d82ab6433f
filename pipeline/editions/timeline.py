"""The captures of the page and what changed with each, for the history of the report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pipeline.editions.words import Said, known
from pipeline.snapshots.sentences import parts_of, where
from pipeline.tables.schema import Row, Rows

# "Zo blijft [-het oude-] {+het nieuwe+} staan", as pipeline/text/difference.py writes it.
MARKED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)
FOLDED_FROM = 13  # captures: a year of one a month is seen at a glance


@dataclass(frozen=True, slots=True)
class Year:
    """The captures of a year, newest first; `year` is empty for those whose time is not known."""

    year: str
    captures: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class History:
    """All captures by year, newest first; where they are many, each year is folded."""

    captures: int
    years: list[Year]

    @property
    def folded(self) -> bool:
        """Whether there are too many to see at once."""
        return self.captures >= FOLDED_FROM


def timeline(rows: Rows) -> History | None:
    """The captures with their changes; None where there is only one capture."""
    captures = rows.get("snapshots", [])
    if len(captures) < 2:
        return None
    changes: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    municipality_of = {row["entry_id"]: row["municipality"] for row in rows.get("entries", [])}
    for row in rows.get("changes", []):
        parts = parts_of(row)
        named = dict.fromkeys(filter(None, map(municipality_of.get, parts)))
        changes[row["snapshot_id"]].append(
            {"row": row, "where": _where(row), "parts": len(parts), "municipalities": list(named)}
        )
    shown: list[dict[str, Any]] = [
        {"row": row, "is_first": row is captures[0], "changes": changes[row["snapshot_id"]]}
        for row in reversed(captures)
    ]
    years = [Year(year, list(own)) for year, own in groupby(shown, key=lambda capture: _year(capture["row"]))]
    return History(len(captures), years)


def _where(row: Row) -> Said:
    """What a change is about, as the terminal says it, in each language."""
    return Said(where(row, lambda word: known("levels", word).nl), where(row, lambda word: known("levels", word).en))


def _year(row: Row) -> str:
    return (row["captured_at"] or row["captured_not_before"] or "")[:4]


def runs_of(difference: str) -> Iterator[tuple[str, str]]:
    """A difference as runs of text, each with `del` or `ins` where it is in one of the texts only, else empty."""
    read = 0
    for match in MARKED.finditer(difference):
        yield difference[read : match.start()], ""
        yield (match[1], "del") if match[1] is not None else (match[2], "ins")
        read = match.end()
    yield difference[read:], ""
