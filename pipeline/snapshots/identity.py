"""The identifiers of projects and entries, carried along from capture to capture: titles are edited, projects stay.

A project keeps the identifier under which it was first captured, and so does each of its entries, whatever becomes of
title, municipality and theme, and however many captures it was away: what the captures hold is never forgotten. What
is new gets the identifier that its page gives it, with a number after it where another has had that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pipeline.dedupe.again import Today, found_again
from pipeline.records import Entry, Project, Records
from pipeline.text.normalise import unique


class Identities:
    """What the captures so far hold; `today` gives what a municipality is called today."""

    def __init__(self, today: Today) -> None:
        self.today = today
        # By identifier, the last seen at the end: the most complete entry of each project, and all its entries.
        self.known: dict[str, tuple[Entry, list[Entry]]] = {}
        self.last: dict[str, str] = {}  # of the entries of the last capture: what their page called them, and the first
        self.used_by_projects: Counter[str] = Counter()
        self.used_by_entries: Counter[str] = Counter()

    def carried(self, records: Records, projects: Sequence[Project]) -> tuple[Records, tuple[Project, ...]]:
        """The next capture, with each project and entry under its first identifier."""
        of_projects, of_entries = self._first_ids(records, projects)
        made = tuple(
            replace(one, project_id=of_projects.get(n) or unique(one.project_id, self.used_by_projects))
            for n, one in enumerate(projects)
        )
        entries = tuple(
            replace(one, entry_id=of_entries.get(n) or unique(one.entry_id, self.used_by_entries))
            for n, one in enumerate(records.entries)
        )
        for project in made:
            self.known.pop(project.project_id, None)
            self.known[project.project_id] = entries[project.fullest], [entries[n] for n in project.entries]
        self.last = {was.entry_id: now.entry_id for was, now in zip(records.entries, entries, strict=True)}
        named = {f"entry {was}": f"entry {now}" for was, now in self.last.items()}
        remarks = tuple(replace(one, detail=named.get(one.detail, one.detail)) for one in records.remarks)
        return replace(records, entries=entries, remarks=remarks), made

    def own_ids(self, records: Records, projects: Sequence[Project]) -> dict[str, str]:
        """What the page itself would call the projects and entries that have another first identifier, by that."""
        of_projects, of_entries = self._first_ids(records, projects)
        own = {first: projects[n].project_id for n, first in of_projects.items()}
        own |= {first: records.entries[n].entry_id for n, first in of_entries.items()}
        return {first: name for first, name in own.items() if first != name}

    def _first_ids(self, records: Records, projects: Sequence[Project]) -> tuple[dict[int, str], dict[int, str]]:
        """The first identifiers of the projects and entries that are known, by their numbers."""
        if not self.known:
            return {}, {}
        known = list(self.known)
        then = [self.known[name][0] for name in known]
        now = [records.entries[project.fullest] for project in projects]
        of_projects = {n: known[old] for n, old in found_again(then, now, self.today).items()}
        of_entries: dict[str, int] = {}
        for n, name in of_projects.items():
            for entry, first in self._pairs(self.known[name][1], projects[n], records.entries):
                of_entries.setdefault(first, entry)
        paired = {*of_entries.values()}
        for n, one in enumerate(records.entries):  # of another project now, though nothing of the entry was edited
            if n not in paired and one.entry_id in self.last:
                of_entries.setdefault(self.last[one.entry_id], n)
        return of_projects, {n: first for first, n in of_entries.items()}

    def _pairs(self, then: list[Entry], project: Project, entries: Sequence[Entry]) -> Iterator[tuple[int, str]]:
        """The entries of a project with their first identifiers: by their theme, otherwise in page order."""
        left, waiting = [*then], [*project.entries]
        for same_theme in (True, False):
            for n in [*waiting]:
                fits = (one for one in left if not same_theme or one.theme_id == entries[n].theme_id)
                if before := next(fits, None):
                    left.remove(before)
                    waiting.remove(n)
                    yield n, before.entry_id
