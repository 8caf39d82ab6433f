"""What refuses a build and what only warns."""

import dataclasses
import re
from copy import deepcopy
from typing import Any

import pytest
from msgspec.structs import replace

from pipeline.check.checks import check, refused
from pipeline.check.outcomes import exceptions, outcome, sentence
from pipeline.definition.source import Source
from pipeline.records import Records
from pipeline.tables.rows import is_formula
from pipeline.tables.schema import Row, Rows
from tests.datasets import failed, reference, tables
from tests.pages import changes
from tests.pages.markups import saved_text


def errors(records: Records, rows: Rows, source: Source) -> set[str]:
    return {row["check"] for row in refused(check(records, rows, source, reference()))}


def warnings(text: str) -> set[str]:
    dataset = tables(text.encode())
    assert failed(dataset) == []
    return set(failed(dataset, "warning"))


@pytest.fixture
def spoiled(rows: Rows) -> Rows:
    return deepcopy(rows)


def test_the_saved_page_is_not_refused(records: Records, rows: Rows, source: Source) -> None:
    assert errors(records, rows, source) == set()


def test_a_line_in_no_block_is_an_error(records: Records, rows: Rows, source: Source) -> None:
    for blocks in (records.blocks[1:], records.blocks[:-1], (*records.blocks[:5], *records.blocks[6:])):
        assert "nothing_lost" in errors(replace(records, blocks=blocks), rows, source)


def test_a_line_in_two_blocks_is_an_error(records: Records, rows: Rows, source: Source) -> None:
    blocks = (*records.blocks[:5], records.blocks[4], *records.blocks[5:])
    assert "nothing_lost" in errors(replace(records, blocks=blocks), rows, source)


@pytest.mark.parametrize(
    ("table", "column", "value", "found"),
    [
        ("evidence", "quote", "anders", "quotes_hold"),
        ("evidence", "start", 10**9, "quotes_hold"),
        ("mentions", "quote", "Anders", "offsets_hold"),
        ("entries", "end", 10**9, "offsets_hold"),
        ("contacts", "start", -1, "offsets_hold"),
        ("evidence", "rule", None, "values_fit"),
        ("entries", "position", "1", "values_fit"),
        ("entries", "gm_code", "0193", "values_fit"),
        ("entries", "repeat", "again", "values_fit"),
        ("entries", "similarity", 1.5, "values_fit"),
        ("entries", "theme_id", "een-ander", "references_resolve"),
        ("contacts", "entry_id", "een/ander", "references_resolve"),
        ("contacts", "email", "geen adres", "values_fit"),
        ("projects", "leaders", "Jan", "values_fit"),
        ("notes", "text", "", "values_fit"),
    ],
)
def test_a_wrong_cell_is_an_error(
    table: str, column: str, value: Any, found: str, records: Records, spoiled: Rows, source: Source
) -> None:
    spoiled[table][0][column] = value
    assert found in errors(records, spoiled, source)


@pytest.mark.parametrize("table", ["themes", "entries", "projects", "contacts", "notes"])
def test_a_key_that_comes_twice_is_an_error(table: str, records: Records, spoiled: Rows, source: Source) -> None:
    spoiled[table].append(dict(spoiled[table][0]))
    assert "keys_unique" in errors(records, spoiled, source)


@pytest.mark.parametrize(
    ("table", "column"), [("projects", "province"), ("entries", "gm_code"), ("contacts", "function")]
)
def test_a_column_too_many_too_few_or_out_of_order_is_an_error(
    table: str, column: str, records: Records, spoiled: Rows, source: Source
) -> None:
    row = spoiled[table][0]
    without = {name: value for name, value in row.items() if name != column}
    for columns in ({**row, "more": "x"}, without, {**without, column: row[column]}):
        spoiled[table][0] = columns
        assert "values_fit" in errors(records, spoiled, source)


@pytest.mark.parametrize("name", ["themes", "entries", "projects", "municipalities", "contacts"])
def test_a_count_outside_its_range_is_an_error(name: str, records: Records, rows: Rows, source: Source) -> None:
    for least, most in ((0, 1), (1000, 2000)):
        narrowed = dataclasses.replace(source, ranges={**source.ranges, name: (least, most)})
        assert errors(records, rows, narrowed) == {f"count_{name}"}


def test_fewer_than_three_quarters_of_the_claimed_municipalities_are_an_error() -> None:
    def claimed(number: int) -> str:
        return changes.replace(saved_text(), "26 gemeenten", f"{number} gemeenten")

    assert warnings(claimed(34)) == {"municipalities_claimed", "address_one_spelling"}
    assert failed(tables(claimed(35).encode())) == ["municipalities_claimed_mostly"]
    assert "municipalities_claimed" in warnings(claimed(25))
    assert "municipalities_claimed" in warnings(changes.replace(saved_text(), "26 gemeenten", "veel gemeenten"))


@pytest.mark.parametrize(
    ("address", "warned"),
    [("ans.klaver@gouda.nl", False), ("ans..klaver@gouda.nl", True), ("ans.klaver@gouda.invalidtld-", True)],
)
def test_a_doubtful_address_is_a_warning(address: str, warned: bool) -> None:
    text = changes.with_people(saved_text(), "Gouda", f"Ans Klaver, {address}")
    found = warnings(text) & {"address_valid", "contact_line_read", "entry_has_contact", "address_outside_contact"}
    assert bool(found) == warned


def test_two_spellings_of_a_name_at_one_address_are_a_warning_that_names_no_person(rows: Rows) -> None:
    (row,) = [row for row in rows["checks"] if row["check"] == "address_one_spelling"]
    assert (row["level"], row["passed"]) == ("warning", False)
    assert not [contact["name"] for contact in rows["contacts"] if contact["name"] and contact["name"] in row["detail"]]
    assert "@" not in row["detail"]
    _, as_elsewhere = changes.contact_line("Tytsjerksteradiel")
    text = changes.with_people(saved_text(), "Achtkarspelen", as_elsewhere)
    assert "address_one_spelling" not in warnings(text)


@pytest.mark.parametrize("written", ["ans@example.nl", "ans (at) example.nl", "ans [at] example [punt] nl"])
def test_an_address_in_a_text_is_a_warning_however_it_is_written(written: str) -> None:
    text = changes.replace(
        saved_text(), "De gemeente Haarlem richt", f"Schrijf aan {written}. De gemeente Haarlem richt"
    )
    assert "address_outside_contact" in warnings(text)


@pytest.mark.parametrize(("domain", "is_told"), [("weerbaarbestuur.nl", False), ("example.nl", True)])
def test_an_address_of_the_publisher_in_a_note_is_that_of_no_project(domain: str, is_told: bool) -> None:
    text = f"{saved_text()}\nVragen over deze website? Schrijf aan de redactie via redactie@{domain}.\n"
    assert ("address_outside_contact" in warnings(text)) == is_told


@pytest.mark.parametrize(
    ("table", "column", "found"),
    [
        ("entries", "title", "entry_has_title"), ("entries", "municipality", "entry_has_municipality"),
        ("entries", "theme_id", "entry_has_theme"), ("entries", "text", "entry_has_text"),
        ("themes", "aim", "theme_has_aim"),
    ],
)  # fmt: skip
def test_what_is_missing_is_a_warning_that_names_the_row(
    table: str, column: str, found: str, records: Records, spoiled: Rows, source: Source
) -> None:
    row = spoiled[table][0]
    row[column] = None
    (told,) = [each for each in check(records, spoiled, source, reference()) if each["check"] == found]
    assert (told["level"], told["passed"], told["detail"]) == ("warning", False, next(iter(row.values())))


def test_a_theme_that_heads_two_sections_is_a_warning(records: Records, spoiled: Rows, source: Source) -> None:
    spoiled["themes"].append({**spoiled["themes"][0], "theme_id": "again"})
    (told,) = [each for each in check(records, spoiled, source, reference()) if each["check"] == "themes_once"]
    assert (told["passed"], told["detail"]) == (False, "again")


def test_a_contact_label_within_a_sentence_is_a_warning() -> None:
    sentence = "Dit deed de Projectleider: zo werkt het. De gemeente Haarlem richt"
    assert "label_inside_text" in warnings(changes.replace(saved_text(), "De gemeente Haarlem richt", sentence))


def test_a_last_line_like_a_contact_is_a_warning_without_its_words() -> None:
    text = changes.replace(saved_text(), "Contact projectleiding: ondermijning@haarlem.nl", "Ans Klaver: Bo Klaver")
    (row,) = [row for row in tables(text.encode()).rows["checks"] if row["check"] == "last_line_is_text"]
    assert row["found"] == "1 exception"
    assert re.fullmatch(r"line \d+", row["detail"])


def test_no_check_names_a_person(rows: Rows) -> None:
    people = {row["name"] for row in rows["contacts"]} | {row["email"] for row in rows["contacts"]}
    for row in rows["checks"]:
        assert not [person for person in people if person and person in f"{row['found']} {row['detail']}"]


@pytest.mark.parametrize(
    "value", ["=1+1", "+1-1", "-1+1", "@SUM(A1)", "\tx", "\rx", "＝1+1", "＠x", "+31 6", "- item", ["=x", "y"]]
)
def test_a_cell_that_a_spreadsheet_would_run_is_a_formula(value: object) -> None:
    assert is_formula(value)


@pytest.mark.parametrize("value", ["een", "-1.5", "+5", "", None, 5, -5.0, ["x", "=y"], True])
def test_other_cells_are_none(value: object) -> None:
    assert not is_formula(value)


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("=1+1 is twee", True),
        ("-1+1 is nul", True),
        ("- SOM|A1", True),
        ("- Een draaiboek (concept)", False),
        ("- 06-12345678", False),
    ],
)
def test_a_formula_is_told_and_the_item_of_a_list_is_none(title: str, is_told: bool) -> None:
    text = saved_text().replace("Project: Binnenspiegel", f"Project: {title}")
    assert ("cells_without_formula" in warnings(text)) == is_told


def test_errors_come_first(rows: Rows) -> None:
    levels = [row["level"] for row in rows["checks"]]
    assert set(levels) == {"error", "warning", "info"}
    assert levels == sorted(levels, key=["error", "warning", "info"].index)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            exceptions("one", "warning", "each entry has a title", ["x"]).row,
            "one: 1 exception to: each entry has a title (x)",
        ),
        (exceptions("two", "warning", "each key once", "xy").row, "two: 2 exceptions to: each key once (x; y)"),
        (outcome("three", "error", False, "2 to 8", 1), "three: expected 2 to 8, found 1"),
    ],
    ids=["one", "many", "numbers"],
)
def test_an_outcome_is_told_in_a_sentence(row: Row, said: str) -> None:
    assert sentence(row) == said
