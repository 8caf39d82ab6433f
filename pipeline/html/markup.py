"""HTML to lines, by what is published and not by class names: the tree is lxml's, walked once."""

from __future__ import annotations

from typing import cast

from lxml import etree

from pipeline.html.boxes import BOXES
from pipeline.html.content import find_content
from pipeline.html.element import Element
from pipeline.html.grids import GRIDS
from pipeline.html.walk import Walk
from pipeline.lines import Lines
from pipeline.records import Kind, Refusal
from pipeline.words import joined

HANDLERS = {**BOXES, **GRIDS}


def read_html(data: bytes, lines: Lines) -> None:
    """Add each line of an HTML page, given as UTF-8.

    Raises:
        Refusal: the bytes hold no elements, or are nested deeper than any page is.
    """
    try:
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refusal(f"The HTML holds no element that can be read ({error.msg}). Save the page again.") from error
    if root is None:
        raise Refusal("The HTML is empty. Save the page again.")
    try:
        content = find_content(cast(Element, root), lines.source, scripts_may_cloak=b"addy" in data)
        Walk(content, lines, HANDLERS).run()
    except RecursionError as error:
        raise Refusal("The HTML is nested deeper than any page is meant to be: this is not the page.") from error
    _drop_before_heading(lines)


def _drop_before_heading(lines: Lines) -> None:
    """What stands before the page's own heading is navigation, even where nothing marks it."""
    heading = joined(lines.source.page["heading"])
    found = lines.found
    at = next((n for n, line in enumerate(found) if line[0] is Kind.HEADING and joined(line[1]) == heading), 0)
    if at:
        lines.left_out["before the heading"] += sum(len(text.split()) for _, text, _, _ in found[:at])
        del found[:at]
        lines.panels[:] = [(max(first - at, 0), end - at) for first, end in lines.panels if end > at]
