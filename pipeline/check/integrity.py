"""Errors that no table may have: text lost, offsets, keys or references that do not hold, values that do not fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from pipeline.check.outcomes import Check, exceptions, plain
from pipeline.records import Block, Page, Part, Records
from pipeline.snapshots.snapshot import CAPTURED_AT
from pipeline.tables.schema import BY_NAME, Row, Rows
from pipeline.tables.table import Column


def integrity(records: Records, rows: Rows) -> Iterator[Check]:
    """The checks of the tables against the page and against their own definition."""
    yield from consistency(records, rows)
    yield values_fit(rows)


def consistency(records: Records, rows: Rows) -> Iterator[Check]:
    """The checks of the tables against the page, and against each other."""
    yield from _whole(records)
    yield from _offsets(records.page, rows)
    yield from _keys(rows)


def _whole(records: Records) -> Iterator[Check]:
    """Every line belongs to one block, all blocks together give back the page, and parts make up each entry."""
    page, blocks = records.page, records.blocks
    ends = [0, *(block.end for block in blocks)]
    gaps = [f"line {block.first + 1}" for block, end in zip(blocks, ends, strict=False) if block.first != end]
    text = "".join(line.text + "\n" for block in blocks for line in page.lines[block.first : block.end])
    whole = not gaps and ends[-1] == len(page.lines) and text == page.text
    yield plain(
        "nothing_lost",
        "error",
        whole,
        f"{len(page.lines)} lines in blocks",
        f"{sum(b.end - b.first for b in blocks)} lines",
        "; ".join(gaps),
    )
    bad = [
        f"lines {block.first + 1} to {block.end}"
        for block in blocks
        if block.part is Part.ENTRY and not _partitioned(block)
    ]
    yield exceptions("entries_whole", "error", "titles, text and contact lines make up each entry", bad)


def _partitioned(block: Block) -> bool:
    """Whether the parts of an entry are all its lines, each once."""
    parts = (block.names, range(block.title, block.body), range(*block.text), range(*block.contact))
    return sorted(n for part in parts for n in part) == [*range(block.first, block.end)]


def _offsets(page: Page, rows: Rows) -> Iterator[Check]:
    text = page.text
    bad = [
        f"{row['table']} {row['row_id']} {row['column']}"
        for row in rows["evidence"]
        if not (0 <= row["start"] <= row["end"] <= len(text)) or text[row["start"] : row["end"]] != row["quote"]
    ]
    yield exceptions("quotes_hold", "error", "each quote is at its offsets", bad)
    bad = [
        f"{name} row {number}"
        for name in ("entries", "contacts", "notes", "mentions", "lines", "links")
        for number, row in enumerate(rows[name], start=1)
        if not _is_within(row, text, row["text"] if name == "links" else row.get("quote"))
        and not (name == "links" and 0 <= row["start"] == row["end"] <= len(text))  # its words are left out
    ]
    yield exceptions("offsets_hold", "error", "offsets lie within the page", bad)


def _is_within(row: Row, text: str, quote: str | None) -> bool:
    """Whether the offsets of a row lie within the page, and its quote is there, if it has one."""
    start, end = row["start"], row["end"]
    return 0 <= start < end <= len(text) and (quote is None or text[start:end] == quote)


def _keys(rows: Rows) -> Iterator[Check]:
    doubled = []
    for name, table in BY_NAME.items():
        for column in table.columns:
            if column.unique and name in rows:
                counts = Counter(row[column.name] for row in rows[name])
                doubled += [f"{name}.{column.name} {value}" for value, count in counts.items() if count > 1]
    yield exceptions("keys_unique", "error", "each key once", doubled)
    loose = [
        f"{name} {row[column]}"
        for name, table in BY_NAME.items()
        for column, other, key in table.keys
        if name in rows
        for known in [{row[key] for row in rows[other]}]
        for row in rows[name]
        if row[column] is not None and row[column] not in known
    ]
    yield exceptions("references_resolve", "error", "each reference has its row", loose)


def values_fit(rows: Rows) -> Check:
    """Whether values are of the type of their column and keep its constraints, in the tables that are given."""
    bad = []
    for name, table in BY_NAME.items():
        for number, row in enumerate(rows.get(name, ()), start=1):
            if list(row) != table.names:
                bad.append(f"{name} row {number}: columns")
            bad += [
                f"{name} row {number}: {column.name}"
                for column in table.columns
                if not _fits(row.get(column.name), column)
            ]
    return exceptions("values_fit", "error", "columns, types and constraints as defined", bad)


IS_OF_TYPE: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str) and value != "",
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, float),
    "boolean": lambda value: isinstance(value, bool),
    "datetime": lambda value: isinstance(value, str) and CAPTURED_AT.fullmatch(value) is not None,
    "list": lambda value: isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value),
}


def _fits(value: Any, column: Column) -> bool:
    if value is None:
        return not column.required
    if not IS_OF_TYPE[column.type](value):
        return False
    if column.enum:
        return value in column.enum
    if column.pattern:
        return re.fullmatch(column.pattern, value) is not None
    if column.minimum is not None and value < column.minimum:
        return False
    return column.maximum is None or value <= column.maximum
