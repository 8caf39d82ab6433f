"""What is known of the page, read from `source.toml`: a `Source` is plain data, made once and handed to every stage."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.records import Label
from pipeline.words import fold, joined

DEFINITION = Path(__file__).with_name("source.toml")


@dataclass(frozen=True)
class ThemeName:
    """A theme as the page names it: the heading of its section and the title of its aim in the introduction."""

    heading: str
    aim: str


@dataclass(frozen=True)
class Repair:
    """A listed correction of the source; see `source.toml` for what each field means."""

    name: str
    where: str
    what: str
    instead: str
    why: str
    expect: int
    pages: tuple[str, ...]


@dataclass(frozen=True)
class ContactWords:
    """The words of contact lines, folded: see `contacts` in `source.toml`."""

    functions: frozenset[str]
    function_endings: tuple[str, ...]
    organisations: frozenset[str]
    introductions: frozenset[str]
    prefixes: frozenset[str]
    titles: frozenset[str]


@dataclass(frozen=True)
class Source:
    """The definition of one page. `tables` holds the parsed sections that are only looked things up in."""

    page: dict[str, str]
    themes: tuple[ThemeName, ...]
    labels: dict[str, tuple[str, ...]]
    contacts: dict[str, tuple[str, ...]]
    domains: dict[str, tuple[str, ...]]
    ranges: dict[str, tuple[int, int]]
    repairs: tuple[Repair, ...]
    other: dict[str, Any]

    @cached_property
    def label_kinds(self) -> dict[str, str]:
        """Folded label -> its kind: title, contact, municipality, text or theme."""
        return {fold_label(label): kind for kind, labels in self.labels.items() for label in labels}

    @cached_property
    def contact_words(self) -> ContactWords:
        """The words of contact lines, for looking up."""
        words = {kind: frozenset(fold(word).rstrip(".") for word in listed) for kind, listed in self.contacts.items()}
        functions = words.pop("functions")
        endings = tuple(sorted(word[1:] for word in functions if word.startswith("-")))
        return ContactWords(frozenset(word for word in functions if not word.startswith("-")), endings, **words)

    @cached_property
    def domain_owners(self) -> dict[str, str]:
        """Listed domain -> the name of the municipality whose own it is."""
        return {domain: name for name, domains in self.domains.items() for domain in domains}

    @cached_property
    def theme_names(self) -> tuple[tuple[str, str], ...]:
        """The heading and the aim of each theme, for comparison."""
        return tuple((joined(theme.heading), joined(theme.aim)) for theme in self.themes)

    @cached_property
    def claim(self) -> re.Pattern[str]:
        """Matches the introduction's claim; group 1 is the number of municipalities."""
        return re.compile(self.page["claim"])

    def label_kind(self, text: str) -> str | None:
        """The kind of the label that `text` is, with or without its colon; None where it is no label."""
        return self.label_kinds.get(fold_label(text)) if len(text) <= LONGEST_LABEL else None

    def label(self, text: str) -> Label | None:
        """The label that `text` begins with, or that it is; None where it has none."""
        colon = text.find(":", 0, LONGEST_LABEL)
        if colon >= 0 and (kind := self.label_kinds.get(fold_label(text[:colon]))):
            return Label(kind, colon + 1, True, self.label_kind(text) is not None)
        if len(text) <= LONGEST_LABEL and (kind := self.label_kinds.get(fold_label(text))):
            return Label(kind, len(text), False, True)
        return None


# No label of a page is longer, its number included, in characters; a colon further on belongs to a sentence.
LONGEST_LABEL = 36

# Numbers, colons and arrows around a label are not of it.
AROUND_LABELS = " :\t0123456789.)#+<>‹›«»↑↓→←▲▼"


def fold_label(text: str) -> str:
    """`text` without case, marker and what stands around it, to look up a label: "Project 1:" is "project"."""
    return fold(text.removeprefix("- ").strip(AROUND_LABELS))


def load_source(path: Path = DEFINITION) -> Source:
    """Read a source's definition.

    Raises:
        OSError, tomllib.TOMLDecodeError, KeyError: the file is missing, is no TOML, or lacks a section.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {"page", "themes", "labels", "contacts", "domains", "ranges", "repairs"}
    return Source(
        page=data["page"],
        themes=tuple(ThemeName(**theme) for theme in data["themes"]),
        labels={kind: tuple(labels) for kind, labels in data["labels"].items()},
        contacts={kind: tuple(words) for kind, words in data["contacts"].items()},
        domains={name: tuple(domains) for name, domains in data["domains"].items()},
        ranges={name: (least, most) for name, (least, most) in data["ranges"].items()},
        repairs=tuple(Repair(**{**repair, "pages": tuple(repair["pages"])}) for repair in data.get("repairs", [])),
        other={name: section for name, section in data.items() if name not in known},
    )
