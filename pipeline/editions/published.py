"""The tables as they were written: what the report and the other editions are made from."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.records import Refusal
from pipeline.storage.arrow import as_file
from pipeline.storage.atomic import lock_for
from pipeline.tables.schema import OUT, TABLES, Row, Rows

if TYPE_CHECKING:
    import pyarrow

# Tables of captures; a folder made from one file may lack them.
OPTIONAL_TABLES = ("snapshots", "changes")
REQUIRED = tuple(table.name for table in TABLES if table.name not in OPTIONAL_TABLES)
REMEDY = "Run 'make build' to write the tables anew."


@dataclass(frozen=True, slots=True)
class Published:
    """One folder of tables: the rows of each, the text they point into, and the data package that describes them."""

    rows: Rows
    page_text: str
    package: dict[str, Any]

    @property
    def snapshot(self) -> dict[str, Any]:
        """The saved page the tables were made from, as the data package names it."""
        return captured(self.package)[-1]


def add_folder(parser: argparse.ArgumentParser) -> None:
    """Declare the folder of tables that a command reads."""
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help=f"folder of the tables (default: {OUT}/)")


@contextmanager
def published_in(folder: Path) -> Iterator[Published]:
    """The tables of a folder; nobody else writes into it within the `with` statement.

    So what is made from them there is never beside other tables.

    Raises:
        Refusal: the folder does not hold them all, or one cannot be read.
    """
    _expect_all(folder)
    with lock_for(folder):
        yield read_published(folder)


def read_published(folder: Path) -> Published:
    """Read a folder of tables.

    Raises:
        Refusal: the folder does not hold them all, or one cannot be read.
    """
    _expect_all(folder)
    names = [*REQUIRED, *(name for name in OPTIONAL_TABLES if (folder / f"{name}.parquet").is_file())]
    rows = {name: rows_of(read_parquet(folder / f"{name}.parquet")) for name in names}
    return Published(rows, _text(folder / "page.txt"), _package(folder / "datapackage.json"))


def read_parquet(path: Path) -> pyarrow.Table:
    """Read one table, as Parquet.

    Raises:
        Refusal: it is not there, or is none.
    """
    import pyarrow
    import pyarrow.parquet

    if not path.is_file():
        raise Refusal(f"{path} is not there. {REMEDY}")
    try:
        return pyarrow.parquet.read_table(as_file(path.read_bytes()))  # names of files it takes in UTF-8 alone
    except (pyarrow.ArrowException, OSError) as error:
        raise Refusal(f"{path} cannot be read: expected a table as Parquet. {REMEDY}") from error


def rows_of(table: pyarrow.Table) -> list[Row]:
    """The rows of a table, its times written as in CSV."""
    import pyarrow

    for number, field in enumerate(table.schema):
        if pyarrow.types.is_timestamp(field.type):
            times = table.column(number).cast(pyarrow.timestamp("s")).to_pylist()
            written = [time and f"{time.isoformat()}Z" for time in times]
            table = table.set_column(number, field.name, [written])
    return list(table.to_pylist())


def captured(package: dict[str, Any]) -> list[dict[str, Any]]:
    """The saved pages that a data package names as its sources, oldest to newest."""
    return [source for source in package["sources"] if "sha256" in source]


def _expect_all(folder: Path) -> None:
    needed = [*(f"{name}.parquet" for name in REQUIRED), "page.txt", "datapackage.json"]
    missing = [name for name in needed if not (folder / name).is_file()]
    if missing:
        raise Refusal(f"{folder}/ lacks {', '.join(missing)}. Run 'make build' first.")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(f"{path} cannot be read: expected UTF-8, at byte {error.start} it is not. {REMEDY}") from error


def _package(path: Path) -> dict[str, Any]:
    try:
        package = json.loads(_text(path))
        is_whole = bool(captured(package)) and all(package[name] for name in ("name", "title", "description"))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refusal(f"{path} cannot be read: expected a data package as JSON. {REMEDY}") from error
    if not is_whole:
        raise Refusal(f"{path} lacks a name, or a saved page among its sources. {REMEDY}")
    return dict(package)
