"""The documentation of the tables, from their one definition: `python -m pipeline docs`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from pipeline.check.limits import LEAST_CERTAIN
from pipeline.tables.schema import TABLES, Column, Table

TABLES_DOCUMENT = Path("docs/tables.md")
INTRODUCTION = f"""\
# The tables

Written by `make docs` from `pipeline/tables/schema.py`; a change belongs there.

Each table is in `processed/` as `<table>.csv` (UTF-8, comma, line feeds, header) and `<table>.parquet` (typed),
with the same rows and columns in the same order. Rows are in page order; those of `evidence` follow the tables and
their rows, `checks` go from errors to information, `snapshots` and `changes` from the oldest capture to the newest. No
value is null in Parquet and empty in CSV. Lists are joined by `; ` in CSV. A cell that a spreadsheet would run as a
formula has an apostrophe before it, in CSV only. `start` and `end` count characters of `page.txt` from 0, `end`
exclusive.

What a line is taken for is decided by a sum of points over the whole page. The `margin` in `lines` is how much less the
best sum is in which that line has another role. The check `roles_certain` names the lines whose margin is less than
{LEAST_CERTAIN} points. That bound was measured on pages made for the tests: of the lines that were read wrong there,
most are under it, and of those that were read right, hardly any. `python -m pipeline explain LINE` shows the sum.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline docs` takes."""
    parser.add_argument(
        "--to", type=Path, default=TABLES_DOCUMENT, metavar="FILE", help=f"where to write (default: {TABLES_DOCUMENT})"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the documentation.

    Raises:
        OSError: the file cannot be written.
    """
    arguments.to.parent.mkdir(parents=True, exist_ok=True)
    arguments.to.write_text(documentation(), encoding="utf-8")
    print(f"Written  {arguments.to}: {len(TABLES)} tables")
    return 0


def documentation() -> str:
    """The documentation of all tables, as Markdown."""
    contents = [f"- [{table.name}](#{table.name}): {table.description}" for table in TABLES]
    return "\n".join([INTRODUCTION, *contents, *(line for table in TABLES for line in _table(table))]) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield from ("", f"## {table.name}", "", table.description, "")
    if table.primary_key:
        yield f"- Primary key: {', '.join(f'`{name}`' for name in table.primary_key)}."
    for referring, other, key in table.keys:
        yield f"- `{referring}` refers to `{key}` of [{other}](#{other})."
    if table.primary_key or table.keys:
        yield ""
    yield from ("| column | type | description |", "| --- | --- | --- |")
    for column in table.columns:
        cells = (f"`{column.name}`", column.type, _described(column))
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _described(column: Column) -> str:
    """The description with the constraints after it."""
    constraints = []
    if column.enum:
        constraints.append("one of " + ", ".join(f"`{value}`" for value in column.enum))
    if column.pattern:
        constraints.append(f"matches `{column.pattern}`")
    if column.minimum is not None:
        constraints.append(f"at least {column.minimum:g}")
    if column.maximum is not None:
        constraints.append(f"at most {column.maximum:g}")
    constraints += [word for word, holds in (("never null", column.required), ("unique", column.unique)) if holds]
    return f"{column.description} ({'; '.join(constraints)})" if constraints else column.description
