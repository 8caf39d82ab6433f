"""Themes and their aims: what a theme section is called, and which aim of the introduction belongs to it."""

from __future__ import annotations

import re

from rapidfuzz.fuzz import ratio

from pipeline.definition import dutch
from pipeline.definition.limits import LETTERS_APART, SAME_HEADING
from pipeline.definition.source import Source
from pipeline.records import Line
from pipeline.text.normalise import letters_only, split_words

# What may be around the heading itself: "1. ", "2.3 ", "Thema 2 – "; ":", " (15 projecten)", " 15", " (vervolg)"; and
# the signs of headings in texts that no program of ours knows: "== Wijken ==", "*Wijken*".
PROJECTS_BEFORE, THEME_BEFORE = (
    dutch.in_either_case(dutch.words("themes", name)[0]) for name in ("projects", "themes")
)
BEFORE_THEME = re.compile(
    r"\s*(?:[=*_~#]{1,6}\s?)?(?:\d{1,2}(?:\.\d{1,2})?(?:\s*[.):–—-]+\s+|\s+(?=[A-Z‘“])))?"
    rf"(?:{PROJECTS_BEFORE}\s+(?:{dutch.one_of('themes', 'within')}\s+)?(?:{dutch.one_of('themes', 'articles')}\s+)?)?"
    rf"(?:{THEME_BEFORE}\s*\d{{0,2}}\s*[.):–—-]*\s*)?[‘'“\"]?"
)
BEGINS_BEFORE_THEME = frozenset(
    "".join(word[0] + word[0].upper() for word in dutch.words("themes", "projects", "themes"))
)
AFTER_THEME = re.compile(
    rf"[’'”\"]?(?:\s*\((?:\d+(?:\s\w+)?|{dutch.one_of('themes', 'continued')})\)|\s+\d{{1,2}})?\s*:?"
    r"(?:\s?[=*_~#]{1,6})?$"
)
ENDS_OF_THEME = frozenset("’'”\":)=*_~#")
ENDS_OF_COUNT = frozenset("0123456789")  # ends a theme as well, where a blank is before the number


def theme_span(line: Line) -> tuple[int, int]:
    """The offsets in a line between which the heading itself is: without "Thema 1:", a number, a count, a colon.

    A line of nothing else, "Thema 1", is the heading.
    """
    text = line.text
    begin = line.label.end if line.label and line.label.colon and line.label.kind == "theme" else 0
    first, last = text[0], text[-1]
    may_begin = first in BEGINS_BEFORE_THEME if first.isalpha() else " " in text or not first.isdigit()
    if begin or may_begin:
        begin = before.end() if (before := BEFORE_THEME.match(text, begin)) else begin
    may_end = last in ENDS_OF_THEME or (last in ENDS_OF_COUNT and " " in text[-3:])
    after = AFTER_THEME.search(text, begin) if may_end else None
    end = after.start() if after else len(text)
    return (begin, end) if text[begin:end].strip() else (0, len(text))


def theme_named(text: str, source: Source) -> str | None:
    """The theme that the source knows and whose heading `text` is written like: the letters of its heading."""
    if len(text) < source.shortest_theme and text.isascii():  # others may have more letters than characters
        return None
    name = letters_only(text)
    for heading, _ in source.theme_names:
        if abs(len(heading) - len(name)) <= LETTERS_APART and ratio(heading, name, score_cutoff=SAME_HEADING):
            return heading
    return None


def is_theme_name(text: str, source: Source) -> bool:
    """Whether `text` is written like the heading of a theme that the source knows."""
    return theme_named(text, source) is not None


def is_aim_name(text: str, source: Source) -> bool:
    """Whether `text` is written like the aim of a theme that the source knows."""
    name = letters_only(text)
    return any(ratio(aim, name, score_cutoff=SAME_HEADING) for _, aim in source.theme_names)


def shortest_alike(length: int) -> float:
    """How many letters at least a text has that is written like a name of so many."""
    return length * SAME_HEADING / (200 - SAME_HEADING)  # a likeness is twice the letters shared by those of both


def words_of(text: str) -> frozenset[str]:
    """The words of a heading or the title of an aim, for comparison; hyphens within words do not matter."""
    return frozenset(split_words(text.replace("-", "")))


def shared_words(aim: frozenset[str], heading: frozenset[str]) -> float:
    """The share, 0 to 1, of a heading's words that are in the title of an aim."""
    return len(heading & aim) / len(heading) if heading else 0.0
