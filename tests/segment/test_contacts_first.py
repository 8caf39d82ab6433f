"""Where contacts are above titles: in which order the two are is decided for a page, not for an entry."""

import pytest

from tests.datasets import failed, saved_tables, tables
from tests.pages.contacts_first import FORMS, contacts_first
from tests.scoring import score


@pytest.mark.parametrize("p", [0, 0.15])
@pytest.mark.parametrize("form", FORMS)
def test_contacts_above_titles_go_to_the_entry_below(form: str, p: float) -> None:
    data, expected = contacts_first(0, p, form)
    found = tables(data)
    assert found.records.labelling.contacts_first
    assert score(expected, found)[1] == []
    assert failed(found) == []


def test_contacts_below_texts_are_the_order_of_the_saved_page() -> None:
    assert not saved_tables().records.labelling.contacts_first


ENTRIES = (
    ("Project: Samen sterk", "De gemeente Ommen maakt een plan.", "Projectleider: Jan Jansen, j.jansen@ommen.nl"),
    ("Project: Haven in beeld", "De gemeente Elburg kijkt mee.", "Projectleider: Ans Klaver, a.klaver@elburg.nl"),
    ("Project: Ogen en oren", "De gemeente Gouda luistert.", "Projectleider: Joop Linde, j.linde@gouda.nl"),
)
UNREACHED = ("Project: Stevig", "De gemeente Deurne maakt een gedragscode.")


@pytest.mark.parametrize("first", [False, True], ids=["below texts", "above titles"])
@pytest.mark.parametrize("at", range(4))
def test_one_entry_without_contact_does_not_turn_the_order(first: bool, at: int) -> None:
    entries = [(*entry[2:], *entry[:2]) if first else entry for entry in ENTRIES]
    entries.insert(at, UNREACHED)
    found = tables("\n".join(line for entry in entries for line in entry).encode())
    people = [[contact.email for contact in entry.contacts] for entry in found.records.entries]
    right = [[entry[2].split(", ")[1]] for entry in ENTRIES]
    assert people == [*right[:at], [], *right[at:]]


@pytest.mark.parametrize("contact", ["Vragen? {}, {}", "{}\n{}", "Meer weten?\n- {}\n- {}"])
def test_a_contact_right_below_the_name_of_its_municipality_is_that_of_the_title_below(contact: str) -> None:
    projects = [(title[9:], text, line.removeprefix("Projectleider: ").split(", ")) for title, text, line in ENTRIES]
    text = "\n".join(
        f"Gemeente {text.split()[2]}\n{contact.format(*person)}\n{title}\n{text}" for title, text, person in projects
    )
    found = tables(text.encode())
    read = [(entry.title, [contact.name for contact in entry.contacts]) for entry in found.records.entries]
    assert read == [(title, [name]) for title, _, (name, _) in projects]
    assert "roles_certain" not in failed(found)
