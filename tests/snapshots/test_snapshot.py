"""The saved pages: found in order, checked against their metadata, kept whole."""

import csv
import gzip
import json
import os
import shutil
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from pipeline.__main__ import main
from pipeline.records import Refusal
from pipeline.snapshots.snapshot import REJECTED, Snapshot, from_file, snapshots
from pipeline.snapshots.store import Capture, add, complete_interrupted, reject
from tests.pages.markups import MARKUPS, RAW, SAVED_SHA256, saved

PAGE, OTHER = MARKUPS["accordion"](), MARKUPS["table"]()
URL = "https://page.example/"


def capture(data: bytes, captured_at: str | None = None, not_before: str | None = None, **fields: Any) -> Capture:
    return Capture(data, URL, {"how": "live"}, captured_at, not_before, **fields)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def names(raw: Path) -> list[str]:
    """What is in the folder, but for what was not kept."""
    return sorted(path.name for path in raw.iterdir() if path.name != REJECTED)


def test_the_committed_page_agrees_with_its_metadata() -> None:
    [snapshot] = [one for one in snapshots(RAW) if one.sha256 == SAVED_SHA256]
    assert snapshot.read() == saved()
    assert (snapshot.captured_at, snapshot.captured_not_before, snapshot.how) == (None, "2021-09", "file")
    assert (snapshot.media_type, snapshot.charset) == ("text/plain", "utf-8")
    assert snapshot.described == "undated-7c887f1bb5ac.txt (capture time unknown, not before 2021-09)"


TIMES = [
    ("2021-08-31T00:00:00Z", None),
    (None, "2021-09"),
    ("2021-09-01T00:00:00Z", None),
    ("2022-01-01T00:00:00Z", None),
]


def test_snapshots_are_from_oldest_to_newest_whatever_was_added_first(tmp_path: Path) -> None:
    for number, order in enumerate(permutations(range(len(TIMES)))):
        raw = tmp_path / str(number)
        for n in order:
            assert add(raw, capture(PAGE + b"<!-- %d -->" % n, *TIMES[n]))
        assert [(one.captured_at, one.captured_not_before) for one in snapshots(raw)] == TIMES


def test_what_is_kept_comes_back(raw: Path) -> None:
    [path] = add(raw, capture(PAGE, "2021-11-04T12:00:00Z", charset="windows-1252", media_type="text/html"), "utf-8")
    assert path.name == f"20211104T120000Z-{sha256(PAGE).hexdigest()[:12]}.html"
    [snapshot] = snapshots(raw)
    assert (snapshot.path, snapshot.read(), snapshot.charset) == (path, PAGE, "windows-1252")
    assert snapshot.described == f"{path.name} (captured 2021-11-04 12:00 UTC)"


def test_the_same_content_adds_nothing(raw: Path) -> None:
    assert add(raw, capture(PAGE, "2021-11-04T12:00:00Z"))
    before = names(raw)
    assert add(raw, capture(PAGE, "2021-11-04T12:00:00Z")) == []
    assert add(raw, capture(PAGE, "2022-11-04T12:00:00Z")) == []
    assert add(raw, capture(PAGE)) == []
    assert names(raw) == before


def test_an_earlier_time_and_a_first_time_are_kept(raw: Path) -> None:
    assert add(raw, capture(PAGE))
    assert add(raw, capture(PAGE, "2022-11-04T12:00:00Z"))
    assert add(raw, capture(PAGE, "2021-11-04T12:00:00Z"))
    assert len(snapshots(raw)) == 3


def test_no_snapshot_at_all_says_what_to_do(raw: Path) -> None:
    assert snapshots(raw) == []
    with pytest.raises(Refusal, match="make fetch"):
        snapshots(raw, required=True)


def test_a_name_that_the_tables_cannot_hold_is_refused(tmp_path: Path) -> None:
    page = tmp_path / os.fsdecode(b"caf\xe9.html")  # as older systems wrote it
    try:
        page.write_bytes(PAGE)
    except OSError:
        pytest.skip("this file system takes no such name")
    with pytest.raises(Refusal, match="not UTF-8: rename it"):
        from_file(page)


def damage_content(page: Path, metadata: Path) -> None:
    page.write_bytes(page.read_bytes() + b" ")


def damage_metadata(page: Path, metadata: Path) -> None:
    metadata.write_text("{")


def replace(field: str, value: object) -> Any:
    def damage(page: Path, metadata: Path) -> None:
        metadata.write_text(json.dumps({**json.loads(metadata.read_text()), field: value}))

    return damage


DAMAGES = {
    "other content": (damage_content, "is not what .* describes"),
    "other digest": (replace("sha256", "0" * 64), "is not what .* describes"),
    "no metadata": (lambda page, metadata: metadata.unlink(), "has no metadata"),
    "no page": (lambda page, metadata: page.unlink(), "describes a page that is not there"),
    "no JSON": (damage_metadata, "is not JSON"),
    "JSON of another kind": (lambda page, metadata: metadata.write_text("[]"), "expected an object"),
    "a field missing": (
        lambda page, metadata: metadata.write_text('{"sha256": "0"}'),
        "field bytes, .* is missing",
    ),
    "no time": (replace("captured_at", "4 November 2021"), "expected a time in UTC like"),
    "no bound": (replace("captured_not_before", 2021), "captured_not_before"),
    "no origin": (replace("obtained", "by hand"), "'how'"),
    "an origin of another kind": (replace("obtained", {"how": ["live"]}), "'how'"),
    "a time that there is not": (replace("captured_at", "2021-02-30T00:00:00Z"), "expected a time in UTC like"),
    "a bound that there is not": (replace("captured_not_before", "2021-13"), "captured_not_before"),
    "an address of another kind": (replace("url", ["https://page.example"]), "expected a text in 'url'"),
    "an encoding of another kind": (replace("charset", 8), "expected a text in 'charset'"),
    "half a character": (replace("url", "https://page.example/\ud800"), "half a character"),
    "deep JSON": (lambda page, metadata: metadata.write_text("[" * 100_000), "is not JSON"),
    "another kind of page": (replace("media_type", "application/pdf"), "expected text/html or text/plain"),
    "kinds of page": (replace("media_type", ["text/html"]), "expected text/html or text/plain"),
    "a strange file": (lambda page, metadata: page.with_suffix(".pdf").write_bytes(b"%PDF"), "no saved page"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_folder_that_does_not_agree_with_itself_is_refused_by_name(raw: Path, name: str) -> None:
    [page] = add(raw, capture(PAGE, "2021-11-04T12:00:00Z"))
    damage, message = DAMAGES[name]
    damage(page, page.with_suffix(".json"))
    with pytest.raises(Refusal, match=message) as refused:
        snapshots(raw)
    assert page.stem in str(refused.value)


def test_a_page_that_changes_while_it_is_read_is_noticed(raw: Path) -> None:
    [path] = add(raw, capture(PAGE, "2021-11-04T12:00:00Z"))
    [snapshot] = snapshots(raw)
    path.write_bytes(OTHER)
    with pytest.raises(Refusal, match="changed while it was being read"):
        snapshot.read()


def test_refused_pages_are_no_snapshots(raw: Path) -> None:
    aside = reject(
        raw,
        capture(b"<h1>404</h1>", "2021-11-04T12:00:00Z", media_type="text/html"),
        "an error page",
        "no entries",
    )
    assert aside.parent == raw / "rejected"
    assert aside.read_bytes() == b"<h1>404</h1>"
    assert json.loads(aside.with_suffix(".json").read_text())["looks_like"] == "an error page"
    assert snapshots(raw) == []


@pytest.mark.parametrize("stopped_after", range(4))
def test_an_interrupted_addition_is_completed_or_removed(raw: Path, tmp_path: Path, stopped_after: int) -> None:
    """The steps of adding, done by hand up to the interruption."""
    elsewhere = tmp_path / "elsewhere"
    [page] = add(elsewhere, capture(PAGE, "2021-11-04T12:00:00Z"))
    metadata = page.with_suffix(".json")
    if stopped_after == 0:
        (raw / f".{metadata.name}.new").write_bytes(metadata.read_bytes()[:100])
    else:
        shutil.copy(metadata, raw / f".{metadata.name}.new")
    if stopped_after == 1:
        (raw / f".{page.name}.new").write_bytes(PAGE[:1000])
    if stopped_after == 2:
        shutil.copy(page, raw / f".{page.name}.new")
    if stopped_after == 3:
        shutil.copy(page, raw)
    assert snapshots(raw) == []  # nobody sees half of it
    complete_interrupted(raw)
    assert names(raw) == (sorted([page.name, metadata.name]) if stopped_after == 3 else [])
    assert len(snapshots(raw)) == (stopped_after == 3)


def test_any_file_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "page.htm"
    file.write_bytes(PAGE)
    snapshot = from_file(file)
    assert (snapshot.media_type, snapshot.captured_at, snapshot.how) == ("text/html", None, "file")
    assert snapshot.read() == PAGE
    text = tmp_path / "page"
    text.write_bytes(saved())
    assert from_file(text).media_type == "text/plain"


def test_xhtml_is_html(raw: Path, tmp_path: Path) -> None:
    file = tmp_path / "page.xhtml"
    file.write_bytes(PAGE)
    assert from_file(file).media_type == "text/html"
    [page] = add(raw, capture(PAGE, "2021-11-04T12:00:00Z", media_type="application/xhtml+xml"))
    replace("media_type", "application/xhtml+xml")(page, page.with_suffix(".json"))
    page.rename(page.with_suffix(".xhtml"))
    assert [one.media_type for one in snapshots(raw)] == ["text/html"]


def test_tables_are_built_from_xhtml(tmp_path: Path) -> None:
    file = tmp_path / "page.xhtml"
    file.write_bytes(b'<?xml version="1.0" encoding="utf-8"?>' + PAGE)
    assert main(["build", "--page", str(file), "--out", str(tmp_path / "out")]) == 0
    [row] = csv.DictReader((tmp_path / "out" / "snapshots.csv").read_text(encoding="utf-8").splitlines())
    assert (row["media_type"], row["entries"]) == ("text/html", "31")


def test_a_file_brings_its_metadata_along(raw: Path) -> None:
    [path] = add(raw, capture(PAGE, "2021-11-04T12:00:00Z"))
    assert [from_file(path)] == snapshots(raw)
    damage_content(path, path)
    with pytest.raises(Refusal):
        from_file(path)


def test_another_file_of_the_same_name_is_no_metadata(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    for content in ("{}", "no JSON", "[1]"):
        (tmp_path / "page.json").write_text(content)
        snapshot: Snapshot = from_file(tmp_path / "page.html")
        assert snapshot.metadata == {"bytes": len(PAGE)}


@pytest.mark.parametrize("option", ["--page", "--from", "--source"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_has_no_end_is_not_read(
    option: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pipe" if kind == "pipe" else Path("/dev/zero")
    if kind == "pipe":
        os.mkfifo(path)
    command = ["build"] if option == "--page" else ["fetch", "--raw", str(tmp_path / "raw")]
    assert main([*command, option, str(path)]) == 1
    assert f"{path} is no file but a pipe or a device" in capsys.readouterr().err


def test_deep_json_beside_a_file_is_no_metadata(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE)
    page.with_suffix(".json").write_text("[" * 100_000)
    assert from_file(page).metadata == {"bytes": len(PAGE)}


@pytest.mark.parametrize("name", ["nowhere.html", "."])
def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal, match="Name a"):
        from_file(tmp_path / name)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"WARC/1.0\r\n" + PAGE, "fetch --from FILE"),
        (gzip.compress(b"WARC/1.0\r\n" + PAGE), "fetch --from FILE"),
        (b"PK\x03\x04" + PAGE, "unpack it"),
    ],
    ids=["WARC", "WARC in gzip", "zip"],
)
def test_a_file_that_holds_pages_and_is_not_one_is_refused_with_what_to_do(
    data: bytes, what: str, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    with pytest.raises(Refusal, match=what) as refused:
        from_file(path)
    assert str(path) in str(refused.value)
