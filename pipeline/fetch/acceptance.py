"""Is it the page? A response is kept only if it reads as this page; otherwise it is named."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.definition.source import Source
from pipeline.fetch.limits import MOST_OF_WALL
from pipeline.fetch.truncation import shown_markup, why_broken_off, why_cut
from pipeline.gazetteer.gazetteer import Reference
from pipeline.parse import parse
from pipeline.records import Records, Refusal
from pipeline.text.normalise import fold

# Tags end at the next one at the latest, and what is left open at the end of the page: so that the time does not grow
# with the square of what a server leaves open.
TITLE = re.compile(r"<(title|h1)\b[^<>]*>(.*?)(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
NUMBER = re.compile(r"\b\d+\b")
PASSWORD = re.compile(r"<input\b[^<>]*\btype=[\"']?password", re.IGNORECASE)
CUT = "the page cut off in the middle"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What acceptance says: `records` where it is the page; otherwise what it looks like, and why."""

    records: Records | None
    looks_like: str
    why: str


def assess(
    data: bytes,
    source: Source,
    reference: Reference,
    media_type: str | None = None,
    charset: str | None = None,
) -> Verdict:
    """Whether `data` is the page: heading or introduction, themes, enough entries, and an end.

    A pure function of the bytes and the source's definition. The bounds are in `source.toml`, as do the
    words by which walls and error pages are known.
    """
    if not data.strip():
        return Verdict(None, "an empty page", f"its body has {len(data)} bytes and no text")
    try:
        records = parse(data, source, reference, media_type, charset)
    except Refusal as refusal:
        return Verdict(None, CUT if _ends_within_a_character(data) else "no text", str(refusal).rstrip("."))
    lacking = _lacking(records, source)
    if lacking:
        return Verdict(None, _likeness(data, records, source), "; ".join(lacking))
    cut = why_cut(data, records)
    if cut:
        return Verdict(None, CUT, cut)
    return Verdict(records, "the page", "")


def _ends_within_a_character(data: bytes) -> bool:
    """Whether it is UTF-8 but for its last character, of which bytes are missing."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(data)
    except UnicodeDecodeError:
        return False
    return decoder.getstate()[0] != b""


def _lacking(records: Records, source: Source) -> list[str]:
    """What makes it another page, in words; empty where nothing does."""
    lacking = []
    if not _has_heading(records, source) and records.claimed is None:
        lacking.append("neither the heading nor the introduction of the page is on it")
    for name, found in (("themes", len(records.themes)), ("entries", len(records.entries))):
        least, most = source.ranges[name]
        if not least <= found <= most:
            lacking.append(f"expected {least} to {most} {name}, found {found}")
    return lacking


def _has_heading(records: Records, source: Source) -> bool:
    heading = fold(source.page["heading"])
    return any(fold(line.text).strip(" .:") == heading for line in records.page.lines)


def _likeness(data: bytes, records: Records, source: Source) -> str:
    """What a response that is not the page looks like."""
    markup = shown_markup(data)
    shown = TAG.sub(" ", markup)
    if not shown.strip():
        return "a page without text, as one that only a script fills"
    titles = fold(" ".join(TAG.sub(" ", title) for _, title in TITLE.findall(markup)))
    named = _named(titles, source)
    begun, is_html = _has_heading(records, source), records.page.media_type == "text/html"
    if not named and begun and is_html and why_broken_off(markup):
        named = CUT
    if not named and len(shown.split()) <= MOST_OF_WALL:
        sentences = NUMBER.sub(" ", fold(shown))  # "404" names an error in a title only
        named = "a log-in wall" if PASSWORD.search(markup) else _named(sentences, source)
    if not named and begun:
        named = "the page after a redesign, or emptied" if is_html else CUT
    return named or "another page"


def _named(text: str, source: Source) -> str | None:
    """The first likeness of which a word is in the folded text, at the beginning of a word."""
    for likeness, words in source.other["acceptance"].items():
        if any(re.search(rf"(?<!\w){re.escape(fold(word))}", text) for word in words):
            return str(likeness)
    return None
