"""Panels, tabs and cards as frameworks and site builders write them. Each gives the tables of the saved page."""

from html import escape

from tests.pages.layouts import BODY, bare, details, each
from tests.pages.markups.blocks import opening, sections
from tests.pages.markups.page import Page
from tests.pages.templates import Writer, entries, filled, notes


def with_theme(template: str) -> Writer:
    """A writer of entries that name their theme, each below its heading."""

    def write(page: Page) -> bytes:
        main = ""
        for theme in page.themes:
            main += f"<h2>{escape(theme.heading)}</h2>"
            main += "".join(filled(template.replace("THEME", escape(theme.heading)), each) for each in entries(theme))
            main += notes(theme)
        return bare(opening(page) + main)

    return write


OPENS_ITSELF = """<details id="d{n}"><summary aria-controls="d{n}" aria-expanded="false">{municipality}</summary>
<div role="region" aria-labelledby="d{n}"><h4>{title}</h4>{text}<p>{contact}</p></div></details>"""
BOX_AS_BUTTON = """<div><div role="button" aria-expanded="false"><div>{title}</div><div>{municipality}</div>
<i class="material-icons">expand_more</i></div><div style="display: none;">{text}<p>{contact}</p></div></div>"""
STATE = """<h3><button aria-expanded="false" aria-controls="s{n}"><span class="name">{municipality}</span>
<span class="state">Open</span></button></h3><div id="s{n}"><h4>{title}</h4>{text}<p>{contact}</p></div>"""
STATE_IN_LINE = """<h3><button aria-expanded="false" aria-controls="s{n}">{title}
<span class="state">Sluit</span></button></h3><div id="s{n}"><p> {municipality}</p>{text}<p>{contact}</p></div>"""
CARD = """<div><header><h3>{municipality}</h3><h4>{title}</h4></header>{text}<footer>{contact}</footer></div>
<div role="status">Paneel van {municipality} geopend</div>"""
HEADED = "<h4>{title}</h4>{text}<p>{contact}</p>"
CHIP = "<article><p>THEME</p><h3>{title}</h3><p>{municipality}</p>{text}<p>{contact}</p></article>"

COPY = "<h3>{municipality}</h3><h4>{title}</h4>{text}<p>{contact}</p>"


def for_two_screens(page: Page) -> bytes:
    """All projects, and all of them again."""
    main = sections(page, lambda entry: filled(COPY, entry))
    return bare(f'{opening(page)}<div class="wide">{main}</div><div class="narrow">{main}</div>')


def anchors_as_tabs(page: Page) -> bytes:
    """A list of links to boxes, one for each theme, which have no headings of their own."""
    links = "".join(f'<li><a href="#t{n}">{escape(theme.heading)}</a></li>' for n, theme in enumerate(page.themes))
    boxes = "".join(
        f'<div id="t{n}">{"".join(filled(COPY, entry) for entry in entries(theme))}{notes(theme)}</div>'
        for n, theme in enumerate(page.themes)
    )
    return bare(f"{opening(page)}<ul>{links}</ul>{boxes}")


CARDS: dict[str, Writer] = {
    "a panel that opens itself": each(OPENS_ITSELF),
    "a box as button": each(BOX_AS_BUTTON),
    "the state of a panel": each(STATE),
    "the state of a panel in its title": each(STATE_IN_LINE),
    "projects counted in brackets": each(details("{municipality} (1 project)", HEADED)),
    "projects counted in a badge": each(
        details('{municipality} <span class="badge">1</span>', HEADED), '<h2>{} <span class="badge">10</span></h2>'
    ),
    "a card with header and footer": each(CARD),
    "a theme above each title": with_theme(CHIP),
    "a theme below each title": with_theme(
        details("<h3>{title}</h3>", "<p>Gemeente {municipality}</p><p>Thema: THEME</p>{text}<p>{contact}</p>")
    ),
    "a badge before the title": each('<h3><span class="badge">{municipality}</span> {title}</h3>' + BODY),
    "a badge after the title": each(details('{title} <span class="badge">{municipality}</span>')),
    "each project for two screens": each(f'<div class="wide">{COPY}</div><div aria-hidden="true">{COPY}</div>'),
    "the page for two screens": for_two_screens,
    "links to boxes as tabs": anchors_as_tabs,
    "the foot of a site beside something": each(
        COPY, after="<div><a>Lees meer</a><footer><p>Contact: info@weerbaarbestuur.nl</p></footer></div>"
    ),
}
