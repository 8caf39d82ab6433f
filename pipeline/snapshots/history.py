"""What changed on the page from capture to capture: the tables `snapshots` and `changes`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from pipeline.definition.source import load_source
from pipeline.gazetteer.gazetteer import Reference, load_reference
from pipeline.snapshots.captured import Captured, read_all
from pipeline.snapshots.compare import changes
from pipeline.snapshots.sentences import sentences
from pipeline.snapshots.snapshot import RAW, snapshots
from pipeline.tables.schema import Row


def history(captured: Sequence[Captured], reference: Reference) -> dict[str, list[Row]]:
    """The rows of the tables `snapshots` and `changes`, from distinct captures, oldest to newest."""
    return {
        "snapshots": [_snapshot(one) for one in captured],
        "changes": [row for old, new in pairwise(captured) for row in changes(old, new, reference)],
    }


def _snapshot(one: Captured) -> Row:
    snapshot, entries = one.snapshot, one.records.entries
    contacts = [contact for entry in entries for contact in entry.contacts]
    return {
        "snapshot_id": one.snapshot_id,
        "captured_at": snapshot.captured_at,
        "captured_not_before": snapshot.captured_not_before,
        "origin": snapshot.how,
        "url": snapshot.url,
        "media_type": snapshot.media_type,
        "encoding": one.records.page.encoding,
        "bytes": snapshot.metadata["bytes"],
        "sha256": snapshot.sha256,
        "themes": len(one.records.themes),
        "entries": len(entries),
        "projects": len(one.projects),
        "municipalities": len({entry.municipality for entry in entries if entry.municipality}),
        "contacts": len(contacts),
        "addresses": len({contact.email for contact in contacts if contact.email}),
    }


def listing(raw: Path) -> Iterator[str]:
    """Lines for the terminal: each saved page, what it holds, and what changed since the one before.

    Raises:
        Refusal: there is no saved page, or one cannot be read or does not agree with its metadata.
    """
    before: Captured | None = None
    reference = load_reference()
    for one in read_all(snapshots(raw, required=True), load_source(), reference):
        row = _snapshot(one)
        yield f"{one.snapshot.described}, from {row['origin']}, {row['media_type']}"
        counts = ("entries", "projects", "municipalities", "contacts", "addresses")
        yield "  " + ", ".join(f"{row[name]} {name}" for name in counts)
        if before:
            yield from (f"  {line}" for line in _since(before, one, reference))
        before = one


def _since(old: Captured, new: Captured, reference: Reference) -> Iterator[str]:
    """What changed since the capture before; nothing personal."""
    if old.snapshot.sha256 == new.snapshot.sha256:
        yield "as the one before"
    elif rows := changes(old, new, reference):
        yield from sentences(rows, personal=False)
    else:
        yield "the same data as the one before"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline snapshots` takes."""
    parser.add_argument(
        "--raw", type=Path, default=RAW, metavar="DIR", help="folder of the saved pages (default: raw/)"
    )


def run(args: argparse.Namespace) -> int:
    """List the saved pages with what each holds and how it differs from the one before; the exit code."""
    for line in listing(args.raw):
        print(line)
    return 0
