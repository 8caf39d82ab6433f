"""Addresses are found however they are written."""

import pytest

from pipeline.contacts.addresses import find_emails
from pipeline.text.normalise import DASHES


@pytest.mark.parametrize("hyphen", DASHES)
def test_any_dash_may_be_the_hyphen_of_a_domain(hyphen: str) -> None:
    text = f"Ria Tak {hyphen} r.tak@sittard{hyphen}geleen.nl {hyphen} 046 477 77 77"
    assert [address for address, _, _ in find_emails(text)] == ["r.tak@sittard-geleen.nl"]
