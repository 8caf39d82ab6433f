"""What nobody sees of a page: boxes and words that are hidden, by attributes, styles and the usual class names.

Hidden is not the same as left out: a panel is hidden until it is opened, and its script may be in another file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.definition.source import Source
from pipeline.definition.themes import theme_named
from pipeline.read.html.attributes import Attributes
from pipeline.read.html.element import BLOCK, Element
from pipeline.read.html.texts import count_contacts, count_words, whole_text
from pipeline.read.limits import FEWEST_OF_PANELS, MOST_HIDDEN

# The usual class names for what is hidden from all, from eyes, or from screens: Bootstrap, WordPress, Drupal, Bulma,
# Foundation, Tailwind.
HIDING_NAMES: Final = frozenset(
    """d-none hidden invisible hide is-hidden u-hidden uk-hidden visually-hidden visuallyhidden sr-only is-sr-only
    screen-reader-text screen-reader-only show-for-sr element-invisible element-hidden is-visually-hidden
    u-visually-hidden offscreen off-screen print-only only-print visible-print visible-print-block d-print-block
    visually-hidden-focusable sr-only-focusable""".split()
)
# "d-none d-md-block", "hidden lg:flex": hidden on some screens alone.
SHOWN_ON_SOME: Final = re.compile(r"^(?:d-(?:sm|md|lg|xl|xxl)-(?!none)|(?:sm|md|lg|xl|2xl):(?!hidden|invisible))")
# In a style, without blanks. What an animation moves in is seen: "visibility:hidden;animation-name:none".
HIDING_STYLE: Final = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|(?:left|right|top|text-indent|margin-left):-(?:999|\d{4,})"
    r"|clip:rect\((?:0|1px)|clip-path:inset\((?:50|100)%"
)
MOVED_IN: Final = "animation-name"
# A quick look at a sheet, without blanks: one of these is in every style that hides, or turns letters round.
OF_TELLING_STYLES: Final = ":none :hidden :collapse :- :rect( :inset( :bidi-override".split()
# What hides a word: a box may have it around others that are seen.
HIDING_WORDS: Final = re.compile(r"(?:opacity|font-size):0(?:px|em|%)?(?:;|!|$)")
# "tooltiptext", "tooltip-content", "popover__body": what is shown when the pointer is on a word.
TOOLTIP: Final = re.compile(r"(?:^|[\s_-])(?:tooltip|popover)[_-]*(?:text|content|inner|body|bubble|box|description)")
ON_HOVER: Final = frozenset("title tabindex href".split())  # has it what the word itself is in, and not the tooltip
# Icons whose text is the name of a picture, of Material Icons for instance: "expand_more", "add".
ICON_CLASS: Final = re.compile(r"icon(?<!lexicon)|symbol|glyph")  # a "lexicon" explains words
MAY_BE_NO_TEXT: Final = re.compile(rf"{ICON_CLASS.pattern}|tooltip|popover")
PARTS_LINES: Final = BLOCK | {"br", "img"}  # what is none of the words of a line
LIGATURE: Final = re.compile(r"\s*[a-z]+(?:_[a-z0-9]+)*\s*")
# Selectors of a style sheet that name a class alone: ".verborgen", "span.verborgen".
CLASS_SELECTOR: Final = re.compile(r"[a-z]*\.[\w-]+")
COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)  # one without an end goes on to that of the sheet


class Styles:
    """The class names that hide elements on this page, and those that turn letters round.

    Of what the style sheets of the page name, only what is on some element counts.
    """

    def __init__(self, root: Element, attributes: Attributes) -> None:
        self.hiding = set(HIDING_NAMES)
        self.turning: set[str] = set()
        for sheet in root.iter("style"):
            for name, style in _rules(COMMENT.sub("", sheet.text or ""), attributes):
                if hides(style):
                    self.hiding.add(name)
                if turns(style):
                    self.turning.add(name)


def _rules(sheet: str, attributes: Attributes) -> Iterator[tuple[str, str]]:
    """Used class names with their styles; rules within others, such as those for print, are left out."""
    squeezed = _squeezed(sheet)
    if not any(sign in squeezed for sign in OF_TELLING_STYLES):
        return
    depth = 0
    for part in sheet.split("}"):
        opened = part.count("{")
        if depth == 0 and opened == 1:
            selectors, _, style = part.partition("{")
            for selector in selectors.split(","):
                name = selector.strip().rpartition(".")[2]
                if name in attributes.class_names and CLASS_SELECTOR.fullmatch(selector.strip()):
                    yield name, style
        depth = max(depth + opened - 1, 0)


def hides(style: str) -> bool:
    """Whether a style hides an element."""
    style = _squeezed(style)
    return HIDING_STYLE.search(style) is not None and MOVED_IN not in style


def turns(style: str) -> bool:
    """Whether a style turns letters round."""
    style = _squeezed(style)
    return "unicode-bidi:bidi-override" in style and "direction:rtl" in style


def _squeezed(style: str) -> str:
    return "".join(style.lower().split())


def find_hidden(attributes: Attributes, styles: Styles) -> set[Element]:
    """The elements that nobody sees as the page is saved, and the words that are no text: icons and tooltips."""
    hidden = {*attributes.named["hidden"]}
    may_be_no_text = MAY_BE_NO_TEXT.search(" ".join(attributes.valued["class"]).lower())
    for value, elements in attributes.valued["class"].items():
        names = value.split()
        if not styles.hiding.isdisjoint(names) and not any(map(SHOWN_ON_SOME.match, names)):
            hidden.update(elements)
        elif may_be_no_text and MAY_BE_NO_TEXT.search(named := value.lower()):
            hidden.update(element for element in elements if _is_no_text(element, named))
    for style, elements in attributes.valued["style"].items():
        if hides(style):
            hidden.update(elements)
        elif HIDING_WORDS.search(_squeezed(style)):
            hidden.update(element for element in elements if not len(element))
    in_line = (*attributes.valued["role"].get("tooltip", ()), *attributes.valued["aria-hidden"].get("true", ()))
    return hidden.union(element for element in in_line if element.tag not in PARTS_LINES)


def _is_no_text(element: Element, named: str) -> bool:
    """Whether its class names, in small letters, make an element an icon, or a tooltip in a line."""
    is_lone = not len(element)
    if is_lone and ICON_CLASS.search(named) and LIGATURE.fullmatch(element.text or ""):
        return True
    if element.tag in PARTS_LINES:
        return False
    if TOOLTIP.search(named):
        return True
    is_bare = is_lone and not any(name in ON_HOVER or name.startswith("data-") for name in element.keys())
    return is_bare and "tooltip" in named.split()


def panels_in(boxes: list[Element], hidden: set[Element], whole: Element, source: Source) -> set[Element]:
    """Those of the hidden boxes that are panels, although nothing is seen to open them: the page is in them.

    Where a script in another file opens panels, boxes of one form hold most of the words or contacts of the page, or
    half of those side by side are hidden. A heading for screen readers that names a theme is read, too.
    """
    shown = {box for box in boxes if box.tag[0] == "h" and theme_named(whole_text(box), source)}
    if len(shown) == len(boxes):
        return shown
    words, contacts = max(1, count_words(whole)), count_contacts(whole, source)
    beside = _Beside(hidden)
    forms: defaultdict[tuple[str, str | None], list[Element]] = defaultdict(list)
    for box in boxes:
        forms[box.tag, box.get("class")].append(box)
    for alike in forms.values():
        held = sum(count_contacts(box, source) for box in alike)
        share = sum(map(count_words, alike)) / words
        holds_page = share > MOST_HIDDEN or (held * 2 > contacts and share > FEWEST_OF_PANELS)
        if holds_page or (held and _are_tabs(alike, beside)):
            shown.update(alike)
    return shown


class _Beside(dict[tuple[Element, str], int]):
    """How many elements with a name in a box are not hidden."""

    def __init__(self, hidden: set[Element]) -> None:
        super().__init__()
        self.hidden = hidden

    def __missing__(self, key: tuple[Element, str]) -> int:
        around, tag = key
        self[key] = sum(child.tag == tag and child not in self.hidden for child in around)
        return self[key]


def _are_tabs(alike: list[Element], beside: _Beside) -> bool:
    """Whether boxes side by side are hidden but for one or a few: each is shown in its turn."""
    parents = {box.getparent() for box in alike}
    around = parents.pop()
    if parents or around is None or len(alike) < 2:
        return False
    return 0 < beside[around, alike[0].tag] <= len(alike)


def take_away(elements: Iterable[Element]) -> None:
    """Take elements, in the order of the page, out of the tree, and leave the text that follows each."""
    first, after = defaultdict[Element, list[str]](list), defaultdict[Element, list[str]](list)
    for element in elements:
        around, before = element.getparent(), element.getprevious()
        if around is None:
            continue
        (first[around] if before is None else after[before]).append(element.tail or "")
        around.remove(element)
    for each, texts in first.items():
        each.text = "".join([each.text or "", *texts])
    for each, texts in after.items():
        each.tail = "".join([each.tail or "", *texts])
