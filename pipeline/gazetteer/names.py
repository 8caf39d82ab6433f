"""A municipality, the ways to write its name, and a naming of it in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from pipeline.definition import dutch
from pipeline.gazetteer.limits import LONGEST_BEFORE, LONGEST_MUNICIPALITY
from pipeline.text.normalise import DASHES, fold

KINDS = dutch.words("municipalities", "kinds")
GEMEENTE = KINDS[0]
# A word with a capital: a name cannot begin otherwise, but for the articles in front of it.
CAPITAL_WORD = re.compile(r"[A-ZÀ-ÞĲŠŽ][^\W_]*")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality or public body."""

    name: str
    kind: str  # "gemeente" or "openbaar lichaam"
    gm_code: str | None
    gm_code_current: str | None  # of the municipality that it is today; None where it was divided among several
    went_into: tuple[str, ...]  # the names of those that it is part of today; none where it is still one itself
    province: str
    longitude: float | None
    latitude: float | None
    slug: str  # its name in identifiers
    domains: tuple[str, ...]  # those that its name gives, or one that went into it, each with the full stop before


@dataclass(frozen=True)
class Spelling:
    """One way to write a name: the words before and after the one it is looked up by."""

    before: tuple[str, ...]
    words: tuple[str, ...]
    municipality: Municipality
    single: bool  # the name is one word
    needs_context: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the name; few of the patterns are ever needed, so that each is made when it is."""
        return _pattern(self.before, self.words)

    def span(self, text: str, at: int) -> tuple[int, int] | None:
        """Where a name of several words is around the word at `at`."""
        if not self.before:
            match = self.pattern.match(text, at)
            return match.span() if match else None
        for match in self.pattern.finditer(text, max(0, at - LONGEST_BEFORE), at + LONGEST_MUNICIPALITY):
            if match.start() < at < match.end():
                return match.span()
        return None


class Naming(Struct, frozen=True, gc=False):
    """A municipality's name found in a text, from `start` to `end`."""

    municipality: Municipality
    start: int
    end: int
    as_government: bool  # "gemeente X" and its like
    compared: bool  # named beside others: "net als de gemeenten X en Y"


def domains_of(slug: str) -> tuple[str, ...]:
    """The domains that a name gives: under .nl, with and without its hyphens, with and without "gemeente" before it."""
    names = sorted({slug, slug.replace("-", "")})
    return tuple(f".{before}{name}.nl" for name in names for before in ("", GEMEENTE, f"{GEMEENTE}-"))


def _pattern(before: tuple[str, ...], words: tuple[str, ...]) -> re.Pattern[str]:
    """Matches a spelling: any apostrophe, blank or hyphen between its words, a dot after an abbreviation."""
    articles = "".join(
        f"['’‘`´]?[sS][-\\s{DASHES}]?" if word == "s" else dutch.in_either_case(word) + r"\s+" for word in before
    )
    return re.compile(
        articles + rf"[-\s.,/&({DASHES}]{{1,3}}".join(_with_diacritics(word) for word in words) + r"\.?\)?(?!\w)"
    )


def _with_diacritics(word: str) -> str:
    """A pattern for a folded word in which vowels may carry marks, and the first letter a capital."""
    marks = {"a": "aáàâä", "e": "eéèêë", "i": "iíìîï", "o": "oóòôö", "u": "uúùûü", "y": "yÿ"}
    return "".join(f"[{marks.get(letter, letter)}{marks.get(letter, letter).upper()}]" for letter in word)


def any_of(words: list[str]) -> str:
    """A pattern for any of the sorted `words`, as a tree by their letters, so that not each of them is tried."""
    branches = []
    for letter, group in groupby((word for word in words if word), key=lambda word: word[0]):
        branches.append(re.escape(letter) + any_of([word[1:] for word in group]))
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if '' in words else ''}"


def ways_to_write(word: str, spelling: str) -> set[str]:
    """The ways to write the word by which a name is looked up: with and without diacritics, and all in capitals."""
    with_marks = next(
        (found.group() for found in CAPITAL_WORD.finditer(spelling) if fold(found.group()) == word), word.capitalize()
    )
    return {with_marks, with_marks.upper(), word.capitalize(), word.upper()}
