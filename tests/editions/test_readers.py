"""Five questions, answered by a civil servant with the spreadsheet alone and a researcher with the data package alone.

What a journalist finds with the report alone is in `test_report_questions.py`.
"""

import argparse
import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow.parquet as pq
import pytest

from pipeline.editions import spreadsheet
from tests.datasets import source
from tests.editions.material import write
from tests.editions.office import opened
from tests.pages import expected
from tests.pages.markups import saved

Rows = list[dict[str, Any]]
Find = Callable[[str], Rows]
"""The rows of a table by its name; lists as they are in CSV."""
TRUTH = {row["municipality"]: row for row in expected.rows("projects")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("tables"), saved())
    assert spreadsheet.run(argparse.Namespace(out=folder)) == 0
    return folder


def in_spreadsheet(folder: Path, aside: Path) -> Find:
    sheets = opened(list(folder.glob("*.xlsx")), "nl-NL", aside)
    return lambda name: [dict(zip(sheets[name][0], line, strict=True)) for line in sheets[name][1:]]


def in_csv(folder: Path, _: Path) -> Find:
    return lambda name: list(csv.DictReader(followed(folder, name).read_text(encoding="utf-8").splitlines(True)))


def in_parquet(folder: Path, _: Path) -> Find:
    return lambda name: [
        {key: "; ".join(value) if isinstance(value, list) else value for key, value in row.items()}
        for row in pq.read_table(followed(folder, f"{name}-parquet")).to_pylist()
    ]


def followed(folder: Path, name: str) -> Path:
    """The file that the data package names."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (path,) = (resource["path"] for resource in package["resources"] if resource["name"] == name)
    return folder / path


READERS = {"civil servant": in_spreadsheet, "researcher, CSV": in_csv, "researcher, Parquet": in_parquet}


@pytest.fixture(scope="module", params=READERS)
def find(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Find:
    return READERS[request.param](folder, tmp_path_factory.mktemp("office"))


def project(find: Find, municipality: str) -> dict[str, Any]:
    (row,) = (row for row in find("projects") if row["municipality"] == municipality)
    return row


def source_of(find: Find, row: dict[str, Any], column: str) -> dict[str, Any]:
    """The evidence of the first value that a project has in a column."""
    cell = ("projects", row["project_id"], column)
    return next(row for row in find("evidence") if (row["table"], row["row_id"], row["column"]) == cell)


def places(rows: Rows) -> set[str]:
    return {row["municipality"] for row in rows}


def test_who_leads_the_project_of_schiedam_and_how_do_i_reach_them(find: Find) -> None:
    row = project(find, "Schiedam")
    assert (row["leaders"], row["emails"]) == (TRUTH["Schiedam"]["leaders"], TRUTH["Schiedam"]["emails"])


def test_which_municipalities_have_several_themes(find: Find) -> None:
    several = places([row for row in find("projects") if "; " in row["theme_names"]])
    assert several == {name for name, row in TRUTH.items() if ";" in row["themes"]}


def test_a_link_to_the_project_of_capelle_leads_to_its_title_on_the_page(find: Find) -> None:
    row = project(find, "Capelle aan den IJssel")
    page, _, marked = source_of(find, row, "title")["url"].partition("#:~:text=")
    assert page == source().page["url"]
    assert TRUTH[row["municipality"]]["title"] in unquote(marked)


def test_all_of_zuid_holland_as_a_table(find: Find) -> None:
    found = [row for row in find("projects") if row["province"] == "Zuid-Holland"]
    assert places(found) == {name for name, row in TRUTH.items() if row["province"] == "Zuid-Holland"}
    assert {row["gm_code"] for row in found} == {TRUTH[name]["gm_code"] for name in places(found)}


def test_where_on_the_page_does_it_say_so(find: Find, folder: Path) -> None:
    proof = source_of(find, project(find, "Schiedam"), "leaders")
    text = followed(folder, "page").read_text(encoding="utf-8")
    assert proof["quote"] == text[int(proof["start"]) : int(proof["end"])] == TRUTH["Schiedam"]["leaders"]
