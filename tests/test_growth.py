"""No shape of page takes more than its share of time: a few of those of `make bench-growth`, at two sizes."""

import math

import pytest

from pipeline.records import Records
from tests.growth import MOST_BYTES, Growth, Measured, exponent, main, reading, shortest
from tests.growth_shapes import SHAPES, made, page

SMALL, LARGE = 15_000, 120_000  # bytes
MOST_TIMES = 24
"""Times as long as the small one the large one may take: three times what is linear, less than half of what grows with
the square."""
ONCE_QUADRATIC = (
    "blank lines in Markdown", "one line of number signs", "number signs with blanks", "combining marks",
    "names, addresses, numbers", "names at one address", "addresses in one line", "one title, many contacts",
    "descriptions",
    "rows that go on", "wrapped lines", "dashes in a table", "signs in a title", "digits with blanks",
    "municipalities in the first paragraph", "long openers of one panel", "flaws that are repaired",
    "short lines", "summaries of many boxes", "places without an edge", "places in places", "years in one line",
    "links with one number", "links that Outlook made safe",
    "comments in a sheet", "unfilled fields in one line", "attributes of one element", "attributes of the page",
    "badges in one title", "badges beside bold words", "hidden words in one paragraph", "hidden boxes of many forms",
    "accents after links", "pictures beside an empty box", "addresses in one element",
    "lists of links to one panel", "a long title of many panels", "a long head of a column",
    "a long address of many elements", "texts in one slot", "options beside a fault",
    "roles in a list", "one line of numbers in a wrapped text",
)  # fmt: skip


@pytest.mark.parametrize("shape", ONCE_QUADRATIC)
def test_time_grows_with_the_size_of_the_page(shape: str) -> None:
    reading(page(shape, SMALL))()
    runs = (reading(page(shape, size)) for size in (SMALL, LARGE))
    small, large = (min(shortest(run), shortest(run)) for run in runs)  # memory of other tests is looked through in one
    assert large < MOST_TIMES * small


def test_each_size_is_about_what_was_asked_for() -> None:
    for shape in SHAPES:
        assert 0.5 < len(page(shape, SMALL)) / SMALL < 3.1, shape
    assert made(["a", ["b{n}"], "c", ["d"]], 100).count("d") == 16


def test_the_exponent_is_that_of_the_growth() -> None:
    assert exponent([(n, n * 3.0) for n in (10, 100, 1000)]) == pytest.approx(1)
    assert exponent([(n, n * n / 7) for n in (10, 100, 800)]) == pytest.approx(2)
    assert exponent([(10, 1), (100, math.inf)]) == math.inf


def test_a_shape_misses_the_bounds_that_it_does_not_keep() -> None:
    assert Growth("bytes to records", "x", (Measured(10_000, 0.01), Measured(100_000, 0.1))).misses == []
    assert Growth("bytes to records", "x", (Measured(10_000, 0.01), Measured(100_000, 1))).misses == [
        "exponent",
        "time",
    ]
    slow = Measured(10_000, 0.1)
    assert Growth("bytes to records", "x", (slow, Measured(100_000, 0.01, was_read=False))).misses == ["time"]
    peak = 150_000_000 + MOST_BYTES * 1_000_000
    assert Growth("bytes to records", "x", (Measured(10_000, 0.01), Measured(1_000_000, 1, peak + 1))).misses == [
        "memory"
    ]


def test_every_shape_that_is_asked_for_is_measured_in_a_process_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--quick", "--only", "records: line breaks", "recognise: titles"]) in (0, 1)
    printed = capsys.readouterr().out
    assert "line breaks" in printed
    assert "recognise" in printed
    assert "inf" not in printed


def test_a_page_of_boxes_in_boxes_gives_all_that_is_in_them() -> None:
    found = reading(page("lists, nested 60 deep", 5_000))()
    assert isinstance(found, Records)
    assert found.page.text.count("Punt") == page("lists, nested 60 deep", 5_000).count(b"Punt")
