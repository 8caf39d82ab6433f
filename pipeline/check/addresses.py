"""Whether addresses can be right: by how they are written, by whose they are, and by the domains that there are.

The list of top-level domains is IANA's, 10 kB beside this module: the smaller dependency than a package that knows them
and brings a client for the network with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from pipeline.check.limits import MOST_AT_ONE_ADDRESS, ONE_PERSON
from pipeline.check.outcomes import Check, Finding, Places, exceptions
from pipeline.contacts.addresses import has_address
from pipeline.definition import dutch
from pipeline.tables.schema import Row, Rows
from pipeline.text.normalise import fold, split_words

MAIL = frozenset(dutch.words("addresses", "mail"))
DOMAINS = Path(__file__).with_name("top_level_domains.txt")


def check_addresses(rows: Rows, places: Places) -> Iterator[Check]:
    """The checks on addresses: how they are written, whose they are, and whether their domain exists."""
    from email_validator import EmailNotValidError, validate_email

    bad: dict[str, Finding] = {}
    names: defaultdict[str, set[str]] = defaultdict(set)
    holders: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows["contacts"]:
        address = row["email"]
        if not address:
            continue
        if address not in holders:
            try:
                validate_email(address, check_deliverability=False)
            except EmailNotValidError:
                bad[address] = Finding(row["contact_id"], (places.lines(row),))
        if row["name"]:
            names[address].add(row["name"])
        holders[address].append(row)
    yield exceptions("address_valid", "warning", "each address is valid by syntax", bad.values())
    spelled = [
        Finding(" and ".join(row["contact_id"] for row in found), tuple(places.lines(row) for row in found))
        for address, people in names.items()
        for found in [holders[address]]
        if _are_spelled_twice(sorted(people))
    ]
    yield exceptions("address_one_spelling", "warning", "each address has one spelling of a name", spelled)
    yield exceptions(
        "address_domain_exists", "warning", "each address is at a top-level domain that exists", _unknown(rows, places)
    )
    yield exceptions(
        "mail_has_address", "warning", "each contact line that speaks of e-mail has an address", _missing(rows, places)
    )


def _are_spelled_twice(people: list[str]) -> bool:
    """Whether two of these sorted names are of one person; of many, names far from each other are not compared."""
    return any(_two_spellings(a, b) for n, a in enumerate(people) for b in people[n + 1 : n + 1 + MOST_AT_ONE_ADDRESS])


def _two_spellings(a: str, b: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return bool(ratio(fold(a), fold(b)) >= ONE_PERSON)


@cache
def top_level_domains() -> frozenset[str]:
    """The domains that there are, as IANA lists them: "NL", "FRL"."""
    listed = DOMAINS.read_text(encoding="ascii").splitlines()
    return frozenset(line for line in listed if not line.startswith("#"))


def _unknown(rows: Rows, places: Places) -> Iterator[Finding]:
    """The contacts whose address is at a domain that does not exist."""
    known = top_level_domains()
    for row in rows["contacts"]:
        if row["email"] and _country(row["email"]) not in known:
            yield Finding(row["contact_id"], (places.lines(row),))


def _country(address: str) -> str:
    """The last part of an address, as domains are listed: in ASCII and in capitals."""
    country = address.rpartition(".")[2]
    return (country if country.isascii() else "xn--" + country.encode("punycode").decode("ascii")).upper()


def _missing(rows: Rows, places: Places) -> Iterator[Finding]:
    """The entries whose contact line misses an address."""
    for row in rows["entries"]:
        if _misses_address(row["contact_line"]):
            yield Finding(f"entry {row['entry_id']}", (places.lines(row),))


def _misses_address(contact_line: str | None) -> bool:
    """Whether a line has a word for e-mail, and no address is in it or in the next one."""
    lines = (contact_line or "").split("\n")
    return any(
        not has_address(line) and not has_address(following) and not MAIL.isdisjoint(split_words(line))
        for line, following in pairwise([*lines, ""])
    )
