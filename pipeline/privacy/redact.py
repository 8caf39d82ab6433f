"""Takes personal data out of the tables and of the text they point into; every offset still holds.

What is removed from a text becomes as many black bars as it had characters. In a column of its own it becomes null.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pipeline.contacts.addresses import Reach, find_emails, find_phones, may_have_number
from pipeline.privacy.limits import SHORTEST_NAME
from pipeline.tables.schema import Row, Rows
from pipeline.text.difference import difference
from pipeline.text.normalise import fold, split_words

BAR = "█"
NEVER = re.compile(r"(?!)")
WORD = re.compile(r"[^\W\d_]+")
# The columns that hold one value of the person; their evidence goes with the value.
PERSONAL = {
    ("contacts", "label"),
    ("contacts", "name"),
    ("contacts", "email"),
    ("contacts", "phone"),
    ("projects", "leaders"),
    ("projects", "emails"),
}


@dataclass(frozen=True)
class Removal:
    """What is to be removed.

    Names, with the parts of them that stand alone, whatever their case, accents and punctuation; e-mail addresses and
    telephone numbers in their plain form, however they are written; labels, where a colon follows or nothing else
    stands; and the quotes in which all these stand on the page.
    """

    names: frozenset[str]
    addresses: frozenset[str]
    phones: frozenset[str]
    labels: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()

    @property
    def values(self) -> frozenset[str]:
        """The values of cells that become null."""
        return self.names | self.addresses | self.phones | self.labels

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches all but names as it is listed, whatever its case and white space."""
        loose = self.addresses | self.phones | self.quotes
        labels = [_spaced(label) for label in _longest(self.labels)]
        forms = [form for label in labels for form in (rf"(?<!\w){label}(?=\s*:)", rf"\A{label}\Z")]
        return _any([*forms, *map(_spaced, _longest(loose))])

    @cached_property
    def folded_names(self) -> re.Pattern[str]:
        """Matches a name in folded text."""
        words = [r"[^a-z0-9]+".join(split_words(name)) for name in _longest(self.names)]
        return _any(rf"(?<![a-z0-9]){word}(?![a-z0-9])" for word in words if word)

    def hide(self, text: str) -> str:
        """The text with black bars; its length stays. An address goes as a whole, or not at all."""
        hidden = list(text)
        addresses = addresses_in(text)
        stays = [(start, end) for plain, start, end in addresses if plain not in self.addresses]
        found = [(start, end) for plain, start, end in addresses if plain in self.addresses]
        numbers = numbers_in(text) if self.phones else []
        found += [(start, end) for plain, start, end in numbers if plain in self.phones]
        listed = [match.span() for match in self.pattern.finditer(text)] + _matches(self.folded_names, text)
        found += [span for span in listed if not any(start < span[1] and span[0] < end for start, end in stays)]
        for start, end in found:
            hidden[start:end] = _barred(text[start:end])
        return "".join(hidden)


def _any(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(forms) or NEVER.pattern, re.IGNORECASE)


def _barred(text: str) -> str:
    return re.sub(r"\S", BAR, text)


def _matches(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where a pattern for folded text matches in a text that is not."""
    if text.isascii():
        return [match.span() for match in pattern.finditer(fold(text))]
    folded = [(part, n) for n, character in enumerate(text) for part in fold(character)]
    places = [n for _, n in folded]
    matches = pattern.finditer("".join(part for part, _ in folded))
    return [(places[match.start()], places[match.end() - 1] + 1) for match in matches]


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(filter(None, words), key=lambda word: (-len(word), word))


def _spaced(text: str) -> str:
    """A pattern for a text whose words may be apart by any white space."""
    return r"\s+".join(map(re.escape, text.split()))


# Finding


def addresses_in(text: str) -> list[Reach]:
    """The e-mail addresses in a text, however they are written, in their plain form."""
    return _by_line(text, find_emails)


def numbers_in(text: str) -> list[Reach]:
    """The telephone numbers in a text, in national form; digits within a word, as of a hash, are none."""
    found = _by_line(text, lambda line: find_phones(line, find_emails(line)) if may_have_number(line) else ())
    return [
        (plain, start, end)
        for plain, start, end in found
        if not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum()
    ]


def _by_line(text: str, find: Callable[[str], Iterable[Reach]]) -> list[Reach]:
    """What is found in each line of a text, as in the lines of the page."""
    found = []
    offset = 0
    for line in text.split("\n"):
        found += [(plain, offset + start, offset + end) for plain, start, end in find(line)]
        offset += len(line) + 1
    return found


def without_addresses(text: str) -> str:
    """The text with blanks in the place of its e-mail addresses."""
    left = list(text)
    for _, start, end in addresses_in(text):
        left[start:end] = " " * (end - start)
    return "".join(left)


def parts_of_names(names: Iterable[str], rows: Rows, text: str) -> set[str]:
    """Parts of names that stand alone on the page: "Jansen" where "de heer Jansen" is written.

    A part that the page also writes in lower case ("Dam", "dam") cannot be told from a word, and stays; so does one
    that belongs to somebody else's name too, or to the name of a municipality.
    """
    wanted = set(names)
    others = {row["name"] for row in rows["contacts"] if row["name"]} - wanted
    others |= {row["municipality"] for name in ("projects", "mentions") for row in rows.get(name, [])} - {None}
    pattern = "|".join(map(re.escape, _longest(wanted | others))) or NEVER.pattern
    standing = set(WORD.findall(re.sub(pattern, " ", without_addresses(_whole(rows, text)))))
    kept = {part.lower() for name in others for part in WORD.findall(name)}
    parts = {part for name in wanted for part in WORD.findall(name) if len(part) >= SHORTEST_NAME and part[0].isupper()}
    return {part for part in parts & standing if part.lower() not in standing | kept}


def _whole(rows: Rows, text: str) -> str:
    """The page's text, and the texts of the captures before it."""
    former = (row[side] for row in rows.get("changes", []) if row["change"] == "text" for side in ("old", "new"))
    return "\n".join([text, *filter(None, former)])


# Removing


def with_quotes(removal: Removal, rows: Rows) -> Removal:
    """The removal together with what stands on the page for its values: "naam (at) gemeente.nl" for an address."""
    quotes = {row["quote"] for row in rows["evidence"] if _is_removed(row, removal)}
    return replace(removal, quotes=frozenset(quotes - removal.labels - removal.names))


def redact(rows: Rows, text: str, removal: Removal) -> tuple[Rows, str]:
    """The tables and the page's text without what is removed; the rows given are not changed."""
    removal = with_quotes(removal, rows)
    page = list(removal.hide(text))
    for row in rows["evidence"]:
        if _is_removed(row, removal):
            page[row["start"] : row["end"]] = _barred(text[row["start"] : row["end"]])
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
    if row.get("difference") and (made["old"], made["new"]) != (row["old"], row["new"]):
        made["difference"] = difference(made["old"] or "", made["new"] or "") or None  # it cuts names in two
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
