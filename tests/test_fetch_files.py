"""Fetching from files: saved pages are brought in or refused, and options that do not belong there are named."""

from pathlib import Path

import pytest

from tests.changes import ANOTHER_PAGE, as_markup
from tests.fetching import Place, added


def test_a_saved_page_is_brought_in(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(as_markup("added"))
    run = place.fetch("--from", file, "--captured-at", "2022-03-01T13:30+01:00", OFFLINE="1")
    assert run.code == 0, run
    assert added(place)["captured_at"] == "2022-03-01T12:30:00Z"
    before = place.files()
    assert place.fetch("--from", file, "--captured-at", "2022-03-01T12:30Z").code == 0
    assert place.fetch("--from", file).code == 0  # the same content, now without a time
    assert place.files() == before


def test_a_saved_page_without_a_time_does_not_pass_for_the_newest(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(as_markup("added"))
    run = place.fetch("--from", file)
    assert run.code == 0
    assert "has no capture time, so it counts as older" in run.err
    run = place.fetch("--from", file, "--captured-at", "2022-03-01")
    assert "new page" in run.out  # now its time is known


def test_a_file_that_is_not_the_page_is_refused(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "other.html"
    file.write_text(ANOTHER_PAGE, encoding="utf-8")
    before = place.files()
    run = place.fetch("--from", file)
    assert run.code == 1
    assert "looks like another page" in run.err
    assert place.files() == before


def test_a_file_that_does_not_exist_is_named(place: Place) -> None:
    run = place.fetch("--from", "nowhere.html")
    assert run.code == 1
    assert "nowhere.html does not exist" in run.err


@pytest.mark.parametrize(
    "arguments", [("--captured-at", "yesterday"), ("--not-before", "2021-9"), ("--all", "--from", "live")]
)
def test_bad_usage_exits_2(place: Place, arguments: tuple[str, ...]) -> None:
    assert place.fetch(*arguments).code == 2
