"""A table copied into a text, or saved as CSV, as HTML: reading that knows what to make of rows and header rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import escape

from pipeline.definition.source import Source
from pipeline.read.limits import FEWEST_LABELS, MOST_COLUMNS
from pipeline.read.markdown import BREAK_TAG, unmarked

DASHED_ROW = re.compile(r"^\|[ |:-]++[ \t\r]*+$", re.MULTILINE)  # below the header row of a table in Markdown


def find_table(text: str, source: Source) -> str | None:
    """The text as HTML with a table from its first header row on; None where it has no such row."""
    if "\n|" in text and DASHED_ROW.search(text):
        text = "\n".join(map(_of_markdown, DASHED_ROW.sub("", text).split("\n")))
    begin = text[: text.find("\n")]  # most texts have neither a tab nor a header row there, and are not looked through
    delimiter = "\t" if "\t" in text else next((s for s in ";," if _is_header_row(begin.split(s), source)), "")
    lines = text.splitlines() if delimiter else []
    first = next(
        (n for n, line in enumerate(lines) if delimiter in line and _is_header_row(line.split(delimiter), source)), None
    )
    if first is None:
        return None
    before = "".join(f"<p>{escape(line)}</p>" for line in lines[:first])
    with suppress(csv.Error):  # quotation marks that do not enclose a cell
        rows = _rows(csv.reader((line + "\n" for line in lines[first:]), delimiter=delimiter))
        return f"{before}<table>{''.join(map(_row, rows))}</table>"
    return None


def _of_markdown(line: str) -> str:
    """A line of Markdown, with tabs where it is a row; a cell may hold several lines."""
    row = line.strip()
    if not row.startswith("|"):
        return unmarked(line).strip("# ")
    cells = (BREAK_TAG.sub("\n", unmarked(cell).strip()).replace('"', '""') for cell in row.strip("|").split("|"))
    return "\t".join([f'"{cell}"' for cell in cells])


def _is_header_row(cells: list[str], source: Source) -> bool:
    if len(cells) > MOST_COLUMNS:
        return False
    labels = sum(source.label_kind(cell.strip(' "\ufeff')) is not None for cell in cells)
    return labels >= FEWEST_LABELS and labels * 2 > len(cells)


def _rows(found: Iterable[list[str]]) -> Iterator[list[str]]:
    """Rows as long as the first, from lines: browsers copy a cell of several lines without quotes around them."""
    row: list[list[str]] = []  # of each cell its lines
    columns = 0
    for cells in filter(any, found):
        columns = columns or len(cells)
        if 1 < len(row) < columns and len(cells) < columns:
            row[-1].append(cells[0])
            row += [[cell] for cell in cells[1:]]
        else:
            if row:
                yield ["\n".join(lines) for lines in row]
            row = [[cell] for cell in cells]
    if row:
        yield ["\n".join(lines) for lines in row]


def _row(cells: list[str]) -> str:
    return "".join(["<tr>", *(f"<td>{_lines(cell)}</td>" for cell in cells), "</tr>"])


def _lines(cell: str) -> str:
    lines = [escape(line) for line in cell.splitlines() if line.strip()]
    return lines[0] if len(lines) == 1 else "".join(f"<p>{line}</p>" for line in lines)
