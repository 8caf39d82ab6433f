"""The tables described for programs and for readers, and as one SQLite file."""

import argparse
import copy
import dataclasses
import errno
import hashlib
import json
import re
import shutil
import sqlite3 as sqlite
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.__main__ import main
from pipeline.definition.source import Source
from pipeline.editions import docs
from pipeline.editions import sqlite as edition
from pipeline.editions.published import Published, read_published
from pipeline.editions.report import render
from pipeline.records import Refusal
from pipeline.storage.atomic import lock_for
from pipeline.storage.mark import COMPLETE
from pipeline.tables.described import described
from pipeline.tables.schema import TABLES
from pipeline.tables.table import Table
from tests.editions.material import addresses, people, validated, write
from tests.pages.markups import saved

ROOT = Path(__file__).resolve().parents[2]


# Descriptions


def test_the_data_package_is_valid_with_its_keys(folder: Path) -> None:
    assert validated(folder) == []
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = [resource for resource in package["resources"] if resource.get("type") == "table"]
    assert {resource["name"] for resource in tables} == {table.name for table in TABLES}


def test_what_names_the_dataset_comes_from_the_definition_of_the_page(source: Source, tmp_path: Path) -> None:
    page = {**source.page, "name": "other-page", "description": "Another page.", "publisher": "example.nl"}
    other = read_published(write(tmp_path, saved(), known=dataclasses.replace(source, page=page)))
    assert (other.package["name"], other.package["description"]) == ("other-page", "Another page.")
    assert "example.nl" in other.package["licenses"][-1]["title"]
    assert edition.database_name(other) == "other_page"
    assert '<meta name="description" content="Another page.' in render(other)


def test_a_reference_that_leads_nowhere_makes_the_data_package_invalid(published: Published, tmp_path: Path) -> None:
    folder = write(tmp_path, saved())
    path = folder / "contacts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("#1,", "#1,x", 1), encoding="utf-8")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        del resource["hash"], resource["bytes"]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert any("oreign" in error for error in validated(folder))


def test_parquet_carries_descriptions_and_the_hash_of_the_page(folder: Path, published: Published) -> None:
    for table in TABLES:
        schema = pq.read_schema(folder / f"{table.name}.parquet")
        assert schema.metadata[b"snapshot_sha256"].decode() == published.snapshot["sha256"]
        for column in table.columns:
            assert schema.field(column.name).metadata[b"description"].decode() == column.description


@pytest.mark.parametrize("language", docs.LANGUAGES, ids=lambda language: language.file)
def test_the_documentation_of_the_tables_is_current(language: docs.Language) -> None:
    text = (ROOT / docs.DOCUMENTS / language.file).read_text(encoding="utf-8")
    assert text == docs.documentation(language), "run 'make docs' and read the diff"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_example_of_each_column_is_one_that_it_can_have(table: Table) -> None:
    for column in table.columns:
        example = described(table, column).example
        assert not column.enum or example in column.enum
        assert column.pattern is None or re.fullmatch(column.pattern, example)
        if column.type in ("integer", "number"):
            assert (column.minimum or 0) <= float(example) <= (column.maximum or float("inf"))
        assert (column.type == "boolean") == (example in ("true", "false"))
        assert (column.type == "datetime") == bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", example))


def test_the_examples_name_nobody_who_is_on_the_page(published: Published) -> None:
    examples = " ".join(described(table, column).example for table in TABLES for column in table.columns).casefold()
    assert not [
        n for n, each in enumerate(sorted(people(published) | addresses(published))) if each.casefold() in examples
    ]


def test_the_data_package_describes_every_file(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["path"]: resource for resource in package["resources"]}
    assert described.keys() == {path.name for path in folder.iterdir()} - {"datapackage.json"}
    for name, resource in described.items():
        data = (folder / name).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


@pytest.mark.parametrize("name", ["page.txt", "projects.parquet"])
def test_a_file_that_was_changed_makes_the_data_package_invalid(name: str, folder: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(folder, tmp_path / "tables")
    data = (copied / name).read_bytes()
    (copied / name).write_bytes(data[:100] + b"x" + data[101:])
    assert any("hash" in error for error in validated(copied))


# Tables that cannot be read

BROKEN = {
    "projects.parquet": b"PAR1 and then something else",
    "contacts.parquet": b"",
    "datapackage.json": b'{"sources": [',
    "page.txt": b"\xff\xfe",
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("command", ["report", "sqlite", "public", "inspect"])
def test_a_file_that_cannot_be_read_is_named(
    command: str, name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied = shutil.copytree(folder, tmp_path / "tables")
    (copied / name).write_bytes(BROKEN[name])
    code = main([command, "--out", str(copied)])
    said = capsys.readouterr().err
    if command == "inspect" and not name.endswith(".parquet"):
        assert code == 0  # it shows tables only
        return
    assert code == 1
    assert str(copied / name) in said
    assert "make build" in said


@pytest.mark.parametrize("package", ["[]", "{}", "[" * 100_000, '{"sources": []}', '{"sources": [{"path": "x"}]}'])
def test_a_data_package_without_a_source_is_refused(package: str, folder: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(folder, tmp_path / "tables")
    (copied / "datapackage.json").write_text(package, encoding="utf-8")
    with pytest.raises(Refusal, match=r"datapackage\.json"):
        read_published(copied)


READERS = ["inspect", "changes", "report", "sqlite", "xlsx"]


def half_moved(folder: Path, tmp_path: Path) -> Path:
    """The tables as a build leaves them that was stopped while it moved them one by one."""
    copied = shutil.copytree(folder, tmp_path / "tables")
    (copied / ".new").mkdir()
    for name in ("projects.parquet", "changes.parquet", "datapackage.json"):
        (copied / name).rename(copied / ".new" / name)
    (copied / "projects.parquet").write_bytes(b"of the build before")
    (copied / ".new" / COMPLETE).write_text("[]")
    return copied


@pytest.mark.parametrize("command", READERS)
def test_what_reads_the_tables_completes_them_first(
    command: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied = half_moved(folder, tmp_path)
    assert main([command, "--out", str(copied)]) == 0
    assert "was stopped in the middle: that is put right first" in capsys.readouterr().err
    assert not (copied / ".new").exists()


@pytest.mark.parametrize("command", READERS)
def test_what_reads_the_tables_where_they_cannot_be_completed_says_so(
    command: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copied = half_moved(folder, tmp_path)

    def fail(path: Path, _: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "replace", fail)
    assert main([command, "--out", str(copied)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{copied}/ holds files of two builds" in said.err
    assert "Permission denied" in said.err


@pytest.mark.parametrize("command", ["report", "sqlite", "public"])
def test_where_there_are_no_tables_no_folder_is_made(command: str, tmp_path: Path) -> None:
    assert main([command, "--out", str(tmp_path / "none" / "tables")]) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["report", "sqlite", "public"])
def test_an_edition_is_made_while_nobody_else_writes(
    command: str, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    copied = shutil.copytree(folder, tmp_path / "tables")
    with lock_for(copied):
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", command, "--out", str(copied)], stderr=subprocess.PIPE, text=True
        )
        assert process.stderr
        assert "waiting until it has finished" in process.stderr.readline()
        assert {path.name for path in copied.iterdir()} == {path.name for path in folder.iterdir()}
    process.communicate(timeout=600)  # the public edition is searched twice, and a busy machine takes its time
    assert process.returncode == 0


def test_where_the_folder_cannot_be_exchanged_editions_are_made_as_well(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = shutil.copytree(folder, tmp_path / "tables")
    monkeypatch.setattr(Path, "is_mount", lambda path: path == copied)
    for command in ("report", "sqlite", "public"):
        assert main([command, "--out", str(copied)]) == 0
    assert (copied / "public" / "report.html").is_file()


# SQLite


@pytest.fixture(scope="module")
def database(published: Published, tmp_path_factory: pytest.TempPathFactory) -> sqlite.Connection:
    path = tmp_path_factory.mktemp("sqlite") / "tables.sqlite"
    path.write_bytes(edition.database(published))
    return sqlite.connect(path)


def test_sqlite_holds_every_table_with_its_keys(database: sqlite.Connection, published: Published) -> None:
    for table in TABLES:
        count = database.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]
        assert count == len(published.rows[table.name])
        keys = database.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall()
        assert {(key[3], key[2], key[4]) for key in keys} == set(table.keys)
        primary = [row[1] for row in database.execute(f'PRAGMA table_info("{table.name}")') if row[5]]
        assert tuple(primary) == table.primary_key
        indexes = database.execute(f'PRAGMA index_list("{table.name}")').fetchall()
        assert len(indexes) >= len(table.keys)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_sqlite_searches_texts_without_accents_and_reads_lists(database: sqlite.Connection) -> None:
    search = (
        "SELECT municipality FROM entries JOIN entries_fts ON entries.rowid = entries_fts.rowid "
        "WHERE entries_fts MATCH ?"
    )
    assert ("Zwolle",) in database.execute(search, ("coordinatiepunt",)).fetchall()
    themes = "SELECT count(*) FROM projects, json_each(projects.themes) WHERE municipality = 'Zwolle'"
    assert database.execute(themes).fetchone() == (3,)


def test_sqlite_refuses_rows_that_break_a_key(published: Published) -> None:
    rows = copy.deepcopy(published.rows)
    rows["contacts"][0]["entry_id"] = "nowhere"
    with pytest.raises(sqlite.IntegrityError):
        edition.database(Published(rows, published.page_text, published.package))


def test_the_same_tables_give_the_same_sqlite_file(published: Published) -> None:
    assert edition.database(published) == edition.database(published)


def test_datasette_gets_the_descriptions_of_all_columns(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "cache" / "browse.json"
    assert edition.run(argparse.Namespace(out=folder, metadata=target)) == 0
    tables = json.loads(target.read_text(encoding="utf-8"))["databases"]["weerbaar_bestuur"]["tables"]
    assert {name: set(table["columns"]) for name, table in tables.items()} == {
        table.name: set(table.names) for table in TABLES
    }
