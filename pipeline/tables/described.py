"""What is said of tables, columns and licences besides their one definition: in Dutch, and by an example."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.tables.table import Column, Table

FILE = Path(__file__).with_name("described.toml")


@dataclass(frozen=True, slots=True)
class Described:
    """A column: its description in Dutch, and an example of a value, as in CSV."""

    nl: str
    example: str


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def in_dutch(table: Table) -> tuple[str, str]:
    """The title and the description of a table in Dutch."""
    return _all()[table.name]["title"], _all()[table.name]["description"]


def licence_in_dutch(licence: Mapping[str, str]) -> str:
    """What is said in Dutch of a licence of the data package."""
    said: str = _all()["licences"][licence["name"]]
    return said


def described(table: Table, column: Column) -> Described:
    """What is said of a column of a table."""
    own: dict[str, Any] = _all()[table.name].get("columns", {})
    return Described(**own.get(column.name) or _all()["columns"][column.name])
