"""What changed with the newest capture, again: `python -m pipeline changes`. A build says it at its end."""

from __future__ import annotations

import argparse
import json
import sys

from pipeline.editions.published import add_folder, read_parquet, rows_of
from pipeline.snapshots.sentences import block, newest

AS_BEFORE = "Nothing has changed: the newest capture says what the one before it says."
ONLY_ONE = "Nothing can have changed: the tables know only one capture."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline changes` takes."""
    parser.add_argument(
        "--json", action="store_true", help="as JSON: the two captures, and the rows of the table changes"
    )
    parser.add_argument("--quiet", action="store_true", help="nothing where nothing changed")
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what changed; nothing where nothing did, and unless it is to be quiet that it is so on standard error.

    Raises:
        Refusal: there are no tables.
    """
    rows = {name: rows_of(read_parquet(arguments.out / f"{name}.parquet")) for name in ("snapshots", "changes")}
    if arguments.json:
        print(json.dumps(newest(rows), ensure_ascii=False, indent=2))
    elif lines := block(rows):
        print("\n".join(lines))
    elif not arguments.quiet:
        print(AS_BEFORE if newest(rows)["since"] else ONLY_ONE, file=sys.stderr)
    return 0
