"""Bytes to characters: byte order mark, UTF-8, what the server or the page declares, and only then detection."""

from __future__ import annotations

import codecs
import logging
import re

from pipeline.records import Refusal

# The UTF-32 marks begin with those of UTF-16, so they are tried first.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A declaration stands in the first kilobyte of a page (WHATWG, "prescan a byte stream").
DECLARED_WITHIN = 1024
# Browsers read these names as Windows-1252 (WHATWG Encoding Standard).
LATIN = {"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1"}
TAG = re.compile(
    rb"<(?:!doctype|html|head|body|main|article|section|div|p|ul|ol|li|h[1-6]|table|details|dl|span|a)\b[^<>]*>",
    re.IGNORECASE,
)
# So many tags make bytes without a doctype a piece of HTML; a text that only quotes one or two stays text.
TAGS_OF_A_FRAGMENT = 4


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The characters of `data` and the name of the encoding that was used.

    `declared` is the charset of the response's header. Valid UTF-8 is read as UTF-8 whatever is declared: text in
    another encoding is hardly ever valid UTF-8 by chance, while wrong declarations are common.

    Raises:
        Refusal: the bytes are no text in any encoding that could be found.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding.removesuffix("-sig")
    if b"\0" not in data:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass
    return _detected(data, declared)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal(
            f"The bytes begin with the mark of {encoding}, but byte {error.start} of {len(data)} does not fit it: "
            "the file is damaged or cut off. Save the page again."
        ) from error


def _detected(data: bytes, declared: str | None) -> tuple[str, str]:
    from bs4.dammit import EncodingDetector, UnicodeDammit  # only pages that are not UTF-8 pay for this import

    logging.getLogger("bs4.dammit").addHandler(logging.NullHandler())  # what it warns of is refused below
    found = declared or EncodingDetector.find_declared_encoding(data[:DECLARED_WITHIN], is_html=True)
    known = [_as_browsers_do(found)] if found else []
    dammit = UnicodeDammit(
        data, known_definite_encodings=known, user_encodings=[] if b"\0" in data else ["windows-1252"]
    )
    if dammit.unicode_markup is None or dammit.original_encoding is None or dammit.contains_replacement_characters:
        raise Refusal(
            f"No encoding fits these {len(data)} bytes: they are no text and no HTML. Save the page as HTML or as text."
        )
    return dammit.unicode_markup, dammit.original_encoding.lower()


def _as_browsers_do(name: str) -> str:
    return "windows-1252" if name.lower() in LATIN else name


def is_html(data: bytes, media_type: str | None = None) -> bool:
    """Whether `data` is HTML: by its own beginning and tags, then by `media_type`, since servers and file names err."""
    if b"\0" in data[:64]:  # two or four bytes to a character: without the zeros the tags of Latin letters show
        data = data.replace(b"\0", b"")
    head = data[:DECLARED_WITHIN].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\f").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return True
    tags = 0
    for _ in TAG.finditer(data):
        tags += 1
        if tags >= TAGS_OF_A_FRAGMENT:
            return True
    return tags > 0 and media_type in {"text/html", "application/xhtml+xml"}
