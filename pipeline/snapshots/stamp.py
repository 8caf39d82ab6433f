"""When and from where a saved page was captured, as the file itself says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from pipeline.read.unpacking import Packed
from pipeline.snapshots.limits import CLOCKS_DIFFER

# `<!--  Page saved with SingleFile url: https://… saved date: Thu Nov 04 2021 13:24:05 GMT+0100 (…)  -->`
SINGLE_FILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+saved date:\s*\w+ "
    rb"(?P<month>\w{3}) (?P<day>\d\d?) (?P<year>\d{4}) (?P<clock>[\d:]{8}) GMT(?P<zone>[+-]\d{4})"
)
# `<!-- FILE ARCHIVED ON 12:24:05 Nov 04, 2021 AND RETRIEVED FROM THE INTERNET ARCHIVE ON …`, at the end of a page of
# the Wayback Machine; its times are UTC.
ARCHIVED = re.compile(
    rb"<!--\s*FILE ARCHIVED ON (?P<clock>[\d:]{8}) (?P<month>\w{3}) (?P<day>\d\d?), (?P<year>\d{4}) AND RETRIEVED"
)
# `<!-- Saved from https://… at 2021-11-04T12:24:05Z using monolith v2.6.1 -->`
MONOLITH = re.compile(rb"<!--\s*Saved from (?P<url>\S+) at (?P<time>\d{4}-\d\d-\d\dT[\d:]{8}Z) using monolith")
# `<!-- saved from url=(0057)https://… -->`, of Chromium and before it of Internet Explorer.
SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(?P<url>\S+)\s*-->")
# `__wm.wombat("https://…","20211104122405", …)`: the script with which the Wayback Machine rewrites links.
REWRITTEN = re.compile(rb"__wm\.wombat\(\"(?P<url>[^\"]+)\",\"(?P<digits>\d{14})\"")
STAMPS = (SINGLE_FILE, ARCHIVED, MONOLITH, SAVED_FROM, REWRITTEN)
# The address of a capture in an archive names the address of the page, and its time in UTC.
ADDRESS_IN_ARCHIVE = re.compile(r"https?://[^/]+/(?:.*/)?(?P<digits>\d{14})(?:[a-z]{2}_)?/(?P<url>https?:/.*)")


class Stamp(NamedTuple):
    """A time in UTC, like 2021-11-04T12:00:00Z, and an address on the web; None for what the file does not say."""

    captured_at: str | None = None
    url: str | None = None


def stamp_of(packed: Packed) -> Stamp:
    """What a saved page says of its capture; of several times the earliest.

    A page that was saved out of an archive has two: when the archive captured it, and when somebody saved it there.
    """
    said = list(_said(packed))
    times = [time for time, _ in said if time]
    return Stamp(min(times, default=None), next((url for _, url in said if url), None))


def _said(packed: Packed) -> Iterator[Stamp]:
    """Each place of a file that says something, with what it says."""
    if packed.date or packed.url:
        yield from _at(packed.url, _of_mail(packed.date))
    for form in STAMPS:
        if found := form.search(packed.data):
            parts = {name: value.decode("utf-8", "replace") for name, value in found.groupdict().items()}
            yield from _at(parts.get("url"), _time(parts))


def _at(url: str | None, time: str | None) -> Iterator[Stamp]:
    """A time and an address, which may be that of a capture in an archive."""
    if url and (replayed := ADDRESS_IN_ARCHIVE.fullmatch(url)):
        yield Stamp(_time(replayed.groupdict()), replayed["url"])
        url = None
    yield Stamp(time, url if url and url.startswith(("https://", "http://")) else None)


def _time(parts: dict[str, str]) -> str | None:
    """The time in the parts that a form has found."""
    if time := parts.get("time"):
        return time
    if digits := parts.get("digits"):
        with suppress(ValueError):
            return in_utc(datetime.strptime(f"{digits}+0000", "%Y%m%d%H%M%S%z"))
        return None
    if "clock" not in parts:
        return None
    return _of_mail(f"{parts['day']} {parts['month']} {parts['year']} {parts['clock']} {parts.get('zone', '+0000')}")


def _of_mail(date: str | None) -> str | None:
    """A time as messages have it (RFC 5322), as "Thu, 4 Nov 2021 13:24:05 +0100"; None where it is none."""
    with suppress(ValueError, TypeError, OverflowError):
        return in_utc(parsedate_to_datetime(date or ""))
    return None


def in_utc(time: datetime) -> str:
    """A time as metadata has it, like 2021-11-04T12:00:00Z; one without a zone is UTC."""
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def latest() -> str:
    """The latest time that a capture may have, in the same form: clocks differ a little."""
    return in_utc(datetime.now(UTC) + timedelta(seconds=CLOCKS_DIFFER))
