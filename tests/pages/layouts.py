"""Layouts as other sites and other hands make them: what marks a title, a municipality, a theme, or nothing at all.

Each of `LAYOUTS` gives the tables of the saved page but for the columns in `OTHER`. Nothing here is in `main`, and
no element says what is navigation: what is around the page can only be told by what it says.
"""

import re
import textwrap
from collections.abc import Callable
from functools import partial
from html import escape
from itertools import count, groupby

from tests.pages.markups import HEADING
from tests.pages.markups.blocks import block, linked, opening, sections
from tests.pages.markups.inline import mailto
from tests.pages.markups.page import Entry, Page, Theme, text_lines
from tests.pages.templates import Writer, entries, filled, notes, parts
from tests.pages.variants import LABEL, LINE, UNDER_HEADING


def bare(main: str) -> bytes:
    """A document with the page's heading and nothing that tells content from what is around it."""
    head = f'<meta charset="utf-8"><title>{HEADING}</title>'
    return f"<!DOCTYPE html><html><head>{head}</head><body><h1>{HEADING}</h1>{main}</body></html>".encode()


def each(
    template: str,
    heading: str = "<h2>{}</h2>",
    aims: str = "<h3>{}</h3><p>{}</p>",
    frame: str = "{}",
    contents: Callable[[Page], str] = lambda _: "",
    after: str = "",
) -> Writer:
    """A writer that fills a template for each entry; `contents` comes before the first theme, `after` at the end."""

    def write(page: Page) -> bytes:
        number = count(1)
        main = sections(page, lambda entry: filled(template, entry, next(number)), heading, frame)
        return bare(opening(page, aims) + contents(page) + main + after)

    return write


def lines(
    template: str, heading: str = "{}", aims: str = "{}\n{}", item: str = "- ", gap: str = "\n", after: str = ""
) -> Writer:
    """A writer of plain text."""

    def write(page: Page) -> bytes:
        found = [page.introduction, *(aims.format(*aim) for aim in page.aims)]
        for theme in page.themes:
            found.append(heading.format(theme.heading))
            found += [part if isinstance(part, str) else of_text(template, part, item) for part in theme.parts]
        return (gap.join(found) + after).encode()

    return write


def of_text(template: str, entry: Entry, item: str = "- ") -> str:
    text = "\n".join(re.sub("^- ", item, line) for line in text_lines(entry.nodes))
    label, people = parts(entry)
    return template.format(
        municipality=entry.municipality, title=entry.title, text=text, contact=entry.contact, label=label, people=people
    )


def wrapped(page: Page, gap: str = "\n\n") -> bytes:
    """Text whose lines are broken at 78 characters."""
    text = lines(LINES)(page).decode()
    return gap.join(textwrap.fill(line, 78, break_on_hyphens=False) for line in text.split("\n")).encode()


def contents(item: str, around: str = "{}", project: str = "Project: {title}") -> Callable[[Page], str]:
    """A table of contents with a link to each theme and each project."""

    def written(page: Page) -> str:
        listed = (
            [escape(theme.heading), *(filled(project, entry) for entry in entries(theme))] for theme in page.themes
        )
        return around.format("".join(item.format(text) for theme in listed for text in theme))

    return written


# Markup that no template can write


def title_runs_in(page: Page) -> bytes:
    """The title is in bold before the first sentence of the text."""

    def article(entry: Entry) -> str:
        title = f"<p><strong>Project: {escape(entry.title)}</strong> "
        return filled(block(entry.nodes).replace("<p>", title, 1).replace("{", "{{") + "<p>{contact}</p>", entry)

    return bare(opening(page) + sections(page, article))


def contact_runs_in(page: Page) -> bytes:
    """The contact comes after the last sentence of the text, its label in bold."""

    def article(entry: Entry) -> str:
        label, people = parts(entry)
        contact = f"<strong>{label}:</strong> {linked(people, mailto)}</p>"
        text = block(entry.nodes)
        text = f"{text.removesuffix('</p>')} {contact}" if text.endswith("</p>") else f"{text}<p>{contact}"
        return f"<h3>Project: {escape(entry.title)}</h3>{text}"

    return bare(opening(page) + sections(page, article))


def contact_runs_in_text(page: Page) -> bytes:
    """The same without markup: "… samen. Projectleider: …"."""
    return re.sub(r"(?m)(?<=\.)\n(?=Projectleid.*@)", " ", lines(LINES)(page).decode()).encode()


def by_municipality(frame: str, around: str, project: str) -> Writer:
    """A writer that has a municipality's name once, above all of its projects in a theme."""

    def section(theme: Theme) -> str:
        groups = groupby(entries(theme), lambda entry: entry.municipality)
        written = "".join(
            frame.format(escape(name), "".join(filled(project, entry) for entry in group)) for name, group in groups
        )
        return f"<h2>{escape(theme.heading)}</h2>{around.format(written)}{notes(theme)}"

    return lambda page: bare(opening(page) + "".join(map(section, page.themes)))


def by_municipality_in_text(page: Page) -> bytes:
    """A line with the municipality's name above the first of its projects in a theme."""
    found = [page.introduction, *(line for aim in page.aims for line in aim)]
    for theme in page.themes:
        found.append(theme.heading)
        for name, group in groupby(entries(theme), lambda entry: entry.municipality):
            found += [name, *(of_text(LINES, entry) for entry in group)]
        found += [part for part in theme.parts if isinstance(part, str)]
    return "\n".join(found).encode()


BODY = "{text}<p>{contact}</p>"
LINES = "Project: {title}\n{text}\n{contact}"
PLACE_AND_LINES = "{municipality}\n{title}\n{text}\n{contact}"
LABELLED = "<h3>Project: {title}</h3>{text}<p>{contact}</p>"
PLAIN = "<p>Project: {title}</p>{text}<p>{contact}</p>"
BOLD = "<p><strong>{municipality}</strong></p><p><strong>{title}</strong></p>{text}<p>{contact}</p>"
TITLED = "<h3>{title}</h3>{text}<p>{contact}</p>"
NO_SPAM = '<span style="display:none">NOSPAM</span>@'
SLIDER = """<div class="panel-heading" data-toggle="collapse" href="#s-{n}" data-target="#s-{n}" role="tab">\
<a class="accordion-toggle" aria-expanded="false"><span> {municipality}</span></a></div>
<div class="panel-collapse collapse" id="s-{n}"><div class="panel-body"><h2 class="rl_sliders-title">{municipality}</h2>
<p><strong>{title}</strong></p>{text}<p>{contact}</p></div></div>"""
ARROW = '<p class="top"><a href="#top">↑ Terug naar boven</a></p>'
SHARE = """<ul class="share"><li><a href="https://twitter.com/share">Twitter</a></li>
<li><a href="https://www.linkedin.com/share">LinkedIn</a></li></ul>"""
CHANGED = '<p><a href="javascript:print()">Print</a></p><p class="small">Laatst gewijzigd: 12 november 2021</p>'
MORE = '<p><a href="/projecten">Lees meer</a></p><p><a href="/dossier">Bekijk het project</a></p>'
ABOUT = '<p><a href="/projecten/{n}">Lees meer over {title}</a></p>'
PICTURE = '<figure><img src="a.jpg" alt=""><figcaption>De burgemeester van Zwolle</figcaption></figure>'


def panel(title: str, body: str = UNDER_HEADING) -> str:
    """A button in a heading, and the panel that it opens."""
    return (
        f'<h3><button type="button" aria-expanded="false" aria-controls="s{{n}}">{title}</button></h3>'
        f'<div id="s{{n}}" hidden>{body}</div>'
    )


def details(summary: str, body: str = "{text}<p>{contact}</p>") -> str:
    return f"<details><summary>{summary}</summary>{body}</details>"


LAYOUTS: dict[str, Writer] = {
    # A title below the name of its municipality may end as a sentence does.
    "bold municipality, bold title": each(BOLD),
    "panel of a municipality, its title in bold": each(
        details("<h3>{municipality}</h3>", "<p><strong>{title}</strong></p>{text}<p>{contact}</p>")
    ),
    "table without head": each(
        "<tr><td>{municipality}</td><td>{title}</td><td>{text}<p>{contact}</p></td></tr>", frame="<table>{}</table>"
    ),
    "municipality and title below the head of titles": each(
        "<tr><td>{municipality}<br><b>{title}</b></td><td>{text}</td><td>{people}</td></tr>",
        frame="<table><tr><th>Project</th><th>Inhoud</th><th>Contact</th></tr>{}</table>",
    ),
    "whole projects in the column of titles": each(
        "<tr><td>{municipality}</td><td>{title}<br>{text}{contact}</td></tr>",
        frame="<table><tr><td>Welke gemeente</td><td>Project</td></tr>{}</table>",
    ),
    "texts in rows of their own": each(
        "<tr><td rowspan=3>{municipality}</td><td>{title}</td></tr><tr><td>{text}</td></tr><tr><td>{contact}</td></tr>",
        frame="<table><tr><td>Gemeente</td><td>Project</td></tr>{}</table>",
    ),
    "lines below a municipality": lines(PLACE_AND_LINES),
    "municipality and a long title": lines("{municipality}: {title}\n{text}\n{contact}"),
    # Labels
    "labels in boxes of their own": each(
        "<h3>{title}</h3><div>Gemeente:</div><div>{municipality}</div>{text}<div>{label}:</div><div>{people}</div>"
    ),
    "labels without a colon in boxes of their own": each(
        "<div>Gemeente</div><div>{municipality}</div><div>Project</div><div>{title}</div>" + BODY
    ),
    "label of the text alone": each(
        "<h3>{municipality}</h3><p><strong>Project</strong></p><p>{title}</p><p><strong>Omschrijving</strong></p>"
        "{text}<p><strong>{label}</strong></p><p>{people}</p>"
    ),
    "label of the text in the same paragraph": each(
        "<p><strong>Gemeente:</strong> {municipality}<br><strong>Project:</strong> {title}<br>"
        "<strong>Omschrijving:</strong></p>{text}<p><strong>{label}:</strong> {people}</p>"
    ),
    "labels in one line": each(
        "<p>Gemeente: {municipality} <strong>Project:</strong> {title}</p>{text}<p>{contact}</p>"
    ),
    "numbered labels": lines("1. Project: {title}\n{text}\n{contact}"),
    "contact runs in": contact_runs_in,
    "contact runs in, as text": contact_runs_in_text,
    "title runs in": title_runs_in,
    # Panels
    "sliders that repeat their title": each(SLIDER),
    "words for screen readers": each(panel('{municipality} <span class="sr-only">uitklappen</span>')),
    "a sign for the eye": each(details('{title} <span aria-hidden="true">+</span>')),
    "an icon's name": each(panel('{municipality} <i class="material-icons">expand_more</i>')),
    "two spans in a summary": each(details("<span>{municipality}</span><span>{title}</span>")),
    "two spans in a button": each(panel("<span>{municipality}</span> <span>{title}</span>", "{text}<p>{contact}</p>")),
    "municipality after the title, in brackets": each(TITLED.replace("</h3>", " ({municipality})</h3>")),
    "municipality after the title, and a comma": each(TITLED.replace("</h3>", ", {place}</h3>")),
    "municipality after the title, in capitals": each(details("{title}, GEMEENTE {municipality}")),
    "links that lead nowhere, in items": each(
        '<li><a href="#" class="accordion-title">{title}</a><div>{text}<p>{contact}</p></div></li>', frame="<ul>{}</ul>"
    ),
    "items with headings": each(
        "<li><p>{municipality}</p><p>{contact}</p><h3>{title}</h3>{text}</li>", frame="<ul>{}</ul>"
    ),
    "municipality after the title, and a dash": each(details("{title} – {municipality}")),
    "municipality below the title of a panel": each(details("{title}<br><small>Gemeente {municipality}</small>")),
    "numbers before municipalities": each(
        '<h3><span class="badge">{n}</span> {municipality}</h3><h4>{title}</h4>' + BODY
    ),
    "numbers before titles": each("<h3>{n}. {title}</h3><p>Gemeente: {municipality}</p>" + BODY),
    "items that are projects": each("<li><strong>{title}</strong>{text}<p>{contact}</p></li>", frame="<ul>{}</ul>"),
    # What is around the page and in it
    "more to read": each(LABELLED + MORE),
    "more to read about each": each(LABELLED + ABOUT),
    "back to the top": each("<h3>{municipality}</h3><h4>{title}</h4>{text}<p>{contact}</p>" + ARROW),
    "share links": each(PLAIN + SHARE),
    "date of the last change": each(TITLED + CHANGED),
    "furniture in text": lines(LINES + "\nLees meer »\nTerug naar boven ↑"),
    "captions": each("<h3>Project: {title}</h3>" + PICTURE + "{text}<p>{contact}</p>"),
    "contents in a list": each(LABELLED, contents=contents('<li><a href="#a">{}</a></li>', "<ul>{}</ul>")),
    "contents in paragraphs": each(PLAIN, contents=contents('<p><a href="#a">{}</a></p>')),
    "contents without titles": each(
        LABELLED, contents=contents('<p><a href="/project">{}</a></p>', project="Project: in {municipality}")
    ),
    "addresses with a trap": lambda page: re.sub(rb"@(?=[\w.-]+</a>)", NO_SPAM.encode(), each(LABELLED)(page)),
    "lines that repeat": lines(LINES + "\nNaar het dossier"),
    "captions in text": each(PLAIN + "<p>Beeld van {municipality}</p>"),
    # Themes
    "themes, municipalities and titles in bold": each(
        BOLD, "<p><strong>{}</strong></p>", "<p><strong>{}</strong></p><p>{}</p>"
    ),
    "themes with a colon": lines(LINES, heading="{}:"),
    "themes with a count": lines(LINES, heading="{} (10 projecten)"),
    "themes in quotes": lines(LINES, heading="Thema ‘{}’"),
    "themes with a number": each(TITLED, heading="<h2>Thema 1 - {}</h2>"),
    # Plain text
    "markdown": lines("### Project: {title}\n\n{text}\n\n{contact}", "## {}", "### {}\n\n{}", item="* ", gap="\n\n"),
    "markdown in bold": lines(
        "**Project: {title}**\n\n{text}\n\n**{label}:** {people}", "## {}", "**{}**\n\n{}", gap="\n\n"
    ),
    "wrapped": wrapped,
    "wrapped without empty lines": partial(wrapped, gap="\n"),
    "items of a word processor": lines(LINES, item="o   "),
    "dashes between projects": lines("----------\n" + LINES, item="• "),
    "stars between projects": lines("* * *\n" + LINES),
}
OTHER: dict[str, frozenset[str]] = {
    "municipality and title below the head of titles": LABEL,
    "labels in boxes of their own": LINE,
    "label of the text alone": LINE,
    "wrapped without empty lines": frozenset({"text"}),  # a paragraph that ends near the margin goes on
}
"""The columns in which a layout differs from the saved page."""
WITH_NOTES = frozenset({"contents in paragraphs", "contents without titles", "lines that repeat", "captions in text"})
"""Layouts with words around the page that become notes."""

HEADINGS = each(LABELLED)
ARTICLES = each(f"<article>{UNDER_HEADING}</article>")
BOLD_TITLES = each("<p><strong>{title}</strong></p>" + BODY)
PLACES = each("<h3>{municipality}</h3><h4>{title}</h4>" + BODY)
KICKERS = each("<article><p>{municipality}</p><h3>{title}</h3>{text}<footer>{contact}</footer></article>")
LABELS_ALONE = each("<h3>{municipality}</h3><p><b>{title}</b></p>{text}<p><b>{label}</b></p><p>{people}</p>")
BOLD_LABELS_ALONE = each("<p><b>{title}</b></p>{text}<p><b>{label}</b><br>{people}</p>")
UNLABELLED = each(TITLED)
NO_LABELS = each("<h3>{municipality}</h3><h4>{title}</h4>{text}<p>{people}</p>")
PANELS: dict[str, Writer] = {"details": each(details("{title}")), "buttons": each(panel("{title}", BODY))}
"""Panels titled by their project, without a label."""
BY_MUNICIPALITY: dict[str, Writer] = {
    "a term with definitions": by_municipality("<dt>{}</dt>{}", "<dl>{}</dl>", f"<dd><h4>{{title}}</h4>{BODY}</dd>"),
    "nested lists": by_municipality("<li>{}<ul>{}</ul></li>", "<ul>{}</ul>", f"<li>Project: {{title}}{BODY}</li>"),
    "lines": by_municipality_in_text,
}
"""A municipality's name once, above all its projects in a theme."""
TAILS: dict[str, Writer] = {
    "paragraphs": each(LABELLED, after="<p>Contact</p><p>Privacy</p><p>Weerbaar Bestuur, info@weerbaarbestuur.nl</p>"),
    "lines": lines(LINES, after="\nContact\nPrivacy\nWeerbaar Bestuur, info@weerbaarbestuur.nl\n"),
    "a heading": each(TITLED, after="<h3>Contact</h3><p>Privacy</p><p>Contact: info@weerbaarbestuur.nl</p>"),
}
"""The foot of a site, which nothing marks as such."""
