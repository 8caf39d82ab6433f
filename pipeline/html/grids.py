"""Tables and definition lists: labels from heads and terms are brought to what they label, and rows are panels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pipeline.html.content import weight, whole_text
from pipeline.html.element import Element
from pipeline.html.walk import Handler, Walk, number
from pipeline.records import Kind, Refusal

# Rows of a table and pairs of a definition list are read in this order, so that a contact never stands before the text.
READING_ORDER: Final = ("theme", "municipality", "title", None, "text", "contact")

CELLS: Final = frozenset({"td", "th"})
SECTIONS: Final = frozenset({"thead", "tbody", "tfoot"})
WRAPPERS: Final = frozenset({"div"})
# What cells that span rows repeat is at most so many times the page: tables for readers repeat a theme or a leader.
MOST_REPEATED: Final = 4

Reader = Callable[[Element], None]
Carried = dict[int, tuple[int, Element]]  # by column: a cell that spans rows, and how many rows are left to it


def read_table(walk: Walk, table: Element) -> None:
    """Read a table with a row for each project, or one that describes a single project in rows of label and value."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    if _is_card(walk, rows):
        walk.panel(lambda: _read_card(walk, table, rows))
        return
    heads: list[str] = []
    head: list[Element] = []  # the row of the heads, until another follows it
    carried: Carried = {}

    def read_row(row: Element) -> None:
        cells = _columns(walk, [cell for cell in row if cell.tag in CELLS], carried)
        if not heads and _is_head(walk, row, cells):
            heads.extend(whole_text(cell) for cell in cells)
            head.extend(cells)
        else:
            head.clear()
            _read_row(walk, cells, heads)
        _read_loose(walk, row, CELLS)

    _read_parts(walk, table, SECTIONS, {"tr": read_row})
    if head:
        _read_row(walk, head, [])


def _read_parts(walk: Walk, element: Element, around: frozenset[str], parts: dict[str, Reader]) -> None:
    """Read the parts of a table or list, wherever they stand in what may be around them; all else is read as usual."""
    if element.text:
        walk.inline.append(element.text)
    for child in element:
        if part := parts.get(child.tag):
            walk.flush()
            part(child)
            walk.flush()
        elif child.tag in around:
            _read_parts(walk, child, around, parts)
        else:
            walk.read(child)
        if child.tail:
            walk.inline.append(child.tail)
    walk.flush()


def _read_loose(walk: Walk, element: Element, read: frozenset[str]) -> None:
    """Read what stands in an element beside the children that were read."""
    _read_parts(walk, element, frozenset(), dict.fromkeys(read, lambda _: None))


def _columns(walk: Walk, cells: list[Element], carried: Carried) -> list[Element]:
    """The cells of a row by column: a cell that spans rows stands in each of them.

    Raises:
        Refusal: the cells of the page span so many rows that reading would take long.
    """
    row: list[Element] = []
    waiting = iter(cells)
    while True:
        column = len(row)
        if column in carried:
            left, cell = carried.pop(column)
            _repeat(walk, cell)
        elif (following := next(waiting, None)) is not None:
            left, cell = number(following.get("rowspan"), 1), following
        else:
            return row
        if left > 1:
            carried[column] = (left - 1, cell)
        row.append(cell)


def _repeat(walk: Walk, cell: Element) -> None:
    content = walk.content
    content.repeated += weight(cell)
    if content.repeated > MOST_REPEATED * content.weight:
        raise Refusal(
            f"The cells of its tables span so many rows that the page would be read more than {MOST_REPEATED} times "
            "over: this is not the page. Save it again."
        )


def _is_card(walk: Walk, rows: list[Element]) -> bool:
    """Whether a table describes one thing: rows of two cells, most of them a label and what it labels."""
    firsts = [row[0] for row in rows if len(row) == 2]
    labelled = sum(walk.source.label_kind(whole_text(first)) is not None for first in firsts)
    return len(firsts) == len(rows) > 1 and labelled * 2 > len(rows)


def _read_card(walk: Walk, table: Element, rows: list[Element]) -> None:
    _read_parts(walk, table, SECTIONS, {"tr": lambda row: _read_loose(walk, row, CELLS)})
    labels = [whole_text(row[0]).rstrip(" :") for row in rows]
    kinds = [walk.source.label_kind(label) for label in labels]
    for n in _in_order(kinds):
        _read_pair(walk, labels[n], kinds[n], rows[n][1])


def _in_order(kinds: list[str | None]) -> list[int]:
    return sorted(range(len(kinds)), key=lambda n: READING_ORDER.index(kinds[n]))


def _is_head(walk: Walk, row: Element, cells: list[Element]) -> bool:
    """The head of a table: in `thead`, or all of header cells, or all of labels."""
    if len(cells) < 2:
        return False
    around = row.getparent()
    if (around is not None and around.tag == "thead") or all(cell.tag == "th" for cell in cells):
        return True
    return all(walk.source.label_kind(whole_text(cell)) for cell in cells)


def _read_row(walk: Walk, cells: list[Element], heads: list[str]) -> None:
    """Read a row as a panel: cells with a head are what it labels, a header cell without one is the row's title."""
    named = [heads[n] if n < len(heads) else "" for n in range(len(cells))]
    kinds = [walk.source.label_kind(head) for head in named]

    def read() -> None:
        for n in _in_order(kinds) if heads else range(len(cells)):
            if named[n]:
                _read_pair(walk, named[n], kinds[n], cells[n])
            elif len(cells) > 1 and cells[n].tag == "th":
                walk.read_as(Kind.PANEL, cells[n])
            else:
                walk.box(cells[n])

    walk.panel(read)


def read_definitions(walk: Walk, element: Element) -> None:
    """A term that is a label stands before its definition; any other term names what follows it."""
    terms = [child for child in element.iter("dt") if next(child.iterancestors("dl")) is element]
    labelled = any(walk.source.label_kind(whole_text(term)) for term in terms)
    waiting: list[str] = []  # terms without a definition so far

    def read_term(term: Element) -> None:
        if labelled:
            waiting.append(whole_text(term).rstrip(" :"))
        else:
            walk.read_as(Kind.PANEL, term)

    def read_definition(definition: Element) -> None:
        term = waiting.pop() if waiting else None
        read_waiting()
        if term:
            _read_pair(walk, term, walk.source.label_kind(term), definition)
        else:
            walk.box(definition)

    def read_waiting() -> None:
        for term in waiting:
            walk.add(term, Kind.PARAGRAPH)
        waiting.clear()

    _read_parts(walk, element, WRAPPERS, {"dt": read_term, "dd": read_definition})
    read_waiting()


def _read_pair(walk: Walk, label: str, kind: str | None, element: Element) -> None:
    """Read a label from elsewhere, with what it labels."""
    walk.flush()
    text = whole_text(element)
    if not text:
        return
    if kind == "theme":
        if text != walk.theme:
            walk.read_as(Kind.HEADING, element, 2)
        walk.theme = text
    elif kind == "text":
        walk.add(label, Kind.LABEL)
        walk.box(element)
    else:
        walk.label = label
        walk.box(element)
        walk.label = ""


GRIDS: Final[dict[str, Handler]] = {"table": read_table, "dl": read_definitions}
