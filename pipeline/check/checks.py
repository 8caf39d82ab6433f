"""What must hold before anything is written, and what a reader should know.

An error makes the tables wrong, or the page another page: it refuses the build. Everything else is a warning or for
information. Details name rows and lines, never people or addresses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from pipeline.check.addresses import check_addresses
from pipeline.check.doubts import doubts
from pipeline.check.integrity import consistency, integrity, values_fit
from pipeline.check.limits import LEAST_CERTAIN
from pipeline.check.outcomes import NO_EXCEPTION, Check, Finding, Places, errors_first, exceptions, plain
from pipeline.check.settled import Settled
from pipeline.check.texts import texts
from pipeline.check.titles import titles
from pipeline.contacts.addresses import find_emails
from pipeline.contacts.contact_line import UNKNOWN_LABEL
from pipeline.contacts.looks import like_contact
from pipeline.contacts.tokens import tokens
from pipeline.definition.limits import LEAST_OF_CLAIM
from pipeline.definition.source import Source
from pipeline.gazetteer.gazetteer import Reference
from pipeline.records import Block, Part, Records
from pipeline.tables.rows import is_formula
from pipeline.tables.schema import Row, Rows
from pipeline.text.normalise import letters_only, shown

# "- Een draaiboek", "- 06-12345678": an item of a list is no formula; what runs a program needs one of the signs.
LIST_ITEM = re.compile(r"- \w[^|=]*")

# What reading and extracting remark on; a check of each name is in the table even where nothing was remarked.
REMARKED = {
    "municipality_known": "every municipality is in the reference table",
    "contact_label_known": "every label of a contact line is in the vocabulary",
    "contact_line_read": "contact lines hold names, titles, addresses and numbers only",
    "names_certain": "each name in a contact line is a whole one, and no job title is like one",
    "contacts_current": "nobody in a contact line is a contact no more, or has an end",
    "nothing_struck": "nothing on the page is struck out",
    "link_address": "links write to the address that they show",
    "contact_link": "each link in a contact line gives an address",
    "hidden_address": "each link by which a script writes to somebody gives an address",
    "hidden_text": "no text that is hidden, and that nothing opens, holds a contact",
    "blanks_certain": "no line of a wrapped text that ends with a stroke or a bracket",
    "paragraphs_apart": "an empty line after each paragraph of a wrapped text",
    "items_marked": "each item of a printed text with its marker",
    "template_leftover": "no text holds the name of a field instead of its value",
}


def check(records: Records, rows: Rows, source: Source, reference: Reference) -> list[Row]:
    """The rows of the table `checks`, errors first; what people looked at and settled is passed."""
    settled = Settled(records, rows, source.decisions)
    return errors_first(settled.without(each).row for each in examine(records, rows, source, reference))


def examine(records: Records, rows: Rows, source: Source, reference: Reference) -> list[Check]:
    """All checks with all that each found, whether or not somebody settled it."""
    places = Places(records.page, rows)
    return [
        *integrity(records, rows),
        *_ranges(rows, source),
        *_claim(records, rows, places),
        *_complete(rows, places),
        *_themes(rows, source),
        *check_addresses(rows, places),
        *_overlooked(records, source),
        *titles(rows, places),
        *texts(records.page, rows, places),
        *doubts(records, rows, source, reference, places, LEAST_CERTAIN),
        _formulas(rows),
        *_remarks(records),
    ]


def refused(checks: Iterable[Row]) -> list[Row]:
    """The checks for which the tables are refused."""
    return [row for row in checks if row["level"] == "error" and not row["passed"]]


def no_page_of_the_kind(records: Records, rows: Rows, source: Source) -> list[Row]:
    """The checks for which rows are no tables of any such page: keys, offsets, lost text, values, and counts.

    Only values that such a page is asked for are looked at: that takes a tenth of the time of all checks.
    """
    values = values_fit({name: rows[name] for name in ("projects", "entries", "contacts")})
    return refused(each.row for each in (*consistency(records, rows), values, *_ranges(rows, source)))


# The page's own claims


def _ranges(rows: Rows, source: Source) -> Iterator[Check]:
    """The page is this page only if it holds about as much."""
    counts = {name: len(rows[name]) for name in ("themes", "entries", "projects", "contacts")}
    counts["municipalities"] = len(_municipalities(rows))
    for name, (least, most) in source.ranges.items():
        yield plain(f"count_{name}", "error", least <= counts[name] <= most, f"{least} to {most}", counts[name])


def _municipalities(rows: Rows) -> set[str]:
    return {row["municipality"] for row in rows["projects"] if row["municipality"]}


def _claim(records: Records, rows: Rows, places: Places) -> Iterator[Check]:
    found = len(_municipalities(rows))
    claimed = records.claimed
    if claimed is None:
        yield plain(
            "municipalities_claimed",
            "warning",
            False,
            "a number in the introduction",
            "none",
            f"{found} municipalities found",
        )
        return
    number = int(claimed.value)
    where = f"claim at character {claimed.start} of page.txt"
    enough = f"at least {LEAST_OF_CLAIM:.0%} of {number}"
    yield plain("municipalities_claimed_mostly", "error", found >= LEAST_OF_CLAIM * number, enough, found, where)
    line = places.line(claimed.start)
    yield plain("municipalities_claimed", "warning", found == number, number, found, where, line)


# Completeness


def _complete(rows: Rows, places: Places) -> Iterator[Check]:
    reached = {row["entry_id"] for row in rows["contacts"]}
    for name, column in (("title", "title"), ("municipality", "municipality"), ("theme", "theme_id"), ("text", "text")):
        yield exceptions(
            f"entry_has_{name}",
            "warning",
            f"each entry has a {name}",
            (Finding(row["entry_id"], (places.line(row["start"]),)) for row in rows["entries"] if not row[column]),
        )
    yield exceptions(
        "entry_has_contact",
        "warning",
        "each entry has a contact",
        (
            Finding(row["entry_id"], (places.line(row["end"]),))  # its last line
            for row in rows["entries"]
            if row["entry_id"] not in reached
        ),
    )


def _themes(rows: Rows, source: Source) -> Iterator[Check]:
    known = {letters_only(theme.heading) for theme in source.themes}
    found = {letters_only(row["theme"]): row["theme_id"] for row in rows["themes"]}
    yield exceptions(
        "themes_known",
        "warning",
        "each theme is one that the source lists",
        (name for theme, name in found.items() if theme not in known),
    )
    counts = Counter(letters_only(row["theme"]) for row in rows["themes"])
    yield exceptions(
        "themes_once",
        "warning",
        "each theme heads one section",
        (found[theme] for theme, count in counts.items() if count > 1),
    )
    missing = (theme.heading for theme in source.themes if letters_only(theme.heading) not in found)
    yield exceptions("themes_found", "warning", "each theme that the source lists is on the page", missing)
    yield exceptions(
        "theme_has_aim",
        "warning",
        "each theme has an aim in the introduction",
        (row["theme_id"] for row in rows["themes"] if not row["aim"]),
    )


def _overlooked(records: Records, source: Source) -> Iterator[Check]:
    """What looks like a contact but is where none is read."""
    page = records.page
    labels = sorted(source.labels["contact"], key=len, reverse=True)
    within = re.compile(rf"(?<=\S)\s(?:{'|'.join(map(re.escape, labels))})\s*:", re.IGNORECASE)
    of_site = "@" + source.page["publisher"]  # who wrote the page
    addressed, labelled = [], []
    for block in records.blocks:
        for n in _outside_contacts(block):
            line = page.lines[n]
            if any(not (block.part is Part.NOTE and email.endswith(of_site)) for email, _, _ in find_emails(line.text)):
                addressed.append(_line(n))
            if ":" in line.text and within.search(line.text):
                labelled.append(_line(n))
    yield exceptions("address_outside_contact", "warning", "addresses are in contact lines only", addressed)
    yield exceptions("label_inside_text", "warning", "contact labels begin a line", labelled)
    yield exceptions(
        "last_line_is_text",
        "warning",
        "no line beside a contact, or at the end of an entry without one, is like one",
        _like_contacts(records, source),
    )


def _outside_contacts(block: Block) -> range | list[int]:
    if block.part is not Part.ENTRY:
        return range(block.first, block.end)
    return [n for n in range(block.first, block.end) if not block.contact[0] <= n < block.contact[1]]


def _line(n: int) -> Finding:
    return Finding(f"line {n + 1}", ((n, n + 1),))


def _like_contacts(records: Records, source: Source) -> Iterator[Finding]:
    """Lines that are like contacts: the last of a text, and those of a note right after an entry."""
    lines = records.page.lines
    for block, following in zip_longest(records.blocks, records.blocks[1:]):
        if block.part is not Part.ENTRY:
            continue
        last = block.text[1] - 1
        if block.text[0] <= last and last + 1 in {block.contact[0], block.end}:
            is_without = block.contact[0] == block.contact[1]
            if like_contact(lines[last].text, source) or (is_without and _begins_with_name(lines[last].text, source)):
                yield _line(last)
        if following and following.part is Part.NOTE:
            yield from (_line(n) for n in range(following.first, following.end) if like_contact(lines[n].text, source))


def _begins_with_name(text: str, source: Source) -> bool:
    """Whether a name is after a label, whatever follows it."""
    label = UNKNOWN_LABEL.match(text)
    return label is not None and [token.kind for token in tokens(text[label.end() :], 0, source)][:1] == ["person"]


def _formulas(rows: Rows) -> Check:
    """Cells that the CSV files hold with an apostrophe before them."""
    cells = (
        f"{name} row {number}: {column}"
        for name, table in rows.items()
        for number, row in enumerate(table, start=1)
        for column, value in row.items()
        if is_formula(value) and not (isinstance(value, str) and LIST_ITEM.fullmatch(value))
    )
    return exceptions(
        "cells_without_formula",
        "warning",
        "no cell that a spreadsheet would run; in CSV an apostrophe is before those",
        cells,
    )


def _remarks(records: Records) -> Iterator[Check]:
    page = records.page
    yield plain(
        "page_read", "info", True, "HTML or text", f"{page.media_type}, {page.encoding}", f"sha256 {page.sha256}"
    )
    remarked = {remark.check for remark in records.remarks}
    for name, expected in REMARKED.items():
        if name not in remarked:
            yield plain(name, "warning", True, expected, NO_EXCEPTION)
    for remark in records.remarks:
        passed = remark.level == "info"
        detail = shown(remark.detail)  # which may quote names of elements and classes, as they are on the page
        yield plain(remark.check, remark.level, passed, remark.expected, remark.found, detail, remark.lines)
