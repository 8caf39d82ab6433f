"""The files: the same in CSV and Parquet, the same every time, all of them or none."""

import csv
import errno
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from pipeline.__main__ import main
from pipeline.editions.published import rows_of
from pipeline.tables.editions import PUBLIC, editions_of
from pipeline.tables.rows import cell
from pipeline.tables.schema import TABLES
from pipeline.tables.table import Table
from pipeline.write import files
from tests.golden import write_saved
from tests.pages import changes

EDITIONS = editions_of("weerbaar-bestuur")
TYPES = {
    "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
    "datetime": pa.timestamp("ms", tz="UTC"),
}  # fmt: skip


def build(out: Path, page: bytes | None = None) -> int:
    if page is None:
        write_saved(out)
        return 0
    path = out.with_suffix(".page")
    path.write_bytes(page)
    return main(["build", "--page", str(path), "--out", str(out)])


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables") / "out"
    build(folder)
    return folder


def in_csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_parquet_and_csv_hold_the_same_rows_and_columns(table: Table, out: Path) -> None:
    header, *found = in_csv(out / f"{table.name}.csv")
    typed = pq.read_table(out / f"{table.name}.parquet")
    assert header == typed.column_names == table.names
    expected = [[cell(value) for value in row.values()] for row in rows_of(typed)]
    assert [[text.removeprefix("'") if text[1:2] in set("=+-@") else text for text in row] for row in found] == expected


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_parquet_is_typed_described_and_knows_its_page(table: Table, out: Path) -> None:
    schema = pq.read_schema(out / f"{table.name}.parquet")
    for column, field in zip(table.columns, schema, strict=True):
        expected = TYPES.get(column.type, pa.list_(pa.string()))
        assert field.type == expected or (pa.types.is_list(field.type) and expected == pa.list_(pa.string()))
        assert field.metadata[b"description"].decode() == column.description
        assert field.nullable == (not column.required)
    assert schema.metadata[b"snapshot_sha256"].startswith(b"7c887f1bb5ac")


def test_csv_ends_lines_with_line_feeds_and_has_no_mark(out: Path) -> None:
    for path in out.glob("*.csv"):
        data = path.read_bytes()
        assert b"\r" not in data
        assert data.endswith(b"\n")
        assert not data.startswith(b"\xef\xbb\xbf")


def test_two_builds_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    build(tmp_path / "again")
    first, second = contents(out), contents(tmp_path / "again")
    assert first == second


def test_the_data_package_is_valid_and_says_what_the_files_are(out: Path) -> None:
    package = json.loads((out / "datapackage.json").read_bytes())
    assert {"title", "sources", "licenses", "resources"} <= package.keys()
    assert package["sources"][0]["sha256"].startswith("7c887f1bb5ac")
    assert {"captured_at", "captured_not_before"} <= package["sources"][0].keys()
    for resource, table in zip(package["resources"], TABLES, strict=False):  # the other files come after them
        data = (out / resource["path"]).read_bytes()
        assert resource["hash"].removeprefix("sha256:") == hashlib.sha256(data).hexdigest()
        assert resource["rows"] == len(in_csv(out / resource["path"])) - 1
        assert [field["name"] for field in resource["schema"]["fields"]] == table.names
        assert all(field["description"] for field in resource["schema"]["fields"])
    report = Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])


def test_page_txt_is_the_text_that_offsets_point_into(out: Path) -> None:
    text = (out / "page.txt").read_bytes().decode("utf-8")
    for name in ("evidence", "mentions"):
        for row in pq.read_table(out / f"{name}.parquet").to_pylist():
            assert text[row["start"] : row["end"]] == row["quote"]


@pytest.mark.parametrize("name", ["formula_in_title", "formula_in_text"])
def test_a_formula_is_harmless_in_csv_and_as_published_in_parquet(name: str, tmp_path: Path) -> None:
    assert build(tmp_path / "out", changes.as_text(name)) == 0
    for path in (tmp_path / "out").glob("*.csv"):
        for row in in_csv(path)[1:]:
            for text in row:
                numeric = text.lstrip("+-").replace(".", "", 1).isdigit()
                assert not text.startswith(("=", "+", "-", "@", "\t", "\r")) or numeric
    entries = pq.read_table(tmp_path / "out" / "entries.parquet").to_pylist()
    published = [text for row in entries for text in (row["title"], *row["text"].split("\n")) if text[0] in "=@"]
    assert published
    told = [row for row in in_csv(tmp_path / "out" / "checks.csv") if row[0] == "cells_without_formula"]
    assert told[0][2] == "false"


# All or nothing


class Fault:
    """Lets a function work a number of times and then fail as a full disk does."""

    def __init__(self, function: Any, working: int) -> None:
        self.function, self.left = function, working

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        if self.left == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.left -= 1
        return self.function(*arguments, **options)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    build(folder, changes.as_text("leader_changed"))
    (folder / "other.txt").write_text("of somebody else")
    return folder


@pytest.mark.parametrize("number", range(len(TABLES)))
@pytest.mark.parametrize("step", ["_write_parquet", "_write_csv"])
def test_a_build_that_fails_at_any_file_leaves_the_old_tables(
    step: str, number: int, before: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = contents(before)
    monkeypatch.setattr(files, step, Fault(getattr(files, step), number))
    assert build(before, changes.as_text("same")) == 1
    assert contents(before) == old
    assert [path.name for path in before.parent.iterdir() if path.name.startswith(".out")] == []
    assert "No space left" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["page.txt", "datapackage.json"])
def test_a_build_that_fails_at_the_last_files_leaves_the_old_tables(
    name: str, before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = contents(before)
    for method in ("write_bytes", "write_text"):
        original = getattr(Path, method)

        def fail(path: Path, *args: Any, original: Any = original, **options: Any) -> Any:
            if path.name == name:
                raise OSError(errno.ENOSPC, "No space left on device")
            return original(path, *args, **options)

        monkeypatch.setattr(Path, method, fail)
    assert build(before, changes.as_text("same")) == 1
    assert contents(before) == old


def test_a_build_that_is_interrupted_leaves_the_old_tables(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    old = contents(before)
    monkeypatch.setattr(files, "_write_csv", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build(before, changes.as_text("same"))
    assert contents(before) == old


def test_a_build_replaces_its_own_files_and_keeps_others(before: Path) -> None:
    old = contents(before)
    assert build(before, changes.as_text("same")) == 0
    now = contents(before)
    assert now["other.txt"] == old["other.txt"]
    assert now["contacts.csv"] != old["contacts.csv"]
    assert now.keys() == old.keys()


@pytest.fixture
def editions(before: Path) -> Path:
    for name in EDITIONS:
        (before / name).mkdir() if name == PUBLIC else (before / name).write_text("made from the tables")
    return before


def test_editions_stay_while_the_tables_are_the_same(editions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(editions, changes.as_text("leader_changed")) == 0
    assert all((editions / name).exists() for name in EDITIONS)
    assert "Removed" not in capsys.readouterr().out


def test_editions_of_other_tables_do_not_stay(editions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(editions, changes.as_text("same")) == 0
    assert not [name for name in EDITIONS if (editions / name).exists()]
    (said,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Removed")]
    assert all(name in said and command in said for name, command in EDITIONS.items())
    assert (editions / "other.txt").exists()


def test_where_files_are_moved_one_by_one_editions_of_other_tables_do_not_stay(
    editions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda _: True)
    assert build(editions, changes.as_text("same")) == 0
    assert not [name for name in EDITIONS if (editions / name).exists()]
    assert (editions / "other.txt").read_text() == "of somebody else"
    assert not [path for path in editions.iterdir() if path.name.startswith(".")]


def test_a_build_that_fails_keeps_the_editions(editions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_write_csv", Fault(files._write_csv, 3))
    assert build(editions, changes.as_text("same")) == 1
    assert all((editions / name).exists() for name in EDITIONS)


@pytest.mark.parametrize("is_mount", [False, True])
def test_what_an_edition_that_was_stopped_left_goes_with_the_next_build(
    before: Path, is_mount: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (before / f".{PUBLIC}.new").mkdir()
    (before / f".{PUBLIC}.new" / "half.csv").write_text("half")
    monkeypatch.setattr(Path, "is_mount", lambda _: is_mount)
    assert build(before, changes.as_text("leader_changed")) == 0
    assert [path for path in before.iterdir() if path.name.startswith(".")] == []


def test_after_a_failed_build_the_next_one_works(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(files, "_write_csv", Fault(files._write_csv, 3))
        assert build(before, changes.as_text("same")) == 1
    assert build(before, changes.as_text("same")) == 0
