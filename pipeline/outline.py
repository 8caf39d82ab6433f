"""Where entries and theme sections begin on a page: by labels, by panels, by headings, and by what follows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

from pipeline.contactless import LONGEST_TITLE, titles_as_high, titles_below_names, titles_led_by_names
from pipeline.naming import name_places
from pipeline.records import Kind, Page
from pipeline.sections import heads_section, holds_several, lines_before_entries
from pipeline.signs import RANKS, Signs, count_within
from pipeline.words import joined

TITLE_LINES = frozenset({Kind.HEADING, Kind.PANEL, Kind.PLACE, Kind.LABEL})


class Outline:
    """The lines that are titles of entries and headings of themes: sorted line numbers, 0-based."""

    def __init__(self, page: Page, signs: Signs) -> None:
        self.lines = page.lines
        self.signs = signs
        self.panels = page.panels
        self.panel_ends = dict(reversed(page.panels))  # of the outermost that begins there
        labelled_contacts = [n for n, label in enumerate(signs.labels) if label == "contact"]
        # A page whose contacts have no label has them in lines that are nothing else.
        self.contacts = labelled_contacts or [n for n in range(len(self.lines)) if signs.is_unlabelled_contact(n)]
        self.untitled: set[int] = set()  # the first lines of entries that have no title
        self._know_themes(())
        labelled = self._labelled_titles()
        begins = {n + 1 for n in self.contacts} | {n - 1 for n in labelled}
        name_places(
            signs,
            page.panels,
            sorted(begins | {n + 1 for n, is_theme in enumerate(signs.headings) if is_theme}),
            frozenset(labelled),
        )
        self._know_titles({*labelled, *self._panel_titles(labelled)})
        self._know_themes(self._named_themes())
        self.theme_levels = {self.lines[n].level for n in self.themes} or self._levels_of_sections()
        self._know_titles({*self.titles, *self._unlabelled_titles()} - self.is_theme)
        self._know_titles({*self.titles, *titles_below_names(self), *titles_led_by_names(self)})
        self._know_titles({*self.titles, *titles_as_high(self)})
        self._know_themes({*self.themes, *self._other_sections(), *lines_before_entries(self)})

    def _know_titles(self, titles: Iterable[int]) -> None:
        self.titles = sorted(titles)
        self.is_title = frozenset(self.titles)

    def _know_themes(self, themes: Iterable[int]) -> None:
        self.themes = sorted(themes)
        self.is_theme = frozenset(self.themes)

    # Titles

    def _labelled_titles(self) -> list[int]:
        """The lines that a label says are titles; none of a table of contents: empty, links or named again below."""
        labelled = [n for n, label in enumerate(self.signs.labels) if label == "title"]
        empty = [n for n, behind in pairwise([*labelled, len(self.lines)]) if self._is_empty(n + 1, behind)]
        if not empty:
            return labelled
        last = {joined(self.lines[n].text): n for n in labelled}
        contents = {n for n in empty if self.lines[n].kind is Kind.LINK or last[joined(self.lines[n].text)] > n}
        return [n for n in labelled if n not in contents]

    def _is_empty(self, first: int, end: int) -> bool:
        """Whether lines hold nothing but the headings of themes, the names of municipalities and links."""
        signs, lines = self.signs, self.lines
        return all(signs.headings[n] or signs.places[n] or lines[n].kind is Kind.LINK for n in range(first, end))

    def _panel_titles(self, labelled: list[int]) -> set[int]:
        """The titles of panels that hold one project whose title has no label."""
        headings = [n for n, is_heading in enumerate(self.signs.headings) if is_heading]
        mostly = self._kinds_of_projects(labelled)
        titles: set[int] = set()
        nearest = len(self.lines)  # the first title found: panels come last to first
        for first, end in reversed(self.panels):
            if nearest < end or count_within(labelled, first, end) or count_within(headings, first, end):
                continue
            if not self.signs.places[first] and holds_several(self, first, end):
                continue
            if self._shows_project(first, end) or (end - first > 1 and self.lines[first].kind in mostly):
                title = self.title_in_panel(first, end)
                if title is not None:
                    titles.add(title)
                    nearest = title
        return titles

    def _shows_project(self, first: int, end: int) -> bool:
        """Whether a panel has the name of a municipality or a contact line."""
        return self.signs.places[first] or count_within(self.contacts, first, end) > 0

    def _kinds_of_projects(self, labelled: list[int]) -> set[Kind]:
        """The kinds of first lines that panels with a project have, where most panels that begin so show one."""
        shown, other = Counter[Kind](), Counter[Kind]()
        for (first, end), (behind, _) in pairwise([*self.panels, (len(self.lines), 0)]):
            if behind >= end and not count_within(labelled, first, end):
                (shown if self._shows_project(first, end) else other)[self.lines[first].kind] += 1
        return {kind for kind, count in shown.items() if count > other[kind]}

    def title_in_panel(self, first: int, end: int) -> int | None:
        """The line that is the title: the panel's own, or the first behind the municipality's name."""
        begin = first + (self.lines[first].kind is Kind.LABEL)
        behind = next((n for n in range(begin, end) if not self.signs.places[n]), None)
        if behind is None or behind == begin:
            return behind
        is_title = self.signs.like_heading(behind, LONGEST_TITLE) or (behind + 1 < end and self.signs.is_short(behind))
        return behind if is_title else None

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

    @cached_property
    def bold_titles(self) -> bool:
        """Whether most bold lines stand where an entry begins: behind a contact line, a theme, a municipality."""
        begins = {*self.contacts, *self.themes, *self.signs.values}
        bold = [n for n in self.signs.ranked[RANKS[Kind.BOLD]] if not (self.signs.places[n] or self.lines[n].label)]
        return sum(n - 1 in begins or (n > 0 and self.signs.places[n - 1]) for n in bold) * 2 > len(bold)

    def _titles_between(self, start: int, contact: int) -> list[int]:
        """The titles in lines that end with a contact line: the highest headings, or the first line that could be."""
        signs = self.signs
        if signs.is_of_the_site(contact):
            return []
        if heads_section(self, start, contact):
            start += 1
        first = start
        while start < contact and (signs.places[start] or start in signs.values or signs.leads_on(start)):
            start += 1
        ranks = {n: rank for n in range(start, contact) if (rank := self.rank(n)) is not None}
        if ranks:
            below = [rank for rank in ranks.values() if rank not in self.theme_levels]
            place = None if below else self._named_heading(max(ranks) + 1, contact)
            if place is not None:
                return self._titles_between(place, contact)  # what is as high as a theme is one: a name stands below it
            top = min(below or ranks.values())
            return [n for n, rank in ranks.items() if rank == top]
        if start + 1 < contact and (signs.is_short(start) or signs.like_heading(start, LONGEST_TITLE)):
            return [start]  # a title may end as a sentence does, where it is short
        title = next((n for n in range(start, contact) if signs.like_heading(n) and not signs.places[n]), None)
        if (title is None or title + 1 == contact) and self._goes_on(first, contact):
            return []
        if title is not None:
            return [title]
        untitled = start if start < contact else first
        self.untitled.add(untitled)
        return [untitled]

    def _goes_on(self, start: int, contact: int) -> bool:
        """Whether lines behind the contact of a labelled project, up to another contact, are of that project.

        They are where no municipality is named in them that is not named in the project.
        """
        before = bisect_left(self.titles, start) - 1
        title = self.titles[before] if before >= 0 else 0
        is_labelled = self.signs.labels[title] == "title" and not count_within(self.themes, title, start)
        if not is_labelled or any(self.signs.places[start:contact]):
            return False
        return self.signs.named_in(start, contact + 1) <= self.signs.named_in(self.head(title), start)

    def _named_heading(self, start: int, end: int) -> int | None:
        """The first heading or panel title from `start` on that is the name of a municipality."""
        headings = (n for n in range(start, end) if self.lines[n].kind in {Kind.HEADING, Kind.PANEL})
        return next((n for n in headings if self.signs.places[n]), None)

    def rank(self, n: int) -> int | None:
        """How high a line stands as a title, 0 the highest; None where its kind makes it none."""
        line = self.lines[n]
        if self.signs.places[n] or line.label or self.signs.is_heading_of_page(n):
            return None
        if line.kind is Kind.HEADING:
            return line.level
        if line.kind is Kind.PANEL:
            return None if count_within(self.contacts, n, self.panel_ends.get(n, n)) > 1 else RANKS[Kind.PANEL]
        return RANKS[Kind.BOLD] if line.kind is Kind.BOLD and self.bold_titles else None

    @cached_property
    def named_by_place(self) -> bool:
        """Whether most entries begin with a line that names their municipality."""
        return sum(map(self.is_named, self.titles)) * 2 >= len(self.titles)

    def is_named(self, title: int) -> bool:
        """Whether the name of a municipality stands above a title or below it."""
        return any(self.signs.places[self.head(title) : title + 1])

    # Themes

    def _named_themes(self) -> list[int]:
        """The headings that the source knows, where each stands as a section: with an entry before the next.

        "Thema: …" right below a title says where the project belongs.
        """
        named = [
            n
            for n, is_heading in enumerate(self.signs.headings)
            if is_heading and not (self.lines[n].label and n - 1 in self.is_title)
        ]
        signals = sorted({*self.titles, *self.contacts})
        themes: list[int] = []
        for n, behind in zip(named, [*named[1:], len(self.lines)], strict=False):
            if themes or count_within(signals, n + 1, behind):
                themes.append(n)
        return themes

    def _levels_of_sections(self) -> set[int]:
        """The highest level of headings of which two or more have entries with titles of their own; none, if none."""
        for level in range(1, 7):
            sections = [
                n
                for n, line in enumerate(self.lines)
                if line.level == level and n not in self.is_title and self.rank(n) is not None
            ]
            if sum(self._has_entries(n, behind, 1) for n, behind in pairwise([*sections, len(self.lines)])) > 1:
                return {level}
        return set()

    def _other_sections(self) -> list[int]:
        """Headings as high as those of the known themes, or panels, that have entries of their own below them."""
        lines = self.lines
        headings = (n for n, line in enumerate(lines) if line.level in self.theme_levels and line.kind is Kind.HEADING)
        as_high = [n for n in headings if not self.signs.places[n]]
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
        return count_within(self.titles, n + 1, end) >= fewest

    def _is_free(self, n: int) -> bool:
        """Whether a line is neither a name (of a municipality, of the page) nor labelled as a title."""
        signs = self.signs
        return not signs.places[n] and signs.labels[n] != "title" and not signs.is_heading_of_page(n)

    # Heads

    def head(self, title: int) -> int:
        """The first line of what belongs to a title: panel titles, headings, the municipality's name."""
        signs = self.signs
        head = title
        while head > 0 and head - 1 not in self.is_theme and head - 1 not in self.is_title:
            line = self.lines[head - 1]
            is_of_head = line.kind in TITLE_LINES or signs.places[head - 1] or head in signs.named
            if not is_of_head or signs.headings[head - 1]:
                break
            if line.kind is Kind.PANEL and self._holds_more(head - 1):
                break
            head -= 1
        return head

    def _holds_more(self, panel: int) -> bool:
        """Whether a panel title that is no municipality stands over several entries: then it heads a section."""
        end = self.panel_ends.get(panel, panel)
        return not self.signs.places[panel] and self._has_entries(panel, end, 2)
