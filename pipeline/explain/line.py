"""Why a line of a page is taken for what it is: `python -m pipeline explain LINE-OR-WORDS` shows the sum of points."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tabulate import SEPARATING_LINE, tabulate

from pipeline.check.limits import LEAST_CERTAIN
from pipeline.check.outcomes import lines_named
from pipeline.definition.source import load_source
from pipeline.explain.readings import Addend, Readings, readings
from pipeline.gazetteer.gazetteer import load_reference
from pipeline.privacy.suppress import suppress
from pipeline.privacy.suppressed import load_suppressed
from pipeline.records import Labelling, Refusal
from pipeline.segment import facts
from pipeline.segment.viterbi import margins
from pipeline.segment.weights import OF_FACT
from pipeline.snapshots.captured import distinct, read_all
from pipeline.snapshots.snapshot import RAW, from_file, snapshots
from pipeline.tables.rows import make_rows
from pipeline.tables.schema import Row, Rows
from pipeline.text.normalise import counted, split_words
from pipeline.text.terminal import terminal_width

MOST_EXPLAINED = 3  # lines that hold the words; of the others the numbers are named
# In characters.
WIDEST_POINTS = 14  # a column of points, whose header is a role
LONGEST_VALUE = 60  # of a cell that was extracted
ELLIPSIS = " … "
NO_POINTS = "."

# What each fact means, by its name in the table of weights.
FACTS = {
    "always": "where every line begins",
    "alone contact label": "that label is all of it, and no contact follows",
    "title label": "begins with a label of titles",
    "alone title label": "that label is all of it, and the title may follow",
    "after title label": "after a label of titles that is a line of its own",
    "contact label": "begins with a label of contacts, and somebody follows",
    "contact label of nobody": "begins with a label of contacts, and nobody follows",
    "after contact label": "listed below a label of contacts that is a line of its own",
    "only contacts": "nothing but people and how to reach them",
    "of the site": "that address is the publisher's",
    "municipality label": "begins with a label of municipalities, or is marked as one",
    "text label": "begins with a label of texts",
    "theme label": "begins with a label of themes",
    "municipality": "the name of a municipality and nothing else",
    "with municipality": "the name of a municipality before the rest, or after it in brackets",
    "known_theme": "the heading of a theme that is known",
    "known_aim": "the heading of an aim that is known",
    "words of theme": "the words of a theme, among others",
    "heading of page": "the heading of the page",
    "heading": "a heading",
    "bold": "bold from end to end",
    "item": "an item of a list",
    "link": "nothing but a link",
    "brief": "few words, a capital, no end of a sentence",
    "long": "more words than a title has",
    "ends sentence": "ends as a sentence or a clause does",
    "refers": "a digit, a colon, an address on the web or a file is in it",
    "first of panel": "the first line of a panel",
    "after panel": "the first line after a panel",
    "named again": "the same line is further down",
    "leads to contact": "leads to the contact on the next line",
    "leads away": "invites to read elsewhere, or says when, by whom",
    "before opening": "right before a paragraph that names another municipality",
    "two before opening": "one line further above such a paragraph",
    "above title": "right above a title",
    "names fact": 'begins with what a fact of a project is called, as "Looptijd" is',
    "when_or_where": "says when, which or where, and no more: a date, a number of many, an address",
}
OF_BIT = {getattr(facts, name.upper().replace(" ", "_")): name for name in FACTS}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline explain` takes."""
    parser.add_argument(
        "words", nargs="+", metavar="LINE-OR-WORDS", help="the number of a line of page.txt, or words that it holds"
    )
    parser.add_argument("--page", type=Path, metavar="FILE", help="a saved page (default: the newest in raw/)")


def run(arguments: argparse.Namespace) -> int:
    """Print why lines are what they are: those that are numbered, or the first that hold the words.

    Raises:
        Refusal: there is no such line, or the page cannot be read.
    """
    page = Explained.of(arguments.page)
    found = page.numbered(arguments.words)
    most = len(found) or MOST_EXPLAINED
    found = found or page.with_words(arguments.words)
    for n in found[:most]:
        print("\n".join(page.explained(n)))
    if more := [str(n + 1) for n in found[most:]]:
        print(f"{counted(len(more), 'more line')} with these words: {', '.join(more)}")
    return 0


@dataclass(frozen=True, slots=True)
class Explained:
    """A page with what was made of it."""

    name: str
    text: str
    labelling: Labelling
    rows: Rows

    @classmethod
    def of(cls, path: Path | None) -> Explained:
        """A saved page or, without a path, the newest; who asked to be left out of the tables is left out here too.

        Raises:
            Refusal: it cannot be read.
        """
        reference = load_reference()
        saved = [from_file(path)] if path else distinct(snapshots(RAW, required=True))
        *_, captured = read_all(saved, load_source(), reference)
        rows = make_rows(captured.records, captured.projects, reference) | {"checks": []}
        rows, text = suppress(rows, captured.records.page.text, load_suppressed())
        return cls(captured.snapshot.name, text, captured.records.labelling, rows)

    def numbered(self, words: Sequence[str]) -> list[int]:
        """The numbers, from 0, of the lines that are named by theirs; none where there are words.

        Raises:
            Refusal: there is no such line.
        """
        if not all(map(str.isdecimal, words)):
            return []
        lines = self.rows["lines"]
        if beyond := [word for word in words if len(word) > LONGEST_VALUE or not 1 <= int(word) <= len(lines)]:
            raise Refusal(
                f"{self.name} has no line {shortened(beyond[0], LONGEST_VALUE)}. It has {counted(len(lines), 'line')}. "
                "To look for a number, give words beside it."
            )
        return [int(word) - 1 for word in words]

    def with_words(self, words: Sequence[str]) -> list[int]:
        """The numbers, from 0, of the lines that hold the words, one after another.

        Raises:
            Refusal: there are none.
        """
        wanted = " ".join(split_words(" ".join(words)))
        texts = (" ".join(split_words(self._text(row))) for row in self.rows["lines"])
        found = [n for n, text in enumerate(texts) if wanted and wanted in text]
        if not found:
            raise Refusal(
                f"no line of {self.name} holds {' '.join(words)!r}. Name fewer words, or a line by its number."
            )
        return found

    def _text(self, row: Row) -> str:
        return self.text[row["start"] : row["end"]]

    def explained(self, n: int) -> Iterator[str]:
        """A line for the terminal: what it is, how sure that is, the sum, and what was extracted from it."""
        row, (second, _) = self.rows["lines"][n], margins(self.labelling)[n]
        this = readings(self.labelling, n, second)
        heading = f"Line {n + 1} of {self.name}"
        yield from (heading, "-" * len(heading), shortened(self._text(row), terminal_width()), "")
        yield tabulate(
            line_in_words(row, this), tablefmt="plain", maxcolwidths=[None, terminal_width() - WIDEST_POINTS]
        )
        yield from ("", in_points(addends(this), this.roles), "", self._extracted(row), "")

    def _extracted(self, line: Row) -> str:
        """The cells that come from a line; of those that come from more lines only which lines that are."""
        cells: dict[tuple[str, str], list[str]] = {}
        for row in self.rows["evidence"]:
            if row["start"] < line["end"] and line["start"] < row["end"]:
                is_within = line["start"] <= row["start"] and row["end"] <= line["end"]
                value = shortened(row["value"], LONGEST_VALUE) if is_within else self._lines(row)
                cells.setdefault((value, row["rule"]), []).append(f"{row['table']}.{row['column']}")
        found = [[" ".join(dict.fromkeys(names)), value, rule] for (value, rule), names in cells.items()]
        headers = ["extracted", "value", "by the rule"]
        table = tabulate(
            found, headers, tablefmt="simple", disable_numparse=True, maxcolwidths=[terminal_width() // 3] * 3
        )
        return table if found else "Nothing was extracted from it."

    def _lines(self, row: Row) -> str:
        spans = [
            line["line"] for line in self.rows["lines"] if line["start"] < row["end"] and row["start"] < line["end"]
        ]
        return lines_named(spans[0], spans[-1])


def line_in_words(row: Row, this: Readings) -> Iterator[tuple[str, str]]:
    """What a line is, how sure that is, and what it would be otherwise."""
    yield from ((name, row[name]) for name in ("role", "kind", "theme_id", "entry_id", "note_id") if row[name])
    yield "margin", counted(row["margin"], "point") + (", so it is uncertain" if row["margin"] < LEAST_CERTAIN else "")
    yield "next best", "; ".join([this.roles[1], *this.reread()])


def addends(this: Readings) -> list[Addend]:
    """All that speaks for the role of a line and for its next best one: two columns whose sums differ by the margin."""
    of_line, (own, other) = this.labelling.facts[this.n], this.own
    known = [(f"{name}: {FACTS[name]}", OF_FACT[bit]) for bit, name in OF_BIT.items() if of_line & bit]
    return [*((name, points[own], points[other]) for name, points in known), *this.beyond_facts()]


def in_points(addends: Sequence[Addend], roles: tuple[str, str]) -> str:
    """The sum as a table; what says nothing has dots."""
    rows = [[name, *(str(number) if number else NO_POINTS for number in points)] for name, *points in addends]
    sums = [sum(number for _, number, _ in addends), sum(number for *_, number in addends)]
    widths = [terminal_width() - 2 * (WIDEST_POINTS + 2), WIDEST_POINTS, WIDEST_POINTS]
    return tabulate(
        [*rows, SEPARATING_LINE, ["together", *map(str, sums)]], ["", *roles], tablefmt="simple",
        disable_numparse=True, colalign=("left", "right", "right"), maxcolwidths=widths, maxheadercolwidths=widths,
    )  # fmt: skip


def shortened(text: str, most: int) -> str:
    """A text on one line of at most so many characters, without its middle where it is longer."""
    line = " / ".join(text.split("\n"))
    left = most - len(ELLIPSIS)
    return line if len(line) <= most else line[: left - left // 2] + ELLIPSIS + line[len(line) - left // 2 :]
