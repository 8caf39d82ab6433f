"""Pages on which each municipality has two entries: two projects of nearly the same title and text, or one project."""

from dataclasses import replace
from typing import NamedTuple

from tests.pages import contact_blocks
from tests.pages.contact_blocks import MANY, Project
from tests.pages.expected import Expected


class Pair(NamedTuple):
    """The titles of two entries, and what their texts are about; of one project those are the same."""

    titles: tuple[str, str]
    about: tuple[str, str]


APART = [
    Pair((titles[0], titles[1]), (about[0], about[1]))
    for titles, about in (
        (("Voorlichting over drugs", "Voorlichting over alcohol"), ("drugs", "alcohol")),
        (("Jongeren weerbaar", "Ouderen weerbaar"), ("jongeren", "ouderen")),
        (("Veilig ondernemen, eerste fase", "Veilig ondernemen, tweede fase"), ("bedrijven", "bedrijven")),
        (("Toezicht op Noord", "Toezicht op Zuid"), ("Noord", "Zuid")),
        (("Training voor raadsleden", "Training voor baliemedewerkers"), ("raadsleden", "baliemedewerkers")),
        (("Controle van garageboxen", "Controle van vakantieparken"), ("garageboxen", "vakantieparken")),
        (("Buurtteam Vogelwijk", "Buurtteam Bomenwijk"), ("Vogelwijk", "Bomenwijk")),
        (("Weerbare haven 2019", "Weerbare haven 2020"), ("schepen", "schepen")),
    )
]
ONE = [
    Pair((first, second), (about, about))
    for first, second, about in (
        ("Stevig in het zadel", "Stevig in het zadel", "wethouders"),
        ("Haven in beeld", "Haven in Beeld!", "kades"),
        ("Integrale aanpak van loodsen", "Integraal aanpak van de loodsen", "loodsen"),
        ("Samen sterk tegen ondermijning", "Samen strek tegen ondermijning", "ondernemers"),
        ("Ogen en oren in de wijk", "Bewoners melden wat zij zien", "bewoners"),
        ("Klaar voor de Bibob", "Klaar voor de Bibob", "vergunningen"),
    )
]
TEXT = (
    "De gemeente {place} brengt met politie, scholen en verenigingen in beeld wat er speelt rond {about}. Elke maand "
    "komen zij bijeen om signalen te wegen, en twee keer per jaar hoort de gemeenteraad wat dat heeft opgeleverd."
)
ALL = [*APART, *ONE]
ENDINGS = {"the same text": "", "a sentence more": " Inmiddels is daar geld voor tot en met volgend jaar."}
"""What the second entry of a pair says besides."""


def pairs(around: str, ending: str) -> tuple[bytes, list[Expected]]:
    """A page of pairs: first the one entry of each municipality, in three themes, then the other of each."""
    projects = [_project(n, which, ENDINGS[ending] * which) for which in (0, 1) for n in range(len(ALL))]
    projects = [project._replace(theme=MANY[n].theme) for n, project in enumerate(projects)]
    found = [
        replace(contact_blocks.expected(project, ""), project=1 + (n % len(ALL) if ALL[n % len(ALL)] in ONE else n))
        for n, project in enumerate(projects)
    ]
    return contact_blocks.page(around, lambda _: contact_blocks.CONTACT, projects), found


def _project(n: int, which: int, ending: str) -> Project:
    """The first or the second entry of a pair."""
    pair, place = ALL[n], MANY[n].municipality
    text = TEXT.format(place=place, about=pair.about[which]) + ending
    return MANY[n]._replace(title=pair.titles[which], text=text)
