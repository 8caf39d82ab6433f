"""What a capture says, cell by cell, so that it can be compared with another: the page, its themes, projects and notes.

Everything is under the name that it has in the later of two captures. Projects and entries bring theirs along.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from pipeline.contacts.addresses import find_emails
from pipeline.records import AWAY, Contact, Entry, Note, Part, Project
from pipeline.snapshots.captured import Captured
from pipeline.snapshots.limits import PAGE_TITLE
from pipeline.tables.schema import Row

Value = str | tuple[str, ...] | None
Items = dict[str, "Item"]

CONTACT_CELLS: dict[str, Callable[[Contact], str | None]] = {
    "leaders": lambda contact: contact.name,
    "functions": lambda contact: contact.function,
    "emails": lambda contact: contact.email,
    "phones": lambda contact: contact.phone,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a capture has: where it is in the tables, its cells by the change of each, its parts by name."""

    level: str
    ids: Row
    cells: dict[str, Value]
    parts: Items = field(default_factory=dict)


class State:
    """A capture with its items, level by level; `themes` and `notes` give the names that are other ones later."""

    def __init__(
        self,
        captured: Captured,
        has_links: bool,
        themes: Mapping[str, str] = {},
        notes: Mapping[str, str] = {},
    ) -> None:
        self.records = captured.records
        self.links = self._linked() if has_links else {}
        self.themes, self.notes = themes, notes
        self.under: defaultdict[str | None, list[str]] = defaultdict(list)
        for entry in self.records.entries:
            self.under[self._theme(entry.theme_id)].append(entry.entry_id)
        self.levels: dict[str, Items] = {
            "page": {"": self._page()},
            "theme": self._of_themes(),
            "project": {project.project_id: self._project(project) for project in captured.projects},
            "note": self._of_notes(),
        }

    def _theme(self, theme_id: str | None) -> str | None:
        return self.themes.get(theme_id, theme_id) if theme_id else None

    def _page(self) -> Item:
        page, claimed = self.records.page, self.records.claimed
        blocks = (block for block in self.records.blocks if block.part is Part.INTRODUCTION)
        lines = (line for block in blocks for line in page.lines[block.first : block.end] if line.level != PAGE_TITLE)
        introduction = "\n".join(line.text for line in lines)
        themes = [str(self._theme(theme.theme_id)) for theme in self.records.themes]
        notes = [self.notes.get(note.note_id, note.note_id) for note in self.records.notes]
        cells: dict[str, Value] = {
            "claim": claimed.value if claimed else None,
            "introduction": introduction.replace(claimed.quote, "…", 1) if claimed else introduction,
            "links": self.links.get(None, ()),
            "order": (*themes, *notes, *self.under[None]),
        }
        return Item("page", {}, cells)

    def _of_themes(self) -> Items:
        found: Items = {}
        for theme in self.records.themes:
            name = str(self._theme(theme.theme_id))
            cells = {
                "retitled": theme.heading,
                "aim_title": theme.aim_title,
                "aim": theme.aim,
                "order": tuple(self.under[name]),
            }
            found[name] = Item("theme", {"theme_id": theme.theme_id, "title": theme.heading}, cells)
        return found

    def _project(self, project: Project) -> Item:
        entries = [self.records.entries[n] for n in project.entries]
        first, fullest = entries[0], self.records.entries[project.fullest]
        themes = {self._theme(entry.theme_id) for entry in entries} - {None}
        cells: dict[str, Value] = {
            "retitled": first.title,
            "municipality": first.municipality,
            "moved": tuple(sorted(map(str, themes))),
            **_of_contacts([contact for entry in entries for contact in entry.contacts]),
            "text": fullest.text,
        }
        ids = {"municipality": first.municipality, "project_id": project.project_id, "title": first.title}
        return Item("project", ids, cells, {entry.entry_id: self._entry(entry, ids) for entry in entries})

    def _entry(self, entry: Entry, ids: Row) -> Item:
        theme_id = self._theme(entry.theme_id)
        cells: dict[str, Value] = {
            "retitled": entry.title,
            "municipality": entry.municipality,
            "moved": (theme_id,) if theme_id else (),
            **_of_contacts(entry.contacts),
            "labels": _each(contact.label for contact in entry.contacts),
            "contacts": tuple(map(_contact, entry.contacts)),
            "contact_line": _with_plain_addresses(entry.contact_line or ""),
            "text": entry.text,
            "links": self.links.get(entry.start, ()),
        }
        return Item("entry", ids | {"entry_id": entry.entry_id, "theme_id": entry.theme_id}, cells)

    def _of_notes(self) -> Items:
        return {self.notes.get(note.note_id, note.note_id): self._note(note) for note in self.records.notes}

    def _note(self, note: Note) -> Item:
        theme_id = self._theme(note.theme_id)
        cells: dict[str, Value] = {
            "moved": (theme_id,) if theme_id else (),
            "text": note.text,
            "links": self.links.get(note.start, ()),
        }
        return Item("note", {"note_id": note.note_id, "theme_id": note.theme_id}, cells)

    def _linked(self) -> dict[int | None, tuple[str, ...]]:
        """Where links lead, each with its words, by where the entry or note that they are in begins; None is none."""
        parts: list[Entry | Note] = [*self.records.entries, *self.records.notes]
        spans: list[tuple[int, float]] = sorted((one.start, one.end) for one in parts)
        found: defaultdict[int | None, list[str]] = defaultdict(list)
        for link in self.records.page.links:
            if link.kind in AWAY:
                before = bisect_right(spans, (link.start, inf)) - 1
                is_in = before >= 0 and link.start <= spans[before][1]  # words that are left out may be at the end
                found[spans[before][0] if is_in else None].append(f"{link.text or ''} <{link.url}>")
        return {start: tuple(links) for start, links in found.items()}


def _of_contacts(contacts: Sequence[Contact]) -> dict[str, Value]:
    return {change: _each(map(value, contacts)) for change, value in CONTACT_CELLS.items()}


def _each(values: Iterable[str | None]) -> tuple[str, ...]:
    """Each value once, in page order."""
    return tuple(dict.fromkeys(value for value in values if value))


def _contact(contact: Contact) -> str:
    cells = (contact.label, contact.name, contact.function, contact.email, contact.phone)
    return ", ".join(filter(None, cells))


def _with_plain_addresses(line: str) -> str:
    """A contact line in which each address is plain: whether a page hides it from harvesters says nothing new."""
    for plain, start, end in reversed(find_emails(line)):
        line = line[:start] + plain + line[end:]
    return line
