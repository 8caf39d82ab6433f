"""Names that no contact line holds: what is beside them tells them, a job title, a word of speaking, a number."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.contacts.addresses import may_have_number
from pipeline.definition import dutch
from pipeline.gazetteer.disambiguate import OF_WHOM
from pipeline.privacy.limits import LONGEST_BEFORE_SURNAME
from pipeline.privacy.people import CAPITAL, FIRST_LETTERS, SURNAME, WORD_BEFORE, Known
from pipeline.privacy.reaches import addresses_in, numbers_in, without_addresses
from pipeline.text.normalise import fold

ONLY_INITIALS = re.compile(r"(?:\w{1,2}\.)+|\w")
PERSON_NAME = rf"(?:{FIRST_LETTERS})?{SURNAME}(?: (?:{FIRST_LETTERS}|{SURNAME})){{0,4}}"
NAMED_PERSON = re.compile(rf"(?<![\w.@/-]){PERSON_NAME}")
WORDS_AFTER = re.compile(r" ?[,(–-]+ ?((?:[^\W\d_]+ ?){1,4})")
# A card: a name alone on its line, and on the next a job title alone.
LINE_AFTER = re.compile(r"\n((?:[^\W\d_]+ ?){1,4})(?:\n|$)")
SPEAKING = frozenset(dutch.words("people", "speaking"))
JOINED = re.compile(rf"(?<!\w)({CAPITAL}) {dutch.AND} $")
NO_END = "".join(f"(?<!{dutch.in_either_case(word)})" for word in dutch.words("people", "abbreviations"))
END_OF_SENTENCE = re.compile(rf"(?<=\w{{3}}){NO_END}[.!?]\s")  # "J. Jansen", "tel. 0182" end none


def names_beside(text: str, known: Known) -> set[str]:
    """Names that are told by what is beside them: a job title, a title, a label, a word of telling."""
    text = without_addresses(text)
    return {name for match in NAMED_PERSON.finditer(text) if (name := _named(text, match, known))}


def _named(text: str, match: re.Match[str], known: Known) -> str | None:
    """The name in a run of words with capitals; None where nothing tells that there is one."""
    before = WORD_BEFORE.search(text[max(0, match.start() - LONGEST_BEFORE_SURNAME) : match.start()])
    name, beside = _name_of([before[1] if before else "", *match[0].split(" ")], known)
    if not name or known.is_beside(beside):
        return name
    if " " not in name and "." not in name:
        return name if beside in SPEAKING and not name.isupper() else None
    if beside in SPEAKING or _has_title(text, match, known):
        return name
    is_told = beside in known.decisions.telling or beside in known.source.contact_words.subjects
    is_told = is_told or _is_joined(text, match.start(), known)
    return name if is_told and not any(word in known for word in name.split(" ") if word[0].isupper()) else None


def _is_joined(text: str, start: int, known: Known) -> bool:
    """Whether "and" is before an offset of a text, and before that what may be a name: "Jan Jansen en "."""
    joined = JOINED.search(text[max(0, start - LONGEST_BEFORE_SURNAME) : start])
    return joined is not None and joined[1] not in known


def _name_of(words: list[str], known: Known) -> tuple[str | None, str]:
    """The name in words with capitals, of which the first is before them, and the folded word before the name."""
    first = next((n for n in range(1, len(words)) if _may_begin(words[n], words[n - 1], known)), len(words))
    beside = fold(words[first - 1])
    is_name = any(known.may_be_name(word, beside) and not ONLY_INITIALS.fullmatch(word) for word in words[first:])
    return " ".join(words[first:]).rstrip("-'’ ") if is_name else None, beside


def names_near(prose: str, own: Collection[str], known: Known) -> set[str]:
    """Names in sentences with somebody's own address or number, before it: "Bel gerust met Koosje op 06-12345678"."""
    found: set[str] = set()
    for line in prose.split("\n"):
        addresses = addresses_in(line)
        for plain, start, _ in [*addresses, *numbers_in(line)] if addresses or may_have_number(line) else ():
            if plain in own:
                before = END_OF_SENTENCE.split(line[max(0, start - LONGEST_BEFORE_SURNAME) : start])[-1]
                words = re.sub(r"^\W*\w+", "", without_addresses(before))  # the first has a capital, whatever it is
                runs = (match[0].split(" ") for match in NAMED_PERSON.finditer(words))
                found |= {name for run in runs if (name := _name_of(["", *run], known)[0])}
    return found


def _may_begin(word: str, before: str, known: Known) -> bool:
    """Whether a name may begin with a word: "Jan", or "de" in "wethouder de Vries", not "van" in "hoofd van Dienst"."""
    if known.is_beside(fold(before)) and fold(word) in known.source.contact_words.prefixes:
        return word not in OF_WHOM
    return known.may_be_name(word, fold(before)) or ONLY_INITIALS.fullmatch(word) is not None


def _has_title(text: str, match: re.Match[str], known: Known) -> bool:
    """Whether a job title follows: "Jan Jansen, de nieuwe wethouder", or alone on the line below a name alone."""
    words = WORDS_AFTER.match(text, match.end())
    if words is None and (match.start() == 0 or text[match.start() - 1] == "\n"):
        words = LINE_AFTER.match(text, match.end())
    return words is not None and any(known.is_beside(fold(word)) for word in words[1].split())
