"""The links of a page: where they lead, and where their words are in its text."""

import pytest

from pipeline.definition.source import Source
from pipeline.read.lines import Lines
from pipeline.read.links import Linked
from pipeline.read.page import read_page
from pipeline.records import Link, LinkKind, Page
from tests.pages.markups.inline import cloudflare
from tests.read.reading import lines

SITE = "https://weerbaarbestuur.nl"
SAFE = "https://eur01.safelinks.protection.outlook.com/?url="


def page_of(html: str, source: Source, head: str = "") -> Page:
    page = read_page(f"<!DOCTYPE html><head>{head}</head><body>{html}</body>".encode(), source)
    for link in page.links:
        assert link.start == link.end or page.text[link.start : link.end] == link.text
        assert page.lines[link.line].start <= link.start <= page.lines[link.line].end
    return page


def links(html: str, source: Source, head: str = "") -> tuple[Link, ...]:
    return page_of(html, source, head).links


def found(html: str, source: Source) -> list[tuple[str | None, str]]:
    """The text and the address of each link, without the site."""
    return [(link.text, link.url.removeprefix(SITE)) for link in links(html, source)]


def beside(html: str, source: Source) -> list[tuple[str | None, str]]:
    """The text of each link, and the line that it is in or beside."""
    page = page_of(html, source)
    return [(link.text, page.lines[link.line].text) for link in page.links]


# Where they lead


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("https://ommen.nl/plan?a=1#b", "https://ommen.nl/plan?a=1#b"),
        ("/plan", f"{SITE}/plan"),
        ("//ommen.nl/plan", "https://ommen.nl/plan"),
        ("plan", f"{SITE}/index.php/producten-en-diensten/plan"),
        ("../plan", f"{SITE}/index.php/plan"),
        ("/a/../plan", f"{SITE}/plan"),
        (" /een\n plan ", f"{SITE}/een%20plan"),
        ("HTTP://ommen.nl", "HTTP://ommen.nl"),
    ],
)
def test_a_target_is_made_absolute(target: str, url: str, source: Source) -> None:
    assert [link.url for link in links(f'<p><a href="{target}">Plan</a></p>', source)] == [url]


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("https://ommen.nl/map/", "https://ommen.nl/map/plan"),
        ("/map/", f"{SITE}/map/plan"),
        ("http://[", f"{SITE}/index.php/producten-en-diensten/plan"),
    ],
)
def test_a_target_is_relative_to_the_base_of_the_page(base: str, url: str, source: Source) -> None:
    (link,) = links('<p><a href="plan">Plan</a></p>', source, f'<base target=_blank><base href="{base}">')
    assert link.url == url


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("<a href=/plan>Plan</a>", "page"),
        ("<a href=https://ommen.zip>Plan</a>", "page"),
        ("<a href=/plan.pdf>Plan</a>", "document"),
        ("<a href='/plan.DOCX?v=2'>Plan</a>", "document"),
        ("<a href=/plan.php?of=a.pdf>Plan</a>", "page"),
        ("<a href=/file/12 download>Plan</a>", "document"),
        ("<a href=/file/12>Plan (pdf, 1,2 MB)</a>", "document"),
        ("<a href='mailto:jan@x.nl?subject=a'>Jan</a>", "e-mail"),
        ("<a href='tel:0182 588 210'>bel</a>", "telephone"),
    ],
)
def test_the_kind_of_a_link_is_what_is_there(link: str, kind: str, source: Source) -> None:
    assert [str(each.kind) for each in links(f"<p>{link}</p>", source)] == [kind]


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("<a href='mailto:Jan%40x.nl?subject=plan'>Jan</a>", "mailto:Jan@x.nl"),
        ("<a href='mailto:jan@x.nl; piet@x.nl'>Jan</a>", "mailto:jan@x.nl,piet@x.nl"),
        (cloudflare("jan@x.nl"), "mailto:jan@x.nl"),
        (cloudflare("jans@x.nl"), "mailto:jans@x.nl"),
        ("<a href='#' data-user=jan data-domain=x.nl>Jan</a>", "mailto:jan@x.nl"),
        (f"<a href='{SAFE}mailto%3Ajan%40x.nl&data=1'>Jan</a>", "mailto:jan@x.nl"),
        (f"<a href='{SAFE}https%3A%2F%2Fommen.nl%2Fplan&data=1'>Jan</a>", "https://ommen.nl/plan"),
        ("<a href='tel:+31-182-588210'>bel</a>", "tel:+31-182-588210"),
    ],
)
def test_a_link_that_writes_or_calls_has_its_address(link: str, url: str, source: Source) -> None:
    assert [each.url for each in links(f"<p>{link}</p>", source)] == [url]


@pytest.mark.parametrize(
    "target",
    [
        "#top", "", " ", "javascript:window.print()", "data:text/plain,a", "file:///C:/plan.docx", "mailto:", "tel:",
        "mailto:?subject=Kijk", "//[x", "{own}", "{own}#top", "{own}/", "https://twitter.com/intent/tweet?url=a",
        "https://x.com/share?url=a", "https://www.linkedin.com/sharing/share-offsite/?url=a", "https://wa.me/?text=a",
        "https://www.facebook.com/sharer/sharer.php?u=a", "https://api.whatsapp.com/send?text=a", "whatsapp://send?text=a",
    ],
)  # fmt: skip
def test_what_leads_to_nothing_else_is_no_link(target: str, source: Source) -> None:
    html = f'<p>Een <a href="{target.format(own=source.page["url"])}">twee</a> <a name=drie>drie</a></p>'
    assert page_of(html, source).links == ()
    assert lines(html, source) == ["Een twee drie"]


@pytest.mark.parametrize(
    "target",
    [
        "https://www.linkedin.com/in/jansen",
        "https://wa.me/31612345678",
        "https://ommen.sharepoint.com/share",
        "/share/a",
    ],
)
def test_what_only_looks_like_sharing_is_a_link(target: str, source: Source) -> None:
    assert len(links(f'<p><a href="{target}">Meer</a></p>', source)) == 1


# Where their words are


def test_words_that_are_there_before_the_link_as_well_are_not_taken_for_it(source: Source) -> None:
    (first, second) = links("<p>Het plan: lees <b>het <a href=/a>plan</a></b> of het  <a href=/b>plan</a>.</p>", source)
    assert (first.start, second.start) == (len("Het plan: lees het "), len("Het plan: lees het plan of het "))


def test_a_link_may_span_lines_and_boxes(source: Source) -> None:
    assert found("<p>een <a href=/x>twee<br>drie</a> vier</p>", source) == [("twee\ndrie", "/x")]
    card = "<a href=/x><h3>Kop</h3><p>Een</p><ul><li>Twee</ul></a><p>drie</p>"
    assert found(card, source) == [("Kop\nEen\n- Twee", "/x")]


def test_a_link_that_repeats_is_a_link_each_time(source: Source) -> None:
    assert found("<p><a href=/x>Een</a> en <a href=/x>Een</a></p>", source) == [("Een", "/x")] * 2
    rows = "<table><tr><td rowspan=2><a href=/x>Een</a><td>a<tr><td>b</table>"
    assert found(rows, source) == [("Een", "/x")] * 2


def test_the_address_that_reading_adds_is_none_of_its_words(source: Source) -> None:
    html = "<p>Projectleider: <a href='mailto:jan@x.nl'>Jan Jansen</a></p>"
    assert lines(html, source) == ["Projectleider: Jan Jansen <jan@x.nl>"]
    assert found(html, source) == [("Jan Jansen", "mailto:jan@x.nl")]


def test_a_label_from_the_head_of_a_column_is_none_of_its_words(source: Source) -> None:
    row = "<table><tr><th>Gemeente<th>Titel project<tr><td>Ommen<td>Een <a href=/x>project</a></table>"
    assert lines(row, source) == ["Gemeente: Ommen", "Titel project: Een project"]
    (link,) = links(row, source)
    assert link.start == len("Gemeente: Ommen\nTitel project: Een ")


@pytest.mark.parametrize(
    ("html", "line"),
    [
        (
            "<p>Het <del> oude <a href=/x>plan</a> van <a href=/y>nu</a> </del> gaat</p>",
            "Het ~~oude plan van nu~~ gaat",
        ),
        ("<p style='text-decoration: line-through'>Een <a href=/x>plan</a> <a href=/y>nu</a></p>", "~~Een plan nu~~"),
        ("<del><p>Een <a href=/x>plan</a> <a href=/y>nu</a></p></del>", "~~Een plan nu~~"),
    ],
)
def test_links_are_found_in_what_is_struck_out(html: str, line: str, source: Source) -> None:
    assert lines(html, source) == [line]
    assert [(text and text.strip("~"), url) for text, url in found(html, source)] == [("plan", "/x"), ("nu", "/y")]


def test_links_are_found_where_a_sign_or_the_name_of_an_icon_goes(source: Source) -> None:
    html = "<p>-Een <a href=/a>plan</a></p><p>-<a href=/b>Twee</a></p><p><a href=/c>expand_more Drie</a></p>"
    html += "<p>expand_more Vier</p>"
    assert lines(html, source) == ["- Een plan", "- Twee", "Drie", "Vier"]
    assert found(html, source) == [("plan", "/a"), ("Twee", "/b"), ("Drie", "/c")]


def test_links_are_found_on_both_sides_of_where_a_line_is_cut(source: Source) -> None:
    html = "<p>Een <a href=/a>plan</a>. Projectleider: <a href='mailto:j@x.nl'>j@x.nl</a></p>"
    assert beside(html, source) == [("plan", "Een plan."), ("j@x.nl", "Projectleider: j@x.nl")]


@pytest.mark.parametrize("tag", ["li", "dd", "summary", "h3", "td", "pre", "blockquote", "div"])
def test_links_are_found_in_every_box(tag: str, source: Source) -> None:
    html = f"<{tag}>Een <a href=/x>plan</a></{tag}>"
    assert found(f"<table>{html}</table>" if tag == "td" else html, source) == [("plan", "/x")]


# Words that are left out


@pytest.mark.parametrize("words", ["Lees meer", "Lees meer »", "Lees meer over het plan", "Bekijk het project"])
def test_a_link_whose_words_are_furniture_keeps_its_target(words: str, source: Source) -> None:
    html = f"<p>Een.</p><p><a href=/x>{words}</a></p><p>Twee.</p>"
    page = page_of(html, source)
    assert [line.text for line in page.lines] == ["Een.", "Twee."]
    assert [(link.text, link.start, link.end, link.line) for link in page.links] == [(words, 4, 4, 0)]


@pytest.mark.parametrize(
    "html",
    [
        "<nav><a href=/x>Menu</a></nav><p>Een</p>",
        "<footer><a href=/x>Colofon</a></footer><p>Een</p>",
        "<div class=breadcrumb><a href=/x>Home</a></div><p>Een</p>",
        "<p>Een <a href=/x class=sr-only>Naar de inhoud</a></p>",
        "<p>Een <span hidden><a href=/x>twee</a></span></p>",
        "<a href=/x>Home</a><h1>Gemeenten met vernieuwende aanpak Weerbaar Bestuur</h1>",
        "<a href=/x><img src=logo.png alt=Logo></a><h1>Gemeenten met vernieuwende aanpak Weerbaar Bestuur</h1>",
    ],
)
def test_links_of_what_is_around_the_page_are_left_out_with_it(html: str, source: Source) -> None:
    assert links(html, source) == ()


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("<a href=/x><img src=a.png alt='De wijk '></a>", "De wijk"),
        ("<a href=/x title='De wijk'><img src=a.png></a>", "De wijk"),
        ("<a href=/x aria-label='De wijk'><i class=icon></i> </a>", "De wijk"),
        ("<a href=/x><img src=a.png></a>", None),
        ("<a href=/x><img src=a.png alt=Kaart>De wijk</a>", "De wijk"),
    ],
)
def test_a_link_around_a_picture_has_what_that_says(link: str, text: str | None, source: Source) -> None:
    assert found(f"<p>Een</p><p>{link}</p>", source) == [(text, "/x")]
    assert found(f"<p>Een {link}</p>", source) == [(text, "/x")]


def test_a_picture_belongs_to_what_is_in_the_same_box(source: Source) -> None:
    picture = "<a href=/{0}><img src=a.png alt={0}></a>"
    cards = "".join(f"<div>{picture.format(n)}<h3>Kop {n}</h3><p>Tekst {n}</p></div>" for n in "ab")
    assert beside(cards, source) == [("a", "Kop a"), ("b", "Kop b")]
    below = "".join(f"<div><h3>Kop {n}</h3><p>Tekst {n}</p>{picture.format(n)}</div>" for n in "ab")
    assert beside(below, source) == [("a", "Tekst a"), ("b", "Tekst b")]


def test_links_stay_in_their_lines_where_others_are_replaced(source: Source) -> None:
    made = Lines(source)
    for text in ("een", "twee", "drie", "vier", "plan"):
        made.add(text)
    places = {"/four": 3, "/plan": 4}
    made.links += [Linked(url, LinkKind.PAGE, n - 1, places=[(n, 0, 4)]) for url, n in places.items()]
    made.replace(2, {0: ["a"], 2: ["b"]})
    text, shown, links = made.finish()
    assert text == "a\nb\nplan\n"
    assert [(link.url, shown[link.line].text, text[link.start : link.end]) for link in links] == [
        ("/four", "b", ""),
        ("/plan", "plan", "plan"),
    ]


# Text


def written(text: str, source: Source) -> list[tuple[str | None, str]]:
    page = read_page(text.encode(), source)
    assert all(page.text[link.start : link.end] in {link.text, ""} for link in page.links)
    return [(link.text, link.url.removeprefix(SITE)) for link in page.links]


@pytest.mark.parametrize(
    ("text", "shown", "url"),
    [
        ("Zie https://ommen.nl/plan.", "https://ommen.nl/plan", "https://ommen.nl/plan"),
        ("Zie (www.ommen.nl).", "www.ommen.nl", "https://www.ommen.nl"),
        ("Zie <http://ommen.nl/a_(b)>, of niet", "http://ommen.nl/a_(b)", "http://ommen.nl/a_(b)"),
        ("Projectleider: Jan, jan@www.ommen.nl, HTTPS://ommen.nl", "HTTPS://ommen.nl", "HTTPS://ommen.nl"),
        ("- www.ommen.nl/plan.pdf", "www.ommen.nl/plan.pdf", "https://www.ommen.nl/plan.pdf"),
        ("Lees het [plan](/plan): een plan", "plan", "/plan"),
        ("Schrijf [Jan](mailto:jan@x.nl)", "Jan", "mailto:jan@x.nl"),
        ("[https://ommen.nl](https://ommen.nl)", "https://ommen.nl", "https://ommen.nl"),
    ],
)
def test_a_text_shows_addresses_and_links_of_markdown(text: str, shown: str, url: str, source: Source) -> None:
    assert written(text, source) == [(shown, url)]
    assert lines(text.encode(), source) == [text]


def test_a_text_without_links_has_none(source: Source) -> None:
    assert written("Jan, jan@x.nl, 0182 588 210. Zie http:// en www. [x](#a) ![kaart](kaart.png) [y]", source) == []


def test_signs_of_markdown_that_are_escaped_are_none_of_its_links(source: Source) -> None:
    text = "## Een\n## Twee\n## Drie\n## Vier\n\\[geen](/a) maar \\_dit\\_ [Plan\\_B](/plan\\_b)"
    assert lines(text.encode(), source) == ["Een", "Twee", "Drie", "Vier", "[geen](/a) maar _dit_ Plan_B"]
    assert written(text, source) == [("Plan_B", "/plan_b")]


def test_links_of_markdown_are_found_where_its_signs_are_no_text(source: Source) -> None:
    text = (
        "## Een\n## Twee\n**Het plan**: *lees* het [**plan**](/_plan_) en [plan](/b)\n- [Jan](mailto:jan@x.nl)\n"
        "[Lees meer](/c)\n## [Drie](/d)"
    )
    page = read_page(text.encode(), source)
    shown = ["Een", "Twee", "Het plan: lees het plan en plan", "- Jan <jan@x.nl>", "Drie"]
    assert [line.text for line in page.lines] == shown
    assert written(text, source) == [
        ("plan", "/_plan_"),
        ("plan", "/b"),
        ("Jan", "mailto:jan@x.nl"),
        ("Lees meer", "/c"),
        ("Drie", "/d"),
    ]
    assert [link.start - page.lines[2].start for link in page.links[:2]] == [19, 27]


def test_addresses_in_a_table_that_was_copied_are_found(source: Source) -> None:
    text = "Gemeente;Project;Omschrijving\nOmmen;A;Zie www.ommen.nl/a\n"
    assert written(text, source) == [("www.ommen.nl/a", "https://www.ommen.nl/a")]
