"""What reading uses of an lxml element: of a tree without comments, in which every tag is a string."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Protocol, overload

# Elements that are in a line of text; every unknown element is too.
INLINE: Final = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr output picture q rp rt
    ruby s samp small source span strike strong sub sup time tt u var wbr joomla-hidden-mail""".split()
)
BLOCK: Final = frozenset(
    """address article blockquote body button caption center col colgroup dd details dir div dl dt fieldset figure form
    h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main ol optgroup p plaintext pre section summary table
    tbody td tfoot th thead tr ul xmp""".split()
)
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
BOXES_LEFT_OUT: Final = frozenset("aside dialog figcaption footer menu nav option search".split())
# Before and after which a line ends.
LINE_ENDS: Final = BLOCK | BOXES_LEFT_OUT | {"br"}
AS_WRITTEN: Final = re.compile(r"[a-z][a-z0-9-]{,30}")  # as an author writes it


class Element(Protocol):
    """An element of HTML."""

    tag: str
    text: str | None
    tail: str | None

    @overload
    def get(self, key: str) -> str | None: ...
    @overload
    def get(self, key: str, default: str) -> str: ...
    def keys(self) -> list[str]:
        """The names of its attributes."""

    def items(self) -> list[tuple[str, str]]:
        """The names and values of its attributes."""

    def iter(self, *tags: str) -> Iterator[Element]:
        """Itself and what it holds, in document order."""

    def itertext(self) -> Iterator[str]:
        """The pieces of text in it."""

    def iterancestors(self, *tags: str) -> Iterator[Element]:
        """What holds it, from the inside out."""

    def remove(self, element: Element) -> None:
        """Take a child away, with the text after it."""

    def getparent(self) -> Element | None:
        """What holds it."""

    def getprevious(self) -> Element | None:
        """What is before it."""

    def getnext(self) -> Element | None:
        """What follows it."""

    def itersiblings(self, *, preceding: bool) -> Iterator[Element]:
        """What is before it, from there on backwards, or what follows it."""

    def find(self, path: str) -> Element | None:
        """The first element at a path."""

    def __iter__(self) -> Iterator[Element]: ...
    def __len__(self) -> int: ...
    def __getitem__(self, at: int) -> Element: ...


def name_of(element: Element) -> str:
    """The name of an element as it can be told; where only a fault of markup makes it, "element"."""
    return element.tag if AS_WRITTEN.fullmatch(element.tag) else "element"
