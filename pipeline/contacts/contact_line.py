"""The contacts of an entry: the labels of its contact lines, what the lines say, and the contacts in that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pipeline.contacts.addresses import find_emails, has_address, is_in_addresses, may_have_address, may_have_number
from pipeline.contacts.below_names import labels_below_names, lone_labels
from pipeline.contacts.former import FORMER_MARKS
from pipeline.contacts.grouping import Group, count_unsure, former_subjects, grouped, says_former
from pipeline.contacts.limits import LONGEST_CONTINUATION, LONGEST_UNKNOWN_LABEL, MOST_OF_CONTACT
from pipeline.contacts.pairs import reached
from pipeline.contacts.person_names import is_introduction
from pipeline.contacts.tokens import Token, tokens, tokens_of_contact
from pipeline.definition.source import Source
from pipeline.records import Contact, Evidence, Label, Line

# A label that no vocabulary knows, at the place of a contact line.
UNKNOWN_LABEL = re.compile(r"[^\W\d_][\w'’()/& -]{1,43}?\s*:(?=\s)")
UNKNOWN_LABEL_ALONE = re.compile(r"[^\W\d_][\w'’()/& -]{1,43}?\s*:")
# What is after a label of the vocabulary in the place of a colon, where nothing but contacts follows.
AFTER_LABEL = frozenset(" ;=")
SENTENCE_SIGNS = frozenset(".!?")
Domains = tuple[str, ...]  # each with a full stop before it
SAYS_NOTHING = frozenset({"break", "extension", "joint"}) | FORMER_MARKS  # kinds of tokens that say nothing themselves
RULE_LABEL = "label of the contact line"
RULE_GRAMMAR = "contact grammar"


class ContactLabel(Struct, frozen=True, gc=False):
    """The label that a line begins with, without its colon."""

    text: str
    rest: int  # where what it labels begins
    known: bool  # the vocabulary has it


class Reading(Struct, frozen=True, gc=False):
    """Contact lines as read; the offsets of the tokens count from the beginning of the first line."""

    groups: list[Group]
    unknown_labels: list[str]  # those that no vocabulary has
    others: int  # how many phrases were nothing of a contact, or are dialled after a number
    former: set[Token]  # subjects that are contacts no more
    ended: set[Token]  # subjects whose time has an end, which may have been over
    unsure: int  # how many subjects may be something else than they are taken for

    def addresses(self, begin: int) -> Iterator[Token]:
        """The e-mail addresses, in order, where they are in a page in which the lines begin at `begin`."""
        emails = (email for group in self.groups for email in group.emails)
        return (replace(email, start=begin + email.start, end=begin + email.end) for email in emails)


# Labels


def contact_label(text: str, source: Source, label: Label | None = None, goes_on: bool = False) -> ContactLabel | None:
    """The contact label that `text` begins with: one of the vocabulary, or another before a colon and an address.

    `label` is the one that the vocabulary has for `text`, where that is known. Of a contact that goes on in the next
    line, names alone may follow the colon.
    """
    label = label or source.label(text)
    if label and label.kind == "contact":
        if label.alone:
            return ContactLabel(text.strip(" :"), len(text), True)
        return ContactLabel(text[: label.end - 1].strip(), label.end, True)
    if label and label.colon:
        return None
    if not has_address(text) and not may_name_function(text):
        return _label_without_colon(text, source) if may_begin_with_label(text, source) else None
    if unknown := UNKNOWN_LABEL.match(text):
        name, rest = unknown.group().rstrip(": "), text[unknown.end() :]
        may_be_label = _is_job_title(name, source) or (goes_on and not _is_people(text, source))
        is_label = may_be_label and _is_people(rest, source)
        is_label = is_label or (_is_reached(rest, source) and not _is_subject(name, rest, source))
        return ContactLabel(name, unknown.end(), False) if is_label else None
    return _label_without_colon(text, source)


def _is_job_title(name: str, source: Source) -> bool:
    """Whether what is before a colon is a job title: names alone may follow it, "Programmamanager: Jan Jansen"."""
    return [token.kind for token in without_separators(tokens(name, 0, source))] == ["function"]


def _is_subject(name: str, rest: str, source: Source) -> bool:
    """Whether what is before a colon is no label: it introduces ("E-mail"), or is who the address is of."""
    if is_introduction(name, source):
        return True
    subjects = [token for token in tokens(name, 0, source) if token.kind in {"person", "function"}]
    if not subjects:
        return False
    addresses = [email for email, _, _ in find_emails(rest)]
    if is_in_addresses(subjects[0].text, addresses):
        return True
    is_full_name = subjects[0].kind == "person" and " " in subjects[0].text
    return is_full_name and not _are_of_others(rest, addresses, source)


def _are_of_others(rest: str, addresses: Sequence[str], source: Source) -> bool:
    """Whether a full name after a colon is that of whom the addresses are: "Ommen Trekker: Jan Jansen, j.jansen@…"."""
    first = next(iter(without_separators(tokens(rest, 0, source))), None)
    return first is not None and first.kind == "person" and " " in first.text and is_in_addresses(first.text, addresses)


def _label_without_colon(text: str, source: Source) -> ContactLabel | None:
    """The longest label of the vocabulary that `text` begins with, where nothing but contacts follows."""
    for length in sorted({len(label) for label in source.labels["contact"]}, reverse=True):
        if text[length : length + 1] not in AFTER_LABEL or source.label_kind(text[:length]) != "contact":
            continue
        rest = text[length + 1 :]
        if is_contact(rest, source) or (rest[-1:] not in SENTENCE_SIGNS and _is_people(rest, source)):
            return ContactLabel(text[:length].rstrip(), length + 1, True)
    return None


# Looks


def may_begin_with_label(text: str, source: Source) -> bool:
    """A quick look: whether a short text begins with the letters of a contact label of the vocabulary."""
    return len(text) <= LONGEST_CONTINUATION and text.startswith(source.labels["contact"])


def may_name_function(text: str) -> bool:
    """A quick look: whether a short text has a colon after its first words, as after a job title."""
    return len(text) <= LONGEST_CONTINUATION and ":" in text[:LONGEST_UNKNOWN_LABEL]


def without_separators(found: Iterable[Token]) -> list[Token]:
    """The tokens that say something, without the signs and words between them."""
    return [token for token in found if token.kind not in SAYS_NOTHING]


def _is_people(text: str, source: Source) -> bool:
    """Whether `text` is nothing but full names, with or without numbers: "Jan Jansen en Piet Pietersen"."""
    found = without_separators(tokens_of_contact(text, source) or ())
    names = [token for token in found if token.kind == "person" and " " in token.text]
    return bool(names) and all(token in names or token.kind == "phone" for token in found)


def is_contact(text: str, source: Source) -> bool:
    """Whether `text` is nothing but people, job titles and how to reach them: with an address, or numbers alone."""
    return are_contact(tokens_of_reached(text, source))


def are_contact(found: Iterable[Token]) -> bool:
    """Whether the tokens of a text that is nothing but contacts have an address, or numbers alone."""
    kinds = {token.kind for token in found}
    return "email" in kinds or ("phone" in kinds and kinds.isdisjoint({"person", "function", "organisation"}))


def _is_reached(text: str, source: Source) -> bool:
    """Whether what a label comes before is nothing but people, job titles and how to reach them, in whatever way."""
    return any(token.kind in {"email", "phone"} for token in tokens_of_reached(text, source))


def tokens_of_reached(text: str, source: Source) -> list[Token]:
    """The tokens of a text that is nothing but contacts, where it may have an address or a number and is not long."""
    if not (may_have_address(text) or may_have_number(text)):
        return []
    if len(text.split(maxsplit=MOST_OF_CONTACT)) > MOST_OF_CONTACT:
        return []
    return tokens_of_contact(text, source) or []


# Reading


def read_contacts(lines: Sequence[Line], source: Source) -> Reading:
    """What the contact lines of one entry say."""
    found: list[Token] = []
    unknown = []
    below = labels_below_names(lines, lone_labels(lines, source), source) if len(lines) > 1 else ()
    for n, line in enumerate(lines):
        text, begin = line.text, line.start - lines[0].start
        if text.startswith("- "):
            text, begin = text[2:], begin + 2
        if n in below:
            found.append(Token("label below", text, begin, begin + len(text)))
            continue
        name = text.rstrip(" :")
        is_label = line is not lines[-1] and UNKNOWN_LABEL_ALONE.fullmatch(text) and not source.label(text)
        if is_label and not is_introduction(name, source):  # "E-mail:", and the address on the next line
            found.append(Token("label", name, begin, begin + len(name)))
            unknown.append(name)
            continue
        if label := contact_label(text, source, line.label, goes_on=line is not lines[-1]):
            found.append(Token("label", label.text, begin, begin + len(label.text)))
            if not label.known:
                unknown.append(label.text)
            text, begin = text[label.rest :], begin + label.rest
        found += tokens(text, begin, source)
    kinds = [token.kind for token in found]
    groups = grouped(found, source)
    is_marked = any(map(says_former, unknown)) or not FORMER_MARKS.isdisjoint(kinds)
    former, ended = former_subjects(found) if is_marked else (set(), set())
    others = kinds.count("other") + kinds.count("extension")
    return Reading(groups, unknown, others, former, ended, sum([count_unsure(group, source) for group in groups]))


# Contacts


def make_contacts(reading: Reading, text: str, home: Domains, begin: int = 0) -> tuple[Contact, ...]:
    """The contacts in a reading of the lines that are `text` and begin at `begin` in the page.

    `home` are the domains of the entry's municipality, if any.
    """
    return tuple(
        [
            _contact(group.label, *parts, text, home, begin)
            for group in reading.groups
            for parts in reached(group)
            if not reading.former or parts[0] not in reading.former
        ]
    )


def _contact(
    label: Token | None,
    subject: Token | None,
    email: Token | None,
    phone: Token | None,
    text: str,
    home: Domains,
    begin: int,
) -> Contact:
    parts = [token for token in (subject, email, phone) if token]
    cells = [label, *parts] if label else parts
    is_person = subject is not None and subject.kind == "person"
    return Contact(
        label.text if label else "",
        subject.text if subject and is_person else None,
        subject.text if subject and not is_person else None,
        email.text if email else None,
        phone.text if phone else None,
        _is_external(email.text, home) if email and home else None,
        begin + min([token.start for token in parts]),
        begin + max([token.end for token in parts]),
        tuple([_evidence(token, text, begin) for token in cells]),
    )


def _evidence(token: Token, text: str, begin: int) -> Evidence:
    kind, start, end = token.kind, token.start, token.end
    column = "name" if kind == "person" else kind
    rule = RULE_LABEL if kind == "label" else RULE_GRAMMAR
    value, quote = token.text, text[start:end]
    return Evidence(column, value, rule, value if value == quote else quote, begin + start, begin + end)


def _is_external(address: str, home: Domains) -> bool:
    """Whether an address is at none of the domains."""
    return not ("." + address.rpartition("@")[2]).endswith(home)
