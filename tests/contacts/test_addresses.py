"""Addresses are found however they are written."""

import pytest

from pipeline.contacts.addresses import find_emails, may_have_number
from pipeline.text.normalise import DASHES


@pytest.mark.parametrize("hyphen", DASHES)
def test_any_dash_may_be_the_hyphen_of_a_domain(hyphen: str) -> None:
    text = f"Ria Tak {hyphen} r.tak@sittard{hyphen}geleen.nl {hyphen} 046 477 77 77"
    assert [address for address, _, _ in find_emails(text)] == ["r.tak@sittard-geleen.nl"]


def test_the_digits_of_a_date_are_looked_at_as_no_number() -> None:
    assert not may_have_number("Bijgewerkt op 12-05-2021")
    assert may_have_number("Bel 0900 8844")
