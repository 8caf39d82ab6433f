"""Takes personal data out of the tables and of the text they point into; every offset still holds.

What is removed from a text becomes as many black bars as it had characters. In a column of its own it becomes null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.tables import Row, Rows
from pipeline.words import slug

BAR = "█"
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
NEVER = re.compile(r"(?!)")
# The columns that hold one value of the person; their evidence goes with the value.
PERSONAL = {
    ("contacts", "name"),
    ("contacts", "email"),
    ("contacts", "phone"),
    ("projects", "leaders"),
    ("projects", "emails"),
}


@dataclass(frozen=True)
class Removal:
    """What is to be removed: names, addresses and telephone numbers, and the quotes in which they stand on the page."""

    names: frozenset[str]
    addresses: frozenset[str]
    phones: frozenset[str]
    quotes: frozenset[str] = frozenset()

    @property
    def values(self) -> frozenset[str]:
        """The values of cells that become null."""
        return self.names | self.addresses | self.phones

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches every removed value in any text, whatever its case and white space; a name also as a slug."""
        words = {*self.names, *(slug(name) for name in self.names)}
        loose = self.addresses | self.phones | self.quotes - words
        forms = [*(rf"(?<!\w){_spaced(word)}(?!\w)" for word in _longest(words)), *map(_spaced, _longest(loose))]
        return re.compile("|".join(forms), re.IGNORECASE) if forms else NEVER

    def hide(self, text: str) -> str:
        """The text with black bars; its length stays."""
        return self.pattern.sub(lambda found: re.sub(r"\S", BAR, found[0]), text)


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(filter(None, words), key=lambda word: (-len(word), word))


def _spaced(text: str) -> str:
    """A pattern for a text whose words may be apart by any white space."""
    return r"\s+".join(map(re.escape, text.split()))


def with_quotes(removal: Removal, rows: Rows) -> Removal:
    """The removal together with what stands on the page for its values: "naam (at) gemeente.nl" for an address."""
    quotes = {row["quote"] for row in rows["evidence"] if _is_removed(row, removal)}
    return Removal(removal.names, removal.addresses, removal.phones, frozenset(quotes))


def redact(rows: Rows, text: str, removal: Removal) -> tuple[Rows, str]:
    """The tables and the page's text without what is removed; the rows given are not changed."""
    removal = with_quotes(removal, rows)
    page = list(removal.hide(text))
    for row in rows["evidence"]:
        if _is_removed(row, removal):
            page[row["start"] : row["end"]] = [c if c.isspace() else BAR for c in text[row["start"] : row["end"]]]
    hidden = "".join(page)
    made = {
        name: [_row(name, row, removal, hidden) for row in _kept(name, table, removal)] for name, table in rows.items()
    }
    return made, hidden


def _is_removed(row: Row, removal: Removal) -> bool:
    """Whether a row of evidence is that of a removed value."""
    return (row["table"], row["column"]) in PERSONAL and row["value"] in removal.values


def _kept(name: str, table: list[Row], removal: Removal) -> Iterator[Row]:
    return (row for row in table if name != "evidence" or not _is_removed(row, removal))


def _row(name: str, row: Row, removal: Removal, page: str) -> Row:
    made = {column: _cell((name, column), value, removal) for column, value in row.items()}
    if "quote" in row:
        made["quote"] = page[row["start"] : row["end"]]
    return made


def _cell(column: tuple[str, str], value: Any, removal: Removal) -> Any:
    if isinstance(value, list):
        kept = [item for item in value if column not in PERSONAL or item not in removal.values]
        return [removal.hide(item) for item in kept] or None
    if not isinstance(value, str):
        return value
    return None if column in PERSONAL and value in removal.values else removal.hide(value)


def strings(rows: Rows) -> Iterator[tuple[str, str]]:
    """Every text of every cell, with the place where it stands."""
    for name, table in rows.items():
        for number, row in enumerate(table, start=1):
            for column, value in row.items():
                for item in value if isinstance(value, list) else [value]:
                    if isinstance(item, str):
                        yield f"{name} row {number}, {column}", item
