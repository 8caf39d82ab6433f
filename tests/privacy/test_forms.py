"""In whatever form a contact line or a text names somebody: no part of the name is left in the public edition."""

from functools import cache

import pytest

from tests.pages.changes import replace
from tests.pages.markups import saved_text
from tests.privacy.forms import CONTACT_LINES, IN_TEXTS, OTHER_SCRIPTS, PEOPLE, left, written
from tests.privacy.public import public_text, with_contact_lines

A_PAGE = 16  # so many forms at a time, each in an entry of its own


@cache
def public_of_contact_lines(page: int) -> str:
    forms = [*CONTACT_LINES, *OTHER_SCRIPTS]
    numbers = range(page * A_PAGE, min((page + 1) * A_PAGE, len(forms)))
    return public_text(with_contact_lines([written(forms[n], PEOPLE[n]) for n in numbers]))


@pytest.mark.parametrize("n", range(len(CONTACT_LINES)))
def test_nothing_of_a_name_is_left_of_a_contact_line(n: int) -> None:
    assert left(public_of_contact_lines(n // A_PAGE), PEOPLE[n]) == []


def test_nothing_is_left_of_a_name_in_another_script() -> None:
    text = public_of_contact_lines(len(CONTACT_LINES) // A_PAGE)
    for form in OTHER_SCRIPTS:
        name = form.removeprefix("Projectleider: ").removesuffix(", info@gouda.nl")
        assert not [word for word in name.split() if word in text]


@cache
def public_of_texts() -> str:
    said = "\n".join(written(form, person) for form, person in zip(IN_TEXTS, PEOPLE, strict=False))
    return public_text(replace(saved_text(), "De gemeente Haarlem richt", f"{said}\nDe gemeente Haarlem richt"))


@pytest.mark.parametrize("n", range(len(IN_TEXTS)))
def test_a_name_that_no_contact_line_holds_is_told_by_what_is_beside_it(n: int) -> None:
    assert left(public_of_texts(), PEOPLE[n]) == []


NAMED_ELSEWHERE = [
    "koosje klavertje",
    "Klavertjes plan is af.", "Koosje Klavertje's plan.", "Vraag het K. Klavertje.", "Vraag Klavertje, K. maar.",
    "Koosje Klavertje-Wielinga doet mee.", "Koosje Klavertje van der Wielinga doet mee.", "Dat is van Kóósje.",
    "Met J. Klavertje sprak niemand.", "Zus Wilma Klavertje ook.", "KOOSJE KLAVERTJE",
    "vraag het klavertje", "Bel klavertje of mail.",
    "De Klavertjemethode werkt.", "Log in als kklavertje, klavertjek of Klavertje2.",
    "Volg #koosjeklavertje op www.koosjeklavertje.nl.", "KoosjeKlavertje deed mee.",
]  # fmt: skip


@pytest.mark.parametrize("contact", ["Koosje Klavertje, k.klavertje@gouda.nl", "K. Klavertje, klavertje@gouda.nl"])
def test_who_is_in_a_contact_line_leaves_every_text(contact: str) -> None:
    page = with_contact_lines([f"Projectleider: {contact}"])
    said = "\n".join(NAMED_ELSEWHERE if contact.startswith("Koosje") else NAMED_ELSEWHERE[1:])
    text = public_text(replace(page, "De gemeente Haarlem richt", f"{said}\nDe gemeente Haarlem richt"))
    assert left(text, ("Klavertje", "Wilma")) == []
    assert "J. █" not in text


def test_a_surname_that_only_an_address_carries_leaves_every_text() -> None:
    locals_of = ("{i}.{s}", "{i}{s}", "{s}.{i}", "{g}{s}")
    people = PEOPLE[:: len(PEOPLE) // len(locals_of) + 1]
    lines = zip(locals_of, people, strict=True)
    page = with_contact_lines([written(f"Projectleider: {local}@gouda.nl", person) for local, person in lines])
    said = "\n".join(written("{G} {S} zei het al. {S}s plan is af.", person) for person in people)
    text = public_text(replace(page, "De gemeente Haarlem richt", f"{said}\nDe gemeente Haarlem richt"))
    assert [each for person in people for each in left(text, person)] == []


def test_a_name_alone_on_its_line_in_a_card_leaves() -> None:
    cards = ("{G} {S}\nProjectleider", "Projectleider\n{G} {S}", "Contact\n{g} {s}")
    said = "\n".join(written(card, person) for card, person in zip(cards, PEOPLE, strict=False))
    text = public_text(replace(saved_text(), "De gemeente Haarlem richt", f"{said}\nDe gemeente Haarlem richt"))
    assert [each for person in PEOPLE[: len(cards)] for each in left(text, person)] == []
