"""Leaves people out of every edition, in every form of their name: those whose address is in `suppressed.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from pipeline.check.limits import LISTED
from pipeline.check.outcomes import outcome
from pipeline.contacts.addresses import may_have_number
from pipeline.definition.source import load_source
from pipeline.privacy.contact_rest import without_contact_lines
from pipeline.privacy.decisions import load_public_decisions
from pipeline.privacy.links import without_links
from pipeline.privacy.name_forms import Names
from pipeline.privacy.name_patterns import halves
from pipeline.privacy.named import END_OF_SENTENCE
from pipeline.privacy.people import Known, People, is_address_of, is_in_sentence, known_words, surnames_of_mailboxes
from pipeline.privacy.reaches import addresses_in, numbers_in
from pipeline.privacy.redact import Removal, each_text, parts, parts_of_names, redact, strings, whole
from pipeline.privacy.suppressed import Suppressed
from pipeline.records import Refusal
from pipeline.tables.schema import Row, Rows
from pipeline.text.normalise import split_words

ASKED_TO_BE_LEFT_OUT = "people who asked to be left out of the tables"


def suppress(rows: Rows, text: str, listed: Suppressed) -> tuple[Rows, str]:
    """The rows and the page's text without the people of the listed addresses.

    With an address go the names that are with it or that it carries, in every form, and the other addresses and numbers
    of these people, and the links to any of that. A row of `checks` says how many addresses were left out. Without a
    listed address both come back as they are.

    Raises:
        Refusal: a trace of somebody who is listed is left; the message says where, and not what.
    """
    if not listed:
        return rows, text
    addresses = {address for address in _addresses(rows, text) if listed.holds(address)}
    known = _known(rows, text)
    named = {address: _names(rows, text, address, known) for address in addresses}
    removal = _removal(rows, text, addresses, set().union(*named.values()), known)
    made, hidden = redact(without_links(rows, lambda row: _leads_to(row["url"], removal)), text, removal)
    _expect_no_trace(made, hidden, removal.people)
    nameless = sum(not names for names in named.values())
    details = [
        ASKED_TO_BE_LEFT_OUT,
        f"{nameless} known by an address alone: see that no name is left" if nameless else "",
    ]
    detail = "; ".join(filter(None, details))
    said = outcome("suppressed", "info", True, f"{len(listed)} listed", f"{len(addresses)} left out", detail)
    return {**made, "checks": [*made["checks"], said]}, hidden


def _known(rows: Rows, text: str) -> Known:
    source, decisions = load_source(), load_public_decisions()
    first = known_words(rows, "", source, decisions)
    return known_words(rows, without_contact_lines(text, rows, first), source, decisions)


def _addresses(rows: Rows, text: str) -> set[str]:
    found = {row["email"] for row in rows["contacts"] if row["email"]}
    return found | {plain for each in each_text(rows, text) for plain, _, _ in addresses_in(each)}


def _names(rows: Rows, text: str, address: str, known: Known) -> set[str]:
    """The names that are with an address, now or before; where none is, the surname that it carries."""
    names = {row["name"] for row in rows["contacts"] if row["name"] and row["email"] == address}
    names |= _former(rows.get("changes", []), address)
    return names or surnames_of_mailboxes([address], whole(rows, text), known)


def _removal(rows: Rows, text: str, addresses: set[str], names: set[str], known: Known) -> Removal:
    """What is to be removed of the people of some names."""
    alone = parts_of_names(names, rows, text, known)
    others = [row for row in rows["contacts"] if row["name"] and row["name"] not in names]
    people = People(
        frozenset(names | alone), frozenset(parts(names) - alone), known, frozenset(row["name"] for row in others)
    )
    own = [row for row in rows["contacts"] if row["name"] in names]
    addresses = addresses | {row["email"] for row in own if row["email"]}
    more = _addresses(rows, text) - {row["email"] for row in others}
    addresses |= {each for each in more if any(is_address_of(each, name, people.prefixes) for name in names)}
    phones = {row["phone"] for row in own if row["phone"]} | _numbers_beside(whole(rows, text), people)
    return Removal(people, frozenset(addresses), frozenset(phones))


def _numbers_beside(text: str, people: People) -> set[str]:
    """The numbers in sentences that name these people and nobody else, but municipal ones: "Bel Klaver: 06 …"."""
    sentences = (part for line in text.split("\n") if may_have_number(line) for part in END_OF_SENTENCE.split(line))
    own = (part for part in sentences if people.spans(part) and not people.spared.spans(part))
    return {plain for part in own for plain, _, _ in numbers_in(part) if plain.startswith("0")}


def _leads_to(url: str, removal: Removal) -> bool:
    """Whether an address holds what is to be removed, or all words of a name: "/in/ans-klaver-12"."""
    url = unquote(url)
    words = set(split_words(url))
    return removal.hide(url) != url or any(words.issuperset(split_words(name)) for name in removal.people.names)


# Traces


def _expect_no_trace(rows: Rows, text: str, people: People) -> None:
    lines = ((f"line {number} of page.txt", line) for number, line in enumerate(text.split("\n"), start=1))
    surnames = Names(_surnames(people), frozenset())
    places = [place for place, each in [*lines, *strings(rows)] if _has_trace(each, surnames, people)]
    if places:
        listed = "".join(f"\n  {place}" for place in places[:LISTED])
        raise Refusal(
            f"nothing was written: a surname of somebody who is listed in suppressed.toml is left in {len(places)} "
            f"places, and nothing there tells whether it is a name. Where it is none, put it into "
            f"pipeline/definition/public.toml as an accepted word.{listed}"
        )


def _has_trace(text: str, surnames: Names, people: People) -> bool:
    """Whether a surname is within a sentence, with a capital, and belongs to nobody else and to no municipality."""
    spared = people.spared.spans(text)
    return any(
        text[start].isupper() and is_in_sentence(text, start) and not any(a <= start and end <= b for a, b in spared)
        for start, end in surnames.spans(text)
    )


def _surnames(people: People) -> Iterator[str]:
    """The words of surnames that are no accepted word and no municipality."""
    known = people.known
    for name in people.names:
        for word in parts([name]) if " " in name else ():
            plain = split_words(word)
            in_surname = plain and plain[0] in halves(name, people.prefixes)[1]
            if known and in_surname and not set(plain) & (known.municipal | known.decisions.words):
                yield word


def _former(changes: list[Row], address: str) -> set[str]:
    """The names that came or went together with an address, in the history."""
    names: set[str] = set()
    for row in changes:
        for side, other in (("old", "new"), ("new", "old")):
            if row["change"] == "emails" and address in _listed(row[side]):
                same = [
                    each for each in changes if each["change"] == "leaders" and _project_of(each) == _project_of(row)
                ]
                names.update(*(_listed(each[side]) - _listed(each[other]) for each in same))
    return names


def _listed(value: str | None) -> set[str]:
    return set(value.split("; ")) if value else set()


def _project_of(row: Row) -> tuple[str, str | None]:
    return row["snapshot_id"], row["project_id"]
