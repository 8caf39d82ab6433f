"""Entries with planted repeats, made out of those of the saved page, and how many of the repeats are recognised."""

import gc
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from msgspec.structs import replace

from pipeline.dedupe.projects import recognise
from pipeline.records import Contact, Entry
from tests.datasets import municipalities, saved_tables

SEED = 20211001


class Maker:
    """Makes entries out of those of the saved page: projects that are truly different, and repeats of some of them.

    A project has sentences of real entries in an order of its own, with a third of their long words made up, so that no
    two share a text; its title is a real one with one or two words made up, so that titles are as alike as on the page.
    """

    def __init__(self, seed: int = SEED) -> None:
        self.random = random.Random(seed)
        entries = saved_tables().records.entries
        self.sentences = [
            s.split() for e in entries for p in e.text.split("\n") for s in p.split(". ") if len(s.split()) > 5
        ]
        self.titles = [e.title.split() for e in entries if e.title and len(e.title.split()) > 2]
        self.contact = entries[0].contacts[0]
        self.places = [place.name for place in municipalities()]
        self.perturbations: dict[str, Callable[[Entry], Entry]] = {
            "same": lambda entry: entry,
            "leader changed": self.with_another_leader,
            "paragraph replaced": self.with_a_paragraph_replaced,
            "typing error in title": self.with_a_typing_error,
            "light edits in every paragraph": self.with_light_edits,
            "retitled": self.with_another_title,
            "retitled, light edits": lambda entry: self.with_another_title(self.with_light_edits(entry)),
        }

    def entries(self, size: int) -> tuple[list[Entry], list[int], list[str]]:
        """Entries in random order, the true project of each, and how each was made from the first of its project."""
        kinds = list(self.perturbations)
        made: list[tuple[Entry, int, str]] = []
        while len(made) < size:
            number, first = len(made), self.project()
            made.append((first, number, "first"))
            if self.random.random() < 0.3:
                for kind in self.random.sample(kinds, self.random.randint(1, 2)):
                    made.append((self.perturbations[kind](first), number, kind))
        made = made[:size]
        self.random.shuffle(made)
        entries, projects, how = zip(*made, strict=True)
        return list(entries), list(projects), list(how)

    def project(self) -> Entry:
        paragraphs = [self.paragraph() for _ in range(self.random.randint(2, 5))]
        return Entry(
            "id",
            1,
            None,
            self.random.choice(self.places),
            self.title(),
            "\n".join(paragraphs),
            None,
            (self.leader(),),
            (),
            0,
            1,
            (),
        )

    def word(self) -> str:
        """A word that is nobody's typing error of another: of so many words hardly two are alike by chance."""
        pairs = range(self.random.randint(4, 6))
        return "".join(self.random.choice("bcdfghjklmnprstvwz") + self.random.choice("aeiou") for _ in pairs)

    def sentence(self) -> str:
        words = self.random.choice(self.sentences)
        return (
            " ".join(self.word() if len(word) > 5 and self.random.random() < 0.33 else word for word in words).rstrip(
                "."
            )
            + "."
        )

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(2, 4)))

    def title(self) -> str:
        words = list(self.random.choice(self.titles))
        for place in self.random.sample(range(len(words)), self.random.randint(1, 2)):
            words[place] = self.word()
        return " ".join(words)

    def leader(self) -> Contact:
        return replace(
            self.contact, name=f"{self.word().title()} {self.word().title()}", email=f"{self.word()}@{self.word()}.nl"
        )

    def with_another_leader(self, entry: Entry) -> Entry:
        return replace(entry, contacts=(self.leader(),))

    def with_a_paragraph_replaced(self, entry: Entry) -> Entry:
        paragraphs = entry.text.split("\n")
        paragraphs[self.random.randrange(len(paragraphs))] = self.paragraph()
        return replace(entry, text="\n".join(paragraphs))

    def with_another_title(self, entry: Entry) -> Entry:
        return replace(entry, title=self.title())

    def with_a_typing_error(self, entry: Entry) -> Entry:
        words = (entry.title or "").split()
        place = max(range(len(words)), key=lambda n: len(words[n]))
        words[place] = self.mistyped(words[place])
        return replace(entry, title=" ".join(words))

    def mistyped(self, word: str) -> str:
        """A letter left out, doubled, exchanged with the next, or another."""
        at = self.random.randrange(1, len(word) - 1)
        middle = self.random.choice(["", word[at] * 2, word[at + 1] + word[at], "x" if word[at] != "x" else "y"])
        taken = 2 if len(middle) == 2 and middle[0] == word[at + 1] != word[at] else 1
        return word[:at] + middle + word[at + taken :]

    def with_light_edits(self, entry: Entry) -> Entry:
        return replace(entry, text="\n".join(map(self.lightly_edited, entry.text.split("\n"))))

    def lightly_edited(self, paragraph: str) -> str:
        """One word in thirty, and at least one, left out, added or mistyped."""
        words = paragraph.split()
        for _ in range(1 + len(words) // 30):
            at = self.random.randrange(len(words))
            edit = self.random.randrange(3)
            words[at : at + 1] = (
                [] if edit == 0 else [words[at], "ook"] if edit == 1 else [self.mistyped(words[at] + "en")]
            )
        return " ".join(words)


@dataclass(frozen=True)
class Recognition:
    """What was found of the planted repeats among so many entries."""

    size: int
    microseconds: float  # per entry
    pairs: int  # of entries of the same project
    wrong: int  # found projects that hold entries of different ones
    missed: Counter[str]  # pairs that were not joined, by how they were made

    @property
    def recall(self) -> float:
        return 1 - self.missed.total() / self.pairs


def recognition(size: int, seed: int = SEED) -> Recognition:
    """Time and outcome for one number of entries."""
    entries, truth, how = Maker(seed).entries(size)
    gc.collect()
    started = time.perf_counter()
    projects = recognise(entries)
    seconds = time.perf_counter() - started
    group = {n: number for number, project in enumerate(projects) for n in project.entries}
    members = defaultdict(list)
    for n, project in enumerate(truth):
        members[project].append(n)
    pairs = [pair for each in members.values() for pair in combinations(each, 2)]
    lost = [" and ".join(sorted({how[a], how[b]} - {"first"})) for a, b in pairs if group[a] != group[b]]
    wrong = sum(len({truth[n] for n in project.entries}) > 1 for project in projects)
    return Recognition(size, seconds / size * 1e6, len(pairs), wrong, Counter(lost))


def together(outcomes: Sequence[Recognition]) -> Recognition:
    """Several outcomes for the same number of entries as one, with the median of their times."""
    return Recognition(
        outcomes[0].size,
        median(each.microseconds for each in outcomes),
        sum(each.pairs for each in outcomes),
        sum(each.wrong for each in outcomes),
        sum((each.missed for each in outcomes), Counter[str]()),
    )
