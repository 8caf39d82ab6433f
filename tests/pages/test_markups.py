"""The same page in other markups and encodings gives the same tables."""

from collections.abc import Callable

import pytest

from tests.datasets import OFFSETS, content, failed, of_entries, saved_tables, tables
from tests.pages.markups import MARKUPS, OTHER, TEXTS
from tests.pages.variants import OTHER as OTHER_IN_VARIANTS
from tests.pages.variants import VARIANTS, WITHOUT_NOTE

PAGES: dict[str, tuple[Callable[[], bytes], frozenset[str]]] = {
    **{f"text: {name}": (make, frozenset()) for name, make in TEXTS.items()},
    **{name: (make, OTHER.get(name, frozenset())) for name, make in MARKUPS.items()},
    **{name: (make, OTHER_IN_VARIANTS[name]) for name, make in VARIANTS.items()},
}
NOTHING_AROUND = {"site", "bare accordion", *(f"text: {name}" for name in TEXTS)}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_gives_the_same_tables_in_any_markup(name: str) -> None:
    make, other = PAGES[name]
    found, expected = tables(make()), content(saved_tables(), OFFSETS | other)
    if name in WITHOUT_NOTE:
        expected = of_entries(expected)
    for table, rows in content(found, OFFSETS | other).items():
        assert rows == expected[table], table
    assert failed(found, "error") == []
    around = [] if name in NOTHING_AROUND else ["left_out_like"]
    assert failed(found, "warning") == ["address_one_spelling", *around]


@pytest.mark.parametrize("name", MARKUPS)
def test_what_is_around_the_page_is_not_content(name: str) -> None:
    text = tables(MARKUPS[name]()).records.page.text
    for outside in ("cookies", "Zoek project", "U bent hier", "Urk", "fake", "Nep Naam", "info@weerbaarbestuur.nl"):
        assert outside not in text


def test_what_is_left_out_is_told() -> None:
    (told,) = [row for row in tables(MARKUPS["accordion"]()).rows["checks"] if row["check"] == "left_out"]
    assert told["passed"]
    assert "words" in told["found"]
