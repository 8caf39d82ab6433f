"""One saved page to all tables: `python -m pipeline build`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.check import check, refused
from pipeline.dedupe import recognise
from pipeline.extract import read_records
from pipeline.records import Records, Refusal
from pipeline.reference import Reference, load_reference
from pipeline.rows import make_rows
from pipeline.snapshots import RAW, Snapshot, from_file, newest
from pipeline.source import Source, load_source
from pipeline.tables import TABLES, Row, Rows

OUT = Path("processed")


@dataclass(frozen=True, slots=True)
class Dataset:
    """What one page became: its records, and the rows of every table, checks included."""

    records: Records
    rows: Rows


def make_dataset(snapshot: Snapshot, source: Source, reference: Reference) -> Dataset:
    """The dataset of one saved page.

    Raises:
        Refusal: it cannot be read, or what it holds is not the page; the message says why.
    """
    records = read_records(snapshot.read(), source, reference, snapshot.media_type, snapshot.charset)
    rows = make_rows(records, recognise(records.entries), reference)
    rows["checks"] = check(records, rows, source)
    if errors := refused(rows["checks"]):
        raise Refusal(
            f"{snapshot.path} is refused, and nothing was written:\n" + "\n".join(f"  {_line(row)}" for row in errors)
        )
    return Dataset(records, rows)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline build` takes."""
    parser.add_argument(
        "--page", type=Path, metavar="FILE", help="a saved page, HTML or text (default: the newest in raw/)"
    )
    parser.add_argument(
        "--out", type=Path, default=OUT, metavar="DIR", help="folder for the tables (default: processed/)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Build, and say what was read, found, checked and written.

    Raises:
        Refusal, OSError: nothing was written.
    """
    started = time.perf_counter()
    source, reference = load_source(), load_reference()
    snapshot = from_file(arguments.page) if arguments.page else newest(RAW)
    dataset = make_dataset(snapshot, source, reference)
    from pipeline.write import write_tables  # a page that is refused needs no table library

    write_tables(arguments.out, dataset.rows, dataset.records.page.text, [snapshot], source)
    print("\n".join(summary(snapshot, dataset)))
    seconds = time.perf_counter() - started
    print(
        f"Written  {arguments.out}/: {len(TABLES)} tables as CSV and Parquet, page.txt, datapackage.json; in {seconds:.1f} s"
    )
    for row in dataset.rows["checks"]:
        if row["level"] == "warning" and not row["passed"]:
            print(f"Warning  {_line(row)}", file=sys.stderr)
    return 0


def summary(snapshot: Snapshot, dataset: Dataset) -> list[str]:
    """What was read, found and checked, in a few lines."""
    rows, page = dataset.rows, dataset.records.page
    places = {row["municipality"] for row in rows["projects"] if row["municipality"]}
    addresses = {row["email"] for row in rows["contacts"] if row["email"]}
    repeats = Counter(row["repeat"] for row in rows["entries"])
    return [
        f"Read     {snapshot.label}: {len(page.lines)} lines of {page.media_type}, {page.encoding}",
        f"Found    {counted(len(rows['entries']), 'entry', 'entries')} of {counted(len(rows['projects']), 'project')}"
        f" in {counted(len(places), 'municipality', 'municipalities')} under {counted(len(rows['themes']), 'theme')};"
        f" {counted(len(rows['contacts']), 'contact')} with {counted(len(addresses), 'address', 'addresses')}; {counted(len(rows['notes']), 'note')}",
        f"Repeats  {repeats['same'] + repeats['variant']}: {repeats['same']} the same, {counted(repeats['variant'], 'variant')}",
        f"Checks   {_outcomes(rows['checks'])}",
    ]


def _outcomes(checks: Sequence[Row]) -> str:
    passed = sum(row["passed"] for row in checks)
    return f"{passed} passed, {counted(len(checks) - passed, 'warning')}"


def _line(row: Row) -> str:
    """A check in one line."""
    detail = f" ({row['detail']})" if row["detail"] else ""
    return f"{row['check']}: expected {row['expected']}, found {row['found']}{detail}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"
