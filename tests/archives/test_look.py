"""The quick look: it misses no page of the kind, and passes few others."""

import pytest

from pipeline.archives.look import Look
from pipeline.definition.source import Source
from pipeline.gazetteer.gazetteer import Reference
from tests.archives.others import KINDS, page
from tests.pages.made import GROUPS

MOST_PASSED = 0.02  # of pages of other kinds
PAGES_OF_A_KIND = 40


@pytest.fixture(scope="module")
def look(source: Source, reference: Reference) -> Look:
    return Look(source, reference)


@pytest.mark.parametrize("group", GROUPS)
def test_it_misses_none_of_the_made_pages(look: Look, group: str) -> None:
    assert [made.name for made in GROUPS[group]() if not look(made.data)] == []


def test_it_passes_few_pages_of_other_kinds(look: Look) -> None:
    pages = [page(make, seed) for make in KINDS.values() for seed in range(PAGES_OF_A_KIND)]
    assert sum(map(look, pages)) / len(pages) <= MOST_PASSED


NAMED = b"<p>De gemeente Zwolle, Ommen, Gouda en Assen.</p>"
REACHED = b"<p>Contact: j.jansen@ommen.nl</p>" * 4


def test_what_only_looks_like_addresses_is_nobody_to_ask(look: Look) -> None:
    data = b"<script>" + b'{"@type": "Thing"} @media x{} ' * 50 + b"</script><p>Contact</p>" + NAMED
    assert not look(data)
    assert look(data + REACHED)


def test_what_is_in_a_style_says_nothing(look: Look) -> None:
    assert not look(NAMED + b"<style>" + REACHED.replace(b"<p>", b"").replace(b"</p>", b"\n") + b"</style>")
    assert look(NAMED + b"<style>p{}</style>" + REACHED)
