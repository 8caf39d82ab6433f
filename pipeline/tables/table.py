"""What is said of a table and of a column, whichever it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `type` is string, integer, number, boolean, datetime (in UTC) or list (of strings).

    A datetime is a text in a row, and in CSV: 2021-10-01T08:00:00Z.
    """

    name: str
    type: str
    description: str
    required: bool = False
    unique: bool = False
    minimum: float | None = None
    maximum: float | None = None
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    leads: bool = False  # whether a value is an address, of a page or for e-mail


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `keys` maps a column to the table and column it refers to."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    keys: tuple[tuple[str, str, str], ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]
