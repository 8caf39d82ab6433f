"""What is in a line and more than its text: links, pictures, scripts, marks of footnotes, buttons, custom elements."""

from __future__ import annotations

import re
from typing import Final

from pipeline.contacts.addresses import has_address, has_written_at, may_have_number
from pipeline.definition import dutch
from pipeline.read.html import email_cloaking
from pipeline.read.html.element import BLOCK, INLINE, Element
from pipeline.read.html.hidden import hides
from pipeline.read.html.readers import CUSTOM, READERS, Readers
from pipeline.read.html.texts import beginning, text_after, whole_text
from pipeline.read.html.walk import Handler, Walk
from pipeline.read.links import Linked
from pipeline.records import Kind, LinkKind, Remark
from pipeline.text.normalise import clean, fold

# Elements that hold one line: a custom element in them is a word of it.
ONE_LINE: Final = INLINE | frozenset("h1 h2 h3 h4 h5 h6 p summary dt legend caption button a b strong".split())
# "weerbaarheid<sup>1</sup>", "[2]" to the foot of the page, "<sup>*</sup>"; but "m<sup>2</sup>" and "10<sup>6</sup>".
FOOTNOTE_SIGN: Final = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡])(?:, ?\d{1,3})*[\])]?")
UNIT: Final = re.compile(r"(?:^|[\s\d(])(?:[kdch]?m|10)$")
# What is instead of the @ in a picture of it.
PICTURED_AT: Final = frozenset({"@", *dutch.words("addresses", "at")})
# What is instead of an address until a script has run.
PROTECTED_TEXT: Final = re.compile(r"[\[*(]*(?:protected e-?mail|e-?mail protected)[\])*]*", re.IGNORECASE)


def read_script(walk: Walk, script: Element) -> None:
    """A script may write an address where it is, and hide what is after it from those who run it."""
    if (text := script.text) and "document.write" in text:
        written = email_cloaking.written(text)
        if address := email_cloaking.address_in(written):
            walk.inline.append(address)
        if hides(written) and script.tail:
            walk.lines.left_out.add([script.tail], "hidden")
            script.tail = None


def read_picture(walk: Walk, picture: Element) -> None:
    """A picture may stand for an address, or for the sign in one, so that harvesters do not find it."""
    alt = (picture.get("alt") or "").strip("[()] ")
    if alt.lower() in PICTURED_AT:
        if walk.inline and not walk.inline[-1][-1:].isspace():
            walk.inline.append("@")
        return
    walk.gap()
    if "@" in alt and has_address(alt):
        walk.inline.append(alt)
        walk.gap()


def read_link(walk: Walk, link: Element) -> None:
    """Read a link, and note where it leads; the mark of a footnote is none."""
    if link in walk.elsewhere:
        walk.inline_text(link)
        return
    href = link.get("href") or ""
    if href.startswith("#") and _is_footnote(link):
        walk.leave_out(link, "footnote mark")
        return
    linked = walk.anchors.begin(link, walk.inline)
    _read_words(walk, link, href, linked)
    if linked:
        walk.anchors.end(walk.inline)


def _read_words(walk: Walk, link: Element, href: str, linked: Linked | None) -> None:
    """Read the words of a link; the address that it writes to is after them, in <>, unless they hold one."""
    addresses = _addresses(walk, link, href, linked)
    if not addresses:
        walk.linked.append(len(walk.lines.found))
        walk.styled_text(Kind.LINK, link)
        if (number := email_cloaking.called(href)) and not may_have_number(whole_text(link)):
            walk.inline.append(f" <{number}>")
            walk.gap()
        return
    before = len(walk.inline)
    walk.inside(link)
    shown = clean("".join(walk.inline[before:])) or whole_text(link)
    if shown.lower() in addresses:
        if 0 < before < len(walk.inline):  # no box in the link ended its line
            walk.gaps.append(before)  # "Ria Tak<a href='mailto:…'>r.tak@assen.nl"
        return
    if PROTECTED_TEXT.fullmatch(shown):
        walk.inline[before:] = [address := " ".join(addresses)]
        walk.leave_out_instead(shown, address)
        return
    if "@" not in shown and not has_written_at(shown):
        walk.inline.append(" " + " ".join(f"<{address}>" for address in addresses))
        walk.gap()
    elif "@" in shown and not any(fold(address) in fold(shown) for address in addresses):
        where = f"link in line {len(walk.lines.found) + 1}"
        expected = "the link writes to the address it shows"
        walk.lines.remarks.append(Remark("link_address", "warning", expected, "another address", where))


def _addresses(walk: Walk, link: Element, href: str, linked: Linked | None) -> list[str]:
    """The addresses that a link writes to."""
    if cloaked := walk.cloaked.get(link):
        return [cloaked]
    if linked and linked.kind is LinkKind.EMAIL:
        return linked.url.removeprefix(email_cloaking.MAILTO).split(",")
    found = email_cloaking.shown_on_hover(link)
    if not found and href.startswith("javascript:") and "mail" in href.lower():
        where, expected = f"link in line {len(walk.lines.found) + 1}", "the address that a script writes to"
        walk.lines.remarks.append(Remark("hidden_address", "warning", expected, "none", where))
    return found


def tell_links(walk: Walk) -> None:
    """Tell of contact lines with a link and no address, which the next line does not give either."""
    found = walk.lines.found
    for n in dict.fromkeys(walk.linked):
        label = found[n][3] if n < len(found) else None
        if label is None or label.kind != "contact" or label.alone:
            continue
        if not any(has_address(line[1]) for line in found[n : n + 2]):
            expected = "each link in a contact line gives an address"
            walk.lines.remarks.append(Remark("contact_link", "warning", expected, "none", f"line {n + 1}"))


def read_superscript(walk: Walk, element: Element) -> None:
    """The mark of a footnote is no part of the word before it."""
    if walk.inline and _is_footnote(element) and not UNIT.search(walk.inline[-1]):
        walk.leave_out(element, "footnote mark")
    else:
        walk.inline_text(element)


def _is_footnote(element: Element) -> bool:
    return FOOTNOTE_SIGN.fullmatch(beginning(element)) is not None


def read_custom(walk: Walk, element: Element) -> None:
    """A custom element is a box, but in a line that goes on around it, and in what holds but one line."""
    around = element.getparent()
    is_in_line = walk.inline or (element.tail or "").strip() or (around is not None and around.tag in ONE_LINE)
    if is_in_line and next(element.iter(*BLOCK), None) is None:
        walk.inline_text(element)
    else:
        walk.box(element)


def read_button_in_line(walk: Walk, button: Element) -> None:
    """A button in a sentence that goes on after it is a word that a glossary explains."""
    if button in walk.cloaked:
        walk.inline_text(button)
        return
    if button in walk.elsewhere:
        walk.box(button)
        return
    is_word = text_after(button) and ("".join(walk.inline).strip() or button.get("aria-expanded") is None)
    label = walk.source.label(whole_text(button)) if is_word else None
    if is_word and not (label and label.kind == "furniture"):
        walk.control(button)
    else:
        walk.box(button)


IN_LINE: Final[dict[str, Handler]] = {
    "a": read_link,
    "button": read_button_in_line,
    "image": read_picture,
    "img": read_picture,
    "script": read_script,
    "sup": read_superscript,
    CUSTOM: read_custom,
}
ALL_READERS: Final = Readers(READERS | IN_LINE)
