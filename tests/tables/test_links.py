"""The table `links`: where the page's links lead, from which entry or note, and its evidence."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from pipeline.check.checks import check
from pipeline.editions.published import read_published
from pipeline.tables.schema import Row, Rows
from tests.datasets import Dataset, failed, reference, saved_tables, source, tables
from tests.editions.material import validated, write
from tests.pages.markups import MARKUPS

PLAN, MORE = '<a href="/plannen/{n}.pdf">plan</a>', '<p><a href="/projecten/{n}">Lees meer</a></p>'


def with_links(markup: str = "headings") -> bytes:
    """The saved page with a link at the end of the first paragraph after each contact label, and a button above it."""
    html = MARKUPS[markup]().decode()
    pieces = html.split("<p>")
    return "<p>".join(_linked(pieces)).encode()


def _linked(pieces: list[str]) -> Iterator[str]:
    for n, piece in enumerate(pieces):
        if "</p>" in piece and "Projectleider" not in piece and n % 3 == 1:
            text, end, rest = piece.partition("</p>")
            yield f"{text} Lees het {PLAN.format(n=n)}.{end}{MORE.format(n=n)}{rest}"
        else:
            yield piece


@pytest.fixture(scope="module")
def made() -> Dataset:
    return tables(with_links())


def of_kind(rows: Rows, kind: str) -> list[Row]:
    return [row for row in rows["links"] if row["kind"] == kind]


def test_a_page_that_is_text_and_shows_no_address_has_no_links(rows: Rows) -> None:
    assert rows["links"] == []


def test_links_change_no_other_table(made: Dataset) -> None:
    without = tables(
        with_links().replace(b'<a href="/plannen', b'<a id="/plannen').replace(b'href="/proj', b'id="/proj')
    )
    assert not [row for row in without.rows["links"] if row["kind"] != "e-mail"]
    for table in ("themes", "entries", "contacts", "projects", "notes", "mentions", "lines"):
        assert made.rows[table] == without.rows[table]


def test_a_link_belongs_to_the_entry_or_the_note_that_its_words_are_in(made: Dataset) -> None:
    documents = of_kind(made.rows, "document")
    assert len({row["entry_id"] for row in documents} - {None}) > 20
    for row in made.rows["links"]:
        assert not (row["entry_id"] and row["note_id"])
        places = [(table, each) for table in ("entries", "notes") for each in made.rows[table]]
        around = [each[f"{'entry' if table == 'entries' else 'note'}_id"] for table, each in places if is_in(row, each)]
        assert around == [key for key in (row["entry_id"], row["note_id"]) if key]


def is_in(row: Row, around: Row) -> bool:
    return bool(around["start"] <= row["start"] and row["end"] <= around["end"])


def test_the_words_of_a_link_are_at_its_offsets_and_those_left_out_are_nowhere(made: Dataset) -> None:
    text = made.records.page.text
    documents, pages = of_kind(made.rows, "document"), of_kind(made.rows, "page")
    assert {text[row["start"] : row["end"]] for row in documents} == {"plan"}
    assert len(documents) == len(pages) > 30
    for document, more in zip(documents, pages, strict=True):
        assert more["text"] == "Lees meer"
        assert more["entry_id"] == document["entry_id"]
        assert (more["start"], more["end"]) == (document["end"] + 1, document["end"] + 1)
    assert "Lees meer" not in text


def test_every_cell_of_a_link_has_its_evidence(made: Dataset) -> None:
    proof = [row for row in made.rows["evidence"] if row["table"] == "links"]
    cells = [
        (str(number), column, row[column])
        for number, row in enumerate(made.rows["links"], start=1)
        for column in ("text", "url", "kind")
    ]
    assert [(row["row_id"], row["column"], row["value"]) for row in proof] == cells
    quotes = {row["rule"]: {each["quote"][-5:] for each in proof if each["rule"] == row["rule"]} for row in proof}
    assert set(quotes) == {"words of the link", "link beside the line"}
    assert quotes["link beside the line"] == {"plan."}


def test_links_are_in_page_order(made: Dataset) -> None:
    starts = [row["start"] for row in made.rows["links"]]
    assert starts == sorted(starts)


def test_what_leads_where_is_the_same_whatever_the_markup() -> None:
    found = {
        tuple((row["entry_id"], row["url"]) for row in of_kind(tables(MARKUPS[name]()).rows, "e-mail"))
        for name in ("headings", "accordion", "details by municipality")
    }
    assert len(found) == 1


def test_the_tables_of_a_page_with_links_hold_and_validate(made: Dataset, tmp_path: Path) -> None:
    assert not set(failed(made)) & {"offsets_hold", "quotes_hold", "references_resolve", "values_fit"}
    folder = write(tmp_path, with_links())
    assert validated(folder) == []
    assert read_published(folder).rows["links"] == made.rows["links"]


@pytest.mark.parametrize(
    ("column", "value", "fails"),
    [
        ("start", 10**9, "offsets_hold"),
        ("end", 0, "offsets_hold"),
        ("text", "other words", "offsets_hold"),
        ("url", None, "values_fit"),
        ("kind", "web", "values_fit"),
        ("entry_id", "no entry", "references_resolve"),
    ],
)
def test_a_row_that_does_not_hold_refuses_the_tables(made: Dataset, column: str, value: object, fails: str) -> None:
    first, *others = made.rows["links"]
    spoiled = made.rows | {"links": [first | {column: value}, *others]}
    rows = check(made.records, spoiled, source(), reference())
    assert fails in {row["check"] for row in rows if row["level"] == "error" and not row["passed"]}


def test_markup_in_the_words_of_a_link_is_text() -> None:
    html = f"<p>Een <a href='/x?a=1&amp;b=\"2\"'>{escape('<b>plan</b>')}</a></p>"
    (row,) = tables(f"<!DOCTYPE html><body>{html}</body>".encode()).rows["links"]
    assert (row["text"], row["url"]) == ("<b>plan</b>", 'https://weerbaarbestuur.nl/x?a=1&b="2"')
    assert saved_tables().rows["links"] == []
