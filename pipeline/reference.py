"""The municipalities and public bodies there are or were, and finding their names in a text.

Facts: CBS, "Gebieden in Nederland" 2018-2026, CC BY 4.0 (see NOTICE). Spellings and `common_word` are this project's.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.municipality import Municipality, Spelling, any_of, written
from pipeline.words import slug, split_words

__all__ = ["Municipality", "Place", "Reference", "load_reference"]

TABLE = Path(__file__).with_name("municipalities.csv")

# "'s" and the articles are written before the word by which a name is looked up; in a sentence often without capital.
ARTICLES = frozenset({"de", "den", "het", "it", "s", "t"})
# Words that say that what follows is a municipality; those in the second list with "van" behind them.
GOVERNMENT = frozenset({"gemeente", "gemeentes", "stad", "lichaam", "eiland"})
GOVERNMENT_OF = frozenset(
    """gemeente gemeentebestuur gemeenteraad college b&w w raad burgemeester wethouder wethouders""".split()
)
GOVERNMENTS = frozenset({"gemeenten", "steden", "lichamen"})
# "Achtkarspelen is een plattelandsgemeente", as the beginning of the text behind it.
IS_A_MUNICIPALITY = re.compile(r"\s(?:is|als)\s+een\s+(?:\w+\s+){0,2}\w*gemeente\b")
# A name that is also a word counts after a word of place, but not at the beginning of a sentence.
IN_A_PLACE = frozenset("in te uit bij naar rond rondom nabij tussen regio".split())
# "Rob van Tilburg", "J. van Utrecht", "wethouder Van Amsterdam";
# but not "Inwoners van Zwolle" or "het Veiligheidshuis van Tilburg".
PREFIXES = frozenset({"van", "der", "den", "de", "ter", "ten"})
OF_A_PLACE = frozenset(
    """inwoners bewoners burgers ondernemers jongeren raadsleden ambtenaren medewerkers bestuurders gemeentehuis
    stadhuis politie centrum binnenstad wijken wijk delen buitengebied omgeving noorden oosten zuiden westen""".split()
)
SURNAME = re.compile(
    r"(?:(?<!\b[hH]et\s)(?<!\b[dD]e\s)(?<!een\s)\b[A-Z][a-zà-ÿ]+|\b[A-Z]\.)\s+(?:van\s+)?(?:van|der|den|de|ter|ten)\s+$"
)
CAPITAL_PREFIX = re.compile(r"[^\s.!?:]\s+(?:Van|Van der|Van den|Van de|De|Den|Ter|Ten)\s+$")
OTHER_BODY = frozenset({"provincie", "universiteit", "hogeschool", "riec", "veiligheidsregio"})
BETWEEN_NAMES = re.compile(r"\s*(?:,|en|of|&|/|,\s*en)\s+|/")
QUALIFIER = re.compile(
    r"^(?:de\s+)?(?:gemeente|openbaar\s+lichaam)\s+|\s*\((?:gemeente|openbaar lichaam)\)$", re.IGNORECASE
)
# What may stand around a name besides its letters: a qualifier, brackets, a colon. In characters.
LONGEST_QUALIFIER = 30
# "Gemeente Verzonnen aan de Rijn": the name of a municipality, whether or not a table has it.
GOVERNMENT_TITLE = re.compile(
    r"(?:[gG]emeente|[oO]penbaar [lL]ichaam)\s+(?:(?:de|den|het)\s)?['’A-ZÀ-Þ][\w'’-]*"
    r"(?:\s+(?:aan|bij|de|den|en|het|in|op|van|[A-ZÀ-Þ][\w'’-]*))*"
)
# What may stand between a municipality and the title of its project: "Zwolle: …", "Gemeente Zwolle – …".
NAME_AND_REST = re.compile(r"\s*(?:[:|]|\s[-–—])\s+")
# How far before a name its context can stand, and how much can stand between two names of a list. In characters.
CONTEXT = 60
LONGEST_BETWEEN = 10


class Place(NamedTuple):
    """A name found in a text."""

    municipality: Municipality
    start: int
    end: int
    as_government: bool  # "gemeente X" and its like
    compared: bool  # named beside others: "net als de gemeenten X en Y"


class Reference:
    """All municipalities and public bodies, for looking up and for finding.

    Names are compared without case, diacritics and punctuation.
    """

    def __init__(self, municipalities: list[tuple[Municipality, list[str], bool]]) -> None:
        self.all = tuple(municipality for municipality, _, _ in municipalities)
        self._by_slug: dict[str, Municipality] = {}
        self._by_key: dict[str, Municipality] = {}
        self._by_word: dict[str, list[Spelling]] = {}
        for municipality, spellings, common in municipalities:
            for name in (municipality.slug, municipality.slug.replace("-", "")):
                self._by_slug.setdefault(name, municipality)
            for spelling in spellings:
                self._by_key.setdefault(_key(spelling), municipality)
                self._index(spelling, municipality, common)
        self._longest = max((len(key) for key in self._by_key), default=0) + LONGEST_QUALIFIER
        for found in self._by_word.values():
            found.sort(key=lambda spelling: -len(spelling.words))
        self._first_word = re.compile(any_of(sorted(self._by_word)) + r"(?![^\W_])")

    def _index(self, spelling: str, municipality: Municipality, common: bool) -> None:
        words = _key(spelling).split()
        first = next((n for n, word in enumerate(words[:-1]) if word not in ARTICLES), len(words) - 1)
        before, rest = tuple(words[:first]), tuple(words[first:])
        single = not before and len(rest) == 1
        made = Spelling(before, rest, municipality, single, common and single)
        for word in written(rest[0], spelling):
            self._by_word.setdefault(word, []).append(made)

    def by_name(self, name: str) -> Municipality:
        """The municipality with this official name.

        Raises:
            KeyError: there is none.
        """
        return self._by_key[_key(name)]

    def named(self, text: str) -> Municipality | None:
        """The municipality that the whole of `text` names, with or without "gemeente"; None where it names none."""
        if len(text) > self._longest:
            return None
        key = _key(text)
        if (found := self._by_key.get(key)) or not ("gemeente" in key or "openbaar lichaam" in key):
            return found
        return self._by_key.get(_key(QUALIFIER.sub("", text)))

    def names(self, text: str) -> bool:
        """Whether the whole of `text` names a municipality, of the table or, by "gemeente" before it, of none."""
        return self.named(text) is not None or GOVERNMENT_TITLE.fullmatch(text) is not None

    def leading(self, text: str) -> tuple[Municipality, int] | None:
        """The municipality that `text` begins with as a title of its own, and the offset of the rest: "Zwolle: …"."""
        for separator in NAME_AND_REST.finditer(text, 0, self._longest):
            if municipality := self.named(text[: separator.start()]):
                return municipality, separator.end()
        return None

    def owner(self, domain: str) -> Municipality | None:
        """The municipality whose name, with or without hyphens, is the domain under .nl."""
        name, _, country = domain.rpartition(".")
        return self._by_slug.get(name) if country == "nl" else None

    def find(self, text: str) -> list[Place]:
        """Every name in `text`, in order.

        Names that are also words, parts of a compound, or of a person are left out.
        """
        places: list[Place] = []
        behind = 0
        for word in self._first_word.finditer(text):
            start, end = word.span()
            if start < behind:
                continue
            for spelling in self._by_word[word.group()]:
                span = (start, end) if spelling.single else spelling.span(text, start)
                if span and _stands_alone(text, *span):
                    if place := _judged(text, *span, spelling, places):
                        places.append(place)
                        behind = place.end
                    break
        return places


def _judged(text: str, start: int, end: int, spelling: Spelling, places: list[Place]) -> Place | None:
    """The place, unless what stands around the name says that it is none."""
    before = text[start - CONTEXT if start > CONTEXT else 0 : start]
    words = before.lower().rsplit(maxsplit=2)
    word = words[-1] if words else ""
    last_but_one = words[-2] if len(words) > 1 else ""
    listed = False
    if places and start - places[-1].end <= LONGEST_BETWEEN:
        listed = BETWEEN_NAMES.fullmatch(text, places[-1].end, start) is not None
    many = word in GOVERNMENTS
    government = (
        word in GOVERNMENT
        or (word == "van" and last_but_one.strip(".,") in GOVERNMENT_OF)
        or IS_A_MUNICIPALITY.match(text, end) is not None
    )
    if not (government or many or listed):
        of_a_place = word == "van" and last_but_one in OF_A_PLACE
        if word in OTHER_BODY or (not of_a_place and word in PREFIXES and _is_surname(before)):
            return None
        if spelling.needs_context and not of_a_place and word not in IN_A_PLACE:
            return None
    compared = many or (listed and places[-1].compared)
    return Place(spelling.municipality, start, end, government and not many, compared)


def _is_surname(before: str) -> bool:
    return SURNAME.search(before) is not None or CAPITAL_PREFIX.search(before) is not None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter, and no hyphen with a letter behind it, joins the name to another word; a possessive 's may."""
    if start and (text[start - 1].isalnum() or (text[start - 1] == "-" and start > 1 and text[start - 2].isalnum())):
        return False
    following = text[end : end + 1]
    return not (following.isalnum() or (following == "-" and text[end + 1 : end + 2].isalnum()))


def _key(text: str) -> str:
    return " ".join(split_words(text))


def _rows(path: Path) -> Iterator[tuple[Municipality, list[str], bool]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year_from, year_to = (int(row[column]) if row[column] else None for column in ("valid_from", "valid_to"))
            longitude, latitude = (float(row[column]) if row[column] else None for column in ("longitude", "latitude"))
            municipality = Municipality(
                row["name"],
                row["kind"],
                row["gm_code"] or None,
                row["province"],
                year_from,
                year_to,
                longitude,
                latitude,
                slug(row["name"]),
            )
            yield municipality, [row["name"], *filter(None, row["aliases"].split("|"))], row["common_word"] == "1"


def load_reference(path: Path = TABLE) -> Reference:
    """Read the reference table.

    Raises:
        OSError, KeyError, ValueError: the file is missing or is no such table.
    """
    return Reference(list(_rows(path)))
