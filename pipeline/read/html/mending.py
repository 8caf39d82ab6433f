"""What browsers make of faults in markup where the parser leaves words out: the bytes as they have to be for it.

Of what it puts in the head, the body is made.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from pipeline.read.html.element import BLOCK, BOXES_LEFT_OUT
from pipeline.read.limits import DEEPEST

# Characters that no tree is given, though the parser gives them: U+FFFE, U+FFFF and controls, written as references too
# ("&#8;"). Some are blanks of a text.
NONCHARACTERS: Final = ("\ufffe".encode(), "\uffff".encode())
CONTROLS: Final = bytes({*range(0x1C)} - {*b"\t\n\v\f\r"})
BLANKS: Final = bytes.maketrans(b"\v\f\x1c\x1d\x1e\x1f", b"      ")
CHARACTER_REFERENCE: Final = re.compile(rb"&#(?:[xX]0*([0-9a-fA-F]{1,4})(?![0-9a-fA-F])|0*([0-9]{1,5})(?![0-9]));?")
# `<style\x1e>` is an element that nobody knows; the parser cannot look up such a name.
NAME_WITH_CONTROL: Final = re.compile(rb"(</?[a-zA-Z][^\0-\x20/>]{0,20})[\0-\x08\v\x0e-\x1f]+")
# End tags of which browsers make a line break and an empty paragraph where nothing begins them, and the parser nothing.
BREAKS: Final = re.compile(rb"</br\s*>|</p\s*>(?=\s*(?:[^<\s]|<(?:a|b|em|i|span|strong)\b))", re.IGNORECASE)
# After these browsers go on where they were, and the parser leaves out what comes: "</p></body><p>Zwolle". What is in
# the tag, as in "</body </html>", is not longer.
CLOSES_PAGE: Final = re.compile(rb"</(?:body|html)(?:[\s/][^>]{0,200})?>", re.IGNORECASE)
# Elements that end a drawing or a formula, and those in one that hold text and end none (WHATWG, "foreign content").
DRAWINGS: Final = ("svg", "math")
ENDS_DRAWING: Final = frozenset(
    """b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta
    nobr ol p pre ruby s small span strong strike sub sup table tt u ul var""".split()
)
HOLDS_TEXT: Final = tuple("foreignobject desc title annotation-xml mi mo mn ms mtext".split())
TAG_NAMES: Final = "|".join([*DRAWINGS, *ENDS_DRAWING, *HOLDS_TEXT])
TAG_OF_DRAWING: Final = re.compile(rf"<(/?)({TAG_NAMES})(?=[\s/>])[^<>]*>".encode(), re.IGNORECASE)
# Elements whose end ends the boxes in them (WHATWG, "has an element in scope"): "<object><h3>een</object>".
ENDS_BOXES: Final = BLOCK | BOXES_LEFT_OUT | frozenset("applet marquee object".split())
OF_HEAD: Final = frozenset("title meta link base script style noscript bgsound".split())


def without_controls(data: bytes) -> bytes:
    """The page without the characters that no tree is given: a text in it could not be moved."""
    data = NAME_WITH_CONTROL.sub(rb"\1_", data).translate(BLANKS, CONTROLS)
    for each in NONCHARACTERS:
        data = data.replace(each, b"")
    return CHARACTER_REFERENCE.sub(_without_control, data)


def _without_control(reference: re.Match[bytes]) -> bytes:
    """A reference to a character, unless that is one of those that no tree is given."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    if code < 0x20:
        return bytes([code]).translate(BLANKS, CONTROLS)
    return b"" if chr(code).encode("utf-8", "replace") in NONCHARACTERS else reference[0]


def without_early_ends(data: bytes) -> bytes:
    """The page without the end tags of itself, where something is after them."""
    first = CLOSES_PAGE.search(data)
    return CLOSES_PAGE.sub(b"<!>", data) if first and CLOSES_PAGE.sub(b"", data[first.end() :]).strip() else data


def mended(data: bytes, root: etree._Element, unbegun: set[str]) -> bytes:
    """The page with the ends that browsers add; the same object where the tree that was made of it lacks none.

    The parser closes a box with what is around it, or passes an end tag over where a box is open: the words after an
    end tag that is `unbegun` to it, as in "<span><p></span>een</p>twee" and "<h3><div>een</h3>twee", are no part of
    those before it.
    """
    if _has_boxes_in_drawings(root):
        data = _with_ends_of_drawings(data)
    if not unbegun.isdisjoint({"br", "p"}):
        data = BREAKS.sub(rb"\g<0><br>", data)
    if boxes := unbegun & ENDS_BOXES:
        ends = rf"</(?:{'|'.join(boxes)})(?:[\s/][^>]*)?>(?=\S)"
        data = re.sub(ends.encode(), rb"\g<0> ", data, flags=re.IGNORECASE)
    return data


def end_head(root: etree._Element) -> None:
    """Begin the body, as browsers do, where anything is in the head that is not of one: "<title></title><x-page>"."""
    head = root.find("head")
    at = next((n for n, child in enumerate(head) if _begins_body(child)), None) if head is not None else None
    if head is None or at is None:
        return
    moved, body = head[at:], root.find("body")
    if body is None:
        after = root.index(head) + 1
        root[after:after] = moved
    else:
        moved[-1].tail, body.text = (moved[-1].tail or "") + (body.text or ""), None
        body[:0] = moved


def _begins_body(child: etree._Element) -> bool:
    """Whether an element is none of a head, or holds what is none: what is in `noscript` may be the whole page."""
    if child.tag != "noscript":
        return child.tag not in OF_HEAD
    bare = "".join(filter(None, (child.text, *(each.tail for each in child))))
    return bool(bare.strip()) or any(each.tag not in OF_HEAD for each in child)


def _has_boxes_in_drawings(root: etree._Element) -> bool:
    """Whether there is a box in a drawing; one within another is looked at once."""
    seen = set[etree._Element]()
    for drawing in root.iter(*DRAWINGS):
        if drawing not in seen:
            seen.update(drawing.iter())
            if any(each.tag in ENDS_DRAWING for each in drawing.iter()):
                return True
    return False


def _with_ends_of_drawings(data: bytes) -> bytes:
    """The page with an end tag wherever a box ends a drawing: "<svg><path><p>Zwolle"."""
    pieces, done = list[bytes](), 0
    around: list[str] = []  # drawings, and what holds text in them, from the outside in
    for tag in TAG_OF_DRAWING.finditer(data):
        is_end, name = tag[1] == b"/", tag[2].decode().lower()
        if name in ENDS_DRAWING and (not is_end or name in {"p", "br"}):
            while around and around[-1] in DRAWINGS:
                pieces += (data[done : tag.start()], b"</%s>" % around.pop().encode())
                done = tag.start()
        elif is_end and name in around:
            del around[len(around) - 1 - around[::-1].index(name) :]
        elif not (is_end or tag[0].endswith(b"/>")) and (name in DRAWINGS or (around and name in HOLDS_TEXT)):
            around += [name] * (len(around) < DEEPEST)
    return b"".join([*pieces, data[done:]])
