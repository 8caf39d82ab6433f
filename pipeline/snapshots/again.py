"""Content that came again: it adds nothing, unless a page of a time in between comes later; then it came back.

Its times are noted beside the refused pages, since they say nothing of the page as long as nothing is in between.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.snapshots.snapshot import CAPTURED_AT, REJECTED, expect_file

CAME_AGAIN = "again.jsonl"  # a line of metadata for each time


def note_again(raw: Path, metadata: Mapping[str, Any]) -> None:
    """Note that content which is saved came again, at the time of this metadata, if it has one.

    Raises:
        OSError: the disk is full or the folder cannot be written.
        Refusal: what notes it is no file.
    """
    if metadata["captured_at"] is None:
        return
    noted = raw / REJECTED / CAME_AGAIN
    noted.parent.mkdir(parents=True, exist_ok=True)
    expect_file(noted)
    with noted.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps(metadata))


def came_again(raw: Path, sha256: str, after: str, before: str | None) -> dict[str, Any] | None:
    """The metadata of the first time that this content came again after one time and before another; None if never."""
    later = (one for one in _noted(raw, sha256) if one["captured_at"] > after)
    first = min(later, key=lambda one: one["captured_at"], default=None)
    return first if first and (before is None or first["captured_at"] < before) else None


def _noted(raw: Path, sha256: str) -> Iterator[dict[str, Any]]:
    """What is noted of this content; a line may be empty, or the last one of a command that was stopped writing it."""
    noted = raw / REJECTED / CAME_AGAIN
    expect_file(noted)
    for line in noted.read_text(encoding="utf-8", errors="replace").splitlines() if noted.exists() else ():
        with suppress(ValueError, KeyError, TypeError, RecursionError):
            one = json.loads(line)
            if one["sha256"] == sha256 and CAPTURED_AT.fullmatch(one["captured_at"]):
                yield one
