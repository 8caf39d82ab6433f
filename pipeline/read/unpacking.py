"""The page in what holds it: what was compressed, or saved by a browser as one file with all that belongs to it."""

from __future__ import annotations

import gzip
import plistlib
import re
import zlib
from contextlib import suppress
from email.message import Message
from importlib import import_module
from io import BytesIO
from typing import Any, NamedTuple

from pipeline.read.encoding import HTML, is_html
from pipeline.read.limits import LARGEST_UNPACKED, LONGEST_HEADER, MOST_TIMES_COMPRESSED
from pipeline.records import Refusal

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
DAMAGED = (OSError, EOFError, zlib.error, ValueError)  # what gzip raises where it cannot go on
WEBARCHIVE = b"bplist00"  # of Safari: a property list
# Lines that are in the header of such a message, which ends at the first empty line. In bytes.
MIME = (
    re.compile(rb"^mime-version:", re.I | re.M),
    re.compile(rb"^content-type:\s*(?:multipart/|text/html)", re.I | re.M),
)


class Packed(NamedTuple):
    """What was in a file: the page, its charset, and, as far as the file says them, its address and its own date."""

    data: bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    date: str | None = None


def unpacked(data: bytes) -> Packed:
    """The page in a file that is compressed, or that a browser saved with all that belongs to it; any other as it is.

    A page may be compressed twice, once by the program that made it and once by the server.

    Raises:
        Refusal: it cannot be unpacked, or no part of it is HTML.
    """
    inner = data
    for _ in range(MOST_TIMES_COMPRESSED):
        if not inner.startswith((GZIP, ZSTD)):
            break
        try:
            inner = decompressed(inner)
        except ValueError as error:
            raise Refusal(f"{error}. Save the page again.") from error
    if inner.startswith(WEBARCHIVE):
        return _of_safari(inner)
    if is_message(inner):
        return _of_message(inner)
    return Packed(inner)


def holds_html(data: bytes, media_type: str | None = None) -> bool:
    """Whether the page in `data` is HTML, packed or not; False where it cannot be unpacked."""
    with suppress(Refusal):
        packed = unpacked(data)
        return is_html(packed.data, packed.media_type or media_type)
    return False


def decompressed(data: bytes, most: int | None = None) -> bytes:
    """What was compressed with gzip or zstd, of at most so many bytes: those of a page, where nothing else is said.

    Raises:
        ValueError: it is damaged, or larger.
        Refusal: the library for zstd is missing.
    """
    most = most or LARGEST_UNPACKED
    try:
        with gzip.open(BytesIO(data)) if data.startswith(GZIP) else zstd().open(BytesIO(data)) as file:
            inner: bytes = file.read(most + 1)
    except Exception as error:
        if not isinstance(error, DAMAGED) and type(error).__name__ != "ZstdError":  # which has no base of its own
            raise
        raise ValueError(f"its compressed content is damaged or cut off ({error})") from error
    if len(inner) > most:
        raise ValueError(f"its compressed content is larger than {most:,} bytes, as no page is")
    return inner


def zstd() -> Any:
    """The module for Zstandard, which is Python's own from 3.14 on.

    Raises:
        Refusal: it is not installed.
    """
    for name in ("compression.zstd", "backports.zstd"):
        with suppress(ImportError):
            return import_module(name)
    raise Refusal("It is compressed with zstd, for which a package is missing: pip install backports.zstd")


def is_message(data: bytes) -> bool:
    """Whether `data` begins with the header of a message in MIME (RFC 2557), as .mhtml files do."""
    begin = data[:LONGEST_HEADER].lstrip()
    if begin.startswith(b"<"):
        return False
    header = begin.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return all(line.search(header) for line in MIME)


def _of_message(data: bytes) -> Packed:
    """The first part of a message that is HTML: the page."""
    from email import message_from_bytes  # few pages are saved so

    with suppress(Exception):  # the library raises one of any kind at headers that it did not expect
        message = message_from_bytes(data.lstrip())
        for part in message.walk():
            content = part.get_payload(decode=True)
            if part.get_content_type() in HTML and isinstance(content, bytes):
                url = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
                return Packed(
                    content, part.get_content_type(), part.get_content_charset(), url, _header(message, "Date")
                )
    raise Refusal("The file is a web archive (.mhtml) in which no page is found. Save the page as HTML or as text.")


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    return None if value is None else "".join(str(value).split("\n")).strip()


def _of_safari(data: bytes) -> Packed:
    with suppress(Exception):  # as above, or it holds something else
        main = plistlib.loads(data)["WebMainResource"]
        content, charset, url = main["WebResourceData"], main.get("WebResourceTextEncodingName"), main["WebResourceURL"]
        if isinstance(content, bytes):
            return Packed(content, main["WebResourceMIMEType"], charset, str(url))
    raise Refusal("The file is a web archive of Safari in which no page is found. Save the page as HTML or as text.")
