"""A phrase of a contact line, between what separates: a person, a job title, an organisation, or nothing of these."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.contacts.addresses import is_in_addresses, local_part
from pipeline.contacts.limits import (
    FULL_NAME,
    LONGEST_ABBREVIATED_NAME,
    LONGEST_NAME_WORD,
    MOST_BEFORE_FUNCTION,
    MOST_OF_FUNCTION,
    SHORTEST_SURNAME,
)
from pipeline.definition import dutch
from pipeline.definition.source import ContactWords, Source
from pipeline.text.normalise import fold

# "Jan", "Jansen-de", "J.P.", and with an article written together with the name: "'s-Gravesande", "d'Hondt".
NAME_WORD = re.compile(
    r"['’\"“”(]*(?:[a-z]{1,2}['’-])?[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĲĶĹĻŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ](?:[^\W\d_]|[-.'’])*['’\"“”),]*"
)
INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+")
AROUND_WORDS = ".,:()?!"
AFTER_WORDS = ".:-–—"
AFTER_NUMBERS = (".", ")")
ENDS_A_QUESTION = ("?", "!")
AFTER_HYPHEN = frozenset(dutch.words("grammar", "after_hyphen"))


class Phrase(Struct, frozen=True, gc=False):
    """Words with one blank between them, as on every line of a page.

    `bare` are the words folded and without the punctuation around them; `start` is where the first is in the page.
    """

    words: list[str]
    bare: list[str]
    start: int

    def after(self, count: int) -> Phrase:
        """The phrase without its first `count` words."""
        start = self.start + sum(map(len, self.words[:count])) + count
        return Phrase(self.words[count:], self.bare[count:], start)

    def text(self, count: int | None = None) -> str:
        """The first `count` words, or all, without the punctuation after the last."""
        words = self.words if count is None else self.words[:count]
        text = " ".join(words)
        if text[-1] in AFTER_WORDS and not INITIALS.fullmatch(words[-1]):
            text = text.rstrip(AFTER_WORDS)
        return text


def phrase_of(text: str, start: int) -> Phrase | None:
    """The words of a text that begins at `start`; None where it holds none, or nothing but signs."""
    if not (text[-1:].isalnum() or any(map(str.isalnum, text))):
        return None
    words = text.split()
    folded = text.casefold().split() if text.isascii() else map(fold, words)
    return Phrase(words, [word.strip(AROUND_WORDS) for word in folded], start + (text[0] == " "))


# Introductions


def without_introduction(text: str, start: int, source: Source) -> Phrase | None:
    """The words of a text without those that introduce at its ends: "e-mail", "bereikbaar op", "Voor meer informatie".

    None where nothing is left. A label after such words adds nothing to them: "Mail de projectleider".
    """
    phrase = phrase_of(text, start)
    if phrase is None:
        return None
    known = source.contact_words
    if phrase.bare[0].isdigit() and phrase.words[0].endswith(AFTER_NUMBERS) and len(phrase.words) > 1:
        phrase = phrase.after(1)  # "1. Jan Jansen"
    words, bare = phrase.words, phrase.bare
    end = len(bare)
    while end and bare[end - 1] in known.inviting and _invites_at_the_end(words[end - 1], bare[end - 1], known):
        end -= 1
    first = 0
    while first < end and bare[first] in known.inviting and _introduces(phrase, first, end, known):
        first += 1
    if end - first == len(bare):
        return phrase
    rest = Phrase(words[:end], bare[:end], phrase.start).after(first)
    if not any(map(str.isalnum, "".join(rest.words))):
        return None
    named = [word for word in rest.bare if word not in known.titles]
    return None if first and source.label_kind(" ".join(named)) == "contact" else rest


def _invites_at_the_end(word: str, bare: str, known: ContactWords) -> bool:
    """Whether a word at the end of a phrase, of those that introduce, does: "Kan" and "Vraag" are surnames as well."""
    return bare in known.introductions or word.islower()


def _introduces(phrase: Phrase, n: int, end: int, known: ContactWords) -> bool:
    """Whether a word of those that introduce does: "Op den Kamp", "E. Jansen" and "Dan Jansen" are names."""
    if phrase.bare[n] in known.introducing or n + 1 == end or phrase.bare[n + 1] in known.inviting:
        return True
    word = phrase.words[n]
    return (word.islower() and len(word) > 1) or word.endswith(ENDS_A_QUESTION)


def is_introduction(text: str, source: Source) -> bool:
    """Whether a text is nothing but words that introduce an address, a number, a name or a job title."""
    phrase = phrase_of(text, 0)
    return phrase is not None and source.contact_words.introductions.issuperset(phrase.bare)


def names_nobody(text: str, source: Source) -> bool:
    """Whether no person's name can be in a text: all words are of the vocabulary, none but the first in capitals."""
    phrase, known = phrase_of(text, 0), source.contact_words
    if phrase is None or any(map(is_name, phrase.words[1:])):
        return False
    return all(word in known.roles or word in known.subjects or word in known.usual for word in phrase.bare)


# People


def name_length(phrase: Phrase, known: ContactWords, addresses: Sequence[str]) -> int:
    """How many words of a phrase are, from the first, a person's name: given names or initials, prefixes, a surname."""
    words, bare = phrase.words, phrase.bare
    if bare[0] in known.roles:
        return 0
    if _has_lone_surname(phrase, known):
        return len(words)
    endings = known.subjects.endings
    length = capitals = 0
    for n, word in enumerate(words):
        plain = bare[n]
        if (plain in known.outside_names or plain.endswith(endings)) and not _is_name_too(phrase, n, known, addresses):
            is_last = n + 1 == len(words)
            if capitals < FULL_NAME and (plain in known.subjects or (is_last and n and plain in known.organisations)):
                return 0  # "Openbare Orde", "Verwey-Jonker Instituut"
            break
        if word[-1] == "-" and not AFTER_HYPHEN.isdisjoint(bare[n + 1 : n + 2]):
            break  # "Zorg- en Veiligheidshuis"
        if is_name(word):
            if capitals >= FULL_NAME and _begins_function(phrase, n, known, addresses):
                break
            capitals += plain not in known.beside_names
            length = n + 1
        elif plain not in known.beside_names:
            if not (length and capitals < FULL_NAME and _ends_an_address(plain, addresses)):
                break
            capitals, length = capitals + 1, n + 1  # "Jan jansen"
        elif length and plain in known.degrees:
            length = n + 1
    if (len(words) == 1 and _is_abbreviation(words[0])) or (length == 1 and _is_of_function(phrase, known, addresses)):
        return 0
    is_person = capitals or (length and is_in_addresses(phrase.text(length), addresses))
    return length if is_person else 0


def _has_lone_surname(phrase: Phrase, known: ContactWords) -> bool:
    """Whether one word with a capital, and what may be before a surname, follow a given name: "Anja van Wonen".

    Or initials, "mw. S. de Zorg". Whatever else the word may mean; two are left to the rest of the rules: "Jan Jansen
    Adviseur".
    """
    names = [n for n, word in enumerate(phrase.bare) if word not in known.beside_names]
    if len(names) != 2 or names[1] != len(phrase.words) - 1 or not known.prefixes.isdisjoint(phrase.bare[: names[0]]):
        return False
    first, surname = phrase.words[names[0]], phrase.words[-1]
    is_given = phrase.bare[names[0]] in known.given_names or (first[0].isupper() and INITIALS.fullmatch(first))
    return bool(is_given) and is_name(surname)


def _is_of_function(phrase: Phrase, known: ContactWords, addresses: Sequence[str]) -> bool:
    """Whether the first word, that no address is of, says more of the job title after it: "Strategisch adviseur"."""
    if len(phrase.words) == 1 or phrase.bare[1] not in known.roles or not phrase.words[1].islower():
        return False
    return not is_in_addresses(phrase.words[0], addresses, and_more=True)


def _ends_an_address(plain: str, addresses: Sequence[str]) -> bool:
    """Whether an address is that of somebody with this surname: more is before it, and nothing after it."""
    owners = map(local_part, addresses)
    return any(plain != owner and owner.endswith(plain) for owner in owners) and len(plain) >= SHORTEST_SURNAME


def _is_abbreviation(word: str) -> bool:
    """Whether a lone word is in capitals and none of those that stand for given names: "RIEC", not "JP" or "J.P.M."."""
    return len(word) > LONGEST_ABBREVIATED_NAME and word.isupper() and not INITIALS.fullmatch(word)


def _is_name_too(phrase: Phrase, n: int, known: ContactWords, addresses: Sequence[str]) -> bool:
    """Whether a word of the vocabulary is a name here: an address has it after the initial of the word before it.

    A word of an invitation is one where it may be in a name: "Wil Jansen", not "Jan Jansen Neem contact op".
    """
    plain = phrase.bare[n]
    if n and f"{phrase.bare[0][:1]}{plain}" in map(local_part, addresses):
        return True
    if plain not in known.inviting or plain in known.introducing:
        return False
    return n + 1 == len(phrase.bare) or phrase.bare[n + 1] not in known.inviting


def _begins_function(phrase: Phrase, n: int, known: ContactWords, addresses: Sequence[str]) -> bool:
    """Whether a job title follows a whole name without a sign between them: "Jan Jansen Adviseur"."""
    plain = phrase.bare[n]
    if plain not in known.roles:
        return False
    is_surname = phrase.bare[n - 1] in known.prefixes and plain not in known.units  # "de Meester", not "van Team Noord"
    return not is_surname and not is_in_addresses(phrase.words[n], addresses)


def find_role(phrase: Phrase, known: ContactWords) -> int | None:
    """The number of the word (0-based) that makes a phrase a job title, early in it; None where none does."""
    for n, word in enumerate(phrase.bare[: MOST_BEFORE_FUNCTION + 1]):
        if word in known.roles:
            return n
    return None


def name_after_function(phrase: Phrase, role: int | None, known: ContactWords, addresses: Sequence[str]) -> int:
    """How many words of a job title are before a person: "strategisch adviseur veiligheid Jan Jansen"; else 0.

    `role` is the number of the word that makes it a job title.
    """
    if phrase.bare[0] in known.subjects:
        role = 0  # what a job title before a sign is about
    if role is None:
        return 0
    ends = range(role + 1, min(len(phrase.words), MOST_OF_FUNCTION))
    return next((n for n in ends if _is_person_after(phrase, n, known, addresses)), 0)


def _is_person_after(phrase: Phrase, n: int, known: ContactWords, addresses: Sequence[str]) -> bool:
    """Whether the words of a job title from the `n`-th on are a person.

    An address tells; else a full name is one after a job title or a word without capital, but not "team Ommen Noord".
    """
    before, rest = phrase.bare[n - 1], phrase.after(n)
    if before in known.prefixes or name_length(rest, known, ()) < len(rest.words):
        return False
    names = sum(word not in known.beside_names or word in known.own_titles for word in rest.bare)
    is_full = names >= FULL_NAME
    if before in known.units and not (is_full and is_in_addresses(rest.words[-1], addresses)):
        return False
    if is_full and not is_name(rest.words[0]) and rest.bare[0] in known.prefixes:
        return False  # "hoofd van Dienst Ommen"
    if is_in_addresses(rest.text(), addresses, and_more=not is_full):
        return True
    is_of_organisation = before in known.organisations  # "adviseur bij de gemeente Stichtse Vecht"
    return is_full and not is_of_organisation and (before in known.functions or phrase.words[n - 1].islower())


def is_name(word: str) -> bool:
    """Whether a word is written as a part of a name: with a capital, hyphens, apostrophes, or as initials."""
    if word.isalpha() and word.isascii():  # most are: no need for the pattern
        return word[0].isupper()
    return len(word) <= LONGEST_NAME_WORD and NAME_WORD.fullmatch(word) is not None


# Job titles and the rest


def kind_of_phrase(phrase: Phrase, role: int | None, known: ContactWords) -> str | None:
    """What a phrase is that is no person: function, subject, organisation or other; None for a degree alone."""
    words, bare = phrase.words, phrase.bare
    if len(words) > MOST_OF_FUNCTION:
        return "other"
    if role is not None:
        return "function"
    if _is_subject(phrase, known):
        return "subject"
    if known.degrees.issuperset(bare):
        return None
    is_capitals = len(words) == 1 and words[0].isupper()
    return "organisation" if is_capitals or _is_organisation(phrase, known) else "other"


def _is_organisation(phrase: Phrase, known: ContactWords) -> bool:
    """Whether a phrase names an organisation and says nothing of it: "gemeente Ommen", "het ministerie van BZK"."""
    first = next((word for word in phrase.bare if word not in known.prefixes), "")
    if first not in known.organisations and phrase.bare[-1] not in known.organisations:
        return False
    words = zip(phrase.words, phrase.bare, strict=True)
    return all(bare in known.usual or bare in known.subjects or is_name(word) for word, bare in words)


def _is_subject(phrase: Phrase, known: ContactWords) -> bool:
    """Whether a phrase names what a unit or a job title is about: "Openbare Orde", "Weerbaar Ommen"."""
    is_any = False
    for word, bare in zip(phrase.words, phrase.bare, strict=True):
        if bare in known.subjects:
            is_any = True
        elif not (bare in known.prefixes or is_name(word)):
            return False
    return is_any
