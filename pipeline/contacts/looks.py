"""What a line looks like, for those who have yet to decide whether it is one of contacts."""

from __future__ import annotations

from pipeline.contacts.addresses import find_phones, has_address, may_have_number
from pipeline.contacts.contact_line import (
    SENTENCE_SIGNS,
    UNKNOWN_LABEL,
    are_contact,
    tokens_of_reached,
    without_separators,
)
from pipeline.contacts.grouping import is_job_title
from pipeline.contacts.limits import LONGEST_CONTINUATION
from pipeline.contacts.person_names import is_introduction
from pipeline.contacts.tokens import Token, tokens, tokens_of_contact
from pipeline.definition.source import Source

OF_JOB_TITLES = frozenset({"function", "organisation"})  # kinds of tokens


def continues_contact(text: str, source: Source) -> bool:
    """Whether a line can come between a contact's first line and its address, or on with a list of people.

    It is nothing but full names, job titles, organisations, addresses, numbers, and words that introduce one of them.
    A short title with capitals looks like a name: it is for the caller to know what else the line could be.
    """
    if len(text) > LONGEST_CONTINUATION:
        return False
    found = tokens_of_contact(text, source)
    if found is None:
        return False
    return _are_whole(found) if without_separators(found) else is_introduction(text, source)


def is_or_continues_contact(text: str, source: Source) -> bool:
    """Whether a line is nothing but contacts with an address or a number, or one with a number goes on with a contact.

    It is the two looks at once, since to find numbers takes most of the time of each.
    """
    found = tokens_of_reached(text, source)
    if are_contact(found):
        return True
    return may_have_number(text) and bool(without_separators(found)) and _are_whole(found)


def _are_whole(found: list[Token]) -> bool:
    """Whether all people among some tokens have a full name."""
    return all(token.kind != "person" or " " in token.text for token in found)


def are_job_titles(text: str, source: Source) -> bool:
    """Whether a line is nothing but job titles and organisations, a job title first: "adviseur, gemeente Ommen"."""
    if len(text) > LONGEST_CONTINUATION:
        return False
    found = without_separators(tokens_of_contact(text, source) or ())
    return bool(found) and is_job_title(found[0], source) and {token.kind for token in found} <= OF_JOB_TITLES


def names_someone(text: str, source: Source) -> bool:
    """Whether what is after a contact label names a person, a job title or a way to reach somebody."""
    kinds = {token.kind for token in tokens(text, 0, source)}
    if not kinds.isdisjoint({"person", "function", "email", "phone"}):
        return True
    return has_address(text) or (may_have_number(text) and bool(find_phones(text, [])))  # that is struck out


def like_contact(text: str, source: Source) -> bool:
    """Whether a line that is read as no contact looks like one, but for addresses.

    After a label, of the vocabulary or not, are nothing but people, job titles and numbers; without a label, a
    full name comes with a job title or a number.
    """
    text = text.removeprefix("- ")
    known = source.label(text)
    if len(text) > LONGEST_CONTINUATION or (known and known.kind != "contact"):
        return False
    label = UNKNOWN_LABEL.match(text)
    begin = label.end() if label else 0
    found = without_separators(tokens_of_contact(text[begin:], source) or ())
    if not found:
        return text[-1:] not in SENTENCE_SIGNS and _begins_with_label_and_name(text, source)
    kinds = {token.kind for token in found}
    is_person = any(token.kind == "person" and " " in token.text for token in found)
    if label:
        return is_person or "phone" in kinds or is_job_title(found[0], source)
    return is_person and (not kinds.isdisjoint({"function", "phone"}) or found[0].start > 0)


def _begins_with_label_and_name(text: str, source: Source) -> bool:
    """Whether a full name is after a label of the vocabulary, whatever follows: "Projectleider Jan Jansen (…)"."""
    label = max((label for label in source.labels["contact"] if text.startswith(f"{label} ")), key=len, default=text)
    found = tokens(text[len(label) + 1 :], 0, source)
    return bool(found) and found[0].kind == "person" and " " in found[0].text
