"""Boxes that are more than their text and their children: panels, buttons, forms, headers, list items."""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import Final, cast

from lxml import etree

from pipeline.contacts.addresses import has_address
from pipeline.contacts.contact_line import contact_label, is_contact
from pipeline.contacts.former import STRIKE
from pipeline.definition.themes import is_theme_name
from pipeline.read.html.boilerplate import is_in_card
from pipeline.read.html.content import is_contents, panels_of
from pipeline.read.html.element import BLOCK, HEADINGS, Element
from pipeline.read.html.texts import beginning, count_words, holds_contact, whole_text
from pipeline.read.html.walk import Handler, Walk
from pipeline.read.limits import BYTES_OF_LINE, MOST_NESTED
from pipeline.read.lines import refuse_many
from pipeline.records import Kind
from pipeline.text.normalise import clean

# Where the first word of a text begins, and where its last one ends.
BEFORE_TEXT: Final = re.compile(r"(?=\S)")
AFTER_TEXT: Final = re.compile(r"(?<=\S)(?=\s*\Z)")
LINE_END: Final = re.compile(r"[\n\r\x85\u2028\u2029]\s*")  # and blank lines after it


def read_heading(walk: Walk, element: Element) -> None:
    """Read a heading with its level."""
    walk.read_as(Kind.HEADING, element, HEADINGS[element.tag])


def read_summary(walk: Walk, element: Element) -> None:
    """Read the title of a panel; boxes and spans side by side in it are lines of their own."""
    children = [child for child in element if whole_text(child)] if len(element) > 1 else []
    if len(children) > 1 and count_words(element) == sum(map(count_words, children)):
        for child in element:
            if walk.is_badge(child):
                walk.badges.append(whole_text(child))
            elif whole_text(child):
                walk.read_as(Kind.PANEL, child, is_part=True)
            else:
                walk.read(child)  # a picture may be a link
        walk.flush()
    else:
        walk.read_as(Kind.PANEL, element)


def read_panel(walk: Walk, element: Element) -> None:
    """Read an element that holds one thing."""

    def read() -> None:
        walk.inside(element)
        walk.flush()

    walk.panel(read)


def read_button(walk: Walk, button: Element) -> None:
    """A button that opens what follows it names that; any other is a control."""
    around = button.getparent()
    if button.get("aria-expanded") is not None or _is_hidden(walk, button.getnext()):
        walk.handlers["summary"](walk, button)
    elif around is not None and around.tag in HEADINGS:
        walk.read_as(Kind.HEADING, button, walk.level)
    else:
        walk.leave_out(button, "button")


def _is_hidden(walk: Walk, element: Element | None) -> bool:
    """Whether an element is hidden, or the only box in it is."""
    if element is None:
        return False
    if len(element) == 1 and not (element.text or "").strip() and _is_hidden(walk, element[0]):
        return True
    return element in walk.content.hidden


def read_form(walk: Walk, form: Element) -> None:
    """A search form is a control; a form around the whole page is how some systems are built."""
    if next(form.iter("h1", "h2", "h3", "main", "p"), None) is None:
        walk.leave_out(form, "form")
    else:
        walk.inside(form)


def read_header(walk: Walk, header: Element) -> None:
    """The banner of a site is not content; the header of an article or a card, or with a heading above it, is."""
    in_content = walk.content.whole.tag == "main" or any(
        parent.tag in {"main", "article", "section"} for parent in header.iterancestors()
    )
    if in_content or walk.is_below_heading() or header.find(".//h1") is not None or is_in_card(header, walk.content):
        walk.inside(header)
    else:
        walk.leave_out(header, "header")


def read_preformatted(walk: Walk, element: Element) -> None:
    """Each line of preformatted text is one; what is in it is read as it is elsewhere."""
    for each in cast(list[etree._Element], [*element.iter()]):
        each.text, breaks = _parted(each.text)
        each[:0] = breaks
        if each is not cast(etree._Element, element):
            tail, breaks = _parted(each.tail)
            each.tail = None  # a neighbour comes before it
            for one in reversed(breaks):
                each.addnext(one)
            each.tail = tail
            if each.tag == "pre":
                each.tag = "div"  # its lines are parted
    walk.inside(element)


def _parted(text: str | None) -> tuple[str | None, list[etree._Element]]:
    """The first line of a text, and a break before each of the others."""
    first, *others = LINE_END.split(text) if text else [text]
    refuse_many(len(others), "lines", len(text or ""), BYTES_OF_LINE)
    breaks = [etree.Element("br") for _ in others]
    for each, line in zip(breaks, others, strict=True):
        each.tail = line
    return first, breaks


def read_caption(walk: Walk, caption: Element) -> None:
    """A caption that several tables have, or below a heading that names the theme, only says that this is a table."""
    text, found = whole_text(caption), walk.lines.found
    is_below_theme = bool(found) and is_theme_name(found[-1][1], walk.source)
    again = walk.content.captions[text] > 1
    if (is_below_theme or again) and not is_theme_name(text, walk.source):
        walk.leave_out(caption, "caption")
    else:
        walk.inside(caption)


def read_list(walk: Walk, element: Element) -> None:
    """Read a list, unless it is a table of contents: nothing but links to places on the page, or to panels of tabs.

    Where an item holds a contact line below others, its items are panels: the list is but the layout of projects.
    """
    if is_contents(element):
        if panels := panels_of(element, walk.content, walk.source):
            walk.content.titles.update(panels)
            walk.elsewhere |= panels.keys()
            walk.notable |= panels.keys()
            walk.passed += panels.values()
        else:
            walk.contents.append(element)
        return
    before = walk.items_are_panels
    walk.items_are_panels = any(map(len, element)) and any(len(item) and is_project(walk, item) for item in element)
    walk.inside(element)
    walk.items_are_panels = before


def nested(read: Handler) -> Handler:
    """A reader of lists or tables that reads those within many others as boxes."""

    def read_nested(walk: Walk, element: Element) -> None:
        if walk.nested == MOST_NESTED:
            walk.inside(element)
            return
        walk.nested += 1
        read(walk, element)
        walk.nested -= 1

    return read_nested


def read_item(walk: Walk, item: Element) -> None:
    """The first paragraph of a list item has a marker; further ones are lines of their own."""
    if walk.items_are_panels:
        read_panel(walk, item)
        return
    walk.lines.marked = True
    walk.inside(item)
    walk.flush()
    walk.lines.marked = False


def read_struck(walk: Walk, element: Element) -> None:
    """Read what is struck out, and mark it: words in a line, or whole lines."""
    if walk.struck or not beginning(element, 0):
        walk.inside(element)
    elif next(element.iter(*BLOCK, "br"), None) is not None:
        walk.flush()
        walk.struck = True
        walk.inside(element)
        walk.flush()
        walk.struck = False
    else:
        inline, before = walk.inline, len(walk.inline)
        walk.inside(element)
        first = next((n for n in range(before, len(inline)) if inline[n].strip()), None)
        if first is not None:  # the pieces stay as many as they are: some may be links
            last = next(n for n in range(len(inline) - 1, -1, -1) if inline[n].strip())
            inline[first] = BEFORE_TEXT.sub(STRIKE, inline[first], count=1)
            inline[last] = AFTER_TEXT.sub(STRIKE, inline[last], count=1)


def is_project(walk: Walk, item: Element) -> bool:
    """Whether a contact line is in an item, after something else, or a heading; without a known label, a sentence."""
    first = next((text for text in item.itertext() if not text.isspace()), "")
    label = walk.source.label(clean(first))
    if label and label.kind == "contact":
        return False
    if next(item.iter(*HEADINGS), None) is not None or holds_contact(item, walk.source):
        return True
    after = dropwhile(lambda text: not text.endswith("."), [whole_text(each) for each in item.iter("p")])
    lines = [text for text in after if has_address(text)]
    return any(contact_label(text, walk.source) or is_contact(text, walk.source) for text in lines)


BOXES: Final[dict[str, Handler]] = {
    **dict.fromkeys(HEADINGS, read_heading),
    "article": read_panel,
    "button": read_button,
    "caption": read_caption,
    "del": read_struck,
    "details": read_panel,
    "form": read_form,
    "header": read_header,
    "li": read_item,
    "ol": nested(read_list),
    "pre": read_preformatted,
    "summary": nested(read_summary),
    "ul": nested(read_list),
}
