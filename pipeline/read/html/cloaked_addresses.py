"""Where on a page addresses are that are kept from harvesters: by the elements that show them or write to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.contacts.addresses import has_address
from pipeline.definition import dutch
from pipeline.read.html import email_cloaking
from pipeline.read.html.attributes import Attributes, within_few
from pipeline.read.html.element import BLOCK, Element
from pipeline.read.html.hidden import Styles, turns
from pipeline.read.html.texts import whole_text

# Attributes that an address is in.
CLOAKING: Final = "data-cfemail data-mailto-token data-enc-email data-domain data-host onclick first".split()
LOCAL_PART: Final = re.compile(r"[\w.+-]+")
SPAMSPAN: Final = "spamspan"
DOT_OF_SPAMSPAN: Final = re.compile(rf" \[{dutch.one_of('addresses', 'dot')}\] ")
PARTS_OF_SPAMSPAN: Final = frozenset("udt")  # user, domain and text, by the class names of its spans
# Attributes of an element that hold the two parts of an address.
PARTS: Final = (("data-user", "data-domain"), ("data-name", "data-domain"), ("data-user", "data-host"))


def find_cloaked(root: Element, attributes: Attributes, styles: Styles) -> dict[Element, str]:
    """The addresses by the elements that they are in."""
    having = within_few(element for name in CLOAKING for element in attributes.named[name])
    found = {element: _in_attributes(element) for element in having}
    turned = within_few(_turned(attributes, styles))
    found |= {element: email_cloaking.address_in(whole_text(element)[::-1]) for element in turned}
    spans = (alike for value, alike in attributes.valued["class"].items() if SPAMSPAN in value.split())
    found |= {span: _spamspan(span) for span in within_few(span for alike in spans for span in alike)}
    for name, address in _written_by_scripts(root).items():
        found |= dict.fromkeys(attributes.valued["id"].get(name, ()), address)
    return {element: address for element, address in found.items() if address}


def _turned(attributes: Attributes, styles: Styles) -> Iterator[Element]:
    """The elements written from right to left, letter by letter, so that harvesters do not read them."""
    yield from (element for element in attributes.named["dir"] if element.tag == "bdo" and element.get("dir") == "rtl")
    for style, elements in attributes.valued["style"].items():
        if turns(style):
            yield from elements
    if styles.turning:
        for value, elements in attributes.valued["class"].items():
            if not styles.turning.isdisjoint(value.split()):
                yield from elements


def _written_by_scripts(root: Element) -> dict[str, str]:
    """Addresses that Joomla's scripts write into elements, by the identifiers of those."""
    scripts = (script.text for script in root.iter("script") if script.text and "addy" in script.text)
    return {name: address for script in scripts for name, address in email_cloaking.joomla_cloaks(script).items()}


def _in_attributes(element: Element) -> str | None:
    """The address in an attribute, as a service or a content system writes it."""
    if code := element.get("data-cfemail"):
        return email_cloaking.cloudflare(code)
    if element.tag == "joomla-hidden-mail":
        return email_cloaking.joomla_element(element)
    if token := element.get("data-mailto-token"):
        return email_cloaking.typo3(token, element.get("data-mailto-vector"))
    if code := element.get("data-enc-email"):
        return email_cloaking.wordpress(code)
    click = element.get("onclick")
    if click and ("@" in click or "mail" in click):
        return _clicked(element, click) if element.tag not in BLOCK - {"button"} else None
    pairs = [(element.get(user) or _shown(element), at) for user, domain in PARTS if (at := element.get(domain))]
    return next((email_cloaking.address_in(f"{user}@{domain}") for user, domain in pairs if user), None)


def _shown(element: Element) -> str | None:
    """What an element shows, where that may be the first part of an address: "r.tak", and a style adds its domain."""
    text = whole_text(element)
    return text if text.islower() and LOCAL_PART.fullmatch(text) else None


def _clicked(element: Element, script: str) -> str | None:
    """The address that a click writes to; but for a link, which is read with its text, after the text."""
    address = email_cloaking.scripted(script)
    text = "" if element.tag == "a" else whole_text(element)
    return f"{text} <{address}>" if address and text and not has_address(text) else address


def _spamspan(element: Element) -> str | None:
    """The address in a `spamspan`, as Drupal has it: its user and its domain, whatever is between them.

    Its text, which may be a name, is after that; where the address is written out, all is read as it is.
    """
    if has_address(whole_text(element)):
        return None
    spans = ((span.get("class"), span) for span in element.iter("span"))
    parts = {part: whole_text(span) for part, span in spans if part in PARTS_OF_SPAMSPAN}
    domain = DOT_OF_SPAMSPAN.sub(".", parts.get("d", ""))
    address = email_cloaking.address_in(f"{parts.get('u', '')}@{domain}")
    return f"{address} {parts.get('t', '')}" if address else None
