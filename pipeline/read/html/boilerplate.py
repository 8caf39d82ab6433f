"""What the role or the name of an element marks as none of the page, and what of that is content all the same."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Final

from pipeline.contacts.addresses import has_address
from pipeline.definition import dutch
from pipeline.definition.source import Source
from pipeline.read.html.content import SHOWN_ON_CLICK, Content
from pipeline.read.html.element import LINE_ENDS, Element
from pipeline.read.html.texts import count_words, holds_contact, whole_text
from pipeline.read.limits import FEWEST_PROJECTS, FEWEST_WORDS, MOST_BESIDE, MOST_OF_CARD
from pipeline.text.normalise import clean

# What is beside or below a text, and may name the contact of a project.
OF_CARDS: Final = frozenset({"aside", "footer"})
# What may be amid a text and, by where it is, of it; and what is none of it wherever it is.
MAY_BE_TEXT: Final = (LINE_ENDS | {"template"}) - {"br", "menu", "nav", "option", "search"}
OF_SITE: Final = frozenset("menu menubar navigation search status tooltip".split())
PICTURES: Final = frozenset("audio canvas iframe img object svg table video".split())  # what a caption is of
# What asks to agree to cookies may be amid a project, instead of a film; and so may what is advertised.
OF_OTHERS: Final = re.compile(rf"cookie|consent|^{dutch.one_of('site', 'adverts')}", re.IGNORECASE)


def is_boilerplate(element: Element, content: Content, source: Source) -> bool:
    """Whether an element that is marked as boilerplate is such: none is that holds much of the page, or is amid it."""
    return not (
        _holds_much(element, content, source)
        or is_text_of_project(element, content)
        or is_panel(element, content, source)
        or is_contact_of_card(element, content, source)
    )


def is_content(element: Element, content: Content, source: Source) -> bool:
    """Whether an element that by its name is no content is: a pop-up of a project, a contact, a text, or who speaks."""
    return (
        (element.tag in SHOWN_ON_CLICK and element in content.shown_on_click)
        or _names_quoted(element)
        or is_contact_of_card(element, content, source)
        or is_text_of_project(element, content)
    )


def is_panel(element: Element, content: Content, source: Source) -> bool:
    """Whether an element, a dialog for instance, is one that something elsewhere opens, and holds a contact."""
    return element in content.titles and holds_contact(element, source)


def is_text_of_project(element: Element, content: Content) -> bool:
    """Whether an element is seen amid a project, and holds text of it and no more: a call-out, a box."""
    if element in content.never_seen or not is_missed(element, content):
        return False
    return not content.landmarks.hold_more(element)


def _is_amid_project(element: Element, content: Content) -> bool:
    """Whether an element with running text is amid a project, and does not explain a picture or a word."""
    if element.tag not in MAY_BE_TEXT or _is_deep(element) or not content.landmarks.are_around(element):
        return False
    names = (element.get(name, "") for name in ("class", "id"))
    if element.get("id") in content.landmarks.described or any(map(OF_OTHERS.search, (*names, whole_text(element)))):
        return False
    if element.get("role") in OF_SITE:
        return False
    return element.tag != "figcaption" or not _is_of_picture(element)


def is_missed(element: Element, content: Content) -> bool:
    """Whether an element that is left out may be text of a project that it is amid."""
    return _is_amid_project(element, content) and not content.landmarks.hold_other(element)


def _is_of_picture(caption: Element) -> bool:
    figure = caption.getparent()
    return figure is not None and any(each.tag in PICTURES for each in islice(figure.iter(), MOST_BESIDE))


def _holds_much(element: Element, content: Content, source: Source) -> bool:
    """Whether an element holds most words of the page, or the contacts of some projects: "page-with-sidebar"."""
    words = count_words(element)
    if words >= FEWEST_WORDS and words * 2 > content.words:
        return True
    labels = (source.label(clean(text)) for text in element.itertext() if ":" in text)
    return sum(label is not None and label.colon and label.kind == "contact" for label in labels) >= FEWEST_PROJECTS


def is_in_card(element: Element, content: Content) -> bool:
    """Whether an element is of something less than the page: that holds more than it and its like, but not much."""
    around = element.getparent()
    words = _words_of_likes(element, content)
    while around is not None and around.tag not in {"body", "main"}:
        if content.counted[around] > words:
            return content.counted[around] * 2 < content.words
        around = around.getparent()  # a box around nothing else
    return False


def _words_of_likes(element: Element, content: Content) -> int:
    """How many words an element and those of its name beside it hold; the same for all of them, and so kept."""
    around = element.getparent()
    key = (around, element.tag)
    if key not in content.alike:
        likes = (each for each in (around if around is not None else ()) if each.tag == element.tag)
        content.alike[key] = sum(count_words(each) for each in likes)
    return content.alike[key]


def is_contact_of_card(element: Element, content: Content, source: Source) -> bool:
    """Whether a footer or what is beside a text names the contact of a project: where some do, they are of cards.

    Those of a site are one, or are in a column of their own, one right after the other.
    """
    if element.tag not in OF_CARDS or _is_deep(element) or not _names_contact(element, source):
        return False
    if element.tag not in content.in_cards:
        likes = (each for each in content.whole.iter(element.tag) if not _is_deep(each))
        named = [each for each in likes if not _follows_its_like(each) and _names_contact(each, source)]
        content.in_cards[element.tag] = Counter(each.getparent() for each in named)
    found = content.in_cards[element.tag]
    if sum(islice(found.values(), FEWEST_PROJECTS)) < FEWEST_PROJECTS:  # each is 1 at least
        return False
    return is_in_card(element, content) or found[element.getparent()] >= FEWEST_PROJECTS


def _is_deep(element: Element) -> bool:
    """Whether an element is within more of its kind than any card is."""
    return sum(1 for _ in element.iterancestors(*OF_CARDS)) > MOST_OF_CARD


def _names_quoted(element: Element) -> bool:
    """Whether an element says whose words a quotation is: its footer, or the caption of a figure around it."""
    around = element.getparent()
    if around is None or element.tag not in {"footer", "figcaption"}:
        return False
    return around.tag == "blockquote" or (around.tag == "figure" and _holds_quotation(around))


def _holds_quotation(figure: Element) -> bool:
    return any(each.tag == "blockquote" for each in islice(figure, MOST_BESIDE))


def _names_contact(element: Element, source: Source) -> bool:
    """Whether a contact label or an address is in it, which may be cut in pieces or right after a line break."""
    texts = (whole_text(element), " ".join(element.itertext()))
    return holds_contact(element, source) or any(map(has_address, texts))


def _follows_its_like(element: Element) -> bool:
    before = element.getprevious()
    return before is not None and before.tag == element.tag
