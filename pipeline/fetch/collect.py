"""Brings the captures of an archive that are still to be brought: stopped anywhere, it goes on there."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pipeline.definition.source import Source
from pipeline.fetch.archive import Archive, fetch_capture, list_captures
from pipeline.fetch.capture_list import ListedCapture
from pipeline.fetch.http import Web
from pipeline.fetch.limits import FAILED_IN_A_ROW
from pipeline.fetch.unreachable import Busy, Unreachable, Unusable
from pipeline.snapshots.snapshot import REJECTED, expect_file, snapshots
from pipeline.snapshots.store import Capture, same_as
from pipeline.text.normalise import counted

# Beside the refused captures: a line for each that need not be asked for again; without it all are tried anew.
SEEN = "seen.jsonl"
GIVEN = ("new", "known", "kept")  # outcomes with which the page is there
Keep = Callable[[Capture, str], "str | None"]


class Collector:
    """Brings captures of one archive into the folder `raw`; `keep` says which is accepted."""

    def __init__(self, web: Web, archive: Archive, source: Source, raw: Path, keep: Keep) -> None:
        self.web, self.archive, self.source, self.raw, self.keep = web, archive, source, raw, keep
        self.seen = raw / REJECTED / SEEN
        self.outcomes = self._read_seen()
        self.failed = 0  # captures in a row

    def every(self) -> bool:
        """Bring every distinct capture, oldest to newest; whether any is the page.

        Raises:
            Unreachable: the archive stopped answering; what came before that is kept.
        """
        rows = self._rows()
        given = False
        for number, row in enumerate(rows, start=1):
            outcome = self.outcomes.get(self._name(row)) or self._bring(row, f"{number} of {len(rows)}")
            given |= outcome in GIVEN
        return given

    def newest(self, only_newer: bool) -> bool:
        """Bring the newest capture that is the page; whether there is one.

        With `only_newer` the search ends at captures older than the newest saved page, since they would
        change nothing.

        Raises:
            Unreachable: the archive does not answer.
        """
        saved = snapshots(self.raw)
        bound = saved[-1].captured_at if saved and only_newer else None
        tries = self.source.other["fetch"]["archive"]["tries"]
        for row in reversed(self._rows()):
            if bound and row.captured_at <= bound:
                self.web.say(f"Archive: nothing newer than the newest saved page, {saved[-1].described}.")
                return True
            outcome = self.outcomes.get(self._name(row))
            if outcome is None:
                if not tries:
                    break
                tries -= 1
                outcome = self._bring(row, "newest first")
            elif outcome in GIVEN:
                self.web.say(f"Archive: its newest capture that is the page, of {row.captured_at}, is saved already.")
            if outcome in GIVEN:
                return True
        return False

    def _rows(self) -> list[ListedCapture]:
        rows = list_captures(self.web, self.archive, self.source)
        self.web.say(f"Archive: {self.archive.host} lists {counted(len(rows), 'distinct capture')}.")
        return rows

    def _bring(self, row: ListedCapture, which: str) -> str:
        """Ask for one capture; what became of it: "new", "known", "refused", or "failed" if it may come another time.

        Raises:
            Unreachable: the archive asks to be left alone, or failed several captures in a row.
        """
        origin = f"Archive, {row.captured_at} ({which})"
        try:
            capture = fetch_capture(self.web, self.archive, self.source, row)
        except Unusable as error:
            self.web.say(f"{origin}: passed over, {error}.")
            return self._note(row, "refused", None)
        except Busy:
            raise
        except Unreachable as error:
            self.failed += 1
            if self.failed == FAILED_IN_A_ROW:
                raise
            self.web.say(f"{origin}: passed over this time, {error}.")
            return "failed"
        self.failed = 0
        saved = snapshots(self.raw)
        outcome = self.keep(capture, origin) or "refused"
        twin = same_as(capture, saved)
        if outcome not in ("new", "failed"):  # a new one says so itself, by its metadata
            self._note(row, outcome, twin.path.name if twin else None)
        return outcome

    def _note(self, row: ListedCapture, outcome: str, twin: str | None) -> str:
        self.seen.parent.mkdir(parents=True, exist_ok=True)
        with self.seen.open("a", encoding="utf-8") as file:
            file.write("\n" + json.dumps({"capture": self._name(row), "outcome": outcome, "same_as": twin}))
        return outcome

    def _name(self, row: ListedCapture) -> str:
        return f"{self.archive.host} {row.timestamp} {row.digest}"

    def _read_seen(self) -> dict[str, str]:
        """Outcomes of former runs by capture, from the metadata of saved pages and the list of the others."""
        saved = snapshots(self.raw)
        names = {snapshot.path.name for snapshot in saved}
        outcomes = {}
        expect_file(self.seen)
        noted = self.seen.read_text(encoding="utf-8", errors="replace") if self.seen.exists() else ""
        for line in noted.splitlines():
            # A line may be empty, or the last one of a run that was stopped while writing it.
            with suppress(ValueError, KeyError, TypeError, RecursionError):
                one = json.loads(line)
                if one["same_as"] is None or one["same_as"] in names:
                    outcomes[one["capture"]] = one["outcome"]
        for snapshot in saved:
            how = snapshot.metadata["obtained"]
            if how["how"] == "archive":
                outcomes[f"{how.get('archive')} {how.get('timestamp')} {how.get('digest')}"] = "kept"
        return outcomes
