"""The CSV as others read it, who guess the types of columns: no value becomes another."""

import csv
import shutil
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from pipeline.editions.published import rows_of
from pipeline.tables.rows import cell
from pipeline.tables.schema import TABLES
from pipeline.tables.table import Column
from tests.editions.material import write
from tests.pages.changes import as_text
from tests.pages.markups import saved

R = """
for (file in list.files(pattern = "[.]csv$")) {
  x <- read.csv(file, encoding = "UTF-8", na.strings = "", check.names = FALSE)
  write.table(x, paste0(file, ".r"), sep = ",", qmethod = "double", na = "", row.names = FALSE, fileEncoding = "UTF-8")
}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of two captures, so that each table has rows but for links."""
    return write(tmp_path_factory.mktemp("tables"), as_text("leader_changed"), before=saved())


def by_pandas(path: Path) -> list[dict[str, Any]]:
    return pd.read_csv(path).to_dict("records")


def by_polars(path: Path) -> list[dict[str, Any]]:
    return rows_of(pl.read_csv(path, infer_schema_length=None).to_arrow())


def by_duckdb(path: Path) -> list[dict[str, Any]]:
    found = duckdb.sql(f"SELECT * FROM read_csv('{path}', sample_size = -1)").to_arrow_table()
    return rows_of(found)


def by_r(path: Path) -> list[dict[str, Any]]:
    with path.with_name(f"{path.name}.r").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("read", [by_pandas, by_polars, by_duckdb, by_r])
def test_every_value_is_as_in_parquet(read: Any, folder: Path) -> None:
    if read is by_r:
        rscript = shutil.which("Rscript") or pytest.skip("R is not on the PATH; 'sh tools/r' installs it")
        subprocess.run([rscript, "-e", R], cwd=folder, check=True, capture_output=True)
    for table in TABLES:
        expected = rows_of(pq.read_table(folder / f"{table.name}.parquet"))
        found = read(folder / f"{table.name}.csv")
        assert len(found) == len(expected)
        wrong = [
            (column.name, row[column.name])
            for row, typed in zip(found, expected, strict=True)
            for column in table.columns
            if not is_same(row[column.name], typed[column.name], column)
        ]
        assert wrong == [], table.name


def is_same(read: Any, value: Any, column: Column) -> bool:
    """Whether a reader has a value: a number and a truth as such, everything else letter by letter."""
    if value is None:
        return read in (None, "") or read != read  # NaN
    if column.type in ("integer", "number"):
        return float(read) == value
    if column.type == "boolean":
        return str(read).lower() == cell(value)
    return str(read) == cell(value)
