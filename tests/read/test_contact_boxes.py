"""A contact beside or below its project is content, whatever element it is in; that of the site is none."""

import pytest

from pipeline.definition.source import Source
from pipeline.read.page import read_page
from tests.read.reading import lines

TEXT = "Wij werken samen met bewoners, winkeliers en scholen aan een wijk waar iedereen zich veilig voelt."
LABELLED = "<p>Projectleider: Jan de Boer, j.deboer@ommen.nl</p>"
UNKNOWN = "Aanspreekpunt<br>Jan de Boer<br>Adviseur<br><a href='mailto:j.deboer@ommen.nl'>j.deboer@ommen.nl</a>"
ASIDE, FOOTER = "<aside>{}</aside>", "<footer>{}</footer>"

# Of one project.
AROUND = [
    "<h3>Titel</h3><p>{text}</p>{box}",
    "<div><h3>Titel</h3><p>{text}</p>{box}</div>",
    "<div class=row>{box}<div class=col><h3>Titel</h3><p>{text}</p></div></div>",
    "<details><summary>Zwolle</summary>{box}<p>{text}</p></details>",
    "<article><h3>Titel</h3><p>{text}</p><footer>{box}</footer></article>",
    "<article><h3>Titel</h3><p>{text}</p><div class=extra>{box}</div></article>",
    "<ul><li><h3>Titel</h3><p>{text}</p>{box}</li></ul>",
]


def page(around: str, box: str, times: int = 4) -> str:
    return "<h1>Kop</h1>" + around.format(text=TEXT, box=box) * times


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("contact", [LABELLED, UNKNOWN])
@pytest.mark.parametrize(
    "box", [ASIDE, FOOTER, "<aside role=complementary>{}</aside>", "<aside class=sidebar>{}</aside>"]
)
def test_a_contact_beside_or_below_each_project_is_read(around: str, contact: str, box: str, source: Source) -> None:
    found = lines(page(around, box.format(contact)), source)
    assert sum("j.deboer@ommen.nl" in line for line in found) == 4


@pytest.mark.parametrize(
    "site",
    [
        ASIDE.format(LABELLED),
        "<div class=rechts>" + ASIDE.format(LABELLED) * 4 + "</div>",
        "<div id=sidebar>" + ASIDE.format(LABELLED) + "<p>Nieuws</p>" + ASIDE.format(LABELLED) + "</div>",
        FOOTER.format(UNKNOWN),
    ],
)
@pytest.mark.parametrize("box", ["<p>{}</p>", ASIDE])
def test_a_contact_in_a_column_or_at_the_foot_of_a_site_is_not(site: str, box: str, source: Source) -> None:
    projects = page(AROUND[1], box.format("Contact: Els Bakker, e.bakker@zwolle.nl"))
    for found in (lines(projects + site, source), lines(f"<main>{projects}</main>{site}", source)):
        assert sum("e.bakker@zwolle.nl" in line for line in found) == 4
        assert not any("j.deboer@ommen.nl" in line for line in found)


def test_what_is_beside_each_project_and_names_nobody_is_not_read(source: Source) -> None:
    found = lines(page(AROUND[1], ASIDE.format("<p>Lees ook: nieuws over veiligheid</p>")), source)
    assert found == ["Kop", *["Titel", TEXT] * 4]


# Texts in boxes that are marked as none of the page

CALL_OUT = "<p>De proef wordt met een jaar verlengd.</p>"
CONTACT = "<p>Contact: Els Bakker, e.bakker@zwolle.nl</p>"
AMID = f"<h3>Titel</h3><p>{TEXT}</p>{{box}}{CONTACT}"


@pytest.mark.parametrize(
    "box",
    [
        ASIDE, FOOTER, "<dialog open>{}</dialog>", "<figure><figcaption>{}</figcaption></figure>",
        "<div class=sidebar>{}</div>", "<div class=col><aside>{}</aside></div>", "<div role=complementary>{}</div>",
        "<div role=dialog>{}</div>",
    ],
)  # fmt: skip
def test_a_text_amid_a_project_is_read_whatever_box_it_is_in(box: str, source: Source) -> None:
    flat = AMID.format(box=box.format(CALL_OUT)) + AMID.format(box="")
    within = flat.replace("<h3>", "</div><div><h3>")
    in_bold = flat.replace("<h3>Titel</h3>", "<p><b>Titel</b></p>")
    last = f"<article><h3>Titel</h3><p>{TEXT}</p>{CONTACT}{box.format(CALL_OUT)}</article>" * 2
    for html, times in ((flat, 1), (within, 1), (in_bold, 1), (last, 2)):
        assert sum(line == "De proef wordt met een jaar verlengd." for line in lines(html, source)) == times


@pytest.mark.parametrize(
    "box",
    [
        ASIDE.format("<p>Deel dit project!</p><a href=/x>Facebook</a>"),
        ASIDE.format("<p>Lees ook onze andere artikelen:</p><ul><li><a href=/x>Zo houden wij het veilig.</a></ul>"),
        ASIDE.format("<h4>Congres</h4><p>Het congres is in het najaar in Zwolle.</p><a href=/x>Meld u aan</a>"),
        "<nav><a href=/x>Lees meer over de gemeente Zwolle.</a></nav>",
        f"<nav>{CALL_OUT}</nav>",
        f"<div role=status>{CALL_OUT}</div>",
        f"<div class=cookie-wall>{CALL_OUT}</div>",
        f"<dialog open><p>Deze site gebruikt cookies.</p>{CALL_OUT}</dialog>",
        f"<aside>Advertentie: kom naar het congres.{CALL_OUT}</aside>",
        f"<span aria-describedby=uitleg>RIEC</span><div role=tooltip id=uitleg>{CALL_OUT}</div>",
        f"<figure><img src=x.jpg alt=''><figcaption>{CALL_OUT}</figcaption></figure>",
    ],
)
def test_links_captions_and_explanations_amid_a_project_are_no_text_of_it(box: str, source: Source) -> None:
    page = read_page(f"<!DOCTYPE html><body>{AMID.format(box=box)}{AMID.format(box='') * 2}</body>".encode(), source)
    assert not any(word in page.text for word in ("verlengd", "Facebook", "veilig.", "Congres"))
    assert [remark.check for remark in page.remarks if remark.level != "info"] == []


def test_a_box_that_each_project_has_is_no_text_of_one(source: Source) -> None:
    html = AMID.format(box=ASIDE.format("<p>Schrijf u in voor onze nieuwsbrief van de week.</p>")) * 3
    assert not any("nieuwsbrief" in line for line in lines(html, source))


def test_below_a_labelled_title_a_box_is_text_as_well(source: Source) -> None:
    html = f"<p>Project: Titel</p>{ASIDE.format(CALL_OUT)}{CONTACT}{AMID.format(box='')}"
    assert "De proef wordt met een jaar verlengd." in lines(html, source)


@pytest.mark.parametrize("tag", ["dialog", "menu", "nav"])
def test_boxes_that_hold_most_contacts_of_the_page_are_its_panels_whatever_they_are_called(
    tag: str, source: Source
) -> None:
    panel = f"<button type=button>Titel</button><{tag}><h3>Titel</h3><p>{TEXT}</p>{CONTACT}</{tag}>"
    of_site = f"<{tag}><p>Contact: redactie@ommen.nl</p></{tag}>"
    assert lines(panel * 4, source).count(TEXT) == 4
    assert lines(AMID.format(box="") * 4 + of_site * 4, source)[-1].startswith("Contact: Els Bakker")
    cookies = f"<{tag}><h3>Cookies</h3><p>Deze site gebruikt cookies om u te tellen.</p></{tag}>"
    assert "Cookies" not in lines(panel * 4 + cookies, source)
    menu = f"<{tag}><li>Projecten</li><li>Contact</li></{tag}>"
    unlabelled = f"<h3>Titel</h3><p>{TEXT}</p><p>Els Bakker, e.bakker@zwolle.nl</p>"
    assert "Contact" not in " ".join(lines(f"<h1>Kop</h1>{menu * 4}{unlabelled * 4}", source))


def test_a_box_of_the_site_is_no_text_of_a_project(source: Source) -> None:
    projects = AMID.format(box="") * 3
    for html in (f"<h1>Kop</h1><p>{TEXT}</p>{ASIDE}{projects}", f"<h1>Kop</h1>{projects}{ASIDE}<p>Tot slot.</p>"):
        assert "verlengd" not in " ".join(lines(html.format(CALL_OUT), source))


# Contacts whose parts only a style sheet sets apart

WRITES = "<a href='mailto:r.tak@assen.nl'>r.tak@assen.nl</a>"
READ = "Contactpersoon: Ria Tak, r.tak@assen.nl"


@pytest.mark.parametrize(
    ("box", "read"),
    [
        (f"<div>\n<span>Contactpersoon</span>\n<span>Ria Tak</span>\n<span>{WRITES}</span>\n</div>", READ),
        (f"<div><span>Contactpersoon</span><span>Ria Tak</span>{WRITES}</div>", READ),
        ("<p><b>Contactpersoon:</b><span>Ria Tak</span><span>r.tak@assen.nl</span></p>", READ),
        (f"<p><span><span>Contactpersoon</span><span>Ria Tak</span>{WRITES}</span></p>", READ),
        ("<div><span>Ria Tak</span> <span>jurist</span> <span>Mail</span> <a href='mailto:r.tak@assen.nl'></a></div>",
         "Ria Tak, jurist, Mail <r.tak@assen.nl>"),
        (f"<p><span>Ria Tak</span><i></i>{WRITES}<span>0592 123456</span></p>", "Ria Tak, r.tak@assen.nl, 0592 123456"),
        (f"<p>Contact: Ria Tak{WRITES}</p>", "Contact: Ria Tak r.tak@assen.nl"),
    ],
)  # fmt: skip
def test_the_parts_of_a_contact_are_apart(box: str, read: str, source: Source) -> None:
    assert lines(box, source) == [read]


@pytest.mark.parametrize(
    "line",
    [
        f"<p><span>Contact</span><span>persoon: Ria </span><span>Tak, </span>{WRITES}</p>",
        f"<p><span>Contactpersoon: Ria</span> <span>Tak</span><span>, </span>{WRITES}</p>",
        f"<p><b>Contactpersoon:</b> <span>Ria Tak</span>, {WRITES}</p>",
        f"<p><b>Contactpersoon: Ria Tak,</b> {WRITES}</p>",
        "<p><span>Contactpersoon: Ria Tak, r</span><span>.tak@assen.nl</span></p>",
        "<p><span>Contactpersoon: Ria Tak, r.tak</span><span>@assen.nl</span></p>",
    ],
)
def test_the_words_of_a_line_are_as_they_are(line: str, source: Source) -> None:
    assert lines(line, source) == [READ]


def test_boxes_in_a_link_are_no_parts_of_one_line(source: Source) -> None:
    html = f"<div>{WRITES.replace('>r.tak@assen.nl', '><p>r.tak@assen.nl</p>')}<i>Jurist</i></div>"
    assert lines(html, source) == ["r.tak@assen.nl", "Jurist"]


# Contacts in notes

BACK = "<a href='#r1'>↩</a>"


@pytest.mark.parametrize(
    ("html", "read"),
    [
        (
            "<p>Contactpersoon: <a href='#n1' id=r1>zie noot 1</a></p>"
            f"<h2>Noten</h2><ol><li id=n1>Ria Tak, {WRITES} {BACK}</li></ol>",
            [READ],
        ),
        (f"<p>Contactpersoon: Ria Tak,<sup><a href='#n1'>1</a></sup><ol><li id=n1><p>{WRITES} {BACK}</p></ol>", [READ]),
        (
            "<p>Contactpersoon: <a href='#_n1' name=_r1>[1]</a></p>" * 2
            + f"<div><p><a href='#_r1' name=_n1>[1]</a> Ria Tak, {WRITES}</p></div>",
            [READ] * 2,
        ),
    ],
)  # fmt: skip
def test_a_contact_in_a_note_is_read_where_a_line_leads_to_it(html: str, read: list[str], source: Source) -> None:
    page = read_page(f"<!DOCTYPE html><body>{html}</body>".encode(), source)
    assert [line.text for line in page.lines] == read
    assert [link.url for link in page.links] == ["mailto:r.tak@assen.nl"]


@pytest.mark.parametrize(
    "html",
    [
        f"<p>De gemeente werkt samen<a href='#n1'>1</a>.</p><ol><li id=n1>Ria Tak, {WRITES}</li></ol>",
        f"<p>Assen: <a href='#p1'>Samen sterk</a></p><article id=p1><h3>Een</h3><p>Tekst.</p>{WRITES}</article>",
        f"<ol><li id=n1><p>Contact: <a href='#n1'>1</a></p><p>Ria Tak, {WRITES}</p></ol>",
        f"<p>Contact: Jan, jan@assen.nl <a href='#n1'>1</a></p><ol><li id=n1>Ria Tak, {WRITES}</li></ol>",
    ],
)
def test_what_else_a_line_leads_to_is_read_where_it_is(html: str, source: Source) -> None:
    assert "r.tak@assen.nl" in lines(html, source)[-1]
    assert "r.tak@assen.nl" not in lines(html, source)[0]
