"""The table `lines`: every line of the page once, what it is taken for, and how sure that is."""

import pytest

from pipeline.check.checks import check
from pipeline.definition.source import Source
from pipeline.editions.published import Published
from pipeline.records import Records, Role
from pipeline.tables.schema import Row, Rows
from tests.datasets import Dataset, reference, saved_tables, tables
from tests.pages.changes import replace
from tests.pages.markups import MARKUPS, saved_text


def of(rows: Rows, **cells: str | None) -> list[Row]:
    """The lines with these cells."""
    return [row for row in rows["lines"] if cells.items() <= row.items()]


@pytest.fixture(params=["the saved page", "accordion", "table", "definitions"])
def made(request: pytest.FixtureRequest) -> Dataset:
    name = request.param
    return saved_tables() if name == "the saved page" else tables(MARKUPS[name]())


def test_every_line_of_the_page_is_a_row_and_nothing_else(made: Dataset) -> None:
    text, lines = made.records.page.text, made.rows["lines"]
    assert [row["line"] for row in lines] == list(range(1, text.count("\n") + 1))
    assert "".join(text[row["start"] : row["end"]] + "\n" for row in lines) == text


def test_the_lines_of_an_entry_or_a_note_are_those_at_its_place(made: Dataset) -> None:
    for table, key in (("entries", "entry_id"), ("notes", "note_id")):
        for row in made.rows[table]:
            own = of(made.rows, **{key: row[key]})
            assert (own[0]["start"], own[-1]["end"]) == (row["start"], row["end"])
            assert {line["theme_id"] for line in own} == {row["theme_id"]}


def test_a_line_belongs_to_no_entry_and_a_note_at_once(made: Dataset) -> None:
    assert not [row for row in made.rows["lines"] if row["entry_id"] and row["note_id"]]


def test_the_heading_of_a_theme_belongs_to_it_and_so_does_its_aim(rows: Rows) -> None:
    for theme in rows["themes"]:
        of_theme = [row["role"] for row in of(rows, theme_id=theme["theme_id"], entry_id=None, note_id=None)]
        assert of_theme == ["title of an aim", "aim", "theme"]


def test_the_role_of_a_line_is_what_it_became(rows: Rows) -> None:
    roles = {("entries", "title"): "title", ("entries", "contact_line"): "contact", ("notes", "text"): "note"}
    for row in rows["evidence"]:
        if role := roles.get((row["table"], row["column"])):
            within = [line for line in rows["lines"] if row["start"] < line["end"] and line["start"] < row["end"]]
            assert {line["role"] for line in within} == {role}


def test_kind_says_how_a_line_is_marked() -> None:
    rows = tables(MARKUPS["headings"]()).rows
    assert {row["kind"] for row in of(rows, role="title")} == {"heading"}
    assert {row["kind"] for row in saved_tables().rows["lines"]} == {"paragraph", "item"}


def test_each_role_that_a_line_may_have_can_be_in_the_table(rows: Rows) -> None:
    assert {row["role"] for row in rows["lines"]} <= set(Role)


def test_a_title_is_more_certain_with_its_label() -> None:
    title = "Herken jij de onderwereld in de bovenwereld?"
    unlabelled = replace(saved_text(), f"Project: {title}", title)
    assert margin_of(title, saved_text()) > margin_of(title, unlabelled) > 0


def margin_of(title: str, text: str) -> int:
    """The margin of the line with a title."""
    dataset = tables(text.encode())
    page = dataset.records.page.text
    (line,) = [row for row in of(dataset.rows, role="title") if title in page[row["start"] : row["end"]]]
    return int(line["margin"])


@pytest.mark.parametrize(("column", "value"), [("role", "heading"), ("kind", "title"), ("margin", -1), ("line", 0)])
def test_what_no_line_can_be_is_an_error(column: str, value: object, records: Records, source: Source) -> None:
    rows = saved_tables().rows
    first, *others = rows["lines"]
    spoiled = rows | {"lines": [first | {column: value}, *others]}
    failed = [
        row["check"]
        for row in check(records, spoiled, source, reference())
        if not row["passed"] and row["level"] == "error"
    ]
    assert failed == ["values_fit"]


def test_a_page_without_lines_has_none() -> None:
    assert tables(b"<!DOCTYPE html><body></body>").rows["lines"] == []


def test_lines_are_read_again_as_they_were_written(published: Published, rows: Rows) -> None:
    assert published.rows["lines"] == rows["lines"]
