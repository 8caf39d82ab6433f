"""Captures out of web archives: a real pywb, the Internet Archive's exact form, WARC files."""

import base64
import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.changes import NOT_FOUND, as_markup
from tests.fetching import PATH, Place, Run, kill, make_place
from tests.markups import MARKUPS
from tests.pywb import archiving
from tests.server import HTML, Reply, Server, cut_short, page, redirect, serving

HOST = "http://weerbaarbestuur.example"  # a name that no one can have
URL = HOST + PATH
FIRST, SECOND, THIRD = MARKUPS["accordion"](), MARKUPS["table"](), as_markup("added", "headings")
# What is archived, oldest first: time, status, body, other headers; a revisit has the status 0.
ARCHIVED = (
    ("2021-10-01T08:00:00Z", 200, FIRST, {}),
    ("2021-11-01T08:00:00Z", 0, FIRST, {}),
    ("2021-12-01T08:00:00Z", 404, NOT_FOUND.encode(), {}),
    ("2022-01-01T08:00:00Z", 301, b"", {"Location": HOST + "/elsewhere"}),
    ("2022-02-01T08:00:00Z", 200, SECOND, {"Last-Modified": "Mon, 31 Jan 2022 10:00:00 GMT"}),
    ("2022-03-01T08:00:00Z", 200, NOT_FOUND.encode(), {}),
    ("2022-04-01T08:00:00Z", 200, THIRD, {}),
)
KEPT = {"20211001T080000Z": FIRST, "20220201T080000Z": SECOND, "20220401T080000Z": THIRD}


def write_warc(
    path: Path, captures: Sequence[tuple[str, int, bytes, dict[str, str]]] = ARCHIVED, url: str = URL
) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        first = captures[0][0]
        for date, status, body, headers in captures:
            line = "200 OK" if status in (0, 200) else f"{status} Something"
            http = StatusAndHeaders(line, [("Content-Type", HTML), *headers.items()], protocol="HTTP/1.1")
            when = {"WARC-Date": date}
            if status:
                record = writer.create_warc_record(
                    url, "response", BytesIO(body), http_headers=http, warc_headers_dict=when
                )
            else:
                digest = "sha1:" + digest_of(body)
                record = writer.create_revisit_record(
                    url, digest, url, first, http_headers=http, warc_headers_dict=when
                )
            writer.write_record(record)
    return path


def digest_of(body: bytes) -> str:
    return base64.b32encode(hashlib.sha1(body).digest()).decode()


def kept(place: Place) -> dict[str, bytes]:
    """The dated pages in raw/, by capture time."""
    return {path.stem.partition("-")[0]: path.read_bytes() for path in sorted(place.raw.glob("2*.html"))}


def said(run: Run, code: int, *words: str) -> None:
    assert run.code == code, run
    for word in words:
        assert word in run.out + run.err, run
    assert "Traceback" not in run.err


# pywb


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


# The Internet Archive

NAMES = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
KEY = "example,weerbaarbestuur)" + PATH


class InternetArchive:
    """Its two interfaces, answering in its exact form: a list in pages, and replays."""

    def __init__(self, server: Server, url: str) -> None:
        self.server, self.url = server, url
        self.rows: list[list[str]] = []
        self.rows_a_page = 3
        server.replies["/cdx/search/cdx"] = [self.cdx]

    @property
    def address(self) -> str:
        return self.server.address + "/cdx/search/cdx"

    def archive(
        self,
        timestamp: str,
        body: bytes,
        status: str = "200",
        revisit: bool = False,
        reply: Reply | None = None,
    ) -> None:
        kind = ["warc/revisit", "-"] if revisit else ["text/html", status]
        self.rows.append([KEY, timestamp, self.url, *kind, digest_of(body), "20000"])
        when = {"Memento-Datetime": "Thu, 01 Jan 1970 00:00:00 GMT", "x-archive-src": "a.warc.gz"}
        del when["Memento-Datetime"]  # replays are told by their address where the header is missing
        self.server.replies[f"/web/{timestamp}id_/{self.url}"] = [reply or Reply(body, int(status), when)]

    def cdx(self, handler: BaseHTTPRequestHandler) -> Reply:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query).items()}
        assert asked["url"] == self.url
        assert (asked["output"], asked["filter"], asked["showResumeKey"]) == (
            "json",
            "statuscode:200|-",
            "true",
        )
        rows = [row for row in self.rows if row[4] in ("200", "-")]
        start = next((n for n, row in enumerate(rows) if asked.get("resumeKey") == self.resume_key(row)), 0)
        found = rows[start : start + self.rows_a_page]
        more = rows[start + self.rows_a_page :]
        lines = [NAMES, *found, *([[], [self.resume_key(more[0])]] if more else [])] if found else []
        body = "[" + ",\n".join(json.dumps(line) for line in lines) + "]\n"
        return Reply(body.encode(), content_type="application/json")

    @staticmethod
    def resume_key(row: list[str]) -> str:
        return row[0].replace(",", "%2C").replace(")", "%29") + "+" + row[1]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def internet_archive(server: Server) -> InternetArchive:
    return InternetArchive(server, URL)


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


def test_no_more_than_twenty_requests_a_minute(tmp_path: Path, internet_archive: InternetArchive) -> None:
    from pipeline.source import load_source

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


# WARC files


@pytest.mark.parametrize("name", ["captures.warc", "captures.warc.gz"])
def test_every_response_of_a_warc_file(place: Place, tmp_path: Path, name: str) -> None:
    warc = write_warc(tmp_path / name)
    said(place.fetch("--from", warc), 0, "an error page")
    assert kept(place) == KEPT
    before = place.files()
    said(place.fetch("--from", warc), 0)
    assert place.files() == before


def test_the_order_of_a_warc_file_makes_no_difference(place: Place, tmp_path: Path) -> None:
    responses = [capture for capture in reversed(ARCHIVED) if capture[1] == 200]
    said(place.fetch("--from", write_warc(tmp_path / "backwards.warc.gz", responses)), 0)
    assert kept(place) == KEPT


@pytest.mark.parametrize("address", ["https://www.weerbaarbestuur.example", "http://weerbaarbestuur.example:80"])
def test_the_same_address_in_another_spelling(place: Place, tmp_path: Path, address: str) -> None:
    said(
        place.fetch("--from", write_warc(tmp_path / "w.warc.gz", ARCHIVED[:1], f"{address}{PATH}/")),
        0,
        "new page",
    )


def test_a_warc_file_of_another_page(place: Place, tmp_path: Path) -> None:
    warc = write_warc(tmp_path / "other.warc.gz", ARCHIVED[:1], HOST + "/other")
    said(place.fetch("--from", warc), 1, "holds no response with status 200")


def cut(data: bytes) -> bytes:
    return data[: len(data) - 4000]


@pytest.mark.parametrize(
    ("name", "damage"), [("a.warc.gz", cut), ("a.warc", cut), ("b.warc", lambda data: b"WARC/garbage")]
)
def test_a_damaged_warc_file_gives_what_stands_before_the_damage(
    place: Place, tmp_path: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    warc = write_warc(tmp_path / name, ARCHIVED[:1] + ARCHIVED[4:5])
    warc.write_bytes(damage(warc.read_bytes()))
    run = place.fetch("--from", warc)
    said(run, 1)
    assert not [body for body in kept(place).values() if body not in (FIRST, SECOND)]
