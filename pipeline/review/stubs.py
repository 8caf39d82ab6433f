"""Entries for `corrections.toml`, ready to be pasted: a finding as accepted, or a cell to correct."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from pipeline.check.outcomes import Finding, LineRange, Places
from pipeline.definition.corrections import COLUMNS
from pipeline.records import Page
from pipeline.tables.schema import Rows

RIGHT = "looked at, is right"
WRONG = "looked at, is wrong"
VERBATIM = "contact_line"  # what is wrong in it is corrected in the contacts
# The column that some checks are about, whatever else comes from the lines.
ABOUT = {
    "titles_of_a_project": "project_id", "entry_has_title": "title", "entry_has_municipality": "municipality",
    "municipality_known": "municipality", "entry_has_theme": "theme_id", "entry_has_text": "text",
    "entry_has_contact": "name", "last_line_is_text": "name", "address_outside_contact": "email",
    "text_of_one_project": "text", "text_after_contact": "text", "line_of_one_text": "text",
    "lines_end_sentences": "text",
}  # fmt: skip
# Cells that are often empty by mistake.
MAY_LACK = {"entries": ("theme_id", "municipality", "title", "text"), "contacts": ("name", "email")}
# Columns that are likely wrong in a line from which several cells come, the likeliest first.
LIKELY = ("title", "name", "text", "municipality", "theme")


@dataclass(frozen=True)
class Cell:
    """A cell that may have to be corrected, with its value and the quote for it."""

    table: str
    row: str
    column: str
    value: str
    quote: str

    def differing(self, other: Cell) -> str:
        """What an entry has for this cell and not for another, on one line."""
        fields = {name: value for name, value in asdict(self).items() if value != getattr(other, name)}
        return ", ".join(in_toml({"column": self.column, "value": self.value} | fields))


@dataclass(frozen=True)
class Stubs:
    """What entries are made from: a page with its tables, in both of which those who are left out are hidden."""

    page: Page
    text: str
    rows: Rows
    by: str
    on: date

    def accepted(self, check: str, row: str, quote: str) -> str:
        """The entry for what is right as it was read."""
        return self._entry("accepted", {"check": check, "row": row, "quote": quote, "reason": RIGHT})

    def correction(self, check: str, rows: Sequence[str], finding: Finding) -> str | None:
        """The entry for a cell that comes from the lines of a finding, in the row of each, with its value as it is.

        The other cells of these lines, and what is empty in their rows, are in comments. None where there is no cell.
        """
        lines = zip(rows, finding.lines, strict=False)  # about no lines, it is of the page
        found = (cell for each in lines for cell in self._cells(check, *each))
        cells = sorted(found, key=lambda cell: (cell.column != ABOUT.get(check), not cell.value, rank(cell.column)))
        if not cells:
            return None
        first, *others = cells
        values = {"table": first.table, "row": first.row, "column": first.column, "value": first.value}
        stub = self._entry("corrections", {**values, "quote": first.quote, "reason": WRONG, "check": check})
        return "\n".join([stub, *(f"# or: {other.differing(first)}" for other in others)])

    def quoted(self, lines: tuple[LineRange, ...]) -> str:
        """What is in some lines of the page."""
        found = (line for first, end in lines for line in self.page.lines[first:end])
        return "\n".join(self.text[line.start : line.end] for line in found)

    def _entry(self, kind: str, values: Mapping[str, str]) -> str:
        """A table of TOML."""
        return "\n".join([f"[[{kind}]]", *in_toml({**values, "by": self.by}), f"on = {self.on.isoformat()}"])

    def _cells(self, check: str, row: str, first: LineRange) -> Iterator[Cell]:
        """Each cell of a row that may have to be corrected because of some lines."""
        places = Places(self.page, self.rows)
        if ABOUT.get(check) == "project_id":
            yield Cell("entries", row, "project_id", row.partition("/")[2], self.quoted((first,)))
            return
        for proof in self.rows["evidence"]:
            table, key, column = proof["table"], proof["row_id"], proof["column"]
            lines = _both(places.lines(proof), first)
            if lines and column != VERBATIM and column in COLUMNS.get(table, ()) and key.partition("#")[0] == row:
                yield Cell(table, key, column, proof["value"], self.quoted((lines,)))
        yield from self._empty(row, first, places)

    def _empty(self, row: str, lines: LineRange, places: Places) -> Iterator[Cell]:
        """The empty cells of an entry, and of its contacts in the lines; where there are none, of one more contact."""
        quote = self.quoted((lines,))
        for each in (entry for entry in self.rows["entries"] if entry["entry_id"] == row):
            yield from (Cell("entries", row, column, "", quote) for column in MAY_LACK["entries"] if not each[column])
            contacts = [contact for contact in self.rows["contacts"] if contact["entry_id"] == row]
            beside = [contact for contact in contacts if _both(places.lines(contact), lines)]
            for contact in beside or [{"contact_id": f"{row}#{len(contacts) + 1}"}]:
                empty = (column for column in MAY_LACK["contacts"] if not contact.get(column))
                yield from (Cell("contacts", contact["contact_id"], column, "", quote) for column in empty)


def rank(column: str) -> int:
    """Which column is more likely to be wrong in a line than others that come from it; those come after."""
    return LIKELY.index(column) if column in LIKELY else len(LIKELY)


def in_toml(values: Mapping[str, str]) -> list[str]:
    """Names and values of TOML, a line each; its strings are written as those of JSON."""
    return [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]


def _both(one: LineRange, other: LineRange) -> LineRange | None:
    """The lines that are among both."""
    first, end = max(one[0], other[0]), min(one[1], other[1])
    return (first, end) if first < end else None
