"""Which entries are the same project, and how they differ.

Municipality and title decide; for one municipality, nearly the same text decides too. Likeness of texts alone cannot:
neighbours copy from each other. Every entry is looked up by keys that its repeats must share, and compared only with
what a key brings up, so the work grows with the number of entries and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from rapidfuzz.distance import Indel

from pipeline.dedupe.limits import (
    ALIKE,
    FEWEST_SHARED_PAIRS,
    LONG_WORD,
    LONGEST_IN_ORDER,
    MOST_COMPARED,
    MOST_MISTYPED,
    NEARLY_THE_SAME,
    SHORTEST_TEXT,
    WORDS_OF_KEYS,
)
from pipeline.dedupe.title_match import (
    Pair,
    are_distinct,
    differing,
    have_their_own,
    is_mistyped,
    is_slip,
    keys_of,
    read_title,
)
from pipeline.records import UNKNOWN, Entry, Project
from pipeline.text.normalise import slug, unique


def recognise(entries: Sequence[Entry]) -> tuple[Project, ...]:
    """The projects that entries are about, in the order in which they first appear."""
    groups: defaultdict[str | None, list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        groups[entry.municipality].append(n)
    found = [
        members for name, group in groups.items() for members in _of_municipality(group, entries, name is not None)
    ]
    used: Counter[str] = Counter()
    named = {_project_id(entries[members[0]], used): members for members in sorted(found)}
    return tuple(_project(name, members, entries) for name, members in _as_decided(named, entries))


def _of_municipality(group: list[int], entries: Sequence[Entry], known: bool) -> list[list[int]]:
    """The entries of one municipality, project by project."""
    if len(group) == 1:
        return [group]
    joined = _Joined(group)
    compared = Compared(group, entries, known)
    titled = [n for n in group if compared.titles[n].words]
    _join(joined, ((n, keys_of(compared.titles[n])) for n in titled), 1, compared.same_title)
    if joined.count > 1:
        _join(joined, ((n, _text_keys(entries[n].text)) for n in group), FEWEST_SHARED_PAIRS, compared.same)
    return joined.sets()


class Compared:
    """The entries of one municipality, to be compared by their numbers.

    Where the municipality is not known, title and text must both agree.
    """

    def __init__(self, group: list[int], entries: Sequence[Entry], known: bool) -> None:
        self.titles = {n: read_title(entries[n].title) for n in group}
        self.texts = {n: entries[n].text for n in group}
        self.known = known

    def keys(self, n: int) -> set[Hashable]:
        """Keys of an entry: what is the same project under an edited title or with an edited text shares one."""
        return {*keys_of(self.titles[n]), *_text_keys(self.texts[n])}

    def same(self, a: int, b: int) -> bool:
        """Whether two entries whose texts share words are the same, by their texts or by their titles."""
        return (self.known and self.same_text(a, b)) or self.same_title(a, b)

    def same_title(self, a: int, b: int) -> bool:
        """Whether the titles agree, and so do the texts as far as the titles leave a doubt."""
        pairs = differing(self.titles[a], self.titles[b])
        if pairs is None or len(pairs) > MOST_MISTYPED or not all(is_mistyped(*pair) for pair in pairs):
            return False
        certain = not pairs or (len(pairs) == 1 and is_slip(*pairs[0]))
        alike = NEARLY_THE_SAME if not self.known else 0 if certain else ALIKE
        return self._alike(a, b, alike) and not self._are_distinct(a, b, pairs)

    def same_text(self, a: int, b: int) -> bool:
        """Whether the texts are nearly the same, and no name or number tells the titles apart."""
        if min(len(self.texts[a]), len(self.texts[b])) < SHORTEST_TEXT or not self._alike(a, b, NEARLY_THE_SAME):
            return False
        return not self.told_apart(a, b)

    def told_apart(self, a: int, b: int) -> bool:
        """Whether a name, a number or a word of its own in each title tells two entries apart."""
        titles, texts = (self.titles[a], self.titles[b]), (self.texts[a], self.texts[b])
        return self._are_distinct(a, b, differing(*titles)) or have_their_own(titles, texts)

    def similarity(self, a: int, b: int) -> float:
        """How alike two texts are, 0 to 1, letter by letter."""
        return _likeness(self.texts[a], self.texts[b])

    def _alike(self, a: int, b: int, least: float) -> bool:
        one, other = self.texts[a], self.texts[b]
        return one == other or not least or _similarity(one, other, least) >= least

    def _are_distinct(self, a: int, b: int, pairs: list[Pair] | None) -> bool:
        if not pairs or len(pairs) > 1:
            return False
        return are_distinct((self.titles[a], self.titles[b]), pairs[0], (self.texts[a], self.texts[b]))


class _Joined:
    """Disjoint sets of entries; the first entry of a set is its name."""

    def __init__(self, members: list[int]) -> None:
        self.parent = {member: member for member in members}
        self.count = len(members)

    def first(self, member: int) -> int:
        while self.parent[member] != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def join(self, a: int, b: int) -> None:
        a, b = sorted((self.first(a), self.first(b)))
        if a != b:
            self.parent[b] = a
            self.count -= 1

    def sets(self) -> list[list[int]]:
        sets: defaultdict[int, list[int]] = defaultdict(list)
        for member in self.parent:
            sets[self.first(member)].append(member)
        return list(sets.values())


def _join(
    joined: _Joined, keyed: Iterable[tuple[int, Iterator[Hashable]]], fewest: int, same: Callable[[int, int], bool]
) -> None:
    """Join entries that share at least `fewest` keys, or all they have, and are the same."""
    seen: dict[Hashable, list[int]] = {}
    for n, found in keyed:
        keys = list(found)
        known = [seen[key] for key in keys if key in seen]
        for other, count in Counter(chain.from_iterable(known)).items():
            if count >= min(fewest, len(keys)) and joined.first(other) != joined.first(n) and same(n, other):
                joined.join(n, other)
        for others in known:
            if all(joined.first(other) != joined.first(n) for other in others):
                others.append(n)
                del others[:-MOST_COMPARED]
        for key in keys:
            seen.setdefault(key, [n])


def _text_keys(text: str) -> Iterator[Hashable]:
    found = set(text.casefold().split())
    long = [word for word in found if len(word) >= LONG_WORD]
    words = sorted(long if len(long) >= WORDS_OF_KEYS else found)
    words.sort(key=len, reverse=True)  # words as long as each other stay in alphabetical order
    return pairwise(sorted(words[:WORDS_OF_KEYS]))


# Projects


def _project_id(first: Entry, used: Counter[str]) -> str:
    named = first.named or (first.municipality, first.title)
    return unique("/".join(slug(part or UNKNOWN) or UNKNOWN for part in named), used)


def _as_decided(found: Mapping[str, list[int]], entries: Sequence[Entry]) -> Iterable[tuple[str, list[int]]]:
    """The projects by their identifiers, with each entry in that which a person decided, where one did."""
    of = {n: entries[n].project_id or name for name, members in found.items() for n in members}
    decided: defaultdict[str, list[int]] = defaultdict(list)
    for n in sorted(of):
        decided[of[n]].append(n)
    return decided.items()


def _project(name: str, members: list[int], entries: Sequence[Entry]) -> Project:
    """What is the same in the entries of a project, and what differs."""
    first = entries[members[0]]
    seen: set[Hashable] = set()
    repeats = []
    for n in members:
        content = _content(entries[n])
        repeats.append("first" if not seen else "same" if content in seen else "variant")
        seen.add(content)
    similarities = tuple(_likeness(first.text, entries[n].text) for n in members)
    fullest = max(members, key=lambda n: (len(entries[n].text), -n))
    return Project(name, tuple(members), tuple(repeats), similarities, fullest)


def _likeness(first: str, text: str) -> float:
    return 1.0 if text == first else round(_similarity(first, text), 4)


def _similarity(one: str, other: str, least: float = 0) -> float:
    """How alike two texts are, 0 to 1, letter by letter; long ones by the letters of the words that both have."""
    if max(len(one), len(other)) <= LONGEST_IN_ORDER:
        return Indel.normalized_similarity(one, other, score_cutoff=least)
    words, others = Counter(one.split()), Counter(other.split())
    shared, both = _letters(words & others), _letters(words) + _letters(others)
    return 2 * shared / both if both else 0.0


def _letters(words: Counter[str]) -> int:
    return sum(len(word) * times for word, times in words.items())


def _content(entry: Entry) -> Hashable:
    contacts = tuple(
        (contact.label, contact.name, contact.function, contact.email, contact.phone) for contact in entry.contacts
    )
    return entry.text, contacts
