"""Whether two titles are one: the same words but for small errors, and no name or number that tells them apart."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from functools import lru_cache
from operator import itemgetter

from msgspec import Struct
from rapidfuzz.distance import OSA, Indel

from pipeline.dedupe.limits import (
    LETTER_LOST,
    LONGEST_OF_ONE_WORD,
    MOST_FORMS,
    MOST_WORDS,
    ONE_ERROR,
    SHORTEST_TELLING,
    TWO_ERRORS,
)
from pipeline.definition import dutch
from pipeline.text.normalise import fold, split_words

Words = tuple[str, ...]
Pair = tuple[str, str]  # two words at the same place in two titles

# Words that a title may have or lack and be the same; "&" is no word at all.
LITTLE = frozenset(dutch.words("grammar", "articles", "and"))
ORDINALS = frozenset(dutch.words("numbers", "ordinals"))
ROMAN = frozenset("ivxl")
HARDENED = {"v": "f", "z": "s"}  # at the end of a word
DOUBLED = re.compile(r"(.)\1+")
WORD_OF_TITLE = re.compile(r"[^\W_]+")
# Written without a capital in titles where all other words have one.
PREPOSITIONS = frozenset(dutch.words("grammar", "prepositions"))


class Title(Struct, frozen=True, gc=False):
    """A title, prepared for comparison."""

    published: str
    words: Words
    forms: Words  # without inflection


def read_title(title: str | None) -> Title:
    """A title, of which little words do not count where it has others."""
    words = split_words(title or "")
    words = [word for word in words if word not in LITTLE] or words
    return Title(title or "", tuple(words), tuple(map(_form, words)))


def keys_of(title: Title) -> Iterator[Hashable]:
    """Keys of which titles share one that differ in one word; of a single word, where they differ in one letter."""
    forms = title.forms
    yield "".join(title.words)
    if len(forms) > MOST_WORDS or (len(forms) == 1 and len(forms[0]) > LONGEST_OF_ONE_WORD):
        return
    if len(forms) == 1:
        yield from (forms[0][:n] + forms[0][n + 1 :] for n in range(len(forms[0])))
        return
    yield from ((*forms[:n], None, *forms[n + 1 :]) for n in range(len(forms)))


def differing(a: Title, b: Title) -> list[Pair] | None:
    """The words in which two titles differ; None where they do not match word by word."""
    if a.forms == b.forms or "".join(a.words) == "".join(b.words):
        return []
    if len(a.forms) != len(b.forms):
        return None
    numbers = (n for n, (one, other) in enumerate(zip(a.forms, b.forms, strict=True)) if one != other)
    return [(a.words[n], b.words[n]) for n in numbers]


@lru_cache(MOST_FORMS)
def _form(word: str) -> str:
    """A word without its inflection and doubled letters: "integraal" and "integrale", "actief" and "actieve"."""
    if len(word) < ONE_ERROR or _is_number(word):
        return word
    stem = DOUBLED.sub(itemgetter(1), word).removesuffix("e")  # r"\1" would be looked up for every word
    return stem[:-1] + HARDENED.get(stem[-1:], stem[-1:])


def _is_number(word: str) -> bool:
    return len(word) == 1 or not word.isalpha() or ROMAN.issuperset(word) or word in ORDINALS


def is_mistyped(a: str, b: str) -> bool:
    """Whether two words differ as a typing error makes them: not in numbers, and not in more than a letter or two."""
    shorter = min(len(a), len(b))
    if shorter < ONE_ERROR or _is_number(a) or _is_number(b):
        return False
    return OSA.distance(a, b) <= (2 if shorter >= TWO_ERRORS else 1)


def is_slip(a: str, b: str) -> bool:
    """Whether two mistyped words cannot be two words: letters are exchanged, or one is lost from a long word.

    A letter for another makes "Wijkstraat" of "Dijkstraat" as easily as it makes an error.
    """
    if sorted(a) == sorted(b):
        return True
    return Indel.distance(a, b) == 1 and min(len(a), len(b)) >= LETTER_LOST


def are_distinct(titles: tuple[Title, Title], pair: Pair, texts: tuple[str, str]) -> bool:
    """Whether the one word in which two titles differ is a number or a name, of which each has its own.

    It is a name where each text uses that of its own title and not the other; or where it is the capital that makes it
    one, "wijk Noord" and "wijk Zuid", and both are well spelled.
    """
    if _is_number(pair[0]) and _is_number(pair[1]):
        return True
    a, b = (_written(title, word) for title, word in zip(titles, pair, strict=True))
    if not (a[:1].isupper() and b[:1].isupper()):
        return False
    if _uses(texts[0], a) and _uses(texts[1], b) and not _uses(texts[0], b) and not _uses(texts[1], a):
        return True
    return not is_mistyped(*pair) and all(map(_is_name_in, titles, (a, b)))


def have_their_own(titles: tuple[Title, Title], texts: tuple[str, str]) -> bool:
    """Whether each title has a word that the other has not, and each text uses that of its own title only.

    "Voorlichting over drugs" and "Voorlichting over alcohol", whose texts were copied from each other; numbers need no
    text: "eerste fase" and "tweede fase".
    """
    a, b = (
        [form for form, word in zip(own.forms, own.words, strict=True) if form not in other.forms and is_telling(word)]
        for own, other in (titles, titles[::-1])
    )
    if any(map(_is_number, a)) and any(map(_is_number, b)):
        return True
    initials = {form[:1] for form in (*a, *b)}  # which a word keeps in its form
    used, other_used = ({_form(word) for word in {*split_words(text)} if word[:1] in initials} for text in texts)
    return any(form in used and form not in other_used for form in a) and any(
        form in other_used and form not in used for form in b
    )


def is_telling(word: str) -> bool:
    """Whether a word of a title can be what it is about."""
    return word not in PREPOSITIONS and word not in LITTLE


def _written(title: Title, word: str) -> str:
    """A word of a title with its capitals."""
    return next((found for found in WORD_OF_TITLE.findall(title.published) if fold(found) == word), "")


def _uses(text: str, word: str) -> bool:
    return word in text and re.search(rf"\b{re.escape(word)}\b", text) is not None


def _is_name_in(title: Title, word: str) -> bool:
    """Whether the capital of a word within a title makes it a name, since other words there have none."""
    first, *others = WORD_OF_TITLE.findall(title.published)
    telling = (other for other in others if len(other) >= SHORTEST_TELLING and other not in PREPOSITIONS)
    return word != first and any(map(str.islower, telling))
