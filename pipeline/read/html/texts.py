"""The text in an element: its words, and the contact labels in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, cast

from lxml import etree

from pipeline.definition.limits import LONGEST_LABEL
from pipeline.definition.source import Source
from pipeline.read.html.attributes import with_fewer_attributes
from pipeline.read.html.element import BLOCK, INLINE, LINE_ENDS, Element
from pipeline.read.html.email_cloaking import linked
from pipeline.records import Label
from pipeline.text.normalise import clean

# Their words would be counted as left out, but nobody reads them.
NOT_READ: Final = frozenset("""script style head title meta link base""".split())
# The names of icons are no words of what is around them, though they are counted where they are left out.
NOT_WORDS: Final = NOT_READ | {"template", "svg"}
TEXTS: Final = "descendant::text()"
evaluators = [etree.XPath(TEXTS, smart_strings=False)]


def texts_of(element: Element) -> list[str]:
    """The pieces of text in an element: those of `itertext`, in a third of its time."""
    return cast("Callable[[Element], list[str]]", evaluators[-1])(element)


def lines_within(element: Element, cloaked: Mapping[Element, str]) -> list[str]:
    """The lines of text in an element, each link with the addresses that it writes to after its words."""
    pieces = list[str]()
    for event, each in cast(Iterator[tuple[str, Element]], etree.iterwalk(element, ("start", "end"))):
        if event == "start":
            text = each.text if each.tag not in NOT_READ else None
        else:
            if address := cloaked.get(each):
                pieces.append(f" <{address}>")
            elif href := each.get("href"):
                pieces += [f" <{address}>" for address in linked(href)]
            text = each.tail if each is not element else None
        if each.tag in LINE_ENDS:
            pieces.append("\n")
        if text:
            pieces.append(text.replace("\n", " "))
    return "".join(pieces).split("\n")


def markup_in(attribute: str) -> Element:
    """The page that an attribute holds, as that of a frame does."""
    data = with_fewer_attributes(f"<p>{attribute}".encode())
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.HTML(data, parser)
    etree.strip_elements(root, *NOT_READ, with_tail=False)
    return cast(Element, root)


def renew_evaluator() -> None:
    """Take another evaluator: one that a `RecursionError` has left keeps its lock, and would wait for ever."""
    evaluators[-1] = etree.XPath(TEXTS, smart_strings=False)


def count_words(element: Element) -> int:
    """How many words an element holds that somebody would read."""
    return 0 if element.tag in NOT_WORDS else len(" ".join(texts_of(element)).split())


def weight(element: Element) -> int:
    """How much there is to read in an element, in elements and characters."""
    return sum(1 + len(each.text or "") + len(each.tail or "") for each in element.iter())


def whole_text(element: Element) -> str:
    """All text in an element, on one line."""
    return clean("".join(texts_of(element)) if len(element) else element.text or "")


def beginning(element: Element, most: int = 2 * LONGEST_LABEL) -> str:
    """The text in an element, on one line, or where that has more than `most` characters its first ones, also more."""
    if not len(element):  # most elements
        return clean(element.text or "")
    texts, length = list[str](), 0
    for text in element.itertext():
        texts.append(text)
        length += len(clean(text))
        if length > most:
            break
    return clean("".join(texts))


def label_text(element: Element) -> str:
    """The text of what may be a label, on one line: lines and pictures in it part words."""
    if any(each.tag not in INLINE or each.tag == "img" for child in element for each in child.iter()):
        return clean(" ".join(texts_of(element)))
    return whole_text(element)


def is_amid_text(element: Element) -> bool:
    """Whether text is on both sides of an element."""
    before, around = element.getprevious(), element.getparent()
    text = before.tail if before is not None else around.text if around is not None else None
    return bool((text or "").strip() and text_after(element))


def text_after(element: Element) -> str:
    """The text right after an element, or after the explanation of it, which is no box."""
    text = (element.tail or "").strip()
    following = element.getnext()
    if text or following is None or following.tag in BLOCK:
        return text
    return (following.tail or "").strip()


def holds_contact(element: Element, source: Source) -> bool:
    """Whether a contact label is in it, with a colon or alone."""
    return next(_contacts(element, source), None) is not None


def count_contacts(element: Element, source: Source) -> int:
    """How many contact labels are in it."""
    return sum(1 for _ in _contacts(element, source))


def count_labelled(element: Element, source: Source) -> int:
    """How many contact labels with a colon are in it: those of menus have none."""
    return sum(label.colon for label in _contacts(element, source))


def _contacts(element: Element, source: Source) -> Iterator[Label]:
    """The contact labels that texts begin with, or are."""
    return (label for label in _labels(element.itertext(), source) if label.kind == "contact")


def _labels(texts: Iterable[str], source: Source) -> Iterator[Label]:
    """The labels that texts begin with, or are."""
    for text in filter(None, map(str.strip, texts)):
        may_have = len(text) <= LONGEST_LABEL or ":" in text[: 2 * LONGEST_LABEL]
        if may_have and (label := source.label(clean(text[: 2 * LONGEST_LABEL]))):
            yield label


def bare_beside(whole: Element) -> list[str]:
    """The text beside the path to an element that is in no element of its own."""
    texts = (text for around in whole.iterancestors() for text in (around.text, *(child.tail for child in around)))
    return [text for text in texts if text and not text.isspace()]
