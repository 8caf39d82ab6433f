"""Keeping what was received: a page and its metadata go into `raw/` together, or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.read.unpacking import holds_html
from pipeline.snapshots.again import came_again, note_again
from pipeline.snapshots.snapshot import PENDING, REJECTED, Order, Snapshot, order_of, snapshots
from pipeline.storage.atomic import flush

# Headers that say what the body is, which version, and from when; cookies and the like are nobody's business.
KEPT_HEADERS = (
    "Content-Type",
    "Content-Encoding",
    "Content-Language",
    "Date",
    "ETag",
    "Last-Modified",
    "Memento-Datetime",
)
# The charset as browsers take it: parameters in parts or in a language of their own ("charset*0=") are none of theirs,
# and Python's reader of messages fails at some.
CHARSET = re.compile(r';\s*charset\s*=\s*"?([^\s;"]+)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Capture:
    """A response, an archived response or a file, as received. Times are UTC, like 2021-11-04T12:00:00Z.

    `obtained` says how: `how` (live, archive or file) and what else tells where it comes from. `media_type`
    and `charset` are what the header declares.
    """

    data: bytes
    url: str
    obtained: dict[str, Any]
    captured_at: str | None = None
    captured_not_before: str | None = None
    url_reached: str | None = None
    redirects: tuple[str, ...] = ()
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str | None = None
    charset: str | None = None

    @property
    def sha256(self) -> str:
        """The digest of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def stem(self) -> str:
        """The name of its files, without suffix: capture time and content."""
        time = self.captured_at.replace("-", "").replace(":", "") if self.captured_at else "undated"
        return f"{time}-{self.sha256[:12]}"

    @property
    def order(self) -> Order:
        """The key that sorts it among snapshots."""
        return order_of(self.captured_at, self.captured_not_before, self.sha256)


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Those of a response's headers that are kept."""
    return {name: headers[name] for name in KEPT_HEADERS if name in headers}


def content_type(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Media type and charset that the headers declare, in lower case; None for what they do not."""
    return _content_type(headers.get("Content-Type") or "-")


@lru_cache  # an archive has a million records and a few of these
def _content_type(header: str) -> tuple[str | None, str | None]:
    media_type, charset = header.partition(";")[0].strip().lower(), CHARSET.search(header)
    return media_type if media_type.count("/") == 1 else None, charset[1].lower() if charset else None


def same_as(capture: Capture, saved: list[Snapshot]) -> Snapshot | None:
    """The saved page beside which `capture` would add nothing: the same content, and no change in between.

    Content that comes back after the page was another one is new; so is an earlier time, or a first time, for
    content that is known.
    """
    if capture.captured_at is None:
        return next((one for one in saved if one.sha256 == capture.sha256), None)
    earlier = [one for one in saved if one.order <= capture.order]
    before = earlier[-1] if earlier else None
    return before if before and before.sha256 == capture.sha256 and before.captured_at else None


def add(raw: Path, capture: Capture, encoding: str | None = None) -> list[Path]:
    """Keep `capture` in the folder `raw`; `encoding` is the one it was read in.

    The caller holds the lock on `raw`. Returns the page's path, or nothing where it would add nothing; after it that of
    the content before it, where that is known to have come back after it.

    Raises:
        OSError: the disk is full or the folder cannot be written; nothing was added.
        Refusal: something in the folder does not agree with its metadata.
    """
    saved = snapshots(raw)
    if twin := same_as(capture, saved):
        if capture.captured_at != twin.captured_at:
            note_again(raw, _metadata(capture, encoding))
        return []
    return [keep(raw, capture, encoding), *_come_back(raw, capture, saved)]


def _come_back(raw: Path, capture: Capture, saved: list[Snapshot]) -> Iterator[Path]:
    """Keep what was saved before `capture` once more, where it is known to have come again after it; its path."""
    before = next((one for one in reversed(saved) if one.order < capture.order), None)
    following = next((one for one in saved if one.order > capture.order), None)
    until = following.order[0] if following else None
    if before and (again := came_again(raw, before.sha256, capture.order[0], until)):
        yield _keep(raw, Capture(before.read(), again["url"], {}, again["captured_at"]), again)


def keep(folder: Path, capture: Capture, encoding: str | None = None) -> Path:
    """Keep `capture` in a folder, whatever else is in it; its path.

    Raises:
        OSError: as `add`.
    """
    return _keep(folder, capture, _metadata(capture, encoding))


def reject(raw: Path, capture: Capture, looks_like: str, why: str) -> Path:
    """Keep a refused response in `rejected/` in the folder `raw`, with what it looks like; its path.

    The same content is kept once, however often it comes.

    Raises:
        OSError: the disk is full or the folder cannot be written; nothing was added.
    """
    folder = raw / REJECTED
    known = [page for page in folder.glob(f"*-{capture.sha256[:12]}.*") if page.suffix != ".json"]
    if known:
        return min(known)
    return _keep(folder, capture, {**_metadata(capture, None), "looks_like": looks_like, "why": why})


def complete_interrupted(folder: Path) -> None:
    """Complete what an interrupted `add` had all but finished, and remove what it had only begun.

    The caller holds the lock on the folder.
    """
    for aside in sorted(folder.glob(".*.new")):
        if aside.is_dir():
            continue  # none of ours
        final = folder / aside.name.removeprefix(".").removesuffix(".new")
        if aside.name.endswith(".json.new") and _belongs(aside, final.stem):
            aside.replace(final)
        aside.unlink(missing_ok=True)


def _belongs(metadata: Path, stem: str) -> bool:
    """Whether the page that this metadata describes is in place, whole."""
    try:
        expected = json.loads(metadata.read_bytes())["sha256"] if metadata.is_file() else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    pages = (metadata.with_name(stem + suffix) for suffix in (".html", ".txt"))
    return any(page.is_file() and hashlib.sha256(page.read_bytes()).hexdigest() == expected for page in pages)


def _metadata(capture: Capture, encoding: str | None) -> dict[str, Any]:
    return {
        "url": capture.url,
        "url_reached": capture.url_reached,
        "redirects": list(capture.redirects),
        "captured_at": capture.captured_at,
        "captured_not_before": capture.captured_not_before,
        "obtained": capture.obtained,
        "status": capture.status,
        "headers": capture.headers,
        "media_type": "text/html" if holds_html(capture.data, capture.media_type) else "text/plain",
        "charset": capture.charset,
        "encoding": encoding,
        "bytes": len(capture.data),
        "sha256": capture.sha256,
    }


def _keep(folder: Path, capture: Capture, metadata: dict[str, Any]) -> Path:
    """Write both files aside and move them into place, metadata last: only then do others see the page."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / (capture.stem + (".html" if metadata["media_type"] == "text/html" else ".txt"))
    pending, aside = folder / PENDING.format(stem=capture.stem), folder / f".{page.name}.new"
    fresh = not page.exists()  # a refused page may come again
    try:
        _write(pending, (json.dumps(metadata, ensure_ascii=False, indent=2) + "\n").encode())
        _write(aside, capture.data)
        aside.replace(page)
        pending.replace(page.with_suffix(".json"))
    except BaseException:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
            if fresh and pending.exists():
                page.unlink(missing_ok=True)
            pending.unlink(missing_ok=True)
        raise
    flush(folder)
    return page


def _write(path: Path, data: bytes) -> None:
    """Write `data` so that it is on the disk, and not only on its way, when the file is moved into place."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
