"""How fast, against other tools on the same machine in the same run: `make bench`.

Times are medians of interleaved runs, and their ratios count: neither a slow machine nor a busy moment decides.
"""

import argparse
import gc
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tabulate import tabulate

from pipeline.dedupe import recognise
from pipeline.extract import read_records
from pipeline.records import Contact, Entry
from tests.datasets import reference, saved_tables, source
from tests.markups import MARKUPS, RAW, SAVED_SHA256

SEED = 20211001
SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True)
class Bound:
    """A measured number and what it must keep; an aim is wished for, not asked."""

    what: str
    found: float
    at_most: float | None = None
    at_least: float | None = None
    aim: bool = False

    @property
    def met(self) -> bool:
        return (self.at_most is None or self.found <= self.at_most) and (
            self.at_least is None or self.found >= self.at_least
        )

    @property
    def row(self) -> tuple[str, str, str, str]:
        bound = f"at most {self.at_most:g}" if self.at_most is not None else f"at least {self.at_least:g}"
        outcome = "met" if self.met else "missed" if self.aim else "NOT MET"
        return self.what, f"{self.found:.4g}", f"{bound}{' (aim)' if self.aim else ''}", outcome


def interleaved(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median time in seconds of each, run in turns after one turn that does not count."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    for turn in range(rounds + 1):
        for name, run in runs.items():
            started = time.perf_counter()
            run()
            if turn:
                times[name].append(time.perf_counter() - started)
    return {name: median(found) for name, found in times.items()}


# (a) A page to records


def reading(rounds: int = 60) -> tuple[dict[str, float], list[Bound]]:
    """Reading the page as heavy HTML, against parsing it and against a general-purpose extractor."""
    import lxml.html
    import trafilatura
    from bs4 import BeautifulSoup

    page = MARKUPS["accordion"]()
    text, known, places = page.decode(), source(), reference()
    times = interleaved(
        {
            f"page of {len(page) / 1000:.0f} kB to records": lambda: read_records(page, known, places),
            "lxml.html, parse": lambda: lxml.html.fromstring(page),
            "trafilatura, extract": lambda: trafilatura.extract(text),
            "Beautiful Soup with lxml, parse": lambda: BeautifulSoup(page, "lxml"),
        },
        rounds,
    )
    ours, parse, extractor, soup = times.values()
    return times, [
        Bound("records / parse by lxml.html", ours / parse, at_most=10),
        Bound("records / parse by lxml.html", ours / parse, at_most=6, aim=True),
        Bound("trafilatura / records", extractor / ours, at_least=4),
        Bound("Beautiful Soup / records", soup / ours, at_least=1),
    ]


# (b) A whole build


def building(rounds: int = 15) -> tuple[dict[str, float], list[Bound]]:
    """`build` as a whole process, against one that only imports the libraries of tables and trees."""
    (page,) = RAW.glob(f"*{SAVED_SHA256[:12]}.txt")
    with TemporaryDirectory() as out:
        build = [sys.executable, "-m", "pipeline", "build", "--page", str(page), "--out", str(Path(out) / "tables")]
        only_import = [sys.executable, "-c", "import pandas, pyarrow, lxml"]
        times = interleaved(
            {
                "build, whole process": lambda: subprocess.run(build, check=True, capture_output=True),
                "import of pandas, pyarrow and lxml": lambda: subprocess.run(only_import, check=True),
            },
            rounds,
        )
    ours, libraries = times.values()
    return times, [Bound("build / import", ours / libraries, at_most=1.35)]


# (c) Recognising repeats


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
        self.places = [place.name for place in reference().all]
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


def repeats(sizes: Sequence[int] = SIZES) -> tuple[list[Recognition], list[Bound]]:
    """Recognising repeats among ever more entries of the same municipalities; small runs stand around large ones."""
    runs = {size: max(1, min(7, sizes[-1] // size // 4)) for size in sizes[:-1]}
    before = [size for size, number in runs.items() for _ in range(number)]
    schedule = [*before, sizes[-1], *reversed(before)]
    found = [recognition(size, SEED + run) for run, size in enumerate(schedule)]
    outcomes = [together([each for each in found if each.size == size]) for size in sizes]
    growth = outcomes[-1].microseconds / outcomes[0].microseconds
    return outcomes, [
        Bound(f"time per entry, {sizes[-1]:,} / {sizes[0]:,} entries", growth, at_most=1.5),
        *(Bound(f"planted repeats found among {each.size:,}", each.recall, at_least=0.99) for each in outcomes),
        *(Bound(f"wrong merges among {each.size:,}", each.wrong, at_most=0) for each in outcomes),
    ]


def show(title: str, header: Sequence[str], rows: Sequence[Sequence[object]], bounds: Sequence[Bound]) -> None:
    print(f"\n{title}\n")
    print(tabulate(rows, headers=header, tablefmt="simple", floatfmt=".2f"))
    print()
    print(
        tabulate(
            [bound.row for bound in bounds],
            headers=("ratio", "found", "bound", ""),
            tablefmt="simple",
            disable_numparse=True,
        )
    )


def milliseconds(times: dict[str, float]) -> list[tuple[str, float]]:
    return [(name, seconds * 1000) for name, seconds in times.items()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a bound is not met."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few runs and small sizes: to see that it works")
    quick = parser.parse_args(arguments).quick
    times, read = reading(2 if quick else 60)
    show("A page to records, in process", ("", "ms"), milliseconds(times), read)
    times, built = building(1 if quick else 15)
    show("A build, as a whole process", ("", "ms"), milliseconds(times), built)
    outcomes, recognised = repeats((100, 300) if quick else SIZES)
    rows = [
        (f"{o.size:,}", o.microseconds, f"{o.recall:.2%}", o.wrong, ", ".join(f"{k} {n}" for k, n in o.missed.items()))
        for o in outcomes
    ]
    show("Repeats among made entries", ("entries", "µs an entry", "found", "wrong", "missed"), rows, recognised)
    return int(not all(bound.met or bound.aim for bound in [*read, *built, *recognised]))


if __name__ == "__main__":
    sys.exit(main())
