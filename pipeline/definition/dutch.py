"""The words of Dutch by which rules decide: `dutch.toml`, read once, when the code is loaded."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from pipeline.records import Refusal
from pipeline.text.normalise import fold

DUTCH: Final = Path(__file__).with_name("dutch.toml")


def load_dutch(path: Path = DUTCH) -> dict[str, Any]:
    """The lists of words by section and name.

    Raises:
        Refusal: it is no TOML.
        OSError: the file cannot be read.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Refusal(
            f"{path}: expected TOML in UTF-8, found that {error}. Correct it, or restore the file with "
            f"'git checkout -- {path}'."
        ) from error


LISTS: Final = load_dutch()


def words(section: str, *names: str) -> tuple[str, ...]:
    """The words of one list or several of a section, in their order; see `dutch.toml` for what each decides."""
    return tuple([word for name in names for word in LISTS[section][name]])


def one_of(section: str, *names: str) -> str:
    """A pattern for any word of one list or several of a section."""
    return f"(?:{'|'.join(map(re.escape, words(section, *names)))})"


def in_either_case(text: str) -> str:
    """A pattern for words of which each may have a capital: "openbaar lichaam", "Openbaar Lichaam"."""
    return " ".join(f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" for word in text.split())


# The number that a folded word is, below a hundred.
UNITS: Final = words("numbers", "units")
(AND,) = words("grammar", "and")
NUMBERS: Final = {word: number for number, word in enumerate(UNITS, start=1)} | {
    word + ten: 10 * number + more
    for number, ten in enumerate(words("numbers", "tens"), start=2)
    for more, word in enumerate(["", *(unit + AND for unit in UNITS[:9])])
}


def as_number(text: str) -> int | None:
    """The number that `text` is, in digits or as a word below a hundred: "zesentwintig"; None where it is none."""
    return int(text) if text.isdecimal() else NUMBERS.get(fold(text))
