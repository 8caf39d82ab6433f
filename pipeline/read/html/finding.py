"""Finding the content of an HTML page: its main part, and what nobody sees, which is taken away and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.definition.source import Source
from pipeline.read.html.attributes import Attributes, within_few
from pipeline.read.html.badges import find_badges
from pipeline.read.html.cloaked_addresses import find_cloaked
from pipeline.read.html.content import NOT_CONTENT, Content, is_copy, name_panels
from pipeline.read.html.element import BLOCK, Element
from pipeline.read.html.hidden import Styles, find_hidden, panels_in, take_away
from pipeline.read.html.texts import holds_contact, is_amid_text, lines_within, texts_of
from pipeline.read.left_out import ADDRESS, looks_like
from pipeline.read.lines import Lines
from pipeline.records import Remark
from pipeline.text.normalise import counted

# Beginnings of class names and ids, or of parts of them, that mark boilerplate where no element and no role does. A
# footer of a card or a panel may hold the contact of a project; that of a site has one of the names at the end.
BOILERPLATE_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:cookie|consent|breadcrumb|skip-?link|sidebar|navbar)"
    r"|(?:^|\s)(?:footer|site-footer|page-footer|main-footer|global-footer)(?:\s|$)"
)
BOILERPLATE_ROLES: Final = frozenset(
    """navigation banner contentinfo search complementary dialog alertdialog menu menubar status tooltip""".split()
)
# A quick look at the letters before the pattern itself is tried.
MAY_BE_BOILERPLATE: Final = re.compile(r"cookie|consent|bread|skip|side|navb|foot")


def find_content(root: Element, lines: Lines) -> Content:
    """The content of a page; what nobody sees of it is taken away and counted."""
    source = lines.source
    attributes = Attributes(root)
    whole, beside = _main(root, attributes, source)
    styles = Styles(root, attributes)
    content = Content(whole, beside, source)
    content.marked.update(within_few(_marked(attributes)))
    content.struck.update(*(struck for style, struck in attributes.valued["style"].items() if "line-through" in style))
    content.with_role.update(*attributes.valued["role"].values())
    content.badges.update(find_badges(attributes))
    name_panels(content, attributes)
    hiding = (attributes.named["hidden"], *attributes.valued["aria-hidden"].values())
    content.copies.update(filter(is_copy, within_few(each for elements in hiding for each in elements)))
    _take_away_unseen(content, attributes, styles, lines)
    content.cloaked = find_cloaked(root, attributes, styles)
    return content


def _marked(attributes: Attributes) -> Iterator[Element]:
    """The elements that a class name, an id or a role marks as boilerplate."""
    for name, elements in (*attributes.valued["class"].items(), *attributes.valued["id"].items()):
        lower = name.lower()
        if MAY_BE_BOILERPLATE.search(lower) and BOILERPLATE_NAME.search(lower):
            yield from elements
    for role in BOILERPLATE_ROLES & attributes.valued["role"].keys():
        yield from attributes.valued["role"][role]


def _take_away_unseen(content: Content, attributes: Attributes, styles: Styles, lines: Lines) -> None:
    """Take away what nobody sees, unless it is a panel that something opens; nothing that follows need know of it."""
    found = find_hidden(attributes, styles)
    content.hidden = {each for each in found if each.tag not in NOT_CONTENT}
    dialogs = (each for each in content.whole.iter("dialog") if each.get("open") is None)
    content.never_seen = (found - content.hidden).union(dialogs, content.whole.iter("template"))
    boxes = within_few(box for box in content.hidden if box.tag in BLOCK and box not in content.copies)
    opened = {box for box in boxes if box in content.titles or _is_opened(box)}
    closed = [box for box in boxes if box not in opened]
    unseen = content.hidden - content.copies - opened - panels_in(closed, content.hidden, content.whole, lines.source)
    taken = list[Element]()
    for element in attributes.in_order(unseen):
        around = {*element.iterancestors()}
        if unseen.isdisjoint(around):
            _tell_unseen(content, element, around, lines)
            taken.append(element)
    take_away(taken)


def _tell_unseen(content: Content, element: Element, around: set[Element], lines: Lines) -> None:
    """Count the words of what is taken away, and tell of what may be a project."""
    texts = texts_of(element)
    to_tell = [texts, lines_within(element, {})]
    is_of_page = content.whole in around and not any(each.tag in NOT_CONTENT for each in around)
    is_contact = is_of_page and not {"contact", ADDRESS}.isdisjoint(looks_like(to_tell, lines.source))
    is_text = is_of_page and element.tag in BLOCK and content.landmarks.are_around(element)
    is_text = is_text and not content.landmarks.hold_other(element)
    lines.left_out.add(texts, "hidden", *([[]] if is_contact else to_tell), is_text=is_text)
    if is_contact:
        expected = "no text that is hidden, and that nothing opens, holds a contact"
        detail = f"{element.tag} with the class {element.get('class')}" if element.get("class") else element.tag
        words = counted(len(" ".join(texts).split()), "word")
        lines.remarks.append(Remark("hidden_text", "warning", expected, words, detail))


def _is_opened(box: Element) -> bool:
    """Whether a button or the like is right before a box, or before what is around nothing but the box."""
    before = box.getprevious()
    around = box.getparent()
    if before is None:
        return around is not None and len(around) == 1 and not (around.text or "").strip() and _is_opened(around)
    openers = [*before.iter("a", "button", "label", "summary")]
    if not openers or is_amid_text(openers[-1]):
        return False
    return openers[-1].tag != "a" or (len(openers) == 1 and _is_button(openers[-1], box))


def _is_button(link: Element, box: Element) -> bool:
    """Whether a click on a link does something on the page, or leads to the box, and not to "#top"."""
    if link.get("onclick") is not None:
        return True
    scheme, mark, fragment = link.get("href", "#").partition("#")
    return scheme.startswith("javascript:") or (not scheme and bool(mark) and fragment in ("", box.get("id")))


def _main(root: Element, attributes: Attributes, source: Source) -> tuple[Element, list[Element]]:
    """The one main element where it holds projects, with what is beside the path to it; otherwise the body."""
    whole = next((child for child in root if child.tag == "body"), root)
    mains = {*root.iter("main"), *attributes.valued["role"].get("main", ())}
    if len(mains) != 1:
        return whole, []
    main = mains.pop()
    return (main, list(_beside(main, whole))) if holds_contact(main, source) else (whole, [])


def _beside(main: Element, whole: Element) -> Iterator[Element]:
    """The elements beside the path from the body to main."""
    child = main
    while child is not whole and (parent := child.getparent()) is not None:
        yield from (other for other in parent if other is not child)
        child = parent
