"""A quick look at the bytes of a page before it is parsed: whether it may be one of the kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from pipeline.archives.limits import FEWEST_PLACES, FEWEST_REACHED
from pipeline.definition.source import Source
from pipeline.gazetteer.gazetteer import Reference
from pipeline.gazetteer.names import GEMEENTE

CAPITALISED = re.compile(rb"[A-Z][\w\x80-\xff]+")
# Each begins with a letter, and not with a choice: so it is found in a tenth of the time. An address, also as scripts
# and people hide it; "@media" and "@type" are none. A number: "06-12345678", "0182 588 210", "+31 (0)412".
WAYS_TO_REACH = (
    rb"@(?<=[\w}]@)[\w{]", rb"cfemail=", rb"cloak", rb"\[at\]", rb"\(at\)", rb"apenstaart",
    rb"0\d{1,3}[ )-]+\d", rb"\+31",
)  # fmt: skip
# What is after a word that is a label, "Contact: …", "Projectleiders</h4>", and not one of a sentence.
ENDS_LABEL = rb"[a-z()/]*\s*(?:[:<\r\n]|$)"


class Look:
    """Says of the bytes of a page whether it is worth parsing: a pure function of them, once it is made."""

    def __init__(self, source: Source, reference: Reference) -> None:
        labels = sorted(
            {label.lower().encode() for label in source.labels["contact"]}, key=lambda label: (len(label), label)
        )
        self.labels = [label for n, label in enumerate(labels) if not any(each in label for each in labels[:n])]
        reached = (*(re.escape(label) + ENDS_LABEL for label in self.labels), *WAYS_TO_REACH)
        self.reached = [re.compile(pattern) for pattern in reached]
        self.places = frozenset(word.encode() for word in reference.first_words)
        self.government = GEMEENTE.encode()

    def __call__(self, data: bytes) -> bool:
        """Whether the page is Dutch, and names municipalities, and people or addresses near labels."""
        data = _without_styles(data.replace(b"\0", b""))  # UTF-16 and UTF-32 are then as good as ASCII
        small = data.lower()
        if self.government not in small or not any(label in small for label in self.labels):
            return False
        reached = chain.from_iterable(pattern.finditer(small) for pattern in self.reached)
        return _has(FEWEST_REACHED, reached) and _has(FEWEST_PLACES, self._places(data))

    def _places(self, data: bytes) -> Iterator[bytes]:
        """The words by which municipalities are known, each once."""
        left = set(self.places)
        for found in CAPITALISED.finditer(data):
            if (word := found[0]) in left:
                left.remove(word)
                yield word


def _has(fewest: int, found: Iterator[object]) -> bool:
    """Whether so many are found; no more of them are looked for."""
    return next(islice(found, fewest - 1, None), None) is not None


def _without_styles(data: bytes) -> bytes:
    """The bytes without what is in elements of style, up to the next tag: of many pages the larger part."""
    first, *others = data.split(b"<style")
    return first + b"".join(b"<" + other.partition(b"<")[2] for other in others)
