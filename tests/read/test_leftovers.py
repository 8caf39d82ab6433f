"""What content systems, templates and icons leave on a page is no text of it; what cannot be told is."""

import pytest

from pipeline.definition.source import Source
from pipeline.read.page import read_page
from tests.read.reading import lines


@pytest.mark.parametrize(
    "line",
    [
        "Geschreven door: Redactie", "Geschreven door Redactie", "Hits: 1.234", "12 mei 2021", "Woensdag 12 mei 2021",
        "12 okt. 2021", "12-05-2021", "2021-05-12", "12 mei 2021, 10:15", "12 mei 2021 om 10.15 uur",
        "Door Redactie op 12 mei 2021", "Tags: wonen, zorg", "Leestijd: 3 minuten", "3 min. leestijd",
        "2 minuten lezen", "wo, 12-05-2021 - 10:15",
        "Deel dit: Facebook Twitter LinkedIn", "Facebook Twitter LinkedIn", "Facebook | Twitter | LinkedIn",
        "Laatst bijgewerkt: 12 mei 2021", "Laatst bijgewerkt op 12 mei 2021", "Laatste wijziging: 12 mei 2021, 10:15",
        "expand_more", "keyboard_arrow_down", "{{title}}", "{{ item.title }}", "{% if projecten %}", "${titel}",
        "###TITEL###",
    ],
)  # fmt: skip
def test_a_line_that_says_nothing_of_a_project_is_left_out(line: str, source: Source) -> None:
    page = read_page(f"Een\n{line}\nTwee\n".encode(), source)
    assert [each.text for each in page.lines] == ["Een", "Twee"]
    assert [remark.check for remark in page.remarks] == ["left_out"]


def test_the_term_above_who_wrote_a_page_and_when_goes_with_them(source: Source) -> None:
    written = (
        "<dt>Gegevens</dt><dd>Geschreven door: <i>Redactie</i></dd><dd><time>Gepubliceerd: 12 mei 2021</time></dd>"
    )
    assert lines(f"<p>Een</p><dl>{written}</dl><p>Twee</p>", source) == ["Een", "Twee"]
    assert lines(f"<dl>{written}<dd>Drie</dd><dd>Vier</dd></dl>", source) == ["Gegevens", "Drie", "Vier"]


@pytest.mark.parametrize("heading", ["<h2>Deel deze pagina</h2>", "<p><b>Terug naar boven</b></p>"])
def test_a_heading_of_what_leads_nowhere_is_left_out(heading: str, source: Source) -> None:
    assert lines(f"<p>Een</p>{heading}<p>Twee</p>", source) == ["Een", "Twee"]


@pytest.mark.parametrize(
    "line",
    [
        "Op 12 mei 2021 begon het project.", "Mei 2021", "In 12 minuten lezen bewoners het plan.", "Twitteraars",
        "Geschreven door de bewoners zelf is het plan van de wijk.", "12 mei 2021 is de dag van het plan",
    ],
)  # fmt: skip
def test_a_line_that_says_something_is_read(line: str, source: Source) -> None:
    assert lines(f"Een\n{line}\nTwee\n".encode(), source) == ["Een", line, "Twee"]


def test_a_date_after_what_asks_for_one_is_read(source: Source) -> None:
    assert lines(b"Start van het project:\n1 mei 2020\n", source) == ["Start van het project:", "1 mei 2020"]


@pytest.mark.parametrize("order", [("Categorie: Nieuws", "Hits: 12"), ("Hits: 12", "Categorie: Nieuws")])
def test_where_a_page_is_filed_is_no_theme(order: tuple[str, str], source: Source) -> None:
    assert lines("\n".join(["Een", *order, "Twee"]).encode(), source) == ["Een", "Twee"]


def test_a_category_alone_may_be_a_theme(source: Source) -> None:
    known = f"Categorie: {source.themes[0].heading}"
    assert lines(f"Een\n{known}\nHits: 12\n".encode(), source) == ["Een", known]
    assert lines(b"Een\nCategorie: Wijken\nTwee", source) == ["Een", "Categorie: Wijken", "Twee"]


def test_a_field_in_a_text_is_told(source: Source) -> None:
    page = read_page(b"Project: {{ titel }}\nTekst\n", source)
    assert [(remark.check, remark.found) for remark in page.remarks] == [("template_leftover", "1 line")]


@pytest.mark.parametrize("sign", ["+ ", "> ", "» ", "~ ", "→ ", "► ", "-", "–", "−"])
def test_lines_side_by_side_with_one_sign_are_a_list(sign: str, source: Source) -> None:
    around = ["Een"] * 4
    text = "\n".join([*around, f"{sign}Twee", f"{sign}Drie", *around])
    assert lines(text.encode(), source) == [*around, "- Twee", "- Drie", *around]
    assert lines(f"Een\n{sign}Twee\nDrie\n".encode(), source) == ["Een", f"{sign}Twee", "Drie"]


@pytest.mark.parametrize(
    "link", ["Delen op Facebook", "Delen via Signal", "Deel via WhatsApp", "Lees meer over dit plan"]
)
def test_a_link_that_shares_or_leads_on_is_left_out(link: str, source: Source) -> None:
    around = "<h1>Kop</h1>{}<p>Tekst</p>"
    for form in ("<p><a href=/>{}</a></p>", "<ul><li><a href=/>{}</a></li><li><a href=/>Twitter</a></li></ul>"):
        assert lines(around.format(form.format(link)), source) == ["Kop", "Tekst"]
    assert lines(around.format(f"<ul><li>{link}</li></ul>"), source) == ["Kop", f"- {link}", "Tekst"]


@pytest.mark.parametrize("line", ["Zwolle expand_more", "keyboard_arrow_down Zwolle"])
def test_the_name_of_an_icon_is_no_part_of_a_title(line: str, source: Source) -> None:
    mail = "Mail jan_de_boer@ommen.nl of piet_de_boer@ommen.nl"
    other = line.replace("Zwolle", "Ommen")
    assert lines(f"{line}\n{other}\n{mail}".encode(), source) == ["Zwolle", "Ommen", mail]


def test_a_word_that_only_looks_like_the_name_of_an_icon_stays(source: Source) -> None:
    assert lines(b"Een plan_b\nNog een plan_c", source) == ["Een plan_b", "Nog een plan_c"]


def test_a_number_with_its_country_is_no_item(source: Source) -> None:
    assert lines(b"+ 31 182 588 210\n+ 31 182 588 211", source) == ["+ 31 182 588 210", "+ 31 182 588 211"]
