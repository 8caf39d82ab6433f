"""What is around a name in a text: whether a municipality is meant there, and whether as a government."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.gazetteer.names import Naming, Spelling

# Words that say that what follows is a municipality; those in the second list with "van" after them.
GOVERNMENT = frozenset({"gemeente", "gemeentes", "stad", "lichaam", "eiland"})
GOVERNMENT_OF = frozenset(
    """gemeente gemeentebestuur gemeenteraad college b&w w raad burgemeester wethouder wethouders""".split()
)
GOVERNMENTS = frozenset({"gemeenten", "steden", "lichamen"})
# "Net als de gemeente Zwolle", "zoals de gemeente Zwolle": what another one is compared with.
AS = frozenset({"als", "zoals", "Zoals"})
# "Achtkarspelen is een plattelandsgemeente", as the beginning of the text after it.
IS_A = (" is een ", " als een ")
IS_A_MUNICIPALITY = re.compile(r" (?:is|als) een (?:\w+ ){0,2}\w*gemeente\b")
# "Inwoners van Zwolle" are no person called Van Zwolle.
PREFIXES = frozenset({"van", "der", "den", "de", "ter", "ten"})
OF_A_MUNICIPALITY = frozenset(
    """inwoners bewoners burgers ondernemers jongeren raadsleden ambtenaren medewerkers bestuurders gemeentehuis
    stadhuis politie centrum binnenstad wijken wijk delen buitengebied omgeving noorden oosten zuiden westen""".split()
)
# "Rob van Tilburg", "J. van Utrecht"; but with an article "het Veiligheidshuis van Tilburg", "het Groene Hart van
# Gouda".
PERSON = re.compile(
    r"(?:\b(?P<article>[hH]et|[dD]e|[eE]en) )?"
    r"\b(?:(?:[A-Z]\.|[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]) )+(?:(?:van|der|den|de|ter|ten) )+$"
)
# "mevrouw Van Amsterdam".
CAPITAL_PREFIX = re.compile(r"[^\s.!?:] (?:Van|Van der|Van den|Van de|De|Den|Ter|Ten) $")
# What bears the name of a municipality and is something else: "provincie Utrecht", "Tilburg University".
OTHER_BODY = frozenset(
    """provincie provincies universiteit hogeschool tu roc riec veiligheidsregio veiligheidshuis omgevingsdienst ggd fc
    politie politie-eenheid eenheid politieregio rechtbank gerechtshof parket ministerie belastingdienst koophandel
    waterschap metropoolregio havenbedrijf""".split()
)
OTHER_BODY_OF = frozenset({"universiteit", "hogeschool", "roc"})
OTHER_AFTER = (" University", " Airport", " Practice", " practice")
# "mevrouw Deurne": whoever is called so.
PERSON_TITLES = frozenset(
    "mevrouw mevr mw meneer heer dhr mr drs dr ir ing prof burgemeester wethouder familie".split()
)
BETWEEN_NAMES = re.compile(r"\s*(?:,|en|of|&|/|,\s*en)\s+|/")
# Most names are among words that say nothing of them.
TELLING = GOVERNMENT | GOVERNMENTS | PREFIXES | OTHER_BODY | PERSON_TITLES
TELLING_AFTER = (*IS_A, *OTHER_AFTER)
# How far before a name its context can be, and in it a telling word with "van"; how much can be between two names
# of a list. In characters.
CONTEXT = 60
LONGEST_TELLING = 24
LONGEST_BETWEEN = 10

# A name that is also a word, or a surname, means the municipality where it has a capital that the sentence does not
# give it: "ook Best", "Veilig Best", and not "Goede Buren", "de Sluis", "Anna Stein".
DETERMINERS = frozenset("de het een deze onze mijn jullie twee".split())
# All in capitals, it does so only after a word of place.
IN_A_MUNICIPALITY = frozenset("in te uit bij naar rond rondom nabij tussen regio".split())
SENTENCE_OPENS = re.compile(r"(?:^-?|[.!?:;…\"'“„‘«])[\s(\[]*$")
ABBREVIATION = re.compile(r"\b(?:(?:[a-z]\.)+|(?:bijv|incl|excl|resp|evt|ca|gem)\.)[\s(\[]*$")
INITIAL = re.compile(r"\b[A-Z]\. $")
# Where a sentence opens, a verb in the third person singular after it makes it a name, since most such words are
# plurals or no nouns at all: "Huizen werkt", "Best heeft". But "Best is het niet".
VERBS = """is was wordt werd heeft had wil wilde kan zal moet mag gaat ging doet deed staat ziet zag werkt werkte zet
    zette zoekt zorgt kiest koos start startte begint begon bouwt bouwde krijgt kreeg neemt nam maakt maakte pakt pakte
    richt richtte voert geeft gaf kent streeft steunt ondersteunt stelt stelde brengt biedt helpt onderzoekt ontwikkelt
    ontwikkelde versterkt versterkte vergroot verbetert voorkomt bestrijdt betrekt vraagt laat houdt deelt draait loopt
    sluit volgt hoopt verwacht besteedt vormt test traint blijft probeert benoemt trekt opent telt vindt weet komt"""
HAS_A_VERB = re.compile(
    r" (?!(?:is|was|wordt|kan) (?:het|dat|dit|er|wel|ik|wij|we|je|men)\b)"
    r"(?!(?:is|was|wordt) (?:(?:de|een) )?\w*(?:leid(?:er|ster)|persoon|adviseur|ambtenaar|manager|houder|meester)\b)"
    rf"(?:\w+eer(?:t|de)|{'|'.join(VERBS.split())})\b"
)


def naming_at(
    text: str, start: int, end: int, spelling: Spelling, last: Naming | None, goes_on: Callable[[str, int], bool]
) -> Naming | None:
    """The name from `start` to `end` as that of a municipality, unless what is around it says that it is none.

    `last` is the naming before it; `goes_on` tells whether another name follows at an offset, as in a list.
    """
    words = text[start - LONGEST_TELLING if start > LONGEST_TELLING else 0 : start].split()
    word = words[-1].lower().lstrip("(") if words else ""
    listed = last is not None and start - last.end <= LONGEST_BETWEEN and _is_listed(text, last.end, start)
    if word not in TELLING and not (listed or spelling.needs_context or text.startswith(TELLING_AFTER, end)):
        return Naming(spelling.municipality, start, end, False, False)
    if word in OTHER_BODY or word in PERSON_TITLES or text.startswith(OTHER_AFTER, end):
        return None
    many = word in GOVERNMENTS
    owner = words[-2].lower().strip(".,(") if word == "van" and len(words) > 1 else ""
    if owner in OTHER_BODY_OF:
        return None
    government = word in GOVERNMENT or owner in GOVERNMENT_OF or IS_A_MUNICIPALITY.match(text, end) is not None
    if not (government or many or listed or owner in OF_A_MUNICIPALITY):
        if word in PREFIXES and _is_surname(text[max(0, start - CONTEXT) : start]):
            return None
        if spelling.needs_context and not _is_meant(text, start, end, goes_on):
            return None
    compared = (
        many
        or (government and len(words) > 2 and words[-2] == "de" and words[-3] in AS)
        or (listed and last is not None and last.compared)
    )
    return Naming(spelling.municipality, start, end, government and not many, compared)


def _is_listed(text: str, end: int, start: int) -> bool:
    """Whether nothing but "," or "en" is between the end of one name and the start of the next."""
    return BETWEEN_NAMES.fullmatch(text, end, start) is not None


def _is_surname(before: str) -> bool:
    person = PERSON.search(before)
    return (person is not None and not person["article"]) or CAPITAL_PREFIX.search(before) is not None


def _is_meant(text: str, start: int, end: int, goes_on: Callable[[str, int], bool]) -> bool:
    """Whether a name that is also a word is a name here."""
    before = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    if INITIAL.search(before):
        return False
    if SENTENCE_OPENS.search(before) and not ABBREVIATION.search(before):
        return HAS_A_VERB.match(text, end) is not None or _leads_a_list(text, end, goes_on)
    word = before.split()[-1]
    lower = word.lower().rstrip(".")
    if lower in DETERMINERS or lower in PERSON_TITLES:
        return False
    if text[start:end].isupper():
        return lower in IN_A_MUNICIPALITY
    return not (word[0].isupper() and word.isalpha()) or _is_one_of_a_kind(before.rstrip(), word)


def _is_one_of_a_kind(before: str, word: str) -> bool:
    """Whether the capital of the word before a name comes from its sentence, and it has no ending as before a noun.

    "Veilig Best" and "Ook Best", but neither "Goede Buren" nor, within a sentence, "Anna Stein".
    """
    inflected = word.endswith("e") and not word.endswith(("ee", "oe"))
    return not inflected and SENTENCE_OPENS.search(before[: -len(word)]) is not None


def _leads_a_list(text: str, end: int, goes_on: Callable[[str, int], bool]) -> bool:
    between = BETWEEN_NAMES.match(text, end)
    return between is not None and goes_on(text, between.end())
