"""How alike two texts are, and what differs between them, so that a person can read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from rapidfuzz.distance import Indel

# So many unchanged words are shown on each side of a change; what is further away is only hinted at.
AROUND = 4
# The time to compare grows with the number of pairs of words and blanks, of which the longest texts of the page make
# two million; so many take a second.
MOST_PAIRS_OF_WORDS = 5_000_000
WORD_OR_FEED = re.compile(r"\n|[^\s]+")
Step = tuple[str, int, int, int, int]  # what becomes of a run, and from where to where it is in both: as in difflib


def likeness(one: str, other: str) -> float:
    """How alike two texts are, word by word, from 0 to 1; two empty ones are not."""
    if not one or not other:
        return 0.0
    return Indel.normalized_similarity(one.split(), other.split())


def difference(old: str, new: str, seen: Callable[[str], str] = str) -> str:
    """The changed lines of a text, with words marked [-gone-] and {+new+}, and only what is near them.

    Words that are `seen` as the same are no difference; they are shown as they are now.
    """
    olds, news = old.split("\n"), new.split("\n")
    changed = [step for step in _steps(olds, news, seen) if step[0] != "equal"]
    shown = (_words("\n".join(olds[a:b]), "\n".join(news[c:d]), seen) for _, a, b, c, d in changed)
    return "\n".join(filter(None, shown))


def steps_between(a: Sequence[str], b: Sequence[str]) -> Sequence[Step]:
    """How the words of one text become those of another; of long ones, all between their like ends is changed."""
    if len(a) * len(b) <= MOST_PAIRS_OF_WORDS:
        return SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    first = _alike(a, b)
    last = min(_alike(a[::-1], b[::-1]), len(a) - first, len(b) - first)
    n, m = len(a) - last, len(b) - last
    steps = [("equal", 0, first, 0, first), ("replace", first, n, first, m), ("equal", n, len(a), m, len(b))]
    return [step for step in steps if step[1] < step[2] or step[3] < step[4]]


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words, from the first, two texts share."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _steps(olds: list[str], news: list[str], seen: Callable[[str], str]) -> Sequence[Step]:
    return steps_between([*map(seen, olds)], [*map(seen, news)])


def _words(old: str, new: str, seen: Callable[[str], str]) -> str:
    olds, news = ([word for word in WORD_OR_FEED.findall(text) if seen(word)] for text in (old, new))
    steps = _steps(olds, news, seen)
    if all(step == "equal" for step, *_ in steps):
        return ""
    shown = []
    for number, (step, a, b, c, d) in enumerate(steps):
        if step == "equal":
            shown.append(_shortened(news[c:d], number > 0, number < len(steps) - 1))
            continue
        if b > a:
            shown.append(f"[-{_text(olds[a:b])}-]")
        if d > c:
            shown.append(f"{{+{_text(news[c:d])}+}}")
    return " ".join(shown).replace(" \n ", "\n")


def _shortened(words: list[str], after: bool, before: bool) -> str:
    """Unchanged words, with only those left that come after or before a change."""
    if len(words) <= AROUND * (after + before) + 1:
        return _text(words)
    return " ".join([*([_text(words[:AROUND])] if after else []), "…", *([_text(words[-AROUND:])] if before else [])])


def _text(words: list[str]) -> str:
    return " ".join(words).replace(" \n ", "\n")
