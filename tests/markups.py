"""The saved page as a site might publish it: the same words in many markups and many encodings.

Everything here is made from the saved text alone, by a splitter of its own, so that it can check the
pipeline. Flaws that saving as text caused (a list item cut in two, markers alone on their line) are
mended here, as they would not stand in HTML.
"""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from hashlib import md5, sha256
from html import escape
from html.entities import codepoint2name
from itertools import count, takewhile
from pathlib import Path
from typing import TypeAlias

RAW = Path(__file__).resolve().parent.parent / "raw"
SAVED_SHA256 = "7c887f1bb5acad717d8b184df5ffe0e3688d3792ef937d0ec04b1aa294ab5438"

HEADING = "Gemeenten met vernieuwende aanpak Weerbaar Bestuur"
MUNICIPALITIES = (
    "Bonaire", "Brunssum", "Culemborg", "Eindhoven", "Gouda", "Oss", "Tytsjerksteradiel", "Utrecht",
    "Vlaardingen", "Zwolle", "Achtkarspelen", "Amsterdam", "Capelle aan den IJssel", "'s-Hertogenbosch",
    "Deventer", "Dordrecht", "Haarlem", "Gorinchem", "Rotterdam", "Schiedam", "Sittard-Geleen", "Tilburg",
    "Zaanstad", "Zoetermeer", "Amersfoort", "Ede",
    "Ommen", "Best", "Zandersveen",  # only on changed pages; the last one does not exist
)  # fmt: skip
TITLE = re.compile(r"Project ?: ?(.+)")
CONTACT = re.compile(r"(Projectleid\w+(?:\(s\))?|Contact projectleiding|Contactpersoon|Trekker) ?: (.+)")
EMAIL = re.compile(r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")

Node: TypeAlias = "str | tuple[Item, ...]"  # a paragraph, or a list of items
Inline = Callable[[str], str]


@dataclass(frozen=True)
class Item:
    """A list item: its paragraphs and the lists nested in it."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Entry:
    """A project as it stands under one theme."""

    municipality: str
    title: str
    nodes: tuple[Node, ...]
    contact: str | None


@dataclass(frozen=True)
class Theme:
    """A theme's section; a part that is a string is a paragraph of no project."""

    heading: str
    parts: tuple[Entry | str, ...]


@dataclass(frozen=True)
class Page:
    """The page: its introduction, its aims (title, description) and its themes."""

    introduction: str
    aims: tuple[tuple[str, str], ...]
    themes: tuple[Theme, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(part for theme in self.themes for part in theme.parts if isinstance(part, Entry))


@cache
def saved() -> bytes:
    """The saved page as it was received, found in `raw/` by its content."""
    for path in sorted(RAW.rglob("*")):
        if path.is_file() and sha256(path.read_bytes()).hexdigest() == SAVED_SHA256:
            return path.read_bytes()
    raise FileNotFoundError(f"no file with sha256 {SAVED_SHA256} in {RAW}: put the saved page back")


def saved_text() -> str:
    return saved().decode("utf-8")


def split(text: str) -> Page:
    """Split the saved page, or a changed one in the same form, into its parts."""
    lines = [line for line in text.replace("\n- Ee\nn perm", "\n- Een perm").split("\n") if line]
    starts = [i for i in range(len(lines) - 1) if TITLE.match(lines[i + 1]) and is_heading(lines[i])]
    ends = [*starts[1:], len(lines)]
    aims = lines[1 : starts[0]]
    return Page(
        lines[0],
        tuple(zip(aims[::2], aims[1::2], strict=True)),
        tuple(
            Theme(lines[start], tuple(parts(lines[start + 1 : end]))) for start, end in zip(starts, ends, strict=True)
        ),
    )


def is_heading(line: str) -> bool:
    return len(line) < 60 and not re.search(r"[:.@]", line)


def parts(lines: Iterable[str]) -> Iterator[Entry | str]:
    title, body = "", list[str]()
    for line in lines:
        if match := TITLE.match(line):
            if title:
                yield entry(title, body, None)
            title, body = match[1], []
        elif CONTACT.match(line):
            yield entry(title, body, line)
            title = ""
        elif title:
            body.append(line)
        else:
            yield line
    if title:
        yield entry(title, body, None)


def entry(title: str, body: list[str], contact: str | None) -> Entry:
    """The municipality is the first one that title and text name; on this page that is the right one."""
    words = "\n".join([title, *body]).replace("’", "'")
    named = {name: re.search(rf"(?<!\w){name}(?!\w)", words) for name in MUNICIPALITIES}
    first = min((match.start(), name) for name, match in named.items() if match)[1]
    return Entry(first, title, tuple(nodes(body)), contact)


def nodes(body: list[str]) -> Iterator[Node]:
    rest = list(body)
    while rest:
        items = list[Item]()
        while rest and rest[0].startswith("-"):
            items.append(open_item(rest) if rest[0] == "-" else Item((rest.pop(0)[2:],)))
        yield tuple(items) if items else rest.pop(0)


def open_item(rest: list[str]) -> Item:
    """Take an item whose marker stands alone: a paragraph, a nested list, a closing paragraph."""
    _, first = rest.pop(0), rest.pop(0)
    nested = list(takewhile(lambda line: line.startswith("- "), rest))
    del rest[: len(nested)]
    return Item((first, tuple(Item((line[2:],)) for line in nested), rest.pop(0)))


def text_lines(nodes: Iterable[Node]) -> Iterator[str]:
    """The lines that an entry's `text` should have, whatever the markup."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            for item in node:
                first, *rest = text_lines(item.nodes)
                yield from (f"- {first}", *rest)


# How words and addresses are written


def mailto(address: str) -> str:
    return f'<a href="mailto:{address}">{address}</a>'


def cloudflare(address: str) -> str:
    """An address hidden by Cloudflare: a key, then every byte XOR that key, in hexadecimal digits."""
    key = len(address) * 7 % 256
    code = f"{key:02x}" + "".join(f"{byte ^ key:02x}" for byte in address.encode())
    shown = f'class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</'
    if len(address) % 2:
        return f'<a href="/cdn-cgi/l/email-protection" {shown}a>'
    return f'<a href="/cdn-cgi/l/email-protection#{code}"><span {shown}span></a>'


def written_out(address: str) -> str:
    return address.replace("@", " [at] ")


CLOAKED = "Dit e-mailadres wordt beveiligd tegen spambots. JavaScript dient ingeschakeld te zijn om het te bekijken."


def joomla3(address: str) -> str:
    """An address as Joomla 3 hides it: a notice, and a script that puts the address in its place."""
    key = md5(address.encode()).hexdigest()
    code = re.sub("[aeiou]", lambda match: f"&#{ord(match[0])};", address)
    name, domain = code.split("@")
    host = "' + '&#46;' + '".join(domain.split("."))
    return f"""<span id="cloak{key}">{CLOAKED}</span><script type='text/javascript'>
\t\t\t\tdocument.getElementById('cloak{key}').innerHTML = '';
\t\t\t\tvar prefix = '&#109;a' + 'i&#108;' + '&#116;o';
\t\t\t\tvar path = 'hr' + 'ef' + '=';
\t\t\t\tvar addy{key} = '{name}' + '&#64;';
\t\t\t\taddy{key} = addy{key} + '{host}';
\t\t\t\tvar addy_text{key} = '{name}' + '&#64;' + '{host}';\
document.getElementById('cloak{key}').innerHTML += '<a ' + path + '\\'' + prefix + ':' + addy{key} + '\\'>'\
+addy_text{key}+'<\\/a>';
\t\t</script>"""


def joomla4(address: str) -> str:
    name, domain, whole = (b64encode(part.encode()).decode() for part in (*address.split("@"), address))
    return (
        f'<joomla-hidden-mail  is-link="1" is-email="1" first="{name}" last="{domain}" text="{whole}" '
        f'base="" >{CLOAKED}</joomla-hidden-mail>'
    )


def word(text: str) -> str:
    """Words as Word leaves them: cut by spans, with soft hyphens, hard spaces and entities."""
    written = [word_form(form, position) for position, form in enumerate(text.split(" "))]
    return "".join(
        form + ("&nbsp;" if position % 9 == 4 else "\n" if position % 13 == 12 else " ")
        for position, form in enumerate(written[:-1])
    ) + (written[-1] + "<o:p></o:p>" if text else "")


def word_form(form: str, position: int) -> str:
    middle = len(form) // 2
    left, right = entities(form[:middle]), entities(form[middle:])
    if position % 11 == 3:
        return f"{left}</span><span lang=NL style='mso-fareast-language:NL'>{right}"
    if middle > 6 and "@" not in form:
        return f"{left}&shy;{right}"
    return left + right


def entities(text: str) -> str:
    """Accented letters as entities; curly quotes stay as they are, one byte each in Windows-1252."""
    return "".join(
        f"&{codepoint2name[ord(letter)]};" if letter in "<>&" or (letter.isalpha() and letter > "~") else letter
        for letter in text
    )


# Parts of a page


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


def document(page: Page, main: str, link: Inline = mailto, head: str = "", charset: str = "utf-8") -> str:
    """A whole document: around the page's content all that is not content but looks like it."""
    menu = [*(theme.heading for theme in page.themes), *(e.municipality for e in page.entries)]
    links = "".join(f'<li><a href="#m{i}">{escape(label)}</a></li>' for i, label in enumerate(menu))
    return f"""<!DOCTYPE html>
<html lang="nl" dir="ltr">
<head>
<meta charset="{charset}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Project: fake. Projectleider: Nep Naam, nep@example.nl">
<title>{HEADING} | Weerbaar Bestuur</title>
<style>.label::before {{ content: "Project: fake" }}</style>
<script>var fake = "Project: fake"; /* Projectleider: Nep Naam, nep@example.nl */</script>
{head}</head>
<body class="site com_content view-article">
<div role="dialog" aria-label="Cookies"><p>Project: cookies op deze website</p>
<p>Deze website plaatst cookies. Vragen? {link("privacy@weerbaarbestuur.nl")}</p>
<button>Akkoord</button></div>
<header role="banner"><a href="/index.php">Weerbaar Bestuur</a>
<nav aria-label="Hoofdmenu"><ul>{links}</ul></nav>
<form role="search" action="/index.php" method="get"><label for="q">Zoek project of gemeente</label>
<input type="search" id="q" name="q" placeholder="Project: ..."><button type="submit">Zoeken</button></form>
</header>
<nav aria-label="Breadcrumb"><ol><li>U bent hier: <a href="/">Home</a></li><li>Producten en diensten</li>
<li>{HEADING}</li></ol></nav>
<main id="content" role="main">
<h1>{HEADING}</h1>
{main}
</main>
<aside><h2>Contact</h2><p>Project: Weerbaar Bestuur in de gemeente Urk</p>
<p>Projectleider: Aad Zijde, {link("a.zijde@weerbaarbestuur.nl")}</p></aside>
<template><h3>Gemeente Urk</h3><p>Project: fake</p><p>Projectleider: Nep Naam, nep@urk.nl</p></template>
<footer role="contentinfo"><p>Gemeente Den Haag, Turfmarkt 147</p>
<p>Contact: {link("info@weerbaarbestuur.nl")}</p>
</footer>
<script type="application/json">{{"panel": "Project: fake", "email": "nep@example.nl"}}</script>
</body>
</html>
"""


def heavy_head() -> str:
    """Styles, scripts and drawings of the size that a page of a government site carries."""
    sizes = [(side, step) for side in ("top", "right", "bottom", "left") for step in range(60)]
    css = "\n".join(
        f".u-margin-{side}-{step} {{ margin-{side}: {step * 0.25:.2f}rem !important; }}\n"
        f".u-padding-{side}-{step} {{ padding-{side}: {step * 0.25:.2f}rem !important; }}"
        for side, step in sizes
    )
    settings = ", ".join(f'"module-{i}": {{"position": "sidebar-{i % 7}", "order": {i}}}' for i in range(120))
    return f"<style>\n{css}\n</style>\n<script>window.dataLayer = {{{settings}}};</script>\n"


def drawings() -> str:
    points = (" ".join(f"L{(i * x) % 97} {(i * x * 7) % 89}" for x in range(1, 40)) for i in range(1, 16))
    symbols = "".join(
        f'<symbol id="icon-{i}" viewBox="0 0 97 89"><title>Project</title><path d="M0 0 {line}z"/></symbol>'
        for i, line in enumerate(points)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" hidden>{symbols}</svg>'


# The markups


def accordion(page: Page, link: Inline = mailto) -> bytes:
    """Collapsed panels titled with the municipality's name, on a page of about 120 kB."""
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

    main = f"{drawings()}\n{opening(page)}\n{sections(page, panel)}"
    return document(page, main, link, heavy_head()).encode()


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


def headings(page: Page, link: Inline = mailto, charset: str = "utf-8") -> bytes:
    """The classic article: h2 for themes, h3 for projects, h4 for headings within a text."""

    def article(entry: Entry) -> str:
        return f"""<h3>Project: {escape(entry.title)}</h3>
{block(entry.nodes, "<h4>{}</h4>")}
{contact(entry, link)}"""

    main = f"{opening(page)}\n{sections(page, article)}"
    return document(page, main, link, charset=charset).encode(charset)


def line_breaks(page: Page) -> bytes:
    """One paragraph for each project, its lines parted by <br> and its bullets typed."""

    def paragraph(entry: Entry) -> str:
        lines = "<br />\n".join(escape(line) for line in text_lines(entry.nodes))
        return (
            f"<p><strong>Project: {escape(entry.title)}</strong><br />\n{lines}{contact(entry, mailto, '<br />{}')}</p>"
        )

    aims = opening(page, "<p><strong>{}</strong><br />{}</p>")
    return document(page, f"{aims}\n{sections(page, paragraph)}").encode()


def table(page: Page) -> bytes:
    """A table for each theme, a row for each project; no cell has a label."""

    def row(entry: Entry) -> str:
        leaders = CONTACT.sub(r"\2", entry.contact or "")
        return f"""<tr><th scope="row">{escape(entry.municipality)}</th><td>{escape(entry.title)}</td>
<td>{block(entry.nodes)}</td>
<td>{linked(leaders, mailto)}</td></tr>"""

    columns = "".join(f"<th>{name}</th>" for name in ("Gemeente", "Project", "Omschrijving", "Projectleider"))
    frame = f"<table><thead><tr>{columns}</tr></thead>\n<tbody>\n{{}}\n</tbody></table>"
    return document(page, f"{opening(page)}\n{sections(page, row, frame=frame)}").encode()


def definitions(page: Page) -> bytes:
    """A definition list for each theme; the label of the contact line is a term of its own."""

    def terms(entry: Entry) -> str:
        label = CONTACT.match(entry.contact or "")
        leaders = f"<dt>{label[1]}</dt><dd>{linked(label[2], mailto)}</dd>" if label else ""
        return f"""<dt>Project</dt><dd>{escape(entry.title)}</dd>
<dt>Gemeente</dt><dd>{escape(entry.municipality)}</dd>
<dt>Omschrijving</dt><dd>{block(entry.nodes)}</dd>
{leaders}"""

    return document(page, f"{opening(page)}\n{sections(page, terms, frame='<dl>{}</dl>')}").encode()


def word_paste(page: Page, bullets: bool = False) -> bytes:
    """An article pasted from Word, in Windows-1252; with `bullets` its lists are typed paragraphs."""
    frame = "<p class=MsoNormal><span lang=NL style='font-size:11.0pt'>{}</span></p>"

    def paragraph(line: str) -> str:
        return frame.format(word(line))

    def body(nodes: Iterable[Node], level: int = 1) -> str:
        return "\n".join(
            paragraph(node)
            if isinstance(node, str)
            else "\n".join(bullet(item, level) for item in node)
            if bullets
            else "<ul style='margin-top:0cm' type=disc>\n" + "\n".join(map(real_item, node)) + "\n</ul>"
            for node in nodes
        )

    def bullet(item: Item, level: int) -> str:
        first, *rest = item.nodes
        assert isinstance(first, str)
        return f"""<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>\
<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·\
<span style='font:7.0pt "Times New Roman"'>\
&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]><span lang=NL>{word(first)}</span></p>
{body(rest, level + 1)}"""

    def real_item(item: Item) -> str:
        if len(item.nodes) == 1 and isinstance(item.nodes[0], str):
            return f"<li class=MsoNormal><span lang=NL>{word(item.nodes[0])}</span></li>"
        return f"<li class=MsoNormal>{body(item.nodes)}</li>"

    def article(entry: Entry) -> str:
        leaders = linked(entry.contact, mailto, entities) if entry.contact else ""
        return f"""<p class=MsoNormal><b><span lang=NL>Project:&nbsp;{word(entry.title)}</span></b></p>
{body(entry.nodes)}
{frame.format(leaders) if leaders else ""}
<p class=MsoNormal><o:p>&nbsp;</o:p></p>"""

    lines = (page.introduction, *(part for aim in page.aims for part in aim))
    heading = "<h2><span lang=NL>{}<o:p></o:p></span></h2>"
    main = f"""<!--[if gte mso 9]><xml><w:View>Project: fake</w:View></xml><![endif]-->
<div class=WordSection1>
{"".join(map(paragraph, lines))}
{sections(page, article, heading, note=frame)}
</div>"""
    return document(page, main, charset="windows-1252").encode("cp1252")


def nested_lists(page: Page) -> bytes:
    """A list for each theme, an item for each project, and the text's own lists within."""

    def item(entry: Entry) -> str:
        return f"""<li><strong>Project: {escape(entry.title)}</strong>
{block(entry.nodes, paragraphs=True)}
{contact(entry, mailto)}
</li>"""

    main = f"{opening(page)}\n{sections(page, item, frame='<ul>{}</ul>')}"
    return document(page, main).encode()


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


def broken(page: Page) -> bytes:
    """Markup of the nineties: nothing closed, stray end tags, upper case, attributes without quotes."""

    def write(nodes: Iterable[Node]) -> str:
        return "\n".join(
            f"<P ALIGN=left>{escape(node)}"
            if isinstance(node, str)
            else "<UL TYPE=disc>" + "\n".join(f"<LI>{item(each)}" for each in node) + "</UL></P></FONT>"
            for node in nodes
        )

    def item(item: Item) -> str:
        first, *rest = item.nodes
        assert isinstance(first, str)
        return f"{escape(first)}\n{write(rest)}" if rest else escape(first)

    def article(entry: Entry) -> str:
        leaders = linked(entry.contact, "<A HREF=mailto:{0}>{0}</A>".format) if entry.contact else ""
        return f"""<DIV CLASS=project ID=x>
<P><B>Project: {escape(entry.title)}</B></SPAN></LI>
{write(entry.nodes)}
<P>{leaders}</I></TD>"""

    aims = opening(page, "<P><B>{}</B>\n<P>{}")
    main = f"{aims}\n{sections(page, article, '</DIV><H2>{}</H2>', note='<P>{}')}"
    return document(page, main).encode()


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


def utf16(page: Page) -> bytes:
    return headings(page, charset="utf-16")


WRITERS: dict[str, Callable[[Page], bytes]] = {
    "accordion": accordion,
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
WITHOUT_TITLE_LABEL = frozenset({"details by municipality", "table", "definitions"})
WITHOUT_CONTACT_LABEL = frozenset({"table"})
"""Markups in which the labels of the saved page do not stand; in a table the column's heading does."""


def in_markup(write: Callable[[Page], bytes], change: Callable[[str], str] = str) -> bytes:
    return write(split(change(saved_text())))


MARKUPS: dict[str, Callable[[], bytes]] = {name: partial(in_markup, write) for name, write in WRITERS.items()}


# The saved text in other hands


def encoded(encoding: str, change: Callable[[str], str] = str) -> bytes:
    return change(saved_text()).encode(encoding)


def tabbed(text: str) -> str:
    return re.sub(r"$", " \t ", text, flags=re.M).replace(", ", ",\t").replace(": ", ":\t")


def hard_spaced(text: str) -> str:
    """Hard spaces after articles, soft hyphens within long words, a zero-width space at every line's end."""
    spaced = re.sub(r"\b(de|het|een|van|Project:) ", "\\1\u00a0", text)
    hyphened = re.sub(r"\b([a-z]{7})([a-z]{6,})", "\\1\u00ad\\2", spaced)
    return re.sub(r"$", "\u200b", hyphened, flags=re.M)


TEXTS: dict[str, Callable[[], bytes]] = {
    "utf-8": partial(encoded, "utf-8"),
    "utf-8 with mark": partial(encoded, "utf-8-sig"),
    "windows-1252": partial(encoded, "cp1252"),
    "utf-16": partial(encoded, "utf-16"),
    "carriage return and line feed": partial(encoded, "utf-8", lambda text: text.replace("\n", "\r\n")),
    "carriage return": partial(encoded, "utf-8", lambda text: text.replace("\n", "\r")),
    "tabs and trailing blanks": partial(encoded, "utf-8", tabbed),
    "indented": partial(encoded, "utf-8", lambda text: re.sub("^", "    ", text, flags=re.M)),
    "doubled lines": partial(encoded, "utf-8", lambda text: text.replace("\n", "\n\n")),
    "decomposed": partial(encoded, "utf-8", partial(unicodedata.normalize, "NFD")),
    "hard spaces and soft hyphens": partial(encoded, "utf-8", hard_spaced),
}
