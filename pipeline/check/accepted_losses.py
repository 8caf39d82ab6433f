"""The losses that somebody accepted, with the reason: `raw/accepted.toml`, by the saved page that brings them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from pipeline.check.losses import Loss
from pipeline.check.outcomes import outcome
from pipeline.definition.form import flaws, toml_in
from pipeline.records import Refusal
from pipeline.snapshots.snapshot import ACCEPTED, RAW, expect_file
from pipeline.storage.atomic import lock_for, replace_file
from pipeline.tables.schema import Row
from pipeline.text.normalise import clean

ACCEPTED_LIST = RAW / ACCEPTED
ACCEPTED_ENTRIES = "accepted"
FORM_OF_ACCEPTED = {
    ACCEPTED_ENTRIES: [dict.fromkeys(("sha256", "reason", *(field.name for field in fields(Loss))), str)],
}
BEFORE_REASON = "; accepted: "  # in the detail of a check
HEAD = '# Losses that were accepted, by the sha256 of the saved page: written by make build ACCEPT="reason".\n'


@dataclass(frozen=True, slots=True)
class AcceptedLoss:
    """One loss that is accepted for one saved page."""

    sha256: str
    reason: str
    loss: Loss


def load_accepted(path: Path = ACCEPTED_LIST) -> list[AcceptedLoss]:
    """The losses on the list; none where there is no list.

    Raises:
        Refusal: it is no such list.
        OSError: it cannot be read.
    """
    if not path.exists():
        return []
    expect_file(path)
    try:
        data = {ACCEPTED_ENTRIES: [], **toml_in(path)}
        flaw = next(flaws(data, FORM_OF_ACCEPTED, path.name), None)
    except ValueError as error:
        flaw = str(error)
    if flaw:
        raise Refusal(
            f"{path} is no list of accepted losses: {flaw}. Mend it, or restore it with 'git checkout -- {path}'."
        )
    return [_accepted(**entry) for entry in data[ACCEPTED_ENTRIES]]


def _accepted(sha256: str, reason: str, **loss: str) -> AcceptedLoss:
    return AcceptedLoss(sha256, clean(reason), Loss(**{name: clean(text) for name, text in loss.items()}))


def accept(sha256: str, losses: Sequence[Loss], reason: str, path: Path = ACCEPTED_LIST) -> None:
    """Put losses of a saved page on the list.

    Raises:
        OSError: it cannot be written; it is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with lock_for(path.parent):
        before = path.read_text(encoding="utf-8") if path.exists() else HEAD
        entries = (_entry({"sha256": sha256, "reason": reason, **asdict(loss)}) for loss in losses)
        replace_file(path, "\n".join([before, *entries]).encode("utf-8"))


def _entry(values: dict[str, str]) -> str:
    """A table of TOML; its strings are written as those of JSON."""
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())
    return f"[[{ACCEPTED_ENTRIES}]]\n" + "".join(lines)


def losses_of(sha256: str, listed: Sequence[AcceptedLoss]) -> Iterator[Row]:
    """The checks that tell what a saved page loses, and why that is accepted."""
    for entry in listed:
        if entry.sha256 == sha256:
            loss = entry.loss
            detail = f"{loss.detail}{BEFORE_REASON}{entry.reason}"
            yield outcome(
                "against_the_tables_before", "warning", False, f"{loss.check}: {loss.expected}", loss.found, detail
            )
