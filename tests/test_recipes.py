"""The recipes of the documents run as they are written: Python and SQL always, R where it is installed."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from pipeline.archives.limits import LARGEST_OF_PAGES
from pipeline.editions.published import read_published
from pipeline.editions.sqlite import database, database_name
from pipeline.warc.responses import WebArchive
from tests.archives.sets import archives, mixed, rows, write_archive
from tests.editions.material import write
from tests.fetch.server import Reply, Server
from tests.pages.markups import saved

ROOT = Path(__file__).resolve().parent.parent
RECIPES = (ROOT / "README.md", ROOT / "docs" / "using.md")
SCALE = ROOT / "docs" / "scale.md"
PYTHON = ROOT / "docs" / "python.md"
ENVIRONMENT = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def recipes(language: str, *documents: Path) -> list[str]:
    texts = (document.read_text(encoding="utf-8") for document in documents or RECIPES)
    return [code for text in texts for name, code in BLOCK.findall(text) if name == language]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `processed/` in it, as a reader has it."""
    folder = tmp_path_factory.mktemp("reader")
    write(folder, saved()).rename(folder / "processed")
    return folder


def output(folder: Path, *command: str) -> str:
    """What a recipe prints in the reader's folder."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_python_recipes_print_something(folder: Path) -> None:
    found = recipes("python")
    assert len(found) >= 2
    for code in found:
        printed = output(folder, sys.executable, "-c", code)
        assert "Zwolle" in printed or "gebiedsgerichte-aanpak-ondermijning" in printed


def test_the_library_is_used_as_its_documentation_says(tmp_path: Path) -> None:
    expected = ["Zuid-Holland", "31 entries under ['weerbaar-bestuur-en-organisatie'", "title by the rule"]
    found = recipes("python", PYTHON)
    assert len(found) == len(expected)
    for number, code in enumerate(found):
        script = tmp_path / f"example_{number}.py"
        script.write_text(code, encoding="utf-8")
        assert expected[number] in output(ROOT, sys.executable, str(script))


def test_the_records_that_an_index_names_are_an_archive(tmp_path: Path, server: Server) -> None:
    [code] = recipes("python", SCALE)
    whole = (path := write_archive(tmp_path / "crawl.warc.gz", mixed(0, 5))).read_bytes()
    offsets = [response.place for response in WebArchive(path, lambda *_: True, LARGEST_OF_PAGES, print)]
    server.replies["/crawl.warc.gz"] = [lambda handler: part_of(whole, handler.headers["Range"])]
    index = {
        "warc_filename": "crawl.warc.gz", "warc_record_offset": offsets[:-1],
        "warc_record_length": [end - begin for begin, end in pairwise(offsets)],
        "url_host_tld": ["nl", "nl", "com", "nl"], "fetch_status": [200, 200, 200, 404],
        "content_mime_detected": "text/html",
    }  # fmt: skip
    pd.DataFrame(index).to_parquet(tmp_path / "index.parquet")
    (tmp_path / "collection").mkdir()
    places = {"INDEX": str(tmp_path / "*.parquet"), "FILES": f"{server.address}/"}
    for name, place in places.items():
        code = re.sub(rf"^{name} = .*$", f"{name} = {place!r}", code, flags=re.MULTILINE)
    output(tmp_path, sys.executable, "-c", code)
    assert archives(tmp_path / "collection", "--out", tmp_path / "out", "--cluster", "none", "--workers", 1) == 0
    assert [(run["records"], run["read"]) for run in rows(tmp_path / "out", "runs")] == [(2, 1)]


def part_of(data: bytes, wanted: str) -> Reply:
    begin, end = map(int, wanted.removeprefix("bytes=").split("-"))
    return Reply(data[begin : end + 1], 206, content_type="application/gzip")


def test_sql_recipes_give_rows(folder: Path) -> None:
    published = read_published(folder / "processed")
    path = folder / "processed" / f"{database_name(published)}.sqlite"
    assert f"`processed/{path.name}`" in RECIPES[1].read_text(encoding="utf-8")
    path.write_bytes(database(published))
    with sqlite3.connect(path) as connection:
        answers = [connection.execute(code).fetchall() for code in recipes("sql")]
    assert len(answers) >= 2
    assert all(answers)
    assert ("contact grammar", "ondermijning@haarlem.nl") in answers[-1]


def test_the_r_recipe_names_what_is_there_and_runs_where_r_is_installed(folder: Path) -> None:
    """R is no part of the set-up: `sh tools/r` installs it."""
    (code,) = recipes("r")
    files = re.findall(r'"([^"]+\.csv)"', code)
    columns = re.findall(r"projects\$(\w+)", code)
    assert files
    assert columns
    assert all((folder / file).is_file() for file in files)
    assert set(columns) <= set(read_published(folder / "processed").rows["projects"][0])
    if rscript := shutil.which("Rscript"):
        assert "Zuid-Holland" in output(folder, rscript, "-e", code)
