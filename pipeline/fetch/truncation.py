"""Does a page end, or was it cut off? By what closes it, by how its entries end, and by how much it claims to hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.check.losses import Loss
from pipeline.fetch.limits import LEAST_OF_CLAIM_UNMARKED, NEARLY_ALL_ENTRIES
from pipeline.records import Entry, Records

# What a browser does not show: up to the end of the page where that is missing, so that the time does not grow with
# the square of what was left open.
NOT_SHOWN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(script|style|template|noscript)\b(?![^<>]*/>).*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
ROOT_TAG = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
DOCUMENT_END = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
# Elements that are boxes for others or for words, and whose end tags HTML does not allow to leave out.
ELEMENT = re.compile(
    r"<(/?)(main|article|section|div|details|summary|fieldset|address|table|ul|ol|dl|h[1-6]|a|b|strong|i|em|span|button)"
    r"\b[^<>]*?(/?)>",
    re.IGNORECASE,
)
WITHIN_TAG = re.compile(r"</?[a-z][^<>]*\Z", re.IGNORECASE)
# What may be after the last address of a contact line.
CLOSING = " .)>]"


def why_cut(markup: str, records: Records) -> str | None:
    """Why the page seems to lack its end, in words; None where it seems whole. `markup` is what is shown of its HTML.

    A document, that is HTML with `<html>` or `<body>`, marks its end: where neither is closed it is refused, whatever
    it holds. HTML allows to leave these end tags out, but the systems that publish pages write them, and without them
    nothing tells a whole page from a part; such a page may still be built from with `--page`. With its end tag it is
    whole, even if its last entry has no contact.

    Text, and a piece of HTML, have no such mark. They must hold nearly all that the introduction claims (`too_few`),
    close the elements that they open, and end as their own entries do: where nearly all end with an address or a
    number, so does the last. That refuses a text whose last entry was published without a contact, which looks like one
    cut off before it. It does not notice a cut just after an address while the claim is still nearly met, nor one
    within the label or heading that follows: nothing in such a text says that more came.
    """
    if broken_off := why_broken_off(markup):
        return broken_off
    return None if ROOT_TAG.search(markup) else _why_unusual(records)


def too_few(markup: str, records: Records) -> Iterator[Loss]:
    """What is lost of the municipalities that the introduction claims, where nothing else marks the end."""
    found = len({entry.municipality for entry in records.entries if entry.municipality})
    claimed = int(records.claimed.value) if records.claimed else 0
    if not ROOT_TAG.search(markup) and found < LEAST_OF_CLAIM_UNMARKED * claimed:
        enough = f"at least {LEAST_OF_CLAIM_UNMARKED:.0%} of {claimed}"
        yield Loss("municipalities_claimed_nearly", enough, str(found), "nothing marks the end of the page")


def shown_markup(data: bytes) -> str:
    """The HTML in `data` without comments, scripts and the like; its Latin letters are right in any encoding."""
    return NOT_SHOWN.sub(" ", data.replace(b"\0", b"").decode("utf-8", "replace"))


def why_broken_off(markup: str) -> str | None:
    """What the shown markup of a document or of a piece of HTML leaves open at its end, in words; None for nothing."""
    if ROOT_TAG.search(markup):
        return None if DOCUMENT_END.search(markup) else "its HTML is opened and never closed"
    if WITHIN_TAG.search(markup):
        return "its HTML ends within a tag"
    depths: Counter[str] = Counter()
    for end, name, closed_itself in ELEMENT.findall(markup):
        if not closed_itself:
            depths[name.lower()] = max(0, depths[name.lower()] + (-1 if end else 1))
    is_open = [name for name, depth in depths.items() if depth]
    return f"its HTML ends within <{is_open[0]}>" if is_open else None


def _why_unusual(records: Records) -> str | None:
    *others, last = [_ends_with_an_address(entry, records.page.text) for entry in records.entries] or [True]
    if last or sum(others) < NEARLY_ALL_ENTRIES * len(others):
        return None
    return "its last entry does not end with an address or a number, as the others do"


def _ends_with_an_address(entry: Entry, text: str) -> bool:
    """Whether nothing is after the entry's last contact in its line, and this has an address or a number."""
    last = max(entry.contacts, key=lambda contact: contact.end, default=None)
    if last is None or not (last.email or last.phone):
        return False
    return not text[last.end : text.index("\n", last.end)].strip(CLOSING)
