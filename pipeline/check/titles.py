"""Titles that may be none: what other entries have in the same way is hardly what one of them is called."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from pipeline.check.limits import FEWEST_OF_ONE_TITLE, MOST_OF_ONE_BEGINNING
from pipeline.check.outcomes import Check, Finding, Places, exceptions
from pipeline.contacts.addresses import has_address
from pipeline.dedupe.title_match import differing, read_title
from pipeline.definition import dutch
from pipeline.gazetteer.disambiguate import ARTICLES
from pipeline.segment.limits import MOST_OF_BRIEF, MOST_OF_TITLE
from pipeline.tables.schema import Row, Rows
from pipeline.text.normalise import fold, split_words

# "Laatst bijgewerkt: 12 mei 2021", "12-05-2021", "www.ommen.nl"
DATE_OR_LINK = re.compile(
    rf"\b\d{{1,2}}(?: {dutch.one_of('numbers', 'months')} |[-/.]\d{{1,2}}[-/.])(?:\d\d)?\d\d\b|\bwww\.|https?://",
    re.IGNORECASE,
)

SENTENCE_WITHIN = re.compile(r"\w[.!?] [A-Z][a-z]")


def titles(rows: Rows, places: Places) -> Iterator[Check]:
    """The checks on the titles of entries."""
    yield exceptions(
        "titles_of_a_project",
        "warning",
        "the entries of a project have the same title, but for case, signs and inflection",
        _unequal(rows, places),
    )
    yield exceptions(
        "title_of_one_municipality",
        "warning",
        f"no title is that of projects in {FEWEST_OF_ONE_TITLE} municipalities or more",
        _shared(rows, places),
    )
    yield exceptions(
        "project_once_a_theme", "warning", "no theme has the same project twice, word by word", _repeated(rows, places)
    )
    yield exceptions("title_is_no_date", "warning", "no title holds a date, an address or a link", _dated(rows, places))
    yield exceptions(
        "title_is_no_text",
        "warning",
        "no title is as long as a paragraph, or has a sentence in it",
        _long(rows, places),
    )
    yield exceptions(
        "titles_begin_differently",
        "warning",
        f"at most {MOST_OF_ONE_BEGINNING:.0%} of the titles begin with the same word",
        _alike(rows, places),
    )


def _named(row: Row, places: Places) -> Finding:
    return Finding(f"entry {row['entry_id']}", (places.title(row),))


def _unequal(rows: Rows, places: Places) -> Iterator[Finding]:
    """The entries whose title is not that of the first entry of their project, with both titles."""
    first: dict[str, Row] = {}
    for row in rows["entries"]:
        other = first.setdefault(row["project_id"], row)
        if differing(read_title(other["title"]), read_title(row["title"])) != []:
            words = f"entry {row['entry_id']}: “{row['title']}” and “{other['title']}”"
            yield Finding(words, (places.title(row), places.title(other)))


def _repeated(rows: Rows, places: Places) -> Iterator[Finding]:
    """The entries of a theme that are of the same project as one before, to the letter: a page may hold it twice."""
    first: dict[tuple[str, str, str], Row] = {}
    for row in rows["entries"]:
        other = first.setdefault((row["theme_id"], row["project_id"], row["text"]), row)
        if other is not row:
            yield Finding(f"entry {row['entry_id']}", (places.title(row), places.title(other)))


def _shared(rows: Rows, places: Places) -> Iterator[Finding]:
    """The entries whose title several municipalities have."""
    entries: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows["entries"]:
        if row["title"]:
            entries[" ".join(split_words(row["title"]))].append(row)
    for group in entries.values():
        if len({row["municipality"] for row in group}) >= FEWEST_OF_ONE_TITLE:
            yield from (_named(row, places) for row in group)


def _dated(rows: Rows, places: Places) -> list[Finding]:
    return [
        _named(row, places)
        for row in rows["entries"]
        if row["title"] and (DATE_OR_LINK.search(row["title"]) or has_address(row["title"]))
    ]


def _long(rows: Rows, places: Places) -> Iterator[Finding]:
    """The entries whose title holds text as well, as where nothing tells where it ends."""
    for row in rows["entries"]:
        words = len((row["title"] or "").split())
        if words > MOST_OF_TITLE or (words > MOST_OF_BRIEF and SENTENCE_WITHIN.search(row["title"])):
            yield _named(row, places)


def _alike(rows: Rows, places: Places) -> Iterator[Finding]:
    """The entries that begin as most do; a repeat of a project counts once."""
    first: dict[str, Row] = {}
    for row in rows["entries"]:
        if row["title"]:
            first.setdefault(row["project_id"], row)
    words = {project: _first_word(row["title"]) for project, row in first.items()}
    for word, count in Counter(filter(None, words.values())).items():
        if count > MOST_OF_ONE_BEGINNING * len(words) and count >= FEWEST_OF_ONE_TITLE:
            yield from (_named(first[project], places) for project, own in words.items() if own == word)


def _first_word(title: str) -> str:
    """The first word of a title but for an article, of which many titles have one."""
    return next((word for word in split_words(fold(title)) if word not in ARTICLES), "")
