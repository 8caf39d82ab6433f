"""The page as it may look tomorrow, and pages that are not the page.

A change works on the saved text, so that it can be read as text (`as_text`) and in any markup
(`as_markup`). Its docstring says what should come of it; the saved page gives 31 entries.
Names, projects and addresses that are not on the saved page are made up.
"""

import re
from collections.abc import Callable
from functools import partial

from tests.pages.markups import MARKUPS, WRITERS, in_markup, saved, saved_text, split

Change = Callable[[str], str]

OMMEN = """Project: Veilig buitengebied
De gemeente Ommen werkt samen met de gemeente Hardenberg en de politie aan een veilig buitengebied.
In 2021 is het volgende bereikt:
- Er is een meldpunt voor leegstaande schuren.
- Alle agrariërs zijn bezocht.
Projectleider: Jan ten Have, j.tenhave@ommen.nl, 0529-459100
"""
BEST = """Project: Beste buren
De beste resultaten komen van buren die elkaar kennen. Daarom brengt de gemeente Best bewoners bij elkaar.
Een beek van goede ideeën is het gevolg.
Projectleiders: Petra van 't Hof en Aad el Amrani, buren@gemeentebest.nl
"""
FOURTH_AIM = """Versterking digitale weerbaarheid
Gemeenten ondersteunen bij het voorkomen van digitale ontwrichting.
"""


def replace(text: str, old: str, new: str, occurrence: int = 1) -> str:
    """Replace one occurrence; unlike `str.replace` it fails where there is nothing to replace."""
    pieces = text.split(old)
    if len(pieces) <= occurrence:
        raise ValueError(f"the saved page has no occurrence {occurrence} of {old!r}")
    return old.join(pieces[:occurrence]) + new + old.join(pieces[occurrence:])


def section(text: str, first: str, end: str) -> str:
    """The lines from the one that starts with `first` to before the one that starts with `end`."""
    start = text.index(f"\n{first}") + 1
    return text[start : text.index(f"\n{end}", start) + 1]


def contact_line(municipality: str) -> tuple[str, str]:
    """The contact line of a municipality's first entry on the saved page: its label and who is named after it."""
    entry = next(entry for entry in split(saved_text()).entries if entry.municipality == municipality)
    label, _, people = str(entry.contact).partition(": ")
    return label, people


def with_people(text: str, municipality: str, people: str, occurrence: int = 1) -> str:
    """The page with others after the label of a contact line."""
    label, before = contact_line(municipality)
    return replace(text, f"{label}: {before}\n", f"{label}: {people}\n", occurrence)


def relabelled(text: str, municipality: str, label: str) -> str:
    """The page with another label before a contact line."""
    before, people = contact_line(municipality)
    return replace(text, f"{before}: {people}\n", f"{label}: {people}\n")


def gouda_titled(text: str, title: str) -> str:
    """The page with another title of Gouda's project; Haarlem's has the same."""
    return replace(text, "Project: Bestuurlijke weerbaarheid\nHet Programma", f"Project: {title}\nHet Programma")


def deventer(text: str) -> str:
    return section(text, "Project: Oudere bedrijventerreinen", "Project: Versterken van toezicht")


def same(text: str) -> str:
    """Nothing changed: 31 entries, 26 projects."""
    return text


def added(text: str) -> str:
    """32 entries, 27 projects: Ommen (GM0175), with a mention of Hardenberg and a telephone number."""
    return replace(text, "Project: Het aanpakken van woon-", OMMEN + "Project: Het aanpakken van woon-")


def added_common_word(text: str) -> str:
    """32 entries, 27 projects: Best (GM0753); Buren and Beek are not named. Two people, one address."""
    return replace(text, "Project: Verbetering van de relatie", BEST + "Project: Verbetering van de relatie")


def removed(text: str) -> str:
    """30 entries, 25 projects: Deventer is gone."""
    return replace(text, deventer(text), "")


def retitled(text: str) -> str:
    """31 entries, 26 projects: Zwolle's second entry has another title and is still the same project."""
    title = "Project: De inrichting van een lokaal coördinatiepunt ondermijning"
    return replace(text, title, "Project: Samen sterk tegen ondermijning", occurrence=2)


def mistyped_title(text: str) -> str:
    """31 entries, 26 projects: Amsterdam's repeat has a typing error and a full stop in its title."""
    title = "Straatgerichte Aanpak Aantrekkelijke Winkelgebieden\n"
    return replace(text, title, "Straatgerichte aanpak aantrekelijke winkelgebieden.\n", occurrence=2)


def leader_changed(text: str) -> str:
    """Gouda's only contact is Anna de Wit-'t Hart, a.dewit@gouda.nl."""
    return with_people(text, "Gouda", "Anna de Wit-'t Hart, A.deWit@Gouda.nl.")


def leader_changed_in_repeat(text: str) -> str:
    """Gorinchem's repeat becomes `variant` (2 same, 3 variant); its project has two leaders and addresses."""
    return with_people(text, "Gorinchem", "Bo Smit, b.smit@gorinchem.nl", occurrence=2)


def contact_missing(text: str) -> str:
    """31 entries, 40 contacts; Haarlem has neither contact_line nor contact, and a check warns."""
    return replace(text, ": ".join(contact_line("Haarlem")) + "\n", "")


def theme_gone(text: str) -> str:
    """25 entries, 24 projects, 24 municipalities, 2 themes: the third and its aim are gone; a check warns."""
    shorter = text[: text.index("\nAntidemocratische gedragingen\n") + 1]
    return replace(shorter, section(text, "Omgaan met anti-", "Weerbaar bestuur en org"), "")


def theme_gone_aim_left(text: str) -> str:
    """25 entries, 24 projects, 2 themes: as `theme_gone`, but the introduction still names the third aim."""
    return text[: text.index("\nAntidemocratische gedragingen\n") + 1]


def theme_added(text: str) -> str:
    """33 entries, 28 projects, 4 themes; the fourth has aim title and aim."""
    heading = "\nWeerbaar bestuur en organisatie\n"
    return theme_added_without_aim(replace(text, heading, f"\n{FOURTH_AIM}{heading[1:]}"))


def theme_added_without_aim(text: str) -> str:
    """33 entries, 28 projects, 4 themes; the fourth has no aim."""
    return f"{text}\nDigitale weerbaarheid\n{OMMEN}{BEST}"


def unknown_municipality(text: str) -> str:
    """31 entries; Deventer's has become that of a place in no table: municipality null, and a check warns."""
    entry = deventer(text)
    return replace(text, entry, entry.replace("Deventer", "Zandersveen").replace("deventer", "zandersveen"))


def unknown_label(text: str) -> str:
    """31 entries; a check warns of the label "Trekker" at Deventer: its contact is not lost in silence."""
    return relabelled(text, "Deventer", "Trekker")


def label_variants(text: str) -> str:
    """The same 31 entries and 41 contacts, with these labels as published."""
    for municipality, label in (
        ("Bonaire", "Projectleidster"),
        ("Brunssum", "Projectleider "),
        ("Culemborg", "Projectleider(s)"),
        ("Eindhoven", "Projectleiding"),
        ("Gouda", "Contactpersoon"),
        ("Tytsjerksteradiel", "Contact projectleiding"),
    ):
        text = relabelled(text, municipality, label)
    return replace(text, "Project: Binnenspiegel", "Project : Binnenspiegel")


def contact_variants(text: str) -> str:
    """The same people and addresses in other notations; Oss has the number 0412345678 instead of 140412."""
    for municipality, notation in (
        ("Bonaire", "{name} ({capitals})"),
        ("Brunssum", "{name} <{address}>"),
        ("Eindhoven", "{name} - {address}."),
        ("Gouda", "{name}; {written}"),
        ("'s-Hertogenbosch", "{name} {address}"),
    ):
        name, address = contact_line(municipality)[1].split(", ")
        forms = {"address": address, "capitals": address.upper(), "written": address.replace("@", "(at)")}
        text = with_people(text, municipality, notation.format(name=name, **forms))
    return replace(text, "telefoonnummer 140412", "telefoonnummer +31 (0)412 34 56 78")


def script_in_title(text: str) -> str:
    """Gouda's title holds markup, which is only text; it never reaches a page as markup."""
    return gouda_titled(text, '<script>alert("weerbaar")</script> & <b>vet</b>')


def formula_in_title(text: str) -> str:
    """Gouda's title is a spreadsheet formula: harmless in CSV, as published in Parquet, told in a check."""
    return gouda_titled(text, '=HYPERLINK("https://example.nl/?"&A1,"Klik hier")')


def formula_in_text(text: str) -> str:
    """Haarlem's text starts with a formula, and a paragraph of Ede's starts with an at sign."""
    text = replace(text, "De gemeente Haarlem richt", "=1+1 De gemeente Haarlem richt")
    return replace(text, "Naast veel gesprekken", "@SUM(A1) Naast veel gesprekken")


CHANGES: dict[str, Change] = {
    change.__name__: change
    for change in (
        same,
        added,
        added_common_word,
        removed,
        retitled,
        mistyped_title,
        leader_changed,
        leader_changed_in_repeat,
        contact_missing,
        theme_gone,
        theme_gone_aim_left,
        theme_added,
        theme_added_without_aim,
        unknown_municipality,
        unknown_label,
        label_variants,
        contact_variants,
        script_in_title,
        formula_in_title,
        formula_in_text,
    )
}


def as_text(name: str) -> bytes:
    """The changed page as saved text, in UTF-8."""
    return CHANGES[name](saved_text()).encode()


def as_markup(name: str, markup: str = "accordion") -> bytes:
    """The changed page in a markup of `markups.WRITERS`."""
    return in_markup(WRITERS[markup], CHANGES[name])


# Pages to be refused, and one that is cut off so late that it only warns


def cut_in_half() -> bytes:
    """The first half: 16 of the 26 municipalities. To be refused."""
    return saved()[: len(saved()) // 2]


def cut_in_half_as_markup() -> bytes:
    """An accordion that breaks off within Deventer's panel, and so within open elements. To be refused."""
    page = MARKUPS["accordion"]()
    return page[: page.index(b"Een van deze casustafels")]


def cut_near_the_end() -> bytes:
    """Breaks off within Ede's text: 26 municipalities, 29 entries, Ede without contact. A build only warns."""
    return saved()[: saved().index(b"Doorverwijzen naar zorg")]


ANOTHER_PAGE = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>Nieuws | Gemeente Voorbeeld</title></head>
<body><header><nav><a href="/">Home</a> <a href="/nieuws">Nieuws</a></nav></header>
<main><h1>Zwembad weer open</h1>
<p>Het zwembad aan de Dorpsstraat in Zwolle is weer open. Wethouder Jansen knipte het lint door.</p>
<h2>Project: nieuwe kleedkamers</h2>
<p>De gemeente Kampen bekijkt of ook daar nieuwe kleedkamers nodig zijn.</p>
<p>Projectleider: Piet Jansen, p.jansen@kampen.nl</p></main>
<footer>Gemeente Voorbeeld</footer></body></html>
"""
NOT_FOUND = """<!DOCTYPE html>
<html lang="nl"><head><title>404</title></head><body>
<h1>Gemeenten met vernieuwende aanpak Weerbaar Bestuur</h1>
<p>De pagina die u zoekt, bestaat niet meer. Zoek in het archief.</p></body></html>
"""

REFUSED: dict[str, Callable[[], bytes]] = {
    "cut in half": cut_in_half,
    "cut in half, as markup": cut_in_half_as_markup,
    "another page": ANOTHER_PAGE.encode,
    "another text": re.sub("<[^>]*>", "", ANOTHER_PAGE).encode,
    "not found": NOT_FOUND.encode,
    "empty": bytes,
    "white space": " \r\n\t\n".encode,
    "no text at all": partial(bytes, range(256)),
}
