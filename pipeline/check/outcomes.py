"""The rows of the table `checks`, and what they say in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.check.limits import LISTED
from pipeline.tables.schema import Row
from pipeline.text.normalise import counted

EXCEPTION = "exception"
NO_EXCEPTION = f"no {EXCEPTION}"
LEVELS = ("error", "warning", "info")


def outcome(name: str, level: str, passed: bool, expected: object, found: object, detail: str = "") -> Row:
    """One row of the table."""
    return {
        "check": name,
        "level": level,
        "passed": passed,
        "expected": str(expected),
        "found": str(found),
        "detail": detail or None,
    }


def exceptions(name: str, level: str, expected: str, bad: Iterable[str]) -> Row:
    """A check that nothing is bad; what is bad is listed."""
    listed = list(bad)
    more = f" and {len(listed) - LISTED} more" if len(listed) > LISTED else ""
    return outcome(
        name,
        level,
        not listed,
        expected,
        counted(len(listed), EXCEPTION) if listed else NO_EXCEPTION,
        "; ".join(listed[:LISTED]) + more,
    )


def lines_named(first: int, last: int) -> str:
    """Lines of the page, by their numbers from 1, in words."""
    return f"line {first}" if first == last else f"lines {first} to {last}"


def errors_first(checks: Iterable[Row]) -> list[Row]:
    """The rows in order: errors, warnings, and what is for information."""
    return sorted(checks, key=lambda row: LEVELS.index(row["level"]))


def sentence(row: Row) -> str:
    """A row in one line."""
    excepted = row["found"].rstrip("s").endswith(EXCEPTION)
    said = f"{row['found']} to: {row['expected']}" if excepted else f"expected {row['expected']}, found {row['found']}"
    detail = f" ({row['detail']})" if row["detail"] else ""
    return f"{row['check']}: {said}{detail}"
