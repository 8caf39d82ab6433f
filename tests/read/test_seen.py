"""What a reader sees is what is read: hidden text, tooltips, icons, marks of footnotes, words that look like boxes."""

import pytest

from pipeline.definition.source import Source
from pipeline.read.page import read_page
from pipeline.records import Kind
from tests.read.reading import kinds, lines

TEXT = "De gemeente Assen traint raadsleden."
CONTACT = "Projectleider: Ria Tak, r.tak@assen.nl"
HIDDEN = [
    "hidden", "hidden='until-found'", "style='display:none'", "style='color: red; DISPLAY : none !important'",
    "style='visibility: hidden'", "style='position:absolute; left:-9999px'", "style='text-indent:-999em'",
    "style='clip:rect(0, 0, 0, 0)'", "class='d-none'", "class='note hidden'", "class='invisible'",
    "class='visually-hidden'", "class='screen-reader-text'", "class='sr-only'", "class='print-only'",
]  # fmt: skip
SEEN = [
    "class='d-none d-md-block'", "class='hidden lg:flex'", "class='hidden-xs'", "class='d-print-none'",
    "style='left:-10px'", "style='visibility:hidden;animation-name:none'", "style='display:block'",
]  # fmt: skip


@pytest.mark.parametrize("how", HIDDEN)
def test_what_is_hidden_is_left_out_and_counted(how: str, source: Source) -> None:
    html = f"<main><p>{TEXT}</p><div {how}><p>Niet te zien</p></div><p>Ook <b {how}>niet</b>te zien</p>{CONTACT}</main>"
    page = read_page(f"<!DOCTYPE html>{html}".encode(), source)
    assert [line.text for line in page.lines] == [TEXT, "Ook te zien", CONTACT]
    assert [remark.detail for remark in page.remarks] == ["hidden 4"]


@pytest.mark.parametrize("how", SEEN)
def test_what_is_hidden_on_some_screens_alone_is_read(how: str, source: Source) -> None:
    assert lines(f"<p {how}>Een</p><p>Twee</p>", source) == ["Een", "Twee"]


def test_a_style_sheet_hides_by_class_but_not_for_print(source: Source) -> None:
    sheet = "/* .een{display:none} */ @media print { .een { display: none } } p.twee, .drie { display: none }"
    html = f"<style>{sheet}</style><p class='een'>Een</p><p class='twee'>Twee</p><p>Drie<i class='drie'>vier</i></p>"
    assert lines(html, source) == ["Een", "Drie"]


def test_a_hidden_project_is_told(source: Source) -> None:
    hidden = "<div class='d-none'><p>Oud</p><p>Projectleider: Jan Vos, j.vos@ommen.nl</p></div>"
    html = f"<p>{TEXT * 9}</p><p>{CONTACT}</p>{hidden}"
    (told,) = [r for r in read_page(f"<!DOCTYPE html>{html}".encode(), source).remarks if r.check == "hidden_text"]
    assert (told.level, told.found, told.detail) == ("warning", "5 words", "div with the class d-none")


PANEL = f"<p>{TEXT}</p><p>{CONTACT}</p>"
OPENED = [
    "<button>Assen</button><div class='hidden'>{}</div>",
    "<h3><a href='#'>Assen</a></h3><div style='display:none'>{}</div>",
    "<h3><a href='javascript:void(0)'>Assen</a></h3><div><div hidden>{}</div></div>",
    "<input type='checkbox' id='c'><label for='c'>Assen</label><div class='d-none'>{}</div>",
    "<h3>Assen</h3><div class='paneel' style='display:none'>{}</div>",
    "<style>.paneel{{display:none}}</style><h3>Assen</h3><div class='paneel'>{}</div>",
]


@pytest.mark.parametrize("html", OPENED)
def test_a_hidden_panel_is_read_where_something_opens_it_or_the_page_is_in_it(html: str, source: Source) -> None:
    assert lines(html.format(PANEL), source) == ["Assen", TEXT, CONTACT]


@pytest.mark.parametrize(
    "before",
    [
        "<p>Tekst<sup><a href='#n3'>3</a></sup></p>",
        "<p><a href='#top'>Naar boven</a></p>",
        "<p><a href='#'>Facebook</a> <a href='#'>LinkedIn</a></p>",
        "<p>Een <button aria-controls='u'>woord</button> van de tekst</p>",
    ],
)
def test_a_link_elsewhere_and_a_button_in_a_sentence_open_no_box(before: str, source: Source) -> None:
    assert "Oud" not in lines(f"{before}<p class='d-none'>Oud</p>{PANEL}", source)


def test_tabs_of_which_one_is_shown_are_read_and_a_decoy_is_not(source: Source) -> None:
    tabs = "".join(
        f"<div class='tab' {how}>{PANEL}</div>" for how in ("", "style='display:none'", "style='display:none'")
    )
    html = f"<div>{tabs}</div><div class='oud' hidden>Oud</div><p>{TEXT * 20}</p>"
    assert lines(html, source) == [*[TEXT, CONTACT] * 3, TEXT * 20]


def test_a_heading_for_screen_readers_that_names_a_theme_is_read(source: Source) -> None:
    html = "<h2 class='sr-only'>{}</h2><p>Tekst</p>"
    theme = source.themes[0].heading
    assert kinds(html.format(theme), source)[0] == (Kind.HEADING, theme)
    assert lines(html.format("Details"), source) == ["Tekst"]


@pytest.mark.parametrize(
    "word",
    [
        "<span class='tooltip'>Assen<span class='tooltiptext'>Een stad</span></span>",
        "<span tabindex='0'>Assen<span role='tooltip'>Een stad</span></span>",
        "Assen<span class='tooltip'>Een stad</span>",
        "<span class='tooltip' title='Een stad'>Assen</span>",
        "<button type='button'>Assen</button>", "<button class='lexicon'>Assen</button>",
        "<button aria-expanded='false' aria-controls='uitleg'>Assen</button><span id='uitleg' hidden>Een stad</span>",
        "<x-term word='stad'>Assen</x-term>",
        "<x-a>As</x-a><x-b>sen</x-b>",
        "Assen<sup>1</sup>", "Assen<sup><a href='#fn1'>1</a></sup>", "Assen<a href='#_ftn1'>[1]</a>",
        "Assen<sup>*</sup>", "Assen<span style='font-size: 0'>en</span>", "Assen<b style='opacity:0'>en</b>",
        "Assen<i class='material-icons'>info_outline</i>", "Assen<mat-icon class='mat-icon'>info</mat-icon>",
        "Assen\ue88e", "Assen\U000f01ee",
    ],
)  # fmt: skip
def test_a_word_in_a_line_is_what_is_seen_of_it(word: str, source: Source) -> None:
    assert lines(f"<p>De gemeente {word} traint raadsleden.</p>", source) == [TEXT]


@pytest.mark.parametrize("power", ["50 m<sup>2</sup> groen", "10<sup>6</sup> keer", "de 1<sup>e</sup> fase"])
def test_a_power_and_an_ordinal_are_no_footnotes(power: str, source: Source) -> None:
    assert lines(f"<p>{power}</p>", source) == [power.replace("<sup>", "").replace("</sup>", "")]


def test_a_custom_element_is_a_box_where_others_are_beside_it(source: Source) -> None:
    html = "<x-card><x-title>Een</x-title><x-text>Twee</x-text><x-more><p>Drie</p></x-more></x-card>"
    assert lines(html, source) == ["Een", "Twee", "Drie"]


def test_a_button_beside_a_text_is_a_control(source: Source) -> None:
    html = "<p>Jan <button>Kopieer</button></p><p>Meer tekst <button>Lees meer</button> hier</p>"
    assert lines(html, source)[0] == "Jan"
    assert "Lees meer" not in " ".join(lines(html, source))


@pytest.mark.parametrize("head", ["<tr><th colspan='2'>Project</th><th>Contact</th></tr>", ""])
@pytest.mark.parametrize("around", ["<thead>{}</thead>", "{}"])
def test_the_last_row_of_headers_is_that_of_the_columns(head: str, around: str, source: Source) -> None:
    heads = head + "<tr><th>Gemeente</th><th>Project</th><th>Projectleider</th></tr>"
    html = (
        f"<table>{around.format(heads)}<tr><td>Assen</td><td>Wijken</td><td>Ria Tak, r.tak@assen.nl</td></tr></table>"
    )
    assert lines(html, source) == ["Gemeente: Assen", "Project: Wijken", CONTACT]


def test_headers_that_span_two_rows_are_those_of_their_columns(source: Source) -> None:
    upper = "<tr><th rowspan='2'>Gemeente</th><th rowspan='2'>Project</th><th colspan='2'>Contact</th></tr>"
    heads = f"<thead>{upper}<tr><th>Projectleider</th><th>E-mail</th></tr></thead>"
    row = "<tr><td>Assen</td><td>Wijken</td><td>Ria Tak</td><td>r.tak@assen.nl</td></tr>"
    read = ["Gemeente: Assen", "Project: Wijken", "Projectleider: Ria Tak", "E-mail: r.tak@assen.nl"]
    assert lines(f"<table>{heads}{row}</table>", source) == read
