"""What the report says, in Dutch and in English: `words.toml`, and of rules and checks `reasons.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

WORDS_FILES = ("words.toml", "reasons.toml")
OF_SCRIPT = ("script", "rules")


class Said(NamedTuple):
    """The same in each language; the first is that of the report without scripts."""

    nl: str
    en: str


@cache
def sections() -> dict[str, dict[str, dict[str, Any]]]:
    """Sections, each with the words for each key, by language."""
    files = [Path(__file__).with_name(name).read_text(encoding="utf-8") for name in WORDS_FILES]
    return {name: section for file in files for name, section in tomllib.loads(file).items()}


def say(key: str, n: int | None = None, **values: object) -> Said:
    """What `section.name` says, filled in; a value may itself be in each language.

    Raises:
        KeyError: the files have no such words, or need a value that is not given.
    """
    section, _, name = key.partition(".")
    return Said(*(_filled(sections()[section][name][language], language, n, values) for language in Said._fields))


def _filled(words: str | list[str], language: str, n: int | None, values: dict[str, object]) -> str:
    form = words if isinstance(words, str) else words[n != 1]
    given = {name: getattr(value, language) if isinstance(value, Said) else value for name, value in values.items()}
    return form.format(n=n, **given)


def known(section: str, name: str) -> Said:
    """What a section says of a name of the data; the name itself where it says nothing."""
    return say(f"{section}.{name}") if name in sections()[section] else Said(name, name)


def for_script() -> dict[str, dict[str, Any]]:
    """What the script says, by language, and what rules mean."""
    return {
        language: {key: words[language] for section in OF_SCRIPT for key, words in sections()[section].items()}
        for language in Said._fields
    }


def moment(time: str) -> Said:
    """A year, month, day or second of ISO 8601 in words: "1 oktober 2021, 08:00 UTC"."""
    date, _, clock = time.partition("T")
    year, month, day = (*date.split("-"), "", "")[:3]
    named = known("months", month) if month else Said("", "")
    said = (" ".join(filter(None, (day.lstrip("0"), name, year))) for name in named)
    return Said(*(f"{each}, {clock[:5]} UTC" if clock else each for each in said))


def thousands(number: int) -> Said:
    """A number with the separators of each language."""
    return Said(f"{number:,}".replace(",", "."), f"{number:,}")


def listed(names: Sequence[str]) -> Said:
    """Names of columns as a list within a sentence: "tekst en contactregel"."""
    said = [say(f"repeats.{name}") for name in names]
    joined = say("repeats.and")
    return Said(joined.nl.join(each.nl.lower() for each in said), joined.en.join(each.en.lower() for each in said))
