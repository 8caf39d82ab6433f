"""Stopped, crowded, out of space: what was good stays good, and the next run works."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Event

import pytest

from pipeline.snapshots.snapshot import snapshots
from pipeline.tables.editions import REPORT
from tests.fetch.fetching import PATH, Place, Run, kill, make_place, tables, whole
from tests.fetch.server import Reply, Server, page, serving
from tests.pages.changes import as_markup
from tests.pages.markups import MARKUPS

PAGE = MARKUPS["accordion"]()
CHANGED = as_markup("leader_changed")
MOMENTS = 20
ROUNDS = 3  # of builds at once, since chance decides how they meet
LITTLE = 40_000  # bytes: less than a page, and less than the tables


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.replies[PATH] = [page(PAGE)]
        yield running


def contents(place: Place) -> set[str]:
    """What the saved pages hold; the store agrees with itself."""
    return {snapshot.sha256 for snapshot in snapshots(place.raw)}


def last_step(run: Run) -> int:
    steps = [line for line in run.err.splitlines() if line.startswith("step ")]
    return int(steps[-1].split()[1])


def moments(total: int, wanted: int) -> list[int]:
    """So many of the steps 1 to total, evenly spread, first and last among them."""
    wanted = min(wanted, total)
    return sorted({1 + round(n * (total - 1) / max(1, wanted - 1)) for n in range(wanted)})


def test_killed_at_any_step_of_fetching_nothing_good_is_lost(place: Place, server: Server) -> None:
    original = contents(place)
    steps = last_step(place.fetch("--from", "live", STEPS_IN=str(place.raw)))
    assert len(contents(place)) == 2
    for step in moments(steps, MOMENTS):
        clear(place)
        run = place.fetch("--from", "live", STEPS_IN=str(place.raw), KILL_AT=str(step))
        assert run.code == -9, run
        assert original <= contents(place)
        run = place.fetch("--from", "live")
        assert run.code == 0, run
        assert contents(place) == original | {sha256(PAGE).hexdigest()}
        assert not [name for name in place.files() if name.startswith(".")]


def clear(place: Place) -> None:
    for path in place.raw.glob("2*"):
        path.unlink()


def test_killed_at_any_step_of_building_the_tables_are_the_old_or_the_new_ones(
    place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert place.run("build").code == 0
    processed = place.folder / "processed"
    (processed / REPORT).write_text("made from the old tables")
    old = tables(processed)
    aside = shutil.copytree(processed, tmp_path_factory.mktemp("aside") / "processed")
    assert place.fetch("--from", "live").code == 0
    run = place.run("build", STEPS_IN=str(place.folder))
    assert run.code == 0, run
    new = tables(processed)
    assert new != old
    assert REPORT not in new
    seen = []
    for step in moments(last_step(run), MOMENTS):
        shutil.rmtree(processed)
        shutil.copytree(aside, processed)
        run = place.run("build", STEPS_IN=str(place.folder), KILL_AT=str(step))
        assert run.code == -9, run
        seen.append(tables(processed))
        whole(processed)
    assert [found for found in seen if found not in (old, new)] == []
    assert old in seen
    assert new in seen
    assert place.run("build").code == 0
    assert tables(processed) == new
    assert sorted(path.name for path in place.folder.iterdir()) == ["processed", "raw", "source.toml"]


def held_up(server: Server) -> tuple[Event, Event]:
    """Let the server hold its first answer back: an event for that it was asked, and one on which it answers."""
    asked, go_on = Event(), Event()

    def hold(_: object) -> Reply:
        asked.set()
        go_on.wait(30)
        return page(PAGE)

    server.replies[PATH] = [hold, page(PAGE)]
    return asked, go_on


def test_killed_while_it_waits_for_the_server(place: Place, server: Server) -> None:
    before = place.files()
    asked, go_on = held_up(server)
    process = place.start("fetch", "--raw", place.raw, "--source", place.source, "--from", "live")
    assert asked.wait(30)
    kill(process)
    go_on.set()
    assert place.files() == before
    assert place.fetch("--from", "live").code == 0


def test_of_two_at_once_one_waits_and_says_so(place: Place, server: Server) -> None:
    asked, go_on = held_up(server)
    arguments = ("fetch", "--raw", place.raw, "--source", place.source, "--from", "live")
    first = place.start(*arguments)
    assert asked.wait(30)
    second = place.start(*arguments)
    assert second.stderr
    said = second.stderr.readline()
    go_on.set()
    assert "waiting until it has finished" in said
    outs = [process.communicate(timeout=60)[0] for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert "new page" in outs[0]
    assert "the same content" in outs[1]
    assert len(contents(place)) == 2


def test_builds_at_once_of_different_pages_leave_the_tables_of_one_of_them(place: Place) -> None:
    processed = place.folder / "processed"
    pages = [place.folder / f"{name}.html" for name in ("same", "leader_changed", "retitled")]
    alone = []
    for saved in pages:
        saved.write_bytes(as_markup(saved.stem))
        assert place.run("build", "--page", saved, "--out", place.folder / saved.stem).code == 0
        alone.append(tables(place.folder / saved.stem))
    assert alone[0] != alone[1] != alone[2] != alone[0]
    for _ in range(ROUNDS):
        processes = [place.start("build", "--page", saved, "--out", processed) for saved in pages]
        for process in processes:
            _, err = process.communicate(timeout=120)
            assert process.returncode == 0, err
        assert tables(processed) in alone
        whole(processed)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[bool]:
    """A file system of its own at `folder`; False where this machine lets us mount none.

    There a bound on the size of files does instead: to the program it looks the same.
    """
    folder.mkdir(exist_ok=True)
    mount = shutil.which("mount") and ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    mounted = bool(mount) and subprocess.run(mount or [], capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, leave: int) -> None:
    """Leave so many bytes of the file system of `folder` free."""
    space = os.statvfs(folder)
    with (folder / "filler").open("wb") as file:
        file.write(bytes(max(0, space.f_bavail * space.f_frsize - leave)))


def test_a_full_disk_while_fetching_adds_nothing(tmp_path: Path, server: Server) -> None:
    with small_disk(tmp_path / "disk", 2_000_000) as mounted:
        place = make_place(tmp_path / "disk", server.address)
        if mounted:
            fill(place.folder, LITTLE)
        before = place.files()
        run = place.fetch("--from", "live", largest_file=None if mounted else LITTLE)
        assert run.code == 1, run
        assert "No space left on device" in run.err or "File too large" in run.err
        assert "What was saved before is as it was." in run.err
        assert "Traceback" not in run.err
        assert place.files() == before


def test_a_full_disk_while_building_leaves_the_old_tables(tmp_path: Path, server: Server) -> None:
    with small_disk(tmp_path / "disk", 8_000_000) as mounted:
        place = make_place(tmp_path / "disk", server.address)
        assert place.run("build").code == 0
        old = tables(place.folder / "processed")
        assert place.fetch("--from", "live").code == 0
        if mounted:
            fill(place.folder, LITTLE)
        run = place.run("build", largest_file=None if mounted else LITTLE)
        assert run.code == 1, run
        assert "No space left on device" in run.err or "File too large" in run.err
        assert "Traceback" not in run.err
        assert tables(place.folder / "processed") == old
        (place.folder / "filler").unlink(missing_ok=True)
        assert place.run("build").code == 0
