"""What people decided about the page, read from `corrections.toml`: cells that they corrected, doubts that are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.definition.form import flaws, toml_in
from pipeline.records import Refusal
from pipeline.text.normalise import clean

CORRECTIONS = "corrections.toml"
# The columns that can be corrected; every other cell follows from these, or says how the page was read.
COLUMNS = {
    "themes": ("theme", "aim_title", "aim"),
    "entries": ("theme_id", "municipality", "title", "text", "contact_line", "project_id"),
    "contacts": ("label", "name", "function", "email", "phone"),
    "notes": ("text",),
}
# The tables of which a row can be taken out that the page does not have: a project that is none.
REMOVABLE = ("entries", "contacts", "notes")
# These have a value in every row.
NEVER_EMPTY = {("themes", "theme"), ("entries", "project_id"), ("notes", "text")}
OF_LINES = {"text", "aim", "contact_line"}  # may have several
HIDDEN = "█"  # in a quote for a character of somebody who is left out of the tables


@dataclass(frozen=True)
class Correction:
    """The value of one cell, or that a row is none, as a person decided it; see `corrections.toml` for the fields."""

    table: str
    row: str
    column: str
    value: str
    quote: str
    reason: str
    by: str
    on: date
    check: str
    page: str
    remove: bool = False  # the row: it has no column and no value
    number: int = 0  # on the list, from 1

    @property
    def named(self) -> str:
        """Which one it is, for messages: nothing of its value."""
        what = "removed" if self.remove else self.column
        return f"correction {self.number} of {CORRECTIONS}, {self.table} {self.row} {what}"


@dataclass(frozen=True)
class Accepted:
    """A doubt that is none, as a person decided it; see `corrections.toml` for what each field means."""

    check: str
    row: str
    quote: str
    reason: str
    by: str
    on: date


@dataclass(frozen=True)
class Decisions:
    """All that people decided about a page, in the order of the list."""

    corrections: tuple[Correction, ...] = ()
    accepted: tuple[Accepted, ...] = ()


NOTHING_DECIDED = Decisions()
DECIDED = {"check": str, "row": str, "quote": str, "reason": str, "by": str, "on": date}
FORM_OF_DECISIONS: dict[Any, Any] = {
    "corrections": [{**DECIDED, "table": str, "column": str, "value": str, "page": str, "remove": bool}],
    "accepted": [DECIDED],
}
DEFAULTS = {"check": "", "page": "", "remove": False}  # of a correction
NO_CELL = {"column": "", "value": ""}  # of one that removes a row
MAY_BE_EMPTY: dict[str, set[str]] = {"corrections": {"value", "column", *DEFAULTS}, "accepted": set()}


def load_decisions(path: Path) -> Decisions:
    """The list at `path`; where there is no file, nobody decided anything.

    Raises:
        Refusal: it is no such list; the message says which entry is not as it must be, and what was expected.
        OSError: it cannot be read.
    """
    if not path.exists():
        return NOTHING_DECIDED
    try:
        data = {"corrections": [], "accepted": [], **toml_in(path)}
        if isinstance(data["corrections"], list):
            data["corrections"] = [_whole(one) if isinstance(one, dict) else one for one in data["corrections"]]
        flaw = next(flaws(data, FORM_OF_DECISIONS, path.name), None) or next(_flaws_of_entries(data), None)
    except ValueError as error:
        flaw = f"expected TOML in UTF-8, found that {error}"
    if flaw:
        raise Refusal(
            f"{path}: {flaw}. Correct that entry as the head of the file says, or take it off the list; "
            f"'git checkout -- {path}' restores the file."
        )
    return Decisions(
        tuple(
            Correction(**one | {"value": _cleaned(one["value"])}, number=n)
            for n, one in enumerate(data["corrections"], start=1)
        ),
        tuple(Accepted(**one) for one in data["accepted"]),
    )


def _whole(one: dict[str, Any]) -> dict[str, Any]:
    """A correction with what may be left out of it."""
    return DEFAULTS | (NO_CELL if one.get("remove") is True else {}) | one


def _cleaned(value: str) -> str:
    """A value as texts are in the tables: lines without what is invisible, and none of them empty."""
    return "\n".join(filter(None, map(clean, value.split("\n"))))


def named_otherwise(decisions: Decisions, names: Mapping[str, str]) -> Decisions:
    """The decisions with other names for some entries and projects, which `names` gives by those that they have."""

    def named(one: Correction) -> Correction:
        row, sign, number = one.row.partition("#")
        value = names.get(one.value, one.value) if one.column == "project_id" else one.value
        return replace(one, row=names.get(row, row) + sign + number, value=value)

    return replace(decisions, corrections=tuple(map(named, decisions.corrections)))


def pattern(quote: str) -> re.Pattern[str]:
    """Matches a quote, whatever the hidden characters in it are."""
    return re.compile(re.escape(quote.strip()).replace(HIDDEN, r"\S"))


def _flaws_of_entries(data: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    """What of the entries of a list is of the right form, but is nothing that can be done."""
    for kind, entries in data.items():
        for number, entry in enumerate(entries, start=1):
            empty = {name for name, value in entry.items() if isinstance(value, str) and not value.strip()}
            if missing := sorted(empty - MAY_BE_EMPTY[kind]):
                where = f"number {number} of '{kind}' in {CORRECTIONS}"
                yield f"expected a text for '{missing[0]}' in {where}, found it empty"
    cells = Counter(map(_cell, data["corrections"]))
    for number, one in enumerate(data["corrections"], start=1):
        where = f"number {number} of 'corrections' in {CORRECTIONS}"
        table, column = one["table"], one["column"]
        if one["remove"]:
            if table not in REMOVABLE or column or one["value"]:
                yield f"expected a row of {', '.join(REMOVABLE)} and no column or value to remove in {where}"
        elif column not in COLUMNS.get(table, ()):
            yield f"expected a cell that can be corrected in {where}, found {table}.{column}: {_possible(table)}"
        if not one["value"].strip() and (table, column) in NEVER_EMPTY:
            yield f"expected a value in {where}, found it empty: every row has a {column}"
        if HIDDEN in one["value"]:
            yield f"expected a value in {where}, found one that hides who is left out of the tables"
        if "\n" in _cleaned(one["value"]) and column not in OF_LINES:
            yield f"expected one line for 'value' in {where}, found more: a {column} has one"
        if cells[_cell(one)] > 1:
            yield f"expected one correction of a cell, found another for that of {where}"


def _cell(one: dict[str, Any]) -> tuple[str, ...]:
    return one["table"], one["row"], one["column"], one["page"]


def _possible(table: str) -> str:
    """What can be corrected instead, in words."""
    if table == "projects":
        return "a project has what its entries and contacts have, so correct those"
    if table in COLUMNS:
        return f"of {table} it may be {', '.join(COLUMNS[table])}"
    return f"it may be of the tables {', '.join(COLUMNS)}"
