"""The elements of a page by their attributes: each element is looked at once, and so is each value on many of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from pipeline.read.html.element import Element

BY_VALUE: Final = ("aria-hidden", "class", "id", "role", "style")


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
