"""What is around a name in a text: whether a municipality is meant there, and whether as a government."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.definition import dutch
from pipeline.gazetteer.limits import LONGEST_BETWEEN, LONGEST_CONTEXT, LONGEST_TELLING
from pipeline.gazetteer.names import GEMEENTE, Naming, Spelling

SECTION = "municipalities"  # of `dutch.toml`, which says of each list what it decides
GOVERNMENT = frozenset(dutch.words(SECTION, "government"))
GOVERNMENT_OF = frozenset(dutch.words(SECTION, "government_of"))
GOVERNMENTS = frozenset(dutch.words(SECTION, "governments"))
AS = frozenset(dutch.words(SECTION, "comparing"))
# "Achtkarspelen is een plattelandsgemeente", as the beginning of the text after it.
IS_A = tuple(f" {being} " for being in dutch.words(SECTION, "being"))
IS_A_MUNICIPALITY = re.compile(rf" {dutch.one_of(SECTION, 'being')} (?:\w+ ){{0,2}}\w*{GEMEENTE}\b")
ARTICLES, OF_WHOM = dutch.words("grammar", "articles"), dutch.words("grammar", "of_whom")
PREFIXES = frozenset(dutch.words(SECTION, "prefixes"))
SURNAME_PREFIX = dutch.one_of(SECTION, "prefixes")
OF_A_MUNICIPALITY = frozenset(dutch.words(SECTION, "of_a_municipality"))
# "Rob van Tilburg", "J. van Utrecht"; but with an article "het Veiligheidshuis van Tilburg", "het Groene Hart van
# Gouda".
PERSON = re.compile(
    rf"(?:\b(?P<article>{'|'.join(map(dutch.in_either_case, ARTICLES))}) )?"
    rf"\b(?:(?:[A-Z]\.|[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]) )+(?:{SURNAME_PREFIX} )+$"
)
# "mevrouw Van Amsterdam", "mevrouw Van der Gouda".
CAPITAL_PREFIX = re.compile(
    rf"[^\s.!?:] (?:{'|'.join(map(str.capitalize, dutch.words(SECTION, 'prefixes')))})(?: {SURNAME_PREFIX})? $"
)
OTHER_BODY = frozenset(dutch.words(SECTION, "other_body"))
OTHER_BODY_OF = frozenset(dutch.words(SECTION, "other_body_of"))
OTHER_AFTER = tuple(f" {word}" for word in dutch.words(SECTION, "other_body_after"))
SHORT_TITLES = dutch.words(SECTION, "short_person_titles")
PERSON_TITLES = frozenset(
    [*dutch.words(SECTION, "person_titles"), *SHORT_TITLES, *(f"{title}." for title in SHORT_TITLES)]
)
BETWEEN_NAMES = re.compile(rf"\s*(?:,|&|/|(?:,\s*)?{dutch.one_of('grammar', 'and', 'or')})\s+|/")
# Most names are among words that say nothing of them.
TELLING = GOVERNMENT | GOVERNMENTS | PREFIXES | OTHER_BODY | PERSON_TITLES
TELLING_AFTER = (*IS_A, *OTHER_AFTER)

# A name that is also a word, or a surname, means the municipality where it has a capital that the sentence does not
# give it: "ook Best", "Veilig Best", and not "Goede Buren", "de Sluis", "Anna Stein".
DETERMINERS = frozenset(dutch.words(SECTION, "determiners"))
IN_A_MUNICIPALITY = frozenset(dutch.words(SECTION, "in_a_municipality"))
SENTENCE_OPENS = re.compile(r"(?:^-?|[.!?:;…\"'“„‘«])[\s(\[]*$")
ABBREVIATION = re.compile(rf"\b(?:(?:[a-z]\.)+|{dutch.one_of(SECTION, 'abbreviations')}\.)[\s(\[]*$")
INITIAL = re.compile(r"\b[A-Z]\. $")
# Where a sentence opens, a verb after a name tells: "Huizen werkt", "Best heeft". But "Best is het niet".
HAS_A_VERB = re.compile(
    rf" (?!{dutch.one_of(SECTION, 'verbs_of_words')} {dutch.one_of(SECTION, 'after_verbs_of_words')}\b)"
    rf"(?!{dutch.one_of(SECTION, 'verbs_of_people')} (?:{dutch.one_of('grammar', 'articles')} )?"
    rf"\w*{dutch.one_of(SECTION, 'ends_of_people')}\b)"
    rf"(?:\w+{dutch.one_of(SECTION, 'verb_endings')}|{dutch.one_of(SECTION, 'verbs')})\b"
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
    owner = words[-2].lower().strip(".,(") if word in OF_WHOM and len(words) > 1 else ""
    if owner in OTHER_BODY_OF:
        return None
    government = word in GOVERNMENT or owner in GOVERNMENT_OF or IS_A_MUNICIPALITY.match(text, end) is not None
    if not (government or many or listed or owner in OF_A_MUNICIPALITY):
        if word in PREFIXES and _is_surname(text[max(0, start - LONGEST_CONTEXT) : start]):
            return None
        if spelling.needs_context and not _is_meant(text, start, end, goes_on):
            return None
    compared = (
        many
        or (government and len(words) > 2 and words[-2] in ARTICLES and words[-3] in AS)
        or (listed and last is not None and last.compared)
    )
    return Naming(spelling.municipality, start, end, government, compared)


def _is_listed(text: str, end: int, start: int) -> bool:
    """Whether nothing but "," or "en" is between the end of one name and the start of the next."""
    return BETWEEN_NAMES.fullmatch(text, end, start) is not None


def _is_surname(before: str) -> bool:
    person = PERSON.search(before)
    return (person is not None and not person["article"]) or CAPITAL_PREFIX.search(before) is not None


def _is_meant(text: str, start: int, end: int, goes_on: Callable[[str, int], bool]) -> bool:
    """Whether a name that is also a word is a name here."""
    before = text[max(0, start - LONGEST_CONTEXT) : start].rpartition("\n")[2]
    if INITIAL.search(before):
        return False
    if SENTENCE_OPENS.search(before) and not ABBREVIATION.search(before):
        return HAS_A_VERB.match(text, end) is not None or _leads_a_list(text, end, goes_on)
    word = before.split()[-1]
    lower = word.lower()
    if lower in DETERMINERS:
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
