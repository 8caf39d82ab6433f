"""A new build against the tables that stand: what may not get lost unless someone says that it is so."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.source import Source


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the new tables lack; `detail` lists what. Holds no personal data."""

    check: str
    expected: str
    found: str
    detail: str


def compare(old: Path, new: Mapping[str, Sequence[Mapping[str, Any]]], source: Source) -> list[Loss]:
    """What the new rows lose against the tables in the folder `old`; nothing where there are none.

    A municipality may not disappear. Of entries, projects and contacts, counted for each municipality, and of
    municipalities no more than the share in `source.toml` may be lost. A new title is no loss.

    Raises:
        OSError, UnicodeDecodeError, csv.Error: a table that stands cannot be read.
    """
    tables = {name: _read(old / f"{name}.csv") for name in ("entries", "projects", "contacts")}
    before, after = _counts(tables), _counts(new)
    gone = sorted(set(before["projects"]) - set(after["projects"]) - {""})
    losses = [_disappeared(gone, tables["projects"])] if gone else []
    before["municipalities"] = Counter(set(before["projects"]) - {""})
    after["municipalities"] = Counter(set(after["projects"]) - {""})
    for name in ("entries", "projects", "contacts", "municipalities"):
        losses += _lost(name, before[name], after[name], source.other["against"]["lost"])
    return losses


def _read(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _counts(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Counter[str]]:
    """The rows of each table by municipality; those without one under an empty name."""
    place = {row["project_id"]: row["municipality"] or "" for row in tables["projects"]}
    return {
        name: Counter(place.get(row["project_id"], "") for row in tables[name])
        for name in ("entries", "projects", "contacts")
    }


def _disappeared(gone: list[str], projects: Sequence[Mapping[str, str]]) -> Loss:
    lost = [row["project_id"] for row in projects if row["municipality"] in gone]
    return Loss(
        "municipalities that disappeared",
        "none",
        f"{len(gone)}: {', '.join(gone)}",
        f"projects that went with them: {', '.join(lost)}",
    )


def _lost(name: str, before: Counter[str], after: Counter[str], share: float) -> list[Loss]:
    """The loss in one table, where it is more than the share that may be lost."""
    missing = before - after  # keeps only what is positive
    total, lost = before.total(), missing.total()
    if lost <= share * total:
        return []
    where = ", ".join(f"{place or 'no municipality'} {count}" for place, count in sorted(missing.items()))
    expected = f"at most {share:.0%} of {total} lost"
    return [Loss(f"{name} that were lost", expected, f"{lost} lost", f"by municipality: {where}")]
