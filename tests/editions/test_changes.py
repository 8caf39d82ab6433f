"""`changes` says again what a build said at its end, and `build --json` says it to scripts."""

import json
from pathlib import Path

import pytest

from pipeline.__main__ import main
from tests.fetch.fetching import Place, make_place
from tests.pages.changes import as_markup
from tests.pages.markups import MARKUPS


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A folder with two dated pages, of which the later has a project and a leader that the other has not."""
    place = make_place(tmp_path, "http://127.0.0.1:9")
    monkeypatch.chdir(tmp_path)
    for path in place.raw.iterdir():
        path.unlink()
    pages = {"2022-01-01T00:00Z": MARKUPS["accordion"](), "2023-01-01T00:00Z": as_markup("leader_changed")}
    for time, page in pages.items():
        (tmp_path / "page.html").write_bytes(page)
        assert main(["fetch", "--source", str(place.source), "--from", "page.html", "--captured-at", time]) == 0
    return place


def test_a_build_ends_with_what_changed_and_changes_says_it_again(
    two: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["build"]) == 0
    built = capsys.readouterr().out
    block = built[built.index("Changed since 20220101T000000Z-") :]
    (leaders, emails) = block.splitlines()[1:]
    assert leaders.startswith("  leaders: Gouda: Bestuurlijke weerbaarheid: ")
    assert leaders.endswith(" → Anna de Wit-'t Hart")
    assert emails.endswith(" → a.dewit@gouda.nl")
    assert main(["changes"]) == 0
    assert capsys.readouterr().out == block


def test_scripts_are_told_in_json(two: Place, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["build", "--json"]) == 0
    built = json.loads(capsys.readouterr().out)
    assert built["counts"]["projects"] == 26
    assert {row["level"] for row in built["checks"]["failed"]} == {"warning"}
    assert [row["change"] for row in built["changes"]] == ["leaders", "emails"]
    assert built["removed"] == []
    assert main(["changes", "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again == {name: built[name] for name in ("since", "capture", "changes")}
    assert again["since"]["captured_at"] == "2022-01-01T00:00:00Z"


def test_where_nothing_changed_nothing_is_printed(two: Place, capsys: pytest.CaptureFixture[str]) -> None:
    (newest,) = two.raw.glob("2023*.html")
    assert main(["build", "--page", str(newest)]) == 0
    assert "Changed" not in capsys.readouterr().out
    assert main(["changes", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["changes"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "only one capture" in printed.err


def test_a_capture_that_says_the_same_is_told_from_the_only_one(two: Place, capsys: pytest.CaptureFixture[str]) -> None:
    (newest,) = two.raw.glob("2023*.html")
    again = two.raw.parent / "again.html"
    again.write_bytes(newest.read_bytes() + b"<!-- later -->")
    time = "2024-01-01T00:00Z"
    assert main(["fetch", "--source", str(two.source), "--from", str(again), "--captured-at", time]) == 0
    assert main(["build"]) == 0
    assert "Changed" not in capsys.readouterr().out
    assert main(["changes"]) == 0
    assert "says what the one before it says" in capsys.readouterr().err


def test_where_there_are_no_tables_there_is_nothing_to_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", "--out", str(tmp_path)]) == 1
    assert "Run 'make build'" in capsys.readouterr().err
