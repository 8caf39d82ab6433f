"""Which titles are names of municipalities that a lookup does not find: in no table, or with a word of ornament."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.signs import Signs

# So many titles, and such a share of all of their rank, must have a word in common before it is taken for ornament.
FEWEST_SHARING = 4
NEARLY_ALL = 0.75


def name_places(signs: Signs, panels: Sequence[tuple[int, int]], labelled: frozenset[int]) -> None:
    """Where most titles of one rank, or most panels, begin with names, one that no table knows is one as well.

    `labelled` are the titles that a label marks: behind it stands no name.
    """
    places = signs.places
    firsts = [first for first, end in panels if end - first > 1 and not signs.headings[first]]
    for titles in (*signs.ranked.values(), firsts):
        if not any(places[n] for n in titles):
            _name_adorned(signs, [n for n in titles if n not in labelled])
        named = {n for n in titles if places[n]}
        if len(named) * 2 > len(titles):
            for n in titles:  # what stands right behind a name, or right before one of its rank, is a title
                is_title = n in labelled or signs.lines[n].label or (n and places[n - 1]) or n + 1 in named
                places[n] = places[n] or not is_title
    above = [n - 1 for n in labelled if n]
    if len(above) < 2 * sum(places[n] for n in above) < 2 * len(above):
        for n in above:  # plain lines, as most names are here
            places[n] = places[n] or (signs.is_short(n) and signs.like_heading(n))


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
