"""Leaves people out of every edition: those whose address is listed, as a hash, in `suppressed.toml`."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

from pipeline.check.outcomes import outcome
from pipeline.records import Refusal
from pipeline.tables.schema import Row, Rows

LIST = Path(__file__).with_name("suppressed.toml")
SHA256 = re.compile("[0-9a-f]{64}")
LEFT_OUT = "people who asked to be left out of the tables"


def load_suppressed(path: Path = LIST) -> frozenset[str]:
    """The hashes of the listed addresses: sha256 of the address in lower case, as hexadecimal.

    Raises:
        Refusal: it is no such list; the message repeats nothing of it, since it may be an address.
        OSError: it cannot be read.
    """
    try:
        listed = list(tomllib.loads(path.read_text(encoding="utf-8"))["addresses"])
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal(f"{path} is no list: expected TOML with 'addresses = [\"sha256\", …]'.") from error
    for number, entry in enumerate(listed, start=1):
        if not isinstance(entry, str) or not SHA256.fullmatch(entry):
            raise Refusal(
                f"{path}: expected a sha256 in lower case, 64 hexadecimal digits, as entry {number} of 'addresses'. "
                f"Write the hash of the address there: printf %s ADDRESS | sha256sum"
            )
    return frozenset(listed)


def hashed(address: str) -> str:
    """The hash of an address, as it is listed."""
    return hashlib.sha256(address.strip().lower().encode("utf-8")).hexdigest()


def suppress(rows: Rows, text: str, listed: frozenset[str]) -> tuple[Rows, str]:
    """The rows and the page's text without the people of the listed addresses.

    With an address go the names that stand with it, parts of them that stand alone, and the other addresses and numbers
    of these people. A row of `checks` says how many addresses were left out. Without a listed address both come back as
    they are.
    """
    if not listed:
        return rows, text
    from pipeline.privacy.redact import Removal, addresses_in, parts_of_names, redact, strings

    found = {row["email"] for row in rows["contacts"] if row["email"]}
    found |= {plain for each in [text, *(value for _, value in strings(rows))] for plain, _, _ in addresses_in(each)}
    addresses = {address for address in found if hashed(address) in listed}
    names = {row["name"] for row in rows["contacts"] if row["name"] and row["email"] in addresses}
    names |= _former(rows.get("changes", []), addresses)
    own = [row for row in rows["contacts"] if row["name"] in names]
    removal = Removal(
        frozenset(names | parts_of_names(names, rows, text)),
        frozenset(addresses | {row["email"] for row in own if row["email"]}),
        frozenset(row["phone"] for row in own if row["phone"]),
    )
    made, hidden = redact(rows, text, removal)
    said = outcome("suppressed", "info", True, f"{len(listed)} listed", f"{len(addresses)} left out", LEFT_OUT)
    return {**made, "checks": [*made["checks"], said]}, hidden


def _former(changes: list[Row], addresses: set[str]) -> set[str]:
    """The names that came or went together with an address, in the history."""
    names: set[str] = set()
    for row in changes:
        for side, other in (("old", "new"), ("new", "old")):
            if row["change"] == "emails" and addresses & _listed(row[side]):
                same = [each for each in changes if each["change"] == "leaders" and _place(each) == _place(row)]
                names.update(*(_listed(each[side]) - _listed(each[other]) for each in same))
    return names


def _listed(value: str | None) -> set[str]:
    return set(value.split("; ")) if value else set()


def _place(row: Row) -> tuple[str, str, str | None]:
    return row["snapshot_id"], row["project_id"], row["entry_id"]
