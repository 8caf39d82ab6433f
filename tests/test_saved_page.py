"""The tables of the saved page against the ones that were written by hand, cell by cell."""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import Records
from pipeline.tables.rows import cell
from pipeline.tables.schema import Row, Rows
from tests.datasets import CONTENT, failed, saved_tables
from tests.pages.markups import saved_text

TRUTH = Path(__file__).parent / "truth"
LINES = ["", *saved_text().split("\n")]


def truth(table: str) -> list[dict[str, str]]:
    with (TRUTH / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published(first: int, last: int) -> str:
    """Lines of the saved page, from 1, with its damage mended: an item cut in two, markers on lines of their own."""
    text = "\n".join(line for line in LINES[first : last + 1] if line)
    return re.sub(r"^-\n", "- ", text.replace("- Ee\nn permanente", "- Een permanente"), flags=re.MULTILINE)


def in_csv(row: Row, columns: Any) -> dict[str, str]:
    return {column: cell(row[column]) for column in columns}


@pytest.mark.parametrize("table", ["themes", "projects", "entries", "contacts"])
def test_every_cell_is_the_one_written_by_hand(table: str, rows: Rows) -> None:
    by_hand = truth(table)
    columns = [column for column in by_hand[0] if column in rows[table][0]]
    expected = [{column: row[column] for column in columns} for row in by_hand]
    assert [in_csv(row, columns) for row in rows[table]] == expected


def test_the_hand_written_tables_leave_out_only_what_other_tests_cover(rows: Rows) -> None:
    left_out = {
        table: set(rows[table][0]) - set(truth(table)[0]) for table in ("themes", "projects", "entries", "contacts")
    }
    assert left_out == {
        "themes": set(),
        "projects": {"gm_code_current", "longitude", "latitude", "text", "theme_names", "functions", "phones"},
        "entries": {"text", "similarity", "start", "end"},
        "contacts": {"contact_id", "start", "end", "municipality", "title"},
    }


def test_projects_and_contacts_repeat_what_other_tables_hold(rows: Rows) -> None:
    headings = {row["theme_id"]: row["theme"] for row in truth("themes")}
    projects = {row["project_id"]: row for row in truth("projects")}
    for row in rows["projects"]:
        assert row["theme_names"] == [headings[theme] for theme in row["themes"]]
        own = [contact for contact in truth("contacts") if contact["project_id"] == row["project_id"]]
        for column, of_contact in (("functions", "function"), ("phones", "phone")):
            found = dict.fromkeys(contact[of_contact] for contact in own if contact[of_contact])
            assert row[column] == (list(found) or None)
    for row in rows["contacts"]:
        project = projects[row["project_id"]]
        assert (row["municipality"], row["title"]) == (project["municipality"], project["title"])


def test_no_municipality_of_the_page_has_merged(rows: Rows) -> None:
    assert [row["gm_code_current"] for row in rows["projects"]] == [row["gm_code"] for row in rows["projects"]]


def test_the_text_of_every_entry_is_that_of_its_lines(rows: Rows) -> None:
    for row, by_hand in zip(rows["entries"], truth("entries"), strict=True):
        assert row["text"] == published(int(by_hand["first_line"]), int(by_hand["last_line"]))


def test_every_entry_begins_with_its_label_and_ends_with_its_contact_line(rows: Rows, records: Records) -> None:
    for row in rows["entries"]:
        whole = records.page.text[row["start"] : row["end"]]
        assert whole == f"Project: {row['title']}\n{row['text']}\n{row['contact_line']}"


def test_a_project_has_the_text_of_its_most_complete_entry(rows: Rows) -> None:
    texts = {row["entry_id"]: row["text"] for row in rows["entries"]}
    assert [row["text"] for row in rows["projects"]] == [texts[row["text_entry"]] for row in truth("projects")]


def test_every_municipality_lies_in_its_province(rows: Rows) -> None:
    for row in rows["projects"]:
        west, east, south, north = (-69, -63, 12, 18) if row["kind"] == "openbaar lichaam" else (3.3, 7.3, 50.7, 53.6)
        assert row["longitude"] is None or (west < row["longitude"] < east and south < row["latitude"] < north)
    assert sum(row["longitude"] is None for row in rows["projects"]) <= 1  # the centroids are those of municipalities


def test_mentions_are_those_written_by_hand(rows: Rows) -> None:
    columns = ("entry_id", "municipality", "gm_code", "quote")
    expected = [(*(row[column] for column in columns), bool(row["note"])) for row in truth("mentions")]
    found = [(*(cell(row[column]) for column in columns), row["note_id"] is not None) for row in rows["mentions"]]
    assert sorted(found) == sorted(expected)
    assert [row["start"] for row in rows["mentions"]] == sorted(row["start"] for row in rows["mentions"])


def test_the_note_is_the_pilot_paragraph(rows: Rows) -> None:
    (note,), (by_hand,) = rows["notes"], truth("notes")
    assert note["text"] == LINES[int(by_hand["first_line"])]
    assert note["theme_id"] == by_hand["theme_id"]
    assert sum(row["note_id"] == note["note_id"] for row in rows["mentions"]) == 10


def test_the_counts_are_those_counted_by_hand(rows: Rows) -> None:
    counts = {table: len(rows[table]) for table in ("themes", "entries", "projects", "contacts", "notes")}
    assert counts == {"themes": 3, "entries": 31, "projects": 26, "contacts": 41, "notes": 1}
    assert [row["entries"] for row in rows["themes"]] == [10, 15, 6]
    assert len({row["municipality"] for row in rows["projects"]}) == 26
    assert len({row["email"] for row in rows["contacts"]} - {None}) == 29
    assert Counter(row["repeat"] for row in rows["entries"]) == {"first": 26, "same": 3, "variant": 2}


def test_likeness_is_1_for_the_same_text_and_less_for_another(rows: Rows) -> None:
    first: dict[str, Row] = {}
    for row in rows["entries"]:
        text = first.setdefault(row["project_id"], row)["text"]
        assert (row["similarity"] == 1) == (row["text"] == text)
        assert 0.5 < row["similarity"] <= 1


def test_every_cell_that_was_extracted_has_its_evidence(rows: Rows) -> None:
    """What has none is a number, an offset or a key, or follows from the other rows."""
    derived = {
        "themes": {"theme_id", "entries", "projects"},
        "projects": {"project_id", "themes", "theme_names", "entries"},
        "entries": {"entry_id", "position", "theme_id", "project_id", "repeat", "similarity", "start", "end"},
        "contacts": {"contact_id", "entry_id", "project_id", "theme_id", "municipality", "title", "start", "end"},
        "notes": {"note_id", "theme_id", "start", "end"},
        "mentions": {"entry_id", "note_id", "quote", "start", "end"},
    }
    proven = {(row["table"], row["row_id"], row["column"]) for row in rows["evidence"]}
    for place, value in cells(rows).items():
        assert value is None or place[2] in derived[place[0]] or place in proven, place


def test_evidence_has_the_value_of_its_cell(rows: Rows) -> None:
    known = cells(rows)
    for row in rows["evidence"]:
        value = known[row["table"], row["row_id"], row["column"]]
        assert row["value"] in value if isinstance(value, list) else row["value"] == cell(value)


def cells(rows: Rows) -> dict[tuple[str, str, str], Any]:
    """Every cell by what evidence calls it: its table, its row's key or number, and its column."""
    return {
        (table, str(number) if table == "mentions" else next(iter(row.values())), column): value
        for table in CONTENT
        for number, row in enumerate(rows[table], start=1)
        for column, value in row.items()
    }


def test_rows_are_in_the_documented_order(rows: Rows) -> None:
    for table in ("entries", "contacts", "notes", "mentions"):
        starts = [row["start"] for row in rows[table]]
        assert starts == sorted(starts), table
    proven = list(dict.fromkeys((row["table"], row["row_id"]) for row in rows["evidence"]))
    assert proven == [place for place in dict.fromkeys(place[:2] for place in cells(rows)) if place in proven]
    levels = [("error", "warning", "info").index(row["level"]) for row in rows["checks"]]
    assert levels == sorted(levels)


def test_every_offset_holds(rows: Rows, records: Records) -> None:
    text = records.page.text
    for row in rows["evidence"] + rows["mentions"]:
        assert text[row["start"] : row["end"]] == row["quote"]
    for row in rows["notes"]:
        assert text[row["start"] : row["end"]] == row["text"]
    for row in rows["contacts"]:
        assert row["name"] is None or row["name"] in text[row["start"] : row["end"]]


def test_the_only_warning_is_the_name_in_two_spellings() -> None:
    assert failed(saved_tables(), "error") == []
    assert failed(saved_tables(), "warning") == ["address_one_spelling"]
