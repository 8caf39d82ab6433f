"""The recipes of the README run as they are written."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.editions.published import read_published
from pipeline.editions.sqlite import database, database_name
from tests.editions import write
from tests.markups import saved

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def recipes(language: str) -> list[str]:
    return [code for name, code in BLOCK.findall(README.read_text(encoding="utf-8")) if name == language]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `processed/` in it, as a reader has it."""
    folder = tmp_path_factory.mktemp("reader")
    write(folder, saved()).rename(folder / "processed")
    return folder


def test_python_recipes_print_something(folder: Path) -> None:
    found = recipes("python")
    assert len(found) >= 2
    for code in found:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        assert done.returncode == 0, done.stderr
        assert "Zwolle" in done.stdout or "gebiedsgerichte-aanpak-ondermijning" in done.stdout


def test_sql_recipes_give_rows(folder: Path) -> None:
    published = read_published(folder / "processed")
    path = folder / "processed" / f"{database_name(published)}.sqlite"
    path.write_bytes(database(published))
    with sqlite3.connect(path) as connection:
        answers = [connection.execute(code).fetchall() for code in recipes("sql")]
    assert len(answers) >= 2
    assert all(answers)
    assert ("contact grammar", "ondermijning@haarlem.nl") in answers[-1]


def test_r_recipes_name_files_and_columns_that_are_there(folder: Path) -> None:
    published = read_published(folder / "processed")
    for code in recipes("r"):
        for file in re.findall(r'"([^"]+\.csv)"', code):
            assert (folder / file).is_file()
        assert set(re.findall(r"projects\$(\w+)", code)) <= set(published.rows["projects"][0])
