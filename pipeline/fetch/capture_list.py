"""The list of captures that a web archive gives, in the Internet Archive's form or as lines of JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from pipeline.fetch.addresses import in_short
from pipeline.fetch.http import Answer
from pipeline.fetch.unreachable import Unreachable

# The names of the columns in either dialect.
COLUMN_NAMES = {
    "timestamp": ("timestamp",),
    "url": ("original", "url"),
    "status": ("statuscode", "status"),
    "media_type": ("mimetype", "mime"),
    "digest": ("digest",),
}
TIMESTAMP = re.compile(r"[0-9]{14}")


@dataclass(frozen=True, slots=True)
class ListedCapture:
    """One line of an archive's list.

    `status` is "-" or empty for a revisit: a capture that found what it had found before.
    """

    timestamp: str
    url: str
    status: str
    media_type: str
    digest: str

    @property
    def captured_at(self) -> str:
        """The time of the capture, in UTC."""
        return as_time(self.timestamp)

    @property
    def is_revisit(self) -> bool:
        """Whether the archive only noted that the content was known."""
        return self.media_type == "warc/revisit" or self.status in ("-", "")


class Listed(NamedTuple):
    """What one answer lists: captures, how many of its rows are malformed, and the key with which the list goes on.

    The key is None at the end of the list, and empty where the list says that it goes on and not how.
    """

    rows: list[ListedCapture]
    malformed: int
    key: str | None


def read_captures(answer: Answer, host: str) -> Listed:
    """What one answer of an archive lists, in either dialect.

    Raises:
        Unreachable: it is no list.
    """
    if answer.status != 200:
        raise Unreachable(f"the list of {host} answered {answer.status}")
    text = answer.data.decode("utf-8-sig", "replace").strip()
    try:
        if text.startswith("["):
            return _with_header(json.loads(text))
        return Listed(*_rows([_in_json(line) for line in text.split("\n") if line.strip()]), None)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        said = in_short(text.splitlines()[0]) if text else "nothing"
        raise Unreachable(f"the list of {host} cannot be read: {said}") from error


def _in_json(line: str) -> Any:
    """What a line of the list holds; None where it is cut off or damaged."""
    with suppress(ValueError, RecursionError):
        return json.loads(line)
    return None


def _with_header(lines: list[list[str]]) -> Listed:
    """The Internet Archive's form: names, rows, and where more follow an empty row and one with the key."""
    end = lines.index([]) if [] in lines else len(lines)
    names, *rows = lines[:end] or [[]]
    resume = (lines[end + 1 :] or [[]])[0]
    key = resume[0] if resume and isinstance(resume[0], str) else ""
    found, malformed = _rows(
        [dict(zip(names, row, strict=False)) if type(row) is list and len(row) == len(names) else None for row in rows]
    )
    return Listed(found, malformed, key if end < len(lines) else None)


def _rows(lines: list[Any]) -> tuple[list[ListedCapture], int]:
    """The rows of the list, and how many there are besides that are malformed, of which archives hold some.

    Raises:
        ValueError: none has a time, so that this is no list of captures.
    """
    rows = [cells for cells in lines if isinstance(cells, dict) and "timestamp" in cells]
    if lines and not rows:
        raise ValueError(f"no capture: {lines[0]}")
    found = []
    for cells in rows:
        with suppress(ValueError):
            found.append(_capture(cells))
    return found, len(lines) - len(found)


def _capture(cells: dict[str, Any]) -> ListedCapture:
    """One row of the list.

    Raises:
        ValueError: its time or its address is none, or a cell is no text.
    """
    known = {name: next((cells[n] for n in names if n in cells), "") for name, names in COLUMN_NAMES.items()}
    as_time(known["timestamp"])
    if not known["url"]:
        raise ValueError(f"no address: {cells}")
    return ListedCapture(**{name: _as_text(value) for name, value in known.items()})


def _as_text(value: object) -> str:
    """A cell of the list: a text, or a number, as which some archives write the status.

    Raises:
        ValueError: it is something else, by which rows can be neither compared nor named, or holds half a character.
    """
    if type(value) not in (str, int):
        raise ValueError(f"no text: {value!r}")
    return str(value).encode().decode()


def distinct_captures(rows: list[ListedCapture]) -> Iterator[ListedCapture]:
    """Those that may be the page, without those that repeat the one before them; `rows` from old to new."""
    pages = {row.digest for row in rows if row.status == "200"}
    others = {row.digest for row in rows if not row.is_revisit} - pages
    before = None
    for row in rows:
        if row.status != "200" and (not row.is_revisit or row.digest in others):
            continue
        if row.digest in ("", "-") or row.digest != before:
            yield row
        before = row.digest


def as_time(timestamp: str) -> str:
    """An archive's timestamp of 14 digits as a time like 2021-11-04T12:00:00Z.

    Raises:
        ValueError: it is none.
    """
    if not (isinstance(timestamp, str) and TIMESTAMP.fullmatch(timestamp)):
        raise ValueError(f"expected 14 digits, found {timestamp!r}")
    return datetime.strptime(timestamp, "%Y%m%d%H%M%S").isoformat() + "Z"
