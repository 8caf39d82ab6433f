"""What a worker does with one archive: its tables, in a folder, whole or not at all."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import __version__
from pipeline.archives.limits import (
    LARGEST_OF_PAGES,
    LARGEST_REMEMBERED,
    LONGEST_OF_PAGES,
    MEMORY_OF_READING,
    MOST_REMEMBERED,
)
from pipeline.archives.look import Look
from pipeline.archives.places import CAPTURES, folder_of, local, new_folder
from pipeline.archives.reading import BY_NONE, BY_OWN, TABLES_OF_PAGE, FoundPage, read
from pipeline.archives.tables import OF_ARCHIVE, RUNS, Writer
from pipeline.bounded import BoundedProcess, GivenUp
from pipeline.definition.generic import generic
from pipeline.definition.source import Source, load_source
from pipeline.gazetteer.gazetteer import load_reference
from pipeline.snapshots.snapshot import NOT_BEFORE, is_time
from pipeline.snapshots.stamp import latest
from pipeline.snapshots.store import keep
from pipeline.tables.schema import Row
from pipeline.warc.addresses import same_address
from pipeline.warc.responses import Response, WebArchive

OF_PAGES_OR_NONE = ("text/html", "application/xhtml+xml", "text/plain", None)


class Knowledge(NamedTuple):
    """What a worker knows, whatever the archive; made once in each process."""

    source: Source
    look: Look
    reading: BoundedProcess
    remembered: Callable[..., FoundPage]  # the same, that knows again what it read lately


@cache
def _known() -> Knowledge:
    source, reference = load_source(), load_reference()
    arguments = {"source": source, "any_page": generic(source), "reference": reference}
    reading = BoundedProcess(read, arguments, LONGEST_OF_PAGES, MEMORY_OF_READING)
    return Knowledge(source, Look(source, reference), reading, lru_cache(MOST_REMEMBERED)(reading.call))


def read_archive(archive: str, out: str) -> None:
    """Read an archive and write its tables; nothing is done where they are there.

    Only paths come and go: this is what is sent to the workers of a cluster, which must all see the folder `out`.

    Raises:
        OSError: the archive cannot be fetched or read, or the disk is full; nothing was written.
        Refusal: it cannot be read as an archive at all; nothing was written.
    """
    folder = folder_of(Path(out), archive)
    if folder.exists():
        return
    with local(archive) as path, new_folder(folder) as new, Writer(new, OF_ARCHIVE) as tables:
        ReadingRun(archive, path, new, tables, folder.name).all()


class ReadingRun:
    """One archive on its way to tables."""

    def __init__(self, archive: str, path: Path, folder: Path, tables: Writer, name: str) -> None:
        self.archive, self.path, self.folder, self.tables, self.name = archive, path, folder, tables, name
        self.counts: Counter[str] = Counter()
        self.known = _known()

    def all(self) -> None:
        """Read every page, and then say what was read."""
        started = time.perf_counter()
        responses = WebArchive(self.path, _is_page, LARGEST_OF_PAGES, lambda _: None)
        for response in responses:
            self._response(response)
        self.counts += responses.counts
        counts = {column.name: self.counts[column.name.replace("_", " ")] for column in RUNS.columns}
        self.tables.add("runs", [counts | {
            "archive": self.archive, "bytes": self.path.stat().st_size, "version": __version__,
            "damage": self._named("; ".join(responses.damage)) or None,
            "seconds": round(time.perf_counter() - started, 3),
        }])  # fmt: skip

    def _named(self, damage: str) -> str:
        """What is damaged, by the address of the archive, which may have been read elsewhere."""
        return damage.replace(str(self.path), self.archive)

    def _response(self, response: Response) -> None:
        self.counts["pages"] += 1
        if response.data is None:
            found = _without(f"it has more than {LARGEST_OF_PAGES:,} bytes")
        elif self.known.look(response.data):
            found = self._read(response, response.data)
        else:
            self.counts["looked past"] += 1
            return
        self.counts[found.page["outcome"]] += 1
        self._add(response, found)

    def _read(self, response: Response, data: bytes) -> FoundPage:
        media_type, charset = response.declared
        at_home = same_address(response.url, self.known.source.page["url"])
        read = self.known.remembered if len(data) <= LARGEST_REMEMBERED else self.known.reading.call
        try:
            found: FoundPage = read(data=data, at_home=at_home, media_type=media_type, charset=charset)
        except GivenUp as given_up:
            return _without(str(given_up))
        if found.rows and found.page["definition"] == BY_OWN:
            capture = response.capture(data, self.known.source.page["url"], self.path.name)
            keep(self.folder / CAPTURES, capture, found.page["encoding"])
        return found

    def _add(self, response: Response, found: FoundPage) -> None:
        key: Row = {"page_id": f"{self.name}#{response.place}"}
        digest = None if response.data is None else hashlib.sha256(response.data).hexdigest()
        captured_at = response.captured_at if _is_past(response.captured_at) else None
        self.counts["undated"] += captured_at is None
        about = {
            "archive": self.archive, "place": response.place, "url": response.url,
            "captured_at": captured_at, "sha256": digest,
        }  # fmt: skip
        self.tables.add("pages", [key | about | found.page])
        for table in TABLES_OF_PAGE if found.rows else ():
            self.tables.add(table, [key | row for row in found.rows[table]])


def _is_page(_: str, media_type: str | None) -> bool:
    return media_type in OF_PAGES_OR_NONE


def _is_past(time: str) -> bool:
    """Whether a record has a time, of a day or a second, that is not after now: it would be the newest for ever."""
    return is_time(time, NOT_BEFORE) and time <= latest()


def _without(why: str) -> FoundPage:
    page: dict[str, Any] = {"outcome": "given up", "why": why, "definition": BY_NONE, "score": 0.0}
    return FoundPage(page, {})
