"""Contacts in notes at the foot of a page: read where a line leads to them, "Projectleider: zie noot 1"."""

from __future__ import annotations

from copy import deepcopy
from typing import cast

from lxml import etree

from pipeline.contacts.addresses import has_address
from pipeline.contacts.contact_line import UNKNOWN_LABEL, is_contact
from pipeline.contacts.limits import LONGEST_CONTINUATION, MOST_OF_CONTACT
from pipeline.definition.source import Source
from pipeline.read.html.element import HEADINGS, INLINE, Element
from pipeline.read.html.texts import beginning, whole_text

TO_PLACE = etree.XPath("descendant::a[starts-with(@href, '#') and string-length(@href) > 1]")


def show_noted_contacts(root: etree._Element, source: Source) -> int:
    """Put notes that are nothing but contacts in the place of the links to them in short lines, after a label.

    Returns:
        how many words of links are left out, such as "zie noot 1".
    """
    lines_of = {link: _line_of(link) for link in _links_to_places(root)}
    is_open = {line: _is_without_contact(_beginning(line)) for line in set(lines_of.values())}
    links = [link for link, line in lines_of.items() if is_open[line]]
    places = {name: each for each in root.iter() if (name := each.get("id") or each.get("name"))} if links else {}
    words, notes = 0, dict[etree._Element, etree._Element | None]()
    for link in links:
        place = places.get(link.get("href", "")[1:])
        if place is None or (line := _line_of(place)) in link.iterancestors():
            continue
        if line not in notes:
            notes[line] = _noted(line, source)
        if (note := notes[line]) is not None:
            words += len(_text(link).split())
            text = _text(note)
            link.clear(keep_tail=True)
            link.tag, link.text = "span", f" {note.text or ''}"
            link[:], note.text = note[:], text  # its own links are once on the page
    shown = [line for line, note in notes.items() if note is not None]
    for line in shown:
        line.clear(keep_tail=True)
    return words + sum(map(_leave_out_heading, dict.fromkeys(line.getparent() for line in shown)))


def _leave_out_heading(box: etree._Element | None) -> int:
    """Leave out the heading of a list that is empty now; how many words that are."""
    heading = None if box is None or _text(box) else box.getprevious()
    if heading is None or heading.tag not in HEADINGS:
        return 0
    words = len(_text(heading).split())
    heading.clear(keep_tail=True)
    return words


def _links_to_places(root: etree._Element) -> list[etree._Element]:
    return cast("list[etree._Element]", TO_PLACE(root))


def _line_of(element: etree._Element) -> etree._Element:
    """The box that an element is in, or is."""
    while element.tag in INLINE and (around := element.getparent()) is not None:
        element = around
    return element


def _text(element: etree._Element) -> str:
    return whole_text(cast(Element, element))


def _beginning(element: etree._Element) -> str:
    return beginning(cast(Element, element), 2 * LONGEST_CONTINUATION)


def _is_without_contact(text: str) -> bool:
    return len(text) <= LONGEST_CONTINUATION and UNKNOWN_LABEL.match(text) is not None and not has_address(text)


def _noted(line: etree._Element, source: Source) -> etree._Element | None:
    """A copy of what is in a note, without its links back; None where that is more than contacts."""
    if len(_text(line).split(maxsplit=MOST_OF_CONTACT)) > MOST_OF_CONTACT:
        return None
    note = deepcopy(line)
    for back in _links_to_places(note):
        back.clear(keep_tail=True)
    while len(note) == 1 and note[0].tag not in INLINE and not (note.text or "").strip():
        note = note[0]
    return note if is_contact(_text(note), source) else None
