"""What changed, in words: for the terminal, the report, the feed and whoever commits a refresh."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipeline.tables.schema import OF_CONTACTS, Row, Rows
from pipeline.text.normalise import counted

WENT = re.compile(r"\[-(.*?)-\]", re.DOTALL)
CAME = re.compile(r"\{\+(.*?)\+\}", re.DOTALL)
# What is said of changes that are about several things at once, by how many.
OF_SEVERAL = {"order": "{} at another place", "typography": "quotes, dashes or blanks in {}, and nothing else there"}
NO_VALUE = "–"  # in the place of a value that is not there


def newest(rows: Rows) -> dict[str, Any]:
    """What changed with the newest capture: `since`, the one before it, or None; the `capture`; and its `changes`."""
    *_, before, now = [None, *rows["snapshots"]]
    changes = [row for row in rows["changes"] if row["snapshot_id"] == now["snapshot_id"]]
    return {"since": before, "capture": now, "changes": changes}


def block(rows: Rows) -> list[str]:
    """The lines that say what changed with the newest capture; none where nothing did."""
    found = newest(rows)
    if not found["changes"]:
        return []
    return [f"Changed since {found['since']['snapshot_id']}", *(f"  {line}" for line in sentences(found["changes"]))]


def sentences(changes: Sequence[Row], personal: bool = True) -> Iterator[str]:
    """A line for each row of `changes`; without what is `personal`, of contacts only that they are others."""
    for row in changes:
        values = what(row) if personal or row["change"] not in OF_CONTACTS else ""
        yield ": ".join(filter(None, (name(row), where(row), values)))


def name(row: Row) -> str:
    """The name of a change, as words."""
    return str(row["change"]).replace("_", " ")


def where(row: Row, say: Callable[[str], str] = str) -> str:
    """What a change is about, as readers know it: municipality and title; a value that changed is not repeated.

    `say` gives the words "note", "theme" and "under" in the language of the readers.
    """
    if row["level"] == "note":
        return f"{say('note')} {row['note_id'].removeprefix('note-')}"
    names = {"municipality": row["municipality"], "retitled": row["title"]}
    names.pop("municipality" if row["change"] == "merged" else row["change"], None)
    under = f"{say('under')} {row['theme_id']}" if row["level"] == "entry" else None
    level = say("theme") if row["level"] == "theme" else None
    return ": ".join(filter(None, (level, *names.values(), under)))


def parts_of(row: Row) -> list[str]:
    """The identifiers of entries, notes and themes that a change is about where it is about several at once."""
    return str(row["new"]).split("; ") if row["change"] in OF_SEVERAL else []


def what(row: Row) -> str:
    """The value before and after; of texts how many words changed, and of places and typography of how many."""
    if row["difference"]:
        went, came = (sum(len(words.split()) for words in sign.findall(row["difference"])) for sign in (WENT, CAME))
        return f"{counted(went, 'word')} went, {came} came"
    if parts := parts_of(row):
        return OF_SEVERAL[row["change"]].format(counted(len(parts), "part"))
    if row["change"] in ("came", "went") or row["old"] == row["new"]:  # the public edition goes without either
        return ""
    return f"{row['old'] or NO_VALUE} → {row['new'] or NO_VALUE}"
