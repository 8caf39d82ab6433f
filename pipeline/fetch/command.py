"""Brings the newest page into `raw/`: from the live site, otherwise from the archive."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.check.accepted_losses import accept, load_accepted
from pipeline.definition.source import DEFINITION, Source, load_source
from pipeline.fetch.acceptance import Accepting, Verdict
from pipeline.fetch.acceptance_process import AcceptanceProcess
from pipeline.fetch.options import NETWORK, misused, web_address
from pipeline.fetch.times import capture_time, lower_bound, now
from pipeline.fetch.warc import read_warc
from pipeline.gazetteer.gazetteer import load_reference
from pipeline.records import Refusal
from pipeline.snapshots.again import note_again
from pipeline.snapshots.captured import distinct
from pipeline.snapshots.newest import why_newest
from pipeline.snapshots.snapshot import ACCEPTED, RAW, REJECTED, Snapshot, expect_file, from_file, snapshots
from pipeline.snapshots.stamp import latest
from pipeline.snapshots.store import Capture, add, complete_interrupted, reject
from pipeline.storage.lock import locked
from pipeline.text.normalise import clean, shown
from pipeline.warc.holders import is_warc

DONE, REFUSED, USAGE, NOTHING = 0, 1, 2, 3
KEPT = ("new", "known")  # what becomes of a capture that is the page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline fetch` takes."""
    parser.add_argument(
        "--from", dest="origins", nargs="+", metavar="ORIGIN", default=[],
        help="live, archive, or files (HTML, text, WARC, WACZ) and folders of saved pages. "
        "Default: live, and where that fails archive",
    )  # fmt: skip
    parser.add_argument("--all", action="store_true", help="every distinct capture of the archive, not only the newest")
    parser.add_argument(
        "--archive", type=web_address, metavar="URL",
        help="another archive: a collection of pywb, or the Internet Archive's form (…/cdx/search/cdx)",
    )  # fmt: skip
    when = parser.add_mutually_exclusive_group()
    when.add_argument(
        "--captured-at", type=capture_time, metavar="TIME",
        help="when a saved page was captured, e.g. 2021-11-04T12:00Z",
    )  # fmt: skip
    when.add_argument(
        "--not-before", type=lower_bound, metavar="DATE",
        help="where that is unknown: its lower bound, e.g. 2021-09",
    )  # fmt: skip
    parser.add_argument(
        "--accept", type=clean, metavar="REASON",
        help="keep a page that holds less or more than it should, and store why",
    )  # fmt: skip
    parser.add_argument(
        "--raw", type=Path, default=RAW, metavar="DIR", help="folder of the saved pages (default: raw/)"
    )
    parser.add_argument(
        "--source", type=Path, default=DEFINITION, metavar="FILE",
        help="definition of the page (default: source.toml)",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Fetch, and say what happened; the exit code.

    0: an origin gave the page, be it new or known. 1: refused: a file that is not the page, a folder that
    does not agree with its metadata, a full disk. 2: options that do not belong together. 3: no origin gave the
    page, and nothing changed.

    Raises:
        Refusal: the definition of the page cannot be read, or the folder does not agree with its metadata.
    """
    origins = args.origins or (["archive"] if args.all else [])
    if said := misused(args, origins):
        print(said, file=sys.stderr)
        return USAGE
    source = _definition(args.source)
    try:
        with locked(args.raw), AcceptanceProcess(source, load_reference()) as assess:
            return Fetcher(source, assess, args, os.environ).fetch(origins)
    except OSError as error:
        where = error.filename or f"{args.raw}/"
        print(
            f"Could not read or write {where}: {error.strerror or error}. What was saved before is as it was.",
            file=sys.stderr,
        )
    return REFUSED


def _definition(path: Path) -> Source:
    """The definition of the page in the file that the user names.

    Raises:
        Refusal: it cannot be read, or is none.
    """
    expect_file(path)
    try:
        return load_source(path)
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}. Name a definition like {DEFINITION}.") from error


def is_offline(environment: Mapping[str, str]) -> bool:
    """Whether the user asked that no connection be opened: OFFLINE=1."""
    return environment.get("OFFLINE", "") not in ("", "0")


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches into one folder, whose lock the caller holds."""

    source: Source
    assess: AcceptanceProcess
    args: argparse.Namespace
    environment: Mapping[str, str]

    def fetch(self, origins: list[str]) -> int:
        """Try the origins; without any, live and where that fails the archive. The exit code, as in `run`."""
        for folder in (self.args.raw, self.args.raw / REJECTED):
            complete_interrupted(folder)
        self._expect_past(snapshots(self.args.raw))
        codes = [self._file(Path(origin)) for origin in origins if origin not in NETWORK]
        asked = [origin for origin in origins or NETWORK if origin in NETWORK]
        if asked and is_offline(self.environment):
            print("OFFLINE is set: nothing was asked of the network.", file=sys.stderr)
            codes.append(NOTHING)
        elif asked:
            codes.append(self._network(asked, fall_back=not origins))
        if DONE in codes and (why := why_newest(distinct(snapshots(self.args.raw)))):
            _warn(f"The order of the saved pages is not known; {why}.")
        return max(codes, key=(DONE, NOTHING, REFUSED).index)

    def _expect_past(self, saved: list[Snapshot]) -> None:
        """Do nothing unless the newest saved page is of a time after now, and so would stay the newest.

        Raises:
            Refusal: it is.
        """
        if saved and saved[-1].order[0] > latest():
            raise Refusal(
                f"{saved[-1].path} is dated {saved[-1].order[0]}, and it is {now()} by this machine's clock: no page "
                "could be newer. If the clock is wrong, set it; if it was ahead when the page came, correct the time "
                f"in {saved[-1].path.with_suffix('.json').name}. Then run it again."
            )

    def _network(self, asked: list[str], fall_back: bool) -> int:
        from pipeline.fetch.unreachable import Unreachable  # here, since files and OFFLINE need no HTTP client

        given = False
        for origin in asked:
            if fall_back and given:
                break
            try:
                given |= self._live() if origin == "live" else self._archive(only_newer=fall_back)
            except Unreachable as error:
                _warn(f"{origin.capitalize()}: {error}.")
        if given:
            return DONE
        saved = snapshots(self.args.raw)
        stays = f"the newest saved page stays {saved[-1].described}" if saved else "there is no saved page"
        _warn(f"Warning: no origin gave the page; {stays}.")
        return NOTHING

    def _live(self) -> bool:
        """Whether the live site gave the page."""
        from pipeline.fetch.http import Web
        from pipeline.fetch.live import fetch_live

        settings = self.source.other["fetch"]
        saved = snapshots(self.args.raw)
        capture = fetch_live(Web(settings, settings["pause"], _say), self.source, saved[-1] if saved else None, now)
        if capture is None:
            note_again(self.args.raw, saved[-1].metadata | {"captured_at": now()})
            _say("Live: the page has not changed since the newest saved one.")
            return True
        return self._keep(capture, "Live") in KEPT

    def _archive(self, only_newer: bool) -> bool:
        """Whether the archive gave the page."""
        from pipeline.fetch.archive import archive_at
        from pipeline.fetch.collect import Collector
        from pipeline.fetch.http import Web

        settings = self.source.other["fetch"]
        archive = archive_at(self.args.archive, settings["archive"])
        web = Web(settings, 60 / settings["archive"]["requests_a_minute"], _say)
        collector = Collector(web, archive, self.source, self.args.raw, self._keep)
        return collector.every() if self.args.all else collector.newest(only_newer)

    def _file(self, path: Path) -> int:
        """Bring in a saved page, a WARC file or a folder of saved pages, and say what is refused; the exit code."""
        if path.is_dir():
            return self._folder(path)
        try:
            if is_warc(path):
                return self._warc(path)
            return DONE if self._keep(self._from(from_file(path)), path.name) in KEPT else REFUSED
        except Refusal as refusal:
            _warn(f"Refused: {refusal}")
            return REFUSED

    def _folder(self, folder: Path) -> int:
        """Bring in the saved pages that are in a folder, or below it, with their metadata beside them."""
        described = {path.with_suffix("") for path in folder.rglob("*.json")}
        pages = [path for path in folder.rglob("*.*") if path.with_suffix("") in described and path.suffix != ".json"]
        if not pages:
            _warn(f"Refused: {folder} holds no saved page with metadata beside it.")
        return max(map(self._file, sorted(pages, key=lambda path: path.name)), default=REFUSED)

    def _warc(self, path: Path) -> int:
        captures = read_warc(path, self.source, _warn)
        kept = [self._keep(capture, f"{path.name}, {capture.captured_at}") for capture in captures]
        if not kept:
            _warn(f"{path} holds no response with status 200 for {self.source.page['url']}.")
        return DONE if set(KEPT) & set(kept) else REFUSED

    def _from(self, snapshot: Snapshot) -> Capture:
        """The capture in a file, with what its metadata or the user says of it."""
        known = snapshot.metadata
        return Capture(
            data=snapshot.read(),
            url=snapshot.url or self.source.page["url"],
            obtained=known.get("obtained", {"how": "file", "note": _note(snapshot)}),
            captured_at=self.args.captured_at or snapshot.captured_at,
            captured_not_before=None if self.args.captured_at else self.args.not_before or snapshot.captured_not_before,
            url_reached=known.get("url_reached"),
            redirects=tuple(known.get("redirects", ())),
            status=known.get("status"),
            headers=known.get("headers", {}),
            media_type=snapshot.media_type,
            charset=snapshot.charset,
        )

    def _keep(self, capture: Capture, origin: str) -> str | None:
        """Keep the capture if it is the page, and say so.

        Returns:
            "new" or "known"; None where it was refused, and "failed" where its time may be accepted another time.
        """
        if capture.order[0] > latest():
            _warn(
                f"{origin}: refused, it is dated {capture.order[0]}, and it is {now()} by this machine's clock. If the "
                "clock is wrong, set it; a saved page is dated with --captured-at TIME."
            )
            return "failed"
        listed = self.args.raw / ACCEPTED
        known = frozenset(entry.loss for entry in load_accepted(listed) if entry.sha256 == capture.sha256)
        verdict = self.assess(capture, Accepting(known, bool(self.args.accept)))
        if verdict.records is None:
            self._reject(capture, verdict, origin)
            return None
        if new := [count for count in verdict.counts if count not in known]:
            accept(capture.sha256, new, self.args.accept, listed)
        paths = add(self.args.raw, capture, verdict.records.page.encoding)
        if not paths:
            _say(f"{origin}: the same content is saved already.")
            return "known"
        _say(f"{origin}: new page, {len(verdict.records.entries)} entries, saved as {paths[0]}")
        for path in paths[1:]:
            _say(f"{origin}: the page before it is known to have come back after it: saved once more, as {path}")
        return "new"

    def _reject(self, capture: Capture, verdict: Verdict, origin: str) -> None:
        """Keep the capture aside, and say why and what can be done."""
        aside = reject(self.args.raw, capture, verdict.looks_like, verdict.why)
        way_on = ' If the page has changed so, say why: --accept "reason", or make fetch ACCEPT="reason".'
        _warn(
            f"{origin}: refused, it looks like {verdict.looks_like}: {verdict.why}. Kept as {aside}."
            f"{way_on if verdict.counts else ''}"
        )


def _note(snapshot: Snapshot) -> str:
    """Where a saved page comes from, and what it says of that itself."""
    says = [shown(said) for said in (snapshot.captured_at, snapshot.url) if said]
    return f"saved page {snapshot.name}" + (f", which says itself: {', '.join(says)}" if says else "")


def _say(text: str) -> None:
    print(shown(text), flush=True)


def _warn(text: str) -> None:
    print(shown(text), file=sys.stderr)
