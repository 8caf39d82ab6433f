"""HTML to lines, by what is published: the tree is lxml's, walked once."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from pipeline.read.copies import drop_copies
from pipeline.read.html.boxes import BOXES
from pipeline.read.html.element import Element
from pipeline.read.html.finding import find_content
from pipeline.read.html.grids import GRIDS
from pipeline.read.html.inline import ALL_READERS, tell_links
from pipeline.read.html.mending import is_sound, mended, refuse_texts_beside_cells, without_controls
from pipeline.read.html.noted_contacts import show_noted_contacts
from pipeline.read.html.shadow import show_shadows
from pipeline.read.html.side_by_side import part_contacts
from pipeline.read.html.texts import renew_evaluator
from pipeline.read.html.walk import Walk
from pipeline.read.limits import BYTES_OF_ELEMENT, MOST_SHORT
from pipeline.read.lines import Lines, refuse_many
from pipeline.read.links import Targets
from pipeline.records import Kind, Refusal
from pipeline.text.normalise import letters_only

BEGINS = re.compile(rb"<[a-zA-Z]")

HANDLERS = {**BOXES, **GRIDS}


def read_html(data: bytes, lines: Lines) -> None:
    """Add each line of an HTML page, given as UTF-8.

    Raises:
        Refusal: the bytes hold no elements, or are nested deeper than any page is.
    """
    try:
        root = _parsed(data)
    except etree.XMLSyntaxError as error:
        raise Refusal(f"The HTML holds no element that can be read ({error.msg}). Save the page again.") from error
    if root is None:
        raise Refusal("The HTML is empty. Save the page again.")
    lines.left_out.add(show_shadows(root), "without a slot")
    if marks := show_noted_contacts(root, lines.source):
        lines.left_out.words["footnote mark"] += marks
    try:
        content = find_content(cast(Element, root), lines)
        base = next((at for each in root.iter("base") if (at := each.get("href"))), None)
        part_contacts(content.whole, content.cloaked, lines.source)
        walk = Walk(content, lines, ALL_READERS, HANDLERS, Targets(lines.source.page["url"], base))
        walk.run()
        tell_links(walk)
    except RecursionError as error:
        renew_evaluator()
        raise Refusal("The HTML is nested deeper than any page is meant to be: this is not the page.") from error
    _drop_before_heading(lines)
    drop_copies(lines)


def _parsed(data: bytes) -> etree._Element | None:
    """The tree; where the markup has faults, of what browsers make of it.

    Raises:
        Refusal: it would be of more elements than any page, or the parser gave up.
    """
    if data.count(b"<") - data.count(b"</") > MOST_SHORT:
        refuse_many(sum(1 for _ in BEGINS.finditer(data)), "elements", len(data), BYTES_OF_ELEMENT)
    data = without_controls(data)
    root, faults = _tree(data)
    if root is not None and (faults or not is_sound(data, root)):
        refuse_texts_beside_cells(root)
        root, _ = _tree(mended(data))
    return root


def _tree(data: bytes) -> tuple[etree._Element | None, int]:
    """The tree of some bytes, and how many faults the parser tells of.

    Raises:
        Refusal: it gave up before the end of the page.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    root = etree.fromstring(data, parser)
    if gave_up := parser.error_log.filter_from_fatals():
        where = f"line {gave_up[0].line} ({gave_up[0].message})"
        raise Refusal(f"The HTML cannot be read after {where}: this is not the page, or it is damaged. Save it again.")
    return root, len(parser.error_log)


def _drop_before_heading(lines: Lines) -> None:
    """What is before the page's own heading is navigation, even where nothing marks it."""
    heading = letters_only(lines.source.page["heading"])
    found = lines.found if heading else []
    at = next((n for n, line in enumerate(found) if line[0] is Kind.HEADING and letters_only(line[1]) == heading), None)
    if at:
        lines.drop(list(range(at)), "before the heading")
    if at is not None:
        lines.links[:] = [linked for linked in lines.links if linked.places or linked.line or not linked.is_above]
