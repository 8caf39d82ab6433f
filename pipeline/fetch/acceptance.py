"""Is it the page? A response is kept only if it reads as this page; otherwise it is named."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.check.by_count import counts_refused, is_count
from pipeline.check.checks import check, refused
from pipeline.check.losses import Loss
from pipeline.check.outcomes import sentence
from pipeline.correct.corrections import NOT_ALLOWED as OF_THE_LIST
from pipeline.dedupe.projects import recognise
from pipeline.definition.source import Source
from pipeline.fetch.limits import MOST_OF_WALL
from pipeline.fetch.truncation import shown_markup, too_few, why_broken_off, why_cut
from pipeline.gazetteer.gazetteer import Reference
from pipeline.parse import parse
from pipeline.read.unpacking import unpacked
from pipeline.records import Records, Refusal
from pipeline.tables.rows import make_rows
from pipeline.tables.schema import Row
from pipeline.text.normalise import fold

# Tags end at the next one at the latest, and what is left open at the end of the page: so that the time does not grow
# with the square of what a server leaves open.
TITLE_ELEMENT = re.compile(r"<(title|h1)\b[^<>]*>(.*?)(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
ANY_TAG = re.compile(r"<[^<>]*>")
LONE_NUMBER = re.compile(r"\b\d+\b")
PASSWORD = re.compile(r"<input\b[^<>]*\btype=[\"']?password", re.IGNORECASE)
CUT_OFF = "the page cut off in the middle"
NO_BEGINNING = "neither the heading nor the introduction of the page is on it"
RANGE = "count_"  # and what is counted
CLAIMS = ("municipalities_claimed_mostly", "municipalities_claimed_nearly")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What acceptance says: `records` where it is the page; otherwise what it looks like, and why.

    `counts` are those for which it is refused, where it is refused for nothing else and somebody may accept them, or
    which were accepted.
    """

    records: Records | None
    looks_like: str
    why: str
    counts: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepting:
    """The counts that somebody accepted for this very page: some that are known, or every one."""

    known: frozenset[Loss] = frozenset()
    every: bool = False

    def takes(self, count: Loss) -> bool:
        """Whether this count is no reason to refuse the page."""
        return self.every or count in self.known


NOTHING_ACCEPTED = Accepting()


def assess(
    data: bytes,
    source: Source,
    reference: Reference,
    media_type: str | None = None,
    charset: str | None = None,
    accepting: Accepting = NOTHING_ACCEPTED,
) -> Verdict:
    """Whether `data` is the page: heading or introduction, an end, and all that a build will ask of it.

    A pure function of the bytes and the source's definition. The bounds are in `source.toml`, as do the
    words by which walls and error pages are known.
    """
    if not data.strip():
        return Verdict(None, "an empty page", f"its body has {len(data)} bytes and no text")
    try:
        records = parse(data, source, reference, media_type, charset)
    except Refusal as refusal:
        return Verdict(None, CUT_OFF if _ends_within_a_character(data) else "no text", str(refusal).rstrip("."))
    data = unpacked(data).data
    markup = shown_markup(data) if records.page.media_type == "text/html" else ""
    errors = _errors(records, source, reference)
    counts = (*counts_refused(errors), *too_few(markup, records))
    wrong = [sentence(row) for row in errors if not is_count(row["check"])]
    missing = [] if _has_beginning(records, source) else [NO_BEGINNING]
    cut = why_cut(markup, records)
    offered = () if missing or cut or wrong else counts
    left = [count for count in counts if not accepting.takes(count)]
    if lacking := missing + [_said(count) for count in left if count.check.startswith(RANGE)]:
        return Verdict(None, _likeness(data, records, source), "; ".join(lacking), offered)
    if short := [cut] if cut else [_said(count) for count in left if count.check in CLAIMS]:
        return Verdict(None, CUT_OFF, short[0], offered)
    if wrong := wrong + [_said(count) for count in left]:
        return Verdict(None, "a page of which no tables can be made", "; ".join(wrong), offered)
    return Verdict(records, "the page", "", counts)


def _errors(records: Records, source: Source, reference: Reference) -> list[Row]:
    """The checks for which a build would refuse the page, but for those of the list of corrections: that is ours."""
    rows = make_rows(records, recognise(records.entries), reference)
    checks = check(records, rows, source, reference)
    return [row for row in refused(checks) if row["check"] != OF_THE_LIST]


def _said(count: Loss) -> str:
    """A count in words, without where it is on the page."""
    said = f"expected {count.expected}, found {count.found}"
    if count.check in CLAIMS:
        return f"of the municipalities that the introduction claims {said}"
    if count.check.startswith(RANGE):
        return f"expected {count.expected} {count.check.removeprefix(RANGE)}, found {count.found}"
    return f"{count.check}: {said}"


def _ends_within_a_character(data: bytes) -> bool:
    """Whether it is UTF-8 but for its last character, of which bytes are missing."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(data)
    except UnicodeDecodeError:
        return False
    return decoder.getstate()[0] != b""


def _has_beginning(records: Records, source: Source) -> bool:
    return records.claimed is not None or _has_heading(records, source)


def _has_heading(records: Records, source: Source) -> bool:
    heading = fold(source.page["heading"])
    return any(fold(line.text).strip(" .:") == heading for line in records.page.lines)


def _likeness(data: bytes, records: Records, source: Source) -> str:
    """What a response that is not the page looks like."""
    markup = shown_markup(data)
    shown = ANY_TAG.sub(" ", markup)
    if not shown.strip():
        return "a page without text, as one that only a script fills"
    titles = fold(" ".join(ANY_TAG.sub(" ", title) for _, title in TITLE_ELEMENT.findall(markup)))
    named = _named(titles, source)
    begun, is_html = _has_heading(records, source), records.page.media_type == "text/html"
    if not named and begun and is_html and why_broken_off(markup):
        named = CUT_OFF
    if not named and len(shown.split()) <= MOST_OF_WALL:
        sentences = LONE_NUMBER.sub(" ", fold(shown))  # "404" names an error in a title only
        named = "a log-in wall" if PASSWORD.search(markup) else _named(sentences, source)
    if not named and begun:
        named = "the page after a redesign, or emptied" if is_html else CUT_OFF
    return named or "another page"


def _named(text: str, source: Source) -> str | None:
    """The first likeness of which a word is in the folded text, at the beginning of a word."""
    for likeness, words in source.other["acceptance"].items():
        if any(re.search(rf"(?<!\w){re.escape(fold(word))}", text) for word in words):
            return str(likeness)
    return None
