"""Which titles are names of municipalities that a lookup does not find: in no table, or with a word of ornament."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.records import Kind
from pipeline.signs import Signs

# So many titles, and such a share of all of their rank, must have a word in common before it is taken for ornament.
FEWEST_SHARING = 4
NEARLY_ALL = 0.75


def name_places(
    signs: Signs, panels: Sequence[tuple[int, int]], begins: Sequence[int], labelled: frozenset[int]
) -> None:
    """Where most titles of one rank, most panels or most entries begin with names, one in no table is one as well.

    `begins` are the lines behind contacts and themes and above titles, where entries begin. `labelled` are the titles
    that a label marks: behind it stands no name.
    """
    places = signs.places
    firsts = [first for first, end in panels if end - first > 1 and not signs.headings[first]]
    seconds = {first + 1 for first, end in panels if end - first > 2} | {n + 1 for n in begins}
    above, below = ([n for n in lines if 0 < n < len(places) and signs.could_be_name(n)] for lines in (begins, seconds))
    for titles in (*signs.ranked.values(), firsts, above, below):
        if not any(places[n] for n in titles):
            _name_adorned(signs, [n for n in titles if n not in labelled])
        named = [n for n in titles if places[n]]
        if len(titles) < 2 * len(named) < 2 * len(titles):
            marks = {_mark(signs, n) for n in named}
            for n in titles:
                is_title = n in labelled or signs.lines[n].label or _is_beside_name(signs, n)
                is_title = is_title or (titles is not below and not signs.could_be_title(n + 1))
                places[n] = places[n] or (not is_title and _mark(signs, n) in marks)


def _mark(signs: Signs, n: int) -> tuple[Kind, int]:
    return signs.lines[n].kind, signs.lines[n].level


def _is_beside_name(signs: Signs, n: int) -> bool:
    """Whether a name that is not the same stands right above a line or right below it: then the line is a title."""
    text = signs.lines[n].text
    return any(signs.places[m] and signs.lines[m].text != text for m in (n - 1, n + 1) if 0 <= m < len(signs.places))


def _name_adorned(signs: Signs, titles: Sequence[int]) -> None:
    """Find the names of municipalities among titles that nearly all begin or end with the same word: "… openen"."""
    words = [signs.lines[n].text.split() for n in titles]
    first = _shared([each[0] for each in words])
    last = _shared([each[-1] for each in words])
    if first or last:
        for n, each in zip(titles, words, strict=True):
            bare = each[each[0] == first : len(each) - (each[-1] == last)]
            signs.places[n] = bool(bare) and signs.reference.named(" ".join(bare)) is not None


def _shared(words: list[str]) -> str | None:
    """The word that nearly all of some words are; None where there is none, or too few to tell."""
    if len(words) < FEWEST_SHARING:
        return None
    word, count = Counter(words).most_common(1)[0]
    return word if count >= FEWEST_SHARING and count >= NEARLY_ALL * len(words) else None
