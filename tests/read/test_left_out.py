"""What is left out is counted, and told where it may be a project or a contact."""

import pytest

from pipeline.definition.source import Source
from pipeline.read.page import read_page
from pipeline.records import Page

ENTRY = "<p>Project: Sterker bestuur</p><p>Projectleider: Jan Jansen, j.jansen@voorbeeld.nl</p>"
MAIN = f"<main><h3>Zwolle</h3>{ENTRY}</main>"


def read(html: str, source: Source) -> Page:
    return read_page(f"<!DOCTYPE html><body>{html}".encode(), source)


def told(html: str, source: Source) -> list[tuple[str, str]]:
    return told_of(read(html, source))


def told_of(page: Page) -> list[tuple[str, str]]:
    return [(str(r.found), str(r.detail)) for r in page.remarks if r.check == "left_out_like"]


@pytest.mark.parametrize("name", ["aside", "nav", "footer", "dialog", "figcaption", "menu", "search", "template"])
def test_an_entry_that_is_left_out_is_told_with_where_and_how_many_words(name: str, source: Source) -> None:
    entry = f"<p>Tekst.</p><{name}>{ENTRY}</{name}>"
    assert told(entry, source) == [("7 words", f"{name} (title, contact, address) 7")]


@pytest.mark.parametrize(
    ("html", "detail"),
    [
        (f"{MAIN}<section>{ENTRY}</section>", "section (title, contact, address) 7"),
        (f"{MAIN}Project: Sterker bestuur, j.jansen@voorbeeld.nl", "bare text (title, address) 4"),
        (
            f"{ENTRY}<h1>Gemeenten met vernieuwende aanpak Weerbaar Bestuur</h1>",
            "before the heading (title, contact, address) 7",
        ),
        (f"{MAIN}<sc,>{ENTRY}</sc,>", "element (title, contact, address) 7"),
        (f"{MAIN[:-7]}<div class='sidebar'><p>Vragen: info@voorbeeld.nl</p></div></main>", "boilerplate (address) 2"),
        (f"{MAIN}<svg><text>Projectleider: Jan Jansen</text></svg>", "svg (contact) 3"),
        (f'{MAIN}<iframe srcdoc="<style>x</style>{ENTRY}"></iframe>', "iframe (title, contact, address) 7"),
    ],
)
def test_so_is_what_is_beside_or_before_the_page(html: str, detail: str, source: Source) -> None:
    assert [where for _, where in told(html, source)] == [detail]


def test_what_is_like_no_project_is_counted_and_no_more(source: Source) -> None:
    page = read(f"<nav><a href='/'>Naar het begin</a></nav>{MAIN}Losse tekst<svg><title>Pijl</title></svg>", source)
    assert [(r.check, r.level, r.detail) for r in page.remarks] == [("left_out", "info", "bare text 2, nav 3, svg 1")]


@pytest.mark.parametrize(
    ("html", "detail"),
    [
        ("<p><b>Projecttitel</b>: Alfaplan</p><p><b>Projectleider</b>: Jan Jansen</p>", "aside (title, contact) 7"),
        ("<h4>Projecttitel</h4>Alfaplan<h4>Projectleider</h4>Jan Jansen", "aside (title, contact) 5"),
        ("Projectleider Jan Jansen", "aside (contact) 3"),
        ("Jan Jansen, 06-12345678", "aside (contact) 3"),
        ("Vragen?<br>Projectleider: Jan Jansen", "aside (contact) 4"),
        ("<a href='mailto:jan@voorbeeld.nl'>Mail Jan</a>", "aside (address) 2"),
        (
            "<span class='__cf_email__' data-cfemail='543e353a14223b3b2636313138307a3a38'>Mail</span>",
            "aside (address) 1",
        ),
        ("<nav>Home <a>Project</a> <a>Contact</a></nav>Over ons<h4>Contact</h4><p>14 0529</p>", None),
        ("<h4>Contact</h4><p>Mijn Ommen</p><p>Telefoon: 14 0529</p><p>Gemeente Ommen, 038-4671234</p>", None),
        ("<h4>Contactgegevens</h4><p>14 0529</p>", None),
    ],
)
def test_an_entry_or_a_contact_is_known_by_its_lines_and_links(html: str, detail: str | None, source: Source) -> None:
    assert [where for _, where in told(f"<p>Tekst.</p><aside>{html}</aside>", source)] == [detail] * (
        detail is not None
    )


@pytest.mark.parametrize(
    "line",
    [
        "[Advertentie] Projectleider: Jan Jansen, jan@voorbeeld.nl", "Advertentie: Mail Jan, jan@voorbeeld.nl",
        "Door Jan Jansen, jan@voorbeeld.nl op 12 mei 2021", "Laatst gewijzigd: Jan Jansen, jan@voorbeeld.nl",
        "{{ Projectleider: Jan Jansen, jan@voorbeeld.nl }}",
    ],
)  # fmt: skip
def test_an_address_in_a_line_that_says_nothing_of_a_project_is_told(line: str, source: Source) -> None:
    page = read_page(f"Een\n{line}\nTwee\n".encode(), source)
    reason, words = "template" if "{" in line else "furniture", len(line.split())
    assert (page.text, told_of(page)) == ("Een\nTwee\n", [(f"{words} words", f"{reason} (address) {words}")])


def test_a_hashtag_with_an_address_is_read(source: Source) -> None:
    assert read("<p>#jan@voorbeeld.nl</p><p>#wonen</p>", source).text == "#jan@voorbeeld.nl\n"


def test_what_links_to_nowhere_say_is_told_where_nothing_else_on_the_page_says_it(source: Source) -> None:
    links = "<ul><li><a href='#'>Project: Sterker bestuur</a><li><a href='#b'>Contact: Jan Jansen</a></ul>"
    assert told(f"{links}<p>Tekst</p>", source) == [("6 words", "contents (title, contact) 6")]
    assert told(f"{links}<h3>Project: Sterker bestuur</h3><p>Tekst</p><p id=b>Contact: Jan Jansen</p>", source) == []


@pytest.mark.parametrize(
    ("html", "detail"),
    [
        ("<x-a><template shadowrootmode=open><p>Ja</p></template>Contact: Jan, jan@voorbeeld.nl</x-a>",
         "without a slot (contact, address) 3"),
        ("""<p>Ja <script>document.write('<span style="display:none">')</script>Contact: Jan, jan@voorbeeld.nl</p>""",
         "hidden (contact, address) 3"),
        ("<aside><p hidden>Project: Sterker bestuur</p></aside>", "hidden (title) 3"),
        ("<footer><p hidden>Contact: Jan Jansen</p><p hidden>info@voorbeeld.nl</p></footer>", "hidden (contact) 3"),
    ],
)  # fmt: skip
def test_so_is_what_is_not_shown(html: str, detail: str, source: Source) -> None:
    assert [where for _, where in told(f"<p>Tekst van de pagina, met een contact.</p>{MAIN * 3}{html}", source)] == [
        detail
    ]


def test_what_is_hidden_within_the_page_is_told_once(source: Source) -> None:
    page = read(f"{MAIN * 3}<p hidden>Project: Sterker bestuur</p><p hidden>Contact: Jan Jansen</p>", source)
    warned = [(r.check, r.found) for r in page.remarks if r.level == "warning"]
    assert warned == [("hidden_text", "3 words"), ("left_out_like", "3 words")]


@pytest.mark.parametrize(
    ("box", "detail"),
    [
        ("<dialog>{}</dialog>", "dialog (text) 7"),
        ("<template>{}</template>", "template (text) 7"),
        ("<aside hidden>{}</aside>", "aside (text) 7"),
        ("<div hidden>{}</div>", "hidden (text) 7"),
        ("<div style='display:none'>{}</div>", "hidden (text) 7"),
        ("<aside><h4>Kader</h4>{}</aside>", "aside (text) 8"),
    ],
)
def test_a_text_amid_a_project_that_is_left_out_is_told(box: str, detail: str, source: Source) -> None:
    left_out = box.format("<p>De proef wordt met een jaar verlengd.</p>")
    project = "<h3>Zwolle</h3><p>De wijk is veiliger dan tien jaar geleden.</p>{}<p>Projectleider: Jan Jansen</p>"
    assert [where for _, where in told(project.format(left_out) + project.format("") * 3, source)] == [detail]
    assert told(project.format("") * 3 + left_out, source) == []
    assert told(project.format(left_out) * 3, source) == []  # what many say is of none


def test_the_label_of_a_title_or_a_contact_is_no_head_of_printed_pages(source: Source) -> None:
    pages = [f"Gemeente Ommen\nProject {n}: Plan\nTekst.\nContact: Jan, jan@voorbeeld.nl\nPagina {n}" for n in range(3)]
    page = read_page("\f".join(pages).encode(), source)
    read = [line for n in range(3) for line in (f"Project {n}: Plan", "Tekst.", "Contact: Jan, jan@voorbeeld.nl")]
    assert page.text.splitlines() == read
    assert told_of(page) == []


def test_an_address_in_the_heads_of_printed_pages_is_told(source: Source) -> None:
    pages = [f"Jan Jansen, jan@voorbeeld.nl\nTekst t{'oe' * n}.\n" for n in range(3)]
    page = read_page("\f".join(pages).encode(), source)
    assert told_of(page) == [("9 words", "heads of printed pages (address) 9")]


def test_an_address_of_a_link_to_which_no_number_leads_is_told(source: Source) -> None:
    text = "Zie [1]Jan en [2]Piet, of d@voorbeeld.nl.\n\n{}"
    targets = [f"{n}. mailto:{name}@voorbeeld.nl" for n, name in enumerate("abcd", start=1)]
    assert told_of(read_page(text.format("\n".join(targets)).encode(), source)) == [
        ("8 words", "furniture (address) 8")
    ]
    del targets[2]
    assert told_of(read_page(text.format("\n".join(targets)).encode(), source)) == []
