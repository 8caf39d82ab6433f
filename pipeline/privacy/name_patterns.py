"""Patterns for the forms in which a name is written, in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.privacy.limits import DEEPEST_PATTERN
from pipeline.records import Span
from pipeline.text.normalise import fold, split_words

NO_MATCH = re.compile(r"(?!)")
BETWEEN_WORDS = r"[^a-z0-9]+"  # between the words of a name, in folded text: "ans  klaver", "ans-klaver"
GENITIVE = r"(?:'?s|')?"  # "Klavers plan", "Bo's plan", "Klaas' plan"
# A letter, or what is between words: what a pattern begins with and no other letter or blank can be in its place.
SHARED_BEGINNING = re.compile(rf"[A-Za-z0-9]|{re.escape(BETWEEN_WORDS)}|\\s\+|\\ ", re.ASCII)
EDGES = (r"(?<![a-z0-9])", r"(?![a-z0-9])")


def halves(name: str, prefixes: frozenset[str]) -> tuple[list[str], list[str]]:
    """The folded words of the given names and of the surname; a name of one word is a surname."""
    words = name.split()
    is_surname = (n for n, word in enumerate(words[1:-1], start=1) if fold(word) in prefixes or "-" in word)
    first = next(is_surname, len(words) - 1)
    return split_words(" ".join(words[:first])), split_words(" ".join(words[first:]))


def forms(name: str, prefixes: frozenset[str]) -> Iterator[str]:
    """Patterns for folded text of the forms that name one person: whole, with initials, and turned round."""
    given, surname = halves(name, prefixes)
    if surname:
        yield BETWEEN_WORDS.join([*given, *surname])
    if not given or not surname:
        return
    last, initial = BETWEEN_WORDS.join(surname), given[0][0]
    core = BETWEEN_WORDS.join(word for word in surname if word not in prefixes) or last
    yield rf"{initial}[. ](?:[ .-]?[a-z][. ])*\s*{last}"
    yield rf"{initial}[. ](?:[ .-]?[a-z][. ])*\s*{core}"
    yield rf"{last}[ ,]+{BETWEEN_WORDS.join(given)}"
    yield rf"{core}\s*,\s*(?:{BETWEEN_WORDS.join(given)}|{initial}(?:[. ]+[a-z](?![a-z]))*\.?)(?!\S*@)"
    yield rf"{given[0]}{BETWEEN_WORDS}{core}"


def pattern_of(forms_of_all: Iterable[str]) -> re.Pattern[str]:
    """Matches one of the forms in folded text, a genitive included."""
    found = joined_pattern(filter(None, forms_of_all))
    return re.compile(rf"{EDGES[0]}(?:{found}){GENITIVE}{EDGES[1]}") if found else NO_MATCH


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


def matches(pattern: re.Pattern[str], text: str) -> list[Span]:
    """Where a pattern for folded text matches in a text that is not."""
    if text.isascii():
        return [match.span() for match in pattern.finditer(fold(text))]
    folded = [(part, n) for n, character in enumerate(text) for part in fold(character)]
    places = [n for _, n in folded]
    found = pattern.finditer("".join(part for part, _ in folded))
    return [(places[match.start()], places[match.end() - 1] + 1) for match in found]
