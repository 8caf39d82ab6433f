"""Templates of entries: writers of pages that fill one for each project."""

from collections.abc import Callable
from html import escape
from itertools import count

from tests.pages.markups.blocks import block, contact, linked, opening, sections
from tests.pages.markups.inline import mailto
from tests.pages.markups.page import CONTACT, Entry, Page, Theme
from tests.pages.markups.surroundings import document

Writer = Callable[[Page], bytes]


def whole(page: Page, main: str) -> bytes:
    return document(page, main).encode()


def place(entry: Entry) -> str:
    return f"{'Openbaar lichaam' if entry.municipality == 'Bonaire' else 'Gemeente'} {entry.municipality}"


def parts(entry: Entry) -> tuple[str, str]:
    """Label and rest of the contact line."""
    match = CONTACT.match(entry.contact or "")
    return (match[1], match[2]) if match else ("", "")


def filled(template: str, entry: Entry, number: int = 0) -> str:
    """A template with what an entry holds; `label` and `people` are the two sides of its contact line."""
    label, people = parts(entry)
    return template.format(
        n=number,
        municipality=escape(entry.municipality),
        place=escape(place(entry)),
        title=escape(entry.title),
        text=block(entry.nodes),
        text_with_headings=block(entry.nodes, "<h5>{}</h5>"),
        contact=contact(entry, mailto, "{}"),
        label=label,
        LABEL=label.upper(),
        people=linked(people, mailto),
    )


def entries(theme: Theme) -> list[Entry]:
    return [part for part in theme.parts if isinstance(part, Entry)]


def notes(theme: Theme) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in theme.parts if isinstance(part, str))


def per_entry(template: str, note: str = "<p>{}</p>") -> Writer:
    """A writer that fills a template for each entry."""

    def write(page: Page) -> bytes:
        number = count(1)
        main = sections(page, lambda entry: filled(template, entry, next(number)), note=note)
        return whole(page, f"{opening(page)}\n{main}")

    return write
