"""Tables: labels from headers are brought to what they label, and rows are panels."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import pairwise
from typing import Final

from pipeline.read.html.attributes import number
from pipeline.read.html.boxes import is_project, nested
from pipeline.read.html.definitions import read_definitions, read_loose, read_parts
from pipeline.read.html.element import Element
from pipeline.read.html.label_value import (
    LABEL_AND_VALUE,
    Card,
    are_rows_of_facts,
    find_cards,
    heads_of,
    holds_lines,
    in_order,
    is_filled,
    kind_of,
    kind_of_cell,
    leave_out_unsaid,
    may_be_projects,
    read_card,
    read_labelled,
    titles_apart,
)
from pipeline.read.html.texts import holds_contact, label_text, weight, whole_text
from pipeline.read.html.walk import Handler, Walk
from pipeline.read.limits import LONGEST_HEAD, MOST_COLUMNS
from pipeline.records import Kind

CELLS: Final = frozenset({"td", "th"})
SECTIONS: Final = frozenset({"thead", "tbody", "tfoot"})

ALL_ROWS: Final = 9999  # a cell with a span of 0 is in all rows that are left

Cells = list[Element | None]  # of a row, by column: None where a cell spans columns, but for the first of them
Headers = list[tuple[str, str | None]]  # by column: its header, and the kind of that label
Carried = dict[int, tuple[int, Element | None]]  # by column: a cell that spans rows, and how many rows are left to it


def read_table(walk: Walk, table: Element) -> None:
    """Read a table with a row for each project, or one that describes a single project in rows of label and value."""
    rows = [row for row in table.iter("tr") if len(row) and next(row.iterancestors("table")) is table]
    if are_rows_of_facts(walk, rows) and not holds_contact(table, walk.source):
        _read_facts(walk, table, rows)
    elif cards := find_cards(walk, rows):
        _read_cards(walk, table, cards)
    elif _is_layout(walk, rows):
        walk.panel(lambda: walk.inside(table))
    else:
        _read_rows(walk, table, rows)


def _read_rows(walk: Walk, table: Element, rows: list[Element]) -> None:
    """Read a table row by row, below the heads of its columns."""
    is_of_projects = may_be_projects(walk, table, rows)
    details = _details(walk, rows)
    of_details = {cell.getparent() for cells in details.values() for cell in cells}
    above = _above_headers(rows)
    heads: list[str] = []
    headers: Headers = []
    header_row: Cells = []  # until another row follows it
    carried: Carried = {}
    section: Element | None = None
    first, labels = len(walk.said), list[Element]()

    def read_row(row: Element) -> None:
        nonlocal section
        if section is not (section := row.getparent()):
            carried.clear()  # no cell spans rows of two sections
        cells = _columns(walk, [cell for cell in row if cell.tag in CELLS], carried)
        if row in of_details:
            pass  # read with the row that it is about
        elif row in above or (heads and _are_heads(cells, heads)):
            labels.extend(row)  # titles of columns that each have a header of their own, or the same headers again
        elif not heads and _is_header_row(walk, row, cells):
            labels.extend(row)
            heads.extend(heads_of(cells))
            headers.extend(_headers(walk, cells, heads))
            header_row.extend(cells)
        else:
            header_row.clear()
            _read_row(walk, [*cells, *details.get(row, ())], headers, is_of_projects)
        read_loose(walk, row, CELLS)

    read_parts(walk, table, SECTIONS, {"tr": read_row})
    if header_row:
        _read_row(walk, header_row, [], is_of_projects)
    leave_out_unsaid(walk, labels, first, "head of a column")


def _are_heads(cells: Cells, heads: list[str]) -> bool:
    """Whether the cells of a row are the heads of the columns again."""
    return len(cells) == len(heads) and heads_of(cells[:1]) == heads[:1] and heads_of(cells) == heads


def _details(walk: Walk, rows: list[Element]) -> dict[Element, list[Element]]:
    """What is said of a project in rows of its own: for each row of several cells, the one cell of each row below.

    So many as most rows have: what is there besides is the heading of a theme, or a note.
    """
    found: dict[Element, list[Element]] = {}
    for row in rows[bool(rows) and _is_header_row(walk, rows[0], list(rows[0])) :]:
        cell = _lone_cell(row)
        if cell is None and any(each.tag == "td" for each in row):
            found[row] = []
        elif cell is not None and found:
            next(reversed(found.values())).append(cell)
    usual, rows_so = next(iter(Counter(map(len, found.values())).most_common(1)), (0, 0))
    return {row: cells[:usual] for row, cells in found.items()} if 1 < len(found) < rows_so * 2 else {}


def _lone_cell(row: Element) -> Element | None:
    """The one cell of a row in which anything is."""
    filled = (cell for cell in row if len(cell) or (cell.text and not cell.text.isspace()))
    first = next(filled, None)
    return first if next(filled, None) is None else None


def _columns(walk: Walk, cells: list[Element], carried: Carried) -> Cells:
    """The cells of a row by column: one that spans rows is in each of them, one that spans columns in the first.

    Raises:
        Refusal: the cells of the page span so many rows that reading would take long.
    """
    if not carried and not any(cell.keys() for cell in cells):  # most rows
        return [*cells]
    row: Cells = []
    waiting = iter(cells)
    while True:
        if len(row) in carried:
            left, cell = carried.pop(len(row))
            width = 1
            walk.content.read_again(1 if cell is None else weight(cell))
        elif (cell := next(waiting, None)) is not None:
            left = number(cell.get("rowspan"), 1) or ALL_ROWS
            width = min(max(number(cell.get("colspan"), 1), 1), MOST_COLUMNS)
        else:
            return row
        for spanned in (cell, *[None] * (width - 1)):
            if left > 1:
                carried[len(row)] = (left - 1, spanned)
            row.append(spanned)


def _read_facts(walk: Walk, table: Element, rows: list[Element]) -> None:
    """Read a table of facts of a project: each row is a line, or several below its label."""

    def read_row(row: Element) -> None:
        if len(row) == LABEL_AND_VALUE:
            read_labelled(walk, label_text(row[0]).rstrip(" :"), None, row[1])
        else:
            walk.inside(row)

    first = len(walk.said)
    read_parts(walk, table, SECTIONS, {"tr": read_row})
    leave_out_unsaid(walk, [row[0] for row in rows if len(row) == LABEL_AND_VALUE], first, "label")


def _is_layout(walk: Walk, rows: list[Element]) -> bool:
    """Whether rows of one cell are but lines below each other: none holds a whole project."""
    return len(rows) > 1 and all(len(row) == 1 for row in rows) and not any(is_project(walk, row) for row in rows)


def _read_cards(walk: Walk, table: Element, cards: list[Card]) -> None:
    """Read the cards in a table; what is in it beside their cells is of the card where there is one alone."""

    def read_beside() -> None:
        read_parts(walk, table, SECTIONS, {"tr": lambda row: read_loose(walk, row, CELLS)})

    def read_alone() -> None:
        read_beside()
        read_card(walk, cards[0])

    if len(cards) == 1:
        walk.panel(read_alone)
        return
    read_beside()
    for card in cards:
        walk.panel(partial(read_card, walk, card))


def _is_header_row(walk: Walk, row: Element, cells: Cells) -> bool:
    """The header row of a table: in `thead`, or all of header cells, or most of labels."""
    found = [cell for cell in cells if cell is not None]
    if not 2 <= len(found) <= MOST_COLUMNS:
        return False
    around = row.getparent()
    if (around is not None and around.tag == "thead") or all(cell.tag == "th" for cell in found):
        return True
    return sum(kind_of(walk, label_text(cell)) is not None for cell in found) * 2 > len(found)


def _above_headers(rows: list[Element]) -> set[Element]:
    """The rows of headers that another one follows, which is that of the columns: "Contact" above "Naam", "E-mail"."""
    return {row for row, following in pairwise(rows) if _is_head(row) and _is_head(following) and _texts(following) > 1}


def _is_head(row: Element) -> bool:
    """Whether several cells are in a row of `thead`, or are all of its cells and header cells."""
    if len(row) < 2:
        return False
    around = row.getparent()
    is_marked = (around is not None and around.tag == "thead") or all(cell.tag == "th" for cell in row)
    return is_marked and _texts(row) > 0


def _texts(row: Element) -> int:
    """In how many cells of a row a text is."""
    return sum(bool(whole_text(cell)) for cell in row)


def _headers(walk: Walk, cells: Cells, heads: list[str]) -> Headers:
    """The header of each column, unless it is a text; of those that share one each has its kind, the first its text."""
    headers: Headers = []
    for cell, header in zip(cells, heads, strict=True):
        kind = headers[-1][1] if cell is None else kind_of(walk, header)
        headers.append((header if len(header) <= LONGEST_HEAD else "", kind))
    return headers


def _read_row(walk: Walk, cells: Cells, headers: Headers, is_panel: bool) -> None:
    """Read a row, most often as a panel: a header labels the cells below it.

    A header cell below none is the title of the row. One filled cell in a row of several columns is between projects:
    the heading of a theme, or a note. Where no column has the municipality, a title may: "Samen sterk (Zwolle)".
    """
    found = {n: cell for n, cell in enumerate(cells) if cell is not None and is_filled(cell)}
    if len(found) == 1 and len(headers) > 1:
        walk.box(*found.values())
        return
    columns = [headers[n] if n < len(headers) else ("", None) for n in range(len(cells))]
    kinds = [kind or (header and kind_of_cell(walk, found.get(n))) for n, (header, kind) in enumerate(columns)]
    apart = titles_apart(kinds)

    def read() -> None:
        for n in in_order(kinds):
            header, kind = columns[n][0], apart[n]
            if (cell := found.get(n)) is None:
                continue
            is_title = kinds[n] == "title" != kind and not holds_lines(cell)
            if header and not is_title:
                read_labelled(walk, header, kind, cell)
            elif is_title or (len(found) > 1 and cell.tag == "th"):
                walk.read_as(Kind.PANEL, cell)
            else:
                walk.box(cell)

    if is_panel:
        walk.panel(read)
    else:
        read()


GRIDS: Final[dict[str, Handler]] = {"table": nested(read_table), "dl": nested(read_definitions)}
