"""The text in an element: its words, and the contact labels in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, cast

from lxml import etree

from pipeline.definition.limits import LONGEST_LABEL
from pipeline.definition.source import Source
from pipeline.read.html.element import Element
from pipeline.text.normalise import clean

# Their words would be counted as left out, but nobody reads them.
NOT_WORDS: Final = frozenset("""script style template head title meta link base svg""".split())
# The pieces of text in an element: those of `itertext`, in a third of its time.
TEXTS: Final = cast("Callable[[Element], list[str]]", etree.XPath("descendant::text()", smart_strings=False))


def count_words(element: Element) -> int:
    """How many words an element holds that somebody would read."""
    return 0 if element.tag in NOT_WORDS else len(" ".join(TEXTS(element)).split())


def weight(element: Element) -> int:
    """How much there is to read in an element, in elements and characters."""
    return sum(1 + len(each.text or "") + len(each.tail or "") for each in element.iter())


def whole_text(element: Element) -> str:
    """All text in an element, on one line."""
    return clean("".join(TEXTS(element)))


def holds_contact(element: Element, source: Source) -> bool:
    """Whether a contact label is in it, with a colon or alone."""
    return next(_contacts(element, source), None) is not None


def count_contacts(element: Element, source: Source) -> int:
    """How many contact labels are in it."""
    return sum(1 for _ in _contacts(element, source))


def _contacts(element: Element, source: Source) -> Iterator[str]:
    """The texts that begin with a contact label, or are one."""
    for text in filter(None, map(str.strip, element.itertext())):
        if len(text) <= LONGEST_LABEL or ":" in text[: 2 * LONGEST_LABEL]:
            label = source.label(clean(text[: 2 * LONGEST_LABEL]))
            if label and label.kind == "contact":
                yield text
