"""The header and the body of one record, whole and decompressed, or an error that says what is wrong with it."""

from __future__ import annotations

from typing import Any

from pipeline.read.unpacking import ZSTD, decompressed
from pipeline.records import Refusal
from pipeline.warc.limits import CHUNK

HTTP = ["HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/2", "HTTP/3"]  # how status lines begin
OWN = ("br", "zstd")  # encodings of bodies that the library cannot undo, or only with older versions of another


def http_header(record: Any) -> tuple[dict[str, str], int]:
    """The HTTP header in a record, up to the end of which it is read, and the status; without one nothing, and 0.

    Raises:
        ValueError: it does not begin as one.
        EOFError: the file ends within it.
    """
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    try:
        record.http_headers = StatusAndHeadersParser(HTTP).parse(record.raw_stream)
    except EOFError:  # a revisit may have none
        expect_end(record)
        return {}, 0
    except StatusAndHeadersParserException as error:
        raise ValueError("its HTTP header has no status line") from error
    return dict(record.http_headers.headers), int(record.http_headers.get_statuscode() or 0)


def body(record: Any, largest: int) -> bytes | None:
    """The body of a record of which the header is read, decompressed; None where it is too large.

    Raises:
        EOFError: the file ends within it.
        ValueError, or another of a library: it is damaged.
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
    expect_end(record)
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


def expect_end(record: Any) -> None:
    """Do nothing where the record is complete.

    Raises:
        EOFError: the file ends within it, which the library takes for the end of the record.
    """
    if record.length is None or getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("the file ends within it")
