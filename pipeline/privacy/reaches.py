"""Ways to reach somebody, in whatever form a text has them: addresses, also spoken ones, numbers, handles, profiles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pipeline.contacts.addresses import Reach, find_emails, find_phones, may_have_number
from pipeline.definition import dutch

# "naam at gouda punt nl", "naam apenstaartje gouda.nl", "naam (bij) gouda.nl", "naam -at- gouda.nl", and with a comma
# for a dot "naam@gouda,nl": in a paragraph of any length, where only the end of a domain tells them from other words.
LOOSE_AT = (
    rf"(?:\s{dutch.one_of('addresses', 'bare_at')}\s|\s?[*_-]+at[*_-]+\s?"
    rf"|\s?[\[({{<]\s?(?:{dutch.one_of('addresses', 'at', 'loose_at')}|@)\s?[\])}}>]\s?|\s?[@＠]\s?)"
)
DOT_WORD = dutch.one_of("addresses", "dot")
LOOSE_DOT = rf"(?:\s?[.,]\s?(?=[a-z]{{2,9}}\b)|\s{DOT_WORD}\s|\s?[\[({{]\s?(?:{DOT_WORD}|\.)\s?[\])}}]\s?)"
TOP_LEVEL = "nl|com|org|net|eu|info|be|de|frl|amsterdam|nu|email|online|gov|cw|aw|sx"
LOOSE_ADDRESS = re.compile(
    rf"(?<![\w.-])[\w+-]{{1,63}}(?:(?:\.|\s{DOT_WORD}\s)[\w+-]{{1,63}}){{0,4}}{LOOSE_AT}(?!www\.)"
    rf"[^\W_][\w-]{{0,62}}(?:(?:\.|\s{DOT_WORD}\s)[\w-]{{1,63}}){{0,3}}{LOOSE_DOT}(?:{TOP_LEVEL})(?![\w-])",
    re.IGNORECASE,
)
# A quick look whether an @, or what is written for one, is in a text.
MAY_HAVE_AT = re.compile(
    rf"[@＠]|\b{dutch.one_of('addresses', 'bare_at')}\b"
    rf"|[\[({{<]\s?{dutch.one_of('addresses', 'at', 'loose_at')}\s?[\])}}>]|[*_-]at[*_-]",
    re.IGNORECASE,
)
ANY_LOOSE_AT = re.compile(LOOSE_AT, re.IGNORECASE)
ANY_LOOSE_DOT = re.compile(rf"\.|{LOOSE_DOT}", re.IGNORECASE)
# "@naam", and "naam@gouda" without the end of its domain.
HANDLE = re.compile(r"[\w.+-]*[@＠]\w[\w.-]*\w")
# "linkedin.com/in/naam-12ab": on sites where people have pages; a company's page on LinkedIn is nobody's own.
PROFILE_OF_PERSON = re.compile(
    r"(?<![\w.-])(?:https?://)?(?:[\w-]+\.)*(?:linkedin\.com/(?:in|pub)|(?:twitter|x|facebook|instagram|tiktok)\.com"
    r"|(?:t|wa)\.me|lnkd\.in|bsky\.app/profile|mastodon\.\w+)/[^\s,;()<>\[\]]+",
    re.IGNORECASE,
)
OF_PEOPLE = ((PROFILE_OF_PERSON, "/"), (HANDLE, "@＠"))  # with signs without which none is in a text


def addresses_in(text: str) -> list[Reach]:
    """The e-mail addresses in a text, however they are written, in their plain form."""
    if not MAY_HAVE_AT.search(text):
        return []
    found = _by_line(text, find_emails)
    spoken = [(_plain(match.group()), *match.span()) for match in LOOSE_ADDRESS.finditer(text)]
    taken = covered(text, (each[1:] for each in found))
    more = [reach for reach in spoken if taken.find(1, *reach[1:]) < 0]
    return sorted([*found, *more], key=lambda reach: reach[1])


def _plain(spoken: str) -> str:
    return ANY_LOOSE_DOT.sub(".", ANY_LOOSE_AT.sub("@", spoken, count=1)).lower()


def numbers_in(text: str) -> list[Reach]:
    """The telephone numbers in a text, in national form; digits within a word, as of a hash, are none."""
    found = _by_line(text, lambda line: find_phones(line, find_emails(line)) if may_have_number(line) else ())
    return [
        (plain, start, end)
        for plain, start, end in found
        if not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum()
    ]


def profiles_in(text: str, addresses: Iterable[Reach]) -> list[tuple[int, int]]:
    """Where handles and addresses of people's own pages are in a text, outside its e-mail `addresses`."""
    patterns = [pattern for pattern, sign in OF_PEOPLE if any(each in text for each in sign)]
    found = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    taken = covered(text, (reach[1:] for reach in addresses) if found else ())
    return [span for span in found if taken.find(1, *span) < 0]


def covered(text: str, spans: Iterable[tuple[int, int]]) -> bytearray:
    """For each character of a text 1 where one of the spans has it, else 0."""
    marks = bytearray(len(text))
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return marks


def overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Whether a span has a character in common with one of the others; offsets in characters, end exclusive."""
    return any(start < span[1] and span[0] < end for start, end in others)


def without_addresses(text: str, and_numbers: bool = False) -> str:
    """The text with blanks in the place of its e-mail addresses, handles and people's pages, `and_numbers`."""
    left = list(text)
    addresses = addresses_in(text)
    reaches = [*addresses, *(numbers_in(text) if and_numbers else ())]
    for start, end in [*(reach[1:] for reach in reaches), *profiles_in(text, addresses)]:
        left[start:end] = " " * (end - start)
    return "".join(left)


def _by_line(text: str, find: Callable[[str], Iterable[Reach]]) -> list[Reach]:
    """What is found in each line of a text, as in the lines of the page."""
    found = []
    offset = 0
    for line in text.split("\n"):
        found += [(plain, offset + start, offset + end) for plain, start, end in find(line)]
        offset += len(line) + 1
    return found
