"""Who is a contact no more, or not yet: what is struck out, and the words before or after a name that say so."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import itemgetter

from pipeline.contacts.limits import LONGEST_STRUCK
from pipeline.definition import dutch

# What a page strikes out is between these in its text, as in Markdown: "~~Jan Jansen~~ Piet Pietersen".
STRIKE = "~~"
STRUCK = re.compile(rf"~~(?=\S)[^~]{{1,{LONGEST_STRUCK}}}~~")
MONTH = rf"{dutch.one_of('former', 'months')}[a-z]*\.?"
DAY_OR_MONTH = rf"(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}|(?:(?:\d{{1,2}}\s)?{MONTH}\s)?(?:19|20)\d\d)\b"
FORMERLY = dutch.one_of("former", "before")
WORDED = re.compile(
    rf"\b(?i:(?P<next>{dutch.one_of('former', 'until')}\s{DAY_OR_MONTH}:)"  # "(tot 1 juni 2020: Jan Jansen)"
    rf"|(?P<until>{dutch.one_of('former', 'until')}\s{DAY_OR_MONTH}|{FORMERLY}(?=\)))"
    rf"|(?P<since>{dutch.one_of('former', 'since')}\s{DAY_OR_MONTH})"
    rf"|(?P<replaced>{dutch.one_of('former', 'replaced')})\b|(?P<before>{FORMERLY})(?::?\s|-(?=\w)))"
)
# A quick look before the pattern is tried: few lines hold, in small letters, the words of marks.
# They are side by side in it and in no groups: only so are their first letters looked for, in a third of the time.
MAY_BE_WORDED = re.compile(
    "|".join(
        [
            *map(re.escape, dutch.words("former", "replaced", "before")),
            *(f"{re.escape(word)} " for word in dutch.words("former", "until", "since")),
        ]
    )
)
FORMER_MARKS = frozenset({"struck", "until", "since", "replaced", "before", "next"})  # kinds of tokens

InLine = tuple[str, str, int, int]  # an address, a number or a mark: its kind, its text, and where it is
BEGIN = itemgetter(2)


def find_marks(text: str) -> list[InLine]:
    """The marks in a text, in order: what is struck out as a whole, and words that say who is former."""
    may_be_worded = MAY_BE_WORDED.search(text.lower())
    if not may_be_worded and STRIKE not in text:  # nearly all texts
        return []
    struck = [("struck", each.group(), *each.span()) for each in STRUCK.finditer(text)]
    matches = WORDED.finditer(text) if may_be_worded else ()
    worded = [(each.lastgroup or "", each.group(), *each.span()) for each in matches]
    return sorted([*struck, *(mark for mark in worded if not is_within(mark, struck))], key=BEGIN)


def is_within(part: InLine, marks: list[InLine]) -> bool:
    """Whether a part of a text, as an address is, has characters in common with one of the marks, in order."""
    before = bisect_left(marks, part[3], key=BEGIN)  # those that begin before its end
    return before > 0 and part[2] < marks[before - 1][3]
