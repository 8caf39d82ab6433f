"""One page of an archive: by the definition of the page where it is that, by the generic one, or not at all."""

from functools import cache

import pytest

from pipeline.archives.reading import FoundPage, read
from pipeline.definition.generic import generic
from pipeline.definition.source import Source, load_source
from pipeline.gazetteer.gazetteer import Reference, load_reference
from tests.archives.others import KINDS, page, random_words
from tests.pages.changes import NOT_FOUND
from tests.pages.made import GROUPS
from tests.pages.markups import HEADING, MARKUPS, saved_text

EVERY = 12  # made pages are many: of each group every so many
PAGES_OF_RANDOM_WORDS = 400
PAGES_OF_A_KIND = 8


@cache
def known() -> tuple[Source, Source, Reference]:
    source = load_source()
    return source, generic(source), load_reference()


def found(data: bytes, at_home: bool = False) -> FoundPage:
    source, any_page, reference = known()
    return read(data, at_home, "text/html", None, source, any_page, reference)


def without_its_headings(data: bytes) -> bytes:
    """The page of another programme: neither its heading nor those of its themes."""
    for heading in (HEADING, *(theme.heading for theme in known()[0].themes)):
        data = data.replace(heading.encode(), b"Wat gemeenten doen")
    return data


def test_the_page_is_known_by_its_heading_its_address_or_its_themes() -> None:
    data = MARKUPS["accordion"]()
    renamed = data.replace(HEADING.encode(), b"Wat gemeenten doen")
    for page_of_it, at_home in ((data, False), (renamed, False), (without_its_headings(data), True)):
        assert found(page_of_it, at_home).page["definition"] == "page"
    assert found(without_its_headings(data)).page["definition"] == "generic"


@pytest.mark.parametrize("markup", MARKUPS)
def test_a_page_of_the_kind_gives_its_projects(markup: str) -> None:
    of_it = found(without_its_headings(MARKUPS[markup]()))
    assert of_it.page["outcome"] == "read"
    assert of_it.page["entries"] == 31
    assert {row["municipality"] for row in of_it.rows["entries"]} > {"Zwolle", "Bonaire"}
    assert all(row["table"] in ("entries", "contacts") for row in of_it.rows["evidence"])


@pytest.mark.parametrize("group", GROUPS)
def test_made_pages_count_as_of_the_kind_without_what_is_known_of_the_page(group: str) -> None:
    pages = [without_its_headings(made.data) for made in [*GROUPS[group]()][::EVERY]]
    assert [data for data in pages if found(data).page["outcome"] != "read"] == []


def test_random_words_hold_no_project() -> None:
    """At most one in a thousand pages: among these none."""
    assert not any(found(page(random_words, seed)).rows for seed in range(PAGES_OF_RANDOM_WORDS))


@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_other_kinds_hold_no_project(kind: str) -> None:
    assert not any(found(page(KINDS[kind], seed)).rows for seed in range(PAGES_OF_A_KIND))


def test_an_error_page_under_the_heading_of_the_page_is_another() -> None:
    assert found(NOT_FOUND.encode()).page["outcome"] == "another"


def test_what_cannot_be_read_is_refused_and_says_why() -> None:
    refused = found(b"\0" * 100)
    assert (refused.page["outcome"], refused.rows) == ("refused", {})
    assert refused.page["why"]


def test_text_is_read_as_well() -> None:
    assert found(saved_text().encode()).page["entries"] == 31
