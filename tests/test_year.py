"""A made year, fetched from a site and an archive in any order: what is said to have changed is what was edited.

`make test` goes through a part of it; CAPTURES=60 python -m pytest tests/test_year.py through all.
"""

import csv
import os
import random
import re
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.__main__ import main
from pipeline.fetch import command
from tests.fetch.archives import write_warc
from tests.fetch.fetching import PATH, make_place
from tests.fetch.pywb import archiving
from tests.fetch.server import Server, page
from tests.pages.year import VALUED, Capture, Edit, made_year

CAPTURES = int(os.environ.get("CAPTURES", "19"))
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def year(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> list[Capture]:
    """A year whose captures are in raw/, from a site and an archive, in an order of chance."""
    made = made_year(CAPTURES, seed=CAPTURES)
    chance = random.Random(CAPTURES)
    archived = {capture.time for capture in made if chance.random() < 0.5}
    records = [(each.time, 200 if each.is_page else 404, each.body, {}) for each in made if each.time in archived]
    place = make_place(tmp_path, server.address)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OFFLINE", raising=False)
    with archiving(tmp_path, write_warc(tmp_path / "year.warc.gz", records, server.address + PATH)) as archive:
        steps: list[Capture | None] = [None, *(capture for capture in made if capture.time not in archived)]
        for capture in chance.sample(steps, len(steps)):
            asked = ["live"] if capture else ["archive", "--all", "--archive", archive]
            if capture:
                server.replies[PATH] = [page(capture.body)]
                monkeypatch.setattr(command, "now", lambda capture=capture: capture.time)
            code = main(["fetch", "--source", str(place.source), "--from", *asked])
            assert code == (3 if capture and not capture.is_page else 0)
    return made


def rows(name: str) -> list[dict[str, str]]:
    with Path("processed", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit_of(row: dict[str, str]) -> Edit:
    values = (row["old"] or None, row["new"] or None) if (row["level"], row["change"]) in VALUED else (None, None)
    return row["level"], row["change"], row["municipality"] or None, *values


def test_what_changed_is_what_was_edited_and_the_same_is_said_where_nothing_was(
    year: list[Capture], capsys: pytest.CaptureFixture[str]
) -> None:
    edits = {capture.time: sorted(capture.edits, key=str) for capture in year if capture.edits}
    capsys.readouterr()
    assert main(["build"]) == 0
    built = capsys.readouterr().out
    found = defaultdict(list)
    for row in rows("changes"):
        found[row["captured_at"]].append(edit_of(row))
    assert {time: sorted(made, key=str) for time, made in found.items()} == edits
    assert ("Changed since" in built) == (rows("snapshots")[-1]["captured_at"] in edits)
    assert main(["snapshots"]) == 0
    first, *listed = re.split(r"^(?=\S)", capsys.readouterr().out, flags=re.MULTILINE)[1:]
    assert "as the one before" not in first
    for block in listed:
        time = "{}T{}:00Z".format(*re.search(r"captured (\S+) (\S+) UTC", block).groups())
        assert ("as the one before" in block) == (time not in edits), block
    feed = ElementTree.parse("processed/changes.atom").getroot()
    assert [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")][:-1] == sorted(edits, reverse=True)
