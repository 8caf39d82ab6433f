"""The tables of an archive, and writing them while the archive is read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import pyarrow.parquet as pq

from pipeline.archives.limits import ROWS_AT_ONCE
from pipeline.tables.rows import REACHED
from pipeline.tables.schema import CONTACTS, ENTRIES, EVIDENCE, GM_CODE, MUNICIPALITY_COLUMN, PROJECTS, Row
from pipeline.tables.table import Column, Table
from pipeline.write.files import as_arrow, schema


def _text(name: str, description: str, required: bool = False) -> Column:
    return Column(name, "string", description, required)


def _count(name: str, description: str) -> Column:
    return Column(name, "integer", description, required=True, minimum=0)


PAGE_ID = _text("page_id", "Name of the folder of the archive, and where the record begins, joined by #", True)
ARCHIVE = _text("archive", "Path or address of the archive", True)

PAGES = Table(
    "pages", "Pages", "The pages of an archive that were parsed, or given up.",
    (
        PAGE_ID, ARCHIVE,
        Column("place", "integer", "Where its record begins in the archive, in bytes", required=True, minimum=0),
        _text("url", "Its address", True),
        _text("captured_at", "When it was captured, in UTC; null where the record has no time, or one after now"),
        _text("sha256", "Hash of its bytes; null where it is too large to be read"),
        _text("definition", "By which definition it was read: of the one page, or generic", True),
        _text("outcome", "read; another: its score is too low; refused or given up, and why", True),
        _text("why", "Why it was refused or given up"),
        Column("score", "number", "How much it is a page of the kind, 0 to 1", required=True, minimum=0, maximum=1),
        _text("encoding", "Encoding in which it was read"),
        *(Column(name, "integer", f"Number of {name} on it", minimum=0)
          for name in ("entries", "contacts", "municipalities")),
    ),
)  # fmt: skip

RUNS = Table(
    "runs", "Runs", "One row for each archive that was read: what was in it, and how long it took.",
    (
        ARCHIVE,
        _count("records", "Records in it"),
        _count("responses", "Responses among them, of any kind"),
        _count("pages", "Pages of HTML or text, with status 200, that were looked at"),
        _count("looked_past", "Pages that a quick look passed over"),
        *(_count(name.replace(" ", "_"), f"Pages with the outcome '{name}'")
          for name in ("read", "another", "refused", "given up")),
        _count("undated", "Parsed or given up pages whose time is none, or after now: in `pages` it is null"),
        _count("passed_over", "Records that are damaged, and were passed over"),
        _text("damage", "What of the file is damaged; null where it is whole"),
        _count("bytes", "Size of the file"),
        Column("seconds", "number", "How long reading it took", required=True, minimum=0),
        _text("version", "Version of the pipeline that read it", True),
    ),
)  # fmt: skip


def _of_pages(table: Table) -> Table:
    """The same table for many pages; a quote has no address, since most pages are gone from theirs."""
    columns = (column for column in table.columns if (table, column.name) != (EVIDENCE, "url"))
    return replace(table, columns=(PAGE_ID, *columns), primary_key=(), keys=())


OF_PAGES = map(_of_pages, (ENTRIES, CONTACTS, EVIDENCE))
OF_ARCHIVE = {table.name: table for table in (PAGES, *OF_PAGES, RUNS)}

PROJECTS_OF_PAGES = Table(
    "projects", "Projects", "One row for each project, over all pages and captures.",
    (
        _text("project_id", "Slugs of municipality and title, joined by /", True),
        MUNICIPALITY_COLUMN, GM_CODE,
        _text("title", "Title of its first entry"),
        _text("text", "Text of its most complete entry"),
        _count("entries", "Its entries, on all pages and captures"),
        _count("pages", "Addresses that it is at"),
        _text("first_captured", "Time of the first capture that has it, in UTC"),
        _text("last_captured", "Time of the last"),
        *(replace(column, description=column.description.replace("in page order", "at its last capture"))
          for column in PROJECTS.columns if column.name in REACHED),
    ),
)  # fmt: skip
SAME = Table(
    "same", "Entries of projects", "Which entry is of which project.",
    (PAGE_ID, _text("entry_id", "Entry of that page", True), _text("project_id", "Its project", True)),
)  # fmt: skip


class Writer:
    """Writes tables into a folder while their rows are made, so that few are in memory."""

    def __init__(self, folder: Path, tables: dict[str, Table]) -> None:
        self.schemas = {name: schema(table) for name, table in tables.items()}
        self.files = {name: pq.ParquetWriter(folder / f"{name}.parquet", each, compression="zstd")
                      for name, each in self.schemas.items()}  # fmt: skip
        self.waiting: defaultdict[str, list[Row]] = defaultdict(list)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for name, file in self.files.items():
            self._write(name)
            file.close()

    def add(self, name: str, rows: list[Row]) -> None:
        """Add rows to a table; what they lack of its columns is null.

        Raises:
            OSError: the disk is full.
        """
        self.waiting[name] += rows
        if len(self.waiting[name]) >= ROWS_AT_ONCE:
            self._write(name)

    def _write(self, name: str) -> None:
        if rows := self.waiting.pop(name, []):
            self.files[name].write_table(as_arrow(rows, self.schemas[name]))
