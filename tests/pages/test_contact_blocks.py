"""A contact in lines of its own is one contact, and facts of a project are its text."""

from collections.abc import Callable

import pytest

from tests.datasets import tables
from tests.pages import contact_blocks as made
from tests.pages.contact_blocks import (
    ABOVE,
    AROUND,
    BLOCKS,
    CONTACT,
    FACTS,
    LABELLED,
    MAIL,
    NAME,
    PROJECTS,
    TWO_FACTS,
)

Entries = list[tuple[str | None, str | None, str, list[tuple[str | None, str | None]]]]


def read(page: bytes) -> Entries:
    """Municipality, title, text, and the name and address of each contact, of every entry."""
    rows = tables(page).rows
    people: dict[str, list[tuple[str | None, str | None]]] = {}
    for row in rows["contacts"]:
        people.setdefault(row["entry_id"], []).append((row["name"], row["email"]))
    return [
        (row["municipality"], row["title"], row["text"], people.get(row["entry_id"], [])) for row in rows["entries"]
    ]


def wanted(with_second: bool = False, facts: Callable[[int], str] = lambda _: "") -> Entries:
    return [
        (
            each.municipality,
            each.title,
            each.text + facts(n),
            [(each.name, each.email), *([(each.second, each.second_email)] if with_second else [])],
        )
        for n, each in enumerate(PROJECTS)
    ]


@pytest.mark.parametrize(("lines", "parts"), BLOCKS)
@pytest.mark.parametrize("around", AROUND)
def test_a_contact_in_lines_of_its_own_is_one_contact(around: str, lines: str, parts: str) -> None:
    for above in ABOVE:
        page = made.page(around, lambda _, above=above: above + made.block(lines, parts))
        assert read(page) == wanted(parts.startswith("two")), above


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("labelled", LABELLED)
def test_a_contact_in_labelled_parts_is_one_contact(labelled: str, around: str) -> None:
    for above in ABOVE:
        assert read(made.page(around, lambda _, above=above: above + LABELLED[labelled])) == wanted(), above


@pytest.mark.parametrize("around", AROUND)
def test_a_contact_may_begin_in_a_small_letter(around: str) -> None:
    block = f"<dl><dt>Trekker</dt><dd>plv. {NAME}<br>tel. 0592-366100<br>{MAIL}</dd></dl>"
    assert read(made.page(around, lambda _: block)) == wanted()


@pytest.mark.parametrize("around", AROUND)
def test_facts_and_a_contact_may_be_rows_of_one_table(around: str) -> None:
    pairs = (("Looptijd", "2019-2021"), ("Budget", "€ 100.000"), ("Contact", NAME), ("E-mail", MAIL))
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in pairs)
    page = made.page(around, lambda _: f"<table>{rows}</table>")
    assert read(page) == wanted(facts=lambda _: f"\n{TWO_FACTS}")


@pytest.mark.parametrize("of_some", [{0, 1, 2, 3, 4, 5}, {1, 4}, {2}], ids=["all", "some", "one"])
@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("facts", FACTS)
def test_facts_of_some_projects_are_their_text(facts: str, around: str, of_some: set[int]) -> None:
    html, lines = FACTS[facts]
    page = made.page(around, lambda n: (html if n in of_some else "") + CONTACT)
    assert read(page) == wanted(facts=lambda n: f"\n{lines}" if n in of_some else "")


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("facts", ["definitions", "rows", "columns", "panel", "two panels", "article"])
def test_facts_after_the_contact_begin_no_project(facts: str, around: str) -> None:
    page = made.page(around, lambda n: CONTACT + (FACTS[facts][0] if n % 2 else ""))
    found = read(page)
    assert [(municipality, title, people) for municipality, title, _, people in found] == [
        (municipality, title, people) for municipality, title, _, people in wanted()
    ]
