"""A whole document: the page's content, and around it what is not content but looks like it."""

from html import escape

from tests.pages.markups.inline import Inline, mailto
from tests.pages.markups.page import HEADING, Page


def document(page: Page, main: str, link: Inline = mailto, head: str = "", charset: str = "utf-8") -> str:
    """The document around a page's content, `main`."""
    menu = [*(theme.heading for theme in page.themes), *(e.municipality for e in page.entries)]
    links = "".join(f'<li><a href="#m{i}">{escape(label)}</a></li>' for i, label in enumerate(menu))
    return f"""<!DOCTYPE html>
<html lang="nl" dir="ltr">
<head>
<meta charset="{charset}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Project: fake. Projectleider: Nep Naam, nep@example.nl">
<title>{HEADING} | Weerbaar Bestuur</title>
<style>.label::before {{ content: "Project: fake" }}</style>
<script>var fake = "Project: fake"; /* Projectleider: Nep Naam, nep@example.nl */</script>
{head}</head>
<body class="site com_content view-article">
<div role="dialog" aria-label="Cookies"><p>Project: cookies op deze website</p>
<p>Deze website plaatst cookies. Vragen? {link("privacy@weerbaarbestuur.nl")}</p>
<button>Akkoord</button></div>
<header role="banner"><a href="/index.php">Weerbaar Bestuur</a>
<nav aria-label="Hoofdmenu"><ul>{links}</ul></nav>
<form role="search" action="/index.php" method="get"><label for="q">Zoek project of gemeente</label>
<input type="search" id="q" name="q" placeholder="Project: ..."><button type="submit">Zoeken</button></form>
</header>
<nav aria-label="Breadcrumb"><ol><li>U bent hier: <a href="/">Home</a></li><li>Producten en diensten</li>
<li>{HEADING}</li></ol></nav>
<main id="content" role="main">
<h1>{HEADING}</h1>
{main}
</main>
<aside><h2>Contact</h2><p>Project: Weerbaar Bestuur in de gemeente Urk</p>
<p>Projectleider: Aad Zijde, {link("a.zijde@weerbaarbestuur.nl")}</p></aside>
<template><h3>Gemeente Urk</h3><p>Project: fake</p><p>Projectleider: Nep Naam, nep@urk.nl</p></template>
<footer role="contentinfo"><p>Gemeente Den Haag, Turfmarkt 147</p>
<p>Contact: {link("info@weerbaarbestuur.nl")}</p>
</footer>
<script type="application/json">{{"panel": "Project: fake", "email": "nep@example.nl"}}</script>
</body>
</html>
"""


def heavy_head() -> str:
    """Styles, scripts and drawings of the size that a page of a government site carries."""
    sizes = [(side, step) for side in ("top", "right", "bottom", "left") for step in range(60)]
    css = "\n".join(
        f".u-margin-{side}-{step} {{ margin-{side}: {step * 0.25:.2f}rem !important; }}\n"
        f".u-padding-{side}-{step} {{ padding-{side}: {step * 0.25:.2f}rem !important; }}"
        for side, step in sizes
    )
    settings = ", ".join(f'"module-{i}": {{"position": "sidebar-{i % 7}", "order": {i}}}' for i in range(120))
    return f"<style>\n{css}\n</style>\n<script>window.dataLayer = {{{settings}}};</script>\n"


def drawings() -> str:
    points = (" ".join(f"L{(i * x) % 97} {(i * x * 7) % 89}" for x in range(1, 40)) for i in range(1, 16))
    symbols = "".join(
        f'<symbol id="icon-{i}" viewBox="0 0 97 89"><title>Project</title><path d="M0 0 {line}z"/></symbol>'
        for i, line in enumerate(points)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" hidden>{symbols}</svg>'
