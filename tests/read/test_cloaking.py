"""Addresses that a page hides from harvesters are found where they are, however it hides them."""

import codecs
from collections.abc import Callable

import pytest

from pipeline.definition.source import Source
from pipeline.read.html.email_cloaking import TURNED
from pipeline.read.page import read_page
from tests.read.reading import lines

LINE = "Projectleider: Ria Tak, r.tak@assen.nl"
USER, DOMAIN = "r.tak", "assen.nl"
ADDRESS = f"{USER}@{DOMAIN}"
BACKWARDS = ADDRESS[::-1]


def turned(text: str, places: int) -> str:
    """A text as TYPO3 has it: each of three runs of characters turned round."""

    def turn(letter: str) -> str:
        for first, last in TURNED:
            if first <= ord(letter) <= last:
                return chr(first + (ord(letter) - first + places) % (last - first + 1))
        return letter

    return "".join(map(turn, text))


JOOMLA = """<script>
 <!--
 var prefix = '&#109;a' + 'i&#108;' + '&#116;o';
 var path = 'hr' + 'ef' + '=';
 var addy12 = 'r.t&#97;k' + '&#64;';
 addy12 = addy12 + 'ass&#101;n' + '&#46;' + 'nl';
 document.write( '<a ' + path + '\\'' + prefix + ':' + addy12 + '\\'>' );
 document.write( addy12 );
 document.write( '<\\/a>' );
 //-->
 </script><script>document.write( '<span style=\\'display: none;\\'>' );</script>Dit e-mailadres wordt beveiligd.
 <script>document.write( '</' ); document.write( 'span>' );</script>"""

SHOWN = [
    f"<span style='unicode-bidi: bidi-override; direction: rtl'>{BACKWARDS}</span>",
    f"<bdo dir='rtl'>{BACKWARDS}</bdo>",
    f"<style>.om{{unicode-bidi:bidi-override;direction:rtl}}</style><span class='om'>{BACKWARDS}</span>",
    f"<a href='javascript:;' data-enc-email='{codecs.encode(f'{USER}[at]{DOMAIN}', 'rot13')}'>*protected email*</a>",
    f"<span class='spamspan'><span class='u'>{USER}</span><img alt='at'><span class='d'>{DOMAIN}</span></span>",
    f"{USER}<img alt='apenstaartje' src='a.gif'>{DOMAIN}",
    f"{USER}<span style='display:none'>niet</span>@<i hidden>spam.</i>{DOMAIN}",
    f"{USER}<!-- x -->@<!-- y -->{DOMAIN}",
    JOOMLA,
    f"<script>document.write('<a href=\"mailto:' + '{USER}' + '@' + '{DOMAIN}' + '\">')</script>",
    f"<script>var u = '{USER}', h = \"{DOMAIN}\"; document.write(u + '@' + h);</script>",
    f"<script>document.write(unescape('%3Ca href=%22mailto:{ADDRESS}%22%3E'))</script>",
    f"<script>document.write(String.fromCharCode({','.join(str(ord(letter)) for letter in ADDRESS)}))</script>",
    f"<a href='https://eur01.safelinks.protection.outlook.com/?url=mailto%3Ar.tak%40assen.nl&amp;data=04'>{ADDRESS}</a>",
]  # fmt: skip


@pytest.mark.parametrize("hidden", SHOWN)
def test_an_address_is_read_where_it_is_shown(hidden: str, source: Source) -> None:
    assert lines(f"<p>Projectleider: Ria Tak, {hidden}</p>", source) == [LINE]


LINKS: list[Callable[[str], str]] = [
    lambda text: f"<a href='#' data-mailto-token='{turned('mailto:' + ADDRESS, 2)}' data-mailto-vector='2'>{text}</a>",
    lambda text: f"<a href=\"javascript:linkTo_UnCryptMailto('{turned('mailto:' + ADDRESS, -3)}');\">{text}</a>",
    lambda text: f"<a href='#' onclick=\"window.location='mailto:{ADDRESS}'\">{text}</a>",
    lambda text: f"<a href='#' onclick=\"location.href='mai'+'lto:{USER}'+'@'+'{DOMAIN}';return false\">{text}</a>",
    lambda text: f"<a href=\"javascript:mailto('{USER}','{DOMAIN}')\">{text}</a>",
    lambda text: f"<a href='#' data-user='{USER}' data-domain='{DOMAIN}'>{text}</a>",
    lambda text: f"<a href='https://nam02.safelinks.protection.outlook.com/?url=mailto%3A{USER}%40{DOMAIN}'>{text}</a>",
]  # fmt: skip


@pytest.mark.parametrize("link", LINKS)
def test_a_link_gives_the_address_that_its_script_writes_to(link: Callable[[str], str], source: Source) -> None:
    assert lines(f"<p>Projectleider: {link('Ria Tak')}</p>", source) == [f"Projectleider: Ria Tak <{ADDRESS}>"]


def test_safe_links_in_a_text_are_what_they_lead_to(source: Source) -> None:
    safe = "https://eur01.safelinks.protection.outlook.com/?url={}&data=05%7C01"
    text = f"Ria Tak <{safe.format('mailto%3Ar.tak%40assen.nl')}>\nMeer op {safe.format('https%3A%2F%2Fassen.nl')}\n"
    assert lines(text.encode(), source) == ["Ria Tak <r.tak@assen.nl>", "Meer op https://assen.nl"]


@pytest.mark.parametrize("tag", ["span", "button"])
def test_what_is_clicked_need_not_be_a_link(tag: str, source: Source) -> None:
    clicked = f"<{tag} onclick=\"location='mailto:{ADDRESS}'\">Ria Tak</{tag}>"
    assert lines(f"<p>Projectleider: {clicked}</p>", source) == [f"Projectleider: Ria Tak <{ADDRESS}>"]


def test_a_style_may_add_the_domain_but_not_to_a_name(source: Source) -> None:
    shown = "<span class='post' data-domain='assen.nl'>{}</span>"
    assert lines(f"<p>Ria Tak, {shown.format('r.tak')}</p>", source) == ["Ria Tak, r.tak@assen.nl"]
    assert lines(f"<p>{shown.format('Ria Tak')}</p>", source) == ["Ria Tak"]


@pytest.mark.parametrize(
    ("html", "is_told"),
    [
        ("<p>Projectleider: <a href='/team/ria'>Ria Tak</a></p>", True),
        ("<p>Projectleider: <a href='/team/ria'>Ria Tak</a>, r.tak@assen.nl</p>", False),
        ("<p>Projectleider: <a href='/team/ria'>Ria Tak</a></p><p>r.tak@assen.nl</p>", False),
        ("<p>Zie <a href='/plan'>het plan</a></p><p>Projectleider: Ria Tak</p>", False),
    ],
)
def test_a_link_in_a_contact_line_without_an_address_is_told(html: str, is_told: bool, source: Source) -> None:
    page = read_page(f"<!DOCTYPE html>{html}".encode(), source)
    assert [remark.check for remark in page.remarks] == ["contact_link"] * is_told


def test_a_script_that_writes_to_nobody_known_is_told(source: Source) -> None:
    page = read_page(b"<!DOCTYPE html><p>Jan <a href='javascript:sendMail(17)'>bericht</a></p>", source)
    assert [remark.check for remark in page.remarks if remark.level == "warning"] == ["hidden_address"]


@pytest.mark.parametrize(
    "broken",
    [
        "<a href='#' data-mailto-token='zz' data-mailto-vector='x'>Jan</a>", "<a data-enc-email='zz'>Jan</a>",
        "<a onclick='mail(&quot;&quot;)'>Jan</a>", "<span class='spamspan'>Jan</span>", "<bdo dir='rtl'>Jan</bdo>",
        "<script>document.write('a' + b + 'c</script>Jan",
    ],
)  # fmt: skip
def test_a_scheme_without_an_address_does_not_stop_the_reading(broken: str, source: Source) -> None:
    assert lines(f"<p>Een {broken}</p>", source)[0] in {"Een Jan", "Een"}
