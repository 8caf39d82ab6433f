"""Who is reached by which address and number: the pairs in a group of subjects and what reaches them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.contacts.grouping import Group, belongs
from pipeline.contacts.limits import MOST_PAIRS
from pipeline.contacts.tokens import Token

NONE: list[Token | None] = [None]  # in the place of the addresses or the numbers where there are none
Reached = tuple[Token | None, list[Token], list[Token]]  # a subject, its addresses and its numbers
Whole = tuple[Token | None, Token | None, Token | None]  # a subject, an address, a number: one of them at least


def reached(group: Group) -> list[Whole]:
    """Each subject with each of its addresses and numbers together.

    There are never more than the group has subjects, addresses and numbers: where it is not told which are whose, each
    is alone, and those of one subject are not combined with each other.
    """
    found = assign_reach(group)
    if _is_small(group) or not _are_crowded(group, found):
        return [
            (who, email, phone) for who, emails, phones in found for email in emails or NONE for phone in phones or NONE
        ]
    who = found[0][0] if len(found) == 1 else None
    alone: list[Whole] = [] if who else [(subject, None, None) for subject in group.subjects]
    return [*alone, *((who, email, None) for email in group.emails), *((who, None, phone) for phone in group.phones)]


def is_crowded(group: Group) -> bool:
    """Whether more pairs of a subject and what reaches it could be in a group than it has of either."""
    return not _is_small(group) and _are_crowded(group, assign_reach(group))


def _is_small(group: Group) -> bool:
    """Whether a group has so few subjects, addresses and numbers that there cannot be more pairs of them."""
    return len(group.subjects) + len(group.emails) + len(group.phones) <= 4


def _are_crowded(group: Group, found: Sequence[Reached]) -> bool:
    most = len(group.subjects) + len(group.emails) + len(group.phones)
    return sum(max(1, len(emails)) * max(1, len(phones)) for _, emails, phones in found) > most


def assign_reach(group: Group) -> list[Reached]:
    """Each subject with its addresses and its numbers: its turn where there are as many, or what all share."""
    subjects, phones = group.subjects, group.phones
    if len(subjects) < 2:
        return [(subjects[0] if subjects else None, group.emails, phones)]
    numbers = [[phone] for phone in phones] if len(phones) == len(subjects) else [phones] * len(subjects)
    return list(zip(subjects, _addresses_of(group), numbers, strict=True))


def _addresses_of(group: Group) -> list[list[Token]]:
    """The addresses of each of several: those that hold its name, its turn where there are as many, or all."""
    subjects, emails = group.subjects, group.emails
    if len(emails) * len(subjects) <= MOST_PAIRS and (len(emails) > 1 or not group.joined):
        named = [[email for email in emails if belongs(email, subject)] for subject in subjects]
        claimed = [email for own in named for email in own]
        if len(claimed) == len(emails) == len(set(claimed)):
            return named
    if len(emails) == len(subjects):
        return [[email] for email in emails]
    return [emails] * len(subjects)
