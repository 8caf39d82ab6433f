"""The elements of a page by their attributes: each element is looked at once, and so is each value on many of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from pipeline.read.html.element import Element

Valued = dict[str, list[Element]]  # elements by the value of an attribute


class Attributes:
    """Which elements have which attributes, in the order of the page.

    `classes` are those with class names, by all of their names, and `named` those with each other attribute.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self.classes: defaultdict[str, list[Element]] = defaultdict(list)
        self.named: defaultdict[str, list[Element]] = defaultdict(list)
        for element in root.iter():
            for name, value in element.items():
                (self.classes[value] if name == "class" else self.named[name]).append(element)

    def having(self, names: Iterable[str]) -> list[Element]:
        """The elements with one of some attributes or with several, in the order of the page."""
        lists = [self.named[name] for name in names]
        found, longest = set().union(*lists), max(lists, key=len)
        return longest if len(longest) == len(found) else self.in_order(found)

    def in_order(self, elements: set[Element]) -> list[Element]:
        """Some elements, in the order of the page."""
        return [element for element in self.root.iter() if element in elements] if elements else []

    def valued(self, name: str) -> Valued:
        """The elements with an attribute, by its value."""
        found: defaultdict[str, list[Element]] = defaultdict(list)
        for element in self.named[name]:
            found[element.get(name, "")].append(element)
        return found

    @cached_property
    def class_names(self) -> set[str]:
        """The class names that any element has."""
        return {name for value in self.classes for name in value.split()}

    @cached_property
    def styles(self) -> Valued:
        """The elements by their styles."""
        return self.valued("style")

    @cached_property
    def roles(self) -> Valued:
        """The elements by their roles."""
        return self.valued("role")
