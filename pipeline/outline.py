"""Where entries and theme sections begin on a page: by labels, by panels, by headings, and by what follows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from pipeline.records import Kind, Page
from pipeline.signs import LONGEST_HEADING, Signs, holds

# The heading of a section that the source does not know is no longer than this, where nothing marks it as one. In
# words.
LONGEST_THEME = 8
TITLE_LINES = frozenset({Kind.HEADING, Kind.PANEL, Kind.PLACE, Kind.LABEL})


class Outline:
    """The lines that are titles of entries and headings of themes: sorted line numbers, 0-based."""

    def __init__(self, page: Page, signs: Signs) -> None:
        self.lines = page.lines
        self.signs = signs
        self.panels = page.panels
        self.panel_ends = dict(reversed(page.panels))  # of the outermost that begins there
        self.contacts = [n for n, label in enumerate(signs.labels) if label == "contact"]
        self.untitled: set[int] = set()  # the first lines of entries that have no title
        self._know_themes(())
        labelled = [n for n, label in enumerate(signs.labels) if label == "title"]
        self._know_titles({*labelled, *self._panel_titles(labelled)})
        self._know_themes(self._named_themes())
        self._know_titles({*self.titles, *self._unlabelled_titles()} - self.is_theme)
        self._know_themes({*self.themes, *self._other_sections(), *self._lines_before_entries()})

    def _know_titles(self, titles: Iterable[int]) -> None:
        self.titles = sorted(titles)
        self.is_title = frozenset(self.titles)

    def _know_themes(self, themes: Iterable[int]) -> None:
        self.themes = sorted(themes)
        self.is_theme = frozenset(self.themes)

    # Titles

    def _panel_titles(self, labelled: list[int]) -> set[int]:
        """The titles of panels that hold one project whose title has no label."""
        self._name_places(frozenset(labelled))
        headings = [n for n, is_heading in enumerate(self.signs.headings) if is_heading]
        titles: set[int] = set()
        nearest = len(self.lines)  # the first title found: panels come last to first
        for first, end in reversed(self.panels):
            if nearest < end or holds(labelled, first, end) or holds(headings, first, end):
                continue
            if self.signs.places[first] or holds(self.contacts, first, end):
                title = self._title_in_panel(first, end)
                if title is not None:
                    titles.add(title)
                    nearest = title
        return titles

    def _name_places(self, labelled: frozenset[int]) -> None:
        """Where most panels have the name of a municipality, a panel title that no table knows is one as well."""
        places = self.signs.places
        titled = [n for n, _ in self.panels if self.lines[n].kind is Kind.PANEL and not self.signs.headings[n]]
        if sum(places[n] for n in titled) * 2 > len(titled):
            for n in titled:
                places[n] = places[n] or n not in labelled

    def _title_in_panel(self, first: int, end: int) -> int | None:
        """The line that is the title: the panel's own, or the first behind the municipality's name."""
        behind = next((n for n in range(first, end) if not self.signs.places[n]), None)
        if behind is None:
            return None
        return behind if behind == first or self.signs.like_heading(behind) else None

    def _unlabelled_titles(self) -> set[int]:
        """The titles of entries that neither a label nor a panel marks: a contact line shows that there was one."""
        titles: set[int] = set()
        first = start = self.themes[0] + 1 if self.themes else 0
        is_open = False
        for n in sorted(n for n in {*self.contacts, *self.titles, *self.themes} if n >= first):
            if n in self.is_title or n in self.is_theme:
                start, is_open = n + 1, n in self.is_title
            else:
                if not is_open and start < n:
                    titles.update(self._titles_between(start, n))
                start, is_open = n + 1, False
        return titles

    def _titles_between(self, start: int, contact: int) -> list[int]:
        """The titles in lines that end with a contact line: the highest headings, or the first line like one."""
        places = self.signs.places
        headings = [n for n in range(start, contact) if self.lines[n].kind is Kind.HEADING and not places[n]]
        if headings:
            level = min(self.lines[n].level for n in headings)
            return [n for n in headings if self.lines[n].level == level]
        if start + 1 < contact and self._is_short(start):
            return [start]  # a title may end as a sentence does
        title = next((n for n in range(start, contact) if self.signs.like_heading(n) and not places[n]), None)
        if title is None:
            self.untitled.add(start)
            return [start]
        return [title]

    def _is_short(self, n: int) -> bool:
        line = self.lines[n]
        words = len(line.text.split())
        return line.kind is Kind.PARAGRAPH and words <= LONGEST_HEADING and not self.signs.places[n]

    # Themes

    def _named_themes(self) -> list[int]:
        """The headings that the source knows, where each stands as a section: with an entry before the next."""
        named = [n for n, is_heading in enumerate(self.signs.headings) if is_heading]
        signals = sorted({*self.titles, *self.contacts})
        themes: list[int] = []
        for n, behind in zip(named, [*named[1:], len(self.lines)], strict=False):
            if themes or holds(signals, n + 1, behind):
                themes.append(n)
        return themes

    def _other_sections(self) -> list[int]:
        """Headings as high as those of the known themes, or panels, that have entries of their own below them."""
        lines = self.lines
        levels = {lines[n].level for n in self.themes if lines[n].kind is Kind.HEADING}
        as_high = [n for n, line in enumerate(lines) if line.kind is Kind.HEADING and line.level in levels]
        found = [n for n in as_high if n not in self.is_theme and self._has_entries(n, self._next(as_high, n), 1)]
        found += [
            n for n, end in self.panel_ends.items() if lines[n].kind is Kind.PANEL and self._has_entries(n, end, 2)
        ]
        first = self.themes[0] if self.themes else 0
        return [n for n in found if n >= first and n not in self.is_title and self._is_free(n)]

    def _next(self, numbers: list[int], n: int) -> int:
        behind = bisect_right(numbers, n)
        return numbers[behind] if behind < len(numbers) else len(self.lines)

    def _has_entries(self, n: int, end: int, fewest: int) -> bool:
        return holds(self.titles, n + 1, end) >= fewest

    def _is_free(self, n: int) -> bool:
        """Whether a line is neither the name of a municipality nor labelled as a title."""
        return not self.signs.places[n] and self.signs.labels[n] != "title"

    def _lines_before_entries(self) -> list[int]:
        """Short lines between a contact line and the next entry: headings, unless most entries have one."""
        found = []
        named = 0
        for title in self.titles:
            head = self.head(title)
            named += any(self.signs.places[head : title + 1])
            before = head - 1
            if before < 0 or before in self.is_theme or self.lines[before].kind is not Kind.PARAGRAPH:
                continue
            closed = before <= self.titles[0] or self._is_behind_contact(before)
            if closed and self.signs.like_heading(before, LONGEST_THEME):
                found.append(before)
        return found if named * 2 < len(self.titles) else []

    def _is_behind_contact(self, n: int) -> bool:
        """Whether the last contact line or theme heading before line `n` stands behind the last title."""
        last = max(_last_before(self.contacts, n), _last_before(self.themes, n))
        return last >= 0 and last >= _last_before(self.titles, n)

    # Heads

    def head(self, title: int) -> int:
        """The first line of what belongs to a title: panel titles, headings, the municipality's name."""
        signs = self.signs
        head = title
        while head > 0 and head - 1 not in self.is_theme and head - 1 not in self.is_title:
            line = self.lines[head - 1]
            if not (line.kind in TITLE_LINES or signs.places[head - 1]) or signs.headings[head - 1]:
                break
            if line.kind is Kind.PANEL and self._holds_more(head - 1):
                break
            head -= 1
        return head

    def _holds_more(self, panel: int) -> bool:
        """Whether a panel title that is no municipality stands over several entries: then it heads a section."""
        end = self.panel_ends.get(panel, panel)
        return not self.signs.places[panel] and self._has_entries(panel, end, 2)


def _last_before(numbers: list[int], n: int) -> int:
    """The last of the sorted `numbers` before `n`; -1 where there is none."""
    at = bisect_left(numbers, n)
    return numbers[at - 1] if at else -1
