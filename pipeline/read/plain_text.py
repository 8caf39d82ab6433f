"""Plain text to lines: as it was saved, or unwrapped where it was wrapped, with or without the signs of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from pipeline.definition import dutch
from pipeline.definition.source import Source
from pipeline.definition.themes import is_theme_name
from pipeline.read.html.email_cloaking import linked, without_safe_links
from pipeline.read.limits import (
    FEWEST_ENDS,
    FEWEST_MARKED,
    FEWEST_NEAR,
    FEWEST_WRAPPED,
    MOST_WIDER,
    NEAR_LONGEST,
    ONE_CUT_IN,
    WIDEST_WRAPPED,
)
from pipeline.read.lines import MARKER, Lines
from pipeline.read.links import Linked, LinkSpan, Targets, note_places
from pipeline.records import Kind, Remark
from pipeline.text.normalise import clean

# What is before each line of a message that another quotes.
QUOTE_SIGNS = re.compile(r"^(?:> ?)+", re.MULTILINE)
# The number of a page, below its text.
FOLIO = re.compile(
    rf"(?:{dutch.one_of('site', 'pages')} |- ?)?\d{{1,3}}(?: ?(?:{dutch.one_of('site', 'of_all')}|/|-) ?\d{{0,3}})?",
    re.IGNORECASE,
)
CUT_IN_WORD = re.compile(r"\w-$", re.MULTILINE)
SOFT_HYPHEN = "\u00ad"
# "Bestuurs- en beleidszaken" is no word that was cut.
JOINTS = tuple(f"{word} " for word in dutch.words("grammar", "after_hyphen"))
ADDRESS_ENDS = re.compile(r"@[\w.-]*[\w>)]\.?$")
# Markdown: "## Heading", "**bold**", "[text](address)"; so many headings or bold beginnings make a text Markdown.
MARKDOWN_LINE = re.compile(r"^[^\S\r\n]*+(?:#{1,6}\s|\*\*\S)", re.MULTILINE)
MARKDOWN_HEADING = re.compile(r"\s*+(#{1,6})\s++(.*)")
AFTER_HEADING = "# \t\xa0"  # the line itself is clean only later
WHOLLY_BOLD = re.compile(r"\s*(\*\*|__)(?!\s)((?:(?!\1).)+)\1\s*$")
BOLD_BY_SIGNS = re.compile(r"(\*\*|__)(?!\s)((?:(?!\1).)+)\1")
ITALIC = re.compile(r"(?<![\w*])([*_])(?![\s*_])((?:(?!\1).)+)(?<!\s)\1(?![\w*])")
PLUS = re.compile(r"\s*\+\s+(?=\S)")  # before an item
LINKED = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
# "1\. ", "r\_tak@assen.nl": a sign that is none of Markdown's; it is put off, as a character that no page has, until
# the others are read. A lone "\" breaks a line.
ESCAPED_SIGN = re.compile(r"\\([!-/:-@\[-`{-~])|\\$")
PUT_OFF = ord("\ue000")
BROUGHT_BACK = {PUT_OFF + code: chr(code) for code in range(0x80)}


def read_text(text: str, lines: Lines) -> None:
    """Add each line of a plain text."""
    if text.count("\n>") * 2 > text.count("\n"):
        text = QUOTE_SIGNS.sub("", text)
    if "\f" in text:
        text = "\n".join(map(_without_number, text.split("\f")))
    if "safelinks" in text:
        text = without_safe_links(text)
    read = text.splitlines()
    if width := _width([len(line) for line in read if line and not line.isspace()]):
        _tell_paragraphs(read, width, lines)
        read = list(_unwrapped(read, width, lines.source))
    is_markdown = ("#" in text or "**" in text) and len(MARKDOWN_LINE.findall(text)) >= FEWEST_MARKED
    shown = _markdown(read) if is_markdown else ((line, Kind.PARAGRAPH, 0) for line in read)
    for line, (plain, kind, level) in zip(read, shown, strict=True):
        if cleaned := clean(plain):
            first = len(lines.found)
            lines.add(cleaned, kind, level)
            if "](" in line:
                _note_links(lines, first, line, cleaned, is_markdown)


def _note_links(lines: Lines, first: int, line: str, shown: str, is_markdown: bool) -> None:
    """Note the links of Markdown in a line, of which `shown` is shown: lines from number `first` on."""
    targets = Targets(lines.source.page["url"])
    written, plain = (_put_off(line), _plain) if is_markdown else (line, str)
    spans = list(_linked(written, shown, plain, targets, first - 1))
    lines.links += [each for each, _, _ in spans]
    note_places(spans, shown, lines.found, first)


def _linked(line: str, shown: str, plain: Callable[[str], str], targets: Targets, before: int) -> Iterator[LinkSpan]:
    """The links of a line, and where in what is shown of it their words are; those of pictures are none.

    Words may be there before the link as well: "Het plan is klaar: lees het [plan](plan.pdf)".
    """
    end = read = 0
    for link in LINKED.finditer(line):
        words, target = clean(plain(link[1])), link[2].translate(BROUGHT_BACK)
        found = targets[f"mailto:{target}" if "@" in target and ":" not in target else target]
        if found is None or line[: link.start()].endswith("!"):
            continue
        start = end
        if words:
            for _ in range(clean(plain(line[read : link.start()])).count(words)):
                start = shown.find(words, start) + len(words)
            start = max(shown.find(words, start), end)
        end, read = start + len(words), link.end()
        yield Linked(*found, before, words, before < 0), start, end


def _width(lengths: list[int]) -> int:
    """The width at which lines of these lengths were wrapped; 0 where they were not."""
    lengths.sort()
    width = lengths[-1 - int(MOST_WIDER * len(lengths))] if len(lengths) > FEWEST_WRAPPED else 0
    near = sum(length >= NEAR_LONGEST * width for length in lengths)
    return width if width <= WIDEST_WRAPPED and near > FEWEST_NEAR * len(lengths) else 0


def _tell_paragraphs(read: list[str], width: int, lines: Lines) -> None:
    """Tell of paragraphs that no empty line parts: where the last line of one is full, the next is joined to it."""
    ends = sum(
        line.endswith(".") and following[:1].isupper() and len(line) + 1 + len(following.split()[0]) <= width
        for line, following in pairwise(read)
    )
    if ends >= FEWEST_ENDS:
        expected = "an empty line after each paragraph of a wrapped text"
        detail = f"lines of up to {width} characters: a paragraph that ends in a full one is joined to the next"
        lines.remarks.append(Remark("paragraphs_apart", "warning", expected, f"none after {ends} of them", detail))


def _without_number(page: str) -> str:
    """A page of a printed text without its number and without the blank lines around the rest."""
    rest, _, last = page.strip().rpartition("\n")
    return rest.rstrip() if FOLIO.fullmatch(last.strip()) else page.strip("\r\n ")


def _unwrapped(read: list[str], width: int, source: Source) -> Iterator[str]:
    """Lines joined where only the width broke them: the first word of the next would not have fitted.

    An empty line, a list item, a label and a theme always begin anew, and so does what is after an address that
    ends one.
    """
    joined = [""]  # pieces of the paragraph so far
    last = ""
    are_cut = sum(CUT_IN_WORD.search(line) is not None for line in read) * ONE_CUT_IN > len(read)
    for line in map(str.rstrip, read):
        word = line.split(maxsplit=1)[0] if line.strip() else ""
        label = source.label(clean(line))
        is_new = not word or MARKER.match(line.lstrip()) or (label and label.colon) or ADDRESS_ENDS.search(last)
        if is_new or len(last) + 1 + len(word) <= width or is_theme_name(line, source):
            yield "".join(joined)
            joined = [line]
        else:
            joined[-1:] = _continued(joined[-1], line.lstrip(), are_cut)
        last = line
    yield "".join(joined)


def _continued(begun: str, line: str, are_cut: bool) -> tuple[str, str]:
    """The end of a paragraph and its next line; a word that ends the one and begins the other is whole again."""
    if begun.endswith(SOFT_HYPHEN):
        return begun[:-1], line
    if not begun.endswith("-") or begun.endswith(" -") or line.startswith(JOINTS):
        return begun, f" {line}"
    return begun[:-1] if are_cut and line[:1].islower() else begun, line


def _markdown(read: Iterable[str]) -> Iterator[tuple[str, Kind, int]]:
    """Lines of Markdown without its signs: text, kind, level of a heading."""
    for line in read:
        if heading := MARKDOWN_HEADING.match(line):
            yield unmarked(heading[2].rstrip(AFTER_HEADING)), Kind.HEADING, len(heading[1])
        elif bold := WHOLLY_BOLD.match(line):
            yield unmarked(bold[2]), Kind.BOLD, 0
        else:
            yield unmarked(PLUS.sub("- ", line, count=1) if PLUS.match(line) else line), Kind.PARAGRAPH, 0


def unmarked(line: str) -> str:
    """A line without the signs around bold words and links; an address that a link hides is after its text."""
    return _plain(_put_off(line)) if "\\" in line else _unsigned(line)


def _unsigned(line: str) -> str:
    """A line without signs, in which none is escaped."""

    def shown(link: re.Match[str]) -> str:
        text, target = link.groups()
        addresses = linked(target) or ([target] if "@" in target else [])
        return f"{text} <{', '.join(addresses)}>" if addresses and "@" not in text else text

    return LINKED.sub(shown, ITALIC.sub(r"\2", BOLD_BY_SIGNS.sub(r"\2", line)))


def _plain(line: str) -> str:
    """What is shown of a part of a line whose escaped signs are put off."""
    return _unsigned(line).translate(BROUGHT_BACK)


def _put_off(line: str) -> str:
    """A line whose escaped signs are characters that no page has."""
    return ESCAPED_SIGN.sub(lambda escape: chr(PUT_OFF + ord(escape[1])) if escape[1] else "", line)
