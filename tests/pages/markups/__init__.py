"""The saved page as a site might publish it: the same words in many markups and many encodings.

Everything here is made from the saved text alone.
"""

from collections.abc import Callable
from functools import partial

from tests.pages.markups.articles import (
    broken,
    definitions,
    headings,
    line_breaks,
    nested_lists,
    table,
    utf16,
    word_paste,
)
from tests.pages.markups.inline import cloudflare, joomla3, joomla4, written_out
from tests.pages.markups.page import HEADING, RAW, SAVED_SHA256, Page, saved, saved_text, split
from tests.pages.markups.panels import (
    accordion,
    bare_accordion,
    details_by_municipality,
    details_by_title,
    nested_accordion,
    tabs,
)
from tests.pages.markups.site import site
from tests.pages.markups.texts import TEXTS

__all__ = [
    "HEADING",
    "MARKUPS",
    "OTHER",
    "RAW",
    "SAVED_SHA256",
    "TEXTS",
    "WRITERS",
    "in_markup",
    "saved",
    "saved_text",
    "split",
]

WRITERS: dict[str, Callable[[Page], bytes]] = {
    "site": site,
    "accordion": accordion,
    "bare accordion": bare_accordion,
    "details by title": details_by_title,
    "details by municipality": details_by_municipality,
    "headings": headings,
    "line breaks": line_breaks,
    "table": table,
    "definitions": definitions,
    "word paste": word_paste,
    "word bullets": partial(word_paste, bullets=True),
    "nested lists": nested_lists,
    "cloudflare": partial(accordion, link=cloudflare),
    "written out": partial(headings, link=written_out),
    "joomla 3": partial(headings, link=joomla3),
    "joomla 4": partial(headings, link=joomla4),
    "tabs": tabs,
    "broken": broken,
    "nested accordion": nested_accordion,
    "utf-16": utf16,
}
OTHER: dict[str, frozenset[str]] = {
    "written out": frozenset({"contact_line"}),  # an address that is written out is so in the contact line as published
    "table": frozenset({"label", "contact_line"}),  # the column names the label
}
"""The columns in which a markup differs from the saved page."""


def in_markup(write: Callable[[Page], bytes], change: Callable[[str], str] = str) -> bytes:
    return write(split(change(saved_text())))


MARKUPS: dict[str, Callable[[], bytes]] = {name: partial(in_markup, write) for name, write in WRITERS.items()}
