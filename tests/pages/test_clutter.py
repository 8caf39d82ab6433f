"""The page gives the same tables with what nobody sees, with what a content system adds, and with addresses hidden."""

import pytest

from tests.datasets import content, of_entries, tables
from tests.pages.clutter import CHANGES, PAGES
from tests.pages.markups import MARKUPS


@pytest.mark.parametrize("markup", PAGES)
@pytest.mark.parametrize("change", CHANGES)
def test_entries_are_the_same(change: str, markup: str) -> None:
    page = MARKUPS[markup]().decode()
    changed = CHANGES[change](page)
    assert changed != page
    found, expected = (of_entries(content(tables(each.encode()))) for each in (changed, page))
    if change.startswith("addresses"):  # a contact line is as published
        for rows in (found, expected):
            rows["entries"] = [{**row, "contact_line": None} for row in rows["entries"]]
    assert found == expected
