"""Whose an entry is that has no municipality's name right above it: of the panel, section or line further above."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Block, Kind, Page
from pipeline.reference import Reference

NO_LEVEL = 7  # below all headings
MOSTLY = 0.5  # of the entries: so many have a name above them where one name may be that of several


class Scope:
    """The lines of a page that name municipalities for what is below them."""

    def __init__(self, page: Page, entries: Sequence[Block], reference: Reference) -> None:
        self.lines = page.lines
        self.panels = sorted(page.panels, key=lambda panel: panel[1] - panel[0])
        self.reference = reference
        self.names = {n for block in entries for n in range(block.first, block.title)}
        self.titles = {block.title for block in entries if block.title < min(block.text[0], block.contact[0])}
        named = sum(block.first < block.title for block in entries)
        self.is_named_above = named >= MOSTLY * len(entries)

    def of(self, block: Block) -> int | None:
        """The line number of what names the municipality of an entry from further above; None where nothing does."""
        first, theme = block.first, block.theme
        if first in self.names:
            return None
        for start, end in self.panels:
            if start < first < end and self._is_name(start):
                return start
        above = range(first - 1, theme if theme is not None else -1, -1)
        level = self.lines[block.title].level or NO_LEVEL
        heading = next((n for n in above if self._heads(n, first, level)), None)
        if heading is not None:
            return heading if self._is_name(heading) else None
        return next((n for n in above if n in self.names), None) if self.is_named_above else None

    def _is_name(self, n: int) -> bool:
        line = self.lines[n]
        return n in self.names or (line.kind is not Kind.ITEM and self.reference.names(line.text))

    def _heads(self, n: int, first: int, level: int) -> bool:
        """Whether a line is a heading above `level`, no title, and in no panel that ends before line `first`."""
        line = self.lines[n]
        is_higher = line.kind is Kind.HEADING and line.level < level and n not in self.titles
        return is_higher and not any(start <= n < end <= first for start, end in self.panels)
