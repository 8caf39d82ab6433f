"""Texts that may be none as they are: a line that most of them have is of the site, and few end within a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from pipeline.check.limits import FEWEST_OF_ONE_LINE, MOST_OF_ONE_LINE, MOST_WITHIN_SENTENCES
from pipeline.check.outcomes import Check, Finding, Places, exceptions
from pipeline.records import Kind, Page
from pipeline.tables.schema import Row, Rows

# A line that goes on in the next: "… het Bestuurscollege van" and "Bonaire", but no item of a list.
WITHIN_SENTENCE = re.compile(r"[a-zà-ÿ,]")
# A sentence may be in all texts, and so may a fact: "Looptijd: 2019-2021".
SENTENCE_OR_FACT = re.compile(r".*[\d:]|.*[.!?;”’\"')]$")
PLAIN_KINDS = frozenset({Kind.PARAGRAPH, Kind.LINK})  # sub-headings are often the same


def texts(page: Page, rows: Rows, places: Places) -> Iterator[Check]:
    """The checks on the texts of entries."""
    yield exceptions(
        "line_of_one_text",
        "warning",
        f"no short line is in more than {MOST_OF_ONE_LINE:.0%} of the texts",
        _shared(page, rows, places),
    )
    yield exceptions(
        "lines_end_sentences",
        "warning",
        f"at most {MOST_WITHIN_SENTENCES:.0%} of the lines of a text end within a sentence",
        _broken(rows, places),
    )


def _lines(row: Row) -> list[str]:
    return (row["text"] or "").split("\n")


def _shared(page: Page, rows: Rows, places: Places) -> Iterator[Finding]:
    """The entries whose text has a line that most texts have: the words of a control, or of a badge."""
    plain = {line.text for line in page.lines if line.kind in PLAIN_KINDS and not SENTENCE_OR_FACT.match(line.text)}
    entries = [row for row in rows["entries"] if row["text"]]
    times = Counter(line for row in entries for line in plain.intersection(_lines(row)))
    least = max(MOST_OF_ONE_LINE * len(entries), FEWEST_OF_ONE_LINE - 1)
    shared = {line for line, count in times.items() if count > least}
    for row in entries if shared else ():
        for line in filter(shared.__contains__, dict.fromkeys(_lines(row))):
            yield Finding(f"entry {row['entry_id']}: “{line}”", (places.lines(row),))


def _broken(rows: Rows, places: Places) -> Iterator[Finding]:
    """The entries of which most lines go on in the next one, as those of a page that was printed."""
    for row in rows["entries"]:
        lines = _lines(row)
        broken = sum(
            bool(WITHIN_SENTENCE.fullmatch(line[-1]) and WITHIN_SENTENCE.match(following))
            for line, following in pairwise(lines)
        )
        if broken > MOST_WITHIN_SENTENCES * len(lines):
            yield Finding(f"entry {row['entry_id']}", (places.lines(row),))
