"""The grammar of a contact line: labels, people, job titles, addresses and numbers, in whatever order.

line    := group+
group   := label? subject* reach*     a new one begins with a label, or with a subject after something to reach it by
subject := person | job title
reach   := e-mail address | telephone number
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.addresses import has_address, may_be_contact, may_have_address
from pipeline.records import Contact, Evidence
from pipeline.source import Source
from pipeline.tokens import Token, tokens
from pipeline.words import slug

__all__ = [
    "UNKNOWN_LABEL",
    "Reading",
    "contact_head",
    "has_address",
    "is_contact",
    "make_contacts",
    "may_be_contact",
    "may_have_address",
    "names_someone",
    "read_contacts",
    "tokens",
]

# A label that no vocabulary knows, at the place of a contact line.
UNKNOWN_LABEL = re.compile(r"[^\W\d_][\w'’()/& -]{1,43}?\s*:(?=\s)")
# A contact line names a few people; a sentence that holds an address is longer. In words.
LONGEST_CONTACT = 60
NONE: list[Token | None] = [None]  # stands for the addresses or the numbers where there are none
RULE_LABEL = "label of the contact line"
RULE_GRAMMAR = "contact grammar"


class Head(NamedTuple):
    """The label that a line begins with, without its colon."""

    label: str
    rest: int  # where what it labels begins
    known: bool  # the vocabulary has it


@dataclass(slots=True)
class Group:
    """Subjects that are reached in the same way."""

    label: Token | None
    subjects: list[Token] = field(default_factory=list)
    joined: bool = False  # the subjects are joined by "en", so that one address is theirs together
    emails: list[Token] = field(default_factory=list)
    phones: list[Token] = field(default_factory=list)

    @property
    def reached(self) -> bool:
        """Whether something to reach the subjects by has been read."""
        return bool(self.emails or self.phones)


@dataclass(frozen=True, slots=True)
class Reading:
    """Contact lines as read."""

    groups: tuple[Group, ...]
    unknown_labels: tuple[str, ...]  # those that no vocabulary has
    others: int  # how many pieces were nothing of a contact

    @property
    def addresses(self) -> Iterator[Token]:
        """The e-mail addresses, in order."""
        return (email for group in self.groups for email in group.emails)


# Heads


def contact_head(text: str, source: Source) -> Head | None:
    """The contact label that `text` begins with: one of the vocabulary, or another before a colon and an address."""
    label = source.label(text)
    if label and label.kind == "contact":
        return (
            Head(text.strip(" :"), len(text), True)
            if label.alone
            else Head(text[: label.end - 1].strip(), label.end, True)
        )
    if (label and label.colon) or not has_address(text):
        return None
    if unknown := UNKNOWN_LABEL.match(text):
        is_head = is_contact(text[unknown.end() :], source)
        return Head(unknown.group().rstrip(": "), unknown.end(), False) if is_head else None
    return _head_without_colon(text, source)


def _head_without_colon(text: str, source: Source) -> Head | None:
    """The longest label of the vocabulary that `text` begins with, where nothing but contacts follows."""
    for length in sorted({len(label) for label in source.labels["contact"]}, reverse=True):
        is_label = text[length : length + 1] == " " and source.label_kind(text[:length]) == "contact"
        if is_label and is_contact(text[length:], source):
            return Head(text[:length], length, True)
    return None


def is_contact(text: str, source: Source) -> bool:
    """Whether `text` is nothing but people, job titles and how to reach them: with an address, or numbers alone."""
    if len(text.split(maxsplit=LONGEST_CONTACT)) > LONGEST_CONTACT:
        return False
    kinds = {token.kind for token in tokens(text, 0, source)}
    if "other" in kinds:
        return False
    return "email" in kinds or ("phone" in kinds and kinds.isdisjoint({"person", "function", "organisation"}))


def names_someone(text: str, source: Source) -> bool:
    """Whether a contact line names a person, a job title or a way to reach somebody, or is a lone label."""
    head = contact_head(text, source)
    if head is None or head.rest >= len(text):
        return head is not None
    return any(token.kind in {"person", "function", "email", "phone"} for token in tokens(text[head.rest :], 0, source))


# Reading


def read_contacts(lines: Sequence[tuple[str, int]], source: Source) -> Reading:
    """What the contact lines of one entry say; `lines` are texts with the offset of each in the page."""
    found: list[Token] = []
    unknown = []
    for text, offset in lines:
        head = contact_head(text, source)
        if head:
            found.append(Token("label", head.label, offset, offset + len(head.label)))
            if not head.known:
                unknown.append(head.label)
        begin = head.rest if head else 0
        found.extend(tokens(text[begin:], offset + begin, source))
    others = sum(token.kind == "other" for token in found)
    return Reading(tuple(_groups(found)), tuple(unknown), others)


def _groups(found: Sequence[Token]) -> list[Group]:
    """The tokens of an entry's contact lines in groups of subjects with what reaches them."""
    result = [Group(None)]
    joint = bracket = described = False  # described: a job title of a person who is named was read last
    for token in found:
        group = result[-1]
        if token.kind == "label":
            result.append(Group(token))
        elif token.kind == "joint":
            joint = True
            continue
        elif token.kind == "break":
            joint = joint and token.text != ";"
            bracket = token.text in "(<[" and token.text != ""
            continue
        elif token.kind in {"person", "function"}:
            joint = joint and not (described and token.kind == "function")
            described = not _add_subject(result, token, joint, bracket)
        elif token.kind == "email":
            group.emails.append(token)
        elif token.kind == "phone":
            group.phones.append(token)
        joint = bracket = False
    return [group for group in result if group.subjects or group.reached]


def _add_subject(result: list[Group], token: Token, joint: bool, bracket: bool) -> bool:
    """Put a subject where it belongs: to those before it, to the address before it, or into a group of its own.

    Returns:
        False for what only describes the subject before it: "Naam Naam, beleidsadviseur, naam@…", "Naam Naam (Zwolle)".
    """
    group = result[-1]
    if group.subjects and not joint and token.kind == "function" and (not group.reached or bracket):
        return False
    if group.subjects and bracket and " " not in token.text:
        return False
    if group.reached and not group.subjects and (bracket or any(_belongs(email, token) for email in group.emails)):
        group.subjects.append(token)  # "naam@… (Naam Naam)"
    elif group.reached:
        result.append(Group(group.label, [token]))
    else:
        group.joined = group.joined or (joint and bool(group.subjects))
        group.subjects.append(token)
    return True


def _belongs(email: Token, person: Token) -> bool:
    """Whether the part of an address before the @ holds a word of a person's name."""
    local = slug(email.text.partition("@")[0]).replace("-", "")
    return any(len(word) > 2 and word in local for word in slug(person.text).split("-"))


# Contacts


def make_contacts(reading: Reading, page: str, own: Sequence[str]) -> tuple[Contact, ...]:
    """The contacts in a reading; `page` is the page's text, `own` the domains of the entry's municipality, if any."""
    return tuple(
        _contact(group.label, subject, email, phone, page, own)
        for group in reading.groups
        for subject, emails in _shared_out(group)
        for email in emails or NONE
        for phone in group.phones or NONE
    )


def _shared_out(group: Group) -> list[tuple[Token | None, list[Token]]]:
    """Each subject with its addresses: what names it, its turn where there are as many, or what all share."""
    subjects: list[Token | None] = list(group.subjects) or [None]
    if len(subjects) == 1 or not group.emails:
        return [(subject, group.emails) for subject in subjects]
    named = {subject: [email for email in group.emails if subject and _belongs(email, subject)] for subject in subjects}
    claimed = [email for emails in named.values() for email in emails]
    if (
        len(group.emails) > 1
        and len(claimed) == len(group.emails)
        and all(claimed.count(email) == 1 for email in claimed)
    ):
        return [(subject, named[subject]) for subject in subjects]
    if len(group.emails) == len(subjects):
        return [(subject, [email]) for subject, email in zip(subjects, group.emails, strict=True)]
    if not group.joined and len(group.emails) == 1 and len(claimed) == 1:
        return [(subject, named[subject]) for subject in subjects]
    return [(subject, group.emails) for subject in subjects]


def _contact(
    label: Token | None, subject: Token | None, email: Token | None, phone: Token | None, page: str, own: Sequence[str]
) -> Contact:
    evidence = []
    if label:
        evidence.append(_evidence("label", label, RULE_LABEL, page))
    name = function = None
    if subject:
        name, function = (subject.text, None) if subject.kind == "person" else (None, subject.text)
        evidence.append(_evidence("name" if name else "function", subject, RULE_GRAMMAR, page))
    if email:
        evidence.append(_evidence("email", email, RULE_GRAMMAR, page))
    if phone:
        evidence.append(_evidence("phone", phone, RULE_GRAMMAR, page))
    parts = [token for token in (subject, email, phone) if token]
    return Contact(
        label.text if label else "",
        name,
        function,
        email.text if email else None,
        phone.text if phone else None,
        _is_external(email.text, own) if email and own else None,
        min([token.start for token in parts]),
        max([token.end for token in parts]),
        tuple(evidence),
    )


def _evidence(column: str, token: Token, rule: str, page: str) -> Evidence:
    return Evidence(column, token.text, rule, page[token.start : token.end], token.start, token.end)


def _is_external(address: str, own: Sequence[str]) -> bool:
    """Whether an address is at none of the domains."""
    domain = address.rpartition("@")[2]
    return not any(domain == name or domain.endswith("." + name) for name in own)
