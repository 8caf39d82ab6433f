"""Captures of the page in a web archive: the Internet Archive, or one that runs pywb.

Requests go through a bounded session of this project: the `wayback` package asks only the Internet Archive, and reads
bodies of any size.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pipeline.definition.source import Source
from pipeline.fetch.addresses import in_short, permit_hosts
from pipeline.fetch.http import TRY_AGAIN, Answer, Web
from pipeline.fetch.unreachable import Unreachable, Unusable
from pipeline.read.unpacking import GZIP, decompressed
from pipeline.snapshots.store import Capture, content_type, kept_headers
from pipeline.text.normalise import counted

# The names of the columns in either dialect.
COLUMN_NAMES = {
    "timestamp": ("timestamp",),
    "url": ("original", "url"),
    "status": ("statuscode", "status"),
    "media_type": ("mimetype", "mime"),
    "digest": ("digest",),
}
REPLAYED = re.compile(r"/([0-9]{14})[a-z]{2}_/(.+)")
TIMESTAMP = re.compile(r"[0-9]{14}")
LIKE_THE_INTERNET_ARCHIVE = "/cdx/search/cdx"


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


@dataclass(frozen=True, slots=True)
class Archive:
    """Where an archive lists its captures and where it replays one as it was received."""

    cdx: str
    replay: str

    @property
    def host(self) -> str:
        """The name of its host."""
        return urlsplit(self.cdx).hostname or self.cdx

    @property
    def pages_its_list(self) -> bool:
        """Whether it speaks the Internet Archive's dialect; pywb filters otherwise and lists all at once."""
        return self.cdx.endswith(LIKE_THE_INTERNET_ARCHIVE)


def archive_at(address: str | None, settings: Mapping[str, Any]) -> Archive:
    """The archive at `address`: a collection of pywb, or the Internet Archive's form (…/cdx/search/cdx).

    Without an address it is the one in `source.toml`, of which `settings` is the section [fetch.archive].
    """
    if address is None:
        return Archive(settings["cdx"], settings["replay"])
    base = address.rstrip("/")
    if base.endswith(LIKE_THE_INTERNET_ARCHIVE):
        return Archive(base, base.removesuffix(LIKE_THE_INTERNET_ARCHIVE) + "/web/{timestamp}id_/{url}")
    return Archive(f"{base}/cdx", f"{base}/{{timestamp}}id_/{{url}}")


def list_captures(web: Web, archive: Archive, source: Source) -> list[ListedCapture]:
    """The captures that may hold the page, oldest to newest, without those that repeat the one before.

    What is wrong with the list, and passed over, is said.

    Raises:
        Unreachable: the archive gave no list, or one that cannot be read.
    """
    settings = source.other["fetch"]["archive"]
    params = {"url": source.page["url"], "output": "json"}
    if archive.pages_its_list:
        # Revisits have "-" for a status; one may be all that is left of a content, so they are asked for as well.
        params |= {"filter": "statuscode:200|-", "limit": str(settings["rows"]), "showResumeKey": "true"}
    rows: set[ListedCapture] = set()
    permit, keys = permit_hosts([urlsplit(archive.cdx).netloc]), [""]
    for _ in range(settings["lists"]):
        answer = web.get(archive.cdx, permit, params=params | ({"resumeKey": keys[-1]} if keys[-1] else {}))
        found, malformed, key = read_captures(answer, archive)
        rows.update(found)
        if malformed:
            web.say(f"Archive: {counted(malformed, 'row')} of the list of {archive.host} are malformed: passed over.")
        if key == "":
            web.say(f"Archive: the list of {archive.host} does not say how it goes on: what it lists so far is taken.")
        if not key or key in keys:  # a key that was given before leads to what is known
            return list(distinct_captures(sorted(rows, key=lambda row: (row.timestamp, row.digest, row.url))))
        keys.append(key)
    raise Unreachable(f"the list of {archive.host} does not end within {settings['lists']} requests: given up")


def read_captures(answer: Answer, archive: Archive) -> Listed:
    """What one answer lists, in either dialect.

    Raises:
        Unreachable: it is no list.
    """
    if answer.status != 200:
        raise Unreachable(f"the list of {archive.host} answered {answer.status}")
    text = answer.data.decode("utf-8", "replace").strip()
    try:
        if text.startswith("["):
            return _with_header(json.loads(text))
        return Listed(*_rows([_in_json(line) for line in text.splitlines() if line.strip()]), None)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        said = in_short(text.splitlines()[0]) if text else "nothing"
        raise Unreachable(f"the list of {archive.host} cannot be read: {said}") from error


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
        ValueError: it is something else, by which rows can be neither compared nor named.
    """
    if type(value) not in (str, int):
        raise ValueError(f"no text: {value!r}")
    return str(value)


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


def fetch_capture(web: Web, archive: Archive, source: Source, row: ListedCapture) -> Capture:
    """The capture that the archive replays for `row`: where it redirects to another one, that one.

    Raises:
        Unusable: it holds an error, a redirect out of the archive, or damaged bytes, or nothing says its time.
        Unreachable: the archive gave no replay now.
    """
    address = archive.replay.format(timestamp=row.timestamp, url=row.url)
    answer = web.get(address, _permit_replay(archive, source))
    if answer.status != 200:
        kind = Unreachable if answer.status in TRY_AGAIN and "Memento-Datetime" not in answer.headers else Unusable
        raise kind(f"the replay of {row.timestamp} answered {answer.status}")
    timestamp, original = _replayed(answer, row)
    media_type, charset = content_type(answer.headers)
    return Capture(
        data=_unpacked(answer.data, source.other["fetch"]["largest"]),
        url=source.page["url"],
        url_reached=original,
        redirects=answer.redirects,
        captured_at=as_time(timestamp),
        obtained=_obtained(archive, row, address, timestamp),
        status=answer.status,
        headers=kept_headers(answer.headers),
        media_type=media_type,
        charset=charset,
    )


def _obtained(archive: Archive, row: ListedCapture, address: str, timestamp: str) -> dict[str, str]:
    """Where a capture comes from; `timestamp` is that of what was replayed at `address`."""
    obtained = {
        "how": "archive",
        "archive": archive.host,
        "timestamp": row.timestamp,
        "digest": row.digest,
        "replay": address,
    }
    if timestamp != row.timestamp:
        obtained["note"] = f"the replay of {row.timestamp} redirected to the capture of {timestamp}"
    return obtained


def _permit_replay(archive: Archive, source: Source) -> Callable[[str], None]:
    """A check that permits the archive itself, and of what it replays only the hosts of the page."""
    permit_archive = permit_hosts([urlsplit(archive.replay).netloc])
    permit_page = permit_hosts(source.other["fetch"]["hosts"])

    def permit(url: str) -> None:
        replayed = REPLAYED.search(url)
        try:
            permit_archive(url)
            if replayed:
                permit_page(replayed[2] if "://" in replayed[2] else f"http://{replayed[2]}")
        except Unreachable as error:
            raise Unusable(f"what is archived there leads to {in_short(url)}") from error

    return permit


def _replayed(answer: Answer, row: ListedCapture) -> tuple[str, str]:
    """Which capture of which address this is, by its Memento-Datetime or the address of the replay.

    Raises:
        Unusable: neither is a time.
    """
    match = REPLAYED.search(answer.url)
    timestamp, original = (match[1], match[2]) if match else (row.timestamp, row.url)
    with suppress(ValueError, OverflowError):  # none, or after 9999: the address says it as well
        memento = parsedate_to_datetime(answer.headers.get("Memento-Datetime") or "").astimezone(UTC)
        return f"{memento:%Y%m%d%H%M%S}".zfill(14), original
    try:
        as_time(timestamp)
    except ValueError as error:
        raise Unusable(f"the replay of {row.timestamp} is of {timestamp}, which is no time") from error
    return timestamp, original


def _unpacked(data: bytes, largest: int) -> bytes:
    """`data` without the compression that the archive kept and forgot to declare."""
    if not data.startswith(GZIP):
        return data
    try:
        return decompressed(data, largest)
    except ValueError as error:
        raise Unusable(f"the replay cannot be unpacked: {error}") from error


def as_time(timestamp: str) -> str:
    """An archive's timestamp of 14 digits as a time like 2021-11-04T12:00:00Z.

    Raises:
        ValueError: it is none.
    """
    if not (isinstance(timestamp, str) and TIMESTAMP.fullmatch(timestamp)):
        raise ValueError(f"expected 14 digits, found {timestamp!r}")
    return datetime.strptime(timestamp, "%Y%m%d%H%M%S").isoformat() + "Z"
