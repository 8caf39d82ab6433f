"""A site that gives anything: addresses that are read in two ways, pages that hold up reading, times after now."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.definition.source import load_source
from pipeline.fetch.acceptance_process import AcceptanceProcess
from pipeline.gazetteer.gazetteer import load_reference
from pipeline.snapshots.store import Capture
from tests.fetch.fetching import PATH, Place, added, kept, live, make_place, said, unchanged
from tests.fetch.server import Reply, Server, page, redirect, serving
from tests.pages.markups import MARKUPS

PAGE = MARKUPS["accordion"]()
LATER = (datetime.now(UTC) + timedelta(days=400)).strftime("%Y-%m-%dT%H:%M:%SZ")


# Addresses


@pytest.mark.parametrize("form", [r"http://{other}\@{own}/", r"http://{other}\\@{own}/", "//{other}\\@{own}/"])
def test_a_host_is_the_one_that_is_asked(place: Place, server: Server, form: str) -> None:
    with serving() as foreign:
        names = {"other": foreign.address.removeprefix("http://"), "own": server.address.removeprefix("http://")}
        server.replies[PATH] = [redirect(form.format(**names))]
        unchanged(place, "redirects to another host or port")
        assert not foreign.asked


def test_a_redirect_to_another_port_of_the_host_is_not_followed(tmp_path: Path, server: Server) -> None:
    place = make_place(tmp_path, server.address)
    with serving() as other:
        server.replies[PATH] = [redirect(other.address + PATH)]
        unchanged(place, "redirects to another host or port")
        assert not other.asked


def test_a_redirect_with_a_password_is_not_followed(place: Place, server: Server) -> None:
    server.replies[PATH] = [redirect(server.address.replace("//", "//me:secret@") + "/moved")]
    server.replies["/moved"] = [page(PAGE)]
    unchanged(place, "with a name or password in it")
    assert "/moved" not in server.paths()


def test_passwords_of_this_machine_are_not_sent(place: Place, server: Server) -> None:
    (place.folder / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    (place.folder / "netrc").chmod(0o600)
    server.replies[PATH] = [page(PAGE)]
    said(place.fetch("--from", "live", NETRC=str(place.folder / "netrc")), 0, "new page")
    assert not [headers for _, headers in server.asked if "Authorization" in headers]


NO_HOSTS = ["http://a..b:80", "http://.:80", "http://ü..x:3", f"http://{'a' * 70}:80"]


@pytest.mark.parametrize("value", ["http://[::1", "http://127.0.0.1:port", "http://", "://", *NO_HOSTS])
def test_a_proxy_that_is_no_address_is_named(place: Place, server: Server, value: str) -> None:
    said(place.fetch("--from", "live", http_proxy=value), 3, "the proxy that the environment names", "http_proxy")
    assert not server.asked


@pytest.mark.parametrize("value", NO_HOSTS)
def test_an_archive_whose_host_is_none_is_named(place: Place, value: str) -> None:
    said(place.fetch("--from", "archive", "--archive", f"{value}/x"), 3, "is no address that can be asked")


@pytest.mark.parametrize("target", ["http://[::1", "http://a..b/", f"http://{'a' * 70}/", "http://127.0.0.1:99999/"])
def test_a_redirect_to_what_is_no_address_is_told_as_one(place: Place, server: Server, target: str) -> None:
    server.replies[PATH] = [redirect(target)]
    unchanged(place, "it redirects to what is no address", target)


def test_an_answer_that_cannot_be_read_is_told_as_one(place: Place, server: Server) -> None:
    chunks = Reply(b"", headers={"Transfer-Encoding": "chunked"}, after=lambda handler: handler.wfile.write(b"-5\r\n"))
    server.replies[PATH] = [chunks]
    unchanged(place, "its answer cannot be read (ValueError)")


def test_a_proxy_is_asked_instead_of_the_site(place: Place, server: Server) -> None:
    with serving() as proxy:
        proxy.replies[server.address + PATH] = [page(PAGE)]
        said(place.fetch("--from", "live", http_proxy=proxy.address), 0, "new page")
    assert not server.asked


@pytest.mark.parametrize("target", ["ftp://a.example/\x1b[2J", "ftp://a.example/\x9b31m", "http://[\x9b2J/"])
def test_escape_sequences_of_an_address_reach_no_terminal(place: Place, server: Server, target: str) -> None:
    server.replies[PATH] = [redirect(target)]
    run = place.fetch("--from", "live")
    said(run, 3, "it redirects to")
    assert not set("\x1b\x9b") & set(run.err)


def test_a_version_that_no_request_can_hold_is_not_sent_back(place: Place, server: Server) -> None:
    server.replies[PATH] = [page(PAGE, ETag="\x85one")]
    live(place, 0, "new page")
    live(place, 0, "the same content")


# Pages


def test_an_encoding_that_is_none_of_a_page_does_not_get_in(place: Place, server: Server) -> None:
    western = PAGE.decode().replace("utf-8", "unicode_escape").encode("windows-1252", "xmlcharrefreplace")
    halves = western.replace(b"</main>", b"<p>\\ud800</p></main>", 1)
    assert halves != western
    server.replies[PATH] = [Reply(halves, content_type="text/html; charset=unicode_escape")]
    live(place, 0, "new page")
    assert added(place)["encoding"] == "windows-1252"
    said(place.run("build"), 0)


def process(seconds: float) -> AcceptanceProcess:
    source = load_source()
    source.other["fetch"]["assessed_within"] = seconds
    return AcceptanceProcess(source, load_reference())


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    with process(0.000_001) as assess:
        started = time.monotonic()
        found = assess(Capture(PAGE * 50, "https://page.example/", {"how": "live"}))
        assert (found.records, found.looks_like) == (None, "a page that cannot be read")
        assert "takes longer than 1e-06 seconds" in found.why
        assert time.monotonic() - started < 30
        assess.seconds = 60
        assert assess(Capture(PAGE, "https://page.example/", {"how": "live"})).records


def test_a_process_that_ends_while_it_reads_is_a_refusal() -> None:
    with process(60) as assess:
        capture = Capture(PAGE, "https://page.example/", {"how": "live"})
        assert assess(capture).records
        assert assess.process
        assess.process.kill()
        assess.process.wait()
        assert assess(capture).why == "reading it ended the process in which it was read"
        assert assess(capture).records


def test_reading_that_fails_is_a_refusal_and_no_traceback() -> None:
    with process(60) as assess:
        capture = Capture("no bytes", "https://page.example/", {"how": "live"})
        assert "reading it failed (" in assess(capture).why


# Times


def test_a_capture_of_the_future_is_refused_and_told(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(PAGE)
    for option, value in (("--captured-at", LATER), ("--not-before", "2999")):
        said(place.fetch("--from", file, option, value), 2, "expected a time before now")
    assert not kept(place)


def test_a_saved_page_of_the_future_does_not_stay_the_newest_in_silence(place: Place, server: Server) -> None:
    server.replies[PATH] = [page(PAGE)]
    live(place, 0, "new page")
    [beside] = place.raw.glob("2*.json")
    metadata = json.loads(beside.read_text())
    beside.write_text(json.dumps({**metadata, "captured_at": LATER}))
    live(place, 1, "no page could be newer", f"correct the time in {beside.name}")
    beside.write_text(json.dumps(metadata))
    live(place, 0, "the same content")
