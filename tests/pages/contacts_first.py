"""Pages on which the contact of every project is above its title, and each project is irregular as well.

A line after a project is no part of these: without a contact between, nothing tells it from the project's text.
"""

from collections.abc import Callable
from dataclasses import replace

from tests.pages.expected import Expected
from tests.pages.irregular import BOLD, Irregular, made, markup
from tests.pages.markups.page import Entry, Page, Theme, text_lines

Writer = Callable[[Page], bytes]


def contacts_first(seed: int, p: float, name: str) -> tuple[bytes, list[Expected]]:
    """A page in one of `FORMS` whose entries are irregular in each way with probability `p`, and its entries."""
    page = made(seed, p, "text" if name.startswith("text") else "html")
    page = replace(page, themes=tuple(map(of_theme, page.themes)))
    return FORMS[name](page), [entry.expected for entry in page.entries if isinstance(entry, Irregular)]


def of_theme(theme: Theme) -> Theme:
    return replace(theme, parts=tuple(replace(part, after="") for part in theme.parts if isinstance(part, Irregular)))


def named(write: Writer) -> Writer:
    """A writer of pages on which every entry is below the name of its municipality."""

    def of_entry(part: Entry | str) -> Entry | str:
        return replace(part, above=part.municipality) if isinstance(part, Irregular) else part

    def write_named(page: Page) -> bytes:
        themes = (replace(theme, parts=tuple(map(of_entry, theme.parts))) for theme in page.themes)
        return write(replace(page, themes=tuple(themes)))

    return write_named


def text(page: Page, name_first: bool = True) -> bytes:
    found = [page.introduction, *(line for aim in page.aims for line in aim)]
    for theme in page.themes:
        found.append(theme.heading)
        for part in theme.parts:
            assert isinstance(part, Irregular)
            above = (part.above, *part.lines) if name_first else (*part.lines, part.above)
            found += [line for line in (*above, part.title, *text_lines(part.nodes)) if line]
    return "\n".join(found).encode()


FORMS: dict[str, Writer] = {
    "text": lambda page: text(page, name_first=False),
    "text below names": named(text),
    "left column": markup(
        '<div class="row"><div class="col-4"><p>{contact}</p></div><div class="col-8">{above}<h3>{title}</h3>{text}'
        "</div></div>",
        "<p>{}</p>\n",
        "<h5>{}</h5>",
    ),
    "below headings": named(
        markup("{above}<p>{contact}</p>\n<h4>{title}</h4>\n{text}", "<h3>{}</h3>\n", "<h5>{}</h5>")
    ),
    "box above bold titles": markup(
        f'<div class="box"><p>{{contact}}</p></div>\n{{above}}{BOLD.format("{title}")}\n{{text}}', "<p>{}</p>\n"
    ),
    "panels": named(
        markup("<details><summary>{above}</summary><p>{contact}</p>\n<h4>{title}</h4>\n{text}</details>", "{}", BOLD)
    ),
}
