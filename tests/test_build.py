"""The command line: what it reads, what it says, and how it ends."""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.text.terminal import plain_stream
from tests.datasets import saved_tables
from tests.pages import changes
from tests.pages.markups import MARKUPS, TEXTS, saved


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def build(out: Path, page: bytes, name: str = "page") -> int:
    path = out.with_name(name)
    path.write_bytes(page)
    return main(["build", "--page", str(path), "--out", str(out)])


def test_a_page_that_is_the_page_is_written(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(out, saved()) == 0
    names = {path.name for path in out.iterdir()}
    tables = ("themes", "projects", "entries", "contacts", "notes", "mentions", "evidence", "checks")
    assert {f"{table}.{kind}" for table in tables for kind in ("csv", "parquet")} <= names
    assert {"page.txt", "datapackage.json"} <= names
    printed = capsys.readouterr()
    for said in (
        "31 entries",
        "26 projects",
        "26 municipalities",
        "41 contacts",
        "29 addresses",
        "3 the same",
        "2 variants",
    ):
        assert said in printed.out
    assert str(out) in printed.out
    assert "address_one_spelling" in printed.err


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page", "page.csv"])
def test_a_file_is_read_whatever_its_name(name: str, out: Path) -> None:
    assert build(out, MARKUPS["word paste"](), name) == 0
    again = out.with_name("again")
    assert build(again, TEXTS["windows-1252"](), name) == 0
    for table in ("projects", "contacts"):
        columns = slice(0, -2) if table == "contacts" else slice(None)
        one, other = (
            [line.split(",")[columns] for line in (folder / f"{table}.csv").read_text().splitlines()]
            for folder in (out, again)
        )
        assert one == other


def test_what_is_printed_names_no_person(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(out, changes.as_text("contact_variants"))
    printed = capsys.readouterr()
    assert "@" not in printed.out + printed.err
    names = {row["name"] for row in saved_tables().rows["contacts"] if row["name"]}
    assert not [name for name in names if name.split()[-1] in printed.out + printed.err]


@pytest.mark.parametrize("name", changes.REFUSED)
def test_what_is_refused_is_refused_with_a_reason_and_makes_no_folder(
    name: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(out, changes.REFUSED[name]()) == 1
    assert not out.exists()
    told = capsys.readouterr().err
    assert told.startswith(f"Refused: {out.with_name('page')}")
    assert re.search(r"\b[sS]ave (?:the page|it) (?:again|as)\b", told)


def test_a_file_that_is_not_there_is_refused_by_name(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--page", str(out / "nowhere"), "--out", str(out)]) == 1
    assert "nowhere" in capsys.readouterr().err
    assert not out.exists()


def test_a_file_in_the_place_of_the_folder_is_not_overwritten(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out.write_text("not a folder")
    assert build(out, saved()) == 1
    assert out.read_text() == "not a folder"
    assert str(out) in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["bild"],
        ["build", "--pages", "x"],
        ["build", "--page"],
        ["build", "--out", "."],
        ["build", "extra"],
        ["inspect", "a", "b"],
        ["inspect", "\udcff"],
        ["build", "--accept", "\udcff"],
    ],
)
def test_bad_usage_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_folder_that_is_a_link_to_itself_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert build(loop, saved()) == 1
    assert str(loop) in capsys.readouterr().err


def test_names_that_are_not_utf8_are_names_as_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / os.fsdecode(b"\xff")
    assert build(out, saved()) == 0
    for command in ("report", "inspect", "sqlite", "xlsx", "public"):
        assert main([command, "--out", str(out)]) == 0, capsys.readouterr().err


NAME = "a\x1b[31mb\x9b\u202e"


def test_a_name_that_steers_a_terminal_is_shown_by_numbers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"{NAME}-out"
    assert build(out, saved(), f"{NAME}.txt") == 0
    assert main(["report", "--out", str(out)]) == 0
    assert main(["explain", "--page", str(tmp_path / f"{NAME}.txt"), "1"]) == 0
    with pytest.raises(SystemExit):
        main(["inspect", NAME, NAME])
    printed = capfd.readouterr()
    assert r"a\x1b[31mb\x9b\u202e.txt" in printed.out
    cells = [(out / name).read_text(encoding="utf-8") for name in ("snapshots.csv", "datapackage.json")]
    assert not (set(NAME) - set("a[31mb")) & set("".join(cells))
    assert not set(NAME) - set("a[31mb") & set(printed.out + printed.err)


def test_a_bar_begins_its_line_anew_and_no_name_does() -> None:
    written = StringIO()
    print("\r[##] 1 of 2", "a\rb\tc", end="", file=plain_stream(written))
    assert written.getvalue() == "\r[##] 1 of 2 a\\rb\tc"


@pytest.mark.parametrize("mark", ["\u061c", "\u180e", "\u202e", "\u2066", "\u206a", "\u206f", "\x9b", "\x1b"])
def test_no_mark_that_turns_a_text_reaches_a_terminal(mark: str) -> None:
    written = StringIO()
    print(f"a{mark}b", end="", file=plain_stream(written))
    assert written.getvalue() == f"a{ascii(mark)[1:-1]}b"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_streams_that_are_closed_are_no_fault(tmp_path: Path, closed: str) -> None:
    (tmp_path / "page").write_bytes(saved())
    command = f'exec "{sys.executable}" -m pipeline build --page "{tmp_path}/page" --out "{tmp_path}/out" {closed}'
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in ran.stderr
    assert ran.returncode == 0
    assert (tmp_path / "out" / "projects.csv").is_file()


def test_a_wrong_option_is_told_with_the_usage_of_its_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--pages", "x"])
    told = capsys.readouterr().err
    assert "python -m pipeline build" in told.splitlines()[0]
    assert "--pages" in told


def test_the_command_line_exits_as_it_should(tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    (tmp_path / "page").write_bytes(saved())
    (tmp_path / "other").write_text(changes.ANOTHER_PAGE)
    good = run("build", "--page", str(tmp_path / "page"), "--out", str(tmp_path / "out"))
    assert good.returncode == 0, good.stderr
    bad = run("build", "--page", str(tmp_path / "other"), "--out", str(tmp_path / "out2"))
    assert (bad.returncode, bad.stdout) == (1, "")
    assert "Traceback" not in bad.stderr
    assert run("build", "--nothing").returncode == 2
    assert run("--help").returncode == 0
