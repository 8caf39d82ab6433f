"""The page as a whole site serves it: a menu of many pages, panels of a common framework, a footer of many links."""

from html import escape
from itertools import count, product

from tests.pages.markups.blocks import block, contact
from tests.pages.markups.inline import mailto
from tests.pages.markups.page import HEADING, Entry, Page, Theme

SECTIONS = (
    "Actueel", "Thema's", "Producten en diensten", "Bestuurders", "Ambtenaren", "Volksvertegenwoordigers", "Kennisbank",
    "Wet- en regelgeving", "Netwerk", "Over ons",
)  # fmt: skip
PAGES = (
    "Agressie en intimidatie", "Ondermijning", "Integriteit", "Informatieveiligheid", "Maatschappelijke onrust",
    "Desinformatie", "Trainingen en opleidingen", "Handreikingen", "Praktijkvoorbeelden", "Onderzoek", "Subsidies",
    "Bijeenkomsten", "Veelgestelde vragen", "Nieuwsbrief", "Contact",
)  # fmt: skip


def site(page: Page) -> bytes:
    """The page of a content management system, with its header, navigation and footer: about 120 kB."""
    number = count(1)
    themes = "\n".join(_theme(theme, number) for theme in page.themes)
    aims = "".join(f"<h3>{escape(title)}</h3>\n<p>{escape(text)}</p>\n" for title, text in page.aims)
    return f"""<!DOCTYPE html>
<html lang="nl-nl" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{HEADING} | Weerbaar Bestuur</title>
<link href="/media/system/css/joomla-fontawesome.min.css" rel="lazy-stylesheet">
<link href="/media/templates/site/bestuur/css/template.min.css" rel="stylesheet">
<style>{_style()}</style>
<script type="application/json" class="joomla-script-options new">{{"system.paths": {{"root": ""}}}}</script>
<script src="/media/vendor/bootstrap/js/collapse.min.js" type="module"></script>
</head>
<body class="site com_content wrapper-static view-article no-layout no-task itemid-214 has-sidebar-right">
<header class="header container-header full-width" role="banner">
<div class="grid-child"><div class="navbar-brand"><a class="brand-logo" href="/">Weerbaar Bestuur</a></div></div>
<nav class="grid-child container-nav" aria-label="Hoofdmenu">{_menu("mod-menu")}</nav>
<form class="mod-finder js-finder-searchform" action="/index.php/zoeken" method="get" role="search">
<label for="mod-finder-searchword" class="finder">Zoeken</label>
<input type="text" name="q" id="mod-finder-searchword" class="js-finder-search-query form-control"></form>
</header>
<div class="site-grid">
<nav class="mod-breadcrumbs__wrapper" aria-label="Kruimelpad"><ol class="mod-breadcrumbs breadcrumb px-3 py-2">
<li class="mod-breadcrumbs__item breadcrumb-item"><a href="/" class="pathway"><span>Home</span></a></li>
<li class="mod-breadcrumbs__item breadcrumb-item active"><span>{HEADING}</span></li></ol></nav>
<div class="grid-child container-component">
<main>
<div class="com-content-article item-page">
<div class="page-header"><h1>{HEADING}</h1></div>
<div class="com-content-article__body">
<p>{escape(page.introduction)}</p>
{aims}{themes}
</div></div>
</main>
</div></div>
<footer class="container-footer footer full-width">
<div class="grid-child">{_menu("mod-list", SECTIONS[:4])}
<p>Weerbaar Bestuur, Turfmarkt 147, Den Haag. Contact: {mailto("info@weerbaarbestuur.nl")}</p></div>
</footer>
</body>
</html>
""".encode()


def _style() -> str:
    """The style sheet of what is seen first, which such systems put into the page."""
    return "".join(
        f".{side}-{width}-{step}{{{side}:{step / 4}rem!important}}\n"
        for side, width, step in product(
            ("margin", "padding", "inset", "gap"), ("xs", "sm", "md", "lg", "xl"), range(16)
        )
    )


def _menu(name: str, sections: tuple[str, ...] = SECTIONS) -> str:
    links = "\n".join(
        f'<li class="nav-item item-{n} level-2"><a class="nav-link" href="/index.php/{n}">{escape(label)}</a></li>'
        for n, (_, label) in enumerate(product(sections, PAGES), start=100)
    )
    heads = "".join(f'<li class="nav-item level-1 deeper"><span>{escape(section)}</span></li>' for section in sections)
    return f'<ul class="{name} nav">\n{heads}\n{links}\n</ul>'


def _theme(theme: Theme, number: "count[int]") -> str:
    parts = "\n".join(
        _panel(part, next(number)) if isinstance(part, Entry) else f"<p>{escape(part)}</p>" for part in theme.parts
    )
    return f'<h2>{escape(theme.heading)}</h2>\n<div class="accordion">\n{parts}\n</div>'


def _panel(entry: Entry, n: int) -> str:
    return f"""<div class="accordion-item">
<h3 class="accordion-header" id="heading-{n}"><button class="accordion-button collapsed" type="button" \
data-bs-toggle="collapse" data-bs-target="#collapse-{n}" aria-expanded="false" aria-controls="collapse-{n}">\
{escape(entry.municipality)}</button></h3>
<div id="collapse-{n}" class="accordion-collapse collapse" aria-labelledby="heading-{n}">
<div class="accordion-body">
<p><strong>Project: {escape(entry.title)}</strong></p>
{block(entry.nodes)}
{contact(entry, mailto)}
</div></div></div>"""
