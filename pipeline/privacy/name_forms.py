"""Where names are in a text, in every form that names one person: whole, with initials, turned round, in the genitive.

A text is gone through word by word, and each word is looked up: so it takes as long as the text is, however many names
there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.privacy.name_patterns import halves
from pipeline.records import Span
from pipeline.text.normalise import fold

FOLDED_WORD = re.compile(r"[a-z0-9]+")
AFTER_INITIAL = re.compile(r"[. ][ .-]*")  # "J.-P. Jansen", "J P Jansen"
BEFORE_GIVEN = re.compile(r"[ ,]+")  # "Jansen, Jan", "Jansen Jan"
COMMA = re.compile(r"\s*,\s*")  # before an initial: "Jansen, J.P."
IN_ADDRESS = re.compile(r"\S*@")  # "Jansen, j.jansen@gemeente.nl" is two things
GENITIVE = re.compile(r"'s?(?![a-z0-9])")  # "Bo's plan", "Klaas' plan"; "Klavers" is a word


@dataclass(frozen=True)
class NameWords:
    """The folded words of one name, with or without the prefixes of its surname."""

    given: tuple[str, ...]
    surname: tuple[str, ...]


class Names:
    """Names to be found in texts; a name of one word is a surname."""

    def __init__(self, names: Iterable[str], prefixes: frozenset[str]) -> None:
        self.by_last_word: dict[str, dict[NameWords, None]] = {}
        for name in names:
            given, surname = halves(name, prefixes)
            core = tuple(word for word in surname if word not in prefixes)
            for words in {tuple(surname), core if given else ()} - {()}:
                self.by_last_word.setdefault(words[-1], {})[NameWords(tuple(given), words)] = None

    def spans(self, text: str) -> list[Span]:
        """Where in a text a name is; of those within each other the longest."""
        folded, places = _folded(text)
        found = sorted(set(_Words(folded, self).spans()), key=lambda span: (span[0], -span[1]))
        kept: list[Span] = []
        for start, end in found:
            if not kept or end > kept[-1][1]:
                kept.append((start, end))
        return [(places[start], places[end - 1] + 1) for start, end in kept] if places else kept


def _folded(text: str) -> tuple[str, list[int]]:
    """A text, folded, and which of its characters each is of; none where they are the same."""
    if text.isascii():
        return fold(text), []
    folded = [(part, n) for n, character in enumerate(text) for part in fold(character)]
    return "".join(part for part, _ in folded), [n for _, n in folded]


class _Words:
    """The words of a folded text, and the names that are in it."""

    def __init__(self, folded: str, names: Names) -> None:
        self.folded = folded
        self.names = names
        matches = [*FOLDED_WORD.finditer(folded)]
        self.words = [match[0] for match in matches]
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]

    def spans(self) -> Iterator[Span]:
        by_last_word = self.names.by_last_word
        for n, word in enumerate(self.words):
            for each in {word, word.removesuffix("s")}:
                for name in by_last_word.get(each, ()):
                    first = n + 1 - len(name.surname)
                    if first >= 0 and self.words[first:n] == [*name.surname[:-1]]:
                        yield from self._around(name, first, n)

    def _around(self, name: NameWords, first: int, last: int) -> Iterator[Span]:
        """Where a name is around its surname, whose first and last word are given by their numbers."""
        if not name.given:
            yield self.starts[first], self._end(last)
            return
        before = (self._given(name, first), self._initial(name, first))
        yield from ((self.starts[n], self._end(last)) for n in before if n is not None)
        if (end := self._turned(name, last)) is not None:
            yield self.starts[first], end

    def _given(self, name: NameWords, first: int) -> int | None:
        """The word with which the given names before a surname begin, all of them or the first."""
        for given in (name.given, name.given[:1]):
            if first >= len(given) and self.words[first - len(given) : first] == [*given]:
                return first - len(given)
        return None

    def _initial(self, name: NameWords, first: int) -> int | None:
        """The word that is the initial before a surname, with others between them."""
        found = None
        n = first - 1
        while n >= 0 and len(self.words[n]) == 1 and AFTER_INITIAL.fullmatch(self._between(n)):
            if self.words[n] == name.given[0][0]:
                found = n
            n -= 1
        return found

    def _turned(self, name: NameWords, last: int) -> int | None:
        """Where the given names or initials after a surname end."""
        after, between = last + 1, self._between(last)
        if tuple(self.words[after : after + len(name.given)]) == name.given:
            is_apart = BEFORE_GIVEN.fullmatch(between) or COMMA.fullmatch(between)
            n = after + len(name.given) - 1
        else:
            is_apart = COMMA.fullmatch(between) if self.words[after : after + 1] == [name.given[0][0]] else None
            n = after
            while n + 1 < len(self.words) and len(self.words[n + 1]) == 1 and not self._between(n).strip(". "):
                n += 1
        return self._end(n) if is_apart and not IN_ADDRESS.match(self.folded, self.ends[n]) else None

    def _between(self, n: int) -> str:
        """What is between a word and the next one."""
        return self.folded[self.ends[n] : self.starts[n + 1]] if n + 1 < len(self.words) else ""

    def _end(self, n: int) -> int:
        """Where a word ends, in the genitive too."""
        genitive = GENITIVE.match(self.folded, self.ends[n])
        return genitive.end() if genitive else self.ends[n]
