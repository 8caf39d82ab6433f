"""Markups in which projects are in panels that open."""

from html import escape
from itertools import count

from tests.pages.markups.blocks import block, contact, opening, sections
from tests.pages.markups.inline import Inline, mailto
from tests.pages.markups.page import HEADING, Entry, Page, Theme
from tests.pages.markups.surroundings import document, drawings, heavy_head


def accordion(page: Page, link: Inline = mailto) -> bytes:
    """Collapsed panels titled with the municipality's name, on a page of about 120 kB."""
    return document(page, f"{drawings()}\n{_panels(page, link)}", link, heavy_head()).encode()


def bare_accordion(page: Page) -> bytes:
    """The same panels with nothing around them: about 75 kB."""
    return f"""<!DOCTYPE html>
<html lang="nl">
<head><meta charset="utf-8"><title>{HEADING}</title></head>
<body>
<h1>{HEADING}</h1>
{_panels(page, mailto)}
</body>
</html>
""".encode()


def _panels(page: Page, link: Inline) -> str:
    """The content of the page, each entry in a panel."""
    number = count(1)

    def panel(entry: Entry) -> str:
        i = next(number)
        return f"""<h3 class="title"><button type="button" aria-expanded="false" aria-controls="p{i}">\
{escape(entry.municipality)}<svg aria-hidden="true"><use href="#icon-{i % 15}"></use></svg></button></h3>
<div id="p{i}" class="accordion__panel" hidden>
<p><strong>Project: {escape(entry.title)}</strong></p>
{block(entry.nodes, "<p><strong>{}</strong></p>")}
{contact(entry, link)}
</div>"""

    return f"{opening(page)}\n{sections(page, panel)}"


def details_by_title(page: Page) -> bytes:
    def panel(entry: Entry) -> str:
        return f"""<details><summary>Project: {escape(entry.title)}</summary>
{block(entry.nodes)}
{contact(entry, mailto)}
</details>"""

    return document(page, f"{opening(page)}\n{sections(page, panel)}").encode()


def details_by_municipality(page: Page) -> bytes:
    """Panels titled "Gemeente X"; the project's title is a heading without its label."""

    def panel(entry: Entry) -> str:
        kind = "Openbaar lichaam" if entry.municipality == "Bonaire" else "Gemeente"
        name = entry.municipality.replace("'", "’")
        return f"""<details class="panel"><summary><span>{kind} {name}</span></summary>
<div><h4>{escape(entry.title)}</h4>
{block(entry.nodes)}
{contact(entry, mailto)}</div></details>"""

    return document(page, f"{opening(page)}\n{sections(page, panel)}").encode()


def tabs(page: Page) -> bytes:
    """For each theme first all tabs, named after municipalities, then all panels."""
    number = count(1)

    def section(theme: Theme) -> str:
        numbered = [(next(number), part) for part in theme.parts if isinstance(part, Entry)]
        buttons = "\n".join(
            f'<button role="tab" id="tab-{i}" aria-controls="panel-{i}" aria-selected="false" tabindex="-1">'
            f"{escape(entry.municipality)}</button>"
            for i, entry in numbered
        )
        panels = "\n".join(
            f"""<div role="tabpanel" id="panel-{i}" aria-labelledby="tab-{i}" tabindex="0" hidden>
<h3>Project: {escape(entry.title)}</h3>
{block(entry.nodes)}
{contact(entry, mailto)}
</div>"""
            for i, entry in numbered
        )
        notes = "".join(f"<p>{escape(part)}</p>" for part in theme.parts if isinstance(part, str))
        return f"""<section><h2>{escape(theme.heading)}</h2>
<div role="tablist">{buttons}</div>
{panels}
{notes}</section>"""

    return document(page, "\n".join([opening(page), *map(section, page.themes)])).encode()


def nested_accordion(page: Page) -> bytes:
    """A panel for each theme, and within it a panel for each municipality."""
    number = count(1)

    def panel(label: str, level: int, content: str) -> str:
        i = next(number)
        return f"""<div class="item"><h{level}><button aria-expanded="false" aria-controls="c{i}" id="b{i}">\
{escape(label)}</button></h{level}>
<div id="c{i}" role="region" aria-labelledby="b{i}" style="display:none">{content}</div></div>"""

    def project(entry: Entry) -> str:
        content = f"""<p><em>Project:</em> {escape(entry.title)}</p>
{block(entry.nodes)}
{contact(entry, mailto)}"""
        return panel(entry.municipality, 3, content)

    def theme_panel(theme: Theme) -> str:
        written = (project(part) if isinstance(part, Entry) else f"<p>{escape(part)}</p>" for part in theme.parts)
        return panel(theme.heading, 2, "\n".join(written))

    aims = opening(page, "<p><b>{}</b></p><p>{}</p>")
    return document(page, "\n".join([aims, *map(theme_panel, page.themes)])).encode()
