"""Ways in which a contact line, and a text, name somebody: invented people, each of whom has a name of its own."""

import re
from itertools import product

GIVEN = ("Koosje", "Warnar", "Fenna", "Tjibbe", "Jikke", "Roelof", "Sietske", "Bouke")
SURNAMES = ("Klavertje", "Appelo", "Berghuis", "Dorpema", "Elzevier", "Fokkinga", "Gaastra", "Hemminga")
PEOPLE = [*product(GIVEN, SURNAMES)]

# G: given name, S: surname, I: initial, in small letters `g`, `s`, `i`; each is all that is in an entry's contact.
CONTACT_LINES = """
Projectleider: {g} {s}, info@gouda.nl
Projectleider: {g} {s}
projectleider: {g} {s}
Projectleider {g} {s}, {i}.{s}@gouda.nl
Projectleider: {i}. {s}, info@gouda.nl
Projectleider: {i}.j. {s} (info@gouda.nl)
Projectleider: {i}j {s}, 0182-588210
Projectleider: @{g}{s}
Projectleider: {G} {S} (@{g}{s})
Projectleider: twitter.com/{g}{s}
Projectleider: linkedin.com/in/{g}-{s}-12ab
Projectleider: {G} {S}, https://www.linkedin.com/in/{g}{s}/
Projectleider: https://nl.linkedin.com/in/{g}{s}
Projectleider: {U}, info@gouda.nl
Projectleider: {S}, {I}.J., info@gouda.nl
Projectleider: {s}, {i}., info@gouda.nl
Trekker: {g} {s}, info@gouda.nl
Trekker: {G} {S}
Wie: {g} {s} / info@gouda.nl
Aanspreekpunt: {g} {s}; tel. 0182 588 210
Projectleider: {g} {s} at gouda punt nl
Projectleider: {g}.{s} apenstaartje gouda.nl
Projectleider: {g}.{s} (bij) gouda.nl
Projectleider: {g}.{s}@gouda,nl
Projectleider: {g}.{s}@gouda
Projectleider: {g}.{s} [a] gouda punt nl
{G} {S}, projectleider
{G} {S} (projectleider, gemeente Gouda)
{g} {s}, info@gouda.nl
{g} {s} | info@gouda.nl | 0182-588210
Contact: adviseur {g} {s}, info@gouda.nl
Contact: vraag naar {g} {s} via info@gouda.nl
Contact: neem contact op met {g} {s} (info@gouda.nl)
Contact: voor vragen kunt u terecht bij {g} {s}, info@gouda.nl
Contact: skype {g}{s}
Contact: WhatsApp {g} 06-12345678 {s}
Projectleider: {G} {S}-van der Wielinga, info@gouda.nl
Projectleider: drs. {g} {s} msc, info@gouda.nl
Projectleider: mw. {s}, info@gouda.nl
Projectleider: dhr {s}, 14 0182
Projectleider: {G}  'Kootje'  {S}, info@gouda.nl
Projectleider: {g}_{s}, info@gouda.nl
Projectleider: www.{g}{s}.nl
Projectleider: {G} {S} en {g} wielinga, info@gouda.nl
Contact: team OOV t.a.v. {S}, info@gouda.nl
Projectleider; {G} {S}; info@gouda.nl
Projectleider → {G} {S} → info@gouda.nl
Projectleider: {G}{S}, {g}.{s}﹫gouda.nl
""".strip().split("\n")
OTHER_SCRIPTS = [
    "Projectleider: Коос Клаверчик, info@gouda.nl",
    "Projectleider: Κώστας Κλάβερ, info@gouda.nl",
    "Projectleider: كوس كلافر, info@gouda.nl",
]
# Officials whom no contact line names, in a paragraph.
IN_TEXTS = """
Wethouder {G} {S} opende het meldpunt.
Het meldpunt is geopend door wethouder {S} van Gouda.
Volgens burgemeester {I}. {S} is dat nodig.
Aldus {G} {S} in de raad.
{G} {S}, de nieuwe wethouder van Gouda, is trots.
De training gaf mevrouw {S} zelf.
Dat zei de heer Van der {S} daarover.
Projectleider {G} de {S} vertelt erover.
Mail {i} punt {s} at gouda punt nl, dan nemen wij binnen een week contact op en maken een afspraak om langs te komen.
Schrijf naar {i}.{s} apenstaartje gouda punt nl voor meer informatie over de aanpak in de wijk en de buurt eromheen.
Volg ons via @{g}{s} op de voet.
Met dank aan {G} {S} ({i}.{s}@gouda.nl) voor het werk.
De aanpak is bedacht door {G} {S}.
Adviseur Openbare Orde en Veiligheid {G} {S} legt uit.
Dat werkt, zegt {G}.
Bel gerust met {G} op 06-12345678 of mail.
Meer informatie? Neem contact op met {G} {S}.
(Foto {G} {S})
Oud-burgemeester {G} {S} kwam.
Projectleiders Jan Jansen en {G} {S} kwamen.
Wethouders {S} (VVD) en anderen tekenden.
De raad bedankt {G} {S} voor jaren werk.
""".strip().split("\n")


def written(form: str, person: tuple[str, str]) -> str:
    """A form with the name of a person."""
    given, surname = person
    return form.format(
        G=given, S=surname, I=given[0], g=given.lower(), s=surname.lower(), i=given[0].lower(),
        U=f"{given} {surname}".upper(),
    )  # fmt: skip


def left(text: str, person: tuple[str, str]) -> list[str]:
    """Where a part of the name of a person is left in a text, with what is around it."""
    found = re.finditer("|".join((*person, "wielinga", "kootje")), text, re.IGNORECASE)
    return [text[max(0, match.start() - 20) : match.end() + 20] for match in found]
