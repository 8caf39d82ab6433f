"""The file for spreadsheets, and the CSV, as LibreOffice opens them: no locale makes another value of a cell."""

import argparse
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest

from pipeline.editions import spreadsheet
from pipeline.editions.published import Published, read_published, rows_of
from pipeline.editions.words import known
from pipeline.tables.described import described, licence_in_dutch
from pipeline.tables.editions import xlsx_name
from pipeline.tables.rows import cell
from pipeline.tables.schema import TABLES
from pipeline.tables.table import Column
from tests.editions.material import published_from, write
from tests.editions.office import Sheet, opened
from tests.pages.changes import as_text
from tests.pages.markups import saved


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of a page with a formula and an earlier capture, and the file for spreadsheets."""
    folder = write(tmp_path_factory.mktemp("tables"), as_text("formula_in_title"), before=saved())
    assert spreadsheet.run(argparse.Namespace(out=folder)) == 0
    return folder


@pytest.fixture(scope="module")
def published(folder: Path) -> Published:
    return read_published(folder)


@pytest.fixture(scope="module", params=["nl-NL", "en-US"])
def sheets(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sheet]:
    return opened([folder / xlsx_name("weerbaar-bestuur")], request.param, tmp_path_factory.mktemp("office"))


def typed(value: Any, column: Column) -> Any:
    """A value as a spreadsheet has it: every number is a float, a time has no zone, a list is a text."""
    if value is None or column.type in ("boolean", "datetime"):
        return value
    return float(value) if column.type in ("integer", "number") else cell(value)


def test_every_cell_of_the_spreadsheet_is_that_of_parquet(sheets: dict[str, Sheet], folder: Path) -> None:
    assert list(sheets)[:2] == [spreadsheet.FIRST_SHEET, "projects"]
    for table in TABLES:
        header, *found = sheets[table.name]
        assert header == table.names
        rows = rows_of(pq.read_table(folder / f"{table.name}.parquet"))
        assert found == [[typed(row[column.name], column) for column in table.columns] for row in rows], table.name


def test_no_value_of_the_csv_becomes_another_in_a_dutch_spreadsheet(folder: Path, tmp_path: Path) -> None:
    sheets = opened(sorted(folder.glob("*.csv")), "nl-NL", tmp_path)
    for table in TABLES:
        _, *found = sheets[table.name]
        rows = rows_of(pq.read_table(folder / f"{table.name}.parquet"))
        assert len(found) == len(rows)
        for shown, row in zip(found, rows, strict=True):
            wrong = [
                (column.name, value)
                for column, value in zip(table.columns, shown, strict=True)
                if not is_same(value, row[column.name], column)
            ]
            assert wrong == [], table.name


def is_same(shown: Any, value: Any, column: Column) -> bool:
    """Whether a cell shows a value: in its type, or as it is written in CSV, where a formula has an apostrophe."""
    written = cell(value)
    return shown == typed(value, column) or shown in (written, f"'{written}") or written == f"{shown:g}"


def test_its_first_sheet_says_what_each_column_means(sheets: dict[str, Sheet], published: Published) -> None:
    about = sheets[spreadsheet.FIRST_SHEET]
    for table in TABLES:
        for column in table.columns:
            said = described(table, column)
            assert [table.name, column.name, said.nl, column.description, said.example] in about
    told = "\n".join(str(text) for line in about for text in line if text)
    for time in ("2 januari 2024", "2 January 2024"):
        assert f"{time}, 10:00 UTC; 2.txt, sha256 {published.snapshot['sha256'][:12]}" in told
    for licence in published.package["licenses"]:
        assert licence["title"] in told
        assert licence_in_dutch(licence) in told
    for row in published.rows["checks"]:
        assert row["passed"] or all(said in told for said in known("checks", row["check"]))
    for said in known("checks", "address_one_spelling"):
        assert f"{said}: Erik Baas (Tytsjerksteradiel), Eric Baas (Achtkarspelen)" in told


def test_the_same_tables_give_the_same_bytes(published: Published) -> None:
    assert spreadsheet.workbook(published) == spreadsheet.workbook(published)


def test_headers_are_frozen_and_filtered_and_addresses_are_links(folder: Path) -> None:
    with ZipFile(folder / xlsx_name("weerbaar-bestuur")) as file:
        parts = {name: file.read(name).decode() for name in file.namelist() if name.endswith((".xml", ".rels"))}
    tables = [parts[f"xl/worksheets/sheet{n}.xml"] for n in range(2, len(TABLES) + 2)]
    assert all('state="frozen"' in sheet and "<autoFilter" in sheet for sheet in tables)
    links = "".join(text for name, text in parts.items() if name.startswith("xl/worksheets/_rels/"))
    assert 'Target="mailto:ondermijning@haarlem.nl"' in links
    assert "".join(parts.values()).count(":~:text=") >= len(read_published(folder).rows["evidence"])
    assert "<f>" not in "".join(parts.values())


def test_a_text_that_no_cell_holds_says_so(tmp_path: Path) -> None:
    text = saved().decode()
    found = published_from(tmp_path, saved())
    row = found.rows["notes"][0] | {"text": text[:40_000]}
    book = spreadsheet.workbook(Published({**found.rows, "notes": [row]}, found.page_text, found.package))
    path = tmp_path / "long.xlsx"
    path.write_bytes(book)
    with ZipFile(path) as file:
        assert spreadsheet.CUT.strip() in file.read("xl/sharedStrings.xml").decode()
