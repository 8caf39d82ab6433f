"""Captures out of WARC files: every response for the address, as far as the file is whole."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.definition.source import load_source
from pipeline.fetch.warc import read_warc
from pipeline.snapshots.snapshot import read_file
from tests.fetch.archives import ARCHIVED, FIRST, HOST, KEPT, SECOND, write_warc
from tests.fetch.fetching import PATH, Place, kept, make_place, said


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path, HOST)


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
def test_a_damaged_warc_file_gives_what_is_before_the_damage(
    place: Place, tmp_path: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    warc = write_warc(tmp_path / name, ARCHIVED[:1] + ARCHIVED[4:5])
    warc.write_bytes(damage(warc.read_bytes()))
    run = place.fetch("--from", warc)
    said(run, 1)
    assert not [body for body in kept(place).values() if body not in (FIRST, SECOND)]


def test_a_warc_file_is_not_read_as_a_whole(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warc = write_warc(tmp_path / "captures.warc")
    asked: list[int] = []

    def noted(path: Path, most: int = -1) -> bytes:
        asked.extend([most] if path == warc else [])
        return read_file(path, most)

    for module in ("pipeline.snapshots.snapshot", "pipeline.warc.holders"):
        monkeypatch.setattr(f"{module}.read_file", noted)
    assert main(["fetch", "--raw", str(place.raw), "--source", str(place.source), "--from", str(warc)]) == 0
    assert kept(place) == KEPT
    assert asked
    assert max(asked) <= 5  # bytes: enough to see what it is


@pytest.mark.parametrize("name", ["captures.warc", "captures.warc.gz"])
@pytest.mark.parametrize("line", ["HTTP/1.1 2x0 OK", "ICY 200 OK", "\x1b[2J"])
def test_a_record_without_a_status_does_not_hide_the_others(place: Place, tmp_path: Path, name: str, line: str) -> None:
    first, second, third = (ARCHIVED[n] for n in (0, 4, 6))
    warc = write_warc(tmp_path / name, [first, second, third], lines={second[0]: line})
    run = place.fetch("--from", warc)
    said(run, 0, f"{name}, record 2: passed over")
    assert list(kept(place)) == ["20211001T080000Z", "20220401T080000Z"]
    assert "\x1b" not in run.err


@pytest.mark.parametrize("date", ["9999-12-31T23:59:59Z", "2999-01-01T00:00:00Z"])
def test_a_record_of_the_future_is_refused_and_the_others_come(place: Place, tmp_path: Path, date: str) -> None:
    warc = write_warc(tmp_path / "w.warc", [ARCHIVED[0], (date, 200, SECOND, {})])
    said(place.fetch("--from", warc), 0, f"refused, it is dated {date}", "new page")
    assert list(kept(place)) == ["20211001T080000Z"]


def test_contents_are_not_kept_in_memory(tmp_path: Path) -> None:
    large = [FIRST + bytes([n]) * 2_000_000 for n in range(1, 9)]
    captures = [(f"2021-10-0{n}T08:00:00Z", 200, body, {}) for n, body in enumerate(large, start=1)]
    warc = write_warc(tmp_path / "w.warc", [*captures, ("2021-11-01T08:00:00Z", 0, large[0], {})])
    source = load_source()
    source.page["url"] = HOST + PATH
    tracemalloc.start()
    sizes = [len(capture.data) for capture in read_warc(warc, source, print)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sizes == [*map(len, large), len(large[0])]
    assert peak < 4 * len(large[0])
