"""The rows of the table `checks`."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.tables import Row

# Of many exceptions, so many are listed.
LISTED = 12


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
        "no exception" if not listed else "1 exception" if len(listed) == 1 else f"{len(listed)} exceptions",
        "; ".join(listed[:LISTED]) + more,
    )
