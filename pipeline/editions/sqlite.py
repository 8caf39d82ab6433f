"""The tables as one SQLite file with keys, indexes and full-text search: `python -m pipeline sqlite`."""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.editions.published import Published, add_folder, published_in
from pipeline.storage.atomic import replace_file
from pipeline.tables.editions import sqlite_name
from pipeline.tables.schema import TABLES, Row
from pipeline.tables.table import Column, Table

SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"} | dict.fromkeys(
    ("datetime", "list"), "TEXT"
)
# What full-text search covers; `entries_fts MATCH 'wijk'` finds rows of `entries` by rowid.
SEARCHED = {"projects": ("title", "text"), "entries": ("title", "text"), "notes": ("text",)}
# What Datasette counts beside a table, for choosing among its rows; of a list each of its values.
FACETS: dict[str, list[str | dict[str, str]]] = {
    "projects": ["province", {"array": "theme_names"}],
    "entries": ["theme", "repeat"],
    "contacts": ["municipality", "external"],
    "evidence": ["table", "column", "rule"],
    "lines": ["role", "kind"],
    "links": ["kind"],
    "checks": ["level", "passed"],
}
# "e" finds "é"; the data is Dutch, where accents are optional to most who type.
TOKENIZER = "unicode61 remove_diacritics 2"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline sqlite` takes."""
    add_folder(parser)
    parser.add_argument("--metadata", type=Path, metavar="FILE", help="write the descriptions for Datasette there")


def run(arguments: argparse.Namespace) -> int:
    """Write the SQLite file beside the tables.

    Raises:
        Refusal, OSError: there are no tables, or the file cannot be written; an older one stays.
    """
    with published_in(arguments.out) as published:
        path = arguments.out / sqlite_name(published.package["name"])
        replace_file(path, database(published))
    print(f"Written  {path}")
    if arguments.metadata:
        arguments.metadata.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(metadata(published), ensure_ascii=False, indent=2) + "\n"
        arguments.metadata.write_text(text, encoding="utf-8")
    return 0


def database_name(published: Published) -> str:
    """The name of the database: that of its file."""
    return Path(sqlite_name(published.package["name"])).stem


def database(published: Published) -> bytes:
    """The SQLite file.

    Raises:
        sqlite3.IntegrityError: a row does not keep the keys or constraints of its table.
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        for table in _present(published):
            _create(connection, table, published.rows[table.name])
        connection.execute("CREATE TABLE page (text TEXT NOT NULL)")
        connection.execute("INSERT INTO page VALUES (?)", (published.page_text,))
        for name, columns in SEARCHED.items():
            _make_searchable(connection, name, columns)
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


def _present(published: Published) -> list[Table]:
    return [table for table in TABLES if table.name in published.rows]


def _create(connection: sqlite3.Connection, table: Table, rows: list[Row]) -> None:
    clauses = ", ".join(_clauses(table))
    connection.execute(f"CREATE TABLE {_name(table.name)} ({clauses})")
    placeholders = ", ".join("?" * len(table.columns))
    values = ([_value(row[name]) for name in table.names] for row in rows)
    connection.executemany(f"INSERT INTO {_name(table.name)} VALUES ({placeholders})", values)
    for column, _, _ in table.keys:
        index = _name(f"{table.name}_{column}")
        connection.execute(f"CREATE INDEX {index} ON {_name(table.name)} ({_name(column)})")


def _clauses(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield _column(column)
    if table.primary_key:
        yield f"PRIMARY KEY ({', '.join(map(_name, table.primary_key))})"
    for column_name, other, key in table.keys:
        yield f"FOREIGN KEY ({_name(column_name)}) REFERENCES {_name(other)} ({_name(key)})"


def _column(column: Column) -> str:
    words = [_name(column.name), SQL_TYPES[column.type]]
    words += [word for word, holds in (("NOT NULL", column.required), ("UNIQUE", column.unique)) if holds]
    if column.enum:
        words.append(f"CHECK ({_name(column.name)} IN ({', '.join(map(_text, column.enum))}))")
    if column.minimum is not None:
        words.append(f"CHECK ({_name(column.name)} >= {column.minimum:g})")
    if column.maximum is not None:
        words.append(f"CHECK ({_name(column.name)} <= {column.maximum:g})")
    return " ".join(words)


def _make_searchable(connection: sqlite3.Connection, name: str, columns: tuple[str, ...]) -> None:
    listed = ", ".join(map(_name, columns))
    options = f"content={_name(name)}, tokenize={_text(TOKENIZER)}"  # in double quotes, as Datasette looks for it
    connection.execute(f"CREATE VIRTUAL TABLE {_name(name + '_fts')} USING fts5({listed}, {options})")
    connection.execute(f"INSERT INTO {_name(name + '_fts')} ({_name(name + '_fts')}) VALUES ('rebuild')")


def _value(value: object) -> object:
    """A list as JSON, of which SQLite's json_each makes rows."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def metadata(published: Published) -> dict[str, Any]:
    """What Datasette shows beside the tables: titles and the descriptions of tables and columns."""
    package = published.package
    tables = {
        table.name: {
            "title": table.title,
            "description": table.description,
            "columns": {column.name: column.description for column in table.columns},
            "facets": FACETS.get(table.name, []),
        }
        for table in _present(published)
    }
    return {
        "title": package["title"],
        "description": package["description"],
        "source_url": published.snapshot["path"],
        "databases": {database_name(published): {"tables": tables}},
    }
