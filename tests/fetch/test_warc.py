"""Captures out of WARC files: every response for the address, as far as the file is whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.__main__ import main
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

    for module in ("pipeline.snapshots.snapshot", "pipeline.fetch.warc"):
        monkeypatch.setattr(f"{module}.read_file", noted)
    assert main(["fetch", "--raw", str(place.raw), "--source", str(place.source), "--from", str(warc)]) == 0
    assert kept(place) == KEPT
    assert asked == [5]  # bytes: enough to see what it is
