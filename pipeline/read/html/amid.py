"""Where the titles, the texts and the contacts of a page are, and what is amid those of one project.

A box in the middle of a project is seen as a part of it, whatever its element, its role or its name says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import Final, cast

from lxml import etree

from pipeline.contacts.addresses import has_address
from pipeline.definition.limits import LONGEST_LABEL
from pipeline.definition.source import Source
from pipeline.read.html.element import HEADINGS, LINE_ENDS, Element
from pipeline.read.html.email_cloaking import linked
from pipeline.read.html.texts import NOT_READ
from pipeline.read.limits import FEWEST_OF_SENTENCE, FEWEST_PROJECTS
from pipeline.text.normalise import clean

# What the words in an element are: of a title, or of no running text, or of none. Those of other elements are of text.
WITHIN: Final = {
    **dict.fromkeys((*HEADINGS, "summary"), "title"),
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("a", "button", "label", "option"), "link"),
    **dict.fromkeys(NOT_READ, "unread"),
}
MARKS: Final = frozenset(["title", "contact"])  # between two of these is one project, or what is of none
SENTENCE: Final = re.compile(rf"(?:\S+ ){{{FEWEST_OF_SENTENCE - 1}}}.*[.!?:…][\"'”’)]?")
WHOLE: Final = frozenset("html body main".split())


class Landmarks:
    """The titles, texts and contacts of a page, in its order; to find them, each element is looked at once."""

    def __init__(self, whole: Element, source: Source) -> None:
        self.source = source
        self.begins: dict[Element, int] = {}  # how many of them are before an element,
        self.ends: dict[Element, int] = {}  # and how many before what follows it
        self.kinds: list[str] = []
        self.said: list[str] = []
        self.described = {name for each in whole.iter() for name in each.get("aria-describedby", "").split()}
        self._look_through(whole)
        self.titles = [n for n, kind in enumerate(self.kinds) if kind == "title"]
        self.texts = [n for n, kind in enumerate(self.kinds) if kind == "text"]
        self.links = [n for n, kind in enumerate(self.kinds) if kind == "link"]
        self.times = Counter(self.said)
        self.marks = [n for n, kind in enumerate(self.kinds) if kind in MARKS]

    def _look_through(self, whole: Element) -> None:
        """Find out of each line of the page what it is."""
        line: list[tuple[str, str]] = []  # pieces of text, each with what it is in
        around = [""]
        for event, each in cast(Iterator[tuple[str, Element]], etree.iterwalk(whole, ("start", "end"))):
            if each.tag in LINE_ENDS and line:
                self._end(line)
                line = []
            if event == "start":
                self.begins[each] = len(self.kinds)
                around.append(_within(each) or around[-1])
                text = each.text
            else:
                self.ends[each] = len(self.kinds)
                around.pop()
                line += [(f" {address} ", "") for address in linked(each.get("href", ""))]
                text = each.tail
            if text and not text.isspace() and around[-1] != "unread":
                line.append((text, around[-1]))
        self._end(line)

    def _end(self, line: list[tuple[str, str]]) -> None:
        """Note what a line is; links below a line that ends in a colon show that it is none of a text."""
        text = clean("".join([text for text, _ in line]))
        if kind := self._kind(text, {each for _, each in line}):
            if kind == "link" and self.kinds[-1:] == ["text"] and self.said[-1].endswith(":"):
                self.kinds[-1] = "link"
            self.kinds.append(kind)
            self.said.append(text)

    def _kind(self, text: str, within: set[str]) -> str | None:
        label = self.source.label(text[: 2 * LONGEST_LABEL]) if text else None
        if (label and label.kind == "contact") or has_address(text):
            return "contact"
        if label and label.kind == "title":
            return "title"
        if within in ({"title"}, {"link"}):
            return min(within)
        if SENTENCE.fullmatch(text):
            return "text"
        return "title" if within == {"bold"} else None

    def are_around(self, element: Element) -> bool:
        """Whether an element that holds running text is amid a project: below its title, and above its contact.

        Or both are above it, in a box that holds no other project.
        """
        if not _between(self.texts, self._range(element)):
            return False
        first, end = self._range(element)
        before, after = bisect_left(self.marks, first), bisect_left(self.marks, end)
        last = self.marks[before - 1] if before else -1
        is_below = (before > 0 and self.kinds[last] == "title") or _between(self.texts, (last + 1, first)) > 0
        if is_below and after < len(self.marks) and self.kinds[self.marks[after]] == "contact":
            return True
        return self._is_last_in_box(element)

    def _is_last_in_box(self, element: Element) -> bool:
        """Whether in the box around an element are one title, a contact below that, and nothing such below it."""
        own = self._range(element)
        for around in element.iterancestors():
            if around.tag in WHOLE or around not in self.begins:
                return False
            box = self._range(around)
            if _between(self.marks, box) > _between(self.marks, own):
                above, below = (box[0], own[0]), (own[1], box[1])
                is_first = self.kinds[self.marks[bisect_left(self.marks, box[0])]] == "title"
                is_one = is_first and _between(self.titles, above) == 1 < _between(self.marks, above)
                return is_one and not _between(self.marks, below)
        return False

    def hold_more(self, element: Element) -> bool:
        """Whether a title, a contact or a link is in an element: it is more than text."""
        own = self._range(element)
        return _between(self.marks, own) > 0 or _between(self.links, own) > 0

    def hold_other(self, element: Element) -> bool:
        """Whether what is in an element is of no project: it has a title and leads there, or many have its texts."""
        own = self._range(element)
        if _between(self.marks, own) and _between(self.links, own):
            return True
        return all(self.times[self.said[n]] >= FEWEST_PROJECTS for n in range(*own) if self.kinds[n] == "text")

    def _range(self, element: Element) -> tuple[int, int]:
        return self.begins.get(element, 0), self.ends.get(element, 0)


def _between(places: list[int], within: tuple[int, int]) -> int:
    """How many of some places are within a range."""
    return bisect_left(places, within[1]) - bisect_left(places, within[0])


def _within(element: Element) -> str | None:
    return "title" if element.get("role") == "heading" else WITHIN.get(element.tag)
