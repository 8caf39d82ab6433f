"""People in texts: where their names are, and words that are no names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.definition import dutch
from pipeline.definition.source import Source
from pipeline.privacy.decisions import PublicDecisions
from pipeline.privacy.limits import (
    LONGEST_BEFORE_SURNAME,
    SHORTEST_JOINED,
    SHORTEST_LABEL,
    SHORTEST_NAME,
    SHORTEST_WITHIN,
)
from pipeline.privacy.name_forms import Names
from pipeline.privacy.name_patterns import halves
from pipeline.privacy.reaches import overlaps, without_addresses
from pipeline.records import Span
from pipeline.tables.schema import Rows
from pipeline.text.normalise import fold, letters_only, split_words

LETTERS = re.compile(r"[^\W\d_]+")
RUN = re.compile(r"[^\W_]+")
SPLIT = re.compile(r"[._+-]+")
WORDS = frozenset(dutch.words("people", "words"))  # and names, folded

# "Jansen", "D'Hondt", "Jansen-Smit"; "J.P. ", "Th. "
CAPITAL = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’-]?[^\W\d_]+)*"
FIRST_LETTERS = r"(?:[^\W\d_a-zß-öø-ÿ][a-z]?\.[ -]?){1,5}"
PARTICLE = dutch.one_of("contacts", "prefixes")
SURNAME = rf"(?:{PARTICLE} ){{0,3}}{CAPITAL}"
# What belongs to a name before and after the part that is known: "J.P. ▮", "Jan van der ▮", "▮-Smit", "▮ de Vries".
AFTER = re.compile(
    rf"(?:-(?:{PARTICLE} ){{0,3}}{CAPITAL})*((?: (?:{PARTICLE} ){{0,3}}{CAPITAL})?)(?:, ?{FIRST_LETTERS}(?![\w@]))?"
)
BEFORE_SURNAME = re.compile(rf"(?:(?P<word>{CAPITAL})[ -]|(?P<initials>{FIRST_LETTERS}))(?:{PARTICLE} ){{0,3}}$")
# The word that a name follows, or that follows a name: "wethouder Jan Jansen", "Jan Jansen, de nieuwe wethouder van".
WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?[,:(]?[ \n]?$")


@dataclass(frozen=True)
class Known:
    """Words that are no names, and words beside which names are."""

    source: Source
    decisions: PublicDecisions
    common: frozenset[str] = frozenset()  # those that the page writes in lower case
    municipal: frozenset[str] = frozenset()  # those of names of municipalities

    def __contains__(self, word: str) -> bool:
        """Whether a word is no name, although it has a capital; one with hyphens where each part is none."""
        bare = fold(word).strip(".'-")
        if "-" in bare:
            return self.is_beside(bare) or all(part in self for part in bare.split("-"))
        words = self.source.contact_words
        known = bare in self.common or bare in self.municipal or bare in self.decisions.words or self.is_beside(bare)
        known = known or bare in self.decisions.telling or bare in words.inviting
        return known or bare in words.organisations or bare in words.subjects or bare in words.prefixes

    def may_be_name(self, word: str, before: str) -> bool:
        """Whether a word may be of a name; after a title (`before`, folded) a common one may, too: "mevrouw Jong"."""
        is_titled = before in self.decisions.officials or before in self.source.contact_words.own_titles
        is_common = is_titled and fold(word) in self.common and fold(word) not in self.decisions.words
        return word not in self or (is_common and not self.is_beside(fold(word)))

    def is_beside(self, bare: str) -> bool:
        """Whether a folded word is a job title, a title before a name, a label of contact lines or the like.

        So are two of them, and one of hyphens that ends with it: "wethouders", "oud-burgemeester".
        """
        words, one = self.source.contact_words, bare.rpartition("-")[2]
        titles = (self.decisions.officials, words.own_titles, words.functions, self.labels)
        return any(one in each or one.removesuffix("s") in each for each in titles)

    @cached_property
    def listed(self) -> Known:
        """The same without the words of the page, of which some may be names in small letters."""
        return replace(self, common=frozenset())

    @cached_property
    def labels(self) -> frozenset[str]:
        """The words of labels of contact lines, folded."""
        found = {word for label in self.source.labels["contact"] for word in split_words(label)}
        return frozenset(
            word for word in found if len(word) > SHORTEST_LABEL and word not in self.source.contact_words.subjects
        )


def known_words(rows: Rows, prose: str, source: Source, decisions: PublicDecisions) -> Known:
    """What is known of words, from the tables and from the text that is no contact line."""
    names = {row["municipality"] for name in ("projects", "mentions") for row in rows.get(name, [])} - {None}
    municipal = {word for name in names for word in split_words(name)}
    common = {fold(word) for word in LETTERS.findall(without_addresses(prose)) if word.islower()}
    return Known(source, decisions, frozenset(common), frozenset(municipal))


@dataclass(frozen=True)
class People:
    """People to be found in texts: `names` wherever they are, `surnames` only beside what tells them from words."""

    names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    known: Known | None = None
    others: frozenset[str] = frozenset()  # the names of people who are not meant
    is_anyone: bool = False  # whoever a capital within a sentence names is meant

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """Parts of surnames without a capital."""
        return self.known.source.contact_words.prefixes if self.known else frozenset()

    @cached_property
    def whole(self) -> Names:
        """The names."""
        return Names(self.names, self.prefixes)

    @cached_property
    def alone(self) -> Names:
        """The surnames."""
        return Names(self.surnames, frozenset())

    @cached_property
    def spared(self) -> Names:
        """The names of others."""
        return Names(self.others, self.prefixes)

    def spans(self, text: str) -> list[Span]:
        """Where the people are in a text, with the rest of a name of which a part is known."""
        whole = self.whole.spans(text)
        parts = [span for span in self.alone.spans(text) if self._is_name(text, *span)]
        spared = self.spared.spans(text) if self.others else []
        found = [span for span in [*whole, *parts] if not any(a <= span[0] and span[1] <= b for a, b in spared)]
        extended = [(span, self._extended(text, *span)) for span in found]
        joined = [run.span() for run in RUN.finditer(text) if self._holds(run[0])]
        return [
            *(span if overlaps(more, spared) else more for span, more in extended),
            *(span for span in joined if not overlaps(span, spared)),
        ]

    @cached_property
    def joined(self) -> frozenset[str]:
        """Names as they are within words: "#janjansen", "Jansenmethode"; no part that is short or a word."""
        whole = {letters_only(name) for name in self.names if " " in name}
        split = (halves(name, self.prefixes) for name in self.names if " " in name)
        whole |= {given[0] + surname[-1] for given, surname in split if given and surname}
        alone = {fold(name) for name in self.names if " " not in name}
        return frozenset(each for each in whole | (alone - WORDS) if len(each) >= SHORTEST_JOINED)

    @cached_property
    def lengths(self) -> list[int]:
        """How long those are, in letters."""
        return sorted({len(each) for each in self.joined})

    @cached_property
    def looked_at(self) -> dict[str, bool]:
        """Whether words hold a name, those that were looked at."""
        return {}

    def _holds(self, word: str) -> bool:
        if word not in self.looked_at:
            plain = letters_only(word)
            starts = ((n, length) for length in self.lengths for n in range(len(plain) - length + 1))
            is_known = self.known is not None and plain in self.known.municipal | self.known.decisions.words
            self.looked_at[word] = not is_known and any(plain[n : n + length] in self.joined for n, length in starts)
        return self.looked_at[word]

    def names_in(self, address: str) -> bool:
        """Whether an address of a page, a handle or the like carries a part of a name."""
        letters = letters_only(address)
        found = (fold(part) for name in self.names | self.surnames for part in LETTERS.findall(name))
        return any(len(part) >= SHORTEST_WITHIN and part in letters for part in found)

    def _is_name(self, text: str, start: int, end: int) -> bool:
        """Whether a word that may be a surname is one: "mevrouw Dam", "M. Dam", "Dam, M."."""
        if self.known is None or text[start].islower():
            return False
        is_word = fold(text[start:end]) in self.known.municipal | self.known.decisions.words
        if self.is_anyone and not is_word and is_in_sentence(text, start):
            return True
        before = re.sub(
            rf"(?:{FIRST_LETTERS}|(?:{PARTICLE} ){{1,3}})$",
            "",
            text[max(0, start - LONGEST_BEFORE_SURNAME) : start],
        )
        word = WORD_BEFORE.search(before)
        return word is not None and self.known.is_beside(fold(word[1])) and before.endswith((word[0], " "))

    def _extended(self, text: str, start: int, end: int) -> Span:
        """A span with what else of a name is joined to it."""
        if self.known is None:
            return start, end
        after = AFTER.match(text, end)
        if after and not any(word in self.known for word in LETTERS.findall(after[1])[-1:]):
            end = after.end()
        elif after:
            end = after.start(1)
        is_surname = " " not in text[start:end].strip()
        before = BEFORE_SURNAME.search(text[max(0, start - LONGEST_BEFORE_SURNAME) : start]) if is_surname else None
        if before and (before["initials"] or before["word"] not in self.known):
            start -= len(before[0])
        return start, end


def is_in_sentence(text: str, start: int) -> bool:
    """Whether a word is within a sentence, where a capital makes a name of it."""
    before = text[:start].rstrip(" ")
    return bool(before) and (before[-1].isalnum() or before[-1] in ",;(█")


def surnames_of_mailboxes(addresses: Iterable[str], text: str, known: Known) -> set[str]:
    """Words with a capital that an address carries before its @: "Jansen" for j.jansen@…, jjansen@… or jansenj@…."""
    words = {word for word in LETTERS.findall(without_addresses(text)) if not word.islower() and word not in known}
    folded = {word: fold(word) for word in words if len(word) >= SHORTEST_NAME}
    parts = {fold(part) for address in addresses for part in SPLIT.split(address.partition("@")[0])}
    ends = {end for part in parts for n in range(SHORTEST_WITHIN, len(part)) for end in (part[:n], part[-n:])}
    return {word for word, plain in folded.items() if plain and (plain in parts or plain in ends)}


def is_address_of(address: str, name: str, prefixes: frozenset[str]) -> bool:
    """Whether an address is made of a surname and what is left of the given name: a.klaver@…, klaveransje@…."""
    given, surname = halves(name, prefixes)
    local, core = letters_only(address.partition("@")[0]), "".join(word for word in surname if word not in prefixes)
    if len(core) < SHORTEST_NAME or core not in local:
        return False
    before, _, after = local.partition(core)
    rest = "".join([before, after]).removesuffix("".join(word for word in surname if word in prefixes))
    return not rest or (bool(given) and rest[0] == given[0][0])
