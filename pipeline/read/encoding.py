"""Bytes to characters: byte order mark, UTF-8, what the server or the page declares, and only then detection."""

from __future__ import annotations

import codecs
import logging
import re
from contextlib import suppress
from typing import NamedTuple

from pipeline.read.limits import DECLARED_WITHIN, FEWEST_MARKED, FEWEST_TAGS, MEANINGLESS, ONE_ZERO_IN
from pipeline.records import Refusal

# The UTF-32 marks begin with those of UTF-16, so they are tried first.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read these names as Windows-1252 (WHATWG Encoding Standard).
LATIN = {"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1"}
# Encodings in which no page is, as Python's own or unsafe ones: their characters may be halves, which no file can hold.
NO_PAGE = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
# Left over from marks; no letters of Dutch in Windows-1252.
MARK_BYTES = (b"\xfe", b"\xff")
# What the first byte of "é" and "ë" in UTF-8 is in Windows-1252.
TWICE = "Ã"
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")
HTML = frozenset({"text/html", "application/xhtml+xml"})
PIECE = 32768  # bytes
TAG_OF_PAGE = re.compile(
    rb"<(?:!doctype|html|head|body|main|article|section|div|p|ul|ol|li|h[1-6]|table|details|dl|span|a)\b[^<>]*>",
    re.IGNORECASE,
)


BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# The letters and signs of Dutch beyond ASCII, by where in a word they can be.
ACCENTED = frozenset("áàâäéèêëíìîïóòôöúùûüçñÁÀÂÄÉÈÊËÍÌÎÏÓÒÔÖÚÙÛÜÇÑ")
OPENING, APOSTROPHES, ANYWHERE = "‘“", "’", "’”–—…•·€§°\xa0"
# Markdown may hold tags, as pandoc's for boxes: "<div class="header">" on a line of its own.
MARKDOWN = re.compile(rb"^#{1,6} +\S", re.MULTILINE)
CELL = re.compile(rb"<t[dh]\b", re.IGNORECASE)


class Decoded(NamedTuple):
    """The characters of a page, the encoding, and how many pieces were damaged or of another encoding."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The characters of `data`.

    `declared` is the charset of the response's header. Valid UTF-8 is read as UTF-8 whatever is declared: text in
    another encoding is hardly ever valid UTF-8 by chance, while wrong declarations are common. So is what is mostly
    valid: a file that was cut off within a character, or into which text in Windows-1252 was pasted.

    Raises:
        Refusal: the bytes are no text in any encoding that could be found.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _marked(data, mark, encoding)
    return _utf_8(data) or _detected(data, declared)


def is_utf_8(data: bytes) -> bool:
    """Whether `data` is UTF-8 throughout, without a mark and encoded once: a parser can take it as it is.

    It is decoded in pieces, which stay in the processor's caches: a large page in less than half of the time of all at
    once.
    """
    if data.startswith(codecs.BOM_UTF8):
        return False
    at = 0
    with suppress(UnicodeDecodeError):
        while at < len(data):
            piece, read = codecs.utf_8_decode(data[at : at + PIECE], "strict", at + PIECE >= len(data))
            if TWICE in piece or "\0" in piece:
                return False
            at += read
    return at == len(data)


def _encoded_once(text: str) -> str | None:
    """A text that was taken for Windows-1252 and encoded again, "Ã«" for "ë" throughout, as it was; else None."""
    if TWICE not in text:
        return None
    try:
        return text.encode("windows-1252", BYTES_OF_CONTROLS).decode("utf-8")
    except UnicodeError:  # another text, in which such letters stand for themselves
        return None


def _as_byte(error: UnicodeError) -> tuple[bytes, int]:
    """Five bytes that mean nothing in Windows-1252 are read as controls (WHATWG), and so are bytes again."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].encode("latin-1"), error.end


BYTES_OF_CONTROLS = "controls-as-windows-1252"
codecs.register_error(BYTES_OF_CONTROLS, _as_byte)


def _marked(data: bytes, mark: bytes, encoding: str) -> Decoded:
    if mark == codecs.BOM_UTF8 and (decoded := _utf_8(data.removeprefix(mark))):
        return decoded
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise Refusal(
            f"The bytes begin with the mark of {encoding}, but byte {error.start} of {len(data)} does not fit it: "
            "the file is damaged or cut off. Save the page again."
        ) from error


def _utf_8(data: bytes) -> Decoded | None:
    """`data` as UTF-8 with stray zeros and pieces of Windows-1252; None where those outnumber what is UTF-8.

    Beautiful Soup's `detwingle` does the same, but takes letters like "é" in Windows-1252 for UTF-8.
    """
    zeros = data.count(b"\0") if b"\0" in data else 0
    if zeros * ONE_ZERO_IN > len(data):
        return None
    data = data.replace(b"\0", b"") if zeros else data
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    else:
        once = _encoded_once(text)
        return Decoded(text, "utf-8", zeros) if once is None else Decoded(once, "utf-8 twice", zeros)
    damaged = text.count("\ufffd") - data.count("\ufffd".encode())
    if _beyond_ascii(text) - damaged < damaged:
        return None
    return Decoded(data.decode("utf-8", PIECEMEAL), "utf-8", zeros + damaged)


def _piecemeal(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 as Windows-1252; of a character that was cut off at the end, and of a mark, nothing."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    piece = error.object[error.start : error.end]
    if error.reason == "unexpected end of data" or piece in MARK_BYTES:
        piece = b""
    return piece.decode("windows-1252", "replace"), error.end


PIECEMEAL = "windows-1252-in-pieces"
codecs.register_error(PIECEMEAL, _piecemeal)


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _detected(data: bytes, declared: str | None) -> Decoded:
    """`data` as declared, else as Windows-1252 where that can be, else as whatever is detected."""
    from bs4.dammit import EncodingDetector, UnicodeDammit  # only pages that are not UTF-8 pay for this import

    if found := declared or EncodingDetector.find_declared_encoding(data[:DECLARED_WITHIN], is_html=True):
        name = "windows-1252" if found.lower() in LATIN else found.lower()
        with suppress(LookupError, ValueError):  # no such encoding, or not the one of this page
            if codecs.lookup(name).name not in NO_PAGE:
                return Decoded(data.decode(name), name)
    if b"\0" not in data and (western := _western(data)):
        return _of_macintosh(data, western) or western
    logging.getLogger("bs4.dammit").addHandler(logging.NullHandler())  # what it warns of is refused below
    dammit = UnicodeDammit(data)
    if dammit.unicode_markup is None or dammit.original_encoding is None or dammit.contains_replacement_characters:
        raise Refusal(
            f"No encoding fits these {len(data)} bytes: they are no text and no HTML. Save the page as HTML or as text."
        )
    return Decoded(dammit.unicode_markup, dammit.original_encoding.lower())


def _western(data: bytes) -> Decoded | None:
    """`data` as Windows-1252; None where too many of its bytes mean nothing in it."""
    text = data.decode("windows-1252", "replace")
    damaged = text.count("\ufffd")
    if damaged and (damaged > _beyond_ascii(text) * MEANINGLESS or CONTROL.search(data)):
        return None
    return Decoded(text, "windows-1252", damaged)


def _of_macintosh(data: bytes, western: Decoded) -> Decoded | None:
    """`data` in the encoding of old Macintoshes, where that gives more of words and names than Windows-1252 does.

    "financi‘le" in the one is "financiële" in the other; what both read alike stays Windows-1252.
    """
    text = data.decode("mac-roman")
    return Decoded(text, "mac-roman") if _in_place(text) > _in_place(western.text) else None


def _in_place(text: str) -> int:
    """How many characters beyond ASCII are where Dutch has them, less those that are not."""
    padded = f" {text} "
    places = (found.start() for found in BEYOND_ASCII.finditer(padded))
    return sum(1 if _is_in_place(*padded[at - 1 : at + 2]) else -1 for at in places)


def _is_in_place(before: str, sign: str, after: str) -> bool:
    """Whether Dutch has this sign between these two."""
    if sign in ACCENTED:
        return (before.isalpha() or after.isalpha()) and not (sign.isupper() and before.islower())
    if sign in OPENING:
        return not before.isalnum()
    return sign in ANYWHERE and not (before.isalpha() and after.isalpha() and sign not in APOSTROPHES)


def is_html(data: bytes, media_type: str | None = None) -> bool:
    """Whether `data` is HTML: by its content, then by `media_type`, since servers err."""
    if b"\0" in data[:64]:  # two or four bytes to a character: without the zeros the tags of Latin letters show
        data = data.replace(b"\0", b"")
    beginning = data[:DECLARED_WITHIN].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\f").lower()
    if beginning.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return True
    if len(MARKDOWN.findall(data)) >= FEWEST_MARKED and not CELL.search(data):
        return False
    tags = 0
    for _ in TAG_OF_PAGE.finditer(data):
        tags += 1
        if tags >= FEWEST_TAGS:
            return True
    return tags > 0 and media_type in HTML
