"""Folders as people have them: rights, links, mounts, and what a call that was stopped leaves."""

import errno
import json
import os
import shutil
import stat
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.storage import atomic
from pipeline.storage.atomic import complete, lock_for, replace_file, replace_folder
from pipeline.storage.mark import COMPLETE

ACCESS, DEFAULT = "system.posix_acl_access", "system.posix_acl_default"
# An access list in the form of Linux: version, then for owner, user 1234, group, mask and others what they may.
ENTRIES = ((1, 7, 0xFFFFFFFF), (2, 7, 1234), (4, 5, 0xFFFFFFFF), (16, 7, 0xFFFFFFFF), (32, 0, 0xFFFFFFFF))
LIST = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in ENTRIES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "a.csv").write_text("old")
    return folder


def write(folder: Path, text: str = "new", *without: str) -> None:
    with replace_folder(folder) as new:
        (new.path / "a.csv").write_text(text)
        (new.path / "b.csv").write_text(text)
        new.without.update(without)


def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the folder is the root of a file system."""
    monkeypatch.setattr(Path, "is_mount", lambda _: True)


def cannot(error: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the system cannot exchange the two folders."""

    def fail(*_: Path) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(atomic, "_exchange_in_one_step", fail)


@pytest.fixture(params=["exchanged", "renamed", "one by one"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "renamed":
        cannot(errno.ENOSYS, monkeypatch)
    if request.param == "one by one":
        one_by_one(monkeypatch)


@pytest.mark.usefixtures("way")
def test_mode_and_group_stay(folder: Path) -> None:
    group = 4321 if os.geteuid() == 0 else os.getegid()
    for path, mode in ((folder, 0o2770), (folder / "a.csv", 0o640)):
        os.chown(path, -1, group)
        path.chmod(mode)
    write(folder)
    assert (folder / "a.csv").read_text() == "new"
    for path, mode in ((folder, 0o2770), (folder / "a.csv", 0o640)):
        assert (stat.S_IMODE(path.stat().st_mode), path.stat().st_gid) == (mode, group)
    assert (folder / "b.csv").stat().st_gid == group


@pytest.fixture(params=["exchanged", "one by one after all"])
def way_of_others(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "one by one after all":
        cannot(errno.EBUSY, monkeypatch)


@pytest.mark.usefixtures("way_of_others")
def test_mode_group_and_owner_of_what_is_further_below_stay(folder: Path) -> None:
    owner, group = (1234, 4321) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    mine = (folder / "mine", folder / "mine" / "deep", folder / "mine" / "deep" / "x.txt")
    mine[1].mkdir(parents=True)
    mine[2].write_text("of somebody else")
    for path, mode in zip(mine, (0o2770, 0o2750, 0o640), strict=True):
        os.chown(path, owner, group)
        path.chmod(mode)
    write(folder)
    for path, mode in zip(mine, (0o2770, 0o2750, 0o640), strict=True):
        status = path.stat()
        assert (stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid) == (mode, owner, group), path


@pytest.mark.usefixtures("way")
def test_access_lists_stay(folder: Path) -> None:
    try:
        for name in (ACCESS, DEFAULT):
            os.setxattr(folder, name, LIST)
    except (AttributeError, OSError):
        pytest.skip("this file system keeps no access lists")
    write(folder)
    assert {name: os.getxattr(folder, name) for name in (ACCESS, DEFAULT)} == {ACCESS: LIST, DEFAULT: LIST}
    assert ACCESS in os.listxattr(folder / "b.csv")
    assert ACCESS not in os.listxattr(folder / "a.csv")  # as before


def test_a_file_keeps_its_mode(folder: Path) -> None:
    (folder / "a.csv").chmod(0o600)
    replace_file(folder / "a.csv", b"new")
    assert stat.S_IMODE((folder / "a.csv").stat().st_mode) == 0o600


@pytest.mark.usefixtures("way")
def test_what_is_linked_is_not_copied(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "large").write_text("of somebody else")
    (folder / "linked").symlink_to(elsewhere)
    (folder / "nowhere").symlink_to(tmp_path / "nowhere")
    write(folder)
    assert (folder / "linked").is_symlink()
    assert (folder / "nowhere").is_symlink()
    write(folder, "newer", "linked")
    assert not (folder / "linked").exists()
    assert (elsewhere / "large").read_text() == "of somebody else"


def test_a_folder_that_is_a_link_stays_one(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (folder / "a.csv").read_text() == "new"


@pytest.fixture
def bound(tmp_path: Path) -> Iterator[Path]:
    """A folder of the same disk, mounted in another place, as containers have them: nothing says that it is a mount."""
    there, here = tmp_path / "there", tmp_path / "here"
    for each in (there, here):
        each.mkdir()
    mount = shutil.which("mount")
    if not mount or subprocess.run([mount, "--bind", there, here], capture_output=True).returncode:
        pytest.skip("this machine lets us mount nothing")
    yield here
    subprocess.run(["umount", "--lazy", here], check=True)


def test_a_folder_that_turns_out_to_be_mounted_is_written(bound: Path) -> None:
    (bound / "a.csv").write_text("old")
    (bound / "other.txt").write_text("of somebody else")
    write(bound)
    assert {path.name: path.read_text() for path in bound.iterdir()} == {
        "a.csv": "new", "b.csv": "new", "other.txt": "of somebody else"
    }  # fmt: skip
    assert [path.name for path in bound.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("error", [errno.EBUSY, errno.EXDEV])
def test_where_a_folder_cannot_be_renamed_its_files_are_moved(
    folder: Path, error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cannot(error, monkeypatch)
    write(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "b.csv"]
    assert sorted(path.name for path in folder.parent.iterdir()) == ["tables"]


def test_a_folder_that_cannot_be_put_in_place_leaves_the_old_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cannot(errno.ENOSYS, monkeypatch)
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == ".tables.new":
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="Input/output"):
        write(folder)
    assert [path.name for path in folder.parent.iterdir()] == ["tables"]
    assert (folder / "a.csv").read_text() == "old"


class Stopped(BaseException):
    """As a kill: nothing after it is done."""


def stop_after(moves: int, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace
    done = iter(range(moves))

    def stop(path: Path, target: Path) -> Path:
        if next(done, None) is None:
            raise Stopped
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", stop)


@pytest.mark.parametrize("moves", [0, 1])
def test_what_was_stopped_in_the_middle_is_completed_before_anything_is_read(
    folder: Path, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "edition").write_text("of the old tables")
    with monkeypatch.context() as patched:
        one_by_one(patched)
        stop_after(moves, patched)
        with pytest.raises(Stopped):
            write(folder, "new", "edition")
    assert (folder / ".new" / COMPLETE).exists()
    assert complete(folder)
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"a.csv": "new", "b.csv": "new"}
    assert not complete(folder)


MARKS = [b"", b"[", b"[[]]", b"5", b"{}", b"\xff", b"[" * 100_000]


@pytest.mark.parametrize("mark", [*MARKS, None])
def test_a_mark_that_is_damaged_is_said_and_holds_up_nothing(
    folder: Path, mark: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".new").mkdir()
    (folder / ".new" / "a.csv").write_text("new")
    if mark is None:
        os.mkfifo(folder / ".new" / COMPLETE)
    else:
        (folder / ".new" / COMPLETE).write_bytes(mark)
    assert complete(folder)
    assert f"{folder}/.new/.complete is damaged" in capsys.readouterr().err
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"a.csv": "new"}
    write(folder, "newer")
    assert (folder / "a.csv").read_text() == "newer"


def test_a_mark_takes_away_nothing_but_what_is_in_the_folder(folder: Path) -> None:
    (folder.parent / "mine").write_text("of somebody else")
    (folder / ".new").mkdir()
    names = ["../mine", str(folder.parent / "mine"), "", ".", "..", ".new", "\0", "nothing"]
    (folder / ".new" / COMPLETE).write_text(json.dumps(names))
    (folder / ".new" / "b.csv").write_text("new")
    assert complete(folder)
    assert (folder.parent / "mine").read_text() == "of somebody else"
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "b.csv"]


def test_a_mark_and_a_file_are_on_the_disk_before_they_have_their_names(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: sizes.append(os.fstat(handle).st_size))
    replace_file(folder / "a.csv", b"some bytes")
    assert 10 in sizes
    one_by_one(monkeypatch)
    rename = Path.rename

    def noted(path: Path, target: Path) -> Path:
        sizes.append(-path.stat().st_size)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", noted)
    write(folder, "new", "edition")
    size = len('["edition"]')
    assert sizes[sizes.index(-size) - 1] == size


def test_who_waits_for_the_one_that_moves_finds_nothing_to_complete(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".new").mkdir()
    (folder / ".new" / COMPLETE).write_text("[]")

    @contextmanager
    def moved_meanwhile(_: Path) -> Iterator[None]:
        shutil.rmtree(folder / ".new")
        yield

    monkeypatch.setattr(atomic, "locked", moved_meanwhile)
    assert not complete(folder)


def test_what_was_stopped_before_the_mark_is_not_put_in_place(folder: Path) -> None:
    (folder / ".new").mkdir()
    (folder / ".new" / "a.csv").write_text("half")
    assert not complete(folder)
    with lock_for(folder):
        assert (folder / "a.csv").read_text() == "old"
    write(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "b.csv"]


def test_the_names_of_folders_are_on_the_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[str] = []
    sync = os.fsync

    def noted(handle: int) -> None:
        flushed.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        sync(handle)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not say which file a number is")
    monkeypatch.setattr(os, "fsync", noted)
    (folder / "public").mkdir()
    (folder / "public" / "c.csv").write_text("kept")
    write(folder)
    new = f"{folder.parent}/.tables.new"
    assert flushed[-2:] == [new, str(folder.parent)]
    assert {f"{new}/{name}" for name in ("a.csv", "b.csv", "public", "public/c.csv")} <= set(flushed)
