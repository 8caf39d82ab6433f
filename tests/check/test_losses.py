"""A new build against the tables that are there: what may not get lost unless someone says that it is so."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.check.losses import Loss, compare
from pipeline.definition.source import load_source
from pipeline.records import Refusal
from tests.datasets import reference

SOURCE = load_source()
Rows = dict[str, list[dict[str, Any]]]


def made(municipalities: int = 25, contacts: int = 2) -> Rows:
    """One project a municipality, with one entry and some contacts; every fifth has a second entry."""
    places = [f"Plaats {n}" for n in range(municipalities)]
    projects = [{"project_id": f"{place}/project", "municipality": place} for place in places]
    entries = [
        {"entry_id": f"{row['project_id']}/{k}", "project_id": row["project_id"]}
        for n, row in enumerate(projects)
        for k in range(2 if n % 5 == 0 else 1)
    ]
    people = [
        {"contact_id": f"{row['entry_id']}#{k}", "project_id": row["project_id"]}
        for row in entries
        for k in range(contacts)
    ]
    return {"projects": projects, "entries": entries, "contacts": people}


def written(folder: Path, rows: Rows) -> Path:
    for name, table in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(table[0]))
            writer.writeheader()
            writer.writerows(table)
    return folder


def without(rows: Rows, lost: Callable[[str], bool]) -> Rows:
    return {name: [row for row in table if not lost(row["project_id"])] for name, table in rows.items()}


def checks(losses: list[Loss]) -> list[str]:
    return [loss.check for loss in losses]


def test_the_same_loses_nothing(tmp_path: Path) -> None:
    assert compare(written(tmp_path, made()), made(), SOURCE, reference()) == []


def test_where_there_are_no_tables_nothing_can_be_lost(tmp_path: Path) -> None:
    assert compare(tmp_path, made(), SOURCE, reference()) == []


def test_more_is_no_loss(tmp_path: Path) -> None:
    assert compare(written(tmp_path, made(20)), made(30), SOURCE, reference()) == []


def test_new_titles_and_other_leaders_are_no_loss(tmp_path: Path) -> None:
    new = made()
    for table in new.values():
        for row in table:
            row.update({name: f"{value} new" for name, value in row.items() if name != "municipality"})
    assert compare(written(tmp_path, made()), new, SOURCE, reference()) == []


def test_a_municipality_that_merged_has_not_disappeared(tmp_path: Path) -> None:
    old, new = made(), made()
    old["projects"][3]["municipality"], new["projects"][3]["municipality"] = "Uden", "Maashorst"
    assert compare(written(tmp_path, old), new, SOURCE, reference()) == []
    new["projects"][3]["municipality"] = "Oss"
    [loss] = compare(tmp_path, new, SOURCE, reference())
    assert loss.found == "1: Maashorst"


def test_a_municipality_that_disappears_is_named_with_its_projects(tmp_path: Path) -> None:
    new = without(made(), lambda project: project.startswith("Plaats 7/"))
    [loss] = compare(written(tmp_path, made()), new, SOURCE, reference())
    assert loss.check == "municipalities that disappeared"
    assert "Plaats 7" in loss.found
    assert "Plaats 7/project" in loss.detail


def test_a_bounded_share_may_be_lost(tmp_path: Path) -> None:
    old = written(tmp_path, made(contacts=10))
    new = made(contacts=10)
    new["contacts"] = new["contacts"][: round(len(new["contacts"]) * 0.81)]
    assert compare(old, new, SOURCE, reference()) == []
    new["contacts"] = new["contacts"][: round(len(new["contacts"]) * 0.9)]
    [loss] = compare(old, new, SOURCE, reference())
    assert loss.check == "contacts that were lost"
    assert "at most 20%" in loss.expected


def test_second_entries_that_are_lost(tmp_path: Path) -> None:
    old = written(tmp_path, made(municipalities=5))
    new = made(municipalities=5)
    new["entries"] = [row for row in new["entries"] if row["entry_id"].endswith("/0")]
    assert checks(compare(old, new, SOURCE, reference())) == []  # one of six
    new = without(made(25), lambda project: int(project.split("/")[0].split()[1]) % 3 == 0)
    assert checks(compare(written(tmp_path, made(25)), new, SOURCE, reference())) == [
        "municipalities that disappeared",
        "entries that were lost",
        "projects that were lost",
        "contacts that were lost",
        "municipalities that were lost",
    ]


def test_gains_elsewhere_do_not_make_up_for_a_loss(tmp_path: Path) -> None:
    new = made(40)
    for name in new:
        new[name] = [row for row in new[name] if int(row["project_id"].split("/")[0].split()[1]) >= 10]
    assert "projects that were lost" in checks(compare(written(tmp_path, made(25)), new, SOURCE, reference()))


@pytest.mark.parametrize("municipality", ["", None])
def test_entries_without_a_municipality_count_as_such(tmp_path: Path, municipality: str | None) -> None:
    old, new = made(), made()
    old["projects"].append({"project_id": "unknown/project", "municipality": municipality})
    new["projects"].append({"project_id": "unknown/other", "municipality": None})
    assert compare(written(tmp_path, old), new, SOURCE, reference()) == []


def resaved(folder: Path, name: str, encoding: str = "utf-8", delimiter: str = ",", first: str = "") -> Path:
    """Written tables, one of them saved again by another program."""
    path = written(folder, made()) / f"{name}.csv"
    text = path.read_text(encoding="utf-8").replace("Plaats 1/", "Plâats 1/").replace(",", delimiter)
    path.write_bytes((first + text).encode(encoding))
    return path


@pytest.mark.parametrize("name", ["projects", "entries", "contacts"])
@pytest.mark.parametrize("how", [{"delimiter": ";"}, {"encoding": "cp1252"}, {"encoding": "utf-16"}, {"first": '"x"y'}])
def test_a_table_that_was_saved_by_another_program_is_named(tmp_path: Path, how: dict[str, str], name: str) -> None:
    path = resaved(tmp_path, name, **how)
    with pytest.raises(Refusal, match="not as a build writes it") as refusal:
        compare(tmp_path, made(), SOURCE, reference())
    assert str(path) in str(refusal.value)
    assert "git checkout" in str(refusal.value)


def test_a_byte_order_mark_is_no_difference(tmp_path: Path) -> None:
    resaved(tmp_path, "projects", first="\ufeff")
    assert compare(tmp_path, made(), SOURCE, reference()) == []
