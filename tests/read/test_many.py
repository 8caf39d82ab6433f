"""What a page is made of, and how much of it there is: more and shorter lines than any page has are refused."""

import pytest

from pipeline.definition.source import Source
from pipeline.read.limits import MOST_COLUMNS
from pipeline.read.page import read_page
from pipeline.records import Refusal
from tests.read.reading import lines

ROWS = (("th", ("Gemeente", "Project")), ("td", ("Zwolle", "Samen sterk")))


@pytest.mark.parametrize(
    ("data", "what"), [(b"Project: een\n" * 40_000, "lines"), (b"<!DOCTYPE html>" + b"<p>a" * 40_000, "elements")]
)
def test_a_page_of_more_and_shorter_pieces_than_any_is_refused(data: bytes, what: str, source: Source) -> None:
    with pytest.raises(Refusal, match=rf"has [34]\d,\d\d\d {what}, one for each (?:4|13) bytes"):
        read_page(data, source)


def test_as_many_that_are_longer_are_read(source: Source) -> None:
    assert len(read_page(b"Project: een van de langere lijst van projecten\n" * 40_000, source).lines) == 40_000
    assert lines("<p>" + "a < b " * 40_000, source) == [("a < b " * 40_000).strip()]


@pytest.mark.parametrize("times", [1, MOST_COLUMNS])
def test_a_row_of_more_cells_than_any_table_has_is_no_header_row(times: int, source: Source) -> None:
    head, row = ("".join(f"<{tag}>{text}</{tag}>" * times for text in texts) for tag, texts in ROWS)
    found = lines(f"<table><tr>{head}</tr><tr>{row}</tr></table>", source)
    assert ("Gemeente: Zwolle" in found) == (times == 1)
    text = "\n".join("\t".join([*texts] * times) for _, texts in ROWS).encode()
    assert ("Gemeente: Zwolle" in lines(text, source)) == (times == 1)
