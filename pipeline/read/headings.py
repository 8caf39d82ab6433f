"""Headings of a text that are marked by a line of signs below them, or above and below; and lines that are bold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.definition.source import Source
from pipeline.read.limits import UNEQUAL_RULE
from pipeline.records import Kind
from pipeline.text.normalise import clean

SIGNS_BELOW = re.compile(r"[ \t]*([=\-~^*+#_\"'`:.])\1{2,}[ \t]*")
# "*Samen sterk*", "'''Samen sterk'''": as AsciiDoc, MediaWiki and programs for chats write what is bold.
BOLD_LINE = re.compile(r"\s*+('''|\*)(?![\s*'])((?:(?!\1).)+)(?<!\s)\1\s*")
MARK = "\ue100"  # before a line that is a heading, once for each level; of private use


def marked(read: list[str], source: Source) -> list[str]:
    """The lines of a text, in which headings have marks before them, and the lines of signs are gone."""
    levels: dict[tuple[str, bool], int] = {}
    found: dict[int, int] = {}  # by the number of the line of a heading its level
    for n in range(len(read) - 1):
        if (rule := SIGNS_BELOW.fullmatch(read[n + 1])) and _is_heading(read, n, source):
            form = rule[1], n > 0 and read[n - 1].strip() == read[n + 1].strip()
            found[n] = levels.setdefault(form, len(levels) + 1)
    return list(_shown(read, found)) if found else read


def _is_heading(read: list[str], n: int, source: Source) -> bool:
    """Whether a line of signs below a line makes it a heading: it is alone, and as long as that."""
    text, rule = read[n].strip(), read[n + 1].strip()
    above = read[n - 1].strip() if n else ""
    if not text or SIGNS_BELOW.fullmatch(text) or abs(len(text) - len(rule)) > max(1, UNEQUAL_RULE * len(text)):
        return False
    label = source.label(clean(text))
    return (not above or above == rule) and not (label and label.kind == "contact")


def _shown(read: list[str], found: dict[int, int]) -> Iterator[str]:
    for n, line in enumerate(read):
        is_rule = n - 1 in found or (n + 1 in found and SIGNS_BELOW.fullmatch(line))
        yield "" if is_rule else MARK * found.get(n, 0) + line


def plain_line(line: str) -> tuple[str, Kind, int]:
    """A line that is no Markdown, with its kind, and its level where it is a heading."""
    if bold := BOLD_LINE.fullmatch(line):
        return bold[2], Kind.BOLD, 0
    level = len(line) - len(line.lstrip(MARK))
    return line[level:], Kind.HEADING if level else Kind.PARAGRAPH, level
