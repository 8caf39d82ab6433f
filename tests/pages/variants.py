"""More ways to publish the page: markups that differ from `markups` in where title, municipality and contact are.

Each gives the tables of the saved page but for the columns named beside it, because the page itself then holds
other words: a label of its own, or none.
"""

import re
from collections.abc import Callable
from functools import partial
from html import escape
from itertools import count, groupby

from tests.pages.markups import HEADING, in_markup
from tests.pages.markups.articles import table
from tests.pages.markups.blocks import block, linked, opening, sections
from tests.pages.markups.inline import mailto
from tests.pages.markups.page import EMAIL, Entry, Page
from tests.pages.markups.panels import details_by_municipality
from tests.pages.templates import Writer, entries, filled, notes, parts, per_entry, whole

CARDS = """<article class="card"><header><p class="tag">{municipality}</p><h3>{title}</h3></header>
<div class="card-body">{text}</div><footer>{contact}</footer></article>"""
CARDS_TITLE_FIRST = """<article class="card"><h3>{title}</h3><p class="tag">{place}</p>
<div class="card-body">{text}</div><p>{contact}</p></article>"""
LIST_PER_PROJECT = """<dl><dt>Gemeente:</dt><dd>{municipality}</dd><dt>Project:</dt><dd>{title}</dd>
<dt>Toelichting:</dt><dd>{text}</dd><dt>{label}:</dt><dd>{people}</dd></dl>"""
LIST_UNDER_HEADING = """<h3>{municipality}</h3>
<dl><dt>Project</dt><dd>{title}</dd><dt>Omschrijving</dt><dd>{text}</dd><dt>{label}</dt><dd>{people}</dd></dl>"""
ROWS_OF_LABELS = """<table><tr><th>Gemeente</th><td>{municipality}</td></tr><tr><th>Project</th><td>{title}</td></tr>
<tr><th>Beschrijving</th><td>{text}</td></tr><tr><th>{label}</th><td>{people}</td></tr></table>"""
ROWS_OF_ONE_CELL = """<table border=0><tr><td><b>Project: {title}</b></td></tr><tr><td>{text}</td></tr>
<tr><td>{contact}</td></tr></table>"""
PLACE_AS_HEADING = "<h3>{municipality}</h3>\n<h4>{title}</h4>\n{text}\n<p>{contact}</p>"
PLACE_AND_LABEL = "<h3>{place}</h3>\n<h4>Project: {title}</h4>\n{text}\n<p>{contact}</p>"
PLACE_IN_TITLE = "<h3>{municipality}: {title}</h3>\n{text}\n<p>{contact}</p>"
PLACE_DASH_TITLE = "<details><summary>{place} – {title}</summary>\n{text}\n<p>{contact}</p></details>"
BOLD_LABELS = """<p><strong>Project:</strong></p><p>{title}</p>
{text}
<p><strong>{label}:</strong></p><p>{people}</p>"""
BOLD_LABELS_IN_LINE = """<p><strong>Project: </strong>{title}</p>
{text}
<p><strong>{label}: </strong>{people}</p>"""
BOLD_LABELS_AND_BREAKS = """<p><b>Project</b><br>{title}</p>
{text}
<p><b>{label}</b><br>{people}</p>"""
CONTACT_HEADING = "<h3>Project: {title}</h3>\n{text}\n<h4>{label}</h4>\n<p>{people}</p>"
CONTACT_FIRST = "<h3>Project: {title}</h3>\n<p>{contact}</p>\n{text}"
CONTACT_FIRST_IN_PANEL = """<details><summary>{municipality}</summary><p>Project: {title}</p>
<p>{contact}</p>
{text}</details>"""
CONTACT_ADDRESS = "<h3>Project: {title}</h3>\n{text}\n<address>{contact}</address>"
UPPER_CASE = "<h3>PROJECT: {title}</h3>\n{text}\n<p>{LABEL}: {people}</p>"
STRONG_PLACE = "<p><strong>{place}</strong></p>\n<p>Project: {title}</p>\n{text}\n<p>{contact}</p>"
STRONG_PLACE_COLON = (
    "<p><strong>Gemeente: {municipality}</strong></p>\n<p>Project: {title}</p>\n{text}\n<p>{contact}</p>"
)
BOOTSTRAP = """<div class="accordion-item"><h3 class="accordion-header" id="h{n}">
<button class="accordion-button collapsed" type="button" data-bs-toggle="collapse" data-bs-target="#c{n}" \
aria-expanded="false" aria-controls="c{n}">{municipality}</button></h3>
<div id="c{n}" class="accordion-collapse collapse" aria-labelledby="h{n}" data-bs-parent="#a">
<div class="accordion-body"><p><strong>Project: {title}</strong></p>
{text}
<p>{contact}</p></div></div></div>"""
SLIDERS = """<div class="panel panel-default"><div class="panel-heading"><h4 class="panel-title">
<a class="collapsed" data-toggle="collapse" data-parent="#a" href="#s{n}">{title}</a></h4></div>
<div id="s{n}" class="panel-collapse collapse"><div class="panel-body">{text}
<p>{contact}</p></div></div></div>"""
LINKS_TO_PANELS = """<h3><a href="#s{n}" aria-expanded="false" role="button">{municipality}</a></h3>
<div id="s{n}" hidden="until-found"><h4>{title}</h4>{text}
<p>{contact}</p></div>"""
LABELLED_REGIONS = """<section aria-labelledby="t{n}"><h3 id="t{n}">{title}</h3><p><em>{municipality}</em></p>
{text}
<p>{contact}</p></section>"""
CUSTOM_ELEMENTS = """<x-panel><span slot="title">{municipality}</span><x-body><p>Project: {title}</p>
{text}
<p>{contact}</p></x-body></x-panel>"""
FIELDSETS = "<fieldset><legend>{municipality}</legend><p>Project: {title}</p>{text}<p>{contact}</p></fieldset>"
PLAIN_BUTTONS = """<button class="collapsible">{municipality}</button>
<div class="content" style="display: none;"><h4>{title}</h4>{text}<p>{contact}</p></div>"""
PLACE_AND_SUBHEADINGS = """<h3>Gemeente {municipality}</h3>
<h4>Project: {title}</h4>{text_with_headings}<p>{contact}</p>"""
UNDER_HEADING = "<p>Project: {title}</p>{text}<p>{contact}</p>"
CELLS = "<td>{title}</td><td>{text}</td><td>{people}</td>"


def theme_column(page: Page) -> bytes:
    """One table for the whole page, with the theme in a column that spans the rows of its projects."""
    rows = []
    for theme in page.themes:
        for n, entry in enumerate(own := entries(theme)):
            first = f'<td rowspan="{len(own)}">{escape(theme.heading)}</td>' if n == 0 else ""
            rows.append(filled(f"<tr>{first}<td>{{municipality}}</td>{CELLS}</tr>", entry))
    heads = "".join(f"<th>{name}</th>" for name in ("Thema", "Gemeente", "Project", "Toelichting", "Contactpersoon"))
    return whole(page, f"{opening(page)}<table><tr>{heads}</tr>{''.join(rows)}</table>")


def themes_as_rows(page: Page, band: str = "<tr><td colspan=4>{}</td></tr>") -> bytes:
    """One table for the whole page, with the heading of each theme in a row of its own, as other text is."""

    def row(part: Entry | str) -> str:
        return note.format(escape(part)) if isinstance(part, str) else filled(cells, part)

    note, cells = "<tr><td colspan=4>{}</td></tr>", f"<tr><td>{{municipality}}</td>{CELLS}</tr>"
    rows = "".join(band.format(escape(theme.heading)) + "".join(map(row, theme.parts)) for theme in page.themes)
    heads = "<th>Gemeente</th><th>Project</th><th>Omschrijving</th><th>Projectleider</th>"
    return whole(page, f"{opening(page)}<table><tr>{heads}</tr>{rows}</table>")


OTHER_HEADS = ("Gemeente/OL", "Naam van het project", "Wat is er gedaan?", "Projectleiding")
HEADS_OF_TWO = ("Gemeente en project", "Omschrijving", "Contactpersoon")
TWO_IN_A_CELL = "<td><strong>{municipality}</strong><br>{title}</td><td>{text}</td><td>{people}</td>"
TWO_IN_A_BOX = "<td><p><strong>{municipality}</strong><br>{title}</p></td><td>{text}</td><td>{people}</td>"
NUMBERED_HEADS = ("Nr.", "Gemeente", "Project", "Omschrijving", "Projectleider")


def tables_with(heads: tuple[str, ...], page: Page, row: str = "<td>{municipality}</td>" + CELLS) -> bytes:
    """A table for each theme, with these heads."""
    number = count(1)
    head = "".join(f"<th>{name}</th>" for name in heads)
    main = sections(
        page, lambda entry: filled(f"<tr>{row}</tr>", entry, next(number)), frame=f"<table><tr>{head}</tr>{{}}</table>"
    )
    return whole(page, opening(page) + main)


def place_column_spans(page: Page, heading: str = "<h2>{}</h2><table>") -> bytes:
    """A table for each theme; a municipality with several projects under it has one cell for them."""

    def rows(entries: list[Entry]) -> str:
        found = ""
        for _, group in groupby(entries, lambda entry: entry.municipality):
            for n, entry in enumerate(own := list(group)):
                head = f'<th rowspan="{len(own)}">{{municipality}}</th>' if n == 0 else ""
                found += filled(f"<tr>{head}{CELLS}</tr>", entry)
        return found

    heads = "<tr><th>Gemeente</th><th>Titel</th><th>Inhoud</th><th>Contact</th></tr>"
    tables = (
        f"{heading.format(escape(theme.heading))}{heads}{rows(entries(theme))}</table>{notes(theme)}"
        for theme in page.themes
    )
    return whole(page, opening(page) + "".join(tables))


def several_contact_lines(page: Page) -> bytes:
    """A line for each person with an address, the label before the first."""

    def article(entry: Entry) -> str:
        label, rest = parts(entry)
        people = re.findall(r".+?@[\w.-]+\w|.+", rest)
        lines = "<br>".join(linked(person.lstrip(", "), mailto) for person in people if person.strip(", ."))
        return f"<h3>Project: {escape(entry.title)}</h3>{block(entry.nodes)}<p>{label}:<br>{lines}</p>"

    return whole(page, f"{opening(page)}{sections(page, article)}")


def names_are_links(page: Page) -> bytes:
    """Where a name is before an address, the name is the link and the address is not shown."""

    def article(entry: Entry) -> str:
        label, rest = parts(entry)
        people = re.sub(rf"([^,@ ][^,@]+), ?{EMAIL.pattern}", r'<a href="mailto:\2">\1</a>', rest)
        return filled(f"<h3>Project: {{title}}</h3>{{text}}<p>{label}: {people}</p>", entry)

    return whole(page, f"{opening(page)}{sections(page, article)}")


def boxes_only(page: Page) -> bytes:
    """No element says what it is: every line is a `div`, and boilerplate has only class names and ids."""

    def article(entry: Entry) -> str:
        text = re.sub(r"<(/?)p>", r"<\1div>", block(entry.nodes))
        return filled(f"<div><div><b>Project: {{title}}</b></div>{text}<div>{{contact}}</div></div>", entry)

    main = opening(page, "<div>{}</div><div>{}</div>").replace("<p>", "<div>").replace("</p>", "</div>")
    main += sections(page, article, "<div class='h2'>{}</div>", note="<div>{}</div>")
    menu = "".join(f"<div><a href='#'>{escape(entry.municipality)}</a></div>" for entry in page.entries)
    return f"""<html><head><meta charset="utf-8"><title>Weerbaar Bestuur</title></head><body>
<div id="cookie-notice">Wij gebruiken cookies. Projectleider: Nep Naam, nep@example.nl</div>
<div class="navbar"><div>Home</div>{menu}</div>
<div id="content"><div class="title">{HEADING}</div>{main}</div>
<div class="footer"><div>Gemeente Urk</div><div>Contact: {mailto("info@weerbaarbestuur.nl")}</div></div>
</body></html>""".encode()


def theme_tabs(page: Page) -> bytes:
    """A tab for each theme, all tabs before all panels; headings within."""
    tabs, panels = "", ""
    for n, theme in enumerate(page.themes):
        link = f'<a role="tab" id="t{n}" href="#p{n}" aria-controls="p{n}">{escape(theme.heading)}</a>'
        tabs += f'<li role="presentation">{link}</li>'
        projects = (filled(f"<h3>{{municipality}}</h3>{UNDER_HEADING}", entry) for entry in entries(theme))
        panels += f'<div role="tabpanel" id="p{n}" aria-labelledby="t{n}">{"".join(projects)}{notes(theme)}</div>'
    return whole(page, f'{opening(page)}<ul role="tablist">{tabs}</ul>{panels}')


def in_a_box_named(name: str, write: Writer) -> Writer:
    """The content of another markup in a box whose name sounds like something around it, and in no `main`."""

    def written(page: Page) -> bytes:
        html = write(page).decode()
        html = html.replace('<main id="content" role="main">', f'<div class="{name}">').replace("</main>", "</div>")
        return html.encode()

    return written


WITHOUT_NOTE = frozenset({"contact before the text", "theme in a column"})
"""Markups that have no place for a paragraph of no project, which is left out of them."""
LABEL = frozenset({"label", "contact_line"})
LINE = frozenset({"contact_line"})
WRITERS: dict[str, tuple[Writer, frozenset[str]]] = {
    "cards": (per_entry(CARDS), frozenset()),
    "cards, title first": (per_entry(CARDS_TITLE_FIRST), frozenset()),
    "a definition list per project": (per_entry(LIST_PER_PROJECT), frozenset()),
    "a definition list under a heading": (per_entry(LIST_UNDER_HEADING), frozenset()),
    "a table per project": (per_entry(ROWS_OF_LABELS), frozenset()),
    "rows of one cell": (per_entry(ROWS_OF_ONE_CELL), frozenset()),
    "municipality as heading": (per_entry(PLACE_AS_HEADING), frozenset()),
    "municipality as heading, label in title": (per_entry(PLACE_AND_LABEL), frozenset()),
    "municipality and subheadings": (per_entry(PLACE_AND_SUBHEADINGS), frozenset()),
    "municipality in the title": (per_entry(PLACE_IN_TITLE), frozenset()),
    "municipality and dash in the title": (per_entry(PLACE_DASH_TITLE), frozenset()),
    "labels in paragraphs of their own": (per_entry(BOLD_LABELS), LINE),
    "bold labels": (per_entry(BOLD_LABELS_IN_LINE), frozenset()),
    "bold labels and line breaks": (per_entry(BOLD_LABELS_AND_BREAKS), LINE),
    "contact under a heading": (per_entry(CONTACT_HEADING), LINE),
    "contact before the text": (per_entry(CONTACT_FIRST, note=""), frozenset()),
    "contact before the text, in a panel": (per_entry(CONTACT_FIRST_IN_PANEL), frozenset()),
    "contact in an address": (per_entry(CONTACT_ADDRESS), frozenset()),
    "labels in upper case": (per_entry(UPPER_CASE), LABEL),
    "municipality in bold": (per_entry(STRONG_PLACE), frozenset()),
    "municipality after a label": (per_entry(STRONG_PLACE_COLON), frozenset()),
    "bootstrap": (per_entry(BOOTSTRAP), frozenset()),
    "sliders": (per_entry(SLIDERS), frozenset()),
    "links to panels": (per_entry(LINKS_TO_PANELS), frozenset()),
    "labelled regions": (per_entry(LABELLED_REGIONS), frozenset()),
    "custom elements": (per_entry(CUSTOM_ELEMENTS), frozenset()),
    "fieldsets": (per_entry(FIELDSETS), frozenset()),
    "plain buttons": (per_entry(PLAIN_BUTTONS), frozenset()),
    "theme in a column": (theme_column, LABEL),
    "municipality over several rows": (place_column_spans, LABEL),
    "themes as rows": (themes_as_rows, LABEL),
    "heads of another vocabulary": (partial(tables_with, OTHER_HEADS), LABEL),
    "municipality and title in one cell": (partial(tables_with, HEADS_OF_TWO, row=TWO_IN_A_CELL), LABEL),
    "municipality and title in one box": (partial(tables_with, HEADS_OF_TWO, row=TWO_IN_A_BOX), LABEL),
    "numbered rows": (partial(tables_with, NUMBERED_HEADS, row="<td>{n}</td><td>{municipality}</td>" + CELLS), LABEL),
    "themes as rows of heads": (partial(themes_as_rows, band="<tr><th>{}</th><td></td><td></td><td></td></tr>"), LABEL),
    "theme as caption": (partial(place_column_spans, heading="<table><caption>{}</caption>"), LABEL),
    "a page with a sidebar": (in_a_box_named("page-with-sidebar", details_by_municipality), frozenset()),
    "cookies accepted": (in_a_box_named("cookie-accepted", table), LABEL),
    "several contact lines": (several_contact_lines, LINE),
    "names are links": (names_are_links, LINE),
    "boxes only": (boxes_only, frozenset()),
    "a tab per theme": (theme_tabs, frozenset()),
}
VARIANTS: dict[str, Callable[[], bytes]] = {name: partial(in_markup, write) for name, (write, _) in WRITERS.items()}
OTHER: dict[str, frozenset[str]] = {name: columns for name, (_, columns) in WRITERS.items()}
"""The columns in which a variant differs from the saved page."""
