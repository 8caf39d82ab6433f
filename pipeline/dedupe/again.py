"""Which projects of a page are those of an earlier one, though titles, texts and municipalities were edited since.

It asks of two pages what `projects` asks of one, by the same likeness, and doubts less: nobody shows a project beside
itself under another title, but one that went when another of nearly the same text came is that one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import product

from pipeline.dedupe.limits import (
    ALIKE,
    MOST_COMPARED,
    MOST_PAIRS_OF_PROJECTS,
    NEARLY_THE_SAME,
    SAME_TITLE,
    SHORTEST_TEXT,
)
from pipeline.dedupe.projects import Compared
from pipeline.records import Entry
from pipeline.text.difference import likeness
from pipeline.text.normalise import letters_only

Today = Callable[[str | None], str | None]
Ranked = tuple[int, float, int, int]  # what speaks least against a pair comes first: rank, unlikeness, numbers


def found_again(then: Sequence[Entry], now: Sequence[Entry], today: Today) -> dict[int, int]:
    """For each of `now` that is one of `then`, the number of that one.

    Both hold the most complete entry of each project; of two that fit, the one further back in `then` is taken. `today`
    gives what a municipality is called today: one that merged is the same as the one that it went into.
    """
    return Again(then, now, today).found()


class Again:
    """The projects of two pages, and which are found to be the same so far."""

    def __init__(self, then: Sequence[Entry], now: Sequence[Entry], today: Today) -> None:
        self.entries = [*then, *now]
        self.first_now = len(then)
        self.today = today
        self.partner: dict[int, int] = {}  # then for now, and now for then

    def found(self) -> dict[int, int]:
        """The pairs: first what is as it was, then what is most alike in one municipality, then what has none."""
        for olds, news in self._groups(lambda entry: (self.today(entry.municipality), entry.title, entry.text)):
            for pair in zip(olds[::-1], news, strict=False):
                self._join(*pair)
        known = self._groups(lambda entry: self.today(entry.municipality))
        self._take(ranked for group in known for ranked in self._of_one_municipality(*group))
        titled = self._groups(lambda entry: letters_only(entry.title or "") or None)
        self._take(ranked for group in titled for ranked in self._of_none(*group))
        return {n - self.first_now: old for n, old in self.partner.items() if n >= self.first_now}

    def _groups(self, key: Callable[[Entry], Hashable]) -> Iterator[tuple[list[int], list[int]]]:
        """The numbers of those without a partner, then and now, that have a key in common; None is none."""
        groups: defaultdict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for n, entry in enumerate(self.entries):
            if n not in self.partner and (found := key(entry)) is not None:
                groups[found][n >= self.first_now].append(n)
        yield from [group for group in groups.values() if all(group)]

    def _take(self, pairs: Iterator[Ranked]) -> None:
        for _, _, minus_old, new in sorted(pairs):
            self._join(-minus_old, new)

    def _join(self, old: int, new: int) -> None:
        if old not in self.partner and new not in self.partner:
            self.partner |= {old: new, new: old}

    def _of_one_municipality(self, olds: list[int], news: list[int]) -> Iterator[Ranked]:
        compared = Compared([*olds, *news], self.entries, known=True)
        for old, new in self._pairs(olds, news, compared):
            alike = compared.similarity(old, new)
            if (rank := _rank(compared, old, new, alike)) is not None:
                yield rank, -alike, -old, new

    def _of_none(self, olds: list[int], news: list[int]) -> Iterator[Ranked]:
        """Pairs of which the municipality was found only once, or never: title and text must both agree.

        Where each has one, neighbours may copy from each other; then both must be the same to the letter.
        """
        compared = Compared([*olds, *news], self.entries, known=False)
        for old, new in self._pairs(olds, news, compared):
            alike = compared.similarity(old, new)
            named = all(self.entries[n].municipality for n in (old, new))
            if (alike == 1 or not named) and compared.same_title(old, new):
                yield 0, -alike, -old, new

    def _pairs(self, olds: list[int], news: list[int], compared: Compared) -> Iterator[tuple[int, int]]:
        """All pairs of these; where they are very many, those that share words of their titles or rare words."""
        if len(olds) * len(news) <= MOST_PAIRS_OF_PROJECTS:
            yield from product(olds, news)
            return
        keyed: defaultdict[Hashable, list[int]] = defaultdict(list)
        for old in olds:
            for key in compared.keys(old):
                keyed[key].append(old)
        for new in news:
            yield from ((old, new) for old in {n for key in compared.keys(new) for n in keyed[key][-MOST_COMPARED:]})


def _rank(compared: Compared, old: int, new: int, alike: float) -> int | None:
    """What speaks for two projects of one municipality being one, from 0, which is most; None where nothing does."""
    titled = all(compared.titles[n].words for n in (old, new)) and compared.same_title(old, new)
    tells = min(len(compared.texts[n]) for n in (old, new)) >= SHORTEST_TEXT
    if titled and alike >= ALIKE:
        return 0
    if tells and alike >= NEARLY_THE_SAME:
        return 1
    if titled:
        return 2
    if compared.told_apart(old, new):
        return None
    if tells and alike >= ALIKE:
        return 3
    titles = (compared.titles[n].published for n in (old, new))
    return 4 if likeness(*titles) >= SAME_TITLE else None
