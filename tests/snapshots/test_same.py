"""However pages are edited: no two rows of a capture share an identifier, and it is the same only if all tables are."""

import random
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import pytest
from msgspec.structs import replace

from pipeline.dedupe.projects import recognise
from pipeline.records import UNKNOWN, Entry, Records
from pipeline.snapshots.captured import Captured
from pipeline.snapshots.compare import changes
from pipeline.tables.rows import make_rows
from pipeline.tables.schema import Row
from pipeline.text.normalise import slug, unique
from tests.datasets import OFFSETS, reference
from tests.snapshots.test_compare import SAVED, SNAPSHOT, TABLES
from tests.snapshots.test_history import carried

THEMES = [theme.theme_id for theme in SAVED.themes]
PLACES = ("Uden", "Maashorst", "Zwolle", "Gouda", None)
BEGIN = SAVED.entries[:14]


def page(entries: Iterable[Entry]) -> Records:
    """A page of these entries, under their themes, with the identifiers that it gives them."""
    used: Counter[str] = Counter()
    under = sorted(entries, key=lambda entry: THEMES.index(entry.theme_id or ""))
    names = ("/".join((str(e.theme_id), slug(e.municipality or UNKNOWN), slug(e.title or UNKNOWN))) for e in under)
    ids = (unique(name, used) for name in names)
    made = (replace(entry, position=n, entry_id=next(ids)) for n, entry in enumerate(under, start=1))
    return replace(SAVED, entries=tuple(made))


def edited(before: Records, chance: random.Random) -> Records:
    """A page with some edits of any kind: what belongs to one entry is given to another, entries come, go and move."""
    entries = [*before.entries]
    for _ in range(chance.randint(0, 4)):
        n, other = chance.randrange(len(entries)), chance.choice(entries)
        match chance.randrange(7):
            case 0:
                entries[n] = replace(entries[n], title=other.title)
            case 1:
                entries[n] = replace(entries[n], text=other.text)
            case 2:
                entries[n] = replace(entries[n], municipality=chance.choice(PLACES))
            case 3:
                entries[n] = replace(entries[n], theme_id=chance.choice(THEMES))
            case 4:
                entries[n] = replace(entries[n], contacts=other.contacts, contact_line=other.contact_line)
            case 5 if len(entries) > 5:
                del entries[n]
            case _:
                entries.insert(n, chance.choice(BEGIN))
    return page(entries)


def tables(captured: Captured) -> list[Row]:
    rows = make_rows(captured.records, captured.projects, reference())
    return [{name: row[name] for name in row if name not in OFFSETS} for table in TABLES for row in rows[table]]


@pytest.mark.parametrize("seed", range(6))
def test_the_same_is_said_only_of_the_same_and_identifiers_are_unique(seed: int) -> None:
    chance, pages = random.Random(seed), [page(BEGIN)]
    for _ in range(8):
        pages.append(edited(pages[-1], chance))
    captured = carried(Captured(SNAPSHOT, one, recognise(one.entries)) for one in pages)
    for old, new in pairwise(captured):
        for ids in ([one.entry_id for one in new.records.entries], [one.project_id for one in new.projects]):
            assert len({*ids}) == len(ids)
        assert (changes(old, new, reference()) == []) == (tables(old) == tables(new))
