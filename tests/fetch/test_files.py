"""Fetching from files: saved pages are brought in or refused, and options that do not belong there are named."""

import os
from pathlib import Path

import pytest

from tests.fetch.archives import write_warc
from tests.fetch.fetching import Place, added, said
from tests.pages.changes import ANOTHER_PAGE, as_markup


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
    assert "No capture time, so counted as older: undated-" in run.err
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


PIPES = {
    "raw/accepted.toml": (["fetch", "--from", "page.html"], ["build"]),
    "raw/rejected/seen.jsonl": (["fetch", "--from", "archive", "--archive", "http://127.0.0.1:9/x"],),
    "raw/rejected/again.jsonl": (["fetch", "--from", "page.html", "--captured-at", "2022-04-01"],),
    "processed/entries.csv": (["build"],),
}


@pytest.mark.parametrize("name", PIPES)
def test_a_pipe_in_the_place_of_a_file_of_ours_is_named_and_not_waited_for(place: Place, name: str) -> None:
    (place.folder / "page.html").write_bytes(as_markup("added"))
    said(place.fetch("--from", "page.html", "--captured-at", "2022-03-01"), 0, "new page")
    path = place.folder / name
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)
    for command in PIPES[name]:
        said(place.run(*command), 1, f"{name} is no file but a pipe")


def test_a_pipe_or_a_folder_that_looks_like_an_addition_that_was_stopped_holds_up_nothing(place: Place) -> None:
    (place.folder / "page.html").write_bytes(as_markup("added"))
    place.rejected.mkdir()
    os.mkfifo(place.rejected / ".a.json.new")
    (place.rejected / ".b.html.new").mkdir()
    said(place.fetch("--from", "page.html"), 0, "new page")
    assert [path.name for path in place.rejected.iterdir()] == [".b.html.new"]


def test_a_file_that_does_not_exist_is_named(place: Place) -> None:
    run = place.fetch("--from", "nowhere.html")
    assert run.code == 1
    assert "nowhere.html does not exist" in run.err


def test_each_file_is_tried_and_each_refusal_is_said(place: Place, tmp_path: Path) -> None:
    page, damaged = tmp_path / "page.html", tmp_path / "damaged.warc"
    page.write_bytes(as_markup("added"))
    damaged.write_bytes(b"WARC/garbage")
    words = (
        "nowhere.html does not exist",
        "none.warc.gz does not exist",
        f"{damaged} is damaged",
        "new page, 32 entries",
    )
    said(place.fetch("--from", "nowhere.html", "none.warc.gz", damaged, page), 1, *words)
    assert [path.read_bytes() for path in place.raw.glob("undated-*.html")] == [page.read_bytes()]


NOT_FOR = "--captured-at and --not-before belong to --from FILE"
MISUSES: dict[str, tuple[tuple[str, ...], str]] = {
    "a time that is none": (
        ("--from", "page.html", "--captured-at", "gisteren"),
        "--captured-at: expected a time like 2021-11-04T12:00Z, found 'gisteren'",
    ),
    "a time before all times": (("--from", "page.html", "--captured-at", "0001-01-01T00:00+01:00"), "expected a time"),
    "a bound that is none": (
        ("--from", "page.html", "--not-before", "2021-9"),
        "--not-before: expected 2021, 2021-09, 2021-09-30 or 2021-09-30T12:00:00Z, found '2021-9'",
    ),
    "a time and a bound": (("--captured-at", "2021-09-30", "--not-before", "2021"), "not allowed with argument"),
    "a time for the live page": (("--from", "live", "--captured-at", "2021-09-30"), NOT_FOR),
    "a time for the archive": (("--from", "archive", "--captured-at", "2021-09-30"), NOT_FOR),
    "a bound for no origin": (("--not-before", "2021"), NOT_FOR),
    "a time for a page and the archive": (("--from", "page.html", "archive", "--captured-at", "2021-09-30"), NOT_FOR),
    "a time for a WARC file": (("--from", "page.html", "captures.warc", "--captured-at", "2021-09-30"), NOT_FOR),
    "a time for a WARC file of another name": (("--from", "captures", "--captured-at", "2021-09-30"), NOT_FOR),
    "all of the live page": (("--all", "--from", "live"), "--all belongs to --from archive"),
    "an archive for the live page": (("--archive", "http://a.example", "--from", "live"), "belongs to --from archive"),
    "an archive that is no address": (("--archive", "notaurl"), "expected an address like https://archive.example/"),
    "an archive in a folder": (("--archive", "file:///srv/pages"), "found 'file:///srv/pages'"),
    "an archive without an end": (("--archive", "http://[::1"), "found 'http://[::1'"),
    "an archive at no port": (("--archive", "http://a.example:port"), "found 'http://a.example:port'"),
}


@pytest.mark.parametrize("name", MISUSES)
def test_bad_usage_exits_2_and_is_named(place: Place, name: str) -> None:
    (place.folder / "page.html").write_bytes(as_markup("added"))
    for warc in ("captures.warc", "captures"):
        write_warc(place.folder / warc)
    before = place.files()
    arguments, words = MISUSES[name]
    said(place.fetch(*arguments), 2, words)
    assert place.files() == before


DEFINITIONS: dict[str, tuple[str | None, str]] = {
    "that is missing": (None, "cannot be read: No such file or directory"),
    "that is no TOML": ("[page", "expected TOML in UTF-8"),
    "without sections": ("", "expected 'page' in source.toml, found none"),
    "with another section": ("page = {}\nthemes = [1]", "expected 'labels' in source.toml, found none"),
}


@pytest.mark.parametrize("name", DEFINITIONS)
def test_a_definition_that_cannot_be_used_is_named(place: Place, name: str) -> None:
    content, words = DEFINITIONS[name]
    place.source.unlink()
    if content is not None:
        place.source.write_text(content)
    said(place.fetch("--from", "live"), 1, f"Refused: {place.source}", words)


def test_a_folder_that_cannot_be_made_is_named(place: Place) -> None:
    run = place.run("fetch", "--raw", place.source / "raw", "--source", place.source, "--from", "live")
    said(run, 1, f"Could not read or write {place.source / 'raw'}: Not a directory")
