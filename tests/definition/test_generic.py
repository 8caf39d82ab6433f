"""The definition of any page of the kind: the vocabulary of the one page, and nothing else of it."""

import pytest

from pipeline.definition.generic import generic
from pipeline.definition.source import Source
from pipeline.gazetteer.gazetteer import Reference
from pipeline.parse import parse
from tests.pages.markups import HEADING, MARKUPS


def test_nothing_of_the_one_page_is_in_it(source: Source) -> None:
    any_page = generic(source)
    assert (any_page.themes, any_page.repairs) == ((), ())
    assert not any_page.decisions.corrections
    assert {*any_page.page.values()}.isdisjoint(source.page.values())
    assert (any_page.labels, any_page.domains) == (source.labels, source.domains)


@pytest.mark.parametrize("name", MARKUPS)
def test_the_projects_of_a_page_of_which_nothing_is_known(source: Source, reference: Reference, name: str) -> None:
    """With other words for heading and themes: nothing on it is of the definition of the one page."""
    data = MARKUPS[name]().replace(HEADING.encode(), b"Projecten in het land")
    records = parse(data, generic(source), reference)
    of_one_page = parse(MARKUPS[name](), source, reference)
    assert [entry.municipality for entry in records.entries] == [entry.municipality for entry in of_one_page.entries]
    assert records.claimed is None


@pytest.mark.parametrize(
    "heading", ["Samen sterk in Zwolle", "Zwolle: Samen sterk", "Gemeente Zwolle", "Project: Samen sterk"]
)
def test_the_h1_of_a_page_is_its_title_and_never_that_of_a_project(
    source: Source, reference: Reference, heading: str
) -> None:
    page = MARKUPS["headings"]().replace(f">{HEADING}<".encode(), f">{heading}<".encode())
    assert heading.encode() in page
    records = parse(page, generic(source), reference)
    assert heading not in {entry.title for entry in records.entries}
    assert len(records.entries) == 31
