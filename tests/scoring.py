"""How right the tables of a page are: what was found beside what must be, and whether a check tells what is wrong."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz.fuzz import ratio

from tests.datasets import Dataset, contacts
from tests.pages.expected import Expected

FIELDS = ("theme", "municipality", "title", "text", "contact_line", "contacts")
LEAST = 50
"""Two entries are the same from this likeness of title and text on, of 100."""
OPENING = 40
"""So many characters of a line say which line it is; at most so many are between a title and its text."""
ALWAYS_TOLD = "address_one_spelling"
"""The check that fails on the saved page itself, and so tells nothing of what was read wrong."""
LINE = re.compile(r"\blines? (\d+)(?:(?: to |[-–])(\d+))?")

Span: TypeAlias = tuple[int, int]  # characters of the page's text, end exclusive


@dataclass(frozen=True)
class Difference:
    """A field that is wrong, or a whole entry: `field` is then "lost" or "invented"."""

    entry: str
    field: str
    expected: object
    found: object
    is_told: bool


@dataclass(frozen=True)
class Score:
    """How right one page is, or several together."""

    pages: int = 0
    exact: int = 0
    entries: int = 0
    fields: int = 0
    right: int = 0
    lost: int = 0
    invented: int = 0
    silent: int = 0  # pages on which something is wrong that no check tells
    unnamed: int = 0  # entries that are wrong, lost or invented and that no check tells
    alarms: int = 0  # entries that are right while a check names them

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def score(
    wanted: Sequence[Expected], dataset: Dataset, fields: Iterable[str] = FIELDS
) -> tuple[Score, list[Difference]]:
    """One page; only these fields are compared. A field of a lost entry is not right."""
    compared = Compared(wanted, dataset, tuple(fields))
    differences = list(compared.differences())
    kinds = [difference.field for difference in differences]
    lost, invented = kinds.count("lost"), kinds.count("invented")
    wrong = len(kinds) - lost - invented + lost * len(compared.fields)
    unnamed = len(
        {(difference.entry, difference.field == "lost") for difference in differences if not difference.is_told}
    )
    total = len(wanted) * len(compared.fields)
    alarms = compared.alarms()
    return Score(
        1, not kinds, len(wanted), total, total - wrong, lost, invented, unnamed > 0, unnamed, alarms
    ), differences


def entries(dataset: Dataset) -> list[Expected]:
    first = dict[str, int]()
    return [
        Expected(
            *(row[field] for field in FIELDS[:-1]),
            tuple(contacts(dataset, row)),
            first.setdefault(row["project_id"], row["position"]),
        )
        for row in dataset.rows["entries"]
    ]


# Which entry is which


def aligned(wanted: Sequence[Expected], found: Sequence[Expected]) -> list[tuple[int, int]]:
    """The longest common sequence: pairs of numbers, in order, whose likeness adds up to the most."""
    best = [[0.0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for a in reversed(range(len(wanted))):
        for b in reversed(range(len(found))):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], likeness(wanted[a], found[b]) + best[a + 1][b + 1])
    return list(path(best, wanted, found))


def path(best: list[list[float]], wanted: Sequence[Expected], found: Sequence[Expected]) -> Iterator[tuple[int, int]]:
    a = b = 0
    while a < len(wanted) and b < len(found):
        if likeness(wanted[a], found[b]) and best[a][b] > max(best[a + 1][b], best[a][b + 1]):
            yield a, b
            a, b = a + 1, b + 1
        elif best[a + 1][b] >= best[a][b + 1]:
            a += 1
        else:
            b += 1


def likeness(a: Expected, b: Expected) -> float:
    """How alike title and text are, of 100; nothing where that is too little for one entry."""
    alike = (of_words(a.title or "", b.title or "") + of_words(a.text, b.text)) / 2
    return alike if alike >= LEAST else 0


@lru_cache(maxsize=100_000)
def of_words(a: str, b: str) -> float:
    return ratio(a, b)


# What differs, and whether that is told


class Compared:
    """The entries that a page has, beside those of the tables."""

    def __init__(self, wanted: Sequence[Expected], dataset: Dataset, fields: tuple[str, ...]) -> None:
        self.wanted, self.found, self.fields = wanted, entries(dataset), fields
        self.ids = [row["entry_id"] for row in dataset.rows["entries"]]
        self.pairs = aligned(wanted, self.found)
        self.told = Told(dataset)
        self.places = places_of(wanted, dataset.records.page.text)
        self.spans = [(row["start"], row["end"]) for row in dataset.rows["entries"]]

    def differences(self) -> Iterator[Difference]:
        wanted, found = self.wanted, self.found
        for a, b in self.pairs:
            for field in self.differing(a, b):
                right, other = getattr(wanted[a], field), getattr(found[b], field)
                yield Difference(self.ids[b], field, right, other, self.is_told(a, b))
        for a in sorted(set(range(len(wanted))) - {a for a, _ in self.pairs}):
            yield Difference(str(wanted[a].municipality), "lost", wanted[a].title, None, self.told.of(self.places[a]))
        for b in sorted(set(range(len(found))) - {b for _, b in self.pairs}):
            yield Difference(self.ids[b], "invented", None, found[b].title, self.told.of(self.spans[b]))

    def alarms(self) -> int:
        """How many entries are right while a check names them."""
        return sum(not self.differing(a, b) and self.is_told(a, b) for a, b in self.pairs)

    def differing(self, a: int, b: int) -> list[str]:
        """The fields in which an entry of the page differs from one of the tables."""
        return [field for field in self.fields if getattr(self.wanted[a], field) != getattr(self.found[b], field)]

    def is_told(self, a: int, b: int) -> bool:
        return self.told.of(self.spans[b], self.places[a])


class Told:
    """Which characters of a page the failed checks speak of, by the names of entries and notes and by line numbers."""

    def __init__(self, dataset: Dataset) -> None:
        failed = [row for row in dataset.rows["checks"] if not row["passed"] and row["check"] != ALWAYS_TOLD]
        details = [row["detail"] or "" for row in failed]
        self.is_refused = any(row["level"] == "error" for row in failed)
        self.spans = [span for detail in details for span in spoken_of(detail, dataset)]

    def of(self, *places: Span | None) -> bool:
        """Whether one of these is spoken of; a page that is refused gives no table that could be wrong."""
        return self.is_refused or any(
            start < place[1] and place[0] < end for place in places if place for start, end in self.spans
        )


def spoken_of(detail: str, dataset: Dataset) -> Iterator[Span]:
    for table, key in (("entries", "entry_id"), ("notes", "note_id")):
        for row in dataset.rows[table]:
            if re.search(rf"(?<![\w/-]){re.escape(row[key])}(?![\w-])", detail):
                yield row["start"], row["end"]
    lines = dataset.records.page.lines
    for match in LINE.finditer(detail):
        named = lines[int(match[1]) - 1 : int(match[2] or match[1])]
        yield from ((line.start, line.end + 1) for line in named)


def places_of(wanted: Sequence[Expected], text: str) -> list[Span | None]:
    """Where each entry is on the page, none where the first line of its text is not."""
    found, at = list[tuple[int, int] | None](), 0
    for entry in wanted:
        first = text.find(entry.text.partition("\n")[0][:OPENING], at)
        found.append((start_of(entry, text, at, first), first) if first >= 0 else None)
        at = max(at, first + 1)
    spans = list[Span | None]()
    end = len(text)
    for entry, place in zip(reversed(wanted), reversed(found), strict=True):
        spans.append((place[0], end_of(entry, text, place[1], end)) if place else None)
        end = place[0] if place else end
    return spans[::-1]


def start_of(entry: Expected, text: str, begin: int, first: int) -> int:
    """The beginning of the line of its title, if that is above its text, otherwise of its text."""
    title = text.rfind(entry.title, max(begin, first - len(entry.title) - OPENING), first)
    return text.rfind("\n", 0, title if title >= 0 else first) + 1


def end_of(entry: Expected, text: str, first: int, end: int) -> int:
    """The end of its text or of its contact, whatever comes later."""
    tails = [tail.rpartition("\n")[2][-OPENING:] for tail in (entry.text, entry.contact_line) if tail]
    return max((at + len(tail) for tail in tails if (at := text.find(tail, first, end)) >= 0), default=first + 1)
