"""Which theme an entry is of: by its section, by a label of its own, or by a list of titles above all entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.definition.source import Source
from pipeline.definition.themes import theme_named, theme_span
from pipeline.records import Block, Line, Part
from pipeline.text.normalise import letters_only


def headings_of(
    blocks: Sequence[Block], titles: Sequence[str], lines: Sequence[Line], source: Source
) -> list[int | None]:
    """For each entry, whose `titles` these are, the number of the line that names its theme; None where none does.

    What tells more themes apart counts: the section that an entry is in, or a label below its title, "Thema: Wijken".
    """
    entries = [block for block in blocks if block.part is Part.ENTRY]
    sections = [block.first for block in blocks if block.part is Part.THEME]
    first = {name: n for n in reversed(sections) if (name := _theme_in(lines[n], source))}
    listed = _listed(blocks, entries, titles, lines)
    found, labels = list[int | None](), list[int | None]()
    for block, title in zip(entries, titles, strict=True):
        below = range(block.title + 1, block.text[0])
        labels.append(next((first.setdefault(name, n) for n in below if (name := _theme_in(lines[n], source))), None))
        themes = listed.get(letters_only(title), [block.theme])
        found.append(themes.pop(0) if len(themes) > 1 else themes[0])
    if len(set(labels) - {None}) > len(set(found) - {None}):
        return [theme if label is None else label for theme, label in zip(found, labels, strict=True)]
    return found


def _theme_in(line: Line, source: Source) -> str | None:
    return theme_named(line.text[slice(*theme_span(line))], source)


def _listed(
    blocks: Sequence[Block], entries: Sequence[Block], titles: Sequence[str], lines: Sequence[Line]
) -> dict[str, list[int | None]]:
    """The sections that list a title, in their order, where one holds all entries and those above it most titles.

    Below tiles by theme are the texts, which a script shows in the place of a tile.
    """
    if len({block.theme for block in entries}) != 1:
        return {}
    notes = [block for block in blocks if block.part is Part.NOTE and block.end <= entries[0].first]
    listed: defaultdict[str, list[int | None]] = defaultdict(list)
    for block in [note for note in notes if note.theme is not None]:
        for name in dict.fromkeys(letters_only(line.text) for line in lines[block.first : block.end]):
            listed[name].append(block.theme)
    return listed if sum(letters_only(title) in listed for title in titles) * 2 > len(titles) else {}
