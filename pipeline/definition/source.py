"""What is known of the page, read from `source.toml`: a `Source` is plain data, made once and handed to every stage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pipeline.definition import dutch
from pipeline.definition.corrections import CORRECTIONS, NOTHING_DECIDED, Decisions, load_decisions
from pipeline.definition.form import ANY_NUMBER, flaws, toml_in
from pipeline.definition.limits import LABEL_BEGINNING, LETTERS_APART, LONGEST_LABEL, MOST_OF_NUMBER
from pipeline.records import Label, Refusal
from pipeline.text.normalise import fold, letters_only

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


class WordList:
    """Words, folded, with a leading "-" the ends of words."""

    def __init__(self, listed: Iterable[str]) -> None:
        folded = {fold(word).rstrip(".") for word in listed}
        self.whole = frozenset(word for word in folded if not word.startswith("-"))
        self.endings = tuple(sorted(word[1:] for word in folded if word.startswith("-")))
        # Few words have the last letters of an ending.
        self._shortest = min(map(len, self.endings), default=0)
        self._last_letters = frozenset(ending[-self._shortest :] for ending in self.endings)

    def __contains__(self, word: str) -> bool:
        if word in self.whole:
            return True
        return word[-self._shortest :] in self._last_letters and word.endswith(self.endings)


class ContactWords:
    """The words of contact lines: see `contacts` in `dutch.toml`."""

    def __init__(self, listed: Mapping[str, Iterable[str]]) -> None:
        self.functions = WordList(listed["functions"])
        self.units = WordList(listed["units"])
        self.roles = WordList([*listed["functions"], *listed["units"]])
        self.subjects = WordList(listed["subjects"])
        self.organisations = WordList(listed["organisations"]).whole
        self.introductions = WordList(listed["introductions"]).whole
        self.prefixes = WordList(listed["prefixes"]).whole
        self.given_names = WordList(listed["given_names"]).whole
        self.titles = WordList(listed["titles"]).whole
        self.degrees = WordList(listed["degrees"]).whole
        self.inviting = self.introductions | WordList(listed["invitations"]).whole
        # Those that are no part of a name, however they are written: "E." may be an initial, "Op" a prefix.
        self.introducing = frozenset(word for word in self.introductions if len(word) > 1) - self.prefixes
        self.beside_names = self.prefixes | self.titles | self.degrees
        self.own_titles = self.titles - self.prefixes
        self.usual = self.organisations | self.prefixes  # in the name of an organisation
        self.outside_names = (self.organisations | self.subjects.whole | self.inviting) - self.prefixes


@dataclass(frozen=True, eq=False)
class Source:
    """The definition of one page. `other` holds the sections of a single stage: fetch, losses, acceptance."""

    page: dict[str, str]
    themes: tuple[ThemeName, ...]
    labels: dict[str, tuple[str, ...]]
    domains: dict[str, tuple[str, ...]]
    ranges: dict[str, tuple[int, int]]
    repairs: tuple[Repair, ...]
    other: dict[str, Any]
    decisions: Decisions = NOTHING_DECIDED

    @cached_property
    def label_kinds(self) -> dict[str, str]:
        """Folded label -> its kind: title, contact, municipality, text, theme, furniture or credit."""
        return {fold_label(label): kind for kind, labels in self.labels.items() for label in labels}

    @cached_property
    def contact_words(self) -> ContactWords:
        """The words of contact lines, for looking up: they are of Dutch, whatever the page."""
        return ContactWords(dutch.LISTS["contacts"])

    @cached_property
    def domain_owners(self) -> dict[str, str]:
        """Listed domain -> the name of the municipality whose own it is."""
        return {domain: name for name, domains in self.domains.items() for domain in domains}

    @cached_property
    def theme_names(self) -> tuple[tuple[str, str], ...]:
        """The heading and the aim of each theme, for comparison."""
        return tuple((letters_only(theme.heading), letters_only(theme.aim)) for theme in self.themes)

    @cached_property
    def shortest_theme(self) -> int:
        """How many letters at least a text has that is written like the heading of a theme."""
        return min((len(heading) for heading, _ in self.theme_names), default=0) - LETTERS_APART

    @cached_property
    def claim(self) -> re.Pattern[str]:
        """Matches the introduction's claim; group 1 is the number of municipalities."""
        return re.compile(self.page["claim"])

    @cached_property
    def title_initials(self) -> frozenset[str]:
        """The letters that the labels of titles begin with: few lines begin with one of them."""
        return frozenset(label[:1] for label in self.labels["title"])

    @cached_property
    def contact_beginnings(self) -> frozenset[str]:
        """The first letters that the labels of contacts begin with, folded: few lines begin with them."""
        return frozenset(fold_label(label)[:LABEL_BEGINNING] for label in self.labels["contact"])

    @cached_property
    def job_titles(self) -> frozenset[str]:
        """The labels of contacts that are job titles, folded: they may be below a name as well as above one."""
        functions = self.contact_words.functions
        labels = {fold(label) for label in self.labels["contact"]}
        return frozenset(label for label in labels if label.replace("(s)", "").rpartition(" ")[2] in functions)

    @cached_property
    def fact_names(self) -> frozenset[str]:
        """What facts of a project are called, folded: "Looptijd", "Resultaten"."""
        return frozenset(dutch.words("facts", "names"))

    def names_fact(self, text: str) -> bool:
        """Whether a text is the name of a fact, or begins with one before a colon: "Looptijd: 2019-2021"."""
        colon = text.find(":", 0, LONGEST_LABEL)
        if colon < 0 and len(text) > LONGEST_LABEL:
            return False
        return fold_label(text if colon < 0 else text[:colon]) in self.fact_names

    @cached_property
    def invitations(self) -> tuple[str, ...]:
        """How links begin that invite to read, print or share, and go on with what: "Lees meer over ..."."""
        return self.credits + tuple(f"{label} " for label in self.labels["furniture"] if " " in label)

    @cached_property
    def away(self) -> tuple[str, ...]:
        """How lines begin that lead to something else than the project: "Lees meer …", "Laatst gewijzigd …"."""
        return tuple(word.removesuffix("-") if word[-1] == "-" else f"{word} " for word in dutch.words("site", "away"))

    @cached_property
    def picture_credits(self) -> tuple[str, ...]:
        """How a line begins that is the credit of a picture, in brackets or a list as well: "(Foto: …)"."""
        return tuple(before + begun for before in ("", "(", "- ") for begun in dutch.words("site", "picture"))

    @cached_property
    def furniture_words(self) -> tuple[str, ...]:
        """The words that are furniture alone: "Facebook", "Delen"."""
        return tuple(label for label in self.labels["furniture"] if " " not in label)

    @cached_property
    def furniture_begins(self) -> frozenset[str]:
        """The first two letters of what is furniture or tells of dates, on any line that is."""
        return frozenset(words[:2] for words in (*self.furniture_words, *self.credits))

    @cached_property
    def credits(self) -> tuple[str, ...]:
        """How lines begin that tell who wrote a page, or when: "Geschreven door Redactie"."""
        return tuple(f"{label} " for label in self.labels["credit"] if " " in label)

    def may_be_contact_label(self, text: str) -> bool:
        """A quick look: whether a text begins with the first letters of a contact label."""
        return text.lstrip(AROUND_LABELS)[:LABEL_BEGINNING].casefold() in self.contact_beginnings

    def label_kind(self, text: str) -> str | None:
        """The kind of the label that `text` is, with or without its colon; None where it is no label."""
        return self.label_kinds.get(fold_label(text)) if len(text) <= LONGEST_LABEL else None

    def label(self, text: str) -> Label | None:
        """The label that `text` begins with, or that it is; None where it has none."""
        colon = text.find(":", 0, LONGEST_LABEL)
        if colon >= 0 and (kind := self.label_kinds.get(fold_label(text[:colon]))):
            is_alone = self.label_kind(text) is not None and sum(map(str.isdigit, text[colon:])) <= MOST_OF_NUMBER
            return label_of(kind, colon + 1, True, is_alone)
        if text[:1] in self.title_initials and text.startswith(self.labels["title"]):
            sign = SIGN_AFTER_TITLE_LABEL.search(text, 0, LONGEST_LABEL)
            if sign and self.label_kind(text[: sign.start()]) == "title":
                return label_of("title", sign.end(), True, False)
        if len(text) <= LONGEST_LABEL and (kind := self.label_kinds.get(fold_label(text))):
            return label_of(kind, len(text), False, True)
        return None


label_of = cache(Label)  # of labels that are equal one is kept: many lines of a page have the same

# "Project – Samen sterk", "Project; Samen sterk", "Project 3. Samen sterk", "Project：Samen sterk".
SIGN_AFTER_TITLE_LABEL = re.compile(r"\s[–—-]\s|;\s|(?<=\d)\.\s|：")

# Numbers, colons, arrows and bullets around a label are not of it.
AROUND_LABELS = " :\t0123456789.)#+<>‹›«»↑↓→←▲▼•·▪■●○◦‣∙➢➤✓❖"


def fold_label(text: str) -> str:
    """`text` without case, marker and what is around it, to look up a label: "Project 1:" is "project"."""
    return fold(text.removeprefix("- ").strip(AROUND_LABELS))


# What the file must hold, as `flaws` takes it.
LIST_OF_TEXTS = [str]
FORM_OF_SOURCE: dict[Any, Any] = {
    "page": {"name": str, "description": str, "url": str, "heading": str, "publisher": str, "claim": str, ...: str},
    "themes": [{"heading": str, "aim": str}],
    "labels": {"title": LIST_OF_TEXTS, "contact": LIST_OF_TEXTS, ...: LIST_OF_TEXTS},
    "domains": {...: LIST_OF_TEXTS},
    "ranges": dict.fromkeys(("themes", "entries", "projects", "municipalities", "contacts"), (int, int)),
    "repairs": [
        {"name": str, "where": str, "what": str, "instead": str, "why": str, "expect": int, "pages": LIST_OF_TEXTS},
    ],
    "fetch": {
        "user_agent": str, "hosts": LIST_OF_TEXTS, "largest": int, "redirects": int, "retries": int,
        **dict.fromkeys(("answer_within", "read_timeout", "total_time", "assessed_within", "pause"), ANY_NUMBER),
        "archive": {
            "cdx": str, "replay": str, "requests_a_minute": ANY_NUMBER, "rows": int, "lists": int, "tries": int,
        },
    },
    "losses": {"lost": ANY_NUMBER},
    "acceptance": {...: LIST_OF_TEXTS},
    ...: object,
}  # fmt: skip


def load_source(path: Path = DEFINITION) -> Source:
    """Read a source's definition, and what people decided about its page: `corrections.toml` beside it, if it is there.

    Raises:
        Refusal: one is no TOML, or does not hold what it must; the message says where.
        OSError: a file cannot be read.
    """
    try:
        data = {"repairs": [], **toml_in(path)}
        flaw = next(flaws(data, FORM_OF_SOURCE, path.name), None) or _flaw_of_claim(data["page"]["claim"])
    except ValueError as error:
        flaw = f"expected TOML in UTF-8, found that {error}"
    if flaw:
        raise Refusal(f"{path}: {flaw}. Correct it, or restore the file with 'git checkout -- {path}'.")
    known = {"page", "themes", "labels", "domains", "ranges", "repairs"}
    return Source(
        page=data["page"],
        themes=tuple(ThemeName(**theme) for theme in data["themes"]),
        labels=_labels(data["labels"]),
        domains={name: tuple(domains) for name, domains in data["domains"].items()},
        ranges={name: (least, most) for name, (least, most) in data["ranges"].items()},
        repairs=tuple(Repair(**{**repair, "pages": tuple(repair["pages"])}) for repair in data["repairs"]),
        other={name: section for name, section in data.items() if name not in known},
        decisions=load_decisions(path.with_name(CORRECTIONS)),
    )


def _labels(of_page: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The labels of each kind: those of the page, and those of any."""
    of_any = dutch.LISTS["labels"]
    return {kind: (*of_page.get(kind, ()), *of_any.get(kind, ())) for kind in {**of_page, **of_any}}


def _flaw_of_claim(claim: str) -> str | None:
    try:
        groups = re.compile(claim).groups
    except (re.error, RecursionError, OverflowError) as error:
        return f"expected a regular expression for 'claim' in [page], found that {error} in {claim!r}"
    return None if groups else f"expected a group for the number in 'claim' in [page], found none in {claim!r}"
