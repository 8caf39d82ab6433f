"""Definition lists: a term labels its definition, or names what follows it; and what is beside the parts of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pipeline.read.html.element import Element
from pipeline.read.html.label_value import are_facts, kind_of, leave_out_unsaid, read_labelled
from pipeline.read.html.texts import label_text
from pipeline.read.html.walk import Walk
from pipeline.records import Kind
from pipeline.text.normalise import clean

WRAPPERS: Final = frozenset({"div"})
Reader = Callable[[Element], None]


def read_definitions(walk: Walk, element: Element) -> None:
    """A term that is a label comes before its definition; any other term names what follows it."""
    terms = [child for child in element.iter("dt") if next(child.iterancestors("dl")) is element]
    labelled = are_facts(walk, terms) or any(kind_of(walk, label_text(term)) for term in terms)
    first = len(walk.said)
    says_when = _says_when(walk, element)
    waiting = list[str]()  # terms without a definition so far

    def read_term(term: Element) -> None:
        if labelled:
            waiting.append(label_text(term).rstrip(" :"))
        elif says_when:
            walk.lines.left_out.add([label_text(term)], "furniture")
        else:
            walk.read_as(Kind.PANEL, term)

    def read_definition(definition: Element) -> None:
        term = waiting.pop() if waiting else None
        read_waiting()
        if term:
            read_labelled(walk, term, walk.source.label_kind(term), definition)
        else:
            walk.box(definition)

    def read_waiting() -> None:
        for term in waiting:
            walk.add(term, Kind.PARAGRAPH)
        walk.said += waiting
        waiting.clear()

    read_parts(walk, element, WRAPPERS, {"dt": read_term, "dd": read_definition})
    read_waiting()
    if labelled:
        leave_out_unsaid(walk, terms, first, "term")


def _says_when(walk: Walk, element: Element) -> bool:
    """Whether most definitions of a list say who wrote the page, and when: "Gegevens", "Geschreven door: Redactie"."""
    begun = (next(filter(str.strip, definition.itertext()), "") for definition in element if definition.tag == "dd")
    labels = [walk.source.label(clean(text)) for text in begun]
    return sum(label is not None and label.kind == "credit" for label in labels) * 2 > len(labels)


def read_parts(walk: Walk, element: Element, around: frozenset[str], parts: dict[str, Reader]) -> None:
    """Read the parts of a table or list, wherever they are in what may be around them; all else is read as usual."""
    if element.text:
        walk.inline.append(element.text)
    for child in element:
        if part := parts.get(child.tag):
            walk.flush()
            part(child)
            walk.flush()
        elif child.tag in around:
            walk.flush()
            read_parts(walk, child, around, parts)
        else:
            walk.read(child)
        if child.tail:
            walk.inline.append(child.tail)
    walk.flush()


def read_loose(walk: Walk, element: Element, read: frozenset[str]) -> None:
    """Read what is in an element beside the children that were read; in most rows nothing is."""
    if element.text or any(child.tail or child.tag not in read for child in element):
        read_parts(walk, element, frozenset(), dict.fromkeys(read, lambda _: None))
