"""The rest of a contact line: of what was not understood nobody knows what it is, so it goes as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.contacts.addresses import find_emails, find_phones, may_have_number
from pipeline.contacts.contact_line import UNKNOWN_LABEL
from pipeline.contacts.limits import LONGEST_CONTINUATION
from pipeline.contacts.looks import like_contact
from pipeline.definition import dutch
from pipeline.privacy.people import Known
from pipeline.privacy.reaches import addresses_in, profiles_in
from pipeline.records import Role, Span
from pipeline.tables.schema import Rows
from pipeline.text.normalise import fold

# What divides a contact line into pieces: "naam, functie (team) | naam@gemeente.nl - 0182 588 210".
DIVIDES = re.compile(rf"[,;|()<>\[\]/•·:]|\s[-–—]\s|\s(?:{dutch.one_of('contacts', 'joining')}|&)\s")
WORD_OF_REST = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
NOT_BLANK = re.compile(r"\S+")
SENTENCE_END = re.compile(r"\w{3,}[.!?](?:$|\s+[^\W\d_a-z])")  # "tel. 0182" ends none
ROLES = (Role.CONTACT, Role.EARLY_CONTACT)


def contact_like(text: str, known: Known) -> Iterator[Span]:
    """The lines of a text that are contact lines, although they may be read as none, or below a lone label."""
    is_below = False
    for start, end in lines_of(text):
        line = text[start:end]
        label = known.source.label(line)
        is_label = label is not None and label.kind == "contact" and (label.colon or label.alone)
        if is_label or (_is_short(line) and (is_below or _is_contact_like(line, known))):
            yield start, end
        is_below = is_label and label is not None and label.alone


def _is_short(line: str) -> bool:
    return len(line) <= LONGEST_CONTINUATION and not SENTENCE_END.search(line)


def _is_contact_like(line: str, known: Known) -> bool:
    """Whether a short line holds a way to reach somebody, or begins with a job title."""
    if addresses_in(line) or profiles_in(line, ()) or _is_headed(line, known):
        return True
    return may_have_number(line) and any(plain.startswith("0") for plain, _, _ in find_phones(line, find_emails(line)))


def _is_headed(line: str, known: Known) -> bool:
    """Whether a job title is before a colon, and nothing but people and job titles after it."""
    head = UNKNOWN_LABEL.match(line)
    if head is None or not like_contact(line, known.source):
        return False
    return any(known.is_beside(fold(word)) for word in WORD_OF_REST.findall(head[0]))


def rest(line: str, known: Known) -> Iterator[Span]:
    """What of a contact line was not understood: the words of each piece in which one is known to nobody.

    Blanks are in the place of what is understood, whether it goes or stays.
    """
    for start, end in pieces(line):
        if not all_known(WORD_OF_REST.findall(line[start:end]), known):
            found = NOT_BLANK.finditer(line[start:end])
            yield from ((start + match.start(), start + match.end()) for match in found)


def pieces(line: str) -> Iterator[Span]:
    """The spans between what divides a contact line."""
    at = 0
    for sign in DIVIDES.finditer(line):
        yield at, sign.start()
        at = sign.end()
    yield at, len(line)


def all_known(words: list[str], known: Known) -> bool:
    """Whether the vocabulary has all words of a piece; a single letter it has where no word is beside it: "T 0182"."""
    if len(words) > 1 and any(len(word) == 1 and word.isalpha() for word in words):
        return False
    return all(_is_known(fold(word), known) for word in words)


def _is_known(bare: str, known: Known) -> bool:
    words = known.source.contact_words
    listed = (words.inviting, words.roles, words.subjects, words.organisations, words.beside_names)
    return any(bare in each for each in (*listed, known.labels, known.municipal, known.decisions.words))


def contact_lines(rows: Rows) -> list[Span]:
    """Where the lines are on the page that are read as contact lines."""
    return [(row["start"], row["end"]) for row in rows.get("lines", []) if row["role"] in ROLES]


def without_contact_lines(text: str, rows: Rows, known: Known) -> str:
    """The text of the page with blanks for its contact lines, and for those that are like one."""
    left = list(text)
    for start, end in [*contact_lines(rows), *contact_like(text, known)]:
        left[start:end] = " " * (end - start)
    return "".join(left)


def lines_of(text: str) -> Iterator[Span]:
    """The spans of the lines of a text."""
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1
