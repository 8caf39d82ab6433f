"""Whose an entry is that has no municipality's name right above it: of the panel, section or line further above."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.extract.limits import NAMED_ABOVE
from pipeline.gazetteer.gazetteer import Reference
from pipeline.records import Block, Kind, Page

NO_LEVEL = 7  # below all headings


class Scope:
    """The lines of a page that name municipalities for what is below them."""

    def __init__(self, page: Page, entries: Sequence[Block], reference: Reference) -> None:
        self.lines = page.lines
        self.panels = page.panels
        self.reference = reference
        self.names = [n for block in entries for n in block.names]
        self.is_name = frozenset(self.names)
        self.is_named_above = sum(bool(block.names) for block in entries) >= NAMED_ABOVE * len(entries)
        self.around, self.innermost = _nest(page)
        titles = {block.title for block in entries if block.title < block.body}
        # The headings that are no titles, by level; index 0 is not used.
        self.headings: list[list[int]] = [[] for _ in range(NO_LEVEL)]
        for n, line in enumerate(page.lines):
            if line.kind is Kind.HEADING and n not in titles:
                self.headings[line.level].append(n)

    def of(self, block: Block) -> int | None:
        """The line number of what names the municipality of an entry from further above; None where nothing does."""
        if block.names:
            return None
        first = block.first
        panel = self.innermost[first]
        while panel is not None:
            start = self.panels[panel][0]
            if start < first and self._names_municipality(start):
                return start
            panel = self.around[panel]
        theme = -1 if block.theme is None else block.theme
        heading = self._heading_above(first, self.lines[block.title].level or NO_LEVEL)
        if heading > theme:
            return heading if self._names_municipality(heading) else None
        before = bisect_left(self.names, first)
        name = self.names[before - 1] if self.is_named_above and before else -1
        return name if name > theme and self._goes_on(name, first) else None

    def _names_municipality(self, n: int) -> bool:
        line = self.lines[n]
        return n in self.is_name or (line.kind is not Kind.ITEM and self.reference.names(line.text))

    def _heading_above(self, first: int, level: int) -> int:
        """The last heading before line `first` that is higher than `level`, and in no panel that has ended; else -1."""
        counts = ((numbers, bisect_left(numbers, first)) for numbers in self.headings[1:level])
        last = (numbers[count - 1] for numbers, count in counts if count)
        return max((n for n in last if self._goes_on(n, first)), default=-1)

    def _goes_on(self, n: int, first: int) -> bool:
        """Whether the panel that line `n` is in, if it is in one, goes on to line `first`."""
        panel = self.innermost[n]
        return panel is None or self.panels[panel][1] > first


def _nest(page: Page) -> tuple[list[int | None], list[int | None]]:
    """For each panel the panel around it, and for each line the innermost panel that holds it; None for none."""
    around: list[int | None] = []
    innermost: list[int | None] = [None] * len(page.lines)
    is_open: list[int] = []
    for number, (first, end) in enumerate(page.panels):
        while is_open and page.panels[is_open[-1]][1] <= first:
            is_open.pop()
        around.append(is_open[-1] if is_open else None)
        is_open.append(number)
        innermost[first:end] = [number] * (end - first)
    return around, innermost
