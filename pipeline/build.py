"""One saved page to all tables: `python -m pipeline build`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.check.accepted_losses import AcceptedLoss, accept, load_accepted
from pipeline.check.by_count import as_loss, counts_refused, with_accepted
from pipeline.check.checks import check, refused
from pipeline.check.losses import compare
from pipeline.check.outcomes import errors_first, sentence
from pipeline.correct.corrections import NOT_ALLOWED
from pipeline.definition.corrections import CORRECTIONS
from pipeline.definition.source import Source, load_source
from pipeline.gazetteer.gazetteer import Reference, load_reference
from pipeline.privacy.suppress import suppress
from pipeline.privacy.suppressed import load_suppressed
from pipeline.records import Records, Refusal
from pipeline.snapshots.captured import distinct, read_all
from pipeline.snapshots.history import history
from pipeline.snapshots.newest import why_newest
from pipeline.snapshots.sentences import block, newest
from pipeline.snapshots.snapshot import RAW, Snapshot, from_file, snapshots
from pipeline.storage.atomic import real
from pipeline.tables.rows import make_rows
from pipeline.tables.schema import OUT, TABLES, Row, Rows
from pipeline.text.normalise import clean, counted


@dataclass(frozen=True, slots=True)
class Dataset:
    """What saved pages became: the newest one's records, the rows of every table, checks included, and the pages."""

    records: Records
    rows: Rows
    snapshots: tuple[Snapshot, ...]


def make_dataset(
    saved: Sequence[Snapshot],
    source: Source,
    reference: Reference,
    accepted: Sequence[AcceptedLoss] = (),
    accepts_counts: bool = False,
) -> Dataset:
    """The dataset of saved pages, oldest to newest: the tables are of the newest, the others are its history.

    Counts for which the newest would be refused are `accepted`, or all of them are where somebody gives a reason now.

    Raises:
        Refusal: one cannot be read, or what the newest holds is not the page; the message says why.
    """
    captured = read_all(distinct(saved), source, reference)
    newest_page = captured[-1]
    rows = make_rows(newest_page.records, newest_page.projects, reference) | history(captured, reference)
    rows["checks"] = check(newest_page.records, rows, source, reference)
    known = {entry.loss for entry in accepted if entry.sha256 == newest_page.snapshot.sha256}
    counts = set(counts_refused(rows["checks"]))
    passed = counts if accepts_counts else counts & known
    if errors := [row for row in refused(rows["checks"]) if as_loss(row) not in passed]:
        raise Refusal(_why_refused(newest_page.snapshot, errors, all(as_loss(row) in counts for row in errors)))
    return Dataset(newest_page.records, rows, tuple(one.snapshot for one in captured))


def _why_refused(page: Snapshot, errors: Sequence[Row], by_count: bool) -> str:
    """Why the page is refused, and what to do; `by_count` where somebody may accept all of it."""
    listed = "\n".join(f"  {sentence(row)}" for row in errors)
    if any(row["check"] == NOT_ALLOWED for row in errors):
        return (
            f"pipeline/definition/{CORRECTIONS} is refused, and nothing was written:\n{listed}\n"
            "A correction takes its value from the page, as page.txt has it: write it so, or take it off the list."
        )
    changed = 'say why: --accept "reason", or make build ACCEPT="reason"; and if it stays so, ' if by_count else ""
    return (
        f"{page.path} is not taken for the page, and nothing was written:\n{listed}\n"
        "If it was cut off or is another page, save it again and name it with --page FILE, or run 'make fetch'. "
        f"If the page has changed so: {changed}pipeline/definition/source.toml has the bounds of its counts under "
        "[ranges], and how its claim is read under [page]."
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline build` takes."""
    parser.add_argument(
        "--page", type=Path, metavar="FILE", help="a saved page, HTML or text (default: the newest in raw/)"
    )
    parser.add_argument(
        "--out", type=folder, default=OUT, metavar="DIR", help="folder for the tables (default: processed/)"
    )
    parser.add_argument(
        "--accept",
        type=clean,
        metavar="REASON",
        help="write tables that lose what was there, or hold less or more than they should, and store why",
    )
    parser.add_argument(
        "--changes-later", action="store_true", help="leave it to the command 'changes' to say what changed"
    )
    parser.add_argument(
        "--json", action="store_true", help="say in JSON what was found, what does not hold and what changed"
    )


def folder(name: str) -> Path:
    """The folder of this name for tables, which are exchanged all at once, and the folder with them.

    Raises:
        argparse.ArgumentTypeError: it is the one that the command runs in.
    """
    if real(Path(name)) == Path.cwd():
        raise argparse.ArgumentTypeError("tables need a folder of their own, not the current one; name another")
    return Path(name)


def run(arguments: argparse.Namespace) -> int:
    """Build, and say what was read, found, checked and written.

    Raises:
        Refusal, OSError: nothing was written.
    """
    started = time.perf_counter()
    source, reference = load_source(), load_reference()
    saved = [from_file(arguments.page)] if arguments.page else snapshots(RAW, required=True)
    accepted = load_accepted()
    dataset = make_dataset(saved, source, reference, accepted, bool(arguments.accept))
    suppressed = load_suppressed()
    accepted = losses_checked(arguments.out, dataset, source, reference, accepted, arguments.accept)
    from pipeline.write.files import write_tables  # a page that is refused needs no table library

    page = dataset.snapshots[-1].sha256
    rows = dataset.rows | {"checks": errors_first(with_accepted(dataset.rows["checks"], page, accepted))}
    rows, text = suppress(rows, dataset.records.page.text, suppressed)
    outdated = write_tables(arguments.out, rows, text, dataset.snapshots, source)
    built = replace(dataset, rows=rows)
    if not arguments.json:
        seconds = time.perf_counter() - started
        order = [f"Order    not known; {why}"] if (why := why_newest(dataset.snapshots)) else []
        print("\n".join([*summary(built), *order, *_written(arguments.out, outdated, seconds)]), flush=True)
    for row in rows["checks"]:
        if row["level"] == "warning" and not row["passed"]:
            print(f"Warning  {sentence(row)}", file=sys.stderr)
    if arguments.json:
        print(json.dumps(facts(built, [*outdated]), ensure_ascii=False, indent=2))
    elif not arguments.changes_later:
        print("".join(f"{line}\n" for line in block(rows)), end="")
    return 0


def _written(out: Path, outdated: Mapping[str, str], seconds: float) -> Iterator[str]:
    written = f"{len(TABLES)} tables as CSV and Parquet, page.txt, changes.atom, datapackage.json"
    yield f"Written  {out}/: {written}; in {seconds:.1f} s"
    if outdated:
        commands = ", ".join(outdated.values())
        yield f"Removed  {', '.join(outdated)}, made from the tables before; to make them from these: {commands}"


def losses_checked(
    out: Path,
    dataset: Dataset,
    source: Source,
    reference: Reference,
    accepted: list[AcceptedLoss],
    reason: str | None,
) -> list[AcceptedLoss]:
    """What is accepted, now or before: of counts that are refused, and of what the page loses.

    Raises:
        Refusal: the new tables lose what is in `out`, which nobody accepted for this page, and no reason is given.
        OSError: the reason cannot be stored.
    """
    page = dataset.snapshots[-1].sha256
    known = [entry.loss for entry in accepted if entry.sha256 == page]
    losses = [*counts_refused(dataset.rows["checks"]), *compare(out, dataset.rows, source, reference)]
    new = [loss for loss in losses if loss not in known]
    if not new:
        return accepted
    if not reason:
        listed = "\n".join(
            f"  {loss.check}: expected {loss.expected}, found {loss.found} ({loss.detail})" for loss in new
        )
        raise Refusal(
            f"the new tables would lose what is in {out}/, and nothing was written:\n{listed}\n"
            'If the page has changed so, say why: --accept "reason", or make build ACCEPT="reason".'
        )
    accept(page, new, reason)
    return load_accepted()


def facts(dataset: Dataset, removed: Sequence[str]) -> dict[str, Any]:
    """What a build did, for scripts: how much there is, the checks that do not hold, what changed, what was removed."""
    rows = dataset.rows
    failed = [row for row in rows["checks"] if not row["passed"]]
    counts = {name: len(rows[name]) for name in ("themes", "entries", "projects", "contacts", "notes")}
    counts |= {"municipalities": len(_municipalities(rows)), "addresses": len(_addresses(rows))}
    checks = {"passed": len(rows["checks"]) - len(failed), "failed": failed}
    return {"counts": counts, "checks": checks, **newest(rows), "removed": removed}


def _municipalities(rows: Rows) -> set[str]:
    return {row["municipality"] for row in rows["projects"] if row["municipality"]}


def _addresses(rows: Rows) -> set[str]:
    return {row["email"] for row in rows["contacts"] if row["email"]}


def summary(dataset: Dataset) -> list[str]:
    """What was read, found and checked, in a few lines."""
    rows, page, snapshot = dataset.rows, dataset.records.page, dataset.snapshots[-1]
    repeats = Counter(row["repeat"] for row in rows["entries"])
    entries = counted(len(rows["entries"]), "entry", "entries")
    projects = counted(len(rows["projects"]), "project")
    themes = counted(len(rows["themes"]), "theme")
    contacts = counted(len(rows["contacts"]), "contact")
    where = counted(len(_municipalities(rows)), "municipality", "municipalities")
    reached = counted(len(_addresses(rows)), "address", "addresses")
    notes = counted(len(rows["notes"]), "note")
    again = repeats["same"] + repeats["variant"]
    return [
        f"Read     {snapshot.described}: {len(page.lines)} lines of {page.media_type}, {page.encoding}",
        f"Found    {entries} of {projects} in {where} under {themes}; {contacts} with {reached}; {notes}",
        f"Repeats  {again}: {repeats['same']} the same, {counted(repeats['variant'], 'variant')}",
        f"Checks   {_outcomes(rows['checks'])}",
    ]


def _outcomes(checks: Sequence[Row]) -> str:
    passed = sum(row["passed"] for row in checks)
    return f"{passed} passed, {counted(len(checks) - passed, 'warning')}"
