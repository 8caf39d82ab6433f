"""Badges: what a page sets beside a title in the same line, a status for instance: "Samen sterk" and "Afgerond"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.definition.source import Source
from pipeline.read.html.attributes import Attributes
from pipeline.read.html.element import BLOCK, Element
from pipeline.read.html.texts import count_words, is_amid_text, whole_text
from pipeline.read.limits import LONGEST_BADGE

# Class names, or parts of them: "badge badge--loopt", "project-status", "label label-success". What only ends with
# "label" or "tag" may be the title itself: "accordion-label".
BADGE_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:badge|status|pill|chip)(?:$|[\s_-])|(?:^|\s)(?:label|tag)(?:$|[\s_-])", re.IGNORECASE
)


def find_badges(attributes: Attributes) -> Iterator[Element]:
    """The elements with the class names of badges."""
    for name, elements in attributes.valued["class"].items():
        if BADGE_NAME.search(name):
            yield from elements


def is_beside_title(badge: Element, source: Source) -> bool:
    """Whether what is named as a badge is at one end of a line and less than the rest of it, and no label or link."""
    text, line = whole_text(badge), next(badge.iterancestors(*BLOCK), None)
    if line is None or not 0 < len(text) <= LONGEST_BADGE or text[-1] == ":" or source.label(text):
        return False
    if is_amid_text(badge) or next(badge.iter("a"), None) is not None:
        return False
    return 2 * count_words(badge) <= count_words(line)
