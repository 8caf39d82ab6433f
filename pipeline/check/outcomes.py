"""Checks with what each found, the rows of the table `checks` made of them, and what a row says in a sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.check.limits import LISTED
from pipeline.records import Page
from pipeline.tables.schema import CHECKS, Row, Rows
from pipeline.text.normalise import counted

EXCEPTION = "exception"
FINDING_SEPARATOR = "; "
NO_EXCEPTION = f"no {EXCEPTION}"
LEVELS = ("error", "warning", "info")


LineRange = tuple[int, int]  # numbers of lines of the page: 0-based, end exclusive


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found: what the table says of it, and the lines of the page that it is about, if any."""

    words: str
    lines: tuple[LineRange, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A row of the table, with all that was found: the row lists only so many."""

    check: str
    level: str
    passed: bool
    expected: str
    found: str
    detail: str | None
    findings: tuple[Finding, ...] = ()
    most: int | None = None  # more findings than this are an error

    @property
    def row(self) -> Row:
        """The row of the table."""
        return {column: getattr(self, column) for column in CHECKS.names}


def plain(
    name: str,
    level: str,
    passed: bool,
    expected: object,
    found: object,
    detail: str = "",
    lines: LineRange | None = None,
) -> Check:
    """A check of something else than a list; where it fails, that is its one finding."""
    words = f"found {found}" + (f", {detail}" if detail else "")
    finding = Finding(words, (lines,) if lines else ())
    return Check(name, level, passed, str(expected), str(found), detail or None, findings=() if passed else (finding,))


def outcome(name: str, level: str, passed: bool, expected: object, found: object, detail: str = "") -> Row:
    """A row of the table that is not of a check: it is told besides."""
    return plain(name, level, passed, expected, found, detail).row


def exceptions(
    name: str,
    level: str,
    expected: str,
    bad: Iterable[str | Finding],
    accepted: int = 0,
    most: int | None = None,
) -> Check:
    """A check that nothing is bad but what was accepted; all that is bad is listed.

    With `most` it is a warning up to so many exceptions, whatever the level, and an error beyond.
    """
    found = tuple(Finding(each) if isinstance(each, str) else each for each in bad)
    known = [f"{accepted} accepted"] if accepted else []
    number = counted(len(found), EXCEPTION) if found else NO_EXCEPTION
    if most is not None:
        level = "error" if len(found) > most else "warning"
    detail = FINDING_SEPARATOR.join([*(each.words for each in found), *known]) or None
    return Check(name, level, not found, expected, number, detail, found, most)


class Places:
    """Where rows of the tables are on a page."""

    def __init__(self, page: Page, rows: Rows) -> None:
        self.starts = [line.start for line in page.lines]
        titles = (row for row in rows["evidence"] if (row["table"], row["column"]) == ("entries", "title"))
        self.titles: dict[str, int] = {row["row_id"]: row["start"] for row in titles}

    def lines(self, row: Row) -> LineRange:
        """The lines of a row that has offsets."""
        return bisect_right(self.starts, row["start"]) - 1, bisect_left(self.starts, row["end"])

    def title(self, entry: Row) -> LineRange:
        """The line of the title of an entry; its first line, where it has no title."""
        start = self.titles.get(entry["entry_id"])
        return self.line(entry["start"] if start is None else start)

    def line(self, start: int) -> LineRange:
        """The line in which an offset is."""
        n = bisect_right(self.starts, start) - 1
        return n, n + 1


def lines_named(first: int, last: int) -> str:
    """Lines of the page, by their numbers from 1, in words."""
    return f"line {first}" if first == last else f"lines {first} to {last}"


def errors_first(checks: Iterable[Row]) -> list[Row]:
    """The rows in order: errors, warnings, and what is for information."""
    return sorted(checks, key=lambda row: LEVELS.index(row["level"]))


def sentence(row: Row) -> str:
    """A row in one line, of whose exceptions only the first are named."""
    excepted = row["found"].rstrip("s").endswith(EXCEPTION)
    said = f"{row['found']} to: {row['expected']}" if excepted else f"expected {row['expected']}, found {row['found']}"
    listed = (row["detail"] or "").split(FINDING_SEPARATOR)
    more = f" and {len(listed) - LISTED} more" if len(listed) > LISTED else ""
    detail = f" ({FINDING_SEPARATOR.join(listed[:LISTED])}{more})" if row["detail"] else ""
    return f"{row['check']}: {said}{detail}"
