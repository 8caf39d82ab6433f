"""What changed on the page from capture to capture: the tables `snapshots` and `changes`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.dedupe.projects import recognise
from pipeline.definition.source import Source, load_source
from pipeline.gazetteer.gazetteer import Reference, load_reference
from pipeline.parse import parse
from pipeline.read.page import prove_repairs
from pipeline.records import Contact, Entry, Project, Records, Refusal
from pipeline.snapshots.limits import SAME_TEXT, SAME_TITLE
from pipeline.snapshots.snapshot import RAW, Snapshot, snapshots
from pipeline.tables.schema import Row
from pipeline.text.difference import difference, likeness


@dataclass(frozen=True, slots=True)
class Captured:
    """A saved page with what it says."""

    snapshot: Snapshot
    records: Records
    projects: tuple[Project, ...]

    @property
    def snapshot_id(self) -> str:
        """The name of its files, without suffix."""
        return self.snapshot.path.stem


def read_all(saved: Iterable[Snapshot], source: Source, reference: Reference) -> list[Captured]:
    """The saved pages, read.

    Raises:
        Refusal: one cannot be read as a page, or a repair meant for it does not fit; the message names it.
    """
    found = []
    for snapshot in saved:
        data = snapshot.read()
        try:
            records = parse(data, source, reference, snapshot.media_type, snapshot.charset)
            prove_repairs(records.page, source)
        except Refusal as refusal:
            raise Refusal(f"{snapshot.path}: {refusal}") from refusal
        found.append(Captured(snapshot, records, recognise(records.entries)))
    return found


def distinct(saved: Iterable[Snapshot]) -> list[Snapshot]:
    """Saved pages, oldest to newest, of a run of the same content only the first whose time is known.

    So it makes no difference to any table which of them was saved first.
    """
    runs: list[list[Snapshot]] = []
    for snapshot in sorted(saved, key=lambda one: one.order):
        if runs and runs[-1][0].sha256 == snapshot.sha256:
            runs[-1].append(snapshot)
        else:
            runs.append([snapshot])
    return [next((one for one in run if one.captured_at), run[0]) for run in runs]


def history(captured: Sequence[Captured]) -> dict[str, list[Row]]:
    """The rows of the tables `snapshots` and `changes`, from distinct captures, oldest to newest."""
    return {
        "snapshots": [_snapshot(one) for one in captured],
        "changes": [row for old, new in pairwise(captured) for row in changes(old, new)],
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


def changes(old: Captured, new: Captured) -> list[Row]:
    """The changes from one capture to the next: projects with their entries in page order, what went last."""
    found = [row for pair in _pairs(old, new) for row in _project_changes(old, new, *pair)]
    fixed = {
        "snapshot_id": new.snapshot_id,
        "previous_id": old.snapshot_id,
        "captured_at": new.snapshot.captured_at,
        "previous_captured_at": old.snapshot.captured_at,
    }
    return [{"change_id": f"{new.snapshot_id}#{n}", **fixed, **row} for n, row in enumerate(found, start=1)]


def _pairs(old: Captured, new: Captured) -> Iterator[tuple[Project | None, Project | None]]:
    """Each project with itself in the other capture; None where it is only in one."""
    before = {project.project_id: project for project in old.projects}
    partner = {project.project_id: before.pop(project.project_id, None) for project in new.projects}
    left = [project for project in new.projects if partner[project.project_id] is None]
    for _, now_id, then_id in sorted(_candidates(old, new, list(before.values()), left), reverse=True):
        if partner[now_id] is None and then_id in before:
            partner[now_id] = before.pop(then_id)
    yield from ((partner[project.project_id], project) for project in new.projects)
    yield from ((project, None) for project in before.values())


def _candidates(
    old: Captured, new: Captured, gone: Sequence[Project], come: Sequence[Project]
) -> Iterator[tuple[float, str, str]]:
    """Pairs that may be one project under another title: likeness, new identifier, old identifier."""
    for project in come:
        now = new.records.entries[project.fullest]
        for other in gone:
            then = old.records.entries[other.fullest]
            if now.municipality is None or now.municipality != then.municipality:
                continue
            texts = likeness(now.text, then.text)
            if texts >= SAME_TEXT or likeness(now.title or "", then.title or "") >= SAME_TITLE:
                yield texts, project.project_id, other.project_id


def _project_changes(old: Captured, new: Captured, then: Project | None, now: Project | None) -> Iterator[Row]:
    """The changes of one project and of its entries."""
    olds = [old.records.entries[n] for n in then.entries] if then else []
    news = [new.records.entries[n] for n in now.entries] if now else []
    first = (news or olds)[0]
    latest = next(project for project in (now, then) if project)
    ids = {
        "municipality": first.municipality,
        "project_id": latest.project_id,
        "previous_project_id": then.project_id if then else None,
        "entry_id": None,
    }
    fullest = (
        old.records.entries[then.fullest].text if then else "",
        new.records.entries[now.fullest].text if now else "",
    )
    yield from _compared("project", ids, olds, news, fullest)
    for before, after in _entry_pairs(olds, news):
        pair = ([before] if before else [], [after] if after else [])
        texts = (before.text if before else "", after.text if after else "")
        entry = next(entry for entry in (after, before) if entry)
        yield from _compared("entry", ids | {"entry_id": entry.entry_id}, *pair, texts)


def _entry_pairs(olds: Sequence[Entry], news: Sequence[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Each entry of a project with itself in the other capture: by theme, otherwise in page order."""
    left = list(olds)
    partner: dict[int, Entry | None] = {}
    for n, entry in enumerate(news):
        partner[n] = next((other for other in left if other.theme_id == entry.theme_id), None)
        left = [other for other in left if other is not partner[n]]
    for n, entry in enumerate(news):
        yield partner[n] or (left.pop(0) if left else None), entry
    yield from ((entry, None) for entry in left)


def _compared(
    level: str, ids: Row, olds: Sequence[Entry], news: Sequence[Entry], texts: tuple[str, str]
) -> Iterator[Row]:
    """The differences between two states of a project or an entry; an empty one was not there."""

    def row(change: str, old: str | None, new: str | None, shown: str | None = None) -> Row:
        return {
            "level": level,
            "change": change,
            **ids,
            "old": old or None,
            "new": new or None,
            "difference": shown,
        }

    if not olds or not news:
        come = not olds
        title = (news if come else olds)[0].title
        yield row("came", None, title) if come else row("went", title, None)
        return
    if olds[0].title != news[0].title:
        yield row("retitled", olds[0].title, news[0].title)
    for change, cells in COMPARED_CELLS:
        old, new = cells(olds), cells(news)
        if set(old) != set(new):
            yield row(change, "; ".join(old), "; ".join(new))
    if texts[0] != texts[1]:
        yield row("text", *texts, difference(*texts))


def _of_contacts(value: Callable[[Contact], str | None]) -> Callable[[Sequence[Entry]], list[str]]:
    """A reader of one value of all contacts, each once, in page order."""

    def cells(entries: Sequence[Entry]) -> list[str]:
        found = (value(contact) for entry in entries for contact in entry.contacts)
        return list(dict.fromkeys(one for one in found if one))

    return cells


def _themes(entries: Sequence[Entry]) -> list[str]:
    return list(dict.fromkeys(entry.theme_id for entry in entries if entry.theme_id))


COMPARED_CELLS = (
    ("moved", _themes),
    ("leaders", _of_contacts(lambda contact: contact.name or contact.function)),
    ("emails", _of_contacts(lambda contact: contact.email)),
)


def listing(raw: Path) -> Iterator[str]:
    """Lines for the terminal: each saved page, what it holds, and what changed since the one before.

    Raises:
        Refusal: there is no saved page, or one cannot be read or does not agree with its metadata.
    """
    before: Captured | None = None
    for one in read_all(snapshots(raw, required=True), load_source(), load_reference()):
        row = _snapshot(one)
        yield f"{one.snapshot.described}, from {row['origin']}, {row['media_type']}"
        counts = ("entries", "projects", "municipalities", "contacts", "addresses")
        yield "  " + ", ".join(f"{row[name]} {name}" for name in counts)
        if before:
            yield from _summary(before, one)
        before = one


def _summary(old: Captured, new: Captured) -> Iterator[str]:
    """What changed, project by project; nothing personal."""
    rows = [row for row in changes(old, new) if row["level"] == "project"]
    if not rows:
        yield (
            "  as the one before" if old.snapshot.sha256 == new.snapshot.sha256 else "  the same data as the one before"
        )
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(row["project_id"], []).append(row["change"])
    for project_id, what in said.items():
        yield f"  {', '.join(what)}: {project_id}"


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
