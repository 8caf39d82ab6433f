"""What a page shows: a correction may put nothing else into the tables, so nobody who is not on the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from pipeline.contacts.addresses import find_emails, find_phones

WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+")
# What ends a run of words that may be a name: "… in Zwolle. De raad", but not "J. Jansen".
ENDS_NAMES = re.compile(r"[,;:()\"!?/|\n]|(?<=\w{3})\.(?=\s)")


def words_and_numbers(text: str) -> list[str]:
    """The words and numbers of a text in any script, without case and diacritics: "weerbaarheid1" is two."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return WORD_OR_NUMBER.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


class Shown:
    """The words, names, addresses and numbers of a page's text."""

    def __init__(self, text: str, prefixes: Collection[str]) -> None:
        self.addresses = {plain for line in text.split("\n") for plain, _, _ in find_emails(line)}
        self.numbers = {plain for line in text.split("\n") for plain, _, _ in find_phones(line, find_emails(line))}
        found = words_and_numbers(text)
        self.words = frozenset(found)
        self.in_order = f" {' '.join(found)} "
        self.common = {
            token for word in text.split() if word.islower() and "@" not in word for token in words_and_numbers(word)
        }
        self.prefixes = prefixes

    def unseen(self, value: str, is_name: bool) -> str | None:
        """What of a value the page does not show, without repeating it; None where it shows all.

        Where the value is a name, its words must be next to each other on the page, as those of names within a text.
        """
        for line in value.split("\n"):
            addresses = find_emails(line)
            if any(plain not in self.addresses for plain, _, _ in addresses):
                return "an address"
            numbers = list(find_phones(line, addresses))
            if any(plain not in self.numbers for plain, _, _ in numbers):
                return "a telephone number"
            if line not in self.numbers and (what := self._unseen_words(_without(line, addresses + numbers), is_name)):
                return what
        return None

    def _unseen_words(self, text: str, is_name: bool) -> str | None:
        for number, word in enumerate(words_and_numbers(text), start=1):
            if word not in self.words:
                return f"word {number}"
        runs = [text] if is_name else self._names(text)
        return "a name" if any(not self._is_in_order(words_and_numbers(run)) for run in runs) else None

    def _is_in_order(self, words: list[str]) -> bool:
        """Whether words are next to each other on the page, or as "Jansen, Jan" is for "Jan Jansen"."""
        turned = (words[n:] + words[:n] for n in range(max(1, len(words))))
        return not words or any(f" {' '.join(each)} " in self.in_order for each in turned)

    def _names(self, text: str) -> Iterator[str]:
        """Runs of words that have a capital, here or wherever they are on the page, with prefixes between them."""
        for part in ENDS_NAMES.split(text):
            run: list[str] = []
            for word in [*part.split(), ""]:
                if self._may_be_name(word) or (run and word.casefold() in self.prefixes):
                    run.append(word)
                else:
                    while run and run[-1].casefold() in self.prefixes:
                        run.pop()
                    yield " ".join(run)
                    run = []

    def _may_be_name(self, word: str) -> bool:
        return any(sign.isupper() for sign in word) or not self.common.issuperset(words_and_numbers(word))


def _without(line: str, taken: list[tuple[str, int, int]]) -> str:
    left = list(line)
    for _, start, end in taken:
        left[start:end] = " " * (end - start)
    return "".join(left)
