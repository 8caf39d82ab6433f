"""Takes personal data out of the tables and of the text they point into; every offset still holds.

What is removed from a text becomes as many black bars as it had characters. In a column of its own it becomes null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import quote

from pipeline.privacy.contact_rest import contact_like, contact_lines, lines_of, rest
from pipeline.privacy.limits import SHORTEST_NAME
from pipeline.privacy.name_patterns import NO_MATCH, joined_pattern, longest
from pipeline.privacy.people import LETTERS, WORDS, Known, People
from pipeline.privacy.reaches import addresses_in, covered, numbers_in, profiles_in, without_addresses
from pipeline.records import Span
from pipeline.tables.schema import OF_TEXTS, Row, Rows
from pipeline.text.difference import difference
from pipeline.text.fragment import FRAGMENT, Fragments
from pipeline.text.normalise import fold

BAR = "█"
# The columns that hold one value of the person; their evidence goes with the value.
PERSONAL = {
    ("contacts", "label"),
    ("contacts", "name"),
    ("contacts", "email"),
    ("contacts", "phone"),
    ("projects", "leaders"),
    ("projects", "emails"),
    ("projects", "phones"),
}
# The columns that hold contact lines, or parts of them: what was not understood goes as well.
OF_CONTACT_LINES = {("entries", "contact_line"), ("contacts", "function"), ("projects", "functions")}
BAR_IN_URL = quote(BAR)


@dataclass(frozen=True)
class Removal:
    """What is to be removed.

    People, whatever the form of their names; e-mail addresses and telephone numbers in their plain form, however they
    are written; labels, where a colon follows or nothing else is there; and the quotes in which all these are on the
    page. From `everyone`: what is not understood of contact lines, and handles, go as well.
    """

    people: People
    addresses: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()
    everyone: bool = False

    @cached_property
    def values(self) -> frozenset[str]:
        """The values of cells that become null."""
        return self.people.names | self.addresses | self.phones | self.labels

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches all but names as it is listed, whatever its case and white space."""
        loose = self.addresses | self.phones | self.quotes
        labels = [_spaced(label) for label in longest(self.labels)]
        forms = [form for label in labels for form in (rf"(?<!\w){label}(?=\s*:)", rf"\A{label}\Z")]
        anywhere = joined_pattern(map(_spaced, longest(loose)))
        found = "|".join([*forms, *([rf"(?<![^\W_])(?:{anywhere})(?![^\W_])"] if anywhere else [])])
        return re.compile(found, re.IGNORECASE) if found else NO_MATCH

    @cached_property
    def hidden(self) -> dict[tuple[str, bool], str]:
        """What was hidden already: a text of the page is in a score of cells."""
        return {}

    def hide(self, text: str, is_contact: bool = False) -> str:
        """The text with black bars; its length does not change. An address goes as a whole, or not at all."""
        if (text, is_contact) not in self.hidden:
            hidden = list(text)
            for start, end in self.spans(text, is_contact):
                hidden[start:end] = barred(text[start:end])
            self.hidden[text, is_contact] = "".join(hidden)
        return self.hidden[text, is_contact]

    def spans(self, text: str, is_contact: bool = False) -> list[Span]:
        """Where in a text something is to be removed, in no order; each line of a contact line `is_contact`."""
        addresses = addresses_in(text)
        reaches = [*addresses, *numbers_in(text)]
        stay = [(start, end) for plain, start, end in reaches if not self._goes(plain)]
        found = [(start, end) for plain, start, end in reaches if self._goes(plain)]
        listed = [match.span() for match in self.pattern.finditer(text)] + self.people.spans(text)
        listed += [
            span for span in profiles_in(text, addresses) if self.everyone or self.people.names_in(text[slice(*span)])
        ]
        staying = covered(text, stay)
        found += [span for span in listed if staying.find(1, *span) < 0]
        return [*found, *self._rests(text, [*found, *stay], is_contact)]

    def _goes(self, plain: str) -> bool:
        return plain in self.addresses or plain in self.phones

    def _rests(self, text: str, taken: list[Span], is_contact: bool) -> Iterator[Span]:
        """What is not understood of the lines that are contact lines, or like one."""
        known = self.people.known
        if not self.everyone or known is None:
            return
        left = list(text)
        for start, end in taken:
            left[start:end] = " " * (end - start)
        for start, end in lines_of(text) if is_contact else contact_like(text, known):
            yield from ((start + a, start + b) for a, b in rest("".join(left[start:end]), known))


def barred(text: str) -> str:
    """As many black bars as a text has characters, and its blanks."""
    return re.sub(r"\S", BAR, text)


def _spaced(text: str) -> str:
    """A pattern for a text whose words may be apart by any white space."""
    return r"\s+".join(map(re.escape, text.split()))


# Finding


def parts_of_names(names: Iterable[str], rows: Rows, text: str, known: Known) -> set[str]:
    """Parts of names that may be alone on the page: "Jansen" where "de heer Jansen" is written.

    A part that the page also writes in lower case ("Dam", "dam") cannot be told from a word, and stays, unless it is of
    somebody's in the contacts and no word that is known: "vraag het jansen". So does one that belongs to somebody
    else's name too, or to the name of a municipality.
    """
    wanted = set(names)
    reached = {row["name"] for row in rows["contacts"] if row["name"]}
    others = reached - wanted
    others |= {row["municipality"] for name in ("projects", "mentions") for row in rows.get(name, [])} - {None}
    pattern = joined_pattern(map(re.escape, longest(wanted | others))) or NO_MATCH.pattern
    standing = set(LETTERS.findall(re.sub(pattern, " ", without_addresses(whole(rows, text)), flags=re.IGNORECASE)))
    kept = {part.lower() for name in others for part in LETTERS.findall(name)}
    surely = {part for part in parts(wanted & reached) if part not in known.listed and fold(part) not in WORDS}
    return {
        part for part in parts(wanted) if part.lower() not in kept and (part in surely or part.lower() not in standing)
    }


def parts(names: Iterable[str]) -> set[str]:
    """The parts of names that may name somebody alone: those with a capital that are no initials."""
    found = {part for name in names for part in LETTERS.findall(name)}
    return {part for part in found if len(part) >= SHORTEST_NAME and part[0].isupper()}


def whole(rows: Rows, text: str) -> str:
    """The page's text, and the texts of the captures before it."""
    changes = (row for row in rows.get("changes", []) if row["change"] in OF_TEXTS)
    former = (row[side] for row in changes for side in ("old", "new"))
    return "\n".join([text, *filter(None, former)])


# Removing


def with_quotes(removal: Removal, rows: Rows) -> Removal:
    """The removal together with what is on the page for its values: "naam (at) gemeente.nl" for an address."""
    quotes = {row["quote"] for row in rows["evidence"] if _is_removed(row, removal)}
    return replace(removal, quotes=removal.quotes | (quotes - removal.labels - removal.people.names))


def redact(rows: Rows, text: str, removal: Removal) -> tuple[Rows, str]:
    """The tables and the page's text without what is removed; the rows given are not changed."""
    removal = with_quotes(removal, rows)
    page = list(removal.hide(text))
    for row in rows["evidence"]:
        if _is_removed(row, removal):
            page[row["start"] : row["end"]] = barred(text[row["start"] : row["end"]])
    for start, end in contact_lines(rows):
        hidden = removal.hide(text[start:end], is_contact=True)
        page[start:end] = [BAR if BAR in pair else pair[0] for pair in zip(page[start:end], hidden, strict=True)]
    shown = "".join(page)
    made = {
        name: [_row(name, row, removal, shown) for row in _kept(name, table, removal)] for name, table in rows.items()
    }
    return {**made, "evidence": _led(made["evidence"], shown)}, shown


def _led(evidence: list[Row], shown: str) -> list[Row]:
    """The evidence with addresses that repeat only what is shown, of a quote and of the words around it."""
    if not evidence:
        return evidence
    page = evidence[0]["url"]
    fragments = Fragments(shown, page)
    urls = (fragments.url(row["start"], row["end"]) for row in evidence)
    return [row | {"url": page if BAR_IN_URL in url else url} for row, url in zip(evidence, urls, strict=True)]


def _is_removed(row: Row, removal: Removal) -> bool:
    """Whether a row of evidence is that of a removed value."""
    return (row["table"], row["column"]) in PERSONAL and row["value"] in removal.values


def _kept(name: str, table: list[Row], removal: Removal) -> Iterator[Row]:
    return (row for row in table if name != "evidence" or not _is_removed(row, removal))


def _row(name: str, row: Row, removal: Removal, page: str) -> Row:
    if name == "evidence":
        row = row | {"url": row["url"].partition(FRAGMENT)[0]}  # what it leads to is told anew, of the page as shown
    made = {column: _cell((name, column), value, removal) for column, value in row.items()}
    if "quote" in row:
        made["quote"] = page[row["start"] : row["end"]]
    if name == "evidence":
        made["value"] = _cell((row["table"], row["column"]), row["value"], removal)
    if row.get("difference") and (made["old"], made["new"]) != (row["old"], row["new"]):
        made["difference"] = difference(made["old"] or "", made["new"] or "") or None  # it cuts names in two
    return made


def _cell(column: tuple[str, str], value: Any, removal: Removal) -> Any:
    if isinstance(value, list):
        kept = [item for item in value if column not in PERSONAL or item not in removal.values]
        return [removal.hide(item, column in OF_CONTACT_LINES) for item in kept] or None
    if not isinstance(value, str):
        return value
    if column in PERSONAL and value in removal.values:
        return None
    return removal.hide(value, column in OF_CONTACT_LINES)


def each_text(rows: Rows, text: str) -> list[str]:
    """The page's text and every other text of the cells, each once; not addresses of evidence, which repeat its quote.

    In the order of the tables.
    """
    cells = (
        value
        for name, table in rows.items()
        for row in table
        for column, value in row.items()
        if (name, column) != ("evidence", "url")
    )
    items = (item for value in cells for item in (value if isinstance(value, list) else (value,)))
    return [*dict.fromkeys([text, *(item for item in items if isinstance(item, str))])]


def strings(rows: Rows) -> Iterator[tuple[str, str]]:
    """Every text of every cell, with the table, row and column where it is."""
    for name, table in rows.items():
        for number, row in enumerate(table, start=1):
            for column, value in row.items():
                for item in value if isinstance(value, list) else [value]:
                    if isinstance(item, str):
                        yield f"{name} row {number}, {column}", item
