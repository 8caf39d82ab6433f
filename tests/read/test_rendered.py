"""Text that programs make of a page: of each real one a page, and each rule by itself."""

import re
import textwrap

import pytest

from pipeline.definition.source import Source
from pipeline.read.encoding import decode
from pipeline.read.page import read_page
from pipeline.records import Kind
from tests.datasets import failed, tables
from tests.pages.markups import saved_text
from tests.pages.rendered import HEADING, HTML, INTRODUCTION, PAGE, PROGRAMS, rendered
from tests.read.reading import lines
from tests.scoring import score

MERGED = {"pdftotext.txt", "pdftohtml.html"}
"""They do not say where a paragraph ends whose last line is full."""
SENTENCE = (
    "Zij werken samen met bewoners aan een wijk waarin ieder zich thuis voelt, en de gemeente hoort wat er speelt. "
)


@pytest.mark.parametrize("name", [name for name in PROGRAMS if name not in MERGED])
def test_what_a_program_made_of_a_page_gives_the_same_lines(name: str, source: Source) -> None:
    assert lines(rendered(name), source)[-len(lines(HTML.encode(), source)) + 1 :] == lines(HTML.encode(), source)[1:]


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_gives_the_same_entries_or_what_is_lost_is_told(name: str) -> None:
    counted, differences = score(PAGE, tables(rendered(name)))
    assert (counted.lost, counted.invented, counted.silent) == (0, 0, 0)
    assert {(one.field, one.is_told) for one in differences} <= ({("text", True)} if name in MERGED else set())


def test_a_copy_of_a_page_whose_panels_are_closed_is_refused() -> None:
    titles = [f"Project: {entry.title}" for entry in PAGE]
    assert failed(tables("\n\n".join([HEADING, INTRODUCTION, PAGE[0].theme, *titles]).encode()))


# Links with numbers


LISTED = "\n\nReferences\n\n   1. https://www.ommen.nl/\n   2. mailto:jan@ommen.nl\n   3. file:///home/page.html#a\n"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Zie [1]de site en [3]hier.", "Zie de site en hier."),
        ("Projectleider: [2]Jan Jansen, en [1]anderen", "Projectleider: Jan Jansen <jan@ommen.nl>, en anderen"),
        ("[1]Mail [2]jan@ommen.nl", "Mail jan@ommen.nl"),
        ("[1]Een bron uit [2018], en [4], [2]x", "Een bron uit [2018], en [4], x <jan@ommen.nl>"),
    ],
)
@pytest.mark.parametrize("form", [LISTED, LISTED.replace("References", "References\n\n   Visible links")])
def test_numbers_of_links_and_their_list_are_no_text(text: str, read: str, form: str, source: Source) -> None:
    assert lines((text + form).encode(), source) == [read]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zie de site[3], [1]de site of de site.", [(None, "de site of", "https://www.ommen.nl/")]),
        ("Kop met [1]meer[3]\n==================", [(None, "meer", "https://www.ommen.nl/")]),
        (" * [1]Meer\n * Hier [2]Jan Jansen, en zo", [
            (None, "Meer", "https://www.ommen.nl/"), (None, "Jan Jansen <", "mailto:jan@ommen.nl")
        ]),
        ("[1]www.ommen.nl, [2]jan@ommen.nl.", [
            ("www.ommen.nl", "www.", "https://www.ommen.nl/"), ("jan@ommen.nl", "jan@", "mailto:jan@ommen.nl")
        ]),
        ("[3]Hier is [4]niets, dat [2]", [(None, "", "mailto:jan@ommen.nl")]),
    ],
)  # fmt: skip
def test_a_link_with_a_number_is_where_its_words_begin(
    text: str, found: list[tuple[str | None, str, str]], source: Source
) -> None:
    page = read_page((text + LISTED).encode(), source)
    assert [(link.text, link.url) for link in page.links] == [(words, url) for words, _, url in found]
    assert all(page.text.startswith(begin, link.start) for link, (_, begin, _) in zip(page.links, found, strict=True))
    assert any(remark.check == "left_out" and "furniture 7" in str(remark.detail) for remark in page.remarks)


def test_only_the_last_list_of_a_text_is_that_of_its_links(source: Source) -> None:
    text = f"Websites:\n1. https://www.zwolle.nl\nZie [1]daar[3].{LISTED}Einde."
    assert lines(text.encode(), source) == ["Websites:", "- 1. https://www.zwolle.nl", "Zie daar.", "Einde."]


def test_a_list_to_which_nothing_refers_is_text(source: Source) -> None:
    text = "Websites:\n1. https://www.ommen.nl\n2. https://www.zwolle.nl"
    assert lines(text.encode(), source) == ["Websites:", "- 1. https://www.ommen.nl", "- 2. https://www.zwolle.nl"]


# Headings


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kop\n===\n\nTekst", [Kind.HEADING, Kind.PARAGRAPH]),
        ("=====\nTitel\n=====\n\nKop\n---\nTekst", [Kind.HEADING, Kind.HEADING, Kind.PARAGRAPH]),
        ("Tekst\n--------------\nTekst", [Kind.PARAGRAPH] * 2),
        ("Regel\nTekst\n-----\nTekst", [Kind.PARAGRAPH] * 3),
        ("Projectleider: Jan\n------------------", [Kind.PARAGRAPH]),
        ("Kop\n===\n\n\ue100 Bel ons", [Kind.HEADING, Kind.PARAGRAPH]),
    ],
)
def test_a_line_of_signs_makes_a_heading_of_what_is_as_long(text: str, kinds: list[Kind], source: Source) -> None:
    read = read_page(text.encode(), source).lines
    assert [line.kind for line in read] == kinds
    assert not any(set(line.text) <= set("=-") for line in read)


# Wrapped lines


def test_a_blank_after_a_stroke_is_told_where_it_may_be_of_the_width(source: Source) -> None:
    """Nothing in such a text says whether the program breaks lines within a word."""
    above = "\n\n".join(textwrap.fill(SENTENCE * 9, 55) for _ in range(12))
    last = "Daar komt voor ieder een informatie- en adviespunt/\nloket met ruimte voor inwoners."
    page = read_page(f"{above}\n\n{last}".encode(), source)
    assert page.lines[-1].text.replace("/ ", "/") == last.replace("\n", "")
    told = next(remark for remark in page.remarks if remark.check == "blanks_certain")
    assert told.detail is not None
    assert told.detail.startswith(f"line {len(page.lines)}:")


def test_items_that_are_parted_by_semicolons_are_items(source: Source) -> None:
    text = "Er komt:\neen training;\neen leidraad;\neen bijeenkomst.\nDaarna:\nniets"
    read = ["Er komt:", "- een training;", "- een leidraad;", "- een bijeenkomst.", "Daarna:", "niets"]
    assert lines(text.encode(), source) == read


@pytest.mark.parametrize("inset", ["\t", "    "])
def test_items_that_are_further_in_are_items_up_to_the_next_line_that_is_not(inset: str, source: Source) -> None:
    text = f"Een plan.\nEr komt:\n{inset}een training.\n{inset}een leidraad;\nDaarna volgt de raad."
    read = ["Een plan.", "Er komt:", "- een training.", "- een leidraad;", "Daarna volgt de raad."]
    assert lines(text.encode(), source) == read


@pytest.mark.parametrize("signs", [("1.", "2."), ("1)", "2)"), ("(1)", "(2)"), ("a)\t", "b)\t")])
def test_numbered_items_are_items_with_their_numbers(signs: tuple[str, str], source: Source) -> None:
    text = f"Er komt:\n{signs[0]} een training.\n{signs[1]} een leidraad;\nDaarna volgt de raad."
    items = [f"- {signs[0].strip()} een training.", f"- {signs[1].strip()} een leidraad;"]
    assert lines(text.encode(), source) == ["Er komt:", *items, "Daarna volgt de raad."]


def test_what_is_further_in_below_a_label_is_no_item(source: Source) -> None:
    assert lines(b"Een.\nTwee.\nProjectleider:\n    Jan Jansen", source)[2:] == ["Projectleider:", "Jan Jansen"]


@pytest.mark.parametrize("sign", ["- ", "• ", "» ", "-", "\uf0b7\t"])
def test_nothing_is_added_to_a_list_that_has_its_markers(sign: str, source: Source) -> None:
    text = f"Het gaat om:\n{sign}een scan;\n{sign}een plan;\nDaarna volgt de raad.\n"
    assert lines(text.encode(), source) == ["Het gaat om:", "- een scan;", "- een plan;", "Daarna volgt de raad."]


def test_escaped_markers_of_markdown_are_markers(source: Source) -> None:
    text = "# Een\n\n# Twee\n\n# Drie\n\nHet gaat om:\n\\* een scan;\n\\* een plan;"
    assert lines(text.encode(), source)[3:] == ["Het gaat om:", "- een scan;", "- een plan;"]


# Printed pages


@pytest.mark.parametrize("pages", [3, 12])
@pytest.mark.parametrize("place", ["above", "below", "both below"])
def test_heads_of_printed_pages_are_no_text(pages: int, place: str, source: Source) -> None:
    sheets = []
    for n in range(1, pages + 1):
        head, foot = "29-11-26 04:32    Gemeenten", f"https://www.ommen.nl/projecten    {n}/{pages}"
        body = f"Alinea {'een' * n} begint hier."
        order = {"above": (head, body, ""), "below": (body, foot, str(n)), "both below": (body, head, foot)}[place]
        sheets.append("\n".join(order))
    page = read_page("\f".join(sheets).encode(), source)
    assert [line.text for line in page.lines] == [f"Alinea {'een' * n} begint hier." for n in range(1, pages + 1)]
    assert any("heads of printed pages" in (remark.detail or "") for remark in page.remarks)


def test_what_two_pages_begin_with_is_text(source: Source) -> None:
    assert lines(b"Doel\nEen\fDoel\nTwee", source) == ["Doel", "Een", "Doel", "Twee"]


PRINTED = rendered("pdftotext.txt").decode() + "\n\n"
FULL = "Zij maken daarin samen met de ondernemers uit de buurt en met de scholen een"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (f"{FULL} maat\u00ad\u2010\nschappelijke norm.", f"{FULL} maatschappelijke norm."),
        (f"{FULL} goed\n\nbegin.", f"{FULL} goed begin."),
        ("Zij doen mee\n\nja", "ja"),
        (f"{FULL}\n\nBegin", "Begin"),
    ],
)
def test_a_line_of_print_goes_on_where_its_sentence_does(text: str, last: str, source: Source) -> None:
    assert lines((PRINTED + text).encode(), source)[-1] == last


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Er komen:\nEen training.\nEen leidraad.", ["Er komen:"]),
        ("Er komen:\n• Een training.\n• Een leidraad.", []),
        ("Zo gaat het\n\n     Een training.\n\n     Een leidraad.\n\nEinde.", ["Een training.", "Een leidraad."]),
        ("Zo gaat het:\nProjectleider: Jan Jansen, jan@ommen.nl", []),
    ],
)
def test_lists_of_print_that_may_lack_their_markers_are_told(text: str, told: list[str], source: Source) -> None:
    page = read_page((PRINTED + text).encode(), source)
    details = [str(remark.detail) for remark in page.remarks if remark.check == "items_marked"]
    assert [page.lines[int(n) - 1].text for n in re.findall(r"line (\d+)", "".join(details))] == told


def test_ligatures_are_letters(source: Source) -> None:
    assert lines("een ﬁnanciële aﬂoop".encode(), source) == ["een financiële afloop"]


# Markdown of programs


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("<div class=\"a\">\nEen\n</div>", "Een"),
        ("::: {.a}\nEen\n:::", "Een"),
        ("Jan, <jan@ommen.nl>", "Jan, jan@ommen.nl"),
        ('Jan, [jan@ommen.nl](mailto:jan@ommen.nl "mailto:jan@ommen.nl")', "Jan, jan@ommen.nl"),
        ("Zie [de site][1].\n\n[1]: https://www.ommen.nl/", "Zie de site."),
        ("[Een]{.underline} twee", "Een twee"),
        ("De gemeente \\'s-Hertogenbosch --- thema's en \"zo\"...", "De gemeente 's-Hertogenbosch — thema’s en “zo”…"),
        ("Niets < 3 > dan tekst", "Niets < 3 > dan tekst"),
        ("Een \ue02aicoon, 1\\. twee", "Een icoon, 1. twee"),
        ("<kbd>Een</kbd> <naam> twee", "Een <naam> twee"),
        ("> “Een”, zegt *Jan*.", "“Een”, zegt Jan."),
        ("  >> Een", "Een"),
        ("<a\n  href=\"een\"\n  >Een</a>", "Een"),
        ("Een \\> twee > drie", "Een > twee > drie"),
        ("[Een]{#a .b lang=nl title=\"Twee drie\"} vier {.c}", "Een vier"),
        (":::: Definition\nEen\n::::", "Een"),
        ("```{.python}\nEen\n```", "Een"),
        ("<details open class=a id='b' hidden=c>Een</details>", "Een"),
        ("Zie [a][], [b][] en [c].\n\n[a]: #een\n[b]: ../twee\n[c]: drie.pdf \"Drie\"", "Zie a, b en c."),
    ],
)  # fmt: skip
def test_what_programs_put_into_markdown_is_no_text(line: str, read: str, source: Source) -> None:
    text = f"# Kop {{#kop .a}}\n\n## Twee\n\n### Drie\n\n{line}\n"
    assert lines(text.encode(), source) == ["Kop", "Twee", "Drie", read]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("```Samen``` sterk in Ommen", "Samen sterk in Ommen"),
        ("::: Projectleider: Jan Jansen, jan@ommen.nl", "Projectleider: Jan Jansen, jan@ommen.nl"),
        ("Dit is {.belangrijk Jan Jansen jan@ommen.nl} tekst", "Dit is {.belangrijk Jan Jansen jan@ommen.nl} tekst"),
        ("Zie (bijlage){Jan Jansen} en [bijlage]{Jan}", "Zie (bijlage){Jan Jansen} en [bijlage]{Jan}"),
        ("[Projectleider]: jan@ommen.nl", "[Projectleider]: jan@ommen.nl"),
        ("[Projectleider]: Jan", "[Projectleider]: Jan"),
        ("<label Projectleider: Jan, jan@ommen.nl>", "<label Projectleider: Jan, jan@ommen.nl>"),
        ("<b Projectleider Jan>", "<b Projectleider Jan>"),
    ],
)
def test_what_is_no_sign_of_markdown_is_text(line: str, read: str, source: Source) -> None:
    assert lines(f"# Kop\n\n## Twee\n\n### Drie\n\n{line}\n".encode(), source)[3:] == [read]


def test_names_of_boxes_and_addresses_that_no_words_lead_to_are_counted(source: Source) -> None:
    text = "# Kop\n\n## Twee\n\n### Drie\n\n::: Vier\nZie [a].\n:::\n\n[a]: mailto:jan@ommen.nl\n[a]: /een\n"
    page = read_page(text.encode(), source)
    assert page.lines[-1].text == "Zie a."
    told = [(remark.check, remark.detail) for remark in page.remarks]
    assert told == [("left_out", "furniture 3"), ("left_out_like", "furniture (address) 2")]


def test_boxes_in_markdown_are_apart(source: Source) -> None:
    text = "# Kop\n\n## Twee\n\n### Drie\n\nEen:<table><tr><td>twee</td><td>drie</td></tr></table>\n"
    assert lines(text.encode(), source)[3:] == ["Een:", "twee", "drie"]


# Old Macintoshes


@pytest.mark.parametrize("text", [saved_text(), "Een café", "’s-Hertogenbosch – één", "Zoë", "“Zo” en zo", "CAFÉ"])
@pytest.mark.parametrize("encoding", ["mac-roman", "windows-1252"])
def test_text_of_old_macintoshes_is_told_by_its_words(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)
