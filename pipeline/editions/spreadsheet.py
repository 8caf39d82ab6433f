"""The tables as one file for spreadsheets: `python -m pipeline xlsx`.

Numbers, times and texts have their types in it, so that no locale makes another value of one. Its first sheet says what
it is and what each column means.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile, ZipInfo

from pipeline.editions.looks import points_to_look_at
from pipeline.editions.published import Published, add_folder, published_in
from pipeline.editions.words import Said, known, moment, say
from pipeline.storage.atomic import replace_file
from pipeline.tables.described import described, in_dutch, licence_in_dutch
from pipeline.tables.editions import xlsx_name
from pipeline.tables.rows import cell
from pipeline.tables.schema import PROJECTS, TABLES, Row, Rows
from pipeline.tables.table import Column, Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FIRST_SHEET = "Toelichting"
WHAT = (
    "Eén gepubliceerde pagina als tabellen, een blad per tabel. Het blad evidence zegt van elke waarde waar zij staat."
)
FIRST_WIDTHS = (20, 22, 60, 60, 44)  # characters, as all widths
NARROWEST, WIDEST, OF_KEYS = 9, 60, 24  # of a column; keys are long, and for programs
FILTER = 4  # characters that the button of a filter takes
LINE, MOST_LINES = 15, 6  # points; a longer text is seen whole where its cell is chosen
LONGEST = 32_767  # characters that a cell of Excel holds
CUT = " […] (longer than a cell holds; whole in the CSV and Parquet files)"
A4 = 9  # as the form of the file counts papers
NEVER_CHANGES = datetime(1980, 1, 1)  # of the file: the same tables give the same bytes
FORMATS: dict[str, dict[str, Any]] = {
    "plain": {"valign": "top", "text_wrap": True},
    "title": {"bold": True, "font_size": 16},
    "header": {"bold": True, "valign": "top", "text_wrap": True, "bg_color": "#E3ECF3", "bottom": 1},
    "link": {"valign": "top", "text_wrap": True, "font_color": "#0B5394", "underline": 1},
    "number": {"valign": "top", "num_format": "0.00000"},
    "datetime": {"valign": "top", "num_format": "yyyy-mm-dd hh:mm:ss"},
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline xlsx` takes."""
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the file for spreadsheets beside the tables.

    Raises:
        Refusal, OSError: there are no tables, or the file cannot be written; an older one stays.
    """
    with published_in(arguments.out) as published:
        path = arguments.out / xlsx_name(published.package["name"])
        replace_file(path, workbook(published))
    print(f"Written  {path}: a sheet for each table, and one that says what they hold")
    return 0


def workbook(published: Published) -> bytes:
    """The file; the same tables give the same bytes."""
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": published.package["title"], "created": NEVER_CHANGES})
        formats = {name: book.add_format(form) for name, form in FORMATS.items()}
        _write_about(book.add_worksheet(FIRST_SHEET), published, formats)
        for table in _in_order(published):
            _write_table(book.add_worksheet(table.name), table, published.rows[table.name], formats)
    return _uncompressed(made)


def _uncompressed(made: BytesIO) -> bytes:
    """The file with its parts as they are: compressed, they would be other bytes by another zlib."""
    stored = BytesIO()
    with ZipFile(made) as before, ZipFile(stored, "w") as after:
        for part in before.infolist():
            after.writestr(ZipInfo(part.filename), before.read(part))
    return stored.getvalue()


def _in_order(published: Published) -> list[Table]:
    """The tables that are there, projects first."""
    return sorted((table for table in TABLES if table.name in published.rows), key=lambda table: table != PROJECTS)


def _write_table(sheet: Worksheet, table: Table, rows: Sequence[Row], formats: dict[str, Format]) -> None:
    widths = [_width(column, rows) for column in table.columns]
    for number, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, column.name, formats["header"])
    for n, row in enumerate(rows, start=1):
        sheet.set_row(n, LINE * _lines(row.values(), widths))
        for number, column in enumerate(table.columns):
            _write(sheet, (n, number), column, row[column.name], formats)
    sheet.freeze_panes(1, 2 if table == PROJECTS else 0)  # whose project it is stays beside what is known of it
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)


def _width(column: Column, rows: Sequence[Row]) -> int:
    longest = max((len(line) for row in rows for line in cell(row[column.name]).split("\n")), default=0)
    return min(
        max(NARROWEST, len(column.name) + FILTER, longest + 1), OF_KEYS if column.name.endswith("_id") else WIDEST
    )


def _lines(values: Any, widths: Sequence[int]) -> int:
    """How many lines a row is high."""
    wrapped = (
        sum(ceil(max(len(line), 1) / width) for line in cell(value).split("\n"))
        for value, width in zip(values, widths, strict=True)
    )
    return min(max(wrapped), MOST_LINES)


def _write(sheet: Worksheet, at: tuple[int, int], column: Column, value: Any, formats: dict[str, Format]) -> None:
    """Write a value in its type; a text is never run as a formula, and no value leaves its cell empty."""
    if value is None:
        return
    if column.type == "boolean":
        sheet.write_boolean(*at, value, formats["plain"])
    elif column.type == "datetime":
        sheet.write_datetime(*at, datetime.fromisoformat(value).replace(tzinfo=None), formats["datetime"])
    elif column.type in ("integer", "number"):
        sheet.write_number(*at, value, formats["number" if column.type == "number" else "plain"])
    else:
        _write_text(sheet, at, cell(value), column, formats)


def _write_text(sheet: Worksheet, at: tuple[int, int], text: str, column: Column, formats: dict[str, Format]) -> None:
    if len(text) > LONGEST:
        text = text[: LONGEST - len(CUT)] + CUT
    # A number other than 0 says that a link was not written: it is too long, or one too many for a sheet.
    leads = column.leads and _leads_somewhere(text)
    if not leads or sheet.write_url(*at, _target(text), formats["link"], text):
        sheet.write_string(*at, text, formats["plain"])


def _target(text: str) -> str:
    return text if "://" in text or text.startswith("mailto:") else f"mailto:{text}"


def _leads_somewhere(text: str) -> bool:
    """Whether a text is one address that a spreadsheet can follow."""
    return text.startswith(("https://", "http://", "mailto:")) or ("@" in text and "; " not in text)


# The first sheet


def _write_about(sheet: Worksheet, published: Published, formats: dict[str, Format]) -> None:
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for number, width in enumerate(FIRST_WIDTHS):
        sheet.set_column(number, number, width)
    for n, (form, cells) in enumerate(_about(published)):
        for number, text in enumerate(cells):
            if text.startswith(("https://", "internal:")):
                sheet.write_url(n, number, text, formats["link"], text.removeprefix("internal:").partition("!")[0])
            else:
                sheet.write_string(n, number, text, formats[form])
        if form != "title":
            sheet.set_row(n, LINE * _lines(cells, FIRST_WIDTHS[: len(cells)]))


def _about(published: Published) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lines of the first sheet, each with its form and its cells: Dutch, then English."""
    package = published.package
    yield "title", (package["title"],)
    yield "plain", ("Wat dit is", "What this is", WHAT, package["description"])
    yield "plain", ("Pagina", "Page", published.snapshot["path"])
    yield "plain", ("Vastgelegd", "Captured", *_captured(published.snapshot))
    for licence in package["licenses"]:
        yield "plain", ("Licentie", "Licence", licence_in_dutch(licence), licence["title"], licence.get("path", ""))
    yield from (("plain", line) for line in _checks(published.rows))
    yield "plain", ("",)
    yield "header", ("Blad (sheet)", "Rijen (rows)", "Wat het bevat", "What it holds")
    for table in _in_order(published):
        rows = str(len(published.rows[table.name]))
        yield "plain", (f"internal:{table.name}!A1", rows, ": ".join(in_dutch(table)), table.description)
    yield "plain", ("",)
    yield "header", ("Blad (sheet)", "Kolom (column)", "Wat het betekent", "What it means", "Voorbeeld (example)")
    for table in _in_order(published):
        for column in table.columns:
            said = described(table, column)
            yield "plain", (table.name, column.name, said.nl, column.description, said.example)


def _captured(snapshot: dict[str, Any]) -> tuple[str, str]:
    file = f"{snapshot['file']}, sha256 {snapshot['sha256'][:12]}…"
    if snapshot["captured_at"]:
        time = moment(snapshot["captured_at"])
        return f"{time.nl}; {file}", f"{time.en}; {file}"
    if not snapshot["captured_not_before"]:
        return f"Onbekend wanneer; {file}", f"Not known when; {file}"
    since = moment(snapshot["captured_not_before"])
    return f"Onbekend wanneer, niet voor {since.nl}; {file}", f"Not known when, not before {since.en}; {file}"


def _checks(rows: Rows) -> Iterator[tuple[str, ...]]:
    """How many checks hold, and each that does not, with the rows that it is about."""
    checks = rows["checks"]
    passed = sum(row["passed"] for row in checks)
    yield (
        "Controles", "Checks", f"{passed} van {len(checks)} kloppen; alle staan op het blad checks",
        f"{passed} of {len(checks)} hold; all are on the sheet checks",
    )  # fmt: skip
    for doubt in points_to_look_at(rows):
        said = known("checks", doubt.row["check"])
        what = ", ".join(subject.shown for subject in doubt.subjects) or doubt.row["detail"] or doubt.row["found"]
        more = say("head.and_more", doubt.others) if doubt.others else Said("", "")
        yield "Let op", "To look at", f"{said.nl}: {what}{more.nl}", f"{said.en}: {what}{more.en}"
