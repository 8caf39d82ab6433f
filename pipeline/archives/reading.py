"""One page of an archive to rows: the one page by its own definition, any other by the generic one."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from pipeline.archives.limits import LEAST_SCORE
from pipeline.archives.score import has_enough, page_score
from pipeline.dedupe.projects import recognise
from pipeline.definition.source import Source
from pipeline.definition.themes import theme_named
from pipeline.gazetteer.gazetteer import Reference
from pipeline.parse import parse
from pipeline.records import Page, Refusal
from pipeline.tables.rows import make_rows
from pipeline.tables.schema import Row, Rows
from pipeline.text.normalise import fold

BY_OWN, BY_GENERIC, BY_NONE = "page", "generic", "none"  # by which definition a page was read
TABLES_OF_PAGE = ("entries", "contacts", "evidence")
WITH_EVIDENCE = frozenset(TABLES_OF_PAGE[:2])  # the tables of which evidence is kept


class FoundPage(Struct):
    """What a page is: a row of the table of pages, as far as reading tells, and the rows of the others."""

    page: Row
    rows: Rows


def read(
    data: bytes,
    at_home: bool,
    media_type: str | None,
    charset: str | None,
    source: Source,
    any_page: Source,
    reference: Reference,
) -> FoundPage:
    """What a page holds, whatever page it is; a pure function of its bytes and the definitions.

    `at_home`: whether its address is that of the one page. Where the score is too low for one of the kind, there are
    no rows but that of the page.
    """
    likely = at_home or source.page["heading"].encode() in data
    try:
        records = parse(data, source if likely else any_page, reference, media_type, charset)
        is_the_page = at_home or _is_the_page(records.page, source)
        used = source if is_the_page else any_page
        if is_the_page != likely:
            records = parse(data, used, reference, media_type, charset)
    except Refusal as refusal:
        return FoundPage({"outcome": "refused", "why": str(refusal), "definition": BY_NONE, "score": 0.0}, {})
    known = {"definition": BY_OWN if is_the_page else BY_GENERIC, "encoding": records.page.encoding}
    rows = make_rows(records, recognise(records.entries), reference, linked=False) if has_enough(records) else {}
    points = page_score(records, rows, used) if rows else 0.0
    if points < LEAST_SCORE:
        return FoundPage({**known, "outcome": "another", "score": points}, {})
    page = {**known, "outcome": "read", "score": points, **_counts(rows)}
    return FoundPage(page, {table: _kept(rows[table], table) for table in TABLES_OF_PAGE})


def _is_the_page(page: Page, source: Source) -> bool:
    """Whether it has the heading of the one page, or headings of at least two of its themes."""
    heading, themes = fold(source.page["heading"]), set[str]()
    for line in page.lines:
        if fold(line.text).strip(" .:") == heading:
            return True
        themes |= {theme_named(line.text, source) or ""} - {""}
    return len(themes) > 1


def _counts(rows: Rows) -> dict[str, Any]:
    municipalities = {row["municipality"] for row in rows["entries"]} - {None}
    return {**{name: len(rows[name]) for name in ("entries", "contacts")}, "municipalities": len(municipalities)}


def _kept(rows: list[Row], table: str) -> list[Row]:
    return [row for row in rows if table != "evidence" or row["table"] in WITH_EVIDENCE]
