"""A page for quoting: which characters some lines are, what is there, and which municipalities are named there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.gazetteer.gazetteer import Reference
from pipeline.gazetteer.names import Municipality, Naming
from pipeline.records import Evidence, Mention, Page, Span


class PageEvidence:
    """The text of a page with the municipalities that it names, for quoting."""

    def __init__(self, page: Page, reference: Reference) -> None:
        self.text = page.text
        self.lines = page.lines
        self.namings = reference.find(page.text)
        self.starts = [naming.start for naming in self.namings]

    def span(self, first: int, end: int) -> Span:
        """The offsets of lines `first` to `end` (exclusive); of none, the place where they would be."""
        if first < end:
            return self.lines[first].start, self.lines[end - 1].end
        at = self.lines[first].start if first < len(self.lines) else len(self.text)
        return at, at

    def verbatim(self, column: str, rule: str, start: int, end: int) -> Evidence:
        """Evidence for a cell that holds what the page says, letter by letter."""
        quote = self.text[start:end]
        return Evidence(column, quote, rule, quote, start, end)

    def within(self, start: int, end: int) -> list[Naming]:
        """The municipalities that the page names between two offsets."""
        return self.namings[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def mentions(self, spans: Sequence[Span], own: Municipality | None) -> tuple[Mention, ...]:
        """The first naming in the spans of each municipality other than its own."""
        found: dict[str, Mention] = {}
        for start, end in spans:
            for naming in self.within(start, end):
                name = naming.municipality.name
                if name not in found and (own is None or name != own.name):
                    found[name] = Mention(name, self.text[naming.start : naming.end], naming.start, naming.end)
        return tuple(found.values())
