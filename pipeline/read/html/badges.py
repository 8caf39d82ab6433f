"""Badges: what a page sets beside a title in the same line, a status for instance: "Samen sterk" and "Afgerond"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.definition.source import Source
from pipeline.read.html.attributes import Attributes
from pipeline.read.html.element import BLOCK, Element
from pipeline.read.html.texts import count_words, is_amid_text, whole_text
from pipeline.read.limits import LONGEST_BADGE, MOST_BADGES

# Class names, or parts of them: "badge badge--loopt", "project-status", "label label-success". What only ends with
# "label" or "tag" may be the title itself: "accordion-label".
BADGE_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:badge|status|pill|chip)(?:$|[\s_-])|(?:^|\s)(?:label|tag)(?:$|[\s_-])", re.IGNORECASE
)


def find_badges(attributes: Attributes) -> Iterator[Element]:
    """The elements with the class names of badges, unless more of them are in a box than beside any title."""
    named = (elements for name, elements in attributes.valued["class"].items() if BADGE_NAME.search(name))
    boxes = {badge: _box(badge) for elements in named for badge in elements}
    together = Counter(boxes.values())
    return (badge for badge, box in boxes.items() if together[box] <= MOST_BADGES)


def _box(badge: Element) -> Element | None:
    return next(badge.iterancestors(*BLOCK), None)


def is_beside_title(badge: Element, counted: Mapping[Element, int], source: Source) -> bool:
    """Whether what is named as a badge is at one end of a line and less than the rest of it, and no label or link.

    `counted` are the words of the boxes that lines are in.
    """
    text, line = whole_text(badge), _box(badge)
    if line is None or not 0 < len(text) <= LONGEST_BADGE or text[-1] == ":" or source.label(text):
        return False
    if is_amid_text(badge) or next(badge.iter("a"), None) is not None:
        return False
    return 2 * count_words(badge) <= counted[line]
