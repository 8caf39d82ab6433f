"""How right the tables are, on made pages whose entries are known: `make accuracy` writes docs/accuracy.md."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tabulate import tabulate

from tests.datasets import Dataset, tables
from tests.pages.expected import Expected
from tests.pages.made import GROUPS, Made
from tests.scoring import ALWAYS_TOLD, LEAST, Difference, Score, score

DOCS = Path(__file__).resolve().parent.parent / "docs" / "accuracy.md"
HEADERS = (
    "group",
    "pages",
    "exact",
    "fields right",
    "lost",
    "invented",
    "entries",
    "pages wrong and not told",
    "entries wrong and not told",
    "right, yet named",
)
KEPT_HEADERS = ("tool", "titles", "addresses", "ends of texts")
QUICK = 2
"""So many pages of each group are read only to see that it works."""
END = 40
"""So many characters, or the last line where that is shorter, are the end of a text."""
AROUND = 40
"""So many characters are shown before the first one that differs."""

TEXT = """# How right the tables are

`make accuracy` wrote this file. It reads pages whose entries are known from how the pages were made, and compares the
tables with them.

**All these pages are made from one real page**, the saved one in `raw/`. They show how the tables bear other ways to
publish and to write that page. They cannot show how the tables bear what nobody thought of.

{groups}

The groups:

- *the saved page*: as it was saved.
- *other encodings and blanks*: the saved text in other encodings, line ends and white space.
- *markups*, *variants*, *layouts and cards*: the same words in HTML, as articles, panels, tables, lists and cards, and
  in other forms of text.
- *changed pages*: projects, themes, contacts and labels that come, go or are written otherwise
  (`tests/pages/changes.py`), each as text and in seven markups.
- *irregular*: each entry departs from the rest in each of these ways with the probability given. The title has no
  label; the municipality's name is above the title, or before or after it in the same line; the text has one more
  sub-heading, ends in a list item, or in a short sentence; the contact has an unknown label, has none, goes over two
  lines, or is missing; a line follows it that belongs to no project. What would be right only in someone's opinion is
  left out (`tests/pages/irregular.py`). The text is plain; the HTML has one of five markups, the same for the whole
  page.
- *contacts above titles*: irregular in the same ways, but for the line after a contact; the contact of every entry is
  above its title, in plain text, in a column, below the name of its municipality, in a box, in a panel
  (`tests/pages/contacts_first.py`).
- *labels of titles*: the words of the saved page with another label before each title: a number, a bullet, the name of
  the municipality, quotation marks, a word that no vocabulary has (`tests/pages/title_labels.py`); and the words of
  irregular pages, where other titles have no label, or the name of the municipality.
- *blocks of contacts*: 28 invented projects; each part of a contact is on a line, in an item or in a cell of its own,
  and the job title is also a label (`tests/pages/contact_blocks.py`). Of these projects are the next three groups, too.
- *former leaders*: who was the leader before is named, struck out or called former.
- *facts inside projects*: every project, or some, has a panel, a list or a table of facts before its contact.
- *random combinations*: another frame, contact block and facts on each page, by chance.
- *pairs of entries*: each municipality has two entries, of nearly the same text. Of some they are two projects, whose
  titles differ in a word that each text uses, or in a number; of the others they are one project, repeated to the
  letter, with a small error in its title, or under another title (`tests/pages/pairs.py`). Here, too, is compared which
  entries are one project. One under two titles is always named.
- *wrapped text*: the saved text with each paragraph wrapped at 60 to 120 characters, with and without a long address
  above it.
- *clutter*: the saved page in six markups, with what nobody sees, with what content systems add, and with addresses
  hidden from harvesters (`tests/pages/clutter.py`).
- *by a program*: an invented page of twelve projects as a real program wrote it: browsers for terminals, converters to
  text and to Markdown, a word processor, a browser's copy, and what is taken out of its print
  (`tests/pages/rendered/`, where each file has the command that made it). Lost is what the program itself loses: the
  plain text of a print does not say where a paragraph ends whose last line is full. Who has a choice takes
  `pdftotext -layout`. On pages with more of them, print also loses the markers of lists, where no semicolons part
  the items, which `items_marked` tells, and hyphens at the ends of lines, and w3m tells "word/ word" from "word/word"
  no more.

The columns:

- **exact**: pages of which every field of every entry is right, with no entry lost and none invented.
- **fields right**: of the fields of all entries that the pages have. An entry has six: theme, municipality, title,
  text, contact line and contacts (name, job title, address and number of each). The fields of a lost entry are wrong. A
  field that a markup publishes otherwise, such as a label that is the head of a column, is not compared.
- **lost**, **invented**: entries that the pages have and the table has not, and the other way round; **entries** is how
  many the pages have. Which entry is which follows from the longest common sequence: pairs in the order of the page
  whose likeness of title and text adds up to the most, each at least {least} of 100.
- **pages**, **entries wrong and not told**: pages with an entry that is wrong, lost or invented while no check says so,
  and how many such entries there are. A check says so if it fails, as an error or a warning, and its detail names an
  entry, a note or a line that shares a character with that entry: with what the table has of it, or with where it is on
  the page, from its title to the end of its contact. `{always_told}` does not count, since it fails on the
  saved page as well. A page that is refused counts as told, since none of its tables is written; all other columns
  count what would be written.
- **right, yet named**: entries that are right while such a check names them. Of irregular entries many are named since
  they are irregular (an unknown label, no contact), so that one that is wrong may be named for another reason.

## What other tools keep

The share of the titles, the addresses and the ends of texts (of the last line, the last {end} characters) that are
anywhere in what a tool gives for the {pages} pages in HTML above; white space and case do not count. *The tables* are
searched in the same way. The others give text, and do not say what in it is a title, a place or a contact.

{kept}
"""


@dataclass
class Kept:
    """What a tool has kept: of so many titles, addresses and ends of texts so many."""

    found: list[int] = field(default_factory=lambda: [0, 0, 0])
    of: list[int] = field(default_factory=lambda: [0, 0, 0])

    def add(self, wanted: Iterable[Expected], text: str) -> None:
        text = bare(text)
        for entry in wanted:
            addresses = [email for _, _, email, _ in entry.contacts if email]
            last_line = entry.text.rpartition("\n")[2].removeprefix("- ")
            for n, parts in enumerate(([entry.title], addresses, [last_line[-END:]])):
                self.found[n] += sum(bare(part) in text for part in parts)
                self.of[n] += len(parts)

    @property
    def row(self) -> tuple[str, ...]:
        return tuple(map(percent, self.found, self.of))


def bare(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", text).casefold()


def percent(part: int, whole: int) -> str:
    """Two decimals, rounded down, so that only all is 100."""
    return f"{part * 10_000 // whole / 100:.2f} %" if whole else ""


def by_trafilatura(page: bytes) -> str:
    import trafilatura

    return trafilatura.extract(page) or ""


def by_beautiful_soup(page: bytes) -> str:
    from bs4 import BeautifulSoup

    return BeautifulSoup(page, "lxml").get_text()


TOOLS: dict[str, Callable[[bytes], str]] = {
    "trafilatura, extract": by_trafilatura,
    "Beautiful Soup with lxml, get_text": by_beautiful_soup,
}


def of_tables(dataset: Dataset) -> str:
    cells = [row[column] for row in dataset.rows["entries"] for column in ("title", "text")]
    return "\n".join(filter(None, [*cells, *(row["email"] for row in dataset.rows["contacts"])]))


class Measured:
    """What has been measured, group by group."""

    def __init__(self, show: int = 0) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.kept = {name: Kept() for name in ("the tables", *TOOLS)}
        self.pages_in_html = 0
        self.left_to_show = show

    def group(self, name: str, pages: Iterable[Made], with_tools: bool) -> None:
        total = Score()
        for page in pages:
            dataset = tables(page.data)
            one, differences = score(page.expected, dataset, page.fields)
            total += one
            self.show(f"{name}, {page.name}", differences)
            if with_tools and page.is_html:
                self.compare(page, dataset)
        right = percent(total.right, total.fields)
        counts = (total.lost, total.invented, total.entries, total.silent, total.unnamed, total.alarms)
        self.rows.append((name, str(total.pages), str(total.exact), right, *map(str, counts)))

    def compare(self, page: Made, dataset: Dataset) -> None:
        self.pages_in_html += 1
        self.kept["the tables"].add(page.expected, of_tables(dataset))
        for name, extract in TOOLS.items():
            self.kept[name].add(page.expected, extract(page.data))

    def show(self, page: str, differences: Sequence[Difference]) -> None:
        for difference in differences[: self.left_to_show]:
            print(f"{page}: {in_words(difference)}\n")
        self.left_to_show = max(0, self.left_to_show - len(differences))

    @property
    def kept_rows(self) -> list[tuple[str, ...]]:
        return [(name, *kept.row) for name, kept in self.kept.items()]

    @property
    def document(self) -> str:
        return TEXT.format(
            groups=markdown(HEADERS, self.rows),
            kept=markdown(KEPT_HEADERS, self.kept_rows),
            pages=self.pages_in_html,
            least=LEAST,
            end=END,
            always_told=ALWAYS_TOLD,
        )


def in_words(difference: Difference) -> str:
    """What is wrong, and both values from shortly before they part."""
    expected, found = str(difference.expected), str(difference.found)
    differs = (n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b)
    start = max(0, next(differs, min(len(expected), len(found))) - AROUND)
    told = "" if difference.is_told else ", not told"
    head = f"{difference.entry}: {difference.field}{told}"
    return f"{head}\n  expected {expected[start:]!r:.300}\n  found    {found[start:]!r:.300}"


def markdown(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose lines do not depend on each other's width: a difference shows only what changed."""
    lines = [headers, ["---", *["---:"] * (len(headers) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def in_columns(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return tabulate(rows, headers, disable_numparse=True, colalign=["left", *["right"] * (len(headers) - 1)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write the file where everything was measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument("--group", default="", help="only groups whose name holds this; nothing is written")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N differences")
    parser.add_argument("--quick", action="store_true", help="a few pages of each group; nothing is written")
    options = parser.parse_args(arguments)
    measured = Measured(options.show)
    for name, pages in GROUPS.items():
        if options.group in name:
            measured.group(name, islice(pages(), QUICK if options.quick else None), with_tools=not options.group)
    print(in_columns(HEADERS, measured.rows))
    if not options.group:
        print("\n" + in_columns(KEPT_HEADERS, measured.kept_rows))
        if not options.quick:
            DOCS.write_text(measured.document, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
