"""E-mail addresses that a page hides from harvesters: how published schemes are undone, and targets of links."""

from __future__ import annotations

import base64
import codecs
import html
import re
from collections import defaultdict
from itertools import pairwise
from urllib.parse import unquote

from pipeline.contacts.addresses import EMAIL
from pipeline.read.html.element import Element
from pipeline.read.limits import LONGEST_ADDRESS, LONGEST_SCRIPT, MOST_PASSED, MOST_TURNED

# Joomla's "email cloaking" plug-in: a script puts the address together from quoted pieces that hold character
# references. var addy1a2b = 'n&#97;&#97;m' + '&#64;'; addy1a2b = addy1a2b + 'g&#101;meente' + '&#46;' + 'nl';
CLOAKED = re.compile(r"\baddy(\w+)\s*=\s*(?:addy\1\s*\+\s*)?((?:'[^']*'(?:\s*\+)?\s*)+);")
STRING_OF_SCRIPT = re.compile(r"'([^']*)'")
# Cloudflare's "email obfuscation": the path that a hidden mailto: link is rewritten to, with the same code after "#".
ONE_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")
TELEPHONE_NUMBER = re.compile(r"\s*[+\d(][\d\s().-]{3,20}")
# https://wa.me/31612345678, https://api.whatsapp.com/send?phone=31612345678
WHATSAPP = re.compile(r"https?://(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)(?:%2B|\+)?(\d{8,15})\b")
PROTECTED_PATH = "/cdn-cgi/l/email-protection"
# Outlook's "safe links" lead past a service: "https://eur01.safelinks.protection.outlook.com/?url=mailto%3A…&data=…".
SAFE_LINK = re.compile(r"https?://[^\s<>()]{0,60}\bsafelinks\.protection\.outlook\.com/\?url=([^&\s<>()]+)[^\s<>()]*")
# TYPO3's "spam protection": each of these runs of characters is turned round by as many places as the page says.
TURNED = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))
MAILTO = "mailto:"
# Sums of texts in a script: "'mai' + 'lto:' + name"; what a name holds, and what is written into the page.
TERM = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|String\.fromCharCode\([\d,\s]*\)|\w+)"""
SUM = rf"{TERM}(?:\s*\+\s*{TERM})*"
STATEMENT = re.compile(rf"document\.write(?:ln)?\(\s*(?:\w+\(\s*)?({SUM})\s*\)|\b(\w+)\s*=\s*({SUM})")
TERMS = re.compile(TERM)
SUMS = re.compile(SUM)
QUOTES_OF_SCRIPT = frozenset("'\"")
DIGITS = re.compile(r"\d{1,6}")
ESCAPED_IN_SCRIPT = re.compile(r"\\(.)", re.DOTALL)


def cloudflare(code: str) -> str | None:
    """The address in a `data-cfemail` code: hexadecimal bytes, each XORed with the first; None where it is none."""
    try:
        key, *cloaked = bytes.fromhex(code)
        return address_in(bytes(byte ^ key for byte in cloaked).decode("utf-8"))
    except ValueError:
        return None


def joomla_cloaks(script: str) -> dict[str, str]:
    """The addresses that a Joomla cloaking script writes, by the id of the element that it writes into."""
    parts: defaultdict[str, str] = defaultdict(str)
    for name, expression in CLOAKED.findall(script):
        parts["cloak" + name] += "".join(STRING_OF_SCRIPT.findall(expression))
    texts = ((name, html.unescape(text)) for name, text in parts.items())
    return {name: text for name, text in texts if "@" in text and len(text) <= LONGEST_ADDRESS}


def joomla_element(element: Element) -> str | None:
    """The address in a `<joomla-hidden-mail first="…" last="…">`: Base64 of what is before and after the @."""
    try:
        first, last = (
            base64.b64decode(element.get(part, ""), validate=True).decode("utf-8") for part in ("first", "last")
        )
    except ValueError:  # no Base64, or no UTF-8 in it
        return None
    return address_in(f"{first}@{last}")


def linked(href: str) -> list[str]:
    """The addresses that a link writes to: those of a `mailto:` target without its query, or of a protected one."""
    for _ in range(MOST_PASSED if "safelinks" in href else 0):
        href = unquote(safe[1]) if (safe := SAFE_LINK.match(href)) else href
    scheme, _, rest = href.strip().partition(":")
    if scheme == "mailto" and ONE_ADDRESS.fullmatch(rest):  # most are nothing else
        return [rest]
    if scheme.lower() == "mailto":
        targets = unquote(rest.partition("?")[0]).replace(";", ",").split(",")
        # A name may be before an address: "Jan <jan@ommen.nl>".
        return [target.rpartition("<")[2].strip(" >") for target in targets if "@" in target]
    if scheme.lower() == "javascript":
        return [address] if (address := scripted(unquote(rest))) else []
    path, _, code = href.partition("#")
    if path.endswith(PROTECTED_PATH) and (address := cloudflare(code)):
        return [address]
    return []


def called(href: str) -> str | None:
    """The number that a link calls or writes messages to, `tel:` or WhatsApp's; None where it does neither."""
    scheme, _, rest = href.strip().partition(":")
    if scheme.lower() == "tel" and TELEPHONE_NUMBER.fullmatch(number := unquote(rest.partition(";")[0])):
        return number
    return f"+{found[1]}" if (found := WHATSAPP.match(href)) else None


def shown_on_hover(link: Element) -> list[str]:
    """The addresses in what else is said of a link that writes to none: its `title`, or `data-email`."""
    return [value.strip() for name, value in link.items() if "@" in value and name != "href" and EMAIL.fullmatch(value)]


def without_safe_links(text: str) -> str:
    """A text in which links past Outlook's service are what they lead to; addresses are without "mailto:"."""
    return SAFE_LINK.sub(lambda link: unquote(link[1]).removeprefix(MAILTO), text)


def typo3(token: str, vector: str | None = None) -> str | None:
    """The address in a `data-mailto-token`, whose characters were turned by `vector` places, or by some."""
    vectors = [int(vector)] if vector and vector.lstrip("-").isdigit() else range(-MOST_TURNED, MOST_TURNED + 1)
    decoded = (_turned(token, -places) for places in vectors if _turned(token[: len(MAILTO)], -places) == MAILTO)
    return next(filter(None, map(address_in, decoded)), None)


def _turned(text: str, places: int) -> str:
    return "".join([_turned_letter(letter, places) for letter in text])


def _turned_letter(letter: str, places: int) -> str:
    code = ord(letter)
    for first, last in TURNED:
        if first <= code <= last:
            return chr(first + (code - first + places) % (last - first + 1))
    return letter


def wordpress(code: str) -> str | None:
    """The address in a `data-enc-email` of "Email Encoder": its letters turned by 13 places, and its @ as "[at]"."""
    return address_in(codecs.decode(code, "rot13").replace("[at]", "@").replace("[ng]", "@"))


def written(script: str) -> str:
    """What a script writes into the page, as far as it does so in sums of texts and names."""
    names: dict[str, str] = {}
    pieces = []
    for expression, name, value in STATEMENT.findall(script[:LONGEST_SCRIPT]):
        if name:
            names[name] = _value(value, names)
        else:
            pieces.append(_value(expression, names))
    return html.unescape(unquote("".join(pieces)))


def _value(expression: str, names: dict[str, str]) -> str:
    """The text that a sum makes; an unknown name is nothing."""
    terms = TERMS.findall(expression)
    return "".join(_text(term, names) for term in terms)


def _text(term: str, names: dict[str, str]) -> str:
    if term[0] in QUOTES_OF_SCRIPT:
        return ESCAPED_IN_SCRIPT.sub(r"\1", term[1:-1])
    if term.endswith(")"):  # String.fromCharCode(114, 46)
        return "".join(chr(int(code)) for code in DIGITS.findall(term))
    return names.get(term, "")


def scripted(script: str) -> str | None:
    """The address that a script writes to on a click: "location='mailto:…'", "mailto('naam', 'gemeente.nl')"."""
    values = [html.unescape(_value(found, {})) for found in SUMS.findall(script[:LONGEST_SCRIPT])]
    texts = [value for value in values if value]
    for text in texts:
        if found := address_in(text) or typo3(text):
            return found
    return next((found for two in pairwise(texts) if (found := address_in("@".join(two)))), None)


def address_in(text: str) -> str | None:
    """The address that is in a text: that of its `mailto:` target where it has one."""
    found = EMAIL.search(text, text.find(MAILTO) + len(MAILTO) if MAILTO in text else 0)
    return found.group() if found else None
