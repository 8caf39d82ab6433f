"""The tables as data frames: the columns, types and cells of the definition."""

import subprocess
import sys

import pandas as pd
import pytest

from pipeline import __all__, load_reference, load_source, parse, tables
from pipeline.tables.rows import cell
from pipeline.tables.schema import BY_NAME, Rows
from tests.pages.markups import saved

TYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "list": "object"}


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    return tables(parse(saved(), load_source(), load_reference()))


def test_each_table_of_the_page_has_the_columns_and_types_of_its_definition(frames: dict[str, pd.DataFrame]) -> None:
    assert frames.keys() == BY_NAME.keys() - {"checks", "snapshots", "changes"}
    for name, frame in frames.items():
        assert {column: str(kind) for column, kind in frame.dtypes.items()} == {
            column.name: TYPES[column.type] for column in BY_NAME[name].columns
        }
        assert list(frame.columns) == BY_NAME[name].names


def test_the_cells_are_those_of_the_build(frames: dict[str, pd.DataFrame], rows: Rows) -> None:
    def cells(row: dict[str, object]) -> list[str]:
        return [cell(None if value is pd.NA else value) for value in row.values()]

    for name, frame in frames.items():
        assert len(frame) == len(rows[name])
        for found, expected in zip(frame.to_dict("records"), rows[name], strict=True):
            assert cells(found) == [cell(expected[column]) for column in frame.columns]


def test_a_table_without_rows_keeps_its_columns_and_types(frames: dict[str, pd.DataFrame]) -> None:
    empty = tables(parse(b"Een alinea zonder project.", load_source(), load_reference()))
    assert len(empty["contacts"]) == 0
    assert list(empty["contacts"].dtypes) == list(frames["contacts"].dtypes)


def test_what_the_package_gives_is_a_function_whatever_was_imported_before() -> None:
    for first in ("", "import pipeline.parse; ", "from pipeline.tables.rows import make_rows; "):
        code = (
            f"{first}from pipeline import {', '.join(__all__)}; import pipeline.tables.schema; import sys;"
            f"assert all(callable(getattr(sys.modules['pipeline'], name)) for name in {__all__});"
            "print(sorted({'pandas', 'numpy', 'pyarrow', 'requests', 'jinja2'} & sys.modules.keys()))"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert ran.stdout == "[]\n"
