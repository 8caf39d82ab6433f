"""Parts of a page in HTML: paragraphs and lists, contact lines, the opening, the sections."""

import re
from collections.abc import Callable, Iterable
from html import escape

from tests.pages.markups.inline import Inline
from tests.pages.markups.page import EMAIL, Entry, Item, Node, Page


def block(nodes: Iterable[Node], subheading: str = "<p>{}</p>", paragraphs: bool = False) -> str:
    """Paragraphs and lists; `paragraphs` puts the text of every item into a paragraph."""
    return "\n".join(
        listing(node, paragraphs)
        if not isinstance(node, str)
        else (subheading if is_subheading(node) else "<p>{}</p>").format(escape(node))
        for node in nodes
    )


def is_subheading(line: str) -> bool:
    return len(line) < 60 and (not re.search(r"[.:;,]$", line) or line[0].isdigit())


def listing(items: tuple[Item, ...], paragraphs: bool = False) -> str:
    return "<ul>\n" + "\n".join(f"<li>{item_body(item, paragraphs)}</li>" for item in items) + "\n</ul>"


def item_body(item: Item, paragraphs: bool) -> str:
    if len(item.nodes) == 1 and isinstance(item.nodes[0], str) and not paragraphs:
        return escape(item.nodes[0])
    return block(item.nodes, paragraphs=paragraphs)


def linked(line: str, link: Inline, text: Inline = escape) -> str:
    """A line with the addresses in it as `link` writes them."""
    return "".join(link(part) if EMAIL.fullmatch(part) else text(part) for part in EMAIL.split(line))


def contact(entry: Entry, link: Inline, frame: str = "<p>{}</p>") -> str:
    return frame.format(linked(entry.contact, link)) if entry.contact else ""


def opening(page: Page, frame: str = "<h3>{}</h3>\n<p>{}</p>") -> str:
    aims = (frame.format(escape(title), escape(aim)) for title, aim in page.aims)
    return "\n".join([f"<p>{escape(page.introduction)}</p>", *aims])


def sections(
    page: Page,
    write: Callable[[Entry], str],
    heading: str = "<h2>{}</h2>",
    frame: str = "{}",
    note: str = "<p>{}</p>",
) -> str:
    """Every theme: its heading, its entries inside `frame`, then its notes."""
    return "\n".join(
        "\n".join(
            [
                heading.format(escape(theme.heading)),
                frame.format("\n".join(write(part) for part in theme.parts if isinstance(part, Entry))),
                *(note.format(escape(part)) for part in theme.parts if isinstance(part, str)),
            ]
        )
        for theme in page.themes
    )
