"""What an HTML page says twice: its text for wide screens and for narrow ones, a title in its panel, a teaser.

What is left out here is elsewhere on the page, and is counted as a copy.
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.definition.limits import LONGEST_THEME
from pipeline.definition.source import Source
from pipeline.definition.themes import theme_named, theme_span
from pipeline.read.left_out import COPY
from pipeline.read.limits import FEWEST_PROJECTS, SHORTEST_TEASER
from pipeline.read.lines import Found, Lines
from pipeline.records import Kind, Line
from pipeline.text.normalise import letters_only

OF_TEASERS = frozenset({Kind.PARAGRAPH, Kind.LINK})  # kinds of lines that may be such
OF_TITLES = frozenset({Kind.HEADING, Kind.PANEL, Kind.BOLD})  # and of those that may be titles


def drop_copies(lines: Lines) -> None:
    """Leave out what is there twice."""
    _drop_repeated_themes(lines)
    _drop_titles_within(lines)
    _drop_teasers(lines)


def _drop_repeated_themes(lines: Lines) -> None:
    """A theme that is named again before another one is, as cards do that say where they belong, begins nothing.

    Nor does one right above another one, if it is named again later: it is of a table of contents. Where more are
    below titles, "Thema: Sterke wijken", than there can be sections, each is of a project.
    """
    found, source = lines.found, lines.source
    seen: set[str] = set()
    again: dict[str, Found] = {}
    for line in found:
        text = line[1]
        if source.shortest_theme <= len(text) <= LONGEST_THEME:
            if text in seen:
                again[text] = line
            seen.add(text)
    if not any(theme_named(_name(line), source) for line in again.values()):
        return
    named = [(n, line, name, theme_named(name, source)) for n, line in enumerate(found) if (name := _name(line))]
    labels = {
        n
        for n, line, _, theme in named
        if n and theme and line[3] and line[3].kind == "theme" and found[n - 1][0] in OF_TITLES
    }
    if len(labels) > 2 * len(source.themes):
        named = [each for each in named if each[0] not in labels]
    last_of = {theme: n for n, _, _, theme in named}
    contents = {
        n
        for (n, line, _, theme), (following, _, _, other) in pairwise(named)
        if theme and other not in {None, theme} and following == n + 1 < last_of[theme] and line[0] is Kind.HEADING
    }
    levels = {line[2] for _, line, _, theme in named if theme and line[0] is Kind.HEADING}
    last, sections, repeated = "", 0, list[int]()
    for n, (kind, _, level, _), name, theme in named:
        if (theme or letters_only(name)) == last:
            repeated.append(n)
        elif theme or (kind is Kind.HEADING and level in levels):  # as high as those that the source knows
            last = theme or letters_only(name)
            sections += 1
    if sections <= 2 * len(source.themes):
        lines.drop(sorted(contents.union(repeated)), "theme again")
    _drop_copy(lines)


def _drop_copy(lines: Lines) -> None:
    """No section is there twice: what is the same from one theme to where it is named again, and after that, is a copy.

    Some pages hold all of their text for wide screens, and all of it again for narrow ones.
    """
    texts = [line[1] for line in lines.found]
    begins: dict[str, int] = {}
    for n, line in enumerate(lines.found):
        if theme := theme_named(_name(line), lines.source):
            first = begins.setdefault(theme, n)
            is_whole = first < n and 2 * n - first <= len(texts)
            if is_whole and all(texts[first + k] == texts[n + k] for k in range(n - first)):
                lines.drop(list(range(n, 2 * n - first)), COPY)
                return


def _name(found: Found) -> str:
    """A line without what may be around the name of a theme; none if it is too long for one."""
    kind, text, level, label = found
    if len(text) > LONGEST_THEME:
        return ""
    if kind is Kind.ITEM:
        return text.removeprefix("- ")
    return text[slice(*theme_span(Line(kind, text, 0, 0, level, label)))]


def _drop_titles_within(lines: Lines) -> None:
    """A heading that is part of what is above it, the title of its panel, is none of the text, where most panels do so.

    Below "Samen sterk (Zwolle)" is "Samen sterk"; the whole title may be there as that of a theme is.
    """
    found, source = lines.found, lines.source
    inside = {first + 1 for first, end in lines.panels if first + 1 < end and found[first + 1][0] is Kind.HEADING}
    again = [n for n in sorted(inside) if _is_part_of(found[n][1], found[n - 1][1], source)]
    if len(again) * 2 > len(lines.panels) and len(again) >= FEWEST_PROJECTS:
        lines.drop(again, COPY)


def _is_part_of(heading: str, title: str, source: Source) -> bool:
    """Whether a heading is what a title begins or ends with; that of a theme is not the title of a project."""
    part, whole = letters_only(heading), letters_only(title)
    return part != whole and (whole.startswith(part) or whole.endswith(part)) and not theme_named(title, source)


def _drop_teasers(lines: Lines) -> None:
    """A line that breaks off where the next one goes on with the same words is a teaser of it."""
    found = lines.found
    plain = (n for n, line in enumerate(found[:-1]) if line[0] in OF_TEASERS and not line[3])
    breaking = [n for n in plain if found[n][1].endswith(("…", "..."))]
    lines.drop([n for n in breaking if _begins_with(found[n + 1][1], found[n][1].rstrip(".… "))], COPY)


def _begins_with(text: str, teaser: str) -> bool:
    return len(teaser) >= SHORTEST_TEASER and len(text) > len(teaser) and text.startswith(teaser)
