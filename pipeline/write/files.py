"""Rows to files: every table as Parquet and CSV, the text they point into, and the data package that describes them."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec.json import Encoder
from pyarrow.json import ParseOptions, ReadOptions, read_json

from pipeline import __version__
from pipeline.definition.source import Source
from pipeline.snapshots.snapshot import Snapshot
from pipeline.storage.arrow import as_file
from pipeline.storage.atomic import names_of_interrupted, replace_folder
from pipeline.tables.editions import editions_of
from pipeline.tables.rows import cell, is_formula
from pipeline.tables.schema import TABLES, Row, Rows
from pipeline.tables.table import Column, Table
from pipeline.write.croissant import CROISSANT_FILE, croissant
from pipeline.write.feed import feed
from pipeline.write.geojson import geojson

ARROW: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "datetime": pa.timestamp("ms", tz="UTC"),
    "list": pa.list_(pa.string()),
}
FRICTIONLESS = {"list": "string"}
PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LIST_SEPARATOR = "; "
PACKAGE_FILE, PAGE_FILE, FEED_FILE, MAP_FILE = "datapackage.json", "page.txt", "changes.atom", "projects.geojson"
FEED_HOLDS = "What changed on the page, an entry for each capture that brought something, the newest first."
PAGE_HOLDS = "The page's text as it was read, into which all start and end columns point, in characters from 0."
MAP_HOLDS = "The table projects as points, with its columns as properties (GeoJSON)."
CROISSANT_HOLDS = "What this data package says, as a Dataset of schema.org and as Croissant."
# What frictionless knows as "parquet" it takes for tables, of which it cannot read lists; of any other file it verifies
# size and hash.
PARQUET = "apache-parquet"


def write_tables(
    out: Path, rows: Rows, page_text: str, snapshots: Sequence[Snapshot], source: Source
) -> dict[str, str]:
    """Write all tables into `out`, or nothing: what was there stays until everything new is there.

    Editions of other tables do not stay beside these.

    Returns:
        The editions that were taken away, each with the command that makes it.

    Raises:
        OSError: the disk is full, or the folder cannot be written.
    """
    described = about(snapshots, source)
    editions = editions_of(described["name"])
    with replace_folder(out) as new:
        new.without.update(*map(names_of_interrupted, editions))
        write_into(new.path, rows, page_text, described)
        if not _same(out / PACKAGE_FILE, new.path / PACKAGE_FILE):
            new.without.update(name for name in editions if (out / name).exists())
    return {name: command for name, command in editions.items() if name in new.without}


def write_into(folder: Path, rows: Rows, page_text: str, described: dict[str, Any]) -> None:
    """Write every table, the text, the feed and the data package into a folder.

    `described` is what the package says of itself.

    Raises:
        OSError: the disk is full, or the folder cannot be written.
    """
    digest = [source["sha256"] for source in described["sources"] if "sha256" in source][-1]
    for table in TABLES:
        _write_parquet(folder / f"{table.name}.parquet", table, rows[table.name], digest)
        _write_csv(folder / f"{table.name}.csv", table, rows[table.name])
    (folder / PAGE_FILE).write_bytes(page_text.encode("utf-8"))
    (folder / FEED_FILE).write_bytes(feed(rows, described))
    (folder / MAP_FILE).write_text(geojson(rows["projects"]), encoding="utf-8")
    package = described | {"resources": _resources(folder, rows)}
    _write_json(folder / CROISSANT_FILE, croissant(package))
    package["resources"].append(_about_croissant(folder / CROISSANT_FILE))
    _write_json(folder / PACKAGE_FILE, package)


def _write_json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _same(one: Path, other: Path) -> bool:
    """Whether two data packages, which hold the hash of every file, describe the same files."""
    return one.is_file() and one.read_bytes() == other.read_bytes()


def schema(table: Table, **made_from: str) -> pa.Schema:
    """The Parquet schema of a table, with its descriptions and what it was made from."""
    fields = [
        pa.field(
            column.name, ARROW[column.type], nullable=not column.required, metadata={"description": column.description}
        )
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"description": table.description, **made_from})


def _write_parquet(path: Path, table: Table, rows: list[Row], digest: str) -> None:
    written = pa.BufferOutputStream()  # names of files the library takes in UTF-8 alone
    pq.write_table(as_arrow(rows, schema(table, snapshot_sha256=digest)), written, compression="zstd")
    path.write_bytes(written.getvalue())


def as_arrow(rows: list[Row], wanted: pa.Schema) -> pa.Table:
    """The rows as an Arrow table, by way of JSON.

    To convert Python objects itself, pyarrow imports pandas, which takes longer than the whole build.
    """
    if not rows:
        return pa.Table.from_batches([], schema=wanted)
    data = Encoder().encode_lines(rows)
    read = ReadOptions(use_threads=False, block_size=len(data) + 1)
    parse = ParseOptions(explicit_schema=wanted, unexpected_field_behavior="error")
    return pa.Table.from_arrays(read_json(as_file(data), read, parse).columns, schema=wanted)


def _write_csv(path: Path, table: Table, rows: list[Row]) -> None:
    path.write_bytes("".join(csv_records(table, rows)).encode("utf-8"))


def csv_records(table: Table, rows: Sequence[Row]) -> list[str]:
    """A table as the records of CSV, the header first, each ended by a line feed."""
    lines = [table.names, *([harmless(row[name]) for name in table.names] for row in rows)]
    return [_record(line) for line in lines]


def _record(cells: Sequence[str]) -> str:
    file = StringIO()
    csv.writer(file, lineterminator="\n").writerow(cells)
    return file.getvalue()


def harmless(value: object) -> str:
    """A cell as CSV holds it: with an apostrophe before it where a spreadsheet would run it as a formula."""
    text = cell(value)
    return "'" + text if is_formula(value) else text


def about(snapshots: Sequence[Snapshot], source: Source) -> dict[str, Any]:
    """What the data package says of itself, by the Data Package standard, version 2."""
    return {
        "$schema": PACKAGE_PROFILE,
        "name": source.page["name"],
        "title": source.page["heading"],
        "description": source.page["description"],
        "version": __version__,
        "licenses": licences(source.page["publisher"]),
        "sources": [_source(snapshot, source) for snapshot in snapshots] + [CBS],
    }


def licences(publisher: str) -> list[dict[str, str]]:
    """Under what terms the data may be used: what is added to the page, and its texts."""
    return [
        {
            "name": "CC-BY-4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
            "title": "What this project adds (structure, codes, evidence), and the facts of CBS: CC BY 4.0",
        },
        {
            "name": "other-closed",
            "title": f"The texts: those of {publisher}, whose terms are not known; quote them with their source",
        },
    ]


CBS = {"title": "CBS, Gebieden in Nederland 2018-2026 (CC BY 4.0)", "path": "https://www.cbs.nl"}


def _source(snapshot: Snapshot, source: Source) -> dict[str, Any]:
    return {
        "title": source.page["heading"],
        "path": snapshot.url or source.page["url"],
        "file": snapshot.name,
        "captured_at": snapshot.captured_at,
        "captured_not_before": snapshot.captured_not_before,
        "sha256": snapshot.sha256,
    }


def _resources(folder: Path, rows: Rows) -> list[dict[str, Any]]:
    """Every file: the tables as CSV with their schema, then the text, the feed, the map, the tables as Parquet."""
    return [
        *(_table(folder, table, len(rows[table.name])) for table in TABLES),
        {"name": "page", "title": "The text of the page", "description": PAGE_HOLDS}
        | _file(folder / PAGE_FILE, "txt", "text/plain")
        | {"encoding": "utf-8"},
        {"name": "feed", "title": "The changes as a feed", "description": FEED_HOLDS}
        | _file(folder / FEED_FILE, "atom", "application/atom+xml"),
        {"name": "map", "title": "The projects on a map", "description": MAP_HOLDS}
        | _file(folder / MAP_FILE, "geojson", "application/geo+json")
        | {"encoding": "utf-8"},
        *(
            {"name": f"{table.name}-parquet", "title": f"{table.title}, typed", "description": table.description}
            | _file(folder / f"{table.name}.parquet", PARQUET, "application/vnd.apache.parquet")
            for table in TABLES
        ),
    ]


def _about_croissant(path: Path) -> dict[str, Any]:
    holds = {"name": "croissant", "title": "The dataset as JSON-LD", "description": CROISSANT_HOLDS}
    return holds | _file(path, "json", "application/ld+json") | {"encoding": "utf-8"}


def _file(path: Path, form: str, media_type: str) -> dict[str, Any]:
    data = path.read_bytes()
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    return {"path": path.name, "format": form, "mediatype": media_type, "bytes": len(data), "hash": digest}


def _table(folder: Path, table: Table, count: int) -> dict[str, Any]:
    keys = [
        {"fields": [column], "reference": {"resource": other if other != table.name else "", "fields": [key]}}
        for column, other, key in table.keys
    ]
    described: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.primary_key:
        described["primaryKey"] = list(table.primary_key)
    if keys:
        described["foreignKeys"] = keys
    return {
        "name": table.name, "title": table.title, "description": table.description, "type": "table",
        **_file(folder / f"{table.name}.csv", "csv", "text/csv"), "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"}, "rows": count, "schema": described,
    }  # fmt: skip


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {name: True for name in ("required", "unique") if getattr(column, name)}
    for name in ("minimum", "maximum", "pattern"):
        if (value := getattr(column, name)) is not None:
            constraints[name] = value
    if column.enum:
        constraints["enum"] = list(column.enum)
    note = f". Values are joined by '{LIST_SEPARATOR}'" if column.type == "list" else ""
    field = {
        "name": column.name,
        "type": FRICTIONLESS.get(column.type, column.type),
        "description": column.description + note,
    }
    return {**field, "constraints": constraints} if constraints else field
