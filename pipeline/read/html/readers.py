"""What reads an element of each name, where that is no more than its text and its children."""

from __future__ import annotations

from typing import Final

from pipeline.read.html.content import NOT_CONTENT
from pipeline.read.html.element import BLOCK, INLINE
from pipeline.read.html.walk import Handler, Walk

CUSTOM: Final = "-"  # is in the name of every custom element, and of no other


class Readers(dict[str, Handler]):
    """What reads an element of each name."""

    def __missing__(self, tag: str) -> Handler:
        return self[CUSTOM] if "-" in tag else Walk.inline_text


# By the name of an element; what is in a line and more than its text is read by others: see `inline`.
READERS: Final = Readers(
    {
        **dict.fromkeys(BLOCK, Walk.box),
        **dict.fromkeys(INLINE, Walk.inline_text),
        **dict.fromkeys(NOT_CONTENT, Walk.not_content),
        **dict.fromkeys(("b", "strong"), Walk.bold),
        "del": Walk.struck_out,
        "s": Walk.struck_out,
        "strike": Walk.struck_out,
        "br": Walk.line_break,
        **dict.fromkeys(("embed", "marquee", "meter", "progress"), Walk.control),
    }
)
