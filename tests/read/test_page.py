"""Bytes to lines: whatever the encoding and the line ends, the same text comes out."""

import textwrap
import unicodedata
from email import policy
from email.message import EmailMessage, MIMEPart
from hashlib import sha256

import pytest

from pipeline.definition.source import Source
from pipeline.read.page import read_page
from pipeline.read.unpacking import holds_html
from pipeline.records import Kind, Page, Refusal
from tests.pages.markups import MARKUPS
from tests.read.reading import lines

SENTENCE = "De coördinator’s “aanpak” – €5 – is klaar."


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32"])
def test_a_text_is_read_in_any_encoding(encoding: str, source: Source) -> None:
    if encoding == "utf-16-le":
        assert lines(b"\xff\xfe" + SENTENCE.encode(encoding), source) == [SENTENCE]
    else:
        assert lines(SENTENCE.encode(encoding), source) == [SENTENCE]


@pytest.mark.parametrize(
    "head",
    ['<meta charset="windows-1252">', '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', ""],
)
def test_html_is_read_in_the_encoding_that_it_declares_or_shows(head: str, source: Source) -> None:
    data = f"<!DOCTYPE html><html><head>{head}</head><body><p>{SENTENCE}</p></body></html>".encode("cp1252")
    assert lines(data, source) == [SENTENCE]


def test_the_header_of_the_response_counts_where_the_page_declares_nothing(source: Source) -> None:
    data = "<!DOCTYPE html><body><p>Łódź ą</p></body>".encode("iso-8859-2")
    assert read_page(data, source, "text/html", "iso-8859-2").lines[0].text == "Łódź ą"


def test_valid_utf_8_is_utf_8_whatever_is_declared(source: Source) -> None:
    data = f'<!DOCTYPE html><head><meta charset="iso-8859-1"></head><body><p>{SENTENCE}</p></body>'.encode()
    assert lines(data, source) == [SENTENCE]
    assert read_page(data, source, "text/html", "iso-8859-1").encoding == "utf-8"


@pytest.mark.parametrize("page", ["{}", "<!DOCTYPE html><p>{}</p>"])
@pytest.mark.parametrize(
    ("text", "taken_for"), [("De coördinator’s “aanpak – €5 – is klaar.", "cp1252"), (SENTENCE, "latin-1")]
)
def test_a_page_that_was_encoded_twice_is_read_as_it_was(page: str, text: str, taken_for: str, source: Source) -> None:
    read = read_page(page.format(text).encode().decode(taken_for).encode(), source)
    assert ([line.text for line in read.lines], read.encoding) == ([text], "utf-8 twice")


def test_letters_that_mean_themselves_are_not_taken_for_a_page_that_was_encoded_twice(source: Source) -> None:
    assert lines(f"{SENTENCE} Ã«".encode(), source) == [f"{SENTENCE} Ã«"]


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe\x00\xd8", bytes(range(256)), b"\x00" * 99]
)
def test_what_is_no_text_is_refused(data: bytes, source: Source) -> None:
    with pytest.raises(Refusal, match=r"[Ss]ave"):
        read_page(data, source)


def test_html_is_known_by_its_content_not_by_its_name(source: Source) -> None:
    assert read_page(b"<!DOCTYPE html><p>een</p>", source, "text/plain").media_type == "text/html"
    assert read_page(b"een < twee en <script> is tekst", source, "text/html").media_type == "text/plain"


def warnings(page: Page) -> list[tuple[str, str, str]]:
    return [(each.check, each.expected, each.found) for each in page.remarks if each.level == "warning"]


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        (b" en caf\xe9s", " en cafés"),  # pasted from a page in Windows-1252
        (b" en \x93zo\x94", " en “zo”"),
        ("é".encode()[:1], ""),  # cut off within a character
        ("…".encode()[:2], ""),
        (b" en \xffzo", " en zo"),  # left over from a mark
        (b" en z\0o", " en zo"),
    ],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("html", ["{}", "<!DOCTYPE html><meta charset=utf-8><p>{}"])
def test_utf_8_with_a_damaged_piece_is_utf_8_and_told(
    damaged: bytes, text: str, mark: bytes, html: str, source: Source
) -> None:
    page = read_page(mark + html.format(SENTENCE).encode() + damaged, source, None, "utf-8")
    assert (page.lines[0].text, page.encoding) == (SENTENCE + text, "utf-8")
    ((check, expected, found),) = warnings(page)
    assert (check, expected) == ("encoding", "utf-8 throughout")
    assert found.startswith("1 " if damaged.count(b"\x93") == 0 else "2 ")


def test_the_saved_page_cut_off_within_a_character_is_the_same_up_to_there(page: bytes, source: Source) -> None:
    at = page.rindex("ë".encode())
    cut, whole = read_page(page[: at + 1], source), read_page(page, source)
    assert whole.text.startswith(cut.text.rstrip("\n"))
    assert [check for check, _, _ in warnings(cut)] == ["encoding"]


@pytest.mark.parametrize("other", [b"", "ë".encode(), b" \x81"])
def test_what_is_hardly_utf_8_is_windows_1252(other: bytes, source: Source) -> None:
    page = read_page(SENTENCE.encode("cp1252") + other, source)
    assert page.encoding == "windows-1252"
    assert page.text.startswith(SENTENCE)
    assert bool(warnings(page)) == (b"\x81" in other)


def test_a_charset_that_does_not_exist_does_not_stop_the_reading(source: Source) -> None:
    data = f'<!DOCTYPE html><meta charset="rot13"><p>{SENTENCE}'.encode("cp1252")
    assert read_page(data, source, None, "a\0b").lines[0].text == SENTENCE


# Web archives of one file


def mhtml(html: str, encoding: str, charset: str = "utf-8", end: str = "\r\n") -> bytes:
    """A page as a browser saves it with its pictures, its styles and its frames."""
    page = MIMEPart()
    page.set_content(html, subtype="html", charset=charset, cte=encoding)
    frame, style = MIMEPart(), MIMEPart()
    frame.set_content("<p>Project: fout</p>", subtype="html")
    style.set_content("p { color: red }", subtype="css")
    archive = EmailMessage()
    archive["From"] = "<Saved by Blink>"
    archive["Snapshot-Content-Location"] = "https://example.nl/"
    archive["Subject"] = "=?utf-8?Q?Gemeenten=20met=20vernieuwende=20aanpak?="
    archive["MIME-Version"] = "1.0"
    archive.make_related()
    for part in (page, style, frame):
        archive.attach(part)
    return archive.as_bytes(policy=policy.default.clone(linesep=end))


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_web_archive_is_the_page_that_it_holds(encoding: str, charset: str, end: str, source: Source) -> None:
    html = MARKUPS["accordion"]().decode().replace('<meta charset="utf-8">', "")
    data = mhtml(html, encoding, charset, end)
    archived, page = read_page(data, source), read_page(html.encode(), source)
    assert archived.lines == page.lines
    assert (archived.media_type, archived.sha256) == ("text/html", sha256(data).hexdigest())
    assert holds_html(data)


def test_a_web_archive_of_one_part_is_read(source: Source) -> None:
    message = "MIME-Version: 1.0\nContent-Type: text/html; charset=iso-8859-1\n\n<p>Zoë"
    assert lines(message.encode("cp1252"), source) == ["Zoë"]


@pytest.mark.parametrize("parts", [["text/css"], [], ["multipart/mixed; boundary=x"] * 2_000])
def test_a_web_archive_without_a_page_is_refused(parts: list[str], source: Source) -> None:
    header = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
    with pytest.raises(Refusal, match="mhtml"):
        read_page((header + "".join(f"--x\nContent-Type: {part}\n\n" for part in parts)).encode(), source)


def test_a_text_that_speaks_of_messages_is_a_text(source: Source) -> None:
    text = "Een\n\nMIME-Version: 1.0\nContent-Type: text/html"
    assert lines(text.encode(), source) == ["Een", "MIME-Version: 1.0", "Content-Type: text/html"]


# Texts


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", " \t\n", "\u2028", "\x0c"])
def test_lines_end_in_any_way(end: str, source: Source) -> None:
    assert lines(end.join(["Een", "Twee", "Drie"]).encode(), source) == ["Een", "Twee", "Drie"]


def test_a_quoted_message_is_read_without_its_signs(source: Source) -> None:
    assert lines(b"Jan schreef:\n> Een\n>\n> > - Twee\n>3 > 2", source) == ["Jan schreef:", "Een", "- Twee", "3 > 2"]


@pytest.mark.parametrize(
    "text",
    [
        'Gemeente;Project;Omschrijving;Contact\nOmmen;A;"Een\n- Twee";Jan Jansen\n',
        "## Kop\n\n| Gemeente | Project | Omschrijving | Contact |\n|--|:--|--|--|\n"
        "| Ommen | **A** | Een<br>- Twee | Jan Jansen |",
        "Kop\n\nGemeente\tProject\tOmschrijving\tContact\nOmmen\tA\tEen\n\n- Twee\n\tJan Jansen",
    ],
)
def test_a_table_in_a_text_is_read_by_its_heads(text: str, source: Source) -> None:
    labelled = ["Gemeente: Ommen", "Project: A", "Omschrijving", "Een", "- Twee", "Contact: Jan Jansen"]
    assert lines(text.encode(), source)[-6:] == labelled


@pytest.mark.parametrize(
    "text",
    ["Gemeente, plaats", "Een\nGemeente, Project", "Project:\tA\nContact:\tB"],
)
def test_a_text_that_is_no_table_is_read_as_it_is(text: str, source: Source) -> None:
    assert lines(text.encode(), source) == [line.replace("\t", " ") for line in text.splitlines() if line]


def test_numbers_of_pages_are_left_out(source: Source) -> None:
    assert lines(b"Een\n\nPagina 1 van 2\n\fTwee\n2\n\f", source) == ["Een", "Twee"]
    assert lines(b"Een\n17\nTwee\n2021", source) == ["Een", "Twee", "2021"]


@pytest.mark.parametrize(("hyphen", "word"), [("-", "gemeente"), ("\u00ad", "gemeente"), ("", "ge meente")])
def test_words_that_were_cut_at_the_ends_of_lines_are_whole_again(hyphen: str, word: str, source: Source) -> None:
    text = (
        f"Veiligheids- en andere wijken zijn het doel van ge{hyphen}\nmeente en politie in het oosten van Twente.\n\n"
    )
    whole = f"Veiligheids- en andere wijken zijn het doel van {word} en politie in het oosten van Twente."
    assert lines((text * 40).encode(), source) == [whole] * 40


def test_a_hyphen_at_the_end_of_a_line_is_of_the_word_where_few_are_there(source: Source) -> None:
    plain = "De gemeente werkt met de politie aan veilige wijken\nen dorpen in het oosten van de provincie.\n\n" * 40
    few = "De gemeente werkt samen met de politie aan een AVG-\nproof werkwijze in het oosten van de provincie."
    assert lines((plain + few).encode(), source)[-1] == few.replace("\n", "")


def test_the_signs_of_markdown_are_no_text(source: Source) -> None:
    text = "# Een\n## Twee\n### Drie\n*Vier* en __vijf__ van a_b_c@x.nl\n+ Zes\n* Zeven * acht"
    read = ["Een", "Twee", "Drie", "Vier en vijf van a_b_c@x.nl", "- Zes", "- Zeven * acht"]
    assert lines(text.encode(), source) == read


@pytest.mark.parametrize("sign", ["*", "'''"])
def test_signs_around_a_whole_line_make_it_bold(sign: str, source: Source) -> None:
    others = [f"Een {sign}proef{sign} in Ommen.", f"{sign}a{sign} en {sign}b{sign}"]
    page = read_page("\n".join([f"{sign}Samen sterk{sign}", *others]).encode(), source)
    assert [line.text for line in page.lines] == ["Samen sterk", *others]
    assert [line.kind for line in page.lines] == [Kind.BOLD, Kind.PARAGRAPH, Kind.PARAGRAPH]


def test_escapes_of_markdown_are_the_signs_themselves(source: Source) -> None:
    text = "# Een\n## Twee\n### Drie\n1\\. Vier, 2\\. r\\_tak@x.nl \\*zo\\* \\[5\\] a\\\\b\\\n\\- Zes\n\\- Zeven"
    read = ["Een", "Twee", "Drie", "1. Vier, 2. r_tak@x.nl *zo* [5] a\\b", "- Zes", "- Zeven"]
    assert lines(text.encode(), source) == read


def test_a_link_of_markdown_gives_its_address(source: Source) -> None:
    safe = "https://eur01.safelinks.protection.outlook.com/?url=mailto%3Ajan%40x.nl&data=05"
    heads = "# Een\n## Twee\n### Drie\n"
    for target in ("mailto:jan@x.nl", "jan@x.nl", "mailto:jan@x.nl?subject=Vraag", safe):
        assert lines(f"{heads}[Jan]({target})".encode(), source)[-1] == "Jan <jan@x.nl>"


@pytest.mark.parametrize("width", [60, 72, 110, 120])
@pytest.mark.parametrize(
    "above", ["", f"https://www.ommen.nl/{'pagina/' * 20}\n\n", f"Bron: https://www.ommen.nl/{'a' * 130}\n\n"]
)
def test_a_wrapped_text_is_whole_again_at_any_width_whatever_is_above_it(
    above: str, width: int, source: Source
) -> None:
    paragraphs = [
        f"Alinea {n} gaat over bewoners en ondernemers. " + "Zij werken samen aan de wijk. " * 40 for n in range(12)
    ]
    text = above + "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert lines(text.encode(), source) == [*above.split("\n")[: bool(above)], *map(str.strip, paragraphs)]


def test_what_is_above_an_address_in_a_wrapped_text_is_no_sentence_that_goes_on(source: Source) -> None:
    paragraph = "Zij werken samen aan de wijk. " * 12
    block = "Ria Tak\nProjectleider\nr.tak@assen.nl"
    text = "\n\n".join([textwrap.fill(paragraph, 72), block] * 9)
    assert lines(text.encode(), source) == [paragraph.strip(), *block.split("\n")] * 9


@pytest.mark.parametrize(("gap", "is_told"), [("\n\n", False), ("\n", True)])
def test_paragraphs_that_may_run_on_are_told(gap: str, is_told: bool, source: Source) -> None:
    text = gap.join(textwrap.fill("Zij werken samen aan de wijk. " * n, 72) for n in range(10, 31))
    assert ("paragraphs_apart" in {remark.check for remark in read_page(text.encode(), source).remarks}) == is_told


def test_a_paragraph_right_after_a_list_that_is_further_in_is_no_sign_that_others_run_on(source: Source) -> None:
    paragraph = textwrap.fill("Zij werken samen aan de wijk. " * 20, 72)
    block = f"{paragraph}\n\n     * Een vast spreekuur.\nDe wijk telt mee.\n\n"
    for text, is_told in ((block * 9, False), (block.replace("     * Een", "Ook een") * 9, True)):
        assert ("paragraphs_apart" in {remark.check for remark in read_page(text.encode(), source).remarks}) == is_told


def test_hyphens_that_do_not_break_are_hyphens_and_icons_go(source: Source) -> None:
    assert lines("Sittard\u2011Geleen \ue0b0 noord\u2010zuid \U000f01ee 2019–2021".encode(), source) == [
        "Sittard-Geleen noord-zuid 2019–2021"
    ]


def test_white_space_is_one_space_and_invisible_characters_go(source: Source) -> None:
    text = "  Een\u00a0\t twee\u00adëntwintig\u200b  drie\ufeff\u202f4 "
    assert lines(text.encode(), source) == ["Een tweeëntwintig drie 4"]


STEERING = [
    *range(0x09),
    *range(0x0E, 0x20),
    *range(0x7F, 0xA0),
    0x61C,
    0x180E,
    *range(0x2066, 0x2070),
    0xFFF9,
    0xE0041,
]


@pytest.mark.parametrize("form", ["{}", "<!DOCTYPE html><p>{}</p>"], ids=["text", "HTML"])
def test_what_steers_a_terminal_or_turns_text_around_is_no_text(form: str, source: Source) -> None:
    """White space among it is between words, as U+0085 and U+001F."""
    for code in STEERING:
        line = " ".join(lines(form.format(f"Een pro{chr(code)}ject").encode(), source))
        assert line.replace("pro ject", "project") == "Een project", hex(code)


@pytest.mark.parametrize("tag", ["a", "button", "summary", "div"])
@pytest.mark.parametrize("control", ["\x01", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x85"])
def test_a_control_character_in_the_name_of_an_element_does_no_harm(control: str, tag: str, source: Source) -> None:
    inner = f'<{tag}{control} aria-controls="p1">Een</{tag}><div id="p1">Twee</div>'
    assert "Twee" in lines(f"<!DOCTYPE html><main>{inner}</main>".encode(), source)


@pytest.mark.parametrize("name", ["unicode_escape", "raw_unicode_escape", "utf-7", "idna", "punycode", "undefined"])
def test_an_encoding_in_which_no_page_is_is_not_used(name: str, source: Source) -> None:
    data = "Een \\ud800 caf\xe9 +2AA-".encode("latin-1")
    for head in (b"", f'<meta charset="{name}"><p>'.encode()):
        page = read_page(head + data, source, None, name)
        assert page.encoding == "windows-1252"
        assert page.text.encode()  # no halves of characters


def test_letters_are_composed(source: Source) -> None:
    assert lines(unicodedata.normalize("NFD", "coördinator Zoë").encode(), source) == ["coördinator Zoë"]


@pytest.mark.parametrize("marker", [*"-–•*·▪−➢➤⇒■✓✔❖○◆", "\uf0b7", "\uf0d8", "\uf0fc"])
def test_a_typed_marker_makes_an_item(marker: str, source: Source) -> None:
    for text in (f"{marker} Een ding", f"{marker}\tEen ding", f"{marker}\nEen ding", f"  {marker}   Een ding"):
        (line,) = read_page(text.encode(), source).lines
        assert (line.kind, line.text) == (Kind.ITEM, "- Een ding")


@pytest.mark.parametrize("line", ["o Een ding", "Ø Een ding", "•Een ding", "✓Een ding"])
def test_a_letter_of_a_symbol_font_and_a_bullet_without_blank_make_items(line: str, source: Source) -> None:
    assert lines(line.encode(), source) == ["- Een ding"]


def test_a_hyphen_within_a_line_is_no_marker(source: Source) -> None:
    assert lines(b"-negatief\n2 - 1\n--- drie", source) == ["-negatief", "2 - 1", "--- drie"]


def test_offsets_are_those_of_the_text(page: bytes, source: Source) -> None:
    read = read_page(page, source)
    assert all(read.text[line.start : line.end] == line.text for line in read.lines)
    assert read.text == "".join(line.text + "\n" for line in read.lines)


def test_the_page_knows_its_bytes(page: bytes, source: Source) -> None:
    read: Page = read_page(page, source)
    assert (read.media_type, read.encoding) == ("text/plain", "utf-8")
    assert read.sha256 == "7c887f1bb5acad717d8b184df5ffe0e3688d3792ef937d0ec04b1aa294ab5438"


def test_a_letter_with_very_many_marks_stays_composed(source: Source) -> None:
    (line,) = lines(("a" + "\u0301\u0323" * 2_000).encode(), source)
    assert unicodedata.is_normalized("NFC", line)
    assert line.count("\u0323") + line.count("\u0301") + 1 >= 4_000


def test_a_cell_that_was_copied_in_many_lines_is_whole(source: Source) -> None:
    rows = "Gemeente\tProject\tProjectleider\nOmmen\tSamen\nsterk\nin de wijk\tJan Jansen, j@ommen.nl\n"
    found = lines(rows.encode(), source)
    assert [line for line in found if line in {"sterk", "in de wijk"}] == ["sterk", "in de wijk"]


@pytest.mark.parametrize("sign", ["*Advertentie*", "[Advertentie]", "Advertentie:"])
def test_what_is_advertised_between_projects_is_furniture(sign: str, source: Source) -> None:
    text = f"## Een\n\n## Twee\n\n{sign} Kom naar het congres in Den Haag.\n\n## Drie\n\nAdvertentie in de krant.\n"
    found = [line.text for line in read_page(text.encode(), source).lines]
    assert found == ["Een", "Twee", "Drie", "Advertentie in de krant."]
