"""What a made page must give: its entries, known from how the page was made and not from reading it."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeAlias

from tests.pages.markups import saved_text, split
from tests.pages.markups.page import Entry, Page, text_lines

TRUTH = Path(__file__).resolve().parents[1] / "truth"
COLUMNS = ("name", "function", "email", "phone")
Contacts: TypeAlias = tuple[tuple[str | None, ...], ...]  # name, function, email, phone of each

OMMEN: Contacts = (("Jan ten Have", None, "j.tenhave@ommen.nl", "0529 459 100"),)
BEST: Contacts = (
    ("Petra van 't Hof", None, "buren@gemeentebest.nl", None),
    ("Aad el Amrani", None, "buren@gemeentebest.nl", None),
)
CHANGED: dict[str, Contacts] = {
    "Jan ten Have, j.tenhave@ommen.nl, 0529-459100": OMMEN,
    "Petra van 't Hof en Aad el Amrani, buren@gemeentebest.nl": BEST,
    "Anna de Wit-'t Hart, A.deWit@Gouda.nl.": (("Anna de Wit-'t Hart", None, "a.dewit@gouda.nl", None),),
    "Mattijs Dam, mja.dam@zandersveen.nl": (("Mattijs Dam", None, "mja.dam@zandersveen.nl", None),),
    "Bo Smit, b.smit@gorinchem.nl": (("Bo Smit", None, "b.smit@gorinchem.nl", None),),
    "Programmamanager Weerbare Organisatie, telefoonnummer +31 (0)412 34 56 78": (
        (None, "Programmamanager Weerbare Organisatie", None, "0412 345 678"),
    ),
}
"""Whom a contact line of a changed page names, where the saved page does not name them."""
NOWHERE = "Zandersveen"
"""The place on a changed page that no table has: its municipality is null."""


@dataclass(frozen=True)
class Expected:
    """An entry as the tables must hold it; `text` and `contact_line` are joined by line feeds.

    `project` is the position of the first entry of its project, from 1, where a page is about that.
    """

    theme: str
    municipality: str | None
    title: str
    text: str
    contact_line: str | None
    contacts: Contacts
    project: int | None = field(default=None, compare=False)


def expected(page: Page) -> list[Expected]:
    """The entries of the saved page, or of a changed one."""
    return [
        Expected(
            theme.heading,
            None if entry.municipality == NOWHERE else entry.municipality,
            entry.title,
            "\n".join(text_lines(entry.nodes)),
            entry.contact,
            contacts(entry),
        )
        for theme in page.themes
        for entry in theme.parts
        if isinstance(entry, Entry)
    ]


def contacts(entry: Entry) -> Contacts:
    """Whom an entry names: known by what follows the label or, in another notation, by the municipality."""
    if entry.contact is None:
        return ()
    people, known = people_of(entry.contact), {**of_saved_page(), **CHANGED}
    return known.get(people) or known[entry.municipality]


def people_of(contact_line: str) -> str:
    return contact_line.partition(":")[2].strip()


@cache
def of_saved_page() -> dict[str, Contacts]:
    """The contacts of the saved page as they were written down by hand, by contact line and by municipality."""
    entries = split(saved_text()).entries
    written = list(by_entry().values())
    by_line = {people_of(str(entry.contact)): own for entry, own in zip(entries, written, strict=True)}
    return {entry.municipality: own for entry, own in zip(entries, written, strict=True)} | by_line


def by_entry() -> dict[str, Contacts]:
    found: defaultdict[str, list[tuple[str | None, ...]]] = defaultdict(list)
    for row in rows("contacts"):
        found[row["entry_id"]].append(tuple(row[column] or None for column in COLUMNS))
    return {row["entry_id"]: tuple(found[row["entry_id"]]) for row in rows("entries")}


def rows(table: str) -> Iterable[dict[str, str]]:
    with (TRUTH / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
