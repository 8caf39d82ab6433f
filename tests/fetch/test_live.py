"""Fetching from a real server: the page, and everything that may go wrong on the way."""

import json
import socket
import threading
import time
from pathlib import Path

import pytest
from urllib3.response import HTTPResponse

from pipeline.definition.source import load_source
from pipeline.fetch.http import Unreachable, Unusable, Web
from tests.fetch.fetching import PATH, QUICK, Place, added, kept, live, make_place, said, unchanged
from tests.fetch.server import Reply, Server, bomb, cut_short, not_modified, page, redirect, serving, slow_drip
from tests.pages.changes import ANOTHER_PAGE, NOT_FOUND, as_markup, cut_in_half_as_markup
from tests.pages.markups import MARKUPS

PAGE = MARKUPS["accordion"]()


def saved_page(place: Place, tmp_path: Path, content: bytes, captured_at: str, code: int = 0) -> None:
    """Bring in a page that was saved before."""
    file = tmp_path / "page.html"
    file.write_bytes(content)
    said(place.fetch("--from", file, "--captured-at", captured_at), code)


def test_the_page_is_kept_byte_for_byte_with_its_metadata(place: Place, server: Server) -> None:
    server.replies[PATH] = [page(PAGE, ETag='"one"', Last_Modified="Mon, 01 Nov 2021 10:00:00 GMT", Set_Cookie="id=1")]
    live(place, 0, "new page, 31 entries")
    metadata = added(place)
    [body] = place.raw.glob("2*.html")
    assert body.read_bytes() == PAGE
    assert metadata["url"] == metadata["url_reached"] == server.address + PATH
    assert (metadata["status"], metadata["media_type"], metadata["charset"]) == (200, "text/html", "utf-8")
    assert metadata["obtained"] == {"how": "live"}
    headers = metadata["headers"]
    assert isinstance(headers, dict)
    assert headers["ETag"] == '"one"'
    assert "Set-Cookie" not in headers
    assert str(metadata["captured_at"]).endswith("Z")
    assert body.stem.startswith(str(metadata["captured_at"]).replace("-", "").replace(":", ""))


def test_a_page_that_has_not_changed_adds_nothing(place: Place, server: Server) -> None:
    server.replies[PATH] = [not_modified(PAGE, '"one"')]
    live(place, 0, "new page")
    before = place.files()
    live(place, 0, "has not changed")
    assert server.asked[-1][1]["If-None-Match"] == '"one"'
    assert place.files() == before


def test_the_same_bytes_add_nothing(place: Place, server: Server) -> None:
    server.replies[PATH] = [page(PAGE)]
    live(place, 0, "new page")
    before = place.files()
    live(place, 0, "the same content is saved already")
    assert place.files() == before


def test_a_304_that_was_not_asked_for_is_no_page(place: Place, server: Server) -> None:
    server.replies[PATH] = [Reply(status=304, content_type=None)]
    unchanged(place, "answered 304")


def test_content_that_comes_back_is_new_again(place: Place, server: Server, tmp_path: Path) -> None:
    for content, captured_at in ((PAGE, "2022-01-01"), (as_markup("added"), "2022-02-01")):
        saved_page(place, tmp_path, content, captured_at)
    server.replies[PATH] = [page(PAGE)]
    live(place, 0, "new page")
    assert list(kept(place).values()) == [PAGE, as_markup("added"), PAGE]


def test_a_page_that_is_gone(place: Place, server: Server) -> None:
    server.replies[PATH] = [Reply(NOT_FOUND.encode(), 410)]
    unchanged(place, "the page is gone")


def test_a_redirect_to_an_allowed_host_is_followed_and_recorded(place: Place, server: Server) -> None:
    server.replies[PATH] = [redirect("/moved")]
    server.replies["/moved"] = [page(PAGE)]
    live(place, 0, "new page")
    assert added(place)["redirects"] == [server.address + PATH]
    assert added(place)["url_reached"] == server.address + "/moved"


def test_a_redirect_to_a_foreign_host_is_not_followed(place: Place, server: Server) -> None:
    with serving() as foreign:
        server.replies[PATH] = [redirect(foreign.address + "/")]
        unchanged(place, "redirects to another host")
        assert not foreign.asked


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/", "javascript:alert(1)"])
def test_a_redirect_out_of_the_web_is_not_followed(place: Place, server: Server, target: str) -> None:
    server.replies[PATH] = [redirect(target)]
    unchanged(place, "not on the web")


@pytest.mark.parametrize("target", ["http://[::1", "http://127.0.0.1:port/", "http://127.0.0.1:0/"])
def test_a_redirect_to_what_is_no_address_is_not_followed(place: Place, server: Server, target: str) -> None:
    server.replies[PATH] = [redirect(target)]
    unchanged(place, "redirects to what is no address")


@pytest.mark.parametrize("address", ["http:/nowhere", "http://[::1", "http://127.0.0.1:port/"])
def test_an_address_in_the_definition_that_is_none_is_named(place: Place, server: Server, address: str) -> None:
    place.source.write_text(place.source.read_text().replace(server.address + PATH, address))
    unchanged(place, "is no address that can be asked")


def test_a_redirect_in_a_circle_ends(place: Place, server: Server) -> None:
    server.replies[PATH] = [redirect("/other")]
    server.replies["/other"] = [redirect(PATH)]
    unchanged(place, "redirects in a circle")


def test_redirects_without_end_end(place: Place, server: Server) -> None:
    server.replies[PATH] = [redirect("/1")]
    for n in range(1, 9):
        server.replies[f"/{n}"] = [redirect(f"/{n + 1}")]
    unchanged(place, "redirects more than 5 times")


def test_a_slow_drip_ends_at_the_bound_of_total_time(tmp_path: Path, server: Server) -> None:
    place = make_place(tmp_path, server.address, total_time="1")
    server.replies[PATH] = [slow_drip(server, PAGE)]
    started = time.monotonic()
    unchanged(place, "not complete within 1 seconds")
    assert time.monotonic() - started < 5


def test_a_server_that_falls_silent_is_left(tmp_path: Path, server: Server) -> None:
    place = make_place(tmp_path, server.address, read_timeout="0.3", retries="0")
    server.replies[PATH] = [slow_drip(server, PAGE, pause=30)]
    unchanged(place, "sent nothing for 0.3 seconds")


@pytest.mark.parametrize(
    ("patience", "late", "said"),
    [(60, 0.6, r"connection failed \(SSLError\)"), (0.6, 60, "sent nothing for 0.6 seconds")],
    ids=["late", "silent"],
)
def test_a_tls_handshake_has_the_time_of_an_answer(patience: float, late: float, said: str) -> None:
    """The server takes connections at once; what it says to the second, in place of a handshake, comes late."""
    given_up = threading.Event()

    def answer() -> None:
        listening.accept()[0].close()  # the client has seen that somebody is there
        connection, _ = listening.accept()
        if not given_up.wait(late):
            connection.sendall(b"HTTP/1.1 400 no handshake")
        connection.close()

    times = {"answer_within": 0.3, "read_timeout": patience, "total_time": 2 * 60}
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=answer, daemon=True).start()
        web = Web({"user_agent": "test", "retries": 0, "redirects": 0, "largest": 9} | times, 0, print)
        with pytest.raises(Unreachable, match=said):
            web.get(f"https://127.0.0.1:{listening.getsockname()[1]}/", lambda _: None)
        given_up.set()


@pytest.mark.parametrize(("encoding", "package"), [("br", "brotli"), ("zstd", "backports.zstd")])
def test_what_unpacks_a_body_is_named_where_it_is_missing(
    server: Server, encoding: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some servers send such bodies without being asked to."""
    monkeypatch.setattr(HTTPResponse, "CONTENT_DECODERS", ["gzip"])
    server.replies[PATH] = [page(PAGE, Content_Encoding=encoding)]
    with pytest.raises(Unusable, match=f"compressed with {encoding}, .*pip install {package}"):
        Web(load_source().other["fetch"], 0, print).get(server.address + PATH, lambda _: None)


def test_a_body_cut_short_is_asked_for_again(place: Place, server: Server) -> None:
    server.replies[PATH] = [cut_short(PAGE), page(PAGE)]
    live(place, 0, "broke off before its end: asking again", "new page")


def test_a_body_that_is_always_cut_short_is_not_kept(place: Place, server: Server) -> None:
    server.replies[PATH] = [cut_short(PAGE)]
    unchanged(place, "broke off before its end, each time")


def test_all_repetitions_count_together(place: Place, server: Server) -> None:
    server.replies[PATH] = [Reply(b"busy", 503), cut_short(PAGE)]
    unchanged(place, "broke off before its end, each time")
    assert server.paths().count(PATH) == 1 + int(QUICK["retries"])


def test_a_page_may_come_at_the_last_of_different_repetitions(place: Place, server: Server) -> None:
    server.replies[PATH] = [Reply(b"busy", 503), cut_short(PAGE), page(PAGE)]
    live(place, 0, "new page")


def test_a_compression_bomb_stops_at_the_bound(tmp_path: Path, server: Server) -> None:
    place = make_place(tmp_path, server.address, largest="1_000_000")
    server.replies[PATH] = [bomb(300_000_000)]
    unchanged(place, "larger than 1,000,000 bytes")


def test_a_body_that_lies_about_its_compression(place: Place, server: Server) -> None:
    server.replies[PATH] = [page(PAGE, Content_Encoding="gzip")]
    unchanged(place, "cannot be unpacked")


@pytest.mark.parametrize("declared", ["text/html; charset=iso-8859-1", "text/html; charset=klingon", "text/html", None])
def test_a_wrong_or_missing_charset_does_no_harm(place: Place, server: Server, declared: str | None) -> None:
    server.replies[PATH] = [Reply(PAGE, content_type=declared)]
    live(place, 0, "new page, 31 entries")
    assert added(place)["encoding"] == "utf-8"


def test_a_declared_charset_is_used(place: Place, server: Server) -> None:
    body = PAGE.replace(b'<meta charset="utf-8">', b"").decode().encode("cp1252", "xmlcharrefreplace")
    server.replies[PATH] = [Reply(body, content_type="text/html; charset=windows-1252")]
    live(place, 0, "new page, 31 entries")
    assert added(place)["charset"] == added(place)["encoding"] == "windows-1252"


REFUSALS: dict[str, tuple[bytes, str]] = {
    "error page": (NOT_FOUND.encode(), "looks like an error page"),
    "another page": (ANOTHER_PAGE.encode(), "looks like another page"),
    "cut off": (cut_in_half_as_markup(), "looks like the page cut off in the middle"),
    "empty": (b"", "looks like an empty page"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_not_the_page_is_refused_by_name_and_kept_aside(place: Place, server: Server, name: str) -> None:
    body, likeness = REFUSALS[name]
    server.replies[PATH] = [page(body)]
    unchanged(place, likeness, "raw/rejected/")
    [metadata] = place.rejected.glob("*.json")
    noted = json.loads(metadata.read_text(encoding="utf-8"))
    assert noted["looks_like"] in likeness
    [kept] = [path for path in place.rejected.iterdir() if path.suffix != ".json"]
    assert kept.read_bytes() == body


def test_the_same_refused_page_is_kept_once(place: Place, server: Server, tmp_path: Path) -> None:
    server.replies[PATH] = [page(NOT_FOUND.encode())]
    saved_page(place, tmp_path, NOT_FOUND.encode(), "2022-01-01", code=1)
    live(place, 3)
    assert len(list(place.rejected.glob("*.html"))) == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, server: Server) -> None:
    secure_address = server.secure(tmp_path / "certificate.pem")
    place = make_place(tmp_path, server.address)
    place.source.write_text(place.source.read_text().replace(server.address, secure_address))
    server.replies[PATH] = [page(PAGE)]
    unchanged(place, "its certificate could not be verified (self-signed certificate)")
    assert not server.asked
