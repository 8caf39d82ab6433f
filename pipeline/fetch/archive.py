"""Captures of the page in a web archive: the Internet Archive, or one that runs pywb.

Requests go through a bounded session of this project: the `wayback` package asks only the Internet Archive, and reads
bodies of any size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from pipeline.definition.source import Source
from pipeline.fetch.addresses import in_short, permit_hosts
from pipeline.fetch.capture_list import ListedCapture, as_time, distinct_captures, read_captures
from pipeline.fetch.http import TRY_AGAIN, Answer, Web
from pipeline.fetch.unreachable import Unreachable, Unusable
from pipeline.read.unpacking import GZIP, decompressed
from pipeline.snapshots.store import Capture, content_type, kept_headers
from pipeline.text.normalise import counted

REPLAYED = re.compile(r"/([0-9]{14})[a-z]{2}_/(.+)")
LIKE_THE_INTERNET_ARCHIVE = "/cdx/search/cdx"


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
        found, malformed, key = read_captures(answer, archive.host)
        rows.update(found)
        if malformed:
            web.say(f"Archive: {counted(malformed, 'row')} of the list of {archive.host} are malformed: passed over.")
        if key == "":
            web.say(f"Archive: the list of {archive.host} does not say how it goes on: what it lists so far is taken.")
        if not key or key in keys:  # a key that was given before leads to what is known
            return list(distinct_captures(sorted(rows, key=lambda row: (row.timestamp, row.digest, row.url))))
        keys.append(key)
    raise Unreachable(f"the list of {archive.host} does not end within {settings['lists']} requests: given up")


def fetch_capture(web: Web, archive: Archive, source: Source, row: ListedCapture) -> Capture:
    """The capture that the archive replays for `row`: where it redirects to another one, that one.

    Raises:
        Unusable: it holds an error, a redirect out of the archive, or damaged bytes, or nothing says its time.
        Unreachable: the archive gave no replay now.
    """
    address = archive.replay.replace("{timestamp}", row.timestamp).replace("{url}", row.url)
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
