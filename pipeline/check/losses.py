"""A new build against the tables that are there: what may not get lost unless someone says that it is so."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.definition.source import Source
from pipeline.gazetteer.gazetteer import Reference
from pipeline.records import Refusal
from pipeline.snapshots.snapshot import expect_file

# What is counted, and by which columns.
COUNTED = {"projects": ("project_id", "municipality"), "entries": ("project_id",), "contacts": ("project_id",)}


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the new tables lack; `detail` lists what. Holds no personal data."""

    check: str
    expected: str
    found: str
    detail: str


def compare(
    old: Path, new: Mapping[str, Sequence[Mapping[str, Any]]], source: Source, reference: Reference
) -> list[Loss]:
    """What the new rows lose against the tables in the folder `old`; nothing where there are none.

    A municipality may not disappear; one that merged is there under its name of today. Of entries, projects and
    contacts, counted for each municipality, and of municipalities no more than the share in `source.toml` may be lost.
    A new title is no loss.

    Raises:
        Refusal: a table that is there is not as a build writes it.
        OSError: it cannot be read.
    """
    tables = {name: _read(old / f"{name}.csv", columns) for name, columns in COUNTED.items()}
    before, after = _counts(tables, reference), _counts(new, reference)
    gone = sorted(set(before["projects"]) - set(after["projects"]) - {""})
    losses = [_disappeared(gone, tables["projects"], reference)] if gone else []
    before["municipalities"] = Counter(set(before["projects"]) - {""})
    after["municipalities"] = Counter(set(after["projects"]) - {""})
    for name in ("entries", "projects", "contacts", "municipalities"):
        losses += _lost(name, before[name], after[name], source.other["losses"]["lost"])
    return losses


def _read(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    if not path.exists():
        return []
    expect_file(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unlike(path, str(error)) from error
    if any(row.get(column) is None for row in rows for column in columns):
        raise _unlike(path, f"a row lacks one of the columns {', '.join(columns)}")
    return rows


def _unlike(path: Path, flaw: str) -> Refusal:
    return Refusal(
        f"{path}, with which the new tables are compared, is not as a build writes it: expected UTF-8 with commas; "
        f"{flaw}. Restore it with 'git checkout -- {path}', or move {path.parent}/ away to build without comparing."
    )


def _counts(tables: Mapping[str, Sequence[Mapping[str, Any]]], reference: Reference) -> dict[str, Counter[str]]:
    """The rows of each table by municipality, as it is called today; those without one under an empty name."""
    municipality = {row["project_id"]: reference.current(row["municipality"]) or "" for row in tables["projects"]}
    return {name: Counter(municipality.get(row["project_id"], "") for row in tables[name]) for name in COUNTED}


def _disappeared(gone: list[str], projects: Sequence[Mapping[str, str]], reference: Reference) -> Loss:
    lost = [row["project_id"] for row in projects if reference.current(row["municipality"]) in gone]
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
    where = ", ".join(f"{municipality or 'no municipality'} {count}" for municipality, count in sorted(missing.items()))
    expected = f"at most {share:.0%} of {total} lost"
    return [Loss(f"{name} that were lost", expected, f"{lost} lost", f"by municipality: {where}")]
