"""The elements of a page by their attributes: each element is looked at once, and so is each value on many of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from pipeline.read.html.element import Element
from pipeline.read.limits import MOST_ATTRIBUTES, MOST_NESTED

BY_VALUE: Final = ("aria-hidden", "class", "id", "role", "style")
# A beginning tag, or what looks like one in a script ("i<n"), and its attributes, in quotes or not; of very many it is
# cut after some. No "<" is among them, since the next tag ends the script.
TAG_WITH_ATTRIBUTES: Final = re.compile(rb"""<[a-zA-Z](?:[^<>=]++|=\s*+(?:"[^"]*"|'[^']*')?)*+""")
FIRST_ATTRIBUTES: Final = re.compile(
    rb"""<[^\s/>]*+(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s>]*+))?+){%d}""" % MOST_ATTRIBUTES
)


def with_fewer_attributes(markup: bytes) -> bytes:
    """The markup, in which no element has more attributes than any has."""
    if max(map(len, TAG_WITH_ATTRIBUTES.findall(markup)), default=0) <= 2 * MOST_ATTRIBUTES:  # each has two bytes
        return markup
    return TAG_WITH_ATTRIBUTES.sub(_cut, markup)


def _cut(tag: re.Match[bytes]) -> bytes:
    first = FIRST_ATTRIBUTES.match(tag[0]) if len(tag[0]) > 2 * MOST_ATTRIBUTES else None
    return first[0] if first else tag[0]


def within_few(elements: Iterable[Element]) -> list[Element]:
    """Those of some elements that are not within very many of the others, each once, in their order."""
    each_once = dict.fromkeys(elements)
    if len(each_once) <= MOST_NESTED:
        return [*each_once]
    return [each for each in each_once if sum(map(each_once.__contains__, each.iterancestors())) <= MOST_NESTED]


class Attributes:
    """Which elements have which attributes, in the order of the page.

    `valued` are those with each value of some attributes, and `named` those with each of the others.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self.valued: dict[str, dict[str, list[Element]]] = {name: defaultdict(list) for name in BY_VALUE}
        self.named: dict[str, list[Element]] = defaultdict(list)
        for element in root.iter():
            for name, value in element.items():
                (self.valued[name][value] if name in self.valued else self.named[name]).append(element)

    @cached_property
    def class_names(self) -> set[str]:
        """The class names that any element has."""
        return {name for value in self.valued["class"] for name in value.split()}

    def having(self, names: Iterable[str]) -> list[Element]:
        """The elements with one of some attributes or with several, in the order of the page."""
        lists = [self.named[name] for name in names]
        found, longest = set().union(*lists), max(lists, key=len)
        return longest if len(longest) == len(found) else self.in_order(found)

    def in_order(self, elements: set[Element]) -> list[Element]:
        """Some elements, in the order of the page."""
        return [element for element in self.root.iter() if element in elements] if elements else []


def number(attribute: str | None, default: int) -> int:
    """The value of a numeric attribute; anything else, and numbers that no page needs, are the default."""
    return int(attribute) if attribute and re.fullmatch("[0-9]{1,4}", attribute) else default
