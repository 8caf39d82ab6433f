"""HTML that a program made of printed pages: lines at places on paper, or between breaks, as the text that it is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from pipeline.read.limits import FEWEST_PRINTED, PRINTED_CHARACTER

# "<p style="position:absolute;top:99px;left:51px;white-space:nowrap">": every line has a place on its sheet.
# What is between the two in a style is not longer, in characters.
PLACED = re.compile(rb"position:\s*absolute[^<>\"]{0,200}\btop:")
TOP_EDGE = re.compile(r"\btop:\s*(-?\d{1,6}(?:\.\d{1,6})?)")
LEFT_EDGE = re.compile(r"\bleft:\s*(-?\d{1,6}(?:\.\d{1,6})?)")
HEIGHT = re.compile(rb"\bline-height:\s*(\d{1,6}(?:\.\d{1,6})?)px")
LINE_BREAK, SHEET = re.compile(rb"<br\s*/?>", re.IGNORECASE), re.compile(rb"<hr\s*/?>\s*<a name", re.IGNORECASE)
BOX = re.compile(rb"<(?:p|h[1-6]|li|td|dd|dt|article|section)\b", re.IGNORECASE)

BEFORE_SIGN = re.compile(r" (?=[,.;:)])")
# What ends a line in a source is a blank of the page, so that it is free for the ends of lines and sheets; a tree can
# hold no form feed.
AS_BLANKS = str.maketrans("\n\r\xa0", "   ")
SHEET_END = "\r"
ENDS = {"br": "\n", "hr": f"\n{SHEET_END}\n", "style": "", "script": ""}


def printed_text(data: bytes) -> str | None:
    """The text of printed pages in HTML, with a form feed between sheets; None for HTML of any other kind."""
    placed, has_sheets = len(PLACED.findall(data)), SHEET.search(data) is not None
    boxes = len(BOX.findall(data)) if placed >= FEWEST_PRINTED or has_sheets else 0
    sheets = _sheets(_root(data)) if placed >= FEWEST_PRINTED and placed * 2 > boxes else []
    if sum(map(len, sheets)) >= FEWEST_PRINTED:  # the rules of a style sheet have places as well
        height = min(map(float, HEIGHT.findall(data)), default=math.inf)  # of text: headings have higher lines
        return "\f".join("\n".join(_by_place(sheet, height)) for sheet in sheets)
    if has_sheets and not boxes and len(LINE_BREAK.findall(data)) >= FEWEST_PRINTED:
        body = _root(data).find("body")
        return None if body is None else "\n".join(_lines(body)).replace(SHEET_END, "\f")
    return None


def _root(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True))


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
        indent = " " * int((min(row)[0] - edge) / PRINTED_CHARACTER)
        parts = [lines for _, lines in sorted(row)]
        yield from [""] if top > end else []
        yield indent + BEFORE_SIGN.sub("", " ".join(first for first, *_ in parts))
        yield from (indent + line for _, *rest in parts for line in rest)
        end = ends[top]


def _number(form: re.Pattern[str], box: etree._Element) -> float:
    found = form.search(box.get("style", ""))
    return float(found[1]) if found else 0


def _lines(box: etree._Element) -> list[str]:
    """The lines of a box, between its breaks; a rule is the end of a sheet."""
    for each in box.iter():
        text, tail = ((part or "").translate(AS_BLANKS) for part in (each.text, each.tail))
        each.text, each.tail = ENDS.get(str(each.tag), text), tail
    return [line.strip(" ") for line in "".join(map(str, box.itertext())).split("\n")]
