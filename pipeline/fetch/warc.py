"""Captures of the page in a WARC file: every response for its address, as it was received."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.definition.source import Source
from pipeline.fetch.holders import warc_files
from pipeline.fetch.limits import CHUNK
from pipeline.read.unpacking import ZSTD, decompressed
from pipeline.records import Refusal
from pipeline.snapshots.snapshot import CAPTURED_AT, is_time
from pipeline.snapshots.store import Capture, content_type, kept_headers
from pipeline.text.normalise import shown

FRACTION = re.compile(r"\.\d+Z$")
HTTP = ["HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/2", "HTTP/3"]  # how status lines begin
OWN = ("br", "zstd")  # encodings of bodies that the library cannot undo, or only with older versions of another
WRONG_WITH_RECORD = (ValueError, zlib.error)  # what is wrong with one record, and not with the file


def read_warc(path: Path, source: Source, say: Callable[[str], None]) -> Iterator[Capture]:
    """The captures of the source's address in the file, in its order; a revisit has the content it refers to.

    A record that cannot be read is named by `say`, and passed over.

    Raises:
        Refusal: the file cannot be read, or only up to a damaged place; what is before it was handed out.
    """
    damaged = list[str]()
    with TemporaryDirectory() as folder:
        for part in warc_files(path, Path(folder)):
            damaged += [part.damage] if part.damage else []
            try:
                yield from _captures(part.path, part.name, source, say)
            except Refusal as refusal:  # there may be other files in it
                damaged += [] if part.damage else [str(refusal)]
    if damaged:
        raise Refusal("; ".join(damaged))


def _captures(path: Path, name: str, source: Source, say: Callable[[str], None]) -> Iterator[Capture]:
    """The captures in one WARC file, whose `name` messages have.

    Raises:
        Refusal: it is damaged.
    """
    from warcio.archiveiterator import ArchiveIterator  # few runs read such a file
    from warcio.exceptions import ArchiveLoadFailed

    reader = _Reader(path, name, source)
    number = 0
    try:
        with path.open("rb") as file:
            # The records' own headers only: one HTTP header that is none would end the library's reading.
            for record in (records := ArchiveIterator(file, no_record_parse=True)):
                try:
                    capture = reader.capture(record, records.offset)
                except WRONG_WITH_RECORD as error:
                    say(f"{name}, record {number + 1}: passed over, it cannot be read ({error})")
                    capture = None
                if capture:
                    yield capture
                number += 1
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error) as error:
        raise Refusal(
            f"{name} is damaged after its first {number} records ({error}). What is before was read."
        ) from error


class _Reader:
    """Reads the records of one file that are captures; of each content it knows where it is, and keeps none."""

    def __init__(self, path: Path, name: str, source: Source) -> None:
        self.path, self.name, self.url = path, name, source.page["url"]
        self.largest: int = source.other["fetch"]["largest"]
        self.places: dict[str, int] = {}  # where a record with the content of this digest begins, in bytes

    def capture(self, record: Any, place: int) -> Capture | None:
        """The capture in one record, which begins at `place`; None where it is of something else, or no page."""
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        if record.rec_type not in ("response", "revisit") or not same_address(url, self.url):
            return None
        headers, status = _http(record)
        data = self._content(record, place)
        if status != 200 or data is None:
            return None
        date = FRACTION.sub("Z", record.rec_headers.get_header("WARC-Date") or "")
        media_type, charset = content_type(headers)
        return Capture(
            data=data,
            url=self.url,
            url_reached=url,
            captured_at=date if is_time(date, CAPTURED_AT) else None,
            obtained={
                "how": "file",
                "note": shown(f"record {record.rec_headers.get_header('WARC-Record-ID')} of {self.name}"),
            },
            status=status,
            headers=kept_headers(headers),
            media_type=media_type,
            charset=charset,
        )

    def _content(self, record: Any, place: int) -> bytes | None:
        """The record's body; of a revisit that of the record it refers to. None where it is unknown or too large."""
        digest = record.rec_headers.get_header("WARC-Payload-Digest")
        if record.rec_type == "revisit":
            return self._content_at(self.places[digest]) if digest in self.places else None
        data = _body(record, self.largest)
        if digest and data is not None:
            self.places[digest] = place
        return data

    def _content_at(self, place: int) -> bytes | None:
        """The body of the record that begins there."""
        from warcio.archiveiterator import ArchiveIterator

        with self.path.open("rb") as file:
            file.seek(place)
            record = next(ArchiveIterator(file, no_record_parse=True))
            _http(record)
            return _body(record, self.largest)


def _http(record: Any) -> tuple[dict[str, str], int]:
    """The HTTP header in a record, up to the end of which it is read, and the status; without one nothing, and 0.

    Raises:
        ValueError: it does not begin as one.
        EOFError: the file ends within it.
    """
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    try:
        record.http_headers = StatusAndHeadersParser(HTTP).parse(record.raw_stream)
    except EOFError:  # a revisit may have none
        _expect_end(record)
        return {}, 0
    except StatusAndHeadersParserException as error:
        raise ValueError("its HTTP header has no status line") from error
    return dict(record.http_headers.headers), int(record.http_headers.get_statuscode() or 0)


def _body(record: Any, largest: int) -> bytes | None:
    """The body of a record of which the header is read, decompressed; None where it is too large.

    Raises:
        EOFError: the file ends within it.
        ValueError, zlib.error: it is damaged.
    """
    from warcio.bufferedreaders import ChunkedDataException

    encoding = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
    if encoding in OWN:
        record.http_headers.remove_header("Content-Encoding")
    try:
        data = bytes(record.content_stream().read(largest + 1))
    except ChunkedDataException as error:
        raise ValueError(f"a body in chunks is damaged: {error}") from error
    if len(data) <= largest:
        data = _decoded(data, encoding, largest)
    if len(data) > largest:
        return None
    while record.raw_stream.read(CHUNK):
        pass  # what follows the end of a body in chunks
    _expect_end(record)
    return data


def _decoded(data: bytes, encoding: str, largest: int) -> bytes:
    """A body in an encoding that the library leaves as it is; what is none of these already is a body.

    Raises:
        ValueError: it is damaged, or the package for it is missing.
    """
    if encoding == "zstd" and data.startswith(ZSTD):
        try:
            return decompressed(data)
        except Refusal as refusal:
            raise ValueError(str(refusal)) from refusal
    if encoding != "br":
        return data
    try:
        import brotli
    except ImportError as error:
        raise ValueError("it is compressed with brotli, for which a package is missing: pip install brotli") from error
    try:
        return bytes(brotli.Decompressor().process(data, output_buffer_limit=largest + 1))
    except brotli.error as error:
        raise ValueError(f"its compressed body is damaged ({error})") from error


def _expect_end(record: Any) -> None:
    """Do nothing where the record is complete.

    Raises:
        EOFError: the file ends within it, which the library takes for the end of the record.
    """
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("the file ends within it")


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are one page: scheme, "www.", default port, escapes and final slash aside."""
    return _key(one) == _key(other)


def _key(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url.strip("<>"))
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url, "", ""
    return host + port, unquote(parts.path).rstrip("/"), parts.query
