"""HTML to lines: whatever the markup, the same text comes out."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from pipeline.definition.source import Source
from pipeline.read.page import read_page
from pipeline.records import Kind, Refusal
from tests.pages.markups.inline import cloudflare, joomla3, joomla4
from tests.read.reading import kinds, lines


def test_breaks_and_blocks_make_lines_and_spans_do_not(source: Source) -> None:
    html = "<div>Een<br>twee <b>d</b><i>rie</i><p>vier</p>vijf<hr>zes</div>"
    assert lines(html, source) == ["Een", "twee drie", "vier", "vijf", "zes"]


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<div><strong>Looptijd</strong><span>2019-2021</span></div>", "Looptijd: 2019-2021"),
        ("<div><b>Partners</b> <span>politie</span></div>", "Partners politie"),
        ("<p><b>D</b><span>e gemeente</span></p>", "De gemeente"),
    ],
)
def test_a_bold_label_and_its_value_that_fill_a_box_are_parted(html: str, read: str, source: Source) -> None:
    assert lines(html, source) == [read]


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<h3><span>Zwolle</span><span>Samen sterk</span></h3>", "Zwolle Samen sterk"),
        ("<h3><a href=/x><span>Samen sterk</span><span>Zwolle</span></a></h3>", "Samen sterk Zwolle"),
        (
            "<p><b>Mijn</b>Overheid, <i>You</i><b>Tube</b> en <span>i</span><span>DEAL</span></p>",
            "MijnOverheid, YouTube en iDEAL",
        ),
    ],
)
def test_words_that_only_a_style_sheet_parts_are_parted(html: str, read: str, source: Source) -> None:
    assert lines(html, source) == [read]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Een</br>twee</p>",
        "<p>Een</BR >twee</p>",
        "<div>Een</p>twee</div>",
        "<div>Een</P>\n<span>twee</span></div>",
    ],
)
def test_an_end_tag_without_beginning_keeps_words_apart(html: str, source: Source) -> None:
    assert lines(html, source) == ["Een", "twee"]


def test_a_contact_line_after_the_last_sentence_is_a_line_of_its_own(source: Source) -> None:
    contact = "Projectleider: J. Jansen: jan@ommen.nl"
    assert lines(f"<p>Wijken. Zij werken samen. {contact}</p>", source) == ["Wijken. Zij werken samen.", contact]


def test_words_that_word_cut_are_whole(source: Source) -> None:
    html = "<p class=MsoNormal><span>De gem</span><span lang=NL>eente&nbsp;Oss</span> en&shy;zo<o:p></o:p></p>"
    assert lines(html, source) == ["De gemeente Oss enzo"]


def test_an_item_with_a_list_or_with_paragraphs_is_a_line_for_each(source: Source) -> None:
    assert lines("<ul><li>Een<ul><li>Twee</li></ul>Drie</li></ul>", source) == ["- Een", "- Twee", "Drie"]
    assert lines("<ul><li><ul><li>Twee</li></ul></li></ul>", source) == ["- Twee"]
    assert lines("<ol><li><p>Een</p><p>Twee</p></li></ol>", source) == ["- Een", "Twee"]


@pytest.mark.parametrize(
    "html",
    [
        "<details><summary>Zwolle</summary><p>Tekst</p></details>",
        '<button aria-controls="p" aria-expanded="false">Zwolle</button><div id="p" hidden><p>Tekst</p></div>',
        '<h3><button aria-controls="p">Zwolle</button></h3><div id="p" style="display:none"><p>Tekst</p></div>',
        "<button>Zwolle</button><div><div hidden><p>Tekst</p></div></div>",
        '<a data-toggle="collapse" href="#p">Zwolle</a><div id="p"><p>Tekst</p></div>',
        '<div role="tab" id="t">Zwolle</div><div role="tabpanel" aria-labelledby="t"><p>Tekst</p></div>',
    ],
)
def test_the_title_of_a_panel_comes_before_its_content_and_both_are_read(html: str, source: Source) -> None:
    assert kinds(html, source) == [(Kind.PANEL, "Zwolle"), (Kind.PARAGRAPH, "Tekst")]


@pytest.mark.parametrize("dialog", ['<dialog id="p">{}</dialog>', '<div class="modal" role="dialog" id="p">{}</div>'])
def test_a_dialog_that_a_button_opens_is_a_panel_where_it_holds_a_contact(dialog: str, source: Source) -> None:
    button = '<button data-bs-toggle="modal" data-bs-target="#p">Zwolle</button>'
    contact = "Projectleider: Jan Jansen, jan@ommen.nl"
    assert lines(button + dialog.format(f"<p>{contact}</p>"), source) == ["Zwolle", contact]
    assert contact not in lines(dialog.format(f"<p>{contact}</p>"), source)
    assert "Wij gebruiken cookies" not in lines(button + dialog.format("<p>Wij gebruiken cookies</p>"), source)


def test_a_panel_has_its_range_of_lines(source: Source) -> None:
    page = read_page(b"<!DOCTYPE html><p>Voor</p><details><summary>Zwolle</summary>Tekst</details><p>Na</p>", source)
    assert page.panels == ((1, 3),)


@pytest.mark.parametrize(
    ("last", "are_panels"),
    [
        ("Vraagbaak: Jan Jansen, jan@ommen.nl", True),
        ("Jan Jansen, jan@ommen.nl", True),
        ("Vragen over deze aanpak? Mail ons op info@ommen.nl.", False),
        ("Jan Jansen is de vraagbaak.", False),
    ],
)
def test_items_with_a_contact_after_a_sentence_are_panels(last: str, are_panels: bool, source: Source) -> None:
    html = f"<ul><li><strong>Samen sterk</strong><br><p>De gemeente Ommen werkt.</p><p>{last}</p></li></ul>"
    page = read_page(f"<!DOCTYPE html>{html}".encode(), source)
    title = (Kind.BOLD, "Samen sterk") if are_panels else (Kind.ITEM, "- Samen sterk")
    assert ((page.lines[0].kind, page.lines[0].text), page.panels) == (title, ((0, 3),) if are_panels else ())


def test_a_table_and_a_list_within_another_are_read_once_and_by_their_own_labels(source: Source) -> None:
    rows = "<tr><td>Project<td>Een<tr><td>Gemeente<td>Assen<tr><td>Project<td>Twee<tr><td>Gemeente<td>Ommen"
    cards = ["Gemeente: Assen", "Project: Een", "Gemeente: Ommen", "Project: Twee"]
    assert lines(f"<table><tr><td><table>{rows}</table></table>", source) == cards
    terms = "<dl><dt>Sterke wijken<dd>Tekst<dl><dt>Gemeente<dd>Assen</dl></dl>"
    assert lines(terms, source) == ["Sterke wijken", "Tekst", "Gemeente: Assen"]


def test_a_list_of_contents_is_left_out_where_its_titles_are_in_what_it_leads_to(source: Source) -> None:
    contact = "Projectleider: Jan Jansen, jan@ommen.nl"
    contents = "<ul><li><a href='#a'>Assen</a><li><a href='#b'>Ommen</a></ul>"
    sections = f"<div id='a'><h3>Assen</h3><p>{contact}</p></div><div id='b'><h3>Ommen</h3><p>{contact}</p></div>"
    assert lines(contents + sections, source) == ["Assen", contact, "Ommen", contact]


def test_a_button_in_a_heading_is_the_heading(source: Source) -> None:
    assert kinds("<h3><button>Zwolle</button></h3>Tekst", source) == [
        (Kind.HEADING, "Zwolle"), (Kind.PARAGRAPH, "Tekst")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        '<h3>Samen sterk <span class="badge">Afgerond</span></h3>',
        '<h3><em class="project-status">Afgerond</em> Samen sterk</h3>',
        '<details><summary>Samen sterk<span class="tag is-info">Afgerond</span></summary></details>',
        '<details><summary><span class="pill">Afgerond</span><b>Samen sterk</b></summary></details>',
        '<h3><button aria-expanded="false">Samen sterk <span class="chip">Afgerond</span></button></h3>',
        '<div><strong>Samen sterk <span class="label label-info">Afgerond</span></strong></div>',
        '<div><strong>Samen sterk</strong> <span class="badge">Afgerond</span><p></p></div>',
    ],
)
def test_a_badge_beside_a_title_is_a_line_of_its_own(html: str, source: Source) -> None:
    assert lines(html, source) == ["Samen sterk", "Afgerond"]
    assert kinds(html, source)[1][0] is Kind.PARAGRAPH


def test_so_is_one_in_a_column_of_titles(source: Source) -> None:
    row = '<tr><td>Ommen<td>Samen sterk <span class="badge">Afgerond</span>'
    html = f"<table><tr><th>Gemeente<th>Project{row}</table>"
    assert lines(html, source) == ["Gemeente: Ommen", "Project: Samen sterk", "Afgerond"]


@pytest.mark.parametrize(
    "html",
    [
        '<h3><span class="label">Project:</span> Samen sterk</h3>',
        '<h3>Project: <span class="label">Samen sterk</span></h3>',
        '<h3>Project: Samen <span class="label">sterk</span> in Ommen</h3>',
        '<h3>Project: <span class="accordion-label">Samen</span></h3>',
        '<p><strong>Status:</strong> <span class="badge">Afgerond</span></p>',
        '<p><b>Looptijd</b> <span class="label">2021</span></p>',
        '<p>Project: een tekst met een <span class="label">woord</span></p>',
    ],
)
def test_what_is_named_like_a_badge_is_in_its_line_where_it_is_no_addition_to_a_title(
    html: str, source: Source
) -> None:
    assert len(lines(html, source)) == 1


def test_headings_have_their_level(source: Source) -> None:
    html = '<h2>Twee</h2><div role="heading" aria-level="4">Vier</div><div role="heading" aria-level="²">Vreemd</div>'
    page = read_page(f"<!DOCTYPE html>{html}".encode(), source)
    assert [(line.kind, line.level) for line in page.lines][:2] == [(Kind.HEADING, 2), (Kind.HEADING, 4)]


@pytest.mark.parametrize("span", ["2", "0", "²", "x", "-1", "99999999999999999999"])
def test_odd_spans_do_not_stop_the_reading_of_a_table(span: str, source: Source) -> None:
    html = f'<table><tr><td rowspan="{span}">Een</td><td>Twee</td></tr><tr><td>Drie</td></tr></table>'
    assert {"Een", "Twee", "Drie"} <= set(lines(html, source))


def test_a_cell_that_spans_rows_is_in_each(source: Source) -> None:
    rows = "".join(f"<tr><td>{n}" for n in range(200))
    html = f'<table><tr><th>Thema<th>Project</tr><tr><td rowspan="201">Zorg<td>A</tr>{rows}</table>'
    assert lines(html, source).count("199") == 1


def test_no_cell_spans_rows_of_two_sections(source: Source) -> None:
    head = "<thead><tr><th>Gemeente<th>Project</thead>"
    html = f"<table>{head}<tbody><tr><td rowspan=0>Ommen<td>A<tr><td>B<tbody><tr><td>Raalte<td>C</table>"
    assert lines(html, source) == [
        "Gemeente: Ommen", "Project: A", "Gemeente: Ommen", "Project: B", "Gemeente: Raalte", "Project: C",
    ]  # fmt: skip


def test_cells_that_span_columns_keep_the_others_in_place(source: Source) -> None:
    head = "<tr><th colspan=2>Projectleider<th>Project<th>Gemeente"
    row = "<tr><td>Jan Jansen<td>j.jansen@ommen.nl<td>A<td>Ommen"
    assert lines(f"<table>{head}{row}</table>", source) == [
        "Gemeente: Ommen", "Project: A", "Projectleider: Jan Jansen", "j.jansen@ommen.nl",
    ]  # fmt: skip
    row = "<tr><td colspan=2>j.jansen@ommen.nl<td>A<td>Ommen"
    assert lines(f"<table>{head}{row}</table>", source)[-1] == "Projectleider: j.jansen@ommen.nl"


def test_a_row_of_one_cell_is_not_of_the_first_column(source: Source) -> None:
    head = "<tr><th>Gemeente<th>Project"
    html = f"<table>{head}<tr><td colspan=2>Zorg<tr><td>Ommen<td>A<tr><th>Jeugd<td></table>"
    assert lines(html, source) == ["Zorg", "Gemeente: Ommen", "Project: A", "Jeugd"]


def test_headers_of_several_columns_are_above_those_of_each(source: Source) -> None:
    above = "<tr><{0} colspan=2></{0}><{0} colspan=2>Contact</{0}></tr>"
    names = "".join(f"<{{0}}>{name}</{{0}}>" for name in ("Gemeente", "Project", "Projectleider", "E-mail"))
    row = "<tr><td>Ommen<td>A<td>Jan Jansen<td>j@ommen.nl</tr>"
    told = ["Gemeente: Ommen", "Project: A", "Projectleider: Jan Jansen", "E-mail: j@ommen.nl"]
    for head in (
        f"<thead>{above.format('td')}<tr>{names.format('td')}</tr></thead>",
        f"{above}<tr>{names}</tr>".format("th"),
    ):
        assert lines(f"<table>{head}{row}</table>", source) == told


@pytest.mark.parametrize("label", ["Contact", "Contactpersoon", "Projectleider", "Projectleider:"])
@pytest.mark.parametrize("around", ["<div>{}</div>", "<p><strong>{}</strong></p>", "{}<br>"])
def test_a_label_in_a_column_of_its_kind_is_not_labelled_again(label: str, around: str, source: Source) -> None:
    cell = f"<div>{around.format(label)}<div>Jan Jansen</div><div>j@ommen.nl</div></div>"
    html = f"<table><tr><th>Project<th>Contact<tr><td>A<td>{cell}</table>"
    assert lines(html, source) == ["A", label, "Jan Jansen", "j@ommen.nl"]


def test_a_caption_is_read_unless_it_says_no_more_than_that_there_is_a_table(source: Source) -> None:
    table = "<table><caption>{}</caption><tr><th>Gemeente<th>Project<tr><td>Ommen<td>A</table>"
    theme, row = source.themes[0].heading, ["Gemeente: Ommen", "Project: A"]
    assert lines(table.format("Wonen"), source) == ["Wonen", *row]
    assert lines(f"<h2>Projecten</h2>{table.format(theme)}", source) == ["Projecten", theme, *row]
    assert lines(f"<h2>{theme}</h2>{table.format('Overzicht')}", source) == [theme, *row]
    assert lines("".join(f"<h2>{n}</h2>{table.format('Lijst')}" for n in ("Een", "Twee")), source) == [
        "Een", *row, "Twee", *row,
    ]  # fmt: skip


def test_columns_that_say_how_to_reach_somebody_come_after_the_name(source: Source) -> None:
    row = "<td>{}<td>{}<td>{}<td>{}"
    head = "<tr>" + row.format("Project", "Telefoon", "E-mail", "Projectleider")
    html = f"<table>{head}<tr>{row.format('A', '0529-459100', 'j@ommen.nl', 'Jan Jansen')}</table>"
    told = ["Telefoon: 0529-459100", "E-mail: j@ommen.nl"]
    assert lines(html, source) == ["A", "Projectleider: Jan Jansen", *told]
    head = "<tr>" + row.format("Project", "Trekker", "E-mail", "Omschrijving")
    html = f"<table>{head}<tr>{row.format('A', 'Jan Jansen', 'j@ommen.nl', 'Tekst')}</table>"
    assert lines(html, source) == ["A", "Omschrijving", "Tekst", "Trekker: Jan Jansen", "E-mail: j@ommen.nl"]


def test_a_contact_below_any_head_comes_after_the_text(source: Source) -> None:
    head = "<tr><th>Gemeente<th>Project<th>Meer weten?<th>Omschrijving"
    html = f"<table>{head}<tr><td>Ommen<td>A<td>Jan Jansen, j.jansen@ommen.nl<td>Tekst</table>"
    assert lines(html, source)[2:] == ["Omschrijving", "Tekst", "Meer weten?: Jan Jansen, j.jansen@ommen.nl"]


@pytest.mark.parametrize(
    "html",
    [
        "<dl><dt>Project<dd>A<dt>Status<dd>Loopt<dt>Budget<dd>€ 78.000<dt>Omschrijving<dd>Tekst</dl>",
        "<table><tr><th>Gemeente<th>Project<th>Status<th>Budget<th>Omschrijving"
        "<tr><td><td>A<td>Loopt<td>€ 78.000<td>Tekst</table>",
        "<table><tr><th>Project<th>Status<th>Budget<th>Omschrijving"
        "<tr><td>Project: A<td>Loopt<td>€ 78.000<td>Tekst</table>",
    ],
)
def test_a_text_needs_no_label_after_facts_of_its_project_and_that_is_counted(html: str, source: Source) -> None:
    page = read_page(f"<!DOCTYPE html>{html}".encode(), source)
    assert [line.text for line in page.lines] == ["Project: A", "Status: Loopt", "Budget: € 78.000", "Tekst"]
    (left_out,) = (remark.detail for remark in page.remarks if remark.check == "left_out")
    assert left_out in {"term 1", "head of a column 1", "head of a column 2"}


def test_an_unknown_label_of_several_lines_after_facts_is_a_line_of_their_text(source: Source) -> None:
    html = "<dl><dt>Project<dd>A<dt>Status<dd>Loopt<dt>Budget<dd>€ 1<dt>Waarom<dd><p>Een</p><p>Twee</p></dl>"
    assert kinds(html, source)[3:] == [(Kind.PARAGRAPH, text) for text in ("Waarom", "Een", "Twee")]


def test_heads_that_are_repeated_below_or_in_the_cells_are_read_once(source: Source) -> None:
    head = '<tr><th>Gemeente <a href="#">▲</a><th>Project <span class="sr-only">sorteer</span>'
    row = "<tr><td><b>Gemeente</b> Ommen<td><span>Project:</span> A"
    assert lines(f"<table>{head}{row}{head}{row}</table>", source) == ["Gemeente: Ommen", "Project: A"] * 2


def test_a_table_of_labels_holds_a_project_or_several(source: Source) -> None:
    one = "<tr><td colspan=2>{}<tr><td>Gemeente<td>{}<tr><td colspan=2>Tekst<tr><td>Contact:<td>Jan"
    read = ["A", "Gemeente: Ommen", "Tekst", "Contact: Jan"]
    assert lines(f"<table>{one.format('A', 'Ommen')}</table>", source) == read
    page = read_page(f"<!DOCTYPE html><table>{one.format('A', 'Ommen')}{one.format('B', 'Raalte')}".encode(), source)
    assert [line.text for line in page.lines] == [*read, "B", "Gemeente: Raalte", "Tekst", "Contact: Jan"]
    assert page.panels == ((0, 4), (4, 8))
    named = "<tr><td colspan=2>{}<tr><td>Contact<td>Jan<tr><td>Project<td>A"
    assert lines(f"<table>{named.format('Zorg')}{named.format('Jeugd')}</table>", source) == [
        "Zorg", "Project: A", "Contact: Jan", "Jeugd", "Project: A", "Contact: Jan",
    ]  # fmt: skip


def test_a_cell_may_hold_nothing_but_a_picture_that_writes_to_an_address(source: Source) -> None:
    html = """<table><tr><th>Project<th>Projectleider<tr><td>A
        <td><a href="mailto:j.jansen@ommen.nl"><img alt="" src="post.svg"></a></table>"""
    assert lines(html, source) == ["A", "Projectleider: <j.jansen@ommen.nl>"]


def test_cells_that_span_more_rows_than_any_page_needs_are_refused(source: Source) -> None:
    html = "<table><tr>" + "<td rowspan=9999>een" * 200 + "<tr><td>twee" * 200 + "</table>"
    with pytest.raises(Refusal, match="span so many rows"):
        lines(html, source)


@pytest.mark.parametrize(
    "html",
    [
        "<nav>Project: fout</nav>", "<aside>Project: fout</aside>", "<footer>Project: fout</footer>",
        "<script>Project: fout</script>", "<style>Project: fout</style>", "<template><p>Project: fout</p></template>",
        '<div role="navigation">Project: fout</div>', '<div role="search">Project: fout</div>',
        '<div role="dialog">Project: fout</div>', '<div id="cookie-melding">Project: fout</div>',
        "<form><label>Project: fout</label><input></form>", "<noscript>Project: fout</noscript>",
        "<!-- Project: fout -->", "<svg><title>Project: fout</title></svg>", "<select><option>Project: fout</select>",
    ],
)  # fmt: skip
def test_what_is_not_content_is_left_out(html: str, source: Source) -> None:
    assert lines(f"{html}<main><h1>Kop</h1><p>Tekst</p></main>", source) == ["Kop", "Tekst"]
    assert lines(f"<h1>Kop</h1><p>Tekst</p>{html}", source) == ["Kop", "Tekst"]


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote><p>Tekst</p><footer>— Ria Tak, raadslid</footer></blockquote>",
        "<figure><blockquote>Tekst</blockquote><figcaption>— Ria Tak, raadslid</figcaption></figure>",
    ],
)
def test_who_is_quoted_is_read(html: str, source: Source) -> None:
    assert lines(html, source) == ["Tekst", "- Ria Tak, raadslid"]


def test_a_line_of_nothing_but_tags_is_furniture(source: Source) -> None:
    assert lines("<p>#wonen #zorg</p><p>#wonen is een woord</p><b>#SamenSterk</b>", source) == [
        "#wonen is een woord", "#SamenSterk",
    ]  # fmt: skip


def test_broken_markup_is_read(source: Source) -> None:
    html = "</div><P>Een<LI>Twee</P></B><TABLE><TD>Drie<P>Vier <A HREF=x>Vijf"
    assert " ".join(lines(html, source)).replace("- ", "") == "Een Twee Drie Vier Vijf"


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_markup_that_is_nested_too_deep_is_refused_or_read_as_far_as_it_goes(depth: int, source: Source) -> None:
    with suppress(Refusal):
        assert lines("<div>" * depth + "<p>Tekst", source) in (["Tekst"], [])


# Addresses


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("543931142127313a353931373b39243d38313a352027317a373b39", "me@usenamecompilenatse.com"),
        ("7c1b191d11121f3c1e1311521f1311", "geamnc@bom.com"),
    ],
)
def test_an_address_that_cloudflare_hides_is_uncovered(code: str, address: str, source: Source) -> None:
    html = f'<p>Mail <a class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</a></p>'
    assert lines(html, source) == [f"Mail {address}"]


@pytest.mark.parametrize("hide", [cloudflare, joomla3, joomla4])
def test_hidden_addresses_are_uncovered_where_they_are(hide: Callable[[str], str], source: Source) -> None:
    html = f"<p>Projectleider: Jan Jansen, {hide('j.jansen@ommen.nl')} en verder</p>"
    assert lines(html, source) == ["Projectleider: Jan Jansen, j.jansen@ommen.nl en verder"]


@pytest.mark.parametrize("code", ["", "zz", "0", "ff00fe", "é"])
def test_a_code_that_hides_nothing_does_not_stop_the_reading(code: str, source: Source) -> None:
    joomla = f'<joomla-hidden-mail first="{code}" last="b">y</joomla-hidden-mail>'
    assert lines(f'<p>Een <span data-cfemail="{code}">x</span> {joomla}</p>', source)[0].startswith("Een")


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ('<a href="mailto:jan@x.nl">jan@x.nl</a>', "jan@x.nl"),
        ('<a href="mailto:jan@x.nl?subject=Vraag">Jan</a>', "Jan <jan@x.nl>"),
        ('<a href="MAILTO:jan%40x.nl">Jan</a>', "Jan <jan@x.nl>"),
        ('<a href="mailto:jan@x.nl,piet@x.nl">Jan</a>', "Jan <jan@x.nl> <piet@x.nl>"),
        ('<a href="mailto:Jan%20%3Cjan@x.nl%3E;piet@x.nl">Jan</a>', "Jan <jan@x.nl> <piet@x.nl>"),
        ('<a href="mailto:">Jan</a>', "Jan"),
        ('<a href="#" title="jan@x.nl">Jan</a>', "Jan <jan@x.nl>"),
        ('<a href="/vraag" title="Mail jan@x.nl en vraag">Jan</a>', "Jan"),
        ('jan<img src="at.png" alt="@">x.nl<img src="kaart.png" alt="Kaart">', "jan@x.nl"),
        ('<img src="post.png" alt="@"> Jan <img src="jan.png" alt="jan@x.nl">', "Jan jan@x.nl"),
        ('<a href="mailto:jan@x.nl">jan (a) x.nl</a>', "jan (a) x.nl"),
        ('<a href="https://x.nl/a@b.nl">Jan</a>', "Jan"),
    ],
)
def test_a_link_gives_the_address_that_it_writes_to(link: str, text: str, source: Source) -> None:
    assert lines(f"<p>{link}</p>", source) == [text]


def test_a_link_to_another_address_than_it_shows_is_told(source: Source) -> None:
    page = read_page(b'<!DOCTYPE html><p><a href="mailto:piet@x.nl">jan@x.nl</a></p>', source)
    assert [remark.check for remark in page.remarks if remark.level == "warning"] == ["link_address"]


@pytest.mark.parametrize(
    ("link", "line"),
    [
        ('<a href="tel:+31612345678">Bel direct</a>', "Jan Jansen, Bel direct <+31612345678>"),
        ('<a href="tel:0529%20459%20100">Jan</a>', "Jan Jansen, Jan <0529 459 100>"),
        ('<a href="TEL:0529-459100;ext=1">bel</a>', "Jan Jansen, bel <0529-459100>"),
        ('<a href="https://wa.me/31612345678">WhatsApp</a>', "Jan Jansen, WhatsApp <+31612345678>"),
        ('<a href="https://api.whatsapp.com/send?phone=31612345678&text=x">App</a>', "Jan Jansen, App <+31612345678>"),
        ('<a href="tel:+31612345678">06 12345678</a>', "Jan Jansen, 06 12345678"),
        ('<a href="tel:geheim">bel</a>', "Jan Jansen, bel"),
        ('<a href="https://wa.me/">WhatsApp</a>', "Jan Jansen, WhatsApp"),
    ],
)
def test_the_number_that_a_link_calls_is_after_its_text(link: str, line: str, source: Source) -> None:
    assert lines(f"<p>Jan Jansen, {link}</p>", source) == [line]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Leider: <s>Jan Jansen</s> Piet</p>", ["Leider: ~~Jan Jansen~~ Piet"]),
        ("<p>Leider: <del> Jan <b>Jansen</b> </del>Piet</p>", ["Leider: ~~Jan Jansen~~ Piet"]),
        ("<p><strike>Jan<br>Piet</strike> Els</p>", ["~~Jan~~", "~~Piet~~", "Els"]),
        ("<del><p>Jan</p><p>Piet</p></del><p>Els</p>", ["~~Jan~~", "~~Piet~~", "Els"]),
        ('<p style="text-decoration: line-through">Jan <s>Piet</s></p><p>Els</p>', ["~~Jan Piet~~", "Els"]),
        ('<p><span style="text-decoration:line-through">Jan</span> Els</p>', ["~~Jan~~ Els"]),
        ("<p><s></s><s> </s>Els</p>", ["Els"]),
    ],
)
def test_what_is_struck_out_is_read_and_marked(html: str, found: list[str], source: Source) -> None:
    assert lines(html, source) == found


@pytest.mark.parametrize("label", ["Project: Samen", "<b>Project:</b> Samen", "<i>Project</i>: <u>Samen</u>"])
def test_a_labelled_title_in_bold_ends_where_a_sentence_follows(label: str, source: Source) -> None:
    assert lines(f"<p><strong>{label}</strong> De gemeente werkt.</p>", source) == [
        "Project: Samen",
        "De gemeente werkt.",
    ]
