"""Pages with what nobody sees, with what a content system adds, and with addresses hidden: they say what they did."""

import re
from collections.abc import Callable
from functools import partial

Change = Callable[[str], str]
PAGES = ["site", "accordion", "details by municipality", "headings", "nested lists", "table"]
LINK = re.compile(r"<a [^>]*href=[\"']mailto:([^\"'@]+)@([^\"']+)[\"'][^>]*>.*?</a>", re.DOTALL)
NOTED = 4  # the word of each longer paragraph that is changed, counted from 0
LONG = 12  # words


def after_paragraphs(added: str, page: str) -> str:
    """The page with something after every third paragraph."""
    pieces = page.split("</p>")
    return "</p>".join(added + piece if n % 3 == 2 else piece for n, piece in enumerate(pieces))


def after_contacts(added: str, page: str) -> str:
    return re.sub(r"mailto:[^<]*</a>\s*</p>", lambda contact: contact[0] + added, page)


def in_paragraphs(around: str, page: str) -> str:
    """The page with something around a word of each longer paragraph."""

    def changed(paragraph: re.Match[str]) -> str:
        words = paragraph[1].split(" ")
        if len(words) >= LONG:
            words[NOTED] = around.format(words[NOTED])
        return f"<p>{' '.join(words)}</p>"

    return re.sub(r"<p>([^<]+)</p>", changed, page)


def as_links(written: str, page: str) -> str:
    return LINK.sub(lambda link: written.format(user=link[1], domain=link[2], back=f"{link[1]}@{link[2]}"[::-1]), page)


CHANGES: dict[str, Change] = {
    "hidden paragraphs": partial(after_paragraphs, "<p class='d-none'>Deze regel is niet te zien.</p>"),
    "hidden contacts": partial(after_paragraphs, "<p style='display: none'>Projectleider: Jan Vos, j.vos@ommen.nl</p>"),
    "hidden words": partial(in_paragraphs, "{0}<span class='visually-hidden'> (uitleg)</span>"),
    "tooltips": partial(in_paragraphs, "<span class='tooltip'>{0}<span class='tooltiptext'>Uitleg</span></span>"),
    "footnotes": partial(in_paragraphs, "{0}<sup><a href='#n3'>3</a></sup>"),
    "icons": partial(in_paragraphs, "{0}<i class='material-icons'>info_outline</i>"),
    "a glossary of buttons": partial(
        in_paragraphs,
        "<button aria-expanded='false' aria-controls='u-{0}'>{0}</button><span id='u-{0}' hidden>Uit</span>",
    ),
    "custom elements": partial(in_paragraphs, "<mark-it>{0}</mark-it>"),
    "dates and networks": partial(
        after_contacts, "<p>Laatst bijgewerkt: 12 mei 2021</p><p><a href='#'>Facebook</a> | <a href='#'>Twitter</a></p>"
    ),
    "details of articles": partial(
        after_contacts, "<ul><li>Geschreven door: Redactie</li><li>Categorie: Nieuws</li><li>Hits: 12</li></ul>"
    ),
    "addresses from right to left": partial(
        as_links, "<span style='unicode-bidi:bidi-override;direction:rtl'>{back}</span>"
    ),
    "addresses on a click": partial(
        as_links, "<a href='#' onclick=\"to('mailto:'+'{user}'+'@'+'{domain}')\">e-mail</a>"
    ),
    "addresses by a script": partial(as_links, "<script>document.write('{user}' + '@' + '{domain}')</script>"),
    "addresses with decoys": partial(as_links, "{user}@<b style='display:none'>niet.</b>{domain}"),
}
HIDES_ADDRESSES = frozenset(name for name in CHANGES if name.startswith("addresses"))
