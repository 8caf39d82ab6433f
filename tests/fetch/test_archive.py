"""Captures out of a real web archive: pywb on loopback."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetch.archives import HOST, KEPT, SECOND, THIRD, URL, digest_of, write_warc
from tests.fetch.fetching import PATH, Place, kept, kill, make_place, said
from tests.fetch.pywb import archiving
from tests.fetch.server import Reply, page, serving
from tests.pages.changes import NOT_FOUND, as_markup


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pywb")
    with archiving(folder, write_warc(folder / "captures.warc.gz")) as address:
        yield address


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path, HOST)


def test_every_distinct_capture_is_brought_once(place: Place, archive: str) -> None:
    said(
        place.fetch("--from", "archive", "--all", "--archive", archive),
        0,
        "4 distinct captures",
        "an error page",
    )
    assert kept(place) == KEPT
    before = place.files()
    again = place.fetch("--from", "archive", "--all", "--archive", archive)
    said(again, 0)
    assert "saved as" not in again.out
    assert "refused" not in again.err  # what is known not to be the page is not asked for again
    assert place.files() == before


def test_the_metadata_say_what_the_archive_says(place: Place, archive: str) -> None:
    said(place.fetch("--from", "archive", "--all", "--archive", archive), 0)
    [path] = place.raw.glob("20220201*.json")
    metadata = json.loads(path.read_text(encoding="utf-8"))
    assert metadata["captured_at"] == "2022-02-01T08:00:00Z"
    assert metadata["url"] == metadata["url_reached"] == URL
    assert metadata["obtained"]["how"] == "archive"
    assert metadata["obtained"]["digest"] == digest_of(SECOND)
    assert (metadata["status"], metadata["media_type"]) == (200, "text/html")


def test_the_newest_capture_that_is_the_page(place: Place, archive: str) -> None:
    said(place.fetch("--from", "archive", "--archive", archive), 0, "new page, 32 entries")
    assert kept(place) == {"20220401T080000Z": THIRD}
    said(place.fetch("--from", "archive", "--archive", archive), 0, "is saved already")


def test_older_captures_may_come_later(place: Place, archive: str) -> None:
    said(place.fetch("--from", "archive", "--archive", archive), 0)
    said(place.fetch("--from", "archive", "--all", "--archive", archive), 0)
    assert kept(place) == KEPT


def test_stopped_in_the_middle_it_goes_on(tmp_path: Path, archive: str) -> None:
    place = make_place(tmp_path, HOST, requests_a_minute="120")  # so that there is a middle
    process = place.start(
        "fetch",
        "--raw",
        place.raw,
        "--source",
        place.source,
        "--from",
        "archive",
        "--all",
        "--archive",
        archive,
    )
    assert process.stdout
    for line in process.stdout:
        if "saved as" in line:
            break
    kill(process)
    assert len(kept(place)) < 3
    said(place.fetch("--from", "archive", "--all", "--archive", archive), 0)
    assert kept(place) == KEPT


def test_when_the_live_page_is_gone_the_archive_gives_it(tmp_path: Path) -> None:
    with serving() as live:
        place = make_place(tmp_path, live.address)
        live.replies[PATH] = [Reply(NOT_FOUND.encode(), 404)]
        captures = write_warc(tmp_path / "captures.warc.gz", url=live.address + PATH)
        with archiving(tmp_path, captures) as address:
            said(place.fetch("--archive", address), 0, "Live: the page is gone", "new page, 32 entries")
            assert kept(place) == {"20220401T080000Z": THIRD}
            said(place.fetch("--archive", address), 0, "nothing newer than the newest saved page")
            live.replies[PATH] = [page(as_markup("leader_changed"))]
            said(place.fetch("--archive", address), 0, "Live: new page")
            assert len(kept(place)) == 2
