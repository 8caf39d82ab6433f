"""What changed from one capture to the next, in every table that says what is on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from pipeline.gazetteer.gazetteer import Reference
from pipeline.snapshots.captured import Captured
from pipeline.snapshots.limits import SAME_NOTE, SAME_THEME
from pipeline.snapshots.state import CONTACT_CELLS, Item, Items, State, Value
from pipeline.tables.schema import CHANGES, OF_TEXTS, Row
from pipeline.text.difference import difference, likeness
from pipeline.text.normalise import without_typography

EMPTY_ROW: Row = dict.fromkeys(CHANGES.names)
# What says nothing more where the cells before it differ.
ALL_OF_CONTACTS = {*CONTACT_CELLS, "labels"}
FOLLOWS = {"contacts": ALL_OF_CONTACTS, "contact_line": {*ALL_OF_CONTACTS, "contacts"}}


def changes(old: Captured, new: Captured, reference: Reference) -> list[Row]:
    """The rows of `changes` from one capture to the next: none where no table says anything else.

    In order: the page, themes, projects with their entries, notes, on each level what went last; then one row for all
    that differs in typography alone. An entry has a row only where that of its project does not say the same.
    """
    fixed = {
        "snapshot_id": new.snapshot_id,
        "previous_id": old.snapshot_id,
        "captured_at": new.snapshot.captured_at,
        "previous_captured_at": old.snapshot.captured_at,
    }
    found = Comparison(old, new, reference).rows()
    return [{**row, **fixed, "change_id": f"{new.snapshot_id}#{n}"} for n, row in enumerate(found, start=1)]


class Comparison:
    """Two captures, and the differences that were found so far."""

    def __init__(self, old: Captured, new: Captured, reference: Reference) -> None:
        has_links = all(one.records.page.media_type == "text/html" for one in (old, new))  # text shows none
        self.then = State(old, has_links, themes_later(old, new), notes_later(old, new))
        self.now = State(new, has_links)
        self.reference = reference
        self.found: list[Row] = []
        self.retyped: dict[str, None] = {}  # what differs in typography alone, by identifiers

    def rows(self) -> list[Row]:
        """All differences, without what is the same in all rows."""
        for level, items in self.now.levels.items():
            self._items(self.then.levels[level], items)
        if self.retyped:
            self._add(Item("page", {}, {}), "typography", None, tuple(self.retyped))
        return self.found

    def _items(self, then: Items, now: Items, already: Sequence[Row] = ()) -> None:
        for name, item in now.items():
            if name in then:
                self._same(then[name], item, already)
            else:
                self._add(item, "came", None, _called(item))
        for name, item in then.items():
            if name not in now:
                self._add(item, "went", _called(item), None)

    def _same(self, then: Item, now: Item, already: Sequence[Row]) -> None:
        """What differs in one item; nothing that is told already."""
        first, differs = len(self.found), set[str]()
        for change, new in now.cells.items():
            old = then.cells[change]
            if old == new or differs & FOLLOWS.get(change, set()):
                continue
            differs.add(change)
            if change == "order":
                self._reordered(now, old, new)
            elif _plain(old) == _plain(new):
                self._retyped(now)
            elif not any(_says(row, self._said(change, old, new), old, new) for row in already):
                self._add(now, self._said(change, old, new), old, new)
        self._items(then.parts, now.parts, self.found[first:])

    def _said(self, change: str, old: Value, new: Value) -> str:
        """What a change is called: a municipality that went into the other one merged."""
        is_merged = change == "municipality" and new is not None and self.reference.current(str(old)) == new
        return "merged" if is_merged else change

    def _retyped(self, item: Item) -> None:
        if item.level != "project":  # its cells are those of its entries
            ids = (item.ids.get(name) for name in ("entry_id", "note_id", "theme_id"))
            self.retyped[next(filter(None, ids), "page")] = None

    def _reordered(self, now: Item, old: Value, new: Value) -> None:
        """Which of what is in both has another place among the others."""
        both = {*(old or ())} & {*(new or ())}
        before, after = ([name for name in names or () if name in both] for names in (old, new))
        if moved := [before[step.src_pos] for step in LCSseq.editops(before, after) if step.tag == "delete"]:
            self._add(now, "order", None, tuple(moved))

    def _add(self, item: Item, change: str, old: Value, new: Value) -> None:
        then = {"previous_project_id": item.ids["project_id"]} if "project_id" in item.ids and change != "came" else {}
        row = {
            **EMPTY_ROW,
            "level": item.level,
            "change": change,
            **item.ids,
            **then,
            "old": _cell(old),
            "new": _cell(new),
        }
        if change in OF_TEXTS:
            row["difference"] = difference(row["old"] or "", row["new"] or "", without_typography)
        self.found.append(row)


def _called(item: Item) -> Value:
    return item.ids.get("title") or item.cells.get("text")


def _cell(value: Value) -> str | None:
    return ("; ".join(value) if isinstance(value, tuple) else value) or None


def _plain(value: Value) -> str:
    return without_typography(_cell(value) or "")


def _says(row: Row, change: str, old: Value, new: Value) -> bool:
    return (row["change"], row["old"], row["new"]) == (change, _cell(old), _cell(new))


# What themes and notes of a capture are called in the next one


def themes_later(old: Captured, new: Captured) -> dict[str, str]:
    """The themes of a capture whose heading was edited, with their identifiers in the next one."""
    then, now = ({theme.theme_id for theme in one.records.themes} for one in (old, new))
    before, after = ({e.entry_id: e.theme_id or "" for e in one.records.entries} for one in (old, new))
    sizes = Counter([*before.values(), *after.values()])
    shared = Counter((theme_id, after[name]) for name, theme_id in before.items() if name in after)
    later: dict[str, str] = {}
    for (one, other), count in shared.most_common():
        is_left = one in then - now - later.keys() and other in now - then - {*later.values()}
        if is_left and count >= SAME_THEME * max(sizes[one], sizes[other]):
            later[one] = other
    return later


def notes_later(old: Captured, new: Captured) -> dict[str, str]:
    """What each note of a capture is called in the next one; one that went has a name that none has there."""
    pairs = [(likeness(then.text, now.text), then.note_id, now.note_id)
             for then in old.records.notes for now in new.records.notes]  # fmt: skip
    later: dict[str, str] = {}
    for alike, then, now in sorted(pairs, key=lambda pair: -pair[0]):
        if alike >= SAME_NOTE and then not in later and now not in later.values():
            later[then] = now
    return {note.note_id: later.get(note.note_id, f"{note.note_id} before") for note in old.records.notes}
