"""Pages of every shape in which reading could take more than its share, each as large as one wants it."""

from collections.abc import Sequence

Parts = Sequence["str | list[str]"]
"""A page: texts, and in lists what is there again and again.

In it, {n} is a number, {d} one of eight digits and {w} a word, new each time.
"""

HEADING = "Gemeenten met vernieuwende aanpak Weerbaar Bestuur"
TEXT = "De gemeente Zwolle werkt met bewoners en ondernemers aan een weerbaar bestuur in elke wijk."
PERSON = "Jan de {w}, naam{n}@zwolle.nl"
ENTRY = (
    "<h3>Zwolle</h3><p>Project: Samen sterk in {w} en omgeving</p><p>" + TEXT + " Het gaat om {w}.</p>"
    "<p>Projectleider: " + PERSON + "</p>"
)
TEXT_ENTRY = f"Zwolle\nProject: Samen sterk in {{w}}\n{TEXT} Het gaat om {{w}}.\nProjectleider: {PERSON}\n\n"
LED = "Projectleider: "
NAMES = "".join(f" a{n}" for n in range(900))


def in_html(*parts: "str | list[str]") -> Parts:
    begin = f"<!doctype html><html><body><h1>{HEADING}</h1><h2>Gebiedsgerichte aanpak ondermijning</h2><h3>Zwolle</h3>"
    return (begin, *parts, f"<p>{TEXT}</p></body></html>")


def in_text(*parts: "str | list[str]") -> Parts:
    return (f"{HEADING}\nAntidemocratische gedragingen\nZwolle\n", *parts, f"\n{TEXT}\n")


def contact(*parts: "str | list[str]") -> Parts:
    """Parts of one contact line of one entry."""
    return in_text("Project: Samen sterk\n", f"{TEXT}\n", LED, *parts)


HTML: dict[str, Parts] = {
    "entries": in_html([ENTRY]),
    "entries in panels": in_html([f"<details><summary>Zwolle {{n}}</summary>{ENTRY}</details>"]),
    "entries in articles": in_html([f"<article>{ENTRY}</article>"]),
    "paragraphs": in_html([f"<p>{TEXT} {{w}}.</p>"]),
    "one paragraph": in_html("<p>", [f"{TEXT} {{w}}. "], "</p>"),
    "one huge word": in_html("<p>", ["abcdefghij"], "</p>"),
    "boxes, nested 200 deep": in_html(["<div>" * 200 + "Tekst {w}" + "</div>" * 200]),
    "boxes in boxes": in_html(["<div>"], ["Tekst</div>"]),
    "boxes never closed": in_html(["<div>Tekst {w} "]),
    "inline in inline": in_html("<p>", ["<b>a"], ["</b>"], "</p>"),
    "inline, nested 200 deep": in_html(["<p>" + "<b><i>a " * 100 + "</i></b>" * 100 + "</p>"]),
    "bold never closed": in_html(["<p><b>Tekst {w}</p>"]),
    "bold of its own never closed": in_html(["<p><b id=b{n}>Tekst {w}</p>"]),
    "bold of its own closed in a later box": in_html(["<p><b id=b{n}>Tekst<p>{w}</b></p>"]),
    "links never closed": in_html(["<p><a href=/{n}>Tekst {w}</p>"]),
    "end tags that nothing begins": in_html(["<p>Tekst {w}</i></p></div>"]),
    "boxes never closed in menus": in_html(["<nav><div>Menu {n}</nav><p>Tekst {w}</p>"]),
    "text beside cells": in_html("<table>", ["Tekst {w}<tr><td>{n}</td></tr>"], "</table>"),
    "lists in lists": in_html(["<ul><li>Punt {n}"], ["</ul>"]),
    "lists, nested 60 deep": in_html(["<ul><li>Punt" * 60 + "</li></ul>" * 60]),
    "a list of items": in_html("<ul>", ["<li>Punt {w}</li>"], "</ul>"),
    "a list of contacts": in_html("<ul>", [f"<li><p>Punt</p><p>{LED}{PERSON}</p></li>"], "</ul>"),
    "a list of links": in_html("<ul>", ['<li><a href="#p{n}">Punt {w}</a></li>'], "</ul>"),
    "a list of links and its panels": in_html(
        "<ul>", ['<li><a href="#p{n}">Zwolle {n}</a></li>'], "</ul>", ['<div id="p{n}">' + ENTRY + "</div>"]
    ),
    "lists of links": in_html(['<ul><li><a href="#p{n}">Een</a></li><li><a href="#q">Twee</a></li></ul>']),
    "many openers of one panel": in_html(['<button aria-controls="p">Zwolle</button>'], f'<div id="p">{ENTRY}</div>'),
    "openers with other texts of one panel": in_html(
        ['<button aria-controls="p">Zwolle {n}</button>'], f'<div id="p">{ENTRY}</div>'
    ),
    "long openers of one panel": in_html(
        '<button aria-controls="p">',
        ["Zwolle "],
        "</button>",
        ['<button aria-controls="p">Zwolle</button>'],
        f'<div id="p">{ENTRY}</div>',
    ),
    "openers in their panel": in_html('<div id="p">', ['<a data-toggle="x" href="#p">Zwolle {n}</a>'], "</div>"),
    "openers and panels": in_html(
        ['<button aria-controls="p{n}">Zwolle {n}</button><div id="p{n}">' + ENTRY + "</div>"]
    ),
    "panels with one id": in_html(['<button aria-controls="p">Zwolle</button><div id="p">' + ENTRY + "</div>"]),
    "openers deep in boxes": in_html(
        ["<div>" * 100 + '<a aria-controls="p{n}">Zwolle</a>' + "</div>" * 100 + '<div id="p{n}">Tekst {w}</div>']
    ),
    "labelled panels": in_html(
        '<h3 id="t">Zwolle</h3>', ['<div role="region" aria-labelledby="t">' + ENTRY + "</div>"]
    ),
    "hidden copies": in_html(["<div><p>Tekst {w}</p></div><div hidden><p>Tekst {w}</p></div>"]),
    "hidden boxes in hidden boxes": in_html(["<div hidden><p>a</p><div>b</div>"], ["</div>"]),
    "roles of headings": in_html(['<div role="heading" aria-level="3">Zwolle {n}</div>' + f"<p>{TEXT}</p>"]),
    "headings": in_html(["<h3>Zwolle {n}</h3>"]),
    "headings in headings": in_html(["<h3><span>Zwolle</span> <b>{w}</b></h3><p>Tekst</p>"]),
    "asides with footers": in_html(["<article><p>Tekst</p><footer>" + LED + PERSON + "</footer></article>"]),
    "footers in one card": in_html("<article>", ["<footer><p>" + LED + PERSON + "</p></footer>"], "</article>"),
    "headers in one article": in_html("<article>", ["<header><p>Tekst {w}</p></header>"], "</article>"),
    "sidebars": in_html(['<div class="sidebar x{n}"><p>Tekst {w}</p></div>']),
    "sidebars in sidebars": in_html(['<div class="sidebar">Tekst'], ["</div>"]),
    "forms": in_html(["<form><input><label>Zoek {n}</label></form>"]),
    "forms in boxes": in_html(["<form><div>" * 50 + "a" + "</div></form>" * 50]),
    "buttons": in_html(["<button>Lees {w}</button>"]),
    "summaries of many boxes": in_html("<details><summary>", ["<div>Zwolle {n}</div>"], "</summary></details>"),
    "flaws that are repaired": in_html(
        [
            "<details><p>In de achterliggende periode heeft de gemeente Brunssum onder meer:</p>"
            "<ul><li>Ee</li></ul><p>n permanente commissie</p></details>"
        ]
    ),
    "line breaks": in_html("<p>", ["Tekst {w}<br>"], "</p>"),
    "blank lines in preformatted text": in_html("<pre>", ["\n \n"], "</pre>"),
    "end tags of nothing": in_html(["</p>Tekst</br>"]),
    "a table of rows": in_html(
        "<table><tr><th>Gemeente</th><th>Project</th><th>Projectleider</th></tr>",
        ["<tr><td>Zwolle</td><td>Samen {w}</td><td>" + PERSON + "</td></tr>"],
        "</table>",
    ),
    "tables of one row": in_html(["<table><tr><td>Zwolle</td><td>Samen {w}</td></tr></table>"]),
    "tables in tables": in_html(["<table><tr><td>a"], ["</td></tr></table>"]),
    "tables, nested 40 deep": in_html(["<table><tr><td>a</td><td>" * 40 + "b" + "</td></tr></table>" * 40]),
    "a row of many cells": in_html("<table><tr>", ["<td>Zwolle {n}</td>"], "</tr></table>"),
    "headers above rows of many cells": in_html(
        "<table><tr>", ["<th>Kop {n}</th>"], "</tr><tr>", ["<td>Tekst {w}</td>"], "</tr></table>"
    ),
    "cells that span rows": in_html(
        "<table><tr><th>Thema</th><th>Titel</th></tr>",
        "<tr><td rowspan=9000>Antidemocratische gedragingen</td><td>Een</td></tr>",
        ["<tr><td>Samen {w}</td></tr>"],
        "</table>",
    ),
    "each cell spans rows and columns": in_html("<table>", ["<tr><td rowspan=99 colspan=99>{w}</td></tr>"], "</table>"),
    "each cell spans columns": in_html("<table>", ["<tr><td colspan=100>{w}</td><td>a</td></tr>"], "</table>"),
    "rows of label and value": in_html("<table>", ["<tr><td>Gemeente</td><td>Zwolle {n}</td></tr>"], "</table>"),
    "one card of labels": in_html(
        "<table><tr><td>Gemeente</td><td>Zwolle</td></tr>",
        ["<tr><td>Contact</td><td>" + PERSON + "</td></tr>"],
        "</table>",
    ),
    "terms": in_html("<dl>", ["<dt>Projectleider</dt><dd>" + PERSON + "</dd>"], "</dl>"),
    "terms without definitions": in_html("<dl>", ["<dt>Projectleider {n}</dt>"], "</dl>"),
    "terms in terms": in_html(["<dl><dt>Project</dt><dd>a"], ["</dd></dl>"]),
    "attributes": in_html(["<p " + " ".join(f'data-{n}="{{w}}"' for n in range(50)) + ">Tekst</p>"]),
    "one long attribute": in_html('<p class="', ["naam{n} "], '">Tekst</p>'),
    "long class names": in_html(['<p class="' + "side-bar side" * 40 + '{w}">Tekst</p>']),
    "addresses of links": in_html("<p>", ['<a href="mailto:naam{n}@zwolle.nl">Jan {w}</a>, '], "</p>"),
    "contacts side by side": in_html(['<p><b>Contact</b> <b>Jan {w}</b> <a href="mailto:a@zwolle.nl">Mail</a></p>']),
    "addresses side by side": in_html("<p>", ["<span>Jan {w}</span><span>naam{n}@zwolle.nl</span>"], "</p>"),
    "contacts in notes": in_html(['<p>Contact: <a href="#n{n}">{n}</a></p><p id="n{n}">Jan, a@zwolle.nl</p>']),
    "contacts in one note": in_html(['<p>Contact: <a href="#n">{n}</a></p>'], '<p id="n">Jan, a@zwolle.nl</p>'),
    "one link with many addresses": in_html('<p><a href="mailto:', ["naam{n}@zwolle.nl,"], '">Mail</a></p>'),
    "entities": in_html("<p>", ["&eacute;&amp;&#8211;&nbsp;"], "</p>"),
    "entities without an end": in_html("<p>", ["&amp&lt"], "</p>"),
    "a picture in the page": in_html('<img alt="" src="data:image/png;base64,', ["iVBORw0KGgo"], '">'),
    "comments": in_html(["<!-- - -- > -->"]),
    "a comment without an end": in_html("<!--", ["-- <p>Tekst {w}</p> "]),
    "CDATA": in_html(["<![CDATA[ Tekst ]]>"]),
    "less-than signs": in_html("<p>", ["< "], "</p>"),
    "tags without an end": in_html(["<p <p "]),
    "scripts": in_html(["<script>var addy{n} = 'naam' + '&#64;' + 'zwolle.nl';</script><p>Tekst</p>"]),
    "hidden addresses": in_html(
        ['<p>Contact: <span class="__cf_email__" data-cfemail="543931142e23383">[e]</span></p>']
    ),
    "labels in bold": in_html("<p>", ["<b>Project:</b> Samen {w} <b>" + LED + "</b>" + PERSON + " "], "</p>"),
    "themes": in_html(["<h2>Thema {w}</h2>" + ENTRY]),
    "the same theme": in_html(["<h2>Gebiedsgerichte aanpak ondermijning</h2>" + ENTRY]),
    "a theme again and again": in_html(["<article><h4>Antidemocratische gedragingen</h4><p>Tekst {w}</p></article>"]),
    "two themes in turns": in_html(
        ["<h2>Gebiedsgerichte aanpak ondermijning</h2><p>a {n}</p><h2>Antidemocratische gedragingen</h2><p>b</p>"]
    ),
    "the page twice": in_html([ENTRY], "<h2>Gebiedsgerichte aanpak ondermijning</h2><h3>Zwolle</h3>", [ENTRY]),
    "teasers": in_html(
        ["<h4>Samen {w}</h4><p>Wij werken hier in {w} aan …</p><p>Wij werken hier in {w} aan veiligheid.</p>"]
    ),
    "tiles and their texts": in_html(
        ["<p><b>Samen {n}</b></p>"],
        "<h2>Antidemocratische gedragingen</h2>",
        [f"<h4>Samen {{n}}</h4><p>Tekst.</p>{LED}{PERSON}"],
    ),
    "dialogs with entries": in_html([f"<button>Titel</button><dialog>{ENTRY}</dialog>"]),
    "navs in navs": in_html([f"<nav>{ENTRY}"]),
    "a tag below each title": in_html(["<h4>Samen {w}</h4><ul><li>Zwolle</ul><p>Tekst {w}</p>"]),
    "panels that say their titles again": in_html(
        ["<details><summary>Samen {n} (Zwolle)</summary><h4>Samen {n}</h4><p>Tekst {w}</p></details>"]
    ),
    "mains": in_html(["<main>" + ENTRY + "</main>"]),
    "a main deep in boxes": in_html(["<div><p>a</p>"], f"<main>{ENTRY}</main>", ["</div>"]),
    "places on paper": in_html(['<p style="position:absolute;top:{n}px;left:51px">Tekst {w}</p>']),
    "one place on paper": in_html(['<p style="position:absolute;top:51px;left:51px">Tekst {w}</p>']),
    "places without an edge": in_html("<style>", ["position:absolute;"], "</style>"),
    "places in places": in_html(['<div style="position:absolute;top:{n}px">Tekst {w}'], ["</div>"]),
    "far to the right on paper": in_html(
        '<p style="position:absolute;top:0px;left:0px">a</p>',
        ['<p style="position:absolute;top:{n}px;left:999999px">Tekst</p>'],
    ),
    "comments in a sheet": in_html("<style>", ["/* a "], "</style>"),
    "attributes of one element": in_html("<p", [" a{n}"], ">x</p>"),
    "attributes of the page": in_html("</i>", ["<body a{n}=1>"]),
    "attributes of words in a frame": in_html('<iframe srcdoc="<p', [" a{n}"], '>x"></iframe>'),
    "attributes of bold that is never closed": in_html("</i><p><b" + NAMES + ">", ["<p>Tekst {w}"]),
    "options beside a fault": in_html("</i><select>", ["<option>a"], "</select>"),
    "badges in one title": in_html("<h3>Titel", ["<span class=badge>Zwolle</span>"], "</h3>"),
    "badges beside bold words": in_html("<h3>Titel", ["<b>x {n}</b><span class=badge>Z</span>"], "</h3>"),
    "hidden words in one paragraph": in_html("<p>x", ["<b hidden></b> De gemeente werkt aan veiligheid"], "</p>"),
    "hidden boxes of many forms": in_html(
        "<div>", ['<p class="x{n}" hidden>Projectleider: Jan</p><p class="x{n}" hidden>Contact: Jan</p>'], "</div>"
    ),
    "accents after links": in_html("<p>", ['<a href="x{n}">woorde</a>&#769; '], "</p>"),
    "pictures beside an empty box": in_html(
        "<div><div>", ["<i></i>"], "</div><div>", ['<a href="x{n}"><img></a>'], "</div></div>"
    ),
    "headers above every heading": ("<!doctype html>", ["<p>a {n}</p><header>b</header>"]),
    "addresses in one element": in_html("<p><span>x", ["<i>a{n}@zwolle.nl</i>x "], "</span>y</p>"),
    "lists of links to one panel": in_html(
        ['<ul><li><a href="#p">Een</a></li><li><a href="#p">Twee</a></li></ul>'],
        "<div id=p>",
        ["<p>Tekst {w}</p>"],
        "</div>",
    ),
    "a long title of many panels": in_html(
        "<h3 id=t>", ["Zwolle "], "</h3>", ["<div role=region aria-labelledby=t>a</div>"]
    ),
    "a long head of a column": in_html(
        "<table><tr><th>Project</th><th>", ["woord "], "</th></tr>", ["<tr><td>x {n}</td><td>y</td></tr>"], "</table>"
    ),
    "cells that span rows and all columns": in_html(
        "<table><tr>" + "<td colspan=100 rowspan=9999>a</td>" * 6 + "</tr>", ["<tr><td>x</td></tr>"], "</table>"
    ),
    "a long address of many elements": in_html(
        "<script>var addyx = '", ["abcdefghi "], "&#64;zwolle.nl';</script>", ["<span id=cloakx>a</span>"]
    ),
    "texts in one slot": in_html(
        "<div><template shadowrootmode=open><slot></slot></template>", ["tekst<b slot=z></b>"], "</div>"
    ),
    "quotations in one figure": in_html("<figure>", ["<figcaption>a {n}</figcaption>"], "</figure>"),
    "links past many services": in_html('<a href="', ["https://x.safelinks.protection.outlook.com/?url="], '">Jan</a>'),
    "a turned address": in_html('<a data-mailto-token="', ["abcdefghij"], '">Jan</a>'),
    **{
        f"many words in {name}": in_html(f"<p>a{begin * 200}", ["<i>x</i> "], f"{end * 200}</p>")
        for name, begin, end in (
            ("bold", "<b>a ", "</b>"),
            ("what is struck out", "<s>a ", "</s>"),
            ("elements nobody knows", "<x-a>a ", "</x-a>"),
            ("superscript", "<sup>a ", "</sup>"),
            ("turned letters", "<bdo dir=rtl>", "</bdo>"),
            ("openers", "<span aria-controls=p>", "</span>"),
        )
    },
    **{
        f"paragraphs in {name}": in_html(begin * 200, ["<p>Tekst {w}</p>"], end * 200)
        for name, begin, end in (
            ("sidebars", "<div class=sidebar>", "</div>"),
            ("hidden boxes", "<div hidden>", "</div>"),
            ("asides", "<aside>Projectleider: a", "</aside>"),
            ("boxes with notes", "<div>a: <a href=#x>1</a>", "</div>"),
            ("shadows", "<div><template shadowrootmode=open><slot></slot>", "</template></div>"),
        )
    },
    "printed sheets": ("<html><body>", ["<hr><a name={n}></a>Tekst {w}<br>\n"], "</body></html>"),
}

PLAIN: dict[str, Parts] = {
    "entries as text": in_text([TEXT_ENTRY]),
    "blank lines": in_text(["\n"]),
    "blank lines in Markdown": in_text("# Een\n# Twee\n# Drie\n", [" \n"]),
    "lines of blanks": in_text("# Een\n# Twee\n# Drie\n", [" " * 200 + "\n"]),
    "one line of blanks": in_text("# Een\n# Twee\n# Drie\n# Vier", [" "], "x"),
    "one line of number signs": in_text("# Een\n# Twee\n# Drie\n# Vier ", ["#"], "x"),
    "number signs with blanks": in_text("# Een\n# Twee\n# Drie\n# Vier ", ["# "], "x"),
    "headings in Markdown": in_text(["## Zwolle {n} ##\n"]),
    "one line of asterisks": in_text("# Een\n# Twee\n# Drie\n", ["*"], "x"),
    "asterisks with words": in_text("# Een\n# Twee\n# Drie\n", ["**a "], "x"),
    "asterisks around words": in_text("# Een\n# Twee\n# Drie\n", ["*a* **b** _c_ __d__ "]),
    "single asterisks": in_text("# Een\n# Twee\n# Drie\n", ["*a "]),
    "underlines": in_text("# Een\n# Twee\n# Drie\n", ["_a __b "]),
    "brackets in Markdown": in_text("# Een\n# Twee\n# Drie\n", ["["]),
    "links in Markdown": in_text("# Een\n# Twee\n# Drie\n", ["[Jan {w}](mailto:naam{n}@zwolle.nl) "]),
    "links without an end": in_text("# Een\n# Twee\n# Drie\n", ["[a]("]),
    "dashes in a table": in_text("| Gemeente | Project |\n|", ["-"], "x\n| Zwolle | Samen |\n"),
    "rows of dashes": in_text("| Gemeente | Project |\n", ["|---|---|\n"]),
    "bars in a table": in_text("| Gemeente | Project |\n|---|---|\n", ["|"]),
    "a table in Markdown": in_text(
        "| Gemeente | Project | Projectleider |\n|---|---|---|\n", ["| Zwolle | Samen {w} | " + PERSON + " |\n"]
    ),
    "a table with tabs": (
        "Gemeente\tProject\tProjectleider\n",
        ["Zwolle\tSamen {w}\tJan {w}\n"],
    ),
    "rows of broken cells": ("Gemeente\tProject\tProjectleider\n", ["Zwolle\n"]),
    "rows that go on": ("Gemeente\tProject\tProjectleider\nZwolle\tSamen\n", ["sterk {w}\n"]),
    "columns of labels": (["Gemeente\tProject\tProjectleider\t"], "\n", ["Zwolle\tSamen\tJan\t"]),
    "columns of one row": ("Gemeente;Project;Projectleider;", ["x;"], "\n", ["a;"]),
    "quotes in a table": ("Gemeente;Project;Projectleider\n", ['"Zwolle";"Samen ""{w}"""\n']),
    "a quote without an end": ('Gemeente;Project;Projectleider\n"', ["Zwolle;Samen {w}\n"]),
    "tabs": in_text(["\t"]),
    "lines with tabs": in_text(["Zwolle\tSamen {w}\n"]),
    "wrapped lines": in_text(["De gemeente werkt aan een weerbaar bestuur in elke wijk van de stad en aan meer.\n"]),
    "wrapped lines cut in words": in_text(
        ["De gemeente werkt aan een weerbaar bestuur in elke wijk van de stad en sa-\n"]
    ),
    "quoted mail": in_text(["> > " + TEXT + "\n"]),
    "quoting signs": in_text("a\n>b\n>c\n>", ["> "], "\n"),
    "form feeds": in_text(["Tekst {w}\n\n3\f"]),
    "blank lines in pages": in_text("\f", ["\n\n"], "x\f", ["\n"], "y"),
    "line separators": in_text(["Tekst {w}\u2028\u0085"]),
    "heads of printed pages": in_text(["Hoofd van de pagina\nTekst {w}\n{n}\n\f"]),
    "form feeds alone": in_text("a\fb", ["\f"]),
    "wrapped lines of many lengths": in_text([f"{TEXT}\n{TEXT[:70]}\nen {{w}}\n"]),
    "one line in a wrapped text": in_text(f"{TEXT[:80]}\n" * 200, ["0 "], "\n"),
    "one line of numbers in a wrapped text": in_text(f"{TEXT[:80]}\n" * 200, ["0 "], "x\nen meer\n"),
    "one line of at signs in a wrapped text": in_text(f"{TEXT[:80]}\n" * 200, ["@a."], "-\n"),
    "headings above lines of signs": in_text(["Zwolle {n}\n----------\n\n"]),
    "lines of signs": in_text(["-----\n"]),
    "one line again and again": in_text([f"{TEXT}\n"]),
    "short lines again and again": in_text(["Samen sterk\n"]),
    "links with numbers": in_text(["Jan [{n}] en {w}\n"], "\n", ["{n}. mailto:naam{n}@zwolle.nl\n"]),
    "links with numbers in one line": in_text(["Jan [{n}] "], "\n", ["{n}. mailto:naam{n}@zwolle.nl\n"]),
    "links with numbers beside an address": in_text(
        ["Jan [{n}] "], "a@zwolle.nl\n", ["{n}. mailto:naam{n}@zwolle.nl\n"]
    ),
    "links with one number": in_text(["Jan [1] "], "\n1. mailto:", ["naam{n}@zwolle.nl,"], "\n2. https://zwolle.nl\n"),
    "links that Outlook made safe": in_text("safelinks ", ["http://"]),
    "links beside their addresses in Markdown": in_text(["[Jan {w}][{n}]\n"], ["[{n}]: https://zwolle.nl/{n}\n"]),
    "links past many services in Markdown": in_text(
        "[x](", ["https://x.safelinks.protection.outlook.com/?url="], ")\n"
    ),
    "links of one word in Markdown": in_text("# Een\n# Twee\n# Drie\n", ["[a](https://zwolle.nl/{n}) "]),
    "links with signs in Markdown": in_text("# Een\n# Twee\n# Drie\n", ["[a*b](https://zwolle.nl/{n})* "]),
    "titles of links in Markdown": in_text("# Een\n# Twee\n# Drie\n", ['[a](b "c ']),
    "attributes in Markdown": in_text("# Een\n# Twee\n# Drie\n", ["[a]{.b "]),
    "addresses without an end in Markdown": in_text("# Een\n# Twee\n# Drie\n", ["<a@b"]),
    "tags without an end in Markdown": in_text("# Een\n# Twee\n# Drie\n", ["<p "]),
    "escaped quotes in Markdown": in_text("# Een\n# Twee\n# Drie\n", ["\\' 'a\" "]),
    "fences in Markdown": in_text("# Een\n# Twee\n# Drie\n", [":::\n"]),
    "comments without an end in Markdown": in_text("# Een\n# Twee\n# Drie\n", ["<!--\n"]),
    "combining marks": in_text("a", ["\u0301\u0323"]),
    "combining marks in one entry": contact("Jan ", ["e\u0301"]),
    "invisible characters": in_text(["a\u200b\u00ad"]),
    "characters of other scripts": in_text(["漢字かな {w} "]),
    "capitals that fold to more": in_text(["ŉ\ufdfa"]),
    "controls": in_text(["a\x01\x02"]),
    "titles": in_text(["Project: Samen sterk in {w}\n"]),
    "signs in a title": in_text("Project: ", ["-"], f"x\n{TEXT}\n{LED}Jan Jansen, j@zwolle.nl\n"),
    "one title of many words": in_text("Project: ", ["woord{n} "], f"\n{TEXT}\n{LED}Jan Jansen, j@zwolle.nl\n"),
    "a title of many words twice": in_text(
        "Project: ",
        ["woord{n} "],
        f"\n{TEXT}\n{LED}Jan Jansen, j@zwolle.nl\nZwolle\nProject: ",
        ["woord{n} "],
        f"\n{TEXT}\n{LED}Jan Jansen, j@zwolle.nl\n",
    ),
    "a title of one long word twice": in_text(
        "Project: ",
        ["abcdefghij"],
        f"\n{TEXT}\n{LED}Jan Jansen, j@zwolle.nl\nZwolle\nProject: ",
        ["abcdefghij"],
        f"\n{TEXT}\n{LED}Jan Jansen, j@zwolle.nl\n",
    ),
    "two long texts": in_text(
        "Project: Samen sterk\n",
        ["woord{n} "],
        f"\n{LED}Jan Jansen, j@zwolle.nl\nZwolle\nProject: Samen sterk\n",
        ["noord{n} "],
        f"\n{LED}Jan Jansen, j@zwolle.nl\n",
    ),
    "two long texts alike": in_text(
        "Project: Samen sterk\n",
        ["woord{n} "],
        f"\n{LED}Jan Jansen, j@zwolle.nl\nZwolle\nProject: Samen sterk\n",
        "Anders is ",
        ["woord{n} "],
        f"\n{LED}Jan Jansen, j@zwolle.nl\n",
    ),
    "one title, many contact lines": contact("Jan Jansen, j@zwolle.nl\n", [LED + PERSON + "\n"]),
    "one title, many contacts": contact("\n", [PERSON + "\n"]),
    "contact lines alone": in_text([LED + PERSON + "\n"]),
    "labels alone": in_text(["Projectleider:\n"]),
    "labels alone, each with a name": in_text(["Projectleider:\nJan {w}\n"]),
    "names on lines": contact("\n", ["Jan de {w}\n"]),
    "addresses in one line": contact(["naam{n}@zwolle.nl, "]),
    "the same address in one line": contact(["naam@zwolle.nl, "]),
    "addresses without blanks": contact(["naam{n}@zwolle.nl,"]),
    "addresses in brackets": contact(["<naam{n}@zwolle.nl> "]),
    "spoken addresses": contact(["naam [at] zwolle [punt] nl, "]),
    "spoken signs": contact(["a at b dot "]),
    "at signs": contact(["@"]),
    "at signs with letters": contact(["a@"]),
    "at signs with blanks": contact(["a @ b "]),
    "at signs in brackets": contact(["a [at] "]),
    "dots": contact(["a.b."]),
    "dots before an at sign": contact(["a."], "@zwolle.nl"),
    "dots after an at sign": contact("a@", ["a."], "@"),
    "hyphens": contact(["a-b-"]),
    "hyphens after an at sign": contact("a@", ["a-"], "."),
    "numbers in one line": contact(["06-12345678, "]),
    "names with foreign numbers on lines": contact("\n", ["Jan de {w}, +49 30 {d}\n"]),
    "foreign numbers on lines": contact("\n", ["+49 30 {d}\n"]),
    "digits": contact(["0123456789"]),
    "digits with blanks": contact(["0 1 "]),
    "digits with slashes": contact(["0/1/"]),
    "opening brackets before digits": contact(["(0"]),
    "plus signs": contact(["+31 "]),
    "names in one line": contact(["Jan de {w}, "]),
    "names joined by en": contact(["Jan de {w} en "]),
    "words in one line": contact(["woord{n} "]),
    "capitals in one line": contact(["{w} "]),
    "job titles in one line": contact(["adviseur veiligheid {n}, "]),
    "names and addresses": contact(["Jan de {w}, naam{n}@zwolle.nl, "]),
    "names, addresses, numbers": contact(["Jan de {w} en "], "x, ", ["naam{n}@zwolle.nl, "], ["0612345678, "]),
    "names, one address more": contact(
        ["Jan de {w} en "], ", a@zwolle.nl, ", ["naam{n}@zwolle.nl, "], ", ", ["061{n}, "]
    ),
    "names that are struck out": contact(["~~Jan de {w}~~ Piet de {w}, "]),
    "names of former leaders": contact(["Jan de {w} (tot 2020), "]),
    "years in one line": contact(["tot 2020 "]),
    "numbers on lines": in_text(["06-12{n}\n"]),
    "valid numbers on lines": in_text(["06-{d}\n"]),
    "valid numbers after names": in_text(["Jan de {w}, +31 (0)6 {d}\n"]),
    "contact lines of many numbers": in_text([LED + "06-12345678, " * 50 + "\n"]),
    "contact lines of many names": in_text([LED + "Jan de {w}, " * 50 + "\n"]),
    "contact lines of many slashes": in_text([LED + "a/" * 300 + "\n"]),
    "contact lines of many brackets": in_text([LED + "(" * 600 + "\n"]),
    "names at one address": contact(["Jan de {w} en "], ", naam@zwolle.nl"),
    "one name, many addresses": contact("Jan Jansen, ", ["naam{n}@zwolle.nl, "]),
    "one name, addresses and numbers": contact("Jan Jansen, ", ["naam{n}@zwolle.nl, "], ["0612345678, "]),
    "many names in many lines, one address": contact(["Jan de {w} en\n"], "Piet Pietersen, naam@zwolle.nl"),
    "surnames before given names": contact(["{w}, Jan, naam{n}@zwolle.nl; "]),
    "descriptions": contact("Jan Jansen, ", ["({w}) "], "j@zwolle.nl"),
    "colons": contact(["a: "]),
    "colons without blanks": contact(["a:"]),
    "labels in one line": contact(["Projectleider: Jan {w} "]),
    "labels in a line of text": in_text([TEXT + " Projectleider: "]),
    "brackets": contact(["("]),
    "brackets around brackets": contact(["("], ["a)"]),
    "quotes": contact(["\"“„'"]),
    "commas": contact([", "]),
    "slashes": contact(["a/"]),
    "spaced slashes": contact(["a / "]),
    "initials": contact(["J."]),
    "initials with blanks": contact(["J. "]),
    "apostrophes": contact(["'s-"]),
    "municipalities in one line": in_text(["Zwolle, Amsterdam en Gouda, Capelle aan den IJssel "]),
    "municipalities without blanks": in_text(["Zwolle"]),
    "beginnings of municipalities": in_text(["Capelle aan den Alphen aan "]),
    "municipalities with common names": in_text(["Best Ede Epe Goes Haren "]),
    "lists of common names": in_text(["Best, "]),
    "articles before names": in_text(["'s-Den De "]),
    "the word gemeente": in_text(["gemeente "]),
    "gemeente with capitals": in_text(["Gemeente {w} aan de "]),
    "municipalities on lines": in_text(["Zwolle\nAmsterdam\n"]),
    "municipalities above one title": in_text(["Zwolle en Amsterdam\n"], "Project: Samen\n" + TEXT + "\n"),
    "short lines": in_text(["a\n"]),
    "short lines, all different": in_text(["{w}\n"]),
    "lines alike but for a mark": in_text(["Wat {w}: iets\nWat {n}: iets\n"]),
    "beginnings that are there twice": in_text(["Wat {w}: iets\nWat {w}: nog iets\n"]),
    "beginnings with colons": in_text(["Waar: Zwolle\nWat: {w}\n"]),
    "sentences without contacts": in_text([f"{TEXT} {{w}}.\n"]),
    "one sentence in one entry": in_text("Project: Samen sterk\n", [f"{TEXT}\n"], f"{LED}Jan Jansen, j@zwolle.nl\n"),
    "one word in one entry": in_text("Project: Samen sterk\n", ["woord "], f"\n{LED}Jan Jansen, j@zwolle.nl\n"),
    "the same entry": in_text([f"Zwolle\nProject: Samen sterk\n{TEXT}\n{LED}Jan Jansen, j@zwolle.nl\n\n"]),
    "items": in_text(["- punt {w}\n"]),
    "roles in a list": in_text(["- Projectleider\n"]),
    "unfilled fields in one line": in_text("x ", ["{{ "]),
    "unfilled fields of other signs": in_text("x ", ["{% ${ "]),
    "markers alone": in_text(["-\n"]),
    "numbered lines": in_text(["{n}. punt {w}\n"]),
    "numbers alone": in_text(["{n}\n"]),
    "municipalities in the first paragraph": in_text(
        "Project: Samen\n", ["Zwolle en Amsterdam werken. "], f"\n{LED}J. Jansen, j@ommen.nl\n"
    ),
    "claims": in_text(["De 26 van de "]),
    "numbers in words": in_text(["zesentwintig"]),
    "lines before known themes": in_text(
        ["Terugdringen van antidemocratische gedragingen {n}\nTekst {w}.\n"],
        ["Antidemocratische gedragingen\nTekst {w}.\nGebiedsgerichte aanpak ondermijning\nTekst\n"],
    ),
    "contact lines of a label nobody knows": in_text(["Trekker: Jan de {w}, j{n}@zwolle.nl\n"]),
    "aims": in_text(["Gebiedsgerichte aanpak ondermijning\nTekst {w} over gebiedsgerichte aanpak.\n"]),
}

# Bytes that are not UTF-8 are written as surrogates: "\udce9" is the byte E9.
BYTES: dict[str, Parts] = {
    "windows-1252 in pieces": in_html(["<p>caf\udce9 café caf\u00e9</p>"]),
    "windows-1252": in_html(["<p>caf\udce9 en caf\udce9</p>"]),
    "bytes that mean nothing": in_text(["\udc81\udc8d a"]),
    "UTF-8 encoded twice": in_html(["<p>cafÃ© en cafÃ«</p>"]),
    "letters that look like UTF-8 twice": in_html(["<p>Ã en Ã</p>"]),
    "stray zeros": in_html([f"<p>{TEXT}\0</p>"]),
    "one zero in twenty": in_text(["123456789012345678901\0"]),
    "a web archive": (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n",
        f"<html><body><h1>{HEADING}</h1>",
        [ENTRY + "\n"],
        "\n--x--\n",
    ),
    "a web archive of many parts": (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n",
        ["--x\nContent-Type: image/png\n\nabc\n\n"],
        f"--x\nContent-Type: text/html\n\n<p>{TEXT}</p>\n--x--\n",
    ),
    "a long header": ("MIME-Version: 1.0\nContent-Type: text/html\n", ["X-{n}: a\n"], f"\n<p>{TEXT}</p>"),
    "a web archive in base64": (
        "MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n",
        ["PHA+VGVrc3Qgb3ZlciBaPC9wPjxw\n"],
    ),
}
UTF_16: dict[str, Parts] = {"utf-16": in_html([ENTRY]), "utf-16 as text": in_text([TEXT_ENTRY])}

SHAPES = {**HTML, **PLAIN, **BYTES, **UTF_16}

# By later stage of a build: the shapes that give it much to do.
IN_STAGES = {
    "recognise": (
        "entries",
        "entries as text",
        "titles",
        "a title of many words twice",
        "a title of one long word twice",
        "two long texts",
        "two long texts alike",
        "a table of rows",
    ),
    "again": ("entries", "the same entry", "titles", "themes", "two long texts alike"),
    "rows": (
        "entries",
        "the same entry",
        "one sentence in one entry",
        "one word in one entry",
        "names and addresses",
        "one paragraph",
        "sentences without contacts",
        "themes",
        "municipalities in one line",
        "two long texts alike",
    ),
    "checks": (
        "entries",
        "titles",
        "names at one address",
        "contact lines alone",
        "sentences without contacts",
        "themes",
    ),
    "report": (
        "entries",
        "themes",
        "titles",
        "names and addresses",
        "municipalities in one line",
        "two long texts",
        "two long texts alike",
    ),
    "public": ("entries", "the same entry", "names in one line", "names and addresses", "sentences without contacts"),
}


def page(name: str, size: int) -> bytes:
    """The page of a shape that has about so many bytes."""
    parts = SHAPES[name]
    text = made(parts, size)
    return text.encode("utf-16") if name in UTF_16 else text.encode("utf-8", "surrogateescape")


def made(parts: Parts, size: int) -> str:
    """The parts, with those in lists as often as it takes for `size` characters."""
    fixed = sum(len(part) for part in parts if isinstance(part, str))
    unit = sum(len(_numbered(part[0], 1000)) for part in parts if isinstance(part, list))
    times = max(1, (size - fixed) // unit)
    return "".join(part if isinstance(part, str) else _many(part[0], times) for part in parts)


def _many(unit: str, times: int) -> str:
    if _numbered(unit, 0) == unit:
        return unit * times
    return "".join(_numbered(unit, n) for n in range(times))


def _numbered(unit: str, n: int) -> str:
    return unit.replace("{n}", str(n)).replace("{d}", str(10_000_000 + n)).replace("{w}", word(n))


def word(n: int) -> str:
    """A word for a number, written like a name: its digits as syllables."""
    return "".join("ba de fi go hu ka le mi no pu".split()[int(digit)] for digit in str(n)).capitalize()
