"""How much a page is one of the kind: by how certain its reading is, by its checks, and by its counts."""

from __future__ import annotations

from pipeline.archives.limits import FEWEST_WHOLE
from pipeline.check.checks import no_page_of_the_kind
from pipeline.check.limits import LEAST_CERTAIN
from pipeline.definition.source import Source
from pipeline.records import Entry, Records
from pipeline.tables.schema import Rows


def has_enough(records: Records) -> bool:
    """Whether a page has as many whole entries as one of the kind has; most others have not."""
    return _whole(records) >= FEWEST_WHOLE


def page_score(records: Records, rows: Rows, source: Source) -> float:
    """0 to 1: the mean of the shares of the page's entries that are whole, and of which the title is certain.

    0 where a check refuses the page, as that of a count.
    """
    if no_page_of_the_kind(records, rows, source):
        return 0.0
    return round((_whole(records) / len(records.entries) + _certain(rows)) / 2, 4)


def _whole(records: Records) -> int:
    return sum(map(_is_whole, records.entries))


def _is_whole(entry: Entry) -> bool:
    """Whether it has all that a project has: municipality, title, text, and somebody to ask."""
    return bool(entry.municipality and entry.title and entry.text and entry.contacts)


def _certain(rows: Rows) -> float:
    """The share of the entries of which the first line is certain to be that."""
    margins: dict[int, int] = {row["start"]: row["margin"] for row in rows["lines"]}
    certain = sum(margins[row["start"]] >= LEAST_CERTAIN for row in rows["entries"])
    return certain / len(rows["entries"])
