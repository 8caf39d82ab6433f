"""The municipalities and public bodies there are or were, and finding their names in a text.

Facts: CBS, "Gebieden in Nederland" 2018-2026, CC BY 4.0 (see NOTICE). Spellings and `common_word` are this project's.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pipeline.definition import dutch
from pipeline.gazetteer.disambiguate import naming_at
from pipeline.gazetteer.limits import LONGEST_MUNICIPALITY, LONGEST_QUALIFIER, NAME_BEGINNING
from pipeline.gazetteer.names import GEMEENTE, KINDS, Municipality, Naming, Spelling, any_of, domains_of, ways_to_write
from pipeline.text.normalise import DASH, slug, split_words

TABLE = Path(__file__).with_name("municipalities.csv")

# "'s" and the articles are written before the word by which a name is looked up; in a sentence often without capital.
BEFORE_LOOKED_UP = frozenset(dutch.words("municipalities", "articles"))
KIND = dutch.one_of("municipalities", "kinds")
QUALIFIER = re.compile(rf"^(?:{dutch.one_of('grammar', 'articles')}\s+)?{KIND}\s+|\s*\({KIND}\)$", re.IGNORECASE)
QUALIFIED = (f"{GEMEENTE.capitalize()} ", f"{GEMEENTE} ")  # as many panels and rows are titled
# "1. Zwolle", "12 Zwolle": the number of a panel or a section.
NUMBER_OF_ITEM = re.compile(r"^\d{1,3}[.):]?\s+")
# "Zwolle (3 projecten)", "Zwolle 3": how many projects follow a name; "Zwolle1": which footnote.
COUNT = re.compile(r"(?:\s*(?:\d{1,2}|[¹²³⁰-⁹])|\s+\(\d{1,2}(?:\s[a-z]+)?\))$")
# "Gemeente Verzonnen aan de Rijn": the name of a municipality, whether or not a table has it.
GOVERNMENT_BEGINS = tuple(f"{begin} " for kind in KINDS for begin in (kind.split()[0].capitalize(), kind.split()[0]))
GOVERNMENT_TITLE = re.compile(
    rf"(?:{'|'.join(map(dutch.in_either_case, KINDS))})\s+(?:{dutch.one_of('municipalities', 'articles')}\s)?"
    r"['’A-ZÀ-Þ][\w'’-]*"
    rf"(?:\s+(?:{dutch.one_of('municipalities', 'linking')}|[A-ZÀ-Þ][\w'’-]*))*"
)
# What may be between a municipality and the title of its project: "Zwolle: …", "Gemeente Zwolle – …".
BEFORE_THE_REST = re.compile(r"[:|–—-]\s+")


class Reference:
    """All municipalities and public bodies, for looking up and for finding.

    Names are compared without case, diacritics and punctuation.
    """

    def __init__(self, municipalities: list[tuple[Municipality, list[str], bool]]) -> None:
        self._by_slug: dict[str, Municipality] = {}
        self._by_name: dict[str, Municipality] = {}
        self._by_key: dict[str, Municipality] = {}
        self._by_word: dict[str, list[Spelling]] = {}
        for municipality, spellings, common in municipalities:
            for name in (municipality.slug, municipality.slug.replace("-", "")):
                self._by_slug.setdefault(name, municipality)
            for spelling in spellings:
                key = _key(spelling)
                self._by_name.setdefault(spelling, municipality)
                self._by_key.setdefault(key, municipality)
                for before in QUALIFIED:
                    self._by_name.setdefault(before + spelling, self._by_key[key])
                self._index(spelling, municipality, common)
        # What is not a name is mostly known by its first letters.
        self._beginnings = {beginning[:NAME_BEGINNING] for beginning in (*self._by_key, *KINDS)}
        self._longest = max((len(key) for key in self._by_key), default=0) + LONGEST_QUALIFIER
        for found in self._by_word.values():
            found.sort(key=lambda spelling: -len(spelling.words))
        self._first_word = re.compile(any_of(sorted(self._by_word)) + r"(?![^\W_])")

    def _index(self, spelling: str, municipality: Municipality, common: bool) -> None:
        words = _key(spelling).split()
        first = next((n for n, word in enumerate(words[:-1]) if word not in BEFORE_LOOKED_UP), len(words) - 1)
        before, rest = tuple(words[:first]), tuple(words[first:])
        single = not before and len(rest) == 1
        made = Spelling(before, rest, municipality, single, common and single)
        for word in ways_to_write(rest[0], spelling):
            self._by_word.setdefault(word, []).append(made)

    @property
    def first_words(self) -> frozenset[str]:
        """The words by which names are looked up, as they are written: "Zwolle", "ZWOLLE", "Capelle"."""
        return frozenset(self._by_word)

    def by_name(self, name: str) -> Municipality:
        """The municipality with this official name.

        Raises:
            KeyError: there is none.
        """
        return self._by_key[_key(name)]

    def current(self, name: str | None) -> str | None:
        """The name of the municipality that one with this official name is today.

        It is the name itself where it still is one, where it was divided among several, and where no table has it.
        """
        known = self._by_key.get(_key(name)) if name else None
        return known.went_into[0] if known and len(known.went_into) == 1 else name

    def also_called(self, name: str) -> list[str]:
        """The other spellings of the municipality with this official name, without "gemeente"."""
        found = self._by_name.get(name)
        return [
            spelling
            for spelling, municipality in self._by_name.items()
            if municipality is found and spelling != name and not spelling.startswith(QUALIFIED)
        ]

    def named(self, text: str) -> Municipality | None:
        """The municipality that the whole of `text` names, with or without "gemeente"; None where it names none."""
        if exactly := self._by_name.get(text):
            return exactly
        if text[:1].isdigit():
            if " " not in text:
                return None
            text = NUMBER_OF_ITEM.sub("", text)
        if text[-1:].isdigit() or text[-1:] == ")":
            text = COUNT.sub("", text)
        if len(text) > self._longest or self._begins_otherwise(text[:NAME_BEGINNING]):
            return None
        key = _key(text)
        if (found := self._by_key.get(key)) or not any(qualifier in key for qualifier in KINDS):
            return found
        return self._by_key.get(_key(QUALIFIER.sub("", text)))

    def _begins_otherwise(self, letters: str) -> bool:
        """A quick look: whether no name begins with these letters, or with a digit; of other signs it cannot tell."""
        if letters.isascii() and letters.isalpha():
            return letters.lower() not in self._beginnings
        return letters[:1].isdigit()

    def names(self, text: str) -> bool:
        """Whether the whole of `text` names a municipality, of the table or, by "gemeente" before it, of none."""
        if self.named(text):
            return True
        return text.startswith(GOVERNMENT_BEGINS) and GOVERNMENT_TITLE.fullmatch(text) is not None

    def leading(self, text: str) -> tuple[Municipality, int] | None:
        """The municipality that `text` begins with as a title of its own, and the offset of the rest: "Zwolle: …"."""
        for separator in BEFORE_THE_REST.finditer(text, 0, self._longest):
            before = text[: separator.start()]
            name = before.rstrip()
            if (name != before or separator.group()[0] in ":|") and (municipality := self.named(name)):
                return municipality, separator.end()
        return None

    def owner(self, domain: str) -> Municipality | None:
        """The municipality whose name, with or without hyphens or "gemeente" before it, is the domain under .nl."""
        name, _, country = domain.rpartition(".")
        if country != "nl":
            return None
        return self._by_slug.get(name) or self._by_slug.get(name.removeprefix(GEMEENTE).removeprefix("-"))

    def find(self, text: str) -> list[Naming]:
        """Every name in `text`, in order.

        Names that are also words, parts of a compound, or of a person are left out.
        """
        namings: list[Naming] = []
        last = None
        read_to = 0
        for word in self._first_word.finditer(text):
            at, end = word.span()
            if at >= read_to and (found := self._spelled(text, at, end)):
                spelling, start, end = found
                if naming := naming_at(text, start, end, spelling, last, self._is_name):
                    namings.append(naming)
                    last, read_to = naming, end
        return namings

    def _spelled(self, text: str, at: int, end: int) -> tuple[Spelling, int, int] | None:
        """The longest name around the word from `at` to `end`, and where it is."""
        for spelling in self._by_word[text[at:end]]:
            if spelling.single:
                if _is_alone(text, at, end):
                    return spelling, at, end
            elif (span := spelling.span(text, at)) and _is_alone(text, *span):
                return spelling, *span
        return None

    def _is_name(self, text: str, start: int) -> bool:
        """Whether a name is at `start`."""
        words = self._first_word.finditer(text, start, start + LONGEST_MUNICIPALITY)
        return any(found[1] == start for word in words if (found := self._spelled(text, *word.span())))


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing joins a name, which no letter follows, to another word; a possessive 's may."""
    before = text[start - 1] if start else ""
    if before.isalnum() or (before == "-" and text[start - 2 : start - 1].isalnum()):
        return False
    return text[end : end + 1] != "-" or not text[end + 1 : end + 2].isalnum()


def _key(text: str) -> str:
    return " ".join(split_words(text if text.isascii() else DASH.sub("-", text)))


def _rows(path: Path) -> Iterator[tuple[Municipality, list[str], bool]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {row["name"]: row["gm_code"] or None for row in rows}
    parts: defaultdict[str, list[str]] = defaultdict(list)  # by what they went into, whose domains theirs still are
    for row in rows:
        for whole in _listed(row["went_into"]):
            parts[whole].append(slug(row["name"]))
    for row in rows:
        longitude, latitude = (float(row[column]) if row[column] else None for column in ("longitude", "latitude"))
        name = slug(row["name"])
        went_into = _listed(row["went_into"])
        current = went_into or [row["name"]]
        municipality = Municipality(
            row["name"],
            row["kind"],
            codes[row["name"]],
            codes[current[0]] if len(current) == 1 else None,
            tuple(went_into),
            row["province"],
            longitude,
            latitude,
            name,
            tuple(domain for each in (name, *parts[row["name"]]) for domain in domains_of(each)),
        )
        yield municipality, [row["name"], *_listed(row["aliases"])], row["common_word"] == "1"


def _listed(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def load_reference(path: Path = TABLE) -> Reference:
    """Read the reference table.

    Raises:
        OSError, KeyError, ValueError: the file is missing or is no such table.
    """
    return Reference(list(_rows(path)))
