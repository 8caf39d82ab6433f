"""Bytes to tables without a file in between, and the tables in the forms that tests compare."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.check.checks import check
from pipeline.dedupe.projects import recognise
from pipeline.definition.source import Source, load_source
from pipeline.gazetteer.gazetteer import TABLE, Reference, load_reference
from pipeline.gazetteer.names import Municipality
from pipeline.parse import parse
from pipeline.records import Records
from pipeline.tables.rows import make_rows
from pipeline.tables.schema import OUT, Row, Rows
from tests.pages.markups import saved

OFFSETS = {"start", "end"}
CONTENT = ("themes", "projects", "entries", "contacts", "notes", "mentions")
"""The tables that hold what the page says; the others say how that is known."""


@dataclass(frozen=True)
class Dataset:
    """What one page became."""

    records: Records
    rows: Rows


@cache
def source() -> Source:
    return load_source()


@cache
def reference() -> Reference:
    return load_reference()


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All municipalities and public bodies of the reference table, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(reference().by_name(row["name"]) for row in csv.DictReader(file))


def tables(data: bytes, known: Source | None = None) -> Dataset:
    """The dataset of a page, with the checks that would refuse it among its rows."""
    known = known or source()
    records = parse(data, known, reference())
    rows = make_rows(records, recognise(records.entries), reference())
    rows["checks"] = check(records, rows, known, reference())
    return Dataset(records, rows)


@cache
def saved_package() -> dict[str, Any]:
    """The data package of the saved page."""
    package: dict[str, Any] = json.loads((OUT / "datapackage.json").read_text(encoding="utf-8"))
    return package


@cache
def saved_tables() -> Dataset:
    return tables(saved())


def content(dataset: Dataset, without: set[str] = OFFSETS) -> dict[str, list[Row]]:
    """The tables without their offsets, which differ from markup to markup."""
    return {
        name: [{key: value for key, value in row.items() if key not in without} for row in dataset.rows[name]]
        for name in CONTENT
    }


def of_entries(found: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """The tables without notes and what they mention."""
    return {**found, "notes": [], "mentions": [row for row in found["mentions"] if row["note_id"] is None]}


def failed(dataset: Dataset, level: str = "error") -> list[str]:
    """The names of the checks of this level that do not hold."""
    return [row["check"] for row in dataset.rows["checks"] if row["level"] == level and not row["passed"]]


def entry(dataset: Dataset, municipality: str | None, occurrence: int = 1) -> Row:
    """The entry of a municipality, by its order on the page."""
    return [row for row in dataset.rows["entries"] if row["municipality"] == municipality][occurrence - 1]


def contacts(dataset: Dataset, entry: Row) -> list[tuple[str | None, ...]]:
    """Name, function, address and number of each contact of an entry."""
    return [
        (row["name"], row["function"], row["email"], row["phone"])
        for row in dataset.rows["contacts"]
        if row["entry_id"] == entry["entry_id"]
    ]
