"""Is it the page? A response is kept only if it reads as this page; otherwise it is named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.check import ENOUGH
from pipeline.extract import read_records
from pipeline.records import Records, Refusal
from pipeline.reference import Reference
from pipeline.source import Source
from pipeline.words import fold

# A wall or an error page says little; a page with more words than this that only mentions cookies is another page.
WORDS_OF_A_WALL = 400
TITLE = re.compile(r"<title[^>]*>(.*?)</title>|<h1[^>]*>(.*?)</h1>", re.DOTALL | re.IGNORECASE)
NOT_SHOWN = re.compile(r"<(script|style|template|noscript)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
NUMBER = re.compile(r"\b\d+\b")
PASSWORD = re.compile(r"<input\b[^>]*\btype=[\"']?password", re.IGNORECASE)
CUT = "the page cut off in the middle"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says: `records` where it is the page; otherwise what it looks like, and why."""

    records: Records | None
    looks_like: str
    why: str


def judge(
    data: bytes,
    source: Source,
    reference: Reference,
    media_type: str | None = None,
    charset: str | None = None,
) -> Verdict:
    """Whether `data` is the page: heading or introduction, themes, enough entries, and an end.

    A pure function of the bytes and the source's definition. The bounds stand in `source.toml`, as do the
    words by which walls and error pages are known.
    """
    if not data.strip():
        return Verdict(None, "an empty page", f"its body has {len(data)} bytes and no text")
    try:
        records = read_records(data, source, reference, media_type, charset)
    except Refusal as refusal:
        return Verdict(None, "no text", str(refusal))
    lacking = _lacking(records, source)
    if lacking:
        return Verdict(None, _likeness(data, records, source), "; ".join(lacking))
    cut = _cut(data, records)
    if cut:
        return Verdict(None, CUT, cut)
    return Verdict(records, "the page", "")


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


def _cut(data: bytes, records: Records) -> str | None:
    """Why the page seems to lack its end; None where it seems whole."""
    found = len({entry.municipality for entry in records.entries if entry.municipality})
    claimed = int(records.claimed.value) if records.claimed else 0
    if found < ENOUGH * claimed:
        return f"the introduction claims {claimed} municipalities, found {found}"
    if not _without_end(data):
        return None
    if not records.entries[-1].contacts:
        return "the HTML has no end, and its last entry has no contact"
    if found < claimed:
        return f"the HTML has no end, and of {claimed} claimed municipalities {found} were found"
    return None


def _without_end(data: bytes) -> bool:
    """Whether it is HTML that never closes what it opened."""
    markup = data.replace(b"\0", b"").lower()  # without the zeros of UTF-16 its tags are as in ASCII
    return b"<html" in markup and b"</html" not in markup and b"</body" not in markup


def _likeness(data: bytes, records: Records, source: Source) -> str:
    """What a response that is not the page looks like."""
    markup = data.replace(b"\0", b"").decode("utf-8", "replace")
    shown = TAG.sub(" ", NOT_SHOWN.sub(" ", markup))
    if not shown.strip():
        return "a page without text, as one that only a script fills"
    titles = fold(" ".join(TAG.sub(" ", "".join(pair)) for pair in TITLE.findall(markup)))
    named = _named(titles, source)
    begun = _has_heading(records, source)
    if not named and begun and _without_end(data):
        named = CUT
    if not named and len(shown.split()) <= WORDS_OF_A_WALL:
        sentences = NUMBER.sub(" ", fold(shown))  # "404" names an error in a title only
        named = "a log-in wall" if PASSWORD.search(markup) else _named(sentences, source)
    if not named and begun:
        named = "the page after a redesign, or emptied" if records.page.media_type == "text/html" else CUT
    return named or "another page"


def _named(text: str, source: Source) -> str | None:
    """The first likeness of which a word stands in the folded text, at the beginning of a word."""
    for likeness, words in source.other["gate"].items():
        if any(re.search(rf"(?<!\w){re.escape(fold(word))}", text) for word in words):
            return str(likeness)
    return None
