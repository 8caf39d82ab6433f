"""Who asks a server, what robots.txt lets it ask for, how often it asks, and how soon it gives up."""

import socket
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.definition.source import load_source
from tests.fetch.fetching import PATH, Place, live, make_place, unchanged
from tests.fetch.server import Reply, Server, page
from tests.pages.markups import MARKUPS

PAGE = MARKUPS["accordion"]()


def test_it_says_who_asks(place: Place, server: Server) -> None:
    server.replies[PATH] = [page(PAGE)]
    live(place, 0)
    assert server.paths() == ["/robots.txt", PATH]
    assert {headers["User-Agent"].split("/")[0] for _, headers in server.asked} == {"weerbaar-bestuur"}


def test_a_server_that_asks_to_wait_is_waited_for(place: Place, server: Server) -> None:
    server.replies[PATH] = [Reply(b"busy", 503, {"Retry-After": "1"}), page(PAGE)]
    live(place, 0, "answered 503 and asks to wait 1 s", "new page")


def test_a_server_that_asks_for_too_much_patience_is_left(place: Place, server: Server) -> None:
    server.replies[PATH] = [Reply(b"busy", 503, {"Retry-After": "3600"})]
    unchanged(place, "asks to come back in 3600 seconds")


@pytest.mark.parametrize(
    "when", ["Mon, 01 Jan 99999999999 00:00:00 GMT", "Mon, 01 Jan 99999 00:00:00 GMT", "9" * 5000, "soon"]
)
def test_a_time_to_wait_that_is_none_is_left_to_us(place: Place, server: Server, when: str) -> None:
    server.replies[PATH] = [Reply(b"busy", 503, {"Retry-After": when}), page(PAGE)]
    live(place, 0, "new page")


def test_a_server_that_stays_in_trouble_is_asked_three_times(place: Place, server: Server) -> None:
    server.replies[PATH] = [Reply(b"broken", 500)]
    unchanged(place, "answered 500")
    assert server.paths().count(PATH) == 3


def test_robots_txt_that_forbids_is_obeyed(place: Place, server: Server) -> None:
    server.replies["/robots.txt"] = [Reply(b"User-agent: *\nDisallow: /index.php/", content_type="text/plain")]
    server.replies[PATH] = [page(PAGE)]
    unchanged(place, "robots.txt forbids")
    assert PATH not in server.paths()


def test_robots_txt_that_forbids_others_is_no_hindrance(place: Place, server: Server) -> None:
    server.replies["/robots.txt"] = [
        Reply(b"User-agent: gptbot\nDisallow: /\n\nUser-agent: *\nDisallow: /administrator/")
    ]
    server.replies[PATH] = [page(PAGE)]
    live(place, 0, "new page")


def test_robots_txt_that_forbids_us_by_name_is_obeyed(place: Place, server: Server) -> None:
    server.replies["/robots.txt"] = [Reply(b"User-agent: Weerbaar-Bestuur\nDisallow: /\n\nUser-agent: *\nDisallow:\n")]
    server.replies[PATH] = [page(PAGE)]
    unchanged(place, "robots.txt forbids")


@pytest.mark.parametrize("name", ["python-requests", "dataset", "page"])
def test_a_word_of_our_user_agent_is_not_our_name(place: Place, server: Server, name: str) -> None:
    assert name in load_source().other["fetch"]["user_agent"]
    server.replies["/robots.txt"] = [Reply(f"User-agent: {name}\nDisallow: /\n".encode())]
    server.replies[PATH] = [page(PAGE)]
    live(place, 0, "new page")


def test_robots_txt_that_cannot_be_read_is_a_refusal(place: Place, server: Server) -> None:
    server.replies["/robots.txt"] = [Reply(b"", 503)]
    unchanged(place, "robots.txt answered 503")
    assert PATH not in server.paths()


def test_a_pause_between_requests(tmp_path: Path, server: Server) -> None:
    place = make_place(tmp_path, server.address, pause="0.5")
    moments: list[float] = []

    def at(reply: Reply) -> Callable[[object], Reply]:
        def timed(_: object) -> Reply:
            moments.append(time.monotonic())
            return reply

        return timed

    server.replies["/robots.txt"] = [at(Reply(b"", 404))]
    server.replies[PATH] = [at(Reply(b"", 503)), at(page(PAGE))]
    live(place, 0)
    assert len(moments) == 3
    assert min(after - before for before, after in pairwise(moments)) >= 0.45


def test_a_server_that_is_not_there_is_noticed_soon(place: Place, server: Server) -> None:
    server.http.shutdown()
    server.http.server_close()
    started = time.monotonic()
    unchanged(place, "no connection to 127.0.0.1: Connection refused")
    assert time.monotonic() - started < 5


def test_a_server_that_does_not_answer_is_noticed_soon(tmp_path: Path) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]  # they fill the queue, so that no more connections are taken
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        place = make_place(tmp_path, f"http://127.0.0.1:{full.getsockname()[1]}", answer_within="0.5")
        started = time.monotonic()
        unchanged(place, "no connection to 127.0.0.1 within 0.5 seconds")
        assert time.monotonic() - started < 5
        for one in waiting:
            one.close()


def test_without_network_it_takes_a_few_seconds(place: Place) -> None:
    """The definition as it is, so hosts of the real net, which the guard keeps out of reach."""
    started = time.monotonic()
    run = place.run("fetch", "--raw", place.raw)
    assert run.code == 3, run
    assert "Live: no connection to weerbaarbestuur.nl" in run.err
    assert "Archive: no connection to web.archive.org" in run.err
    assert time.monotonic() - started < 6


def test_offline_opens_no_connection(place: Place, server: Server) -> None:
    before = place.files()
    run = place.fetch(OFFLINE="1", NO_CONNECTIONS="1")
    assert run.code == 3
    assert "OFFLINE is set" in run.err
    assert "guard" not in run.err
    assert not server.asked
    assert place.files() == before


def test_the_guard_guards(place: Place) -> None:
    run = place.fetch("--from", "live", NO_CONNECTIONS="1")
    assert run.code == 3
    assert "the guard stopped" in run.err
