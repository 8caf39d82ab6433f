"""What only a style sheet parts: a label and its value; "Contactpersoon", "Ria Tak" and "r.tak@assen.nl"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise, takewhile
from operator import or_
from typing import Final

from pipeline.contacts.limits import MOST_OF_CONTACT
from pipeline.contacts.person_names import is_introduction
from pipeline.definition.source import Source
from pipeline.read.html.element import BLOCK, INLINE, Element
from pipeline.read.html.email_cloaking import MAILTO
from pipeline.read.html.texts import texts_of
from pipeline.read.limits import FEWEST_BY_BLANKS

# Without a blank between them these are a whole word and another: "Contactpersoon" and "Ria Tak", "Ria Tak" and
# "0592-123456". Word processors cut words anywhere: "Project" and "leider".
ENDS_WORD: Final = re.compile(r"[\w.]{2}\w[):]?\Z")
BEGINS_WORD: Final = re.compile(r"[(+\d]|(?![a-z])\w|\S+@\w")
# Where a text goes on in what is beside it, words of a sentence are marked: "Jan Jansen", ", " and an address.
GOES_ON: Final = re.compile(r"[\s,;:.)/&-]|.*[\s,;(/&-]\Z", re.DOTALL)


def part_contacts(root: Element, hidden: Iterable[Element], source: Source) -> None:
    """Put signs between the parts of contacts, where there are none; `hidden` elements hold an address as well."""
    looked_at = set[Element]()
    for element in (*filter(_holds_address, root.iter(*INLINE)), *hidden):
        while element.tag in INLINE and element not in looked_at and (around := element.getparent()) is not None:
            looked_at.add(element)
            if _is_in_line(element) and not _holds_more([element], around):  # as most lines do
                row = _row(element)
                looked_at.update(row)
                if not _holds_more(row, around):
                    _part(row, source)
            element = around


def _holds_address(element: Element) -> bool:
    href = element.get("href")
    return "@" in (element.text or "") or (href is not None and href.startswith(MAILTO) and "@" in href)


def _row(element: Element) -> list[Element]:
    """The elements side by side in one line with an element, and itself."""
    before = takewhile(_is_in_line, element.itersiblings(preceding=True))
    return [*reversed([*before]), element, *takewhile(_is_in_line, element.itersiblings(preceding=False))]


def _is_in_line(element: Element) -> bool:
    return element.tag in INLINE and (not len(element) or next(element.iter("br", *BLOCK), None) is None)


def _holds_more(row: list[Element], around: Element) -> bool:
    """Whether text is in the line of some elements besides that in them."""
    before = row[0].getprevious()
    texts = [around.text if before is None else before.tail, *(element.tail for element in row)]
    return any(text and not text.isspace() for text in texts)


def _part(row: list[Element], source: Source) -> None:
    """Put signs after the elements of a line, where they are the parts of a contact."""
    fields = [(element, text) for element in row if (text := "".join(texts_of(element))).strip()]
    texts = [text for _, text in fields]
    are_blank = [bool(element.tail) for element, _ in fields[:-1]]
    are_words = [ENDS_WORD.search(text) and BEGINS_WORD.match(other) for text, other in pairwise(texts)]
    if not all(map(or_, are_blank, map(bool, are_words))) or (all(are_blank) and len(fields) < FEWEST_BY_BLANKS):
        return
    if any(map(GOES_ON.match, texts)) or len(" ".join(texts).split()) > MOST_OF_CONTACT:
        return
    for n, (element, text) in enumerate(fields[:-1]):
        is_label = is_introduction(text, source) or (n == 0 and source.label_kind(text) == "contact")
        element.tail = " " if text[-1] == ":" else ": " if is_label else ", "


def is_label_of_pair(label: Element) -> bool:
    """Whether a box holds a label and its value, and only a style sheet parts them: "Looptijd" and "2019-2021"."""
    value, box = label.getnext(), label.getparent()
    if value is None or value.tag not in INLINE or box is None or box.tag != "div":
        return False
    is_pair = label.getprevious() is None and value.getnext() is None
    return is_pair and (label.text or "")[-1:].isalnum() and (value.text or " ")[0] not in " \n\t:,."
