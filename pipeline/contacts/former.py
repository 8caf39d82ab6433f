"""Marks of those whom a contact line names and who are contacts no more: struck out, with an end, former, replaced."""

from __future__ import annotations

import re
from typing import Final

from pipeline.contacts.limits import LONGEST_STRUCK
from pipeline.definition import dutch

# What a page strikes out is between these in its text, as in Markdown: "~~Jan Jansen~~ Piet Pietersen".
STRIKE: Final = "~~"
STRUCK: Final = re.compile(rf"~~(?=\S)[^~]{{1,{LONGEST_STRUCK}}}~~")
MONTH: Final = rf"{dutch.one_of('former', 'months')}[a-z]*\.?"
DAY_OR_MONTH: Final = rf"(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}|(?:(?:\d{{1,2}}\s)?{MONTH}\s)?(?:19|20)\d\d)\b"
FORMERLY: Final = dutch.one_of("former", "before")
WORDED: Final = re.compile(
    rf"\b(?i:(?P<next>{dutch.one_of('former', 'until')}\s{DAY_OR_MONTH}:)"  # "(tot 1 juni 2020: Jan Jansen)"
    rf"|(?P<until>{dutch.one_of('former', 'until')}\s{DAY_OR_MONTH}|{FORMERLY}(?=\)))"
    rf"|(?P<since>{dutch.one_of('former', 'since')}\s{DAY_OR_MONTH})"
    rf"|(?P<replaced>{dutch.one_of('former', 'replaced')})\b|(?P<before>{FORMERLY})(?::?\s|-(?=\w)))"
)
# Letters that the words of marks hold, and few other lines: a quick look before the pattern is tried.
OF_WORDED: Final = (
    *dutch.words("former", "replaced", "before"),
    *(f"{word} " for word in dutch.words("former", "until", "since")),
)
FORMER_MARKS: Final = frozenset({"struck", "until", "since", "replaced", "before", "next"})  # kinds of tokens

FormerMark = tuple[str, str, int, int]  # its kind, its text, and where it is


def find_marks(text: str) -> list[FormerMark]:
    """The marks in a text, in order: what is struck out as a whole, and words that say who is former."""
    found = [("struck", each.group(), *each.span()) for each in STRUCK.finditer(text)] if STRIKE in text else []
    folded = text.lower()
    may_be_worded = next((True for letters in OF_WORDED if letters in folded), False)
    for each in WORDED.finditer(text) if may_be_worded else ():
        mark = (each.lastgroup or "", each.group(), *each.span())
        if not is_within(mark, found):
            found.append(mark)
    return sorted(found, key=lambda mark: mark[2])


def is_within(part: FormerMark, marks: list[FormerMark]) -> bool:
    """Whether a part of a text, as an address is, has characters in common with one of the marks."""
    return any(start < part[3] and part[2] < end for _, _, start, end in marks)


def says_former(label: str) -> bool:
    """Whether a label is of who is a contact no more: "Voormalig projectleider", "Projectleider tot 2020"."""
    return any(kind in {"until", "before", "next"} for kind, _, _, _ in find_marks(label))
