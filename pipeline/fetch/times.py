"""Times of captures: now, and those that a user gives."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from pipeline.snapshots.snapshot import NOT_BEFORE, is_time
from pipeline.snapshots.stamp import in_utc, latest


def now() -> str:
    """The time, in UTC, like 2021-11-04T12:00:00Z."""
    return in_utc(datetime.now(UTC))


def capture_time(text: str) -> str:
    """A time that the user gives, in UTC; one without a zone is taken as UTC."""
    try:
        time = in_utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(f"expected a time like 2021-11-04T12:00Z, found {text!r}") from error
    return _past(time)


def lower_bound(text: str) -> str:
    """A lower bound that the user gives: a year, a month, a day, or a time in UTC."""
    if not is_time(text, NOT_BEFORE):
        raise argparse.ArgumentTypeError(f"expected 2021, 2021-09, 2021-09-30 or 2021-09-30T12:00:00Z, found {text!r}")
    return _past(text)


def _past(time: str) -> str:
    """The time, if it is not after now."""
    if time > latest():
        raise argparse.ArgumentTypeError(f"expected a time before now, which is {now()}, found {time}")
    return time
