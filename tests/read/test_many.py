"""What a page is made of, and how much of it there is: more and shorter lines than any page has are refused."""

import pytest

from pipeline.definition.source import Source
from pipeline.read.html.printed import printed_text
from pipeline.read.limits import MOST_ATTRIBUTES, MOST_BADGES, MOST_COLUMNS, MOST_OPTIONS, WIDEST_SHEET
from pipeline.read.page import read_page
from pipeline.records import Refusal
from tests.read.reading import lines

ROWS = (("th", ("Gemeente", "Project")), ("td", ("Zwolle", "Samen sterk")))


@pytest.mark.parametrize(
    ("data", "what"), [(b"Project: een\n" * 40_000, "lines"), (b"<!DOCTYPE html>" + b"<p>a" * 40_000, "elements")]
)
def test_a_page_of_more_and_shorter_pieces_than_any_is_refused(data: bytes, what: str, source: Source) -> None:
    with pytest.raises(Refusal, match=rf"has [34]\d,\d\d\d {what}, one for each (?:4|13) bytes"):
        read_page(data, source)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"a\n" * 50_000, "50,000 ends of lines"),
        (b"<!DOCTYPE html><pre>a" + b"\na" * 40_000, "40,000 lines"),
        (b"Zwolle " * 300_000, "a line of 2,099,999 characters"),
        (b"<!DOCTYPE html><p>" + b"Zwolle " * 300_000, "a line of 2,099,999 characters"),
    ],
)
def test_so_is_one_of_lines_that_nobody_reads(data: bytes, what: str, source: Source) -> None:
    with pytest.raises(Refusal, match=f"It has {what}"):
        read_page(data, source)


def test_blank_lines_of_preformatted_text_are_none(source: Source) -> None:
    assert lines("<pre>een" + "\n \r\n" * 40_000 + "twee</pre>", source) == ["een", "twee"]


def test_very_much_text_beside_cells_is_refused(source: Source) -> None:
    row = "Tekst van de gemeente<tr><td>cel</td></tr>"
    assert len(lines(f"<table>{row * 100}</table>", source)) == 101  # the texts are before the table, as one
    assert len(lines(f"<table><tr><td>cel{'<br>Een tekst van de gemeente, die lang is' * 4_000}", source)) == 4_001
    assert len(lines(f"<table><tr><td>cel</tr>{'<br>Een tekst van de gemeente, die lang is' * 4_000}", source)) == 4_001
    with pytest.raises(Refusal, match="texts between the rows of its tables"):
        read_page(f"<!DOCTYPE html><table>{row * 4_000}</table>".encode(), source)


def test_as_many_that_are_longer_are_read(source: Source) -> None:
    assert len(read_page(b"Project: een van de langere lijst van projecten\n" * 40_000, source).lines) == 40_000
    assert lines("<p>" + "a < b " * 40_000, source) == [("a < b " * 40_000).strip()]


@pytest.mark.parametrize("times", [1, MOST_COLUMNS])
def test_a_row_of_more_cells_than_any_table_has_is_no_header_row(times: int, source: Source) -> None:
    head, row = ("".join(f"<{tag}>{text}</{tag}>" * times for text in texts) for tag, texts in ROWS)
    found = lines(f"<table><tr>{head}</tr><tr>{row}</tr></table>", source)
    assert ("Gemeente: Zwolle" in found) == (times == 1)
    text = "\n".join("\t".join([*texts] * times) for _, texts in ROWS).encode()
    assert ("Gemeente: Zwolle" in lines(text, source)) == (times == 1)


def test_of_very_many_attributes_the_first_are_read(source: Source) -> None:
    many = " ".join(f'a{n}=">"' for n in range(2 * MOST_ATTRIBUTES))
    assert lines(f"<p hidden {many}>Een</p><p {many} hidden>Twee</p>", source) == ["Twee"]
    picture = f'<img src="data:image/png,{"a =/" * MOST_ATTRIBUTES}" alt="naam@zwolle.nl">'
    assert lines(f"<p>Een</p><p>{picture}</p>", source) == ["Een", "naam@zwolle.nl"]
    assert lines(f'<p>Een</p><iframe srcdoc="<p {" ".join(map(str, range(2000)))}>"></iframe>', source) == ["Een"]


def test_what_looks_like_a_tag_in_a_script_takes_nothing_with_it(source: Source) -> None:
    html = f"<script>if(i<n){{{'a b ' * 2000}}}</script><style><x {'a b ' * 2000}</style><p>Zwolle</p>"
    assert lines(html, source) == ["Zwolle"]


def test_attributes_that_would_be_on_very_many_elements_are_refused(source: Source) -> None:
    bold = f"<b {' '.join(f'a{n}' for n in range(MOST_ATTRIBUTES - 1))}>"
    with pytest.raises(Refusal, match="elements that browsers begin again"):
        read_page(f"<!DOCTYPE html></i><p>{bold}{'<p>Tekst' * 2_000}".encode(), source)
    assert len(lines(f"</i><p>{bold}{'<p>Tekst' * 50}", source)) == 50


def test_of_very_many_tags_that_begin_the_page_the_first_has_its_attributes(source: Source) -> None:
    tags = "".join(f"<body a{n}>" for n in range(2 * MOST_ATTRIBUTES))
    assert lines(f"</i><p>Een{tags}<body hidden><p>Twee", source) == ["Een", "Twee"]


def test_very_many_options_beside_a_fault_are_no_text(source: Source) -> None:
    options = "<option>Zwolle" * (MOST_OPTIONS + 1)
    assert lines(f"</i><p>Een<select>{options}</select><p>Twee", source) == ["Een", "Twee"]


def test_more_badges_than_any_title_has_are_words(source: Source) -> None:
    badge = '<span class="badge">Loopt</span>'
    assert lines(f"<h3>Samen sterk in alle wijken {badge}</h3>", source) == ["Samen sterk in alle wijken", "Loopt"]
    assert len(lines(f"<h3>Samen sterk in alle wijken {badge * (MOST_BADGES + 1)}</h3>", source)) == 1


def test_a_long_title_that_is_of_very_many_panels_is_refused(source: Source) -> None:
    panels = '<div role="region" aria-labelledby="t">Een</div>'
    title = f'<h3 id="t">{"Zwolle " * 1_000}</h3>'
    with pytest.raises(Refusal, match="one title is that of so many panels"):
        read_page(f"<!DOCTYPE html>{title}{panels * 100}".encode(), source)


def test_a_text_above_a_column_is_not_said_again_in_each_row(source: Source) -> None:
    head = "Wat er in het afgelopen jaar is gedaan " * 10
    table = f"<table><tr><th>Project<th>{head}</tr>{'<tr><td>Samen<td>Veel</tr>' * 2}</table>"
    assert lines(table, source) == ["Samen", "Veel"] * 2


def test_what_is_far_to_the_right_on_paper_is_as_far_in_as_a_sheet_is_wide() -> None:
    places = [f'<p style="position:absolute;top:{n}px;left:{n % 2 * 999999}px">Tekst</p>' for n in range(50)]
    text = printed_text("".join(places).encode())
    assert text is not None
    assert max(map(len, text.split("\n"))) == WIDEST_SHEET + len("Tekst")


@pytest.mark.parametrize("form", ["# Een\n# Twee\n# Drie\n[Jan]({})\n", '<!DOCTYPE html><p><a href="{}">Jan</a></p>'])
def test_a_link_past_very_many_services_is_read(form: str, source: Source) -> None:
    target = "https://a.safelinks.protection.outlook.com/?url=" * 2_000
    assert lines(form.format(target).encode(), source)[-1] == "Jan"


def test_links_that_accents_follow_hide_none_after_them(source: Source) -> None:
    page = read_page('<p><a href="een">cafe</a>\u0301 <a href="twee">twee</a></p>'.encode(), source, "text/html")
    assert [link.text for link in page.links if link.start < link.end] == ["twee"]
