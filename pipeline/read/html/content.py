"""What of an HTML page is content: its main part, its panels with their titles, and what is navigation and the like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from pipeline.definition.source import Source
from pipeline.read.html.amid import Landmarks
from pipeline.read.html.attributes import Attributes, within_few
from pipeline.read.html.element import BLOCK, Element
from pipeline.read.html.texts import (
    NOT_READ,
    count_labelled,
    count_words,
    holds_contact,
    is_amid_text,
    weight,
    whole_text,
)
from pipeline.read.limits import FEWEST_CONTENTS, FEWEST_PROJECTS, MOST_LINKS_OF_PANEL, MOST_REPEATED
from pipeline.records import Refusal

# Elements that never hold content of the page.
NOT_CONTENT: Final = frozenset(
    """nav aside footer figcaption script style template noscript noframes noembed iframe object svg math canvas
    audio video select option datalist textarea input head title meta link base menu search dialog""".split()
)
SHOWN_ON_CLICK: Final = ("dialog", "menu", "nav")  # in which some pages have projects
# Those of which nothing is shown; any other is shown in the line in which it is, if it is no box.
SHOWS_NOTHING: Final = NOT_READ | frozenset("datalist noembed noframes noscript template".split())
# Attributes by which elements refer to each other: a button, a tab or a link names the panel that it opens; of those
# that only say that a link toggles, it is its `href` that does.
OPENS: Final = "aria-controls data-bs-target data-target data-toggle data-bs-toggle".split()
HIDES: Final = frozenset(["aria-hidden", "hidden"])  # what hides an element from some or from all


class _Counted(dict[Element, int]):
    """How many words an element holds; the same one may be around many."""

    def __missing__(self, element: Element) -> int:
        self[element] = count_words(element)
        return self[element]


class _Texts(dict[Element, str]):
    """The text of an element; that of the title of a panel is compared with many others."""

    def __missing__(self, element: Element) -> str:
        self[element] = whole_text(element)
        return self[element]


@dataclass
class Content:
    """What to read of a page: `whole` is where reading begins, and `beside` what is next to it and is left out."""

    whole: Element
    beside: list[Element]
    source: Source
    titles: dict[Element, Element] = field(default_factory=dict)  # of panels: what elsewhere opens or names each
    title_texts: dict[Element, str] = field(default_factory=_Texts)
    openers: set[Element] = field(default_factory=set)  # what opens those panels, and is read where they are
    by_id: dict[str | None, Element] = field(default_factory=dict)
    copies: set[Element] = field(default_factory=set)  # hidden ones that say the same as what is beside them
    hidden: set[Element] = field(default_factory=set)  # what nobody sees as the page is saved, but for panels
    never_seen: set[Element] = field(default_factory=set)  # hidden and of no content, templates and closed dialogs
    cloaked: dict[Element, str] = field(default_factory=dict)  # addresses that are kept from harvesters, where they are
    repeated: int = 0  # how much was read again so far, of cells that span rows and titles of several panels
    marked: set[Element] = field(default_factory=set)  # as boilerplate, by a class name, an id or a role
    struck: set[Element] = field(default_factory=set)  # by a style, which strikes their words out
    with_role: set[Element] = field(default_factory=set)
    badges: set[Element] = field(default_factory=set)  # by a class name; beside a title they are lines of their own
    # By name and parent: the elements that name contacts.
    in_cards: dict[str, Counter[Element | None]] = field(default_factory=dict)
    alike: dict[tuple[Element | None, str], int] = field(default_factory=dict)  # by parent and name: the words of those
    led_to: Counter[Element] = field(default_factory=Counter)  # how many links of lists lead to a panel
    counted: dict[Element, int] = field(default_factory=_Counted)  # the words of what is around some element

    @cached_property
    def words(self) -> int:
        """How many words the page holds."""
        return count_words(self.whole)

    @cached_property
    def landmarks(self) -> Landmarks:
        """Where its titles, texts and contacts are."""
        return Landmarks(self.whole, self.source)

    @cached_property
    def shown_on_click(self) -> set[Element]:
        """The dialogs, or the navs, with a contact, where those of one name hold most contacts of the page."""
        most = max(count_labelled(self.whole, self.source) / 2, FEWEST_PROJECTS)
        shown = set[Element]()
        for tag in SHOWN_ON_CLICK:
            outer = (each for each in self.whole.iter(tag) if next(each.iterancestors(tag), None) is None)
            held = {box: number for box in outer if (number := count_labelled(box, self.source))}
            if sum(held.values()) > most:
                shown.update(held)
        return shown

    @cached_property
    def captions(self) -> Counter[str]:
        """The captions of tables."""
        return Counter(map(whole_text, self.whole.iter("caption")))

    @cached_property
    def weight(self) -> int:
        """How much there is to read."""
        return weight(self.whole)

    def read_again(self, much: int) -> None:
        """Note how much of the page is read again: elements and characters.

        Raises:
            Refusal: it would be read too many times over.
        """
        self.repeated += much
        if self.repeated > MOST_REPEATED * self.weight:
            raise Refusal(
                "The cells of its tables span so many rows, or one title is that of so many panels, that the page "
                f"would be read more than {MOST_REPEATED} times over: this is not the page. Save it again."
            )


def name_panels(content: Content, attributes: Attributes) -> None:
    """The title of each panel that a button, tab or link opens: a title is read where its panel is."""
    by_id = content.by_id
    by_id.update((name, elements[0]) for name, elements in attributes.valued["id"].items())
    for opener in within_few(attributes.having(OPENS)):
        if target := _target(opener):
            _name_panel(content, by_id.get(target.lstrip("#")), opener)
    for link in attributes.named["href"]:
        if link.get("href") == "#" and _opens_next(link):
            _name_panel(content, link.getnext(), link)
    for panel in attributes.named["aria-labelledby"]:
        if panel not in content.titles and panel.get("role") in {"tabpanel", "region"}:
            _name_panel(content, panel, by_id.get(panel.get("aria-labelledby")))


def _opens_next(link: Element) -> bool:
    """Whether a link is the first thing in a box, before another one: "<li><a href=#>…</a><div>"."""
    following, around = link.getnext(), link.getparent()
    if following is None or following.tag not in BLOCK or around is None:
        return False
    return link.getprevious() is None and not (around.text or "").strip() and not (link.tail or "").strip()


def _target(element: Element) -> str | None:
    """The identifier of the panel that an element with one of these attributes opens, if it names one."""
    named = element.get("aria-controls") or element.get("data-bs-target") or element.get("data-target")
    return named or element.get("href")


def _name_panel(content: Content, panel: Element | None, opener: Element | None) -> None:
    if panel is None or opener is None or _are_nested(opener, panel):
        return
    if is_amid_text(opener):
        return  # of a glossary: it explains a word
    title = content.titles.get(panel)
    if title is None and (opener in content.openers or (opener.text or "").strip() or content.counted[opener]):
        content.titles[panel] = opener
        content.openers.add(opener)
    elif title is not None and content.title_texts[title] == whole_text(opener):
        content.openers.add(opener)  # a second one with another text is read where it is


def _are_nested(opener: Element, panel: Element) -> bool:
    """Whether one is in the other, or is it: then neither is elsewhere."""
    before = panel.getprevious()
    if before is not None and (before is opener or before is opener.getparent()):
        return False  # as most do, the panel follows its opener or the heading around that
    pairs = ((opener, panel), (panel, opener))
    return opener is panel or any(each is b for a, b in pairs for each in a.iterancestors(b.tag))


def is_copy(element: Element) -> bool:
    """Whether a hidden box has the same text as the one before or after it: the same for another kind of screen."""
    if not len(element):
        return False
    others = (element.getprevious(), element.getnext())
    alike = (other for other in others if other is not None and other.tag == element.tag and len(other) == len(element))
    shown = (whole_text(other) for other in alike if HIDES.isdisjoint(other.keys()))
    return any(text and text == whole_text(element) for text in shown)


def is_contents(element: Element) -> bool:
    """Whether all that an element holds is links to places on the same page, two at least."""
    links = list(element.iter("a"))
    if len(links) < FEWEST_CONTENTS or not all((link.get("href") or "").startswith("#") for link in links):
        return False
    return count_words(element) == sum(count_words(link) for link in links)


def panels_of(contents: Element, content: Content, source: Source) -> dict[Element, Element]:
    """The panels side by side that the links of a list lead to, with the link that names each as nothing in it does.

    None for a table of contents, whose titles are where they lead to, and for links past what is around the page.
    """
    panels: dict[Element, Element] = {}
    for link in contents.iter("a"):
        panel = content.by_id.get((link.get("href") or "").removeprefix("#"))
        if panel is not None:
            content.led_to[panel] += 1
        if panel is None or content.led_to[panel] > MOST_LINKS_OF_PANEL:
            return {}
        if whole_text(link) in whole_text(panel) or contents in panel.iterancestors():
            return {}
        panels[panel] = link
    are_beside = len({panel.getparent() for panel in panels}) == 1
    held = sum(holds_contact(panel, source) for panel in panels) if are_beside else 0
    return panels if held * 2 > len(panels) else {}
