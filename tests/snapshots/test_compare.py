"""What is said of two captures: every cell that differs, each difference once, and nothing where nothing differs."""

from typing import Any

import pytest
from msgspec.structs import replace

from pipeline.dedupe.projects import recognise
from pipeline.records import Entry, Link, LinkKind, Records
from pipeline.snapshots.captured import Captured
from pipeline.snapshots.compare import changes
from pipeline.snapshots.snapshot import from_file
from pipeline.tables.rows import make_rows
from pipeline.tables.schema import Row
from tests.datasets import OFFSETS, reference, saved_tables
from tests.pages.markups import RAW, SAVED_SHA256
from tests.snapshots.test_history import carried

SAVED = saved_tables().records
(SNAPSHOT,) = map(from_file, RAW.glob(f"*{SAVED_SHA256[:12]}.txt"))
TABLES = ("themes", "projects", "entries", "contacts", "notes")


def compared(new: Records, old: Records = SAVED) -> list[Row]:
    return changes(*carried(Captured(SNAPSHOT, one, recognise(one.entries)) for one in (old, new)), reference())


def tables(records: Records) -> list[Row]:
    rows = make_rows(records, recognise(records.entries), reference())
    return [{name: row[name] for name in row if name not in OFFSETS} for table in TABLES for row in rows[table]]


def with_entry(n: int, **cells: Any) -> Records:
    return with_part("entries", n, **cells)


def with_part(name: str, n: int, **cells: Any) -> Records:
    parts = [*getattr(SAVED, name)]
    parts[n] = replace(parts[n], **cells)
    return replace(SAVED, **{name: tuple(parts)})


def with_contact(**cells: Any) -> Records:
    first, *others = SAVED.entries[2].contacts
    return with_entry(2, contacts=(replace(first, **cells), *others))


def swapped(parts: tuple[Any, ...], one: int = 0, other: int = 1) -> tuple[Any, ...]:
    order = [*range(len(parts))]
    order[one], order[other] = other, one
    return tuple(parts[n] for n in order)


def in_order(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(replace(entry, position=n) for n, entry in enumerate(entries, start=1))


CELLS: dict[str, tuple[Records, list[tuple[str, str]]]] = {
    "heading": (with_part("themes", 0, heading="Anders"), [("theme", "retitled")]),
    "title of an aim": (with_part("themes", 0, aim_title="Anders"), [("theme", "aim_title")]),
    "aim": (with_part("themes", 0, aim="Anders"), [("theme", "aim")]),
    "theme": (with_entry(1, theme_id=SAVED.themes[1].theme_id), [("project", "moved")]),
    "municipality": (with_entry(1, municipality="Ede"), [("project", "municipality")]),
    "title": (with_entry(1, title="Anders"), [("project", "retitled")]),
    "title of a repeat": (with_entry(26, title="Straatgerichte aanpak winkelgebied"), [("entry", "retitled")]),
    "text": (with_entry(1, text="Anders"), [("project", "text")]),
    "text of a repeat": (with_entry(26, text=SAVED.entries[26].text[:-9]), [("entry", "text")]),
    "contact line": (with_entry(1, contact_line="Projectleider"), [("entry", "contact_line")]),
    "no contact": (with_entry(1, contacts=()), [("project", "leaders"), ("project", "emails"), ("entry", "labels")]),
    "label": (with_contact(label="Trekker"), [("entry", "labels")]),
    "name": (with_contact(name="Ander Mens"), [("project", "leaders")]),
    "function": (with_contact(function="Wethouder"), [("project", "functions")]),
    "address": (with_contact(email="ander@voorbeeld.nl"), [("project", "emails")]),
    "number": (with_contact(phone="0201234567"), [("project", "phones")]),
    "order of contacts": (with_entry(8, contacts=swapped(SAVED.entries[8].contacts)), [("project", "leaders")]),
    "order of entries": (replace(SAVED, entries=in_order(swapped(SAVED.entries))), [("theme", "order")]),
    "text of a note": (with_part("notes", 0, text=SAVED.notes[0].text + " Anders."), [("note", "text")]),
    "theme of a note": (with_part("notes", 0, theme_id=SAVED.themes[2].theme_id), [("note", "moved")]),
    "another note": (with_part("notes", 0, text="Anders"), [("note", "came"), ("note", "went")]),
    "claim": (replace(SAVED, claimed=replace(SAVED.claimed, value="27")), [("page", "claim")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_that_differs_is_said_once(name: str) -> None:
    records, said = CELLS[name]
    assert name == "claim" or tables(records) != tables(SAVED)
    assert [(row["level"], row["change"]) for row in compared(records)] == said


def test_where_all_cells_are_the_same_nothing_is_said() -> None:
    assert compared(SAVED) == []


def test_what_cannot_be_seen_in_another_cell_is_said_by_the_contacts_as_a_whole() -> None:
    first, second = SAVED.entries[8].contacts[:2]
    pair = (replace(first, email=second.email), replace(second, email=second.email))
    other = (replace(first, email=second.email, phone="14 030"), replace(second, email=second.email))
    moved = (replace(pair[0]), replace(pair[1], phone="14 030"))
    rows = compared(with_entry(8, contacts=moved), with_entry(8, contacts=other))
    assert [(row["level"], row["change"]) for row in rows] == [("entry", "contacts")]


def typeset(records: Records) -> Records:
    """With curly quotes, long dashes and other blanks in all texts."""

    def set_text(text: str | None) -> str | None:
        return text and text.replace("'", "’").replace('"', "”").replace("-", "–").replace(". ", ".\n")

    def each(parts: tuple[Any, ...], *names: str) -> tuple[Any, ...]:
        return tuple(replace(one, **{name: set_text(getattr(one, name)) for name in names}) for one in parts)

    return replace(
        records,
        themes=each(records.themes, "heading", "aim_title", "aim"),
        entries=each(records.entries, "title", "text"),
        notes=each(records.notes, "text"),
    )


def test_typography_alone_is_one_row_that_names_where() -> None:
    (row,) = compared(typeset(SAVED))
    assert (row["level"], row["change"], row["old"]) == ("page", "typography", None)
    named = row["new"].split("; ")
    assert {SAVED.entries[2].entry_id, SAVED.notes[0].note_id} <= {*named}
    assert len(named) == len({*named})


def test_typography_beside_a_change_is_not_among_its_words() -> None:
    new = typeset(with_entry(1, text=SAVED.entries[1].text + " Het is gereed."))
    rows = {row["change"]: row for row in compared(new)}
    assert set(rows) == {"text", "typography"}
    assert rows["text"]["difference"].endswith("{+Het is gereed.+}"), rows["text"]
    assert "[-" not in rows["text"]["difference"]


def test_a_municipality_that_went_into_another_is_merged_and_any_other_is_not() -> None:
    old, new, other = (with_entry(1, municipality=name) for name in ("Uden", "Maashorst", "Oss"))
    (row,) = compared(new, old)
    assert (row["change"], row["old"], row["new"]) == ("merged", "Uden", "Maashorst")
    assert row["municipality"] == "Maashorst"
    assert [row["change"] for row in compared(other, old)] == ["municipality"]
    assert [row["change"] for row in compared(old, new)] == ["municipality"]


def test_a_theme_whose_heading_was_edited_takes_its_entries_along() -> None:
    was, now = SAVED.themes[0].theme_id, "een-weerbare-organisatie"
    entries, notes = (
        tuple(replace(one, theme_id=now if one.theme_id == was else one.theme_id) for one in parts)
        for parts in (SAVED.entries, SAVED.notes)
    )
    theme = replace(SAVED.themes[0], theme_id=now, heading="Een weerbare organisatie")
    (row,) = compared(replace(SAVED, entries=entries, notes=notes, themes=(theme, *SAVED.themes[1:])))
    assert (row["level"], row["change"], row["theme_id"], row["new"]) == ("theme", "retitled", now, theme.heading)


def linked(*urls: str, media_type: str = "text/html") -> Records:
    """The page with links in its second entry."""
    start = SAVED.entries[1].start
    links = tuple(Link("Lees meer", url, LinkKind.PAGE, 0, start, start) for url in urls)
    return replace(SAVED, page=replace(SAVED.page, links=links, media_type=media_type))


def test_where_a_link_leads_is_said_between_pages_that_show_links() -> None:
    (row,) = compared(linked("https://voorbeeld.nl/b"), linked("https://voorbeeld.nl/a"))
    assert (row["level"], row["change"]) == ("entry", "links")
    assert row["new"] == "Lees meer <https://voorbeeld.nl/b>"
    assert compared(linked("https://voorbeeld.nl/b"), linked(media_type="text/plain")) == []
