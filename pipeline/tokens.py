"""The tokens of a contact line: addresses and numbers, and between them people, job titles and what separates them."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.addresses import find_emails, find_phones, may_have_number
from pipeline.source import ContactWords, Source
from pipeline.words import fold

# "en", "&" and "/" join subjects; commas and the like only separate; brackets enclose. A search skips to the first of
# the characters that the pattern begins with; what stands around them decides.
SEPARATOR = re.compile(
    r"""[ ,;|()<>\[\]/•·:–—-](?:
        (?<=[,;|()<>\[\]/•·])
        | (?<=[ ])(?: (?:en|and|und|of|[/&+])[ ] | [-–—](?:[ ]|$) | (?<=[\w.][ ]):[ ] )
        | (?<=[\w.]:)[ ]
        | (?<=:)$
        | (?<=^[-–—])[ ]
    )""",
    re.VERBOSE,
)
JOINING = frozenset({"en", "and", "und", "&", "/", "+", "of"})
# "Jan", "Jansen-de", "J.P.", and with an article written together with the name: "'s-Gravesande", "d'Hondt".
NAME_WORD = re.compile(
    r"['’\"“”(]*(?:[a-z]{1,2}['’-])?[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ](?:[^\W\d_]|[-.'’])*['’\"“”),]*"
)
LONGEST_NAME_WORD = 60  # characters
INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+")
AROUND_WORDS = ".,:()"
BEHIND_PIECES = ".:-–—"
# A lone word in capitals is a name only where it is as short as initials are: "JP" may be one, "RIEC" is none.
LONGEST_ABBREVIATED_NAME = 3  # characters


class Token(NamedTuple):
    """A part of a contact line."""

    kind: str  # label, person, function, organisation, email, phone, joint, break or other
    text: str
    start: int
    end: int


def tokens(text: str, offset: int, source: Source) -> list[Token]:
    """The tokens of a contact line without its first label; what fits nothing is of the kind "other".

    `text` is clean, as every line of a page, and begins at `offset` in the page; the tokens' offsets are the page's.
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
        sign = text[start:end].strip()
        _read_piece(text[at:start], offset + at, sign == ":", source, found)
        found.append(Token("joint" if sign in JOINING else "break", sign, offset + start, offset + end))
        at = end
    _read_piece(text[at:], offset + at, False, source, found)


def _whole_functions(found: list[Token], text: str, offset: int) -> list[Token]:
    """The tokens, a lone word with a capital joined to the job title before: "adviseur Openbare Orde en Veiligheid"."""
    whole: list[Token] = []
    for token in found:
        if token.kind == "person" and " " not in token.text and [t.kind for t in whole[-2:]] == ["function", "joint"]:
            start = whole[-2].start
            whole[-2:] = [Token("function", text[start - offset : token.end - offset], start, token.end)]
        else:
            whole.append(token)
    return whole


# Pieces


class _Piece:
    """The words of a piece, with one blank between them, as on every line of a page.

    `bare` are the words folded and without the punctuation around them.
    """

    def __init__(self, words: list[str], bare: list[str], start: int) -> None:
        self.words = words
        self.bare = bare
        self.start = start

    def has_letters(self) -> bool:
        """Whether anything of it is a letter or a digit."""
        return any(map(str.isalnum, "".join(self.words)))

    def behind(self, count: int) -> _Piece:
        """The piece without its first `count` words."""
        start = self.start + sum(map(len, self.words[:count])) + count
        return _Piece(self.words[count:], self.bare[count:], start)

    def token(self, kind: str, count: int | None = None) -> Token:
        """The first `count` words as a token, without the punctuation behind the last; None: all of them."""
        words = self.words if count is None else self.words[:count]
        text = " ".join(words)
        if text[-1] in BEHIND_PIECES and not INITIALS.fullmatch(words[-1]):
            text = text.rstrip(BEHIND_PIECES)
        return Token(kind, text, self.start, self.start + len(text))


def _read_piece(text: str, start: int, has_colon: bool, source: Source, found: list[Token]) -> None:
    """Add the person or job title in a piece between separators, without the words that introduce an address."""
    vocabulary = source.contact_words
    piece = _told(text, start, vocabulary)
    if piece is None:
        return
    if has_colon and source.label_kind(" ".join(piece.words)) == "contact":
        found.append(piece.token("label"))
        return
    length = 0 if _is_function(piece.bare[0], vocabulary) else _name_length(piece, vocabulary)
    if length:
        found.append(piece.token("person", length))
        piece = piece.behind(length)
        if not piece.has_letters():
            return
        found.append(Token("break", "", piece.start, piece.start))
    named = _name_behind_function(piece, vocabulary)
    found.append(piece.behind(named).token("person") if named else piece.token(_kind(piece, vocabulary)))


def _told(text: str, start: int, vocabulary: ContactWords) -> _Piece | None:
    """A piece without the words at its ends that introduce an address or a number: "e-mail", "bereikbaar op".

    None where nothing is left, or nothing but signs.
    """
    words = text.split()
    if not words:
        return None
    start += text[0] == " "
    bare = [fold(word).strip(AROUND_WORDS) for word in words]
    while bare and bare[-1] in vocabulary.introductions:
        words.pop()
        bare.pop()
    first = 0
    while first < len(bare) and bare[first] in vocabulary.introductions:
        first += 1
    piece = _Piece(words, bare, start)
    if first:
        piece = piece.behind(first)
    return piece if piece.has_letters() else None


def _kind(piece: _Piece, vocabulary: ContactWords) -> str:
    if any(_is_function(word, vocabulary) for word in piece.bare):
        return "function"
    is_capitals = len(piece.words) == 1 and piece.words[0].isupper()
    return "organisation" if is_capitals or piece.bare[0] in vocabulary.organisations else "other"


def _is_function(bare: str, vocabulary: ContactWords) -> bool:
    return bare in vocabulary.functions or bare.endswith(vocabulary.function_endings)


def _name_length(piece: _Piece, vocabulary: ContactWords) -> int:
    """How many words of a piece are, from the first, a person's name: given names or initials, prefixes, a surname."""
    if piece.bare[0] in vocabulary.organisations:
        return 0
    single = len(piece.words) == 1
    length = capitals = 0
    for n, (word, bare) in enumerate(zip(piece.words, piece.bare, strict=True), start=1):
        is_title = bare in vocabulary.titles
        if _is_name(word) and not (single and len(word) > LONGEST_ABBREVIATED_NAME and word.isupper()):
            capitals += not is_title
            length = n
        elif not is_title and bare not in vocabulary.prefixes:
            break
    return length if capitals else 0


def _name_behind_function(piece: _Piece, vocabulary: ContactWords) -> int:
    """How many words of a job title stand before a person: "strategisch adviseur veiligheid Jan Jansen"; else 0.

    Only behind a word without capital that is no job title itself: "adviseur Openbare Orde" is a job title to its end.
    """
    count = len(piece.words)
    start = count
    while start and _is_name(piece.words[start - 1]):
        start -= 1
    if count - start < 2 or not start:
        return 0
    before = piece.bare[start - 1]
    if _is_function(before, vocabulary) or before in vocabulary.prefixes:
        return 0
    return start if any(_is_function(word, vocabulary) for word in piece.bare[:start]) else 0


def _is_name(word: str) -> bool:
    """Whether a word is written as a part of a name: with a capital, hyphens, apostrophes, or as initials."""
    if word.isalpha() and word.isascii():  # most are: no need for the pattern
        return word[0].isupper()
    return len(word) <= LONGEST_NAME_WORD and NAME_WORD.fullmatch(word) is not None
