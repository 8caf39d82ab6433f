"""The page's text with what became of every part of it, so that one sees that nothing was left out."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.check.limits import LEAST_CERTAIN
from pipeline.tables.schema import Row, Rows

# The cells that a piece of a line may have become, in the order that decides where two overlap.
MARKED_CELLS = (
    ("contacts", "name"), ("contacts", "function"), ("contacts", "email"), ("contacts", "phone"), ("contacts", "label"),
    ("mentions", "municipality"), ("entries", "municipality"), ("entries", "title"),
)  # fmt: skip
LEFT = "left out"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a line; `column` (`contacts-name`) is empty for plain text."""

    text: str
    column: str


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the page, from 1; `start` is its first character in the text, `row` its row of the table `lines`."""

    number: int
    start: int
    row: Row | None
    pieces: tuple[Piece, ...]

    @property
    def is_uncertain(self) -> bool:
        """Whether it may well have another role."""
        return self.row is not None and self.row["margin"] < LEAST_CERTAIN


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that became one thing: introduction, aim, theme, entry, note, or nothing (`left out`)."""

    kind: str
    row: Row | None
    lines: tuple[PageLine, ...]


@dataclass(frozen=True, slots=True)
class WholePage:
    """The page's text in parts, with the number of characters that each kind of part takes.

    A line is certain from a margin of `least` points on.
    """

    parts: tuple[Stretch, ...]
    characters: dict[str, int]
    least: int = LEAST_CERTAIN

    @property
    def uncertain(self) -> list[int]:
        """The numbers of the uncertain lines."""
        return [line.number for part in self.parts for line in part.lines if line.is_uncertain]


def whole_page(rows: Rows, text: str) -> WholePage:
    """The page in parts; the lines of all parts, each ended by a line feed, are `text`."""
    starts = line_starts(text)
    belonging = _belonging(_spans(rows), starts)
    marks = _marks(rows, starts)
    roles = {row["line"]: row for row in rows["lines"]}
    counted: Counter[str] = Counter()
    parts: list[tuple[str, Row | None, list[PageLine]]] = []
    start = 0
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        kind, row = belonging[number - 1]
        counted[kind] += len(line) + 1
        made = PageLine(number, start, roles.get(number), _pieces(line, start, marks[number]))
        if parts and parts[-1][:2] == (kind, row) and kind != "theme":
            parts[-1][2].append(made)
        else:
            parts.append((kind, row, [made]))
        start += len(line) + 1
    return WholePage(tuple(Stretch(kind, row, tuple(lines)) for kind, row, lines in parts), dict(counted))


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins."""
    return [0, *(n + 1 for n, character in enumerate(text.removesuffix("\n")) if character == "\n")]


def line_of(starts: Sequence[int], offset: int) -> int:
    """The number, from 1, of the line at `offset`."""
    return bisect_right(starts, offset)


def _spans(rows: Rows) -> list[tuple[int, int, str, Row | None]]:
    """What each range of the text became; before the first theme all is introduction."""
    spans: list[tuple[int, int, str, Row | None]] = []
    for name, kind in (("entries", "entry"), ("notes", "note")):
        spans += [(row["start"], row["end"], kind, row) for row in rows[name]]
    themes = [row for row in rows["evidence"] if row["table"] == "themes"]
    spans += [(row["start"], row["end"], "theme", None) for row in themes if row["column"] == "theme"]
    spans += [(row["start"], row["end"], "aim", None) for row in themes if row["column"] != "theme"]
    first = min((start for start, _, kind, _ in spans if kind in ("theme", "entry")), default=0)
    return [*spans, (0, first, "introduction", None)]


def _belonging(
    spans: Sequence[tuple[int, int, str, Row | None]], starts: Sequence[int]
) -> list[tuple[str, Row | None]]:
    """What each line became: the first of the ranges in which it is."""
    belonging: list[tuple[str, Row | None]] = [(LEFT, None)] * len(starts)
    for first, last, kind, row in reversed(spans):
        for number in _lines_of(first, last, starts):
            belonging[number - 1] = kind, row
    return belonging


def _lines_of(first: int, last: int, starts: Sequence[int]) -> range:
    """The numbers of the lines in which a range is."""
    return range(line_of(starts, first), line_of(starts, last - 1) + 1 if first < last else 0)


def _marks(rows: Rows, starts: Sequence[int]) -> defaultdict[int, list[Row]]:
    """The evidence that is shown within each line, in page order."""
    found = {
        (row["table"], row["column"], row["start"], row["end"]): row
        for row in rows["evidence"]
        if (row["table"], row["column"]) in MARKED_CELLS
    }
    marks: defaultdict[int, list[Row]] = defaultdict(list)
    for row in sorted(found.values(), key=lambda row: (row["start"], row["end"])):
        for number in _lines_of(row["start"], row["end"], starts):
            marks[number].append(row)
    return marks


def _pieces(line: str, start: int, marks: Iterable[Row]) -> tuple[Piece, ...]:
    """A line cut where what its characters became changes."""
    end = start + len(line)
    changes: defaultdict[int, list[tuple[tuple[str, str], int]]] = defaultdict(list, {start: [], end: []})
    for row in marks:
        kind = row["table"], row["column"]
        changes[max(row["start"], start)].append((kind, 1))
        changes[min(row["end"], end)].append((kind, -1))
    pieces = []
    number: Counter[tuple[str, str]] = Counter()  # of marks that are around a piece
    for first, last in pairwise(sorted(changes)):
        for kind, change in changes[first]:
            number[kind] += change
        best = next((kind for kind in MARKED_CELLS if number[kind]), None)
        text = line[first - start : last - start]
        pieces.append(Piece(text, "-".join(best) if best else ""))
    return tuple(pieces)
