"""Plain text to lines: as it was saved, or unwrapped where it was wrapped, with or without the signs of Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import normalize

from pipeline.definition.source import Source
from pipeline.read.headings import marked, plain_line
from pipeline.read.html.email_cloaking import without_safe_links
from pipeline.read.leftovers import SIGN_OF_ITEM
from pipeline.read.limits import FURTHER_IN
from pipeline.read.lines import MARKER, Lines
from pipeline.read.markdown import is_markdown, note_links, tidied, without_signs
from pipeline.read.paged import as_one
from pipeline.read.references import note_numbered, without_list, without_numbers
from pipeline.read.wrapped import indent, unwrapped
from pipeline.records import Remark
from pipeline.text.normalise import clean, counted

# What is before each line of a message that another quotes, and of a quotation in Markdown, maybe in an item: "> > Ja".
QUOTE_SIGNS = re.compile(r"^[ \t]*+(?:>[ \t]?)+", re.MULTILINE)

# "ﬁnancieel", in text out of a PDF.
LIGATURES = re.compile("[\ufb00-\ufb06]")

# Characters of private use are icons on a page. Those among which reading has signs of its own (`MARK`, `PUT_OFF`) go
# before it puts them there; the others when a line is cleaned.
ICONS = re.compile("[\ue000-\ue1ff]")

# "1. Een traject", "2)", "(3)", "b)"
NUMBER = re.compile(r"\(?(?:\d{1,2}[.)]|[a-z]\))\s")
# With a marker, which is all that may be on the line, and which Markdown may have escaped: of an item none is missing.
HAS_MARKER = re.compile(rf"\\?(?:{SIGN_OF_ITEM.pattern}|{MARKER.pattern}|\W$)")

# What may be otherwise where the lines of a wrapped text were joined: check, what is expected, and why.
BLANK_IN_DOUBT = (
    "blanks_certain",
    "no line of a wrapped text that ends with a stroke or a bracket",
    "a blank after it may be one of the width, and none of the text",
)
END_IN_DOUBT = (
    "paragraphs_apart",
    "an empty line after each paragraph of a wrapped text",
    "a paragraph that ended in a full line may be joined to the next",
)
LIST_IN_DOUBT = (
    "items_marked",
    "each item of a printed text with its marker",
    "it may be an item, or be before some, whose markers were drawn",
)


def read_text(text: str, lines: Lines) -> None:
    """Add each line of a plain text."""
    text = LIGATURES.sub(lambda letters: normalize("NFKC", letters[0]), ICONS.sub("", text))
    if text.count("\n>") * 2 > text.count("\n"):
        text = QUOTE_SIGNS.sub("", text)
    if "\t" in text:
        text = text.expandtabs()
    if "\f" in text:
        text = as_one(text, lines)
    if "safelinks" in text:
        text = without_safe_links(text)
    if in_markdown := is_markdown(text):
        text = QUOTE_SIGNS.sub("", tidied(text, lines))  # only then: a tag may end on a line of its own
    text, listed = without_list(text, lines)
    read, blanks, ends, is_printed = unwrapped(marked(text.splitlines(), lines.source), lines.source)
    pieces = [without_numbers(line, listed) for line in read] if listed else []
    if pieces:
        read = ["".join([piece.text for piece in line]) for line in pieces]
    further = FURTHER_IN + _usual_indent(read)
    read = list(_with_markers(read, further, lines.source))
    unmarked = list(_unmarked(read, further, lines.source)) if is_printed else []
    shown = without_signs(read) if in_markdown else map(plain_line, read)
    numbers = dict[int, int]()
    for n, (line, (plain, kind, level)) in enumerate(zip(read, shown, strict=True)):
        if cleaned := clean(plain):
            first = len(lines.found)
            lines.add(cleaned, kind, level)
            numbers[n] = len(lines.found)
            if "](" in line:
                note_links(lines, first, line, cleaned, in_markdown)
            if pieces and len(pieces[n]) > 1:
                note_numbered(lines, first, pieces[n], cleaned)
    _tell(BLANK_IN_DOUBT, [numbers[n] for n in blanks if n in numbers], lines)
    _tell(END_IN_DOUBT, [numbers[n] for n in ends if n in numbers], lines)
    _tell(LIST_IN_DOUBT, [numbers[n] for n in unmarked if n in numbers], lines)


def _with_markers(read: list[str], further: int, source: Source) -> Iterator[str]:
    """Lines, in which those after a colon are items that go on as the first does: browsers copy lists without markers.

    All are further in than most lines (bullets may be drawn, or tabs), or numbered, or parted by semicolons. What is
    below a label is its value.
    """
    before, way = "", ""  # how the items are shown of the list that goes on
    for line in read:
        if text := line.strip():
            is_first = before.endswith(":")
            if way or is_first:  # few lines
                shown = {
                    "further in": indent(line) >= further,
                    "numbered": NUMBER.match(text) is not None,
                    "parted": (text if is_first else before).endswith(";"),
                }
                if HAS_MARKER.match(text) or (is_first and source.label(clean(before))):
                    way = ""
                elif is_first:
                    way = next((each for each, is_so in shown.items() if is_so), "")
                elif not shown[way]:
                    way = ""
            before = text
        yield f"- {text}" if text and way else line


def _unmarked(read: list[str], further: int, source: Source) -> Iterator[int]:
    """The numbers of the paragraphs of print after which there may be items, or that may be one, without a marker."""
    shown = [(n, line) for n, line in enumerate(read) if line.strip()]
    for (n, line), (_, following) in pairwise(shown):
        label = source.label(clean(line))
        if label is None or (label.alone and label.kind == "text"):
            shows = MARKER.match(following.lstrip()) or source.label(clean(following))
            is_item = indent(line) >= further and not MARKER.match(line.lstrip())
            if is_item or (line.endswith(":") and not shows):
                yield n


def _usual_indent(read: list[str]) -> int:
    return Counter(indent(line) for line in read if line).most_common(1)[0][0] if any(read) else 0


def _tell(doubt: tuple[str, str, str], numbers: list[int], lines: Lines) -> None:
    """Tell of the lines in which something is in doubt, once of each."""
    if numbers:
        check, expected, why = doubt
        where = ", ".join(f"line {number}" for number in sorted(set(numbers)))
        found = counted(len(numbers), "place")
        lines.remarks.append(Remark(check, "warning", expected, f"{found} in doubt", f"{where}: {why}"))
