"""What the checks ask a reader to look at, with the rows that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.tables.schema import Row, Rows

# Row identifiers hold no blank: "…/goes/veilige-raad#1 and …/oss/bestuur#2; …".
TOKEN = re.compile(r"[^\s,;()]+")
MOST_NAMED = 3  # rows in the one line of a doubt; the others are counted


@dataclass(frozen=True, slots=True)
class Subject:
    """A row that a check names: its project, what is shown of it, and its address if it is a contact."""

    project_id: str
    shown: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A check that does not hold, with the first rows it names, how many others there are, and their addresses."""

    row: Row
    subjects: tuple[Subject, ...]
    others: int
    addresses: tuple[str, ...]


def points_to_look_at(rows: Rows) -> list[Doubt]:
    """The checks that do not hold."""
    known = dict(_subjects(rows))
    return [_doubt(row, known) for row in rows["checks"] if not row["passed"]]


def _doubt(row: Row, known: dict[str, Subject]) -> Doubt:
    tokens = TOKEN.findall(row["detail"] or "")
    named = list(dict.fromkeys(known[name] for token in tokens if (name := token.rstrip(":")) in known))
    first = named[:MOST_NAMED]
    addresses = dict.fromkeys(subject.address for subject in first if subject.address)
    return Doubt(row, tuple(first), len(named) - len(first), tuple(addresses))


def _subjects(rows: Rows) -> Iterator[tuple[str, Subject]]:
    """Every row that a check may name, by its identifier."""
    for row in rows["projects"]:
        yield row["project_id"], Subject(row["project_id"], row["municipality"] or row["project_id"], None)
    for row in rows["entries"]:
        yield row["entry_id"], Subject(row["project_id"], row["municipality"] or row["entry_id"], None)
    for row in rows["contacts"]:
        who, place = row["name"] or row["function"], row["municipality"]
        shown = f"{who} ({place})" if who and place else who or place or row["contact_id"]
        yield row["contact_id"], Subject(row["project_id"], shown, row["email"])
