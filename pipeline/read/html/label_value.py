"""Labels beside what they label: pairs of a label and its value, in rows, terms or columns, and cards of such rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from pipeline.contacts.addresses import has_address
from pipeline.contacts.contact_line import is_contact
from pipeline.contacts.person_names import is_introduction
from pipeline.read.html.element import Element
from pipeline.read.html.texts import holds_contact, label_text, whole_text
from pipeline.read.html.walk import Walk
from pipeline.records import Kind
from pipeline.text.normalise import clean

# Rows of a table and pairs of a definition list are read in this order, so that a contact never comes before the text.
READING_ORDER: Final = ("theme", "municipality", "title", None, "text", "contact", "reach")

OF_PROJECT: Final = frozenset({"title", "municipality", "theme", "contact"})  # kinds of labels
LABEL_AND_VALUE: Final = 2  # cells
AFTER_HEADERS: Final = " :▲▼△▽↑↓↕⇅"  # signs by which readers sort the rows

Card = list[Element]  # the rows that describe one thing


def find_cards(walk: Walk, rows: list[Element]) -> list[Card]:
    """The rows of a table by what each describes, where most are of a label and its value; else none.

    Another card begins where the first label comes again. What is in one cell before it is its title, where no
    label says what is, or is between cards, as the heading of a theme does.
    """
    labelled = [row for row in rows if len(row) == LABEL_AND_VALUE]
    if len(labelled) < 2 or len(rows) > 2 * len(labelled) or not {len(row) for row in rows} <= {1, LABEL_AND_VALUE}:
        return []
    kinds = [kind_of(walk, _label(row)) for row in labelled]
    facts = sum(kind is None and walk.source.names_fact(_label(row)) for row, kind in zip(labelled, kinds, strict=True))
    known = sum(kind is not None for kind in kinds)
    if not known or (known + facts) * 2 <= len(labelled):
        return []
    first = _label(labelled[0])
    cards: list[Card] = [[]]
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        is_between = len(row) == 1 and (following is None or len(following) == 1 or _label(following) == first)
        is_begin = is_between or (len(row) == LABEL_AND_VALUE and _label(row) == first)
        is_rest = following is None and len(cards) == 1  # of the only card
        if is_begin and not is_rest and any(len(other) == LABEL_AND_VALUE for other in cards[-1]):
            cards.append([])
        cards[-1].append(row)
        if is_between and (following is None or len(following) == 1 or "title" in kinds):
            cards.append([])
    return [card for card in cards if card]


def _label(row: Element) -> str:
    return label_text(row[0]).rstrip(" :")


def read_card(walk: Walk, card: Card) -> None:
    """Read the rows of one thing; a cell alone is its title where it comes first, and else part of its text."""
    if all(len(row) == 1 for row in card):
        for row in card:
            walk.box(row[0])
        return
    kinds = [kind_of(walk, _label(row)) if len(row) == LABEL_AND_VALUE else None for row in card]
    apart, first = titles_apart(kinds), len(walk.said)
    if len(card[0]) == 1:
        walk.read_as(Kind.PANEL, card[0][0])
    for n in in_order(kinds):
        if len(card[n]) == LABEL_AND_VALUE:
            read_labelled(walk, _label(card[n]), apart[n], card[n][1])
        elif n:
            walk.box(card[n][0])
    leave_out_unsaid(walk, [row[0] for row in card if len(row) == LABEL_AND_VALUE], first, "label")


def kind_of(walk: Walk, label: str) -> str | None:
    """The kind of a label; one that only introduces tells how to reach a contact: "E-mail", "Telefoon"."""
    return walk.source.label_kind(label) or ("reach" if is_introduction(label, walk.source) else None)


def kind_of_cell(walk: Walk, cell: Element | None) -> str | None:
    """What a cell is below a head that says nothing of it: that of a contact, "Meer weten?" and "Jan Jansen, j.…"."""
    text = "" if cell is None else whole_text(cell)
    return "contact" if has_address(text) and is_contact(text, walk.source) else None


def are_facts(walk: Walk, labels: list[Element]) -> bool:
    """Whether labels are those of facts of a project: "Looptijd" is among them, and none of a project itself."""
    texts = [label_text(label) for label in labels]
    if not any(map(walk.source.names_fact, texts)):
        return False
    return OF_PROJECT.isdisjoint(walk.source.label_kind(text) for text in texts)


def are_rows_of_facts(walk: Walk, rows: list[Element]) -> bool:
    """Whether rows are of a fact and its name, and the first is not of two names, as a header row is."""
    labelled = [row for row in rows if len(row) == LABEL_AND_VALUE]
    return are_facts(walk, [row[0] for row in labelled]) and not are_facts(walk, [row[1] for row in labelled[:1]])


def may_be_projects(walk: Walk, table: Element, rows: list[Element]) -> bool:
    """Whether the rows of a table may be projects: not where nothing in it is a label, a link or an address.

    The phases of a project, each with its year, are lines of its text.
    """
    headers = [label_text(cell) for cell in rows[0]] if rows else []
    if any(kind_of(walk, header) for header in headers) or next(table.iter("a"), None) is not None:
        return True
    return len(headers) < LABEL_AND_VALUE or "@" in whole_text(table) or holds_contact(table, walk.source)


def titles_apart(kinds: list[str | None]) -> list[str | None]:
    """The kinds of labels; where none is that of a municipality, that of the title may come above its name first."""
    return kinds if "municipality" in kinds else [None if kind == "title" else kind for kind in kinds]


def in_order(kinds: list[str | None]) -> list[int]:
    """The numbers of columns, rows or terms as they are read; what is of no other kind comes where no label would.

    Where none is that of a contact, who comes right before its address is: "Trekker", "E-mail".
    """
    turns = [READING_ORDER.index(kind if kind in READING_ORDER else None) for kind in kinds]
    if "reach" in kinds and "contact" not in kinds and (who := kinds.index("reach") - 1) >= 0 and kinds[who] is None:
        turns[who] = READING_ORDER.index("contact")
    return sorted(range(len(kinds)), key=turns.__getitem__)


def is_filled(element: Element) -> bool:
    """Whether text is in an element, or a link, which may be a picture and write to an address."""
    if not len(element):  # most cells
        text = element.text or ""
        return text[:1].isalnum() or bool(clean(text))
    return bool(whole_text(element)) or next(element.iter("a"), None) is not None


def holds_lines(element: Element) -> bool:
    """Whether more than one line is in an element: what is above them is no part of the first."""
    while len(element) == 1 and not (element.text or "").strip():
        element = element[0]  # a box around all of it
    lines = element.iter("br", "p", "ul", "ol", "div")
    return len(element) > 1 and any(line is not element for line in lines)


def read_labelled(walk: Walk, label: str, kind: str | None, element: Element) -> None:
    """Read a label from elsewhere, with what it labels."""
    walk.flush()
    _drop_repeated(label, element)
    if not is_filled(element):
        return
    if kind == "theme":
        if (text := whole_text(element)) == walk.theme:
            walk.leave_out(element, "copy")
        else:
            walk.read_as(Kind.HEADING, element, 2)
            walk.theme = text
    elif kind == "text" or (kind is None and holds_lines(element)):
        if not _follows_facts(walk):
            walk.said.append(label)
            walk.add(label, Kind.LABEL)
        elif kind is None:  # "Waarom", where "Omschrijving" says nothing
            walk.said.append(label)
            walk.add(label, Kind.PARAGRAPH)
        walk.box(element)
    else:
        walk.label = label
        walk.box(element)
        walk.label = ""


def _follows_facts(walk: Walk) -> bool:
    """Whether the last lines are facts of a project, "Budget: € 78.000", right after its title.

    One alone may be none, as the number of a row is; it is cut off with the label that comes after it.
    """
    for facts, (kind, _, _, label) in enumerate(reversed(walk.lines.found)):
        if label or kind is Kind.PANEL:
            return facts > 1 and (label is None or label.kind == "title")
    return False


def heads_of(cells: Iterable[Element | None]) -> list[str]:
    """The texts of cells as those of headers."""
    return ["" if cell is None else label_text(cell).rstrip(AFTER_HEADERS) for cell in cells]


def leave_out_unsaid(walk: Walk, labels: list[Element], first: int, reason: str) -> None:
    """Count the labels of a table or list that no line was read with; it said those from the first one on."""
    said, heads = Counter(walk.said[first:]), heads_of(labels)
    for element, label in zip(labels, heads, strict=True):
        if said[label]:
            said[label] -= 1
        else:
            walk.leave_out(element, reason)
    own = {*heads}
    walk.said[first:] = [label for label in walk.said[first:] if label not in own]  # a table around it has others


def _drop_repeated(label: str, element: Element) -> None:
    """Take from an element the label that it begins with itself: narrow screens show it, where rows are stacked."""
    first = element[0] if len(element) and not (element.text or "").strip() else None
    if first is not None and not len(first) and (first.text or "").strip(" :\n") == label:
        first.text = None
