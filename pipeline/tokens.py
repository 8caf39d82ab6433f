"""The tokens of a contact line: addresses and numbers first, and between them people, job titles and what separates them."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.addresses import find_emails, find_phones, may_have_number
from pipeline.source import ContactWords, Source
from pipeline.words import fold

# "en", "&" and "/" join subjects; commas and the like only separate; brackets enclose.
SEPARATOR = re.compile(
    r"\s+(?:en|and|und|/|&|\+|of)\s+|[,;|()<>\[\]/•·]|\s[-–—]\s|(?<=[\w.])\s?:\s|:$|\s[-–—]$|^[-–—]\s"
)
JOINING = frozenset({"en", "and", "und", "&", "/", "+", "of"})
# "Jan", "Jansen-de", "J.P.", and with an article written together with the name: "'s-Gravesande", "d'Hondt".
NAME_WORD = re.compile(
    r"['’\"“”(]*(?:[a-z]{1,2}['’-])?[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ](?:[^\W\d_]|[-.'’])*['’\"“”),]*"
)
LONGEST_NAME_WORD = 60  # characters
INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+")
AROUND_WORDS = ".,:()"
AROUND_PIECES = ".:-–—"


class Token(NamedTuple):
    """A piece of a contact line; `kind` is label, person, function, organisation, email, phone, joint, break or other."""

    kind: str
    text: str
    start: int
    end: int


class Word(NamedTuple):
    """A word of a piece; `bare` is folded and without the punctuation around it."""

    text: str
    bare: str
    start: int
    end: int


def tokens(text: str, offset: int, source: Source) -> list[Token]:
    """The tokens of a contact line without its first label; what fits nothing is of the kind "other".

    `offset` is where `text` begins in the page; the tokens' offsets are those of the page.
    """
    emails = find_emails(text)
    reached = [("email", *email) for email in emails]
    if may_have_number(text):
        reached += [("phone", *phone) for phone in find_phones(text, emails)]
        reached.sort(key=lambda reach: reach[2])
    found: list[Token] = []
    at = 0
    for kind, plain, start, end in reached:
        _between(text[at:start], offset + at, source, found)
        found.append(Token(kind, plain, offset + start, offset + end))
        at = end
    _between(text[at:], offset + at, source, found)
    return _whole_functions(found, text, offset)


def _between(text: str, offset: int, source: Source, found: list[Token]) -> None:
    """Add the tokens of a stretch without addresses and numbers: pieces, and what separates them."""
    at = 0
    for separator in SEPARATOR.finditer(text):
        start, end = separator.span()
        sign = separator.group().strip()
        if start > at:
            _piece(text[at:start], offset + at, sign == ":", source, found)
        found.append(Token("joint" if sign in JOINING else "break", sign, offset + start, offset + end))
        at = end
    if at < len(text):
        _piece(text[at:], offset + at, False, source, found)


def _whole_functions(found: list[Token], text: str, offset: int) -> list[Token]:
    """The tokens, a lone word with a capital joined to the job title before it: "adviseur Openbare Orde en Veiligheid"."""
    whole: list[Token] = []
    for token in found:
        if token.kind == "person" and " " not in token.text and [t.kind for t in whole[-2:]] == ["function", "joint"]:
            start = whole[-2].start
            whole[-2:] = [Token("function", text[start - offset : token.end - offset], start, token.end)]
        else:
            whole.append(token)
    return whole


# Pieces


def _piece(text: str, offset: int, has_colon: bool, source: Source, found: list[Token]) -> None:
    """Add the person or job title in a piece between separators, without the words that introduce an address."""
    vocabulary = source.contact_words
    words = _telling_words(text, offset, vocabulary)
    if not words:
        return
    start, end = words[0].start, words[-1].end
    while text[end - offset - 1] in AROUND_PIECES and not INITIALS.fullmatch(words[-1].text):
        end -= 1
    piece = text[start - offset : end - offset]
    if has_colon and source.label_kind(piece) == "contact":
        found.append(Token("label", piece, start, end))
        return
    length = 0 if _is_function(words[0], vocabulary) else _name_length(words, vocabulary)
    if length:
        name_end = min(end, words[length - 1].end)
        found.append(Token("person", text[start - offset : name_end - offset], start, name_end))
        if length == len(words):
            return
        words = words[length:]
        start, end = words[0].start, words[-1].end
        found.append(Token("break", "", start, start))
    if (named := _name_behind_function(words, vocabulary)) is not None:
        found.append(Token("person", text[named.start - offset : end - offset], named.start, end))
        return
    piece = text[start - offset : end - offset]
    found.append(Token(_kind(words, piece, vocabulary), piece, start, end))


def _telling_words(text: str, offset: int, vocabulary: ContactWords) -> list[Word]:
    """The words of a piece but for those at its ends that introduce an address or a number: "e-mail", "bereikbaar op".

    Blanks are single, as on every line of a page. Signs without a letter or digit are no words.
    """
    words = []
    at = offset + len(text) - len(text.lstrip())
    for word in text.split():
        words.append(Word(word, fold(word).strip(AROUND_WORDS), at, at + len(word)))
        at += len(word) + 1
    while words and words[-1].bare in vocabulary.introductions:
        words.pop()
    while words and words[0].bare in vocabulary.introductions:
        words.pop(0)
    return words if any(character.isalnum() for word in words for character in word.text) else []


def _kind(words: list[Word], piece: str, vocabulary: ContactWords) -> str:
    if any(_is_function(word, vocabulary) for word in words):
        return "function"
    is_organisation = words[0].bare in vocabulary.organisations or (piece.isupper() and len(words) == 1)
    return "organisation" if is_organisation else "other"


def _is_function(word: Word, vocabulary: ContactWords) -> bool:
    return word.bare in vocabulary.functions or word.bare.endswith(vocabulary.function_endings)


def _name_length(words: list[Word], vocabulary: ContactWords) -> int:
    """How many of `words`, from the first, are the name of a person: given names or initials, prefixes, a surname."""
    if words[0].bare in vocabulary.organisations:
        return 0
    length = capitals = 0
    for n, word in enumerate(words, start=1):
        is_title = word.bare in vocabulary.titles
        if _is_name(word.text) and not (len(words) == 1 and len(word.text) > 3 and word.text.isupper()):
            capitals += not is_title
            length = n
        elif not is_title and word.bare not in vocabulary.prefixes:
            break
    return length if capitals else 0


def _name_behind_function(words: list[Word], vocabulary: ContactWords) -> Word | None:
    """The first word of the person whose job title stands before: "strategisch adviseur veiligheid Jan Jansen"; else None.

    Only behind a word without capital that is no job title itself: "adviseur Openbare Orde" is a job title to its end.
    """
    start = len(words)
    while start and _is_name(words[start - 1].text):
        start -= 1
    if len(words) - start < 2 or not start:
        return None
    before = words[start - 1]
    if _is_function(before, vocabulary) or before.bare in vocabulary.prefixes:
        return None
    return words[start] if any(_is_function(word, vocabulary) for word in words[:start]) else None


def _is_name(word: str) -> bool:
    """Whether a word is written as a part of a name: with a capital, hyphens, apostrophes, or as initials."""
    return len(word) <= LONGEST_NAME_WORD and NAME_WORD.fullmatch(word) is not None
