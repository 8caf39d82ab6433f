"""The parts of a name, and one pattern for many names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.privacy.limits import DEEPEST_PATTERN
from pipeline.text.normalise import fold, split_words

NO_MATCH = re.compile(r"(?!)")
# A letter, or what is between words: what a pattern begins with and no other letter or blank can be in its place.
SHARED_BEGINNING = re.compile(r"[A-Za-z0-9]|\\s\+|\\ ", re.ASCII)


def halves(name: str, prefixes: frozenset[str]) -> tuple[list[str], list[str]]:
    """The folded words of the given names and of the surname; a name of one word is a surname."""
    words = name.split()
    is_surname = (n for n, word in enumerate(words[1:-1], start=1) if fold(word) in prefixes or "-" in word)
    first = next(is_surname, len(words) - 1)
    return split_words(" ".join(words[:first])), split_words(" ".join(words[first:]))


def joined_pattern(patterns: Iterable[str], depth: int = 0) -> str:
    """A pattern for one of several, in their order; what they begin with is tried once, however many begin so.

    Else each word of a text would be compared with each name. Letters differ by more than case.
    """
    found = [*dict.fromkeys(patterns)]
    if len(found) == 1 or depth == DEEPEST_PATTERN:
        return "|".join(found)
    groups: dict[str, list[str]] = {}
    for pattern in found:
        head = SHARED_BEGINNING.match(pattern)
        begins = head[0].lower() if head else ""
        groups.setdefault(begins, []).append(pattern[len(begins) :])
    others = groups.pop("", [])
    branches = [f"{begins}(?:{joined_pattern(after, depth + 1)})" for begins, after in groups.items()]
    return "|".join([*branches, *others])


def longest(words: Iterable[str]) -> list[str]:
    """Words that are not empty, the longest first."""
    return sorted(filter(None, words), key=lambda word: (-len(word), word))
