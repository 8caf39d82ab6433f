"""A second, independent look for names: `deduce`, made for Dutch medical texts; used where it is installed."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.privacy.people import LETTERS, Known
from pipeline.records import Span
from pipeline.storage.lock import locked
from pipeline.text.normalise import split_words

Finder = Callable[[str], list[Span]]

# What it makes of its lists of names takes a minute or two once, and some seconds to load from then on. It is of the
# package as installed, so it is in the environment of that.
CACHE = Path(sys.prefix) / "share" / "deduce"
PEOPLE = {"persoon", "patient"}  # what it calls names; places, dates and the like are public


@cache
def load() -> Finder | None:
    """What finds the spans of names in a text, in characters; None where the package is not installed.

    Raises:
        OSError: its lists cannot be kept.
    """
    if importlib.util.find_spec("deduce") is None:
        return None
    from deduce import Deduce

    with locked(CACHE):
        model = Deduce(cache_path=CACHE)

    def find(text: str) -> list[Span]:
        found = model.deidentify(text).annotations
        return [(one.start_char, one.end_char) for one in found if one.tag in PEOPLE]

    return find


class Doubtful(NamedTuple):
    """Words that are taken for a name and that nobody accepted: in which text, where that is, and the offsets in it."""

    place: str
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words."""
        return self.text[self.start : self.end]


def doubtful(find: Finder, texts: Iterable[tuple[str, str]], known: Known | None) -> list[Doubtful]:
    """What is found in texts, each with its place, and not accepted."""
    found = (Doubtful(place, text, *span) for place, text in texts for span in find(text))
    return [each for each in found if known is None or not is_accepted(each.words, known)]


def is_accepted(words: str, known: Known) -> bool:
    """Whether what was found is no name: somebody accepted it, or each word with a capital is known.

    Where none has one, all words must be, and not only because the page writes them so.
    """
    if " ".join(split_words(words)) in known.decisions.phrases:
        return True
    found = LETTERS.findall(words)
    if capitals := [word for word in found if not word.islower()]:
        return all(word in known for word in capitals)
    return all(word in known.listed for word in found)
