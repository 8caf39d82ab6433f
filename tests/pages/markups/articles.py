"""Markups in which projects are one below the other: articles, tables, lists, text pasted from Word."""

from collections.abc import Iterable
from html import escape

from tests.pages.markups.blocks import block, contact, linked, opening, sections
from tests.pages.markups.inline import Inline, entities, mailto, word
from tests.pages.markups.page import CONTACT, Entry, Item, Node, Page, text_lines
from tests.pages.markups.surroundings import document


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


def utf16(page: Page) -> bytes:
    return headings(page, charset="utf-16")
