"""The saved pages, read: what each says, with every project under the identifier that it had first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath

from pipeline.dedupe.projects import recognise
from pipeline.definition.corrections import named_otherwise
from pipeline.definition.source import Source
from pipeline.gazetteer.gazetteer import Reference
from pipeline.parse import parse
from pipeline.read.page import prove_repairs
from pipeline.records import Project, Records, Refusal
from pipeline.snapshots.identity import Identities
from pipeline.snapshots.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Captured:
    """A saved page with what it says."""

    snapshot: Snapshot
    records: Records
    projects: tuple[Project, ...]

    @property
    def snapshot_id(self) -> str:
        """The name of its files, without suffix."""
        return PurePath(self.snapshot.name).stem


def read_all(saved: Iterable[Snapshot], source: Source, reference: Reference) -> list[Captured]:
    """The saved pages, read: given oldest to newest, since identifiers are carried along from one to the next.

    Raises:
        Refusal: one cannot be read as a page, or a repair meant for it does not fit; the message names it.
    """
    identities = Identities(reference.current)
    found = []
    for snapshot in saved:
        data = snapshot.read()
        try:
            records = _read(data, snapshot, source, reference, identities)
        except Refusal as refusal:
            raise Refusal(f"{snapshot.path}: {refusal}") from refusal
        found.append(Captured(snapshot, *identities.carried(records, recognise(records.entries))))
    return found


def _read(data: bytes, snapshot: Snapshot, source: Source, reference: Reference, identities: Identities) -> Records:
    """What a saved page says; corrections hold for the rows that they name, whatever the page itself calls them."""
    page = (snapshot.media_type, snapshot.charset)
    records = parse(data, source, reference, *page)
    if source.decisions.corrections and (own := identities.own_ids(records, recognise(records.entries))):
        records = parse(data, replace(source, decisions=named_otherwise(source.decisions, own)), reference, *page)
    prove_repairs(records.page, source)
    return records


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
