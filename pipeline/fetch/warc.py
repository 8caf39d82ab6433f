"""Captures of the page in a WARC file: every response for its address, as it was received."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.definition.source import Source
from pipeline.fetch.limits import CHUNK
from pipeline.records import Refusal
from pipeline.snapshots.snapshot import CAPTURED_AT, WARC, read_file
from pipeline.snapshots.store import Capture, content_type, kept_headers

FRACTION = re.compile(r"\.\d+Z$")


def is_warc(path: Path) -> bool:
    """Whether the file is a WARC file: by its name, compressed or not, or by how it begins.

    Raises:
        Refusal: the file cannot be read.
    """
    return read_file(path, len(WARC)) == WARC or path.name.lower().endswith((".warc", ".warc.gz"))


def read_warc(path: Path, source: Source) -> Iterator[Capture]:
    """The captures of the source's address in the file, in its order; a revisit has the content it refers to.

    Raises:
        Refusal: the file cannot be read, or only up to a damaged place; what is before it was handed out.
    """
    from warcio.archiveiterator import ArchiveIterator  # few runs read such a file
    from warcio.exceptions import ArchiveLoadFailed

    contents: dict[str, bytes] = {}
    number = 0
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                capture = _capture(record, path, source, contents)
                if capture:
                    yield capture
                number += 1
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        raise Refusal(
            f"{path} is damaged after its first {number} records ({error}). What is before was read."
        ) from error


def _capture(record: Any, path: Path, source: Source, contents: dict[str, bytes]) -> Capture | None:
    """The capture in one record; None where it is of something else, or no page."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in ("response", "revisit") or not same_address(url, source.page["url"]):
        return None
    headers = dict(record.http_headers.headers) if record.http_headers else {}
    status = int(record.http_headers.get_statuscode() or 0) if record.http_headers else 0
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    data = _content(record, source.other["fetch"]["largest"], digest, contents)
    if status != 200 or data is None:
        return None
    date = FRACTION.sub("Z", record.rec_headers.get_header("WARC-Date") or "")
    media_type, charset = content_type(headers)
    return Capture(
        data=data,
        url=source.page["url"],
        url_reached=url,
        captured_at=date if CAPTURED_AT.fullmatch(date) else None,
        obtained={
            "how": "file",
            "note": f"record {record.rec_headers.get_header('WARC-Record-ID')} of {path.name}",
        },
        status=status,
        headers=kept_headers(headers),
        media_type=media_type,
        charset=charset,
    )


def _content(record: Any, largest: int, digest: str | None, contents: dict[str, bytes]) -> bytes | None:
    """The record's body, decompressed; of a revisit that of the record it refers to.

    None where that is unknown or too large.
    """
    if record.rec_type == "revisit":
        return contents.get(digest or "")
    data = bytes(record.content_stream().read(largest + 1))
    if len(data) > largest:
        return None
    while record.raw_stream.read(CHUNK):
        pass  # what follows the end of a body in chunks
    if getattr(record.raw_stream, "limit", 0) > 0:  # the library takes the end of the file for the end of the record
        raise EOFError("the file ends within it")
    if digest:
        contents[digest] = data
    return data


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
