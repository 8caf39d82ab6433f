"""HTML that a program made of printed pages: lines at places on paper, or between breaks, as the text that it is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from typing import Final

from lxml import etree

from pipeline.read.html.element import LINE_ENDS
from pipeline.read.html.texts import NOT_READ
from pipeline.read.limits import FEWEST_PRINTED, PRINTED_CHARACTER, WIDEST_SHEET

# "<p style="position:absolute;top:99px;left:51px;white-space:nowrap">": every line has a place on its sheet.
# What is between the two in a style is not longer, in characters.
PLACED = re.compile(rb"position:\s*absolute[^<>\"]{0,200}\btop:")
TOP_EDGE = re.compile(r"\btop:\s*(-?\d{1,6}(?:\.\d{1,6})?)")
LEFT_EDGE = re.compile(r"\bleft:\s*(-?\d{1,6}(?:\.\d{1,6})?)")
HEIGHT = re.compile(rb"\bline-height:\s*(\d{1,6}(?:\.\d{1,6})?)px")
LINE_BREAK, SHEET = re.compile(rb"<br\s*/?>", re.IGNORECASE), re.compile(rb"<hr\s*/?>\s*<a name", re.IGNORECASE)
BOX = re.compile(rb"<(?:p|h[1-6]|li|td|dd|dt|article|section)\b", re.IGNORECASE)

BEFORE_SIGN = re.compile(r" (?=[,.;:)])")
# What ends a line in a source is a blank of the page, so that it is free for the ends of lines and sheets, as a tab is
# for where a sheet was; a tree can hold no form feed.
AS_BLANKS = str.maketrans("\n\r\t\xa0", "    ")
SHEET_END = "\r"
PLACED_SHEET: Final = "sheet"  # an element where the boxes of a sheet were
SHEET_HERE: Final = "\t"
ENDS = {"br": "\n", "hr": f"\n{SHEET_END}\n", PLACED_SHEET: f"\n{SHEET_HERE}\n"}
BOX_NAMES: Final = LINE_ENDS - ENDS.keys()


def printed_text(data: bytes) -> str | None:
    """The text of printed pages in HTML, with a form feed between sheets; None for HTML of any other kind."""
    if len(PLACED.findall(data)) >= FEWEST_PRINTED:
        root = _root(data)
        sheets = _sheets(root)
        # The rules of a style sheet have places as well; and a site may have some boxes with one.
        if sum(map(len, sheets)) >= FEWEST_PRINTED and sum(map(_words, chain(*sheets))) * 2 > _words(root):
            height = min(map(float, HEIGHT.findall(data)), default=math.inf)  # of text: headings have higher lines
            return _with_sheets(root, sheets, height)
    if SHEET.search(data) and not BOX.search(data) and len(LINE_BREAK.findall(data)) >= FEWEST_PRINTED:
        return "\n".join(_lines(_root(data))).replace(SHEET_END, "\f")
    return None


def _root(data: bytes) -> etree._Element:
    """The tree of a page, without what nobody reads; an empty one where the page holds no element."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    found: etree._Element | None = etree.fromstring(data, parser)
    root = etree.Element("html") if found is None else found
    etree.strip_elements(root, *NOT_READ, with_tail=False)
    return root


def _words(element: etree._Element) -> int:
    return len(" ".join(map(str, element.itertext())).split())


def _with_sheets(root: etree._Element, sheets: list[list[etree._Element]], height: float) -> str:
    """The text of sheets, and before and after each of them what is on the page there and has no place."""
    texts = []
    for sheet in sheets:
        texts.append("\n".join(_by_place(sheet, height)))
        for box in sheet:
            box.clear(keep_tail=True)
        sheet[0].tag = PLACED_SHEET
    beside = "\n".join(_lines(root)).replace(SHEET_END, "\f").split(SHEET_HERE)
    pairs = zip_longest(beside, texts, fillvalue="")
    return "\f".join([text for pair in pairs for text in pair if text.strip()])


def _sheets(root: etree._Element) -> list[list[etree._Element]]:
    """The boxes with a place, those of one parent together; none where one is within another, which print has not."""
    sheets: dict[etree._Element | None, list[etree._Element]] = {}
    for box in filter(_is_placed, root.iter("p", "div")):
        if any(map(_is_placed, islice(box.iter("p", "div"), 1, None))):
            return []
        sheets.setdefault(box.getparent(), []).append(box)
    return list(sheets.values())


def _is_placed(box: etree._Element) -> bool:
    return "absolute" in box.get("style", "") and TOP_EDGE.search(box.get("style", "")) is not None


def _by_place(sheet: list[etree._Element], height: float) -> Iterator[str]:
    """The lines of a sheet from its top down, those that begin at one height as one line, each as far in as it is.

    An empty line is where there is more than half a line of text, whose `height` is in pixels, between two boxes.
    """
    rows: dict[float, list[tuple[float, list[str]]]] = {}
    ends: dict[float, float] = {}
    for box in sheet:
        top, lines = _number(TOP_EDGE, box), _lines(box)
        rows.setdefault(top, []).append((_number(LEFT_EDGE, box), lines))
        ends[top] = max(ends.get(top, 0), top + (len(lines) + 0.5) * height)
    edge, end = min(left for row in rows.values() for left, _ in row), math.inf
    for top, row in sorted(rows.items()):
        indent = " " * min(int((min(row)[0] - edge) / PRINTED_CHARACTER), WIDEST_SHEET)
        parts = [lines for _, lines in sorted(row)]
        yield from [""] if top > end else []
        yield indent + BEFORE_SIGN.sub("", " ".join(first for first, *_ in parts))
        yield from (indent + line for _, *rest in parts for line in rest)
        end = ends[top]


def _number(form: re.Pattern[str], box: etree._Element) -> float:
    found = form.search(box.get("style", ""))
    return float(found[1]) if found else 0


def _lines(element: etree._Element) -> list[str]:
    """The lines of an element, between its breaks and the boxes in it; a rule is the end of a sheet."""
    for each in element.iter():
        text, tail = ((part or "").translate(AS_BLANKS) for part in (each.text, each.tail))
        edge = "\n" if each.tag in BOX_NAMES and each is not element else ""
        each.text, each.tail = ENDS.get(str(each.tag), edge + text), edge + tail
    return [line.strip(" ") for line in "".join(map(str, element.itertext())).split("\n")]
