"""An invented page of twelve projects, and what real programs make of it: text, Markdown, and HTML out of print.

The files here were made from `HTML` with the commands that `PROGRAMS` names, and are kept as these wrote them. `PAGE`
below is what all of them must give.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.pages.expected import Expected

HERE = Path(__file__).resolve().parent
HEADING = "Gemeenten met vernieuwende aanpak Weerbaar Bestuur"
INTRODUCTION = (
    "Om de aanpak van weerbaar bestuur verder te versterken hebben 12 gemeenten een financiële impuls gekregen. De "
    "projecten zijn onderverdeeld in twee thema's. Benieuwd wat er in deze gemeenten loopt? Bekijk dan de plannen."
)
ORGANISATION, AREA = "Weerbaar bestuur en organisatie", "Gebiedsgerichte aanpak ondermijning"


class Project(NamedTuple):
    theme: str
    municipality: str
    title: str
    text: tuple[str, ...]
    name: str
    email: str


# Each sentence with the name of the municipality; a text that begins with "- " is an item.
BEGINNINGS = (
    "De gemeente {} traint raadsleden, wethouders en medewerkers in het herkennen van druk, dreiging en beïnvloeding, "
    "en maakt met hen afspraken over wie wat meldt.",
    "In {} werken gemeente, politie en ondernemers samen aan een veilig buitengebied. Boeren en bewoners weten "
    "sindsdien beter waar zij terechtkunnen met een vermoeden van ondermijning, en de gemeente hoort het eerder.",
    "Gemeente {} onderzoekt hoe open haar werkprocessen staan voor misbruik, en verbetert die stap voor stap met "
    "collega’s van vergunningen, toezicht en burgerzaken.",
)
MIDDLES = (
    ("Het traject loopt twee jaar en bestaat uit drie onderdelen:", "- een training voor de hele organisatie;",
     "- een leidraad voor gesprekken met inwoners, ondernemers en verenigingen die de gemeente om een vergunning "
     "of een subsidie vragen;", "- een jaarlijkse bijeenkomst met de raad."),
    ("Daarbij hoort een meldpunt dat ook buiten kantooruren bereikbaar is. De eerste ervaringen zijn goed: er wordt "
     "vaker gemeld, en er volgt vaker een gesprek.",),
    (),
)  # fmt: skip
ENDS = (
    "De opbrengst wordt in een handreiking gedeeld met andere gemeenten in de regio, zodat ook zij er hun voordeel mee "
    "kunnen doen.",
    "Na afloop kijkt een onderzoeker van buiten wat het heeft opgeleverd, en de raad bespreekt wat daarvan blijft.",
)
PEOPLE = (
    (ORGANISATION, "Assen", "Bewust en weerbaar", "Ria Tak", "r.tak@assen.nl"),
    (ORGANISATION, "Deurne", "Stevig in het zadel", "Piet Boom", "p.boom@deurne.nl"),
    (ORGANISATION, "Ommen", "Samen scherp op integriteit en veiligheid", "Karin de Wit", "k.dewit@ommen.nl"),
    (ORGANISATION, "Elburg", "Haven in beeld", "Ans Klaver", "a.klaver@elburg.nl"),
    (ORGANISATION, "Raalte", "Rechte rug", "Mo el Idrissi", "m.elidrissi@raalte.nl"),
    (ORGANISATION, "Urk", "Van dilemma naar gesprek over gewoonten", "Tim Kok", "t.kok@urk.nl"),
    (AREA, "Best", "Ogen en oren in de wijk", "Joop Linde", "j.linde@gemeentebest.nl"),
    (AREA, "Zeist", "Vitaal vakantiepark", "Sanne Pool", "s.pool@zeist.nl"),
    (AREA, "Putten", "Buiten veilig", "Bram Post", "b.post@putten.nl"),
    (AREA, "Epe", "Bedrijventerreinen zonder schaduw", "Ilse Kamp", "i.kamp@epe.nl"),
    (AREA, "Borne", "Sterke straten", "Bea Hoorn", "b.hoorn@borne.nl"),
    (AREA, "Losser", "Grenzeloos weerbaar", "Kees Vink", "k.vink@losser.nl"),
)


def _projects() -> Iterator[Project]:
    for n, (theme, municipality, title, name, email) in enumerate(PEOPLE):
        text = (BEGINNINGS[n % 3].format(municipality), *MIDDLES[n % 4 % 3], ENDS[n % 2])
        yield Project(theme, municipality, title, text, name, email)


PROJECTS = list(_projects())
PAGE = [
    Expected(
        project.theme,
        project.municipality,
        project.title,
        "\n".join(project.text),
        f"Projectleider: {project.name}, {project.email}",
        ((project.name, None, project.email, None),),
    )
    for project in PROJECTS
]


def _block(text: tuple[str, ...]) -> Iterator[str]:
    for before, line, after in zip(("", *text), text, (*text[1:], ""), strict=False):
        if not line.startswith("- "):
            yield f"<p>{line}</p>"
            continue
        opened, closed = "" if before.startswith("- ") else "<ul>", "" if after.startswith("- ") else "</ul>"
        yield f"{opened}<li>{line.removeprefix('- ')}</li>{closed}"


def _entry(project: Project) -> str:
    text = "\n".join(_block(project.text))
    address = f'<a href="mailto:{project.email}">{project.email}</a>'
    return f"<h3>Project: {project.title}</h3>\n{text}\n<p>Projectleider: {project.name}, {address}</p>\n"


def _section(theme: str) -> str:
    return f"<h2>{theme}</h2>\n" + "".join(_entry(project) for project in PROJECTS if project.theme == theme)


HTML = (
    f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>{HEADING}</title></head><body>\n'
    f"<h1>{HEADING}</h1>\n<p>{INTRODUCTION}</p>\n{_section(ORGANISATION)}{_section(AREA)}</body></html>\n"
)
PROGRAMS = {
    "lynx.txt": "lynx -dump -display_charset=utf-8 page.html",
    "lynx-nolist.txt": "lynx -dump -nolist -display_charset=utf-8 page.html",
    "w3m.txt": "w3m -dump -O utf-8 page.html",
    "elinks.txt": "elinks -dump page.html",
    "html2text.md": "html2text page.html",
    "markdownify.md": "markdownify page.html",
    "turndown.md": "new TurndownService().turndown(html)",
    "turndown-referenced.md": "new TurndownService({headingStyle: 'atx', linkStyle: 'referenced'}).turndown(html)",
    "trafilatura.md": "trafilatura --markdown < page.html",
    "pandoc-plain.txt": "pandoc -t plain page.html",
    "pandoc-markdown.md": "pandoc -t markdown page.html",
    "pandoc-gfm.md": "pandoc -t gfm page.html",
    "docx-pandoc.txt": "pandoc -o page.docx page.html; pandoc -t plain page.docx",
    "docx-libreoffice.txt": "soffice --convert-to 'txt:Text (encoded):UTF8' page.docx",
    "docx-libreoffice.html": "soffice --convert-to html page.docx",
    "browser-copy.txt": "document.body.innerText, in Chromium",
    "pdftotext.txt": "chromium --print-to-pdf=page.pdf page.html; pdftotext page.pdf",
    "pdftotext-layout.txt": "pdftotext -layout page.pdf",
    "pdftohtml.html": "pdftohtml -i -noframes page.pdf",
    "pdftohtml-complex.html": "pdftohtml -c -s -i -noframes page.pdf",
}
"""How each file was made: by Lynx 2.9, w3m 0.5.3, ELinks 0.13, Poppler 22.12, pandoc 2.17, LibreOffice 7.4, html2text
2025.4, markdownify 1.2, Turndown 7, Trafilatura 2.3 and Chromium, whose print has a head and a foot on each page."""


def rendered(name: str) -> bytes:
    return (HERE / name).read_bytes()
