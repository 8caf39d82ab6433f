"""Addresses are found however they are written, and so are numbers."""

from itertools import cycle

import pytest

from pipeline.contacts.addresses import find_emails, find_phones, looked_for, may_have_number
from pipeline.text.normalise import DASHES


@pytest.mark.parametrize("hyphen", DASHES)
def test_any_dash_may_be_the_hyphen_of_a_domain(hyphen: str) -> None:
    text = f"Ria Tak {hyphen} r.tak@sittard{hyphen}geleen.nl {hyphen} 046 477 77 77"
    assert [address for address, _, _ in find_emails(text)] == ["r.tak@sittard-geleen.nl"]


def test_the_digits_of_a_date_are_looked_at_as_no_number() -> None:
    assert not may_have_number("Bijgewerkt op 12-05-2021")
    assert may_have_number("Bel 0900 8844")


WAYS = (
    "{}{}{}", "{}-{}{}", "{}{} {}", "Jan Jansen, {}{} - {}", "Tel.: {}{}{}.", "+31 (0){1} {2}", "bel +31-{1}{2} (nu)",
    "{} {}{}; Ommen", "tel{}{}{}", "{}{}{}x", "1. {}{} {}", "({}{}) {}",
)  # fmt: skip


def test_a_number_that_is_alone_in_a_text_is_read_as_the_library_reads_it() -> None:
    """Of each four digits that may be after the 0: whether it is valid, and how it is written."""
    for number, way in zip(range(1000, 10_000), cycle(WAYS)):
        text = way.format("0", number, f"{number * 7919 % 100_000:05}")
        assert tuple(find_phones(text, [])) == looked_for(text)


def test_a_number_beside_which_something_may_be_of_it_is_left_to_the_library() -> None:
    assert find_phones("06-12345678 / 06-87654321", []) == looked_for("06-12345678 / 06-87654321")
    assert [number for number, _, _ in find_phones("06-12345678 en 9", [])] == ["06 12345678"]
