"""E-mail addresses that a page hides from harvesters: three published schemes, and the target of a `mailto:` link."""

from __future__ import annotations

import base64
import html
import re
from collections import defaultdict
from urllib.parse import unquote

from pipeline.contacts.addresses import EMAIL
from pipeline.read.html.element import Element

# Joomla's "email cloaking" plug-in: a script puts the address together from quoted pieces that hold character
# references. var addy1a2b = 'n&#97;&#97;m' + '&#64;'; addy1a2b = addy1a2b + 'g&#101;meente' + '&#46;' + 'nl';
CLOAKED = re.compile(r"\baddy(\w+)\s*=\s*(?:addy\1\s*\+\s*)?((?:'[^']*'(?:\s*\+)?\s*)+);")
QUOTED = re.compile(r"'([^']*)'")
# Cloudflare's "email obfuscation": the path that a hidden mailto: link is rewritten to, with the same code after "#".
ONE_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")
NUMBER = re.compile(r"\s*[+\d(][\d\s().-]{3,20}")
# https://wa.me/31612345678, https://api.whatsapp.com/send?phone=31612345678
WHATSAPP = re.compile(r"https?://(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)(?:%2B|\+)?(\d{8,15})\b")
PROTECTED = "/cdn-cgi/l/email-protection"


def cloudflare(code: str) -> str | None:
    """The address in a `data-cfemail` code: hexadecimal bytes, each XORed with the first; None where it is none."""
    try:
        key, *cloaked = bytes.fromhex(code)
        return bytes(byte ^ key for byte in cloaked).decode("utf-8")
    except ValueError:
        return None


def joomla_cloaks(script: str) -> dict[str, str]:
    """The addresses that a Joomla cloaking script writes, by the id of the element that it writes into."""
    parts: defaultdict[str, str] = defaultdict(str)
    for name, expression in CLOAKED.findall(script):
        parts["cloak" + name] += "".join(QUOTED.findall(expression))
    return {name: html.unescape(text) for name, text in parts.items() if "@" in html.unescape(text)}


def joomla_element(element: Element) -> str | None:
    """The address in a `<joomla-hidden-mail first="…" last="…">`: Base64 of what is before and after the @."""
    try:
        first, last = (
            base64.b64decode(element.get(part, ""), validate=True).decode("utf-8") for part in ("first", "last")
        )
    except ValueError:  # no Base64, or no UTF-8 in it
        return None
    return f"{first}@{last}" if first and last else None


def linked(href: str) -> list[str]:
    """The addresses that a link writes to: those of a `mailto:` target without its query, or of a protected one."""
    scheme, _, rest = href.strip().partition(":")
    if scheme == "mailto" and ONE_ADDRESS.fullmatch(rest):  # most are nothing else
        return [rest]
    if scheme.lower() == "mailto":
        targets = unquote(rest.partition("?")[0]).replace(";", ",").split(",")
        # A name may be before an address: "Jan <jan@ommen.nl>".
        return [target.rpartition("<")[2].strip(" >") for target in targets if "@" in target]
    path, _, code = href.partition("#")
    if path.endswith(PROTECTED) and (address := cloudflare(code)):
        return [address]
    return []


def called(href: str) -> str | None:
    """The number that a link calls or writes messages to, `tel:` or WhatsApp's; None where it does neither."""
    scheme, _, rest = href.strip().partition(":")
    if scheme.lower() == "tel" and NUMBER.fullmatch(number := unquote(rest.partition(";")[0])):
        return number
    return f"+{found[1]}" if (found := WHATSAPP.match(href)) else None


def shown_on_hover(link: Element) -> list[str]:
    """The addresses in what else is said of a link that writes to none: its `title`, or `data-email`."""
    return [value.strip() for name, value in link.items() if "@" in value and name != "href" and EMAIL.fullmatch(value)]
