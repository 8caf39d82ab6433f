"""The responses in a web archive: what is damaged is counted and named, and costs nothing but itself."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from pipeline.read.unpacking import GZIP
from pipeline.snapshots.snapshot import CAPTURED_AT, is_time
from pipeline.snapshots.store import Capture, content_type, kept_headers
from pipeline.text.normalise import counted, shown
from pipeline.warc.bodies import body, expect_end, http_header
from pipeline.warc.holders import WarcFile, warc_files
from pipeline.warc.limits import CHUNK, LONGEST_WHY, MOST_DAMAGED, MOST_DAMAGES_NAMED

FRACTION = re.compile(r"\.\d+Z$")
RECORD = b"WARC/1."  # of a file that is not compressed
MEMBER = GZIP + b"\x08"  # of one that is: each record is compressed by itself
WITH_RESPONSE = ("response", "revisit")

# What the library logs quotes the file as it is; what of that costs anything is named here.
logging.getLogger("warcio").setLevel(logging.CRITICAL + 1)

Wanted = Callable[[str, str | None], bool]  # by address and media type


@dataclass(frozen=True, slots=True)
class Response:
    """An archived response with status 200, as it was received; `record` is its identifier, `place` where it begins.

    `captured_at` is as the record has it, without fractions of a second. `data` is None where it is too large.
    """

    url: str
    captured_at: str
    headers: dict[str, str]
    data: bytes | None
    record: str
    place: int

    @property
    def declared(self) -> tuple[str | None, str | None]:
        """Media type and charset, as the header has them."""
        return content_type(self.headers)

    def capture(self, data: bytes, page: str, archive: str) -> Capture:
        """A capture of the page at this address, with this content, out of the archive of this name."""
        media_type, charset = self.declared
        return Capture(
            data=data,
            url=page,
            url_reached=self.url,
            captured_at=self.captured_at if is_time(self.captured_at, CAPTURED_AT) else None,
            obtained={"how": "file", "note": shown(f"record {self.record} of {archive}")},
            status=200,
            headers=kept_headers(self.headers),
            media_type=media_type,
            charset=charset,
        )


class WebArchive:
    """A file of records; iterating it gives the responses that are wanted, in its order.

    Of each content it knows where it is, and keeps none: a revisit has the content it refers to. What is damaged is in
    `damage` afterwards, in words, and `counts` has the numbers of records, responses, and records that were passed
    over since they cannot be read. A record that is passed over is named by `say`.
    """

    def __init__(self, path: Path, wanted: Wanted, largest: int, say: Callable[[str], None]) -> None:
        self.path, self.wanted, self.largest, self.say = path, wanted, largest, say
        self.damage: list[str] = []
        self.counts: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Response]:
        """The responses.

        Raises:
            Refusal: the file cannot be read at all.
        """
        with TemporaryDirectory() as folder:
            for part in warc_files(self.path, Path(folder)):
                damaged = list[str]()
                with part.path.open("rb") as file:
                    yield from self._of_part(part, file, damaged)
                self.damage += [part.damage] if part.damage else damaged  # of two, the first is the cause

    def _of_part(self, part: WarcFile, file: IO[bytes], damaged: list[str]) -> Iterator[Response]:
        """The responses in one file: where it is damaged, reading goes on where the next record begins."""
        reader = _Reader(part, file, self)
        place: int | None = 0
        places = 0
        while place is not None and places < MOST_DAMAGED:
            try:
                yield from reader.responses(place)
                place = None
            except Exception as error:  # the library raises one of any kind at bytes that it did not expect
                places += 1
                if places <= MOST_DAMAGES_NAMED:
                    after, why = counted(self.counts["records"], "record"), " ".join(str(error).split())[:LONGEST_WHY]
                    damaged.append(shown(f"{part.name} is damaged after its first {after} ({why})"))
                place = _next_record(file, reader.place + 1)
        if places > MOST_DAMAGES_NAMED:
            given_up = "" if place is None else ", after which it was not read"
            damaged.append(f"{part.name} is damaged at {places} places{given_up}")


class _Reader:
    """Reads the records of one file."""

    def __init__(self, part: WarcFile, file: IO[bytes], archive: WebArchive) -> None:
        self.part, self.file, self.archive = part, file, archive
        self.place = 0  # where the record begins that is read, in bytes
        self.places: dict[str, int] = {}  # where a record with the content of this digest begins, in bytes

    def responses(self, place: int) -> Iterator[Response]:
        """The responses from `place` on; any exception says that the file is damaged."""
        from warcio.archiveiterator import ArchiveIterator

        counts = self.archive.counts
        self.place = place
        self.file.seek(place)
        # The records' own headers only: one HTTP header that is none would end the library's reading.
        records = ArchiveIterator(self.file, no_record_parse=True)
        records.INC_RECORD = ""  # what it would write to standard error
        for record in records:
            self.place = records.offset
            try:
                response = self._response(record)
            except (EOFError, OSError):  # of the file, and not of one record
                raise
            except Exception as error:
                number = counts["records"] + 1
                self.archive.say(f"{self.part.name}, record {number}: passed over, it cannot be read ({error})")
                counts["passed over"] += 1
                response = None
            records.read_to_end()
            if records.err_count:  # what follows a record begins with an empty line
                raise ValueError("its length is not that of what is there")
            counts["records"] += 1
            expect_end(record)
            if response:
                yield response
            if records.reader.decompressor and not (records.next_line or records.reader.decompressor.eof):
                raise EOFError("the file ends within it")
        self.place = records.offset  # where the last record ended
        if self.place < self.part.path.stat().st_size:
            raise EOFError("what follows is no whole record")

    def _response(self, record: Any) -> Response | None:
        """The response in one record; None where it is none, not wanted, or a revisit of what is not known."""
        if record.rec_type not in WITH_RESPONSE:
            return None
        self.archive.counts["responses"] += 1
        field = record.rec_headers.get_header
        url = shown(field("WARC-Target-URI") or "")  # which is a cell, and may hold anything
        headers, status = http_header(record)
        if status != 200 or not self.archive.wanted(url, content_type(headers)[0]):
            return None
        digest = field("WARC-Payload-Digest")
        if record.rec_type == "revisit":
            if digest not in self.places:
                return None
            data = self._content_at(self.places[digest])
        else:
            data = body(record, self.archive.largest)
            if digest and data is not None:
                self.places[digest] = self.place
        date = FRACTION.sub("Z", field("WARC-Date") or "")
        return Response(url, date, headers, data, field("WARC-Record-ID") or "", self.place)

    def _content_at(self, place: int) -> bytes | None:
        """The body of the record that begins there."""
        from warcio.archiveiterator import ArchiveIterator

        with self.part.path.open("rb") as file:
            file.seek(place)
            record = next(ArchiveIterator(file, no_record_parse=True))
            http_header(record)
            return body(record, self.archive.largest)


def _next_record(file: IO[bytes], place: int) -> int | None:
    """Where a record may begin, from `place` on; None where none does. What only looks like one is damaged as well."""
    file.seek(0)
    begin = MEMBER if file.read(len(GZIP)) == GZIP else RECORD
    file.seek(place)
    kept = b""
    while chunk := file.read(CHUNK):
        found = (kept + chunk).find(begin)
        if found >= 0:
            return place - len(kept) + found
        place += len(chunk)
        kept = (kept + chunk)[1 - len(begin) :]
    return None
