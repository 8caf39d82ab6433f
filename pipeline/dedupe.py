"""Which entries are the same project, and how they differ.

Municipality and title decide; for one municipality, nearly the same text decides too. Likeness of texts alone cannot:
neighbours copy from each other. Every entry is looked up by keys that its repeats must share, and compared only with
what a key brings up, so the work grows with the number of entries and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA, Indel

from pipeline.extract import UNKNOWN
from pipeline.records import Entry, Project
from pipeline.words import slug, split_words

# Texts of one municipality under different titles are the same from this likeness on, 0 to 1. Versions of one text on
# the page reach 0.7 with a paragraph replaced, different texts 0.6; light edits in every paragraph leave more than 0.9.
NEARLY_THE_SAME = 0.85
# One typing error makes another word of a word this long; two, of one twice as long. Shorter words tell titles apart
# ("wijk A", "wijk B").
ONE_ERROR, TWO_ERRORS = 4, 10
ROMAN = frozenset("ivxl")
# A text is looked up by its longest words, which are its rarest, in alphabetical order and pair by pair.
LONGEST_WORDS = 10
SHARED_PAIRS = 2  # nearly the same texts share most pairs; one may be shared by chance
# Of the projects that share a key, the newest ones are compared; a key that more share says little.
COMPARED = 6


def recognise(entries: Sequence[Entry]) -> tuple[Project, ...]:
    """The projects behind entries, in the order in which they first appear."""
    groups: defaultdict[str | None, list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        groups[entry.municipality].append(n)
    found = [members for name, group in groups.items() for members in _in_one_place(group, entries, name is not None)]
    used: defaultdict[str, int] = defaultdict(int)
    return tuple(_project(members, entries, used) for members in sorted(found))


def _in_one_place(group: list[int], entries: Sequence[Entry], known: bool) -> list[list[int]]:
    """The entries of one municipality, project by project.

    Where the municipality is not known, title and text must both agree.
    """
    if len(group) == 1:
        return [group]
    joined = _Joined(group)
    titles = {n: _words(entries[n].title or "") for n in group}
    texts = {n: entries[n].text for n in group}

    def same_title(a: int, b: int) -> bool:
        return (
            bool(titles[a])
            and bool(titles[b])
            and (known or _nearly(texts[a], texts[b]))
            and _same_title(titles[a], titles[b])
        )

    def same_text(a: int, b: int) -> bool:
        return known and _nearly(texts[a], texts[b])

    _join(joined, ((n, _title_keys(titles[n])) for n in group), 1, same_title)
    if known and joined.count > 1:
        _join(joined, ((n, _text_keys(texts[n])) for n in group), SHARED_PAIRS, same_text)
    return joined.sets()


class _Joined:
    """Disjoint sets of entries; the first entry of a set stands for it."""

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
        shared = Counter(other for key in keys for other in seen.get(key, ()))
        for other, count in shared.items():
            if count >= min(fewest, len(keys)) and joined.first(other) != joined.first(n) and same(n, other):
                joined.join(n, other)
        for key in keys:
            others = seen.setdefault(key, [])
            if all(joined.first(other) != joined.first(n) for other in others):
                others.append(n)
                del others[:-COMPARED]


def _nearly(a: str, b: str) -> bool:
    return a == b or bool(Indel.normalized_similarity(a, b, score_cutoff=NEARLY_THE_SAME))


# Titles


def _words(title: str) -> tuple[str, ...]:
    return tuple(split_words(title))


def _title_keys(words: tuple[str, ...]) -> Iterator[Hashable]:
    """The whole title, the title without each of its words, and a single word without each of its letters."""
    yield "".join(words)
    if len(words) > 1:
        yield from ((*words[:n], None, *words[n + 1 :]) for n in range(len(words)))
    elif words:
        yield from (words[0][:n] + words[0][n + 1 :] for n in range(len(words[0])))


def _same_title(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two titles are the same but for blanks and one mistyped word."""
    if "".join(a) == "".join(b):
        return True
    different = [pair for pair in zip(a, b, strict=False) if pair[0] != pair[1]]
    return len(a) == len(b) and len(different) == 1 and _mistyped(*different[0])


def _mistyped(a: str, b: str) -> bool:
    """Whether two words differ as a typing error makes them: not in numbers, and not in more than a letter or two."""
    shorter = min(len(a), len(b))
    if shorter < ONE_ERROR or any(c.isdigit() for c in a + b) or ROMAN.issuperset(a + b):
        return False
    return OSA.distance(a, b) <= (2 if shorter >= TWO_ERRORS else 1)


# Texts


def _text_keys(text: str) -> Iterator[Hashable]:
    words = sorted(set(text.casefold().split()))
    words.sort(key=len, reverse=True)  # words as long as each other stay in alphabetical order
    return pairwise(sorted(words[:LONGEST_WORDS]))


# Projects


def _project(members: list[int], entries: Sequence[Entry], used: defaultdict[str, int]) -> Project:
    """What is the same in the entries of a project, and what differs."""
    first = entries[members[0]]
    name = "/".join(slug(part or UNKNOWN) or UNKNOWN for part in (first.municipality, first.title))
    used[name] += 1
    project_id = name if used[name] == 1 else f"{name}-{used[name]}"
    seen: set[Hashable] = set()
    repeats = []
    for n in members:
        content = _content(entries[n])
        repeats.append("first" if not seen else "same" if content in seen else "variant")
        seen.add(content)
    similarities = tuple(_likeness(first.text, entries[n].text) for n in members)
    fullest = max(members, key=lambda n: (len(entries[n].text), -n))
    return Project(project_id, tuple(members), tuple(repeats), similarities, fullest)


def _likeness(first: str, text: str) -> float:
    return 1.0 if text == first else round(Indel.normalized_similarity(first, text), 4)


def _content(entry: Entry) -> Hashable:
    contacts = tuple(
        (contact.label, contact.name, contact.function, contact.email, contact.phone) for contact in entry.contacts
    )
    return entry.text, contacts
