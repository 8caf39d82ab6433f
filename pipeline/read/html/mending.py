"""What browsers make of faults in markup: a page that has some is parsed as the HTML standard says, and written anew.

Of what is nested in no way that the standard knows, lxml makes another tree: what is after `</html>`, or after an end
tag that it passes over, as in "<nav><div>Menu</nav>", would be lost or be part of what is before it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from lxml import etree

from pipeline.read.html.element import BLOCK, BOXES_LEFT_OUT
from pipeline.read.limits import BYTES_OF_ELEMENT, MOST_ALIKE, MOST_ATTRIBUTES, MOST_BESIDE_CELLS, MOST_OPTIONS
from pipeline.read.lines import refuse_many
from pipeline.records import Refusal

# Characters that no tree is given, though the parser gives them: U+FFFE, U+FFFF and controls, written as references too
# ("&#8;"). Some are blanks of a text.
NONCHARACTERS: Final = ("\ufffe".encode(), "\uffff".encode())
BEGIN_NONCHARACTERS: Final = b"\xef\xbf"
BLANKS: Final = b"\v\f\x1c\x1d\x1e\x1f"
CONTROLS: Final = bytes({*range(0x20)} - {*b"\t\n\r", *BLANKS})
TO_BLANKS: Final = bytes.maketrans(BLANKS, b" " * len(BLANKS))
CHARACTER_REFERENCE: Final = re.compile(rb"&#(?:[xX]0*([0-9a-fA-F]{1,4})(?![0-9a-fA-F])|0*([0-9]{1,5})(?![0-9]));?")
# `<style\x1e>` is an element that nobody knows; the parser cannot look up such a name.
NAME_WITH_CONTROL: Final = re.compile(rb"(</?[a-zA-Z][^\0-\x20/>]{0,20})[\0-\x08\v\x0e-\x1f]+")
# What is in the tag, as in "</body </html>", is not longer.
ENDS_PAGE: Final = re.compile(rb"</(?:body|html)(?:[\s/][^>]{0,200})?>", re.IGNORECASE)
OF_HEAD: Final = frozenset("title meta link base script style bgsound".split())
DRAWINGS: Final = ("svg", "math")
# The parts of a table that hold no text of their own, and what they may hold.
UNSEEN_PARTS: Final = frozenset("script style template".split())
ROWS: Final = frozenset(["tr"]) | UNSEEN_PARTS
OF_TABLES: Final = {
    "table": ROWS | frozenset("caption colgroup col thead tbody tfoot".split()),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ROWS),
    "tr": frozenset(["td", "th"]) | UNSEEN_PARTS,
}
TAG: Final = re.compile(rb"""(<(/?)([a-z][a-z0-9]*)(?:[^<>=]++|=\s*+(?:"[^"]*"|'[^']*')?)*+)""")
# Elements that browsers begin again in the next box, where nothing ends them, and those in which only what is begun
# there is (WHATWG, "the list of active formatting elements").
BEGUN_AGAIN: Final = frozenset(b"a b big code em font i nobr s small strike strong tt u".split())
APART: Final = frozenset(b"applet caption marquee object td template th".split())
ROOT: Final = re.compile(rb"<(?:html|body)(?=[\s/>])[^>]*>", re.IGNORECASE)
OPTION: Final = re.compile(rb"</?option(?=[\s/>])[^<>]*>", re.IGNORECASE)
END_OF_BOX: Final = re.compile(rf"</(?:{'|'.join(BLOCK | BOXES_LEFT_OUT)})>(?=\S)".encode())


def without_controls(data: bytes) -> bytes:
    """The page without the characters that no tree is given: a text in it could not be moved."""
    if len(data.translate(None, CONTROLS + BLANKS)) < len(data):  # hardly any page has one
        data = NAME_WITH_CONTROL.sub(rb"\1_", data).translate(TO_BLANKS, CONTROLS)
    if BEGIN_NONCHARACTERS in data:
        for each in NONCHARACTERS:
            data = data.replace(each, b"")
    return CHARACTER_REFERENCE.sub(_without_control, data)


def _without_control(reference: re.Match[bytes]) -> bytes:
    """A reference to a character, unless that is one of those that no tree is given."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    if code < 0x20:
        return bytes([code]).translate(TO_BLANKS, CONTROLS)
    return b"" if chr(code).encode("utf-8", "replace") in NONCHARACTERS else reference[0]


def is_sound(data: bytes, root: etree._Element) -> bool:
    """Whether a page in which lxml found no fault has none of those that it does not tell of.

    Something is after its end, or in its head, a table or a drawing that is of none.
    """
    end = ENDS_PAGE.search(data)
    if end and ENDS_PAGE.sub(b"", data[end.end() :]).strip():
        return False
    if any(map(_holds_others, root.iter(*OF_TABLES))):
        return False
    head = root.find("head")
    drawings = [*root.iter(*DRAWINGS)]
    if drawings and (b"<![CDATA[" in data or _hold_boxes(drawings)):
        return False
    return head is None or all(each.tag in OF_HEAD for each in head)


def _holds_others(part: etree._Element) -> bool:
    """Whether a part of a table holds a text or an element that browsers show before the table."""
    may_hold = OF_TABLES[str(part.tag)]
    return any(child.tag not in may_hold for child in part) or any(_beside_cells(part))


def _beside_cells(part: etree._Element) -> Iterator[str]:
    """The texts in a part of a table that are in no cell."""
    texts = (part.text, *(child.tail for child in part))
    return (text for text in texts if text and not text.isspace())


def refuse_texts_beside_cells(root: etree._Element) -> None:
    """Refuse a page with more text between the rows of tables than any has: browsers put all of it together.

    At each piece the parser writes all those before it anew, and keeps what it had written. Texts that an element
    parts, as a `<br>`, stay apart.

    Raises:
        Refusal: it has.
    """
    rows = (child for part in root.iter(*OF_TABLES) for child in part if child.tag in OF_TABLES[str(part.tag)])
    texts = [row.tail for row in rows if row.tail and not row.tail.isspace()]
    if len(texts) * sum(map(len, texts)) > MOST_BESIDE_CELLS:
        raise Refusal(f"It has {len(texts):,} texts between the rows of its tables: this is not the page.")


def _hold_boxes(drawings: list[etree._Element]) -> bool:
    """Whether a box, or what would be a tag in one, is in one of the drawings; one within another is looked at once."""
    seen = set[etree._Element]()
    for drawing in drawings:
        if drawing not in seen:
            seen.update(drawing.iter())
            if any(each.tag in BLOCK or "<" in (each.text or "") for each in drawing.iter()):
                return True
    return False


def mended(data: bytes) -> bytes:
    """The page as browsers take it, each element ended where they end it.

    A blank is after each box: lxml parts some that may be nested ("<dt><dl>"), and takes what follows for one word.

    Raises:
        Refusal: they make more elements of it than any page has, or than there is memory for.
    """
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError  # few pages have faults

    again = "elements that browsers begin again, since nothing ends them"
    refuse_many(_begun_again(data), again, len(data), BYTES_OF_ELEMENT)
    data = _without_roots(data)
    if data.count(b"<option") + data.count(b"<OPTION") > MOST_OPTIONS:
        data = OPTION.sub(b" ", data)
    try:
        html = LexborHTMLParser(data).html or ""
    except SelectolaxError as error:
        raise Refusal(f"The HTML cannot be read ({error}): this is not the page. Save it again.") from error
    return END_OF_BOX.sub(rb"\g<0> ", html.encode())


def _without_roots(data: bytes) -> bytes:
    """The page, and but for its first ones no tag that begins all of it: browsers give it the attributes of each."""
    if len(ROOT.findall(data)) <= MOST_ATTRIBUTES:
        return data
    first = next(ROOT.finditer(data)).end()
    return data[:first] + ROOT.sub(b"", data[first:])


def _begun_again(data: bytes) -> int:
    """How many elements browsers add at most, since they begin in each box again what nothing ended before it.

    One with many attributes counts as several: they are begun again as well. So does what looks like a tag in a script.
    """
    opened: defaultdict[bytes, list[tuple[bytes, int]]] = defaultdict(list)  # tags, and in how many cells each is
    alike: Counter[bytes] = Counter()
    again = cells = number = 0
    for tag, end, name in TAG.findall(data.lower()):
        if name in APART:
            cells += -1 if end else 1
        elif name not in BEGUN_AGAIN:
            again += number
        else:
            if (end or name == b"a") and opened[name] and opened[name][-1][1] >= cells:  # a link ends another
                ended, _ = opened[name].pop()
                alike[ended] -= 1
                number -= _much(ended)
            if not end and alike[tag] < MOST_ALIKE:
                opened[name].append((tag, cells))
                alike[tag] += 1
                number += _much(tag)
    return again


def _much(tag: bytes) -> int:
    return max(1, len(tag) // BYTES_OF_ELEMENT)
