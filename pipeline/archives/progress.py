"""How far the work is: a bar on a terminal while it is done, and what the files say of it at any time."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.archives.limits import LENGTH_OF_BAR
from pipeline.archives.places import archives_in, failures, folder_of
from pipeline.tables.schema import Row
from pipeline.text.normalise import counted, shown

SUMMED = (
    "records", "pages", "looked_past", "read", "another", "refused", "given_up", "undated", "passed_over", "bytes",
    "seconds",
)  # fmt: skip


class Bar:
    """A line on a terminal that says what is done and left; in a pipe nothing."""

    def __init__(self, all_of_it: int) -> None:
        self.all_of_it, self.done, self.started = all_of_it, 0, time.monotonic()
        self._show("")

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        left = (time.monotonic() - self.started) / self.done * (self.all_of_it - self.done)
        self._show(f", {left / 60:.0f} minutes left")

    def _show(self, left: str) -> None:
        if self.all_of_it and sys.stderr.isatty():
            full = "#" * (LENGTH_OF_BAR * self.done // self.all_of_it)
            end = "\n" if self.done == self.all_of_it else ""
            said = f"{self.done} of {counted(self.all_of_it, 'archive')}{left}"
            print(f"\r[{full:<{LENGTH_OF_BAR}}] {said} ", end=end, file=sys.stderr, flush=True)


def status(out: Path) -> list[str]:
    """What was read so far, how fast, and what failed or is damaged, in lines."""
    archives = archives_in(out)
    runs = [run for archive in archives if (run := _run(out, archive))]
    total: Counter[str] = Counter()
    for run in runs:
        total.update({name: run[name] for name in SUMMED})
    failed = failures(out)
    left = len(archives) - len(runs) - len(failed)
    parsed = total["read"] + total["another"] + total["refused"]
    speed = total["pages"] / total["seconds"] if total["seconds"] else 0.0
    damaged = [f"Damaged  {run['damage']}" for run in runs if run["damage"]]
    return [
        f"Archives {len(runs)} of {len(archives)} read, {len(failed)} failed, {left} left",
        f"Pages    {total['pages']} of {total['records']} records; parsed {parsed}, of which {total['read']} of the "
        f"kind; given up {total['given_up']}; without a time {total['undated']}; damaged records "
        f"{total['passed_over']}",
        f"Speed    {speed:.0f} pages a second and worker, {total['bytes'] / 1e6:.1f} MB in {total['seconds']:.1f} s",
        *map(shown, damaged),
        *(shown(f"Failed   {archive}: {why}") for archive, why in failed.items()),
    ]


def _run(out: Path, archive: str) -> Row | None:
    path = folder_of(out, archive) / "runs.parquet"
    return pq.read_table(path).to_pylist()[0] if path.exists() else None
