"""An archive that gives anything: each answer is named and passed over, and what is after it comes."""

import gzip
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.fetch.archives import FIRST, HOST, SECOND, THIRD, URL, digest_of
from tests.fetch.fetching import Place, Run, kept, make_place, said
from tests.fetch.internet_archive import KEY, NAMES, InternetArchive
from tests.fetch.server import Reply, Server, cut_short, page, redirect


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path, HOST)


def fetch_all(place: Place, archive: InternetArchive) -> Run:
    return place.fetch("--from", "archive", "--all", "--archive", archive.address)


def memento(body: bytes, when: str) -> Reply:
    return Reply(body, headers={"Memento-Datetime": when})


DAMAGED = bytearray(gzip.compress(FIRST))
DAMAGED[30:90] = bytes(60)
BAD: dict[str, tuple[Reply, str]] = {
    "damaged gzip": (page(bytes(DAMAGED)), "cannot be unpacked"),
    "gzip that ends within its header": (page(b"\x1f\x8b\x08\x00"), "cannot be unpacked"),
    "gzip that is declared and is none": (Reply(b"no", headers={"Content-Encoding": "gzip"}), "cannot be unpacked"),
    "a capture of no time": (redirect(f"/web/99999999999999id_/{URL}"), "is of 99999999999999, which is no time"),
    "another site": (redirect("/web/20211001080000id_/http://other.example/"), "what is archived there leads to"),
    "no address": (redirect("/web/20211001080000id_/http://[::1/"), "passed over"),
    "a circle": (redirect(f"/web/20220201080000id_/{URL}"), "in a circle"),
    "more than is read": (page(b" " * 9_000_000), "larger than"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_capture_is_named_and_those_after_it_come(
    place: Place, internet_archive: InternetArchive, name: str
) -> None:
    reply, words = BAD[name]
    internet_archive.server.replies[f"/web/99999999999999id_/{URL}"] = [page(SECOND)]
    internet_archive.archive("20211001080000", FIRST)
    internet_archive.archive("20220201080000", SECOND, reply=reply)
    internet_archive.archive("20220401080000", THIRD)
    said(fetch_all(place, internet_archive), 0, "2022-02-01T08:00:00Z (2 of 3): passed over", words)
    assert list(kept(place)) == ["20211001T080000Z", "20220401T080000Z"]
    asked = len(internet_archive.server.paths())
    said(fetch_all(place, internet_archive), 0)
    assert [each for each in internet_archive.server.paths()[asked:] if each.startswith("/web")] == []


@pytest.mark.parametrize("when", ["Fri, 31 Dec 9999 23:59:59 -0100", "yesterday"])
def test_a_time_that_is_none_is_left_to_the_address(place: Place, internet_archive: InternetArchive, when: str) -> None:
    internet_archive.archive("20211001080000", FIRST, reply=memento(FIRST, when))
    said(fetch_all(place, internet_archive), 0, "new page")
    assert list(kept(place)) == ["20211001T080000Z"]


def test_a_capture_that_breaks_off_is_passed_over_this_time(place: Place, internet_archive: InternetArchive) -> None:
    internet_archive.archive("20211001080000", FIRST, reply=cut_short(FIRST))
    internet_archive.archive("20220201080000", SECOND)
    said(fetch_all(place, internet_archive), 0, "passed over this time", "new page")
    assert list(kept(place)) == ["20220201T080000Z"]
    internet_archive.server.replies[f"/web/20211001080000id_/{URL}"] = [page(FIRST)]
    said(fetch_all(place, internet_archive), 0, "new page")
    assert list(kept(place)) == ["20211001T080000Z", "20220201T080000Z"]


def test_an_archive_that_fails_one_capture_after_the_other_is_left(
    place: Place, internet_archive: InternetArchive
) -> None:
    for month in range(1, 7):
        internet_archive.archive(f"20210{month}01080000", FIRST + bytes([month]), reply=Reply(b"", 500))
    said(fetch_all(place, internet_archive), 3, "answered 500")
    assert sum(each.startswith("/web") for each in internet_archive.server.paths()) == 9  # three, each three times


def listed(*rows: object) -> Reply:
    return Reply(json.dumps([NAMES, *rows]).encode(), content_type="application/json")


def row(timestamp: object, digest: object, status: object = "200") -> list[object]:
    return [KEY, timestamp, URL, "text/html", status, digest, "20000"]


GOOD = row("20211001080000", digest_of(FIRST))
ROW = {"timestamp": "20211001080000", "url": URL, "mime": "text/html", "status": "200", "digest": digest_of(FIRST)}
LISTS: dict[str, tuple[Reply, str]] = {
    "digests of other types": (listed(GOOD, row("20211001080000", ["a"]), row("20211001080000", None)), "2 rows"),
    "times of other types": (listed(GOOD, row(None, "a"), row([], "b"), row(20211001080000.5, "c")), "3 rows"),
    "times that are none": (listed(GOOD, row("99999999999999", "a"), row("2021", "b"), row("٢" * 14, "c")), "3 rows"),
    "an empty row where a key should be": (listed(GOOD, [], []), "does not say how it goes on"),
    "nothing where a key should be": (listed(GOOD, []), "does not say how it goes on"),
    "a key of another type": (listed(GOOD, [], [{}]), "does not say how it goes on"),
    "rows of other lengths and types": (listed(GOOD, GOOD[:3], [*GOOD, ""], 7, {"timestamp": 1}, None), "5 rows"),
    "rows without an address": (listed(GOOD, [*GOOD[:2], "", *GOOD[3:]], [*GOOD[:2], None, *GOOD[3:]]), "2 rows"),
    "lines that are cut off": (
        Reply(json.dumps(ROW).encode() + b'\n{"timestamp": "2021\n[1]\n' + b"[" * 99_999),
        "3 rows",
    ),
    "halves of characters": (listed(GOOD, row("20211001080000", "\ud800"), [*GOOD[:2], "\ud800", *GOOD[3:]]), "2 rows"),
    "lines that hold other ends of lines": (
        Reply(b"\xef\xbb\xbf" + json.dumps(ROW | {"note": "\u2028\x85"}, ensure_ascii=False).encode()),
        "1 distinct capture",
    ),
    "a status that is a number": (listed(row("20211001080000", digest_of(FIRST), 200)), "1 distinct capture"),
}


@pytest.mark.parametrize("name", LISTS)
def test_what_is_wrong_with_a_list_is_said_and_the_rest_is_taken(
    place: Place, internet_archive: InternetArchive, name: str
) -> None:
    reply, words = LISTS[name]
    internet_archive.archive("20211001080000", FIRST)
    internet_archive.server.replies["/cdx/search/cdx"] = [reply]
    said(fetch_all(place, internet_archive), 0, words, "new page")
    assert list(kept(place)) == ["20211001T080000Z"]


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000, b"[[]]", b"[1, 2]", b"\xff\xfe"])
def test_a_list_that_cannot_be_read_is_refused(place: Place, internet_archive: InternetArchive, body: bytes) -> None:
    internet_archive.server.replies["/cdx/search/cdx"] = [Reply(body)]
    said(fetch_all(place, internet_archive), 3)


@pytest.mark.parametrize("collection", ["{x}", "{0}", "{"])
def test_the_address_of_an_archive_is_asked_as_it_is(place: Place, server: Server, collection: str) -> None:
    server.replies["/" + quote(collection) + "/cdx"] = [Reply(json.dumps(ROW).encode())]
    server.replies["/" + quote(collection) + f"/20211001080000id_/{URL}"] = [page(FIRST)]
    said(place.fetch("--from", "archive", "--archive", f"{server.address}/{collection}"), 0, "new page")


def test_what_is_noted_of_former_runs_may_be_damaged(place: Place, internet_archive: InternetArchive) -> None:
    internet_archive.archive("20211001080000", FIRST)
    place.rejected.mkdir()
    (place.rejected / "seen.jsonl").write_bytes(b'null\n[1]\n{"capture": []}\n\xff\n{"same_as": {}}\n' + b"[" * 99_999)
    said(fetch_all(place, internet_archive), 0, "new page")


def test_escape_sequences_of_a_list_reach_no_terminal(place: Place, internet_archive: InternetArchive) -> None:
    internet_archive.server.replies["/cdx/search/cdx"] = [Reply("\x1b[2J\x9b31m\u202e not a list".encode())]
    run = fetch_all(place, internet_archive)
    said(run, 3, r"\x1b[2J\x9b31m\u202e not a list")
    assert not set("\x1b\x9b\u202e") & set(run.out + run.err)
