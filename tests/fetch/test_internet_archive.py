"""Captures out of the Internet Archive: its exact form, served on loopback."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fetch.archives import FIRST, HOST, KEPT, SECOND, THIRD, URL, digest_of
from tests.fetch.fetching import Place, kept, make_place, said
from tests.fetch.internet_archive import KEY, NAMES, InternetArchive
from tests.fetch.server import Reply, cut_short, page, redirect
from tests.pages.changes import NOT_FOUND


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path, HOST)


def test_the_list_comes_in_pages_and_equal_digests_are_one(place: Place, internet_archive: InternetArchive) -> None:
    archived = internet_archive.archive
    archived("20211001080000", FIRST)
    archived("20211015080000", FIRST, revisit=True)
    archived("20211101080000", FIRST)
    archived("20211201080000", NOT_FOUND.encode(), status="404")
    archived("20211202080000", NOT_FOUND.encode(), revisit=True, reply=Reply(NOT_FOUND.encode(), 404))
    archived("20220201080000", SECOND)
    archived("20220401080000", THIRD)
    run = place.fetch("--from", "archive", "--all", "--archive", internet_archive.address)
    said(run, 0, "passed over")
    assert kept(place) == KEPT
    lists = [path for path in internet_archive.server.paths() if path.startswith("/cdx")]
    assert len(lists) == 2
    replays = [path for path in internet_archive.server.paths() if path.startswith("/web")]
    assert len(replays) == 4  # three pages, and the revisit that turns out to be of an error
    before, asked = place.files(), len(internet_archive.server.asked)
    said(place.fetch("--from", "archive", "--all", "--archive", internet_archive.address), 0)
    assert len(internet_archive.server.asked) == asked + 2  # only the list, in two pages
    assert place.files() == before


def test_a_revisit_of_what_is_not_listed_is_asked_for(place: Place, internet_archive: InternetArchive) -> None:
    internet_archive.archive("20211015080000", FIRST, revisit=True)
    said(place.fetch("--from", "archive", "--archive", internet_archive.address), 0, "new page")
    assert list(kept(place)) == ["20211015T080000Z"]


def test_content_that_came_back_is_a_capture_of_its_own(place: Place, internet_archive: InternetArchive) -> None:
    internet_archive.archive("20211001080000", FIRST)
    internet_archive.archive("20220201080000", SECOND)
    internet_archive.archive("20220401080000", FIRST, revisit=True)
    said(place.fetch("--from", "archive", "--all", "--archive", internet_archive.address), 0)
    assert kept(place) == {"20211001T080000Z": FIRST, "20220201T080000Z": SECOND, "20220401T080000Z": FIRST}


def test_a_replay_that_redirects_is_recorded_as_the_capture_that_it_is(
    place: Place, internet_archive: InternetArchive
) -> None:
    internet_archive.archive("20211001080000", FIRST)
    elsewhere = redirect(f"/web/20211001080000id_/{URL}")
    internet_archive.archive("20211101080000", SECOND, reply=elsewhere)
    said(place.fetch("--from", "archive", "--archive", internet_archive.address), 0, "new page")
    [path] = place.raw.glob("2*.json")
    metadata = json.loads(path.read_text(encoding="utf-8"))
    assert metadata["captured_at"] == "2021-10-01T08:00:00Z"
    assert metadata["obtained"]["timestamp"] == "20211101080000"
    assert "redirected to the capture of 20211001080000" in metadata["obtained"]["note"]
    assert len(metadata["redirects"]) == 1


def test_a_replay_of_another_site_is_passed_over(place: Place, internet_archive: InternetArchive) -> None:
    other = redirect("/web/20211001080000id_/http://other.example/")
    internet_archive.archive("20211001080000", FIRST)
    internet_archive.archive("20211101080000", SECOND, reply=other)
    said(place.fetch("--from", "archive", "--archive", internet_archive.address), 0, "passed over", "new page")
    assert kept(place) == {"20211001T080000Z": FIRST}


def test_compression_that_the_archive_forgot_to_declare_is_undone(
    place: Place, internet_archive: InternetArchive
) -> None:
    internet_archive.archive("20211001080000", FIRST, reply=page(gzip.compress(FIRST)))
    said(place.fetch("--from", "archive", "--archive", internet_archive.address), 0, "new page")
    assert kept(place) == {"20211001T080000Z": FIRST}


def test_an_archive_that_asks_to_wait_is_waited_for(place: Place, internet_archive: InternetArchive) -> None:
    internet_archive.archive("20211001080000", FIRST)
    address = f"/web/20211001080000id_/{URL}"
    internet_archive.server.replies[address].insert(0, Reply(b"slow down", 429, {"Retry-After": "1"}))
    run = place.fetch("--from", "archive", "--archive", internet_archive.address)
    said(run, 0, "answered 429 and asks to wait 1 s", "new page")


def test_an_archive_that_fails_in_the_middle_is_asked_again_next_time(
    place: Place, internet_archive: InternetArchive
) -> None:
    for timestamp, body in (("20211001080000", FIRST), ("20220201080000", SECOND), ("20220401080000", THIRD)):
        internet_archive.archive(timestamp, body)
    address = f"/web/20220201080000id_/{URL}"
    good = internet_archive.server.replies[address]
    internet_archive.server.replies[address] = [Reply(b"", 429, {"Retry-After": "3600"})]
    run = place.fetch("--from", "archive", "--all", "--archive", internet_archive.address)
    said(run, 3, "asks to come back in 3600 seconds")
    assert kept(place) == {"20211001T080000Z": FIRST}
    internet_archive.server.replies[address] = good
    said(place.fetch("--from", "archive", "--all", "--archive", internet_archive.address), 0)
    assert kept(place) == KEPT


def circling(*keys: str) -> list[Callable[[object], Reply]]:
    """Pages of a list that go on with these keys."""

    def turn(key: str) -> Callable[[object], Reply]:
        row = [KEY, "20211001080000", URL, "text/html", "200", digest_of(FIRST), "20000"]
        return lambda _: Reply(json.dumps([NAMES, row, [], [key]]).encode(), content_type="application/json")

    return [turn(key) for key in keys]


def test_a_list_that_goes_round_in_circles_ends(place: Place, internet_archive: InternetArchive) -> None:
    internet_archive.archive("20211001080000", FIRST)
    internet_archive.server.replies["/cdx/search/cdx"] = [*circling(*"ababab"), Reply(b"{", 500)]
    said(place.fetch("--from", "archive", "--archive", internet_archive.address), 0, "new page")
    assert sum(path.startswith("/cdx") for path in internet_archive.server.paths()) == 3


def test_a_list_without_end_is_given_up(tmp_path: Path, internet_archive: InternetArchive) -> None:
    place = make_place(tmp_path, HOST, lists="4")
    internet_archive.server.replies["/cdx/search/cdx"] = circling(*map(str, range(9)))
    run = place.fetch("--from", "archive", "--archive", internet_archive.address)
    said(run, 3, "does not end within 4 requests")
    assert sum(path.startswith("/cdx") for path in internet_archive.server.paths()) == 4


def test_no_more_than_twenty_requests_a_minute(tmp_path: Path, internet_archive: InternetArchive) -> None:
    from pipeline.definition.source import load_source

    assert load_source().other["fetch"]["archive"]["requests_a_minute"] <= 20


def test_no_captures_at_all(place: Place, internet_archive: InternetArchive) -> None:
    run = place.fetch("--from", "archive", "--archive", internet_archive.address)
    said(run, 3, "0 distinct captures", "no origin gave the page")


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"<html>Sorry, we are down</html>"), "cannot be read"),
        (Reply(b'[["urlkey","timestamp"],["a"]]'), "cannot be read"),
        (Reply(b"org.archive.util.io.RuntimeIOException: AccessControlException", 403), "answered 403"),
        (cut_short(b'[["urlkey"]' * 40), "broke off"),
    ],
)
def test_a_list_that_is_none(place: Place, internet_archive: InternetArchive, reply: Reply, words: str) -> None:
    internet_archive.server.replies["/cdx/search/cdx"] = [reply]
    before = place.files()
    said(place.fetch("--from", "archive", "--archive", internet_archive.address), 3, words)
    assert place.files() == before


def test_a_malformed_row_does_not_spoil_the_list(place: Place, internet_archive: InternetArchive) -> None:
    internet_archive.archive("20211399000000", SECOND)
    internet_archive.archive("20211001080000", FIRST)
    said(place.fetch("--from", "archive", "--archive", internet_archive.address), 0, "1 distinct capture.")
