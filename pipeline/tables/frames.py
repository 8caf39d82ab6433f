"""The tables of one page as data frames of pandas, for who uses the pipeline as a library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.dedupe.projects import recognise
from pipeline.gazetteer.gazetteer import Reference, load_reference
from pipeline.records import Records
from pipeline.tables.rows import make_rows
from pipeline.tables.schema import BY_NAME, Row
from pipeline.tables.table import Table

if TYPE_CHECKING:
    import pandas as pd

# All of them know a missing value, which pandas' older types for integers and booleans do not. A list stays one.
PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "list": "object"}


def tables(records: Records, reference: Reference | None = None) -> dict[str, pd.DataFrame]:
    """The tables of one page, by name, each with the columns of its definition in their order and rows in page order.

    What only a build knows, checks and what compares captures, is not among them.

    Args:
        records: what `parse` gave.
        reference: the municipalities that `parse` was given, whose codes and provinces the tables take; where it is
            left out, those of the package.

    Returns:
        Name of the table -> its rows, in the types of `PANDAS`; no value is `pd.NA`, for a list an empty list.
    """
    rows = make_rows(records, recognise(records.entries), reference or load_reference())
    return {name: _frame(BY_NAME[name], of_table) for name, of_table in rows.items()}


def _frame(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    import pandas as pd  # takes several times as long as reading the page, and no stage but the last needs it

    return pd.DataFrame(
        {c.name: pd.Series([row[c.name] for row in rows], dtype=PANDAS[c.type]) for c in table.columns},
        columns=table.names,
    )
