"""An address at a domain that does not exist is told, and so is a word for e-mail beside no address."""

import pytest

from pipeline.check.addresses import check_addresses, top_level_domains
from pipeline.check.outcomes import Places
from pipeline.tables.schema import Row, Rows
from tests.datasets import saved_tables


def told(rows: Rows, name: str) -> Row:
    places = Places(saved_tables().records.page, rows)
    (check,) = [check for check in check_addresses(rows, places) if check.check == name]
    assert check.level == "warning"
    return check.row


def with_contact(email: str | None, line: str | None) -> Rows:
    contact = {"contact_id": "assen#1", "name": "Ria Tak", "email": email, "start": 0, "end": 1}
    return {
        "contacts": [contact],
        "entries": [{"entry_id": "assen", "contact_line": line, "start": 0, "end": 1}],
        "evidence": [],
    }


def test_the_list_of_domains_is_whole() -> None:
    known = top_level_domains()
    assert {"NL", "COM", "FRL", "AMSTERDAM", "XN--P1AI"} <= known
    assert len(known) > 1000


@pytest.mark.parametrize(
    ("email", "passed"),
    [
        ("r.tak@assen.nl", True), ("r.tak@assen.frl", True), ("r.tak@пример.рф", True), (None, True),
        ("r.tak@assen.ln", False), ("r.tak@assen.nlx", False), ("r.tak@assen.nlprojectleider", False),
    ],
)  # fmt: skip
def test_a_domain_that_does_not_exist_is_told(email: str | None, passed: bool) -> None:
    row = told(with_contact(email, None), "address_domain_exists")
    assert (row["passed"], row["detail"]) == (passed, None if passed else "assen#1")


@pytest.mark.parametrize(
    ("line", "passed"),
    [
        ("Projectleider: Ria Tak, r.tak@assen.nl", True), ("Projectleider: Ria Tak, e-mail: r.tak@assen.nl", True),
        ("Projectleider: Ria Tak\nE-mail:\nr.tak@assen.nl", True), ("Projectleider: Ria Tak, 0592 366 911", True),
        ("Projectleider: Mailand Tak", True), (None, True),
        ("Projectleider: Ria Tak, e-mail", False), ("Projectleider: Ria Tak (mail)", False),
        ("Projectleider: Ria Tak, [email protected]", False), ("Ria Tak, r.tak@assen.nl\nJan Vos (mail)", False),
    ],
)  # fmt: skip
def test_a_word_for_mail_beside_no_address_is_told(line: str | None, passed: bool) -> None:
    row = told(with_contact(None, line), "mail_has_address")
    assert (row["passed"], row["detail"]) == (passed, None if passed else "entry assen")
