"""The links of an HTML page, noted while it is walked: which pieces of a line are of one, and what is beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from pipeline.read.html.element import Element
from pipeline.read.html.texts import NOT_WORDS, whole_text
from pipeline.read.limits import FARTHEST_WORDS, MOST_BESIDE
from pipeline.read.lines import Lines
from pipeline.read.links import Linked, LinkSpan, Targets, note_places
from pipeline.records import LinkKind
from pipeline.text.normalise import clean

DOWNLOADS: Final = "download"  # the attribute of a link whose target is saved and not shown
TO_PAGE: Final = LinkKind.PAGE
ADDRESSED: Final = frozenset({LinkKind.EMAIL, LinkKind.TELEPHONE})
ADDED: Final = " <"  # begins what reading adds to a link, the address that it writes to

Pieces = tuple[Linked, Element, int, int]  # a link, its first piece of a line, and the one after its last


class Anchors:
    """The links of the line that is being read: `around` it, each with its first piece there, and `within` it."""

    def __init__(self, lines: Lines, targets: Targets, cloaked: Mapping[Element, str]) -> None:
        """`cloaked` are the addresses by the elements that hide them from harvesters."""
        self.lines = lines
        self.cloaked = cloaked
        self.targets = targets
        self.shown: dict[Element, bool] = _Shown()
        self.around: list[tuple[Linked, Element, int]] = []
        self.within: list[Pieces] = []

    def begin(self, link: Element, inline: list[str]) -> Linked | None:
        """A link whose words follow; None for one that leads to nothing else."""
        target = f"mailto:{address}" if (address := self.cloaked.get(link)) else link.get("href")
        found = self.targets[target] if target else None
        if found is None:
            return None
        url, kind = found
        if kind is TO_PAGE and link.get(DOWNLOADS) is not None:
            kind = LinkKind.DOCUMENT
        linked = Linked(url, kind, len(self.lines.found) - 1)
        self.around.append((linked, link, len(inline)))
        self.lines.links.append(linked)
        return linked

    def end(self, inline: list[str]) -> None:
        """Note the words that the innermost link is read with as its own; where it shows none, what is beside it."""
        linked, link, first = self.around.pop()
        end = len(inline)
        if end > first and linked.kind in ADDRESSED and inline[-1].startswith(ADDED):
            end -= 1
        if not all(map(str.isspace, inline[first:end])):
            self.within.append((linked, link, first, end))
        elif not linked.places:
            linked.text = linked.text or whole_text(link) or _said(link)
            _put_beside(linked, link, self.shown)

    def look_for(self, element: Element, first: int) -> None:
        """Note the links in an element whose text was read as lines from number `first` on, whatever was in it."""
        number = at = 0
        lines = [line[1] for line in self.lines.found[first:]]
        for link in element.iter("a"):
            if (linked := self.begin(link, [])) is None:
                continue
            self.around.pop()
            linked.text = words = whole_text(link)
            found = next((n for n in range(number, len(lines)) if lines[n].find(words, at * (n == number)) >= 0), None)
            if words and found is not None:
                start = lines[found].find(words, at * (found == number))
                number, at = found, start + len(words)
                linked.places.append((first + number, start, at))

    def pieces(self, inline: list[str]) -> list[Pieces]:
        """The links of a line that ends; those around it go on in the next."""
        found = [*self.within, *((linked, link, first, len(inline)) for linked, link, first in self.around)]
        self.around[:] = [(linked, link, 0) for linked, link, _ in self.around]
        self.within.clear()
        return found

    def note_places(self, pieces: list[Pieces], inline: list[str], text: str, first: int) -> None:
        """Note where links are in the lines from number `first` on, made of a text that holds that of all pieces."""
        at = text.rfind(clean("".join(inline)))
        note_places(list(_spans(pieces, inline, text, at)), text, self.lines.found, first)
        for linked, link, _, _ in pieces:
            if not linked.places:
                _put_beside(linked, link, self.shown)


class _Shown(dict[Element, bool]):
    """Whether text is in an element; the same one may be near many links."""

    def __missing__(self, element: Element) -> bool:
        self[element] = any(map(_is_filled, element.itertext()))
        return self[element]


def _spans(pieces: list[Pieces], inline: list[str], text: str, at: int) -> Iterator[LinkSpan]:
    """Where links are in a text, by their pieces: the words of one begin after those of the pieces before it.

    Some are not there as they are in their link, since an accent follows it.
    """
    read = 0
    for linked, _, first, end in pieces:
        words = clean("".join(inline[first:end]))
        if first > read:
            at, read = at + len(clean("".join(inline[read:first]))), first
        start = text.find(words, at, max(at, 0) + len(words) + FARTHEST_WORDS)
        linked.text = linked.text or words
        if words and start >= 0:
            at, read = start + len(words), end
            yield linked, start, at


def _said(link: Element) -> str:
    """What is said of a link without words: what its picture shows, or its title."""
    said = [*(picture.get("alt") for picture in link.iter("img")), link.get("title"), link.get("aria-label")]
    return next((words for each in said if each and (words := clean(each))), "")


def _put_beside(linked: Linked, link: Element, shown: Mapping[Element, bool]) -> None:
    """Note that the words of a link are left out: it is beside the line before it, or the first one after it.

    That is the one after it where the smallest box around it that holds any other text holds none before it: a picture
    above the title of a card.
    """
    if linked.line < 0 or _is_above(link, shown):
        linked.is_above = True
        linked.line += 1


def _is_above(link: Element, shown: Mapping[Element, bool]) -> bool:
    each = link
    for around in islice(link.iterancestors(), MOST_BESIDE):
        if shown[around]:
            if _is_filled(around.text) or _holds_text(each, shown, before=True):
                return False
            if _is_filled(each.tail) or _holds_text(each, shown, before=False):
                return True
        each = around
    return False


def _holds_text(element: Element, shown: Mapping[Element, bool], before: bool) -> bool:
    """Whether text is in the elements before one, in the same box, or between them; or in those after it."""
    beside = islice(element.itersiblings(preceding=before), MOST_BESIDE)
    return any(_is_filled(each.tail) or (each.tag not in NOT_WORDS and shown[each]) for each in beside)


def _is_filled(text: str | None) -> bool:
    return text is not None and not text.isspace() and text != ""
