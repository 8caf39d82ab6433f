"""All new files of a folder at once, or none: stopped at any moment, a program leaves the old ones or the new ones.

Whoever writes into a folder holds the lock on the folder above it, since the folder itself is exchanged for a new one;
where it cannot be exchanged, the lock on the folder itself.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.storage.lock import locked

COMPLETE = ".complete"  # is among new files once all of them are written
AT_FDCWD, EXCHANGE = -100, 2  # Linux: renameat2(2); macOS: renamex_np(2) with RENAME_SWAP, which is 2 as well
CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


@dataclass(slots=True)
class Replacement:
    """A new folder to write into, and the names of what is in the old one and shall go."""

    path: Path
    without: set[str] = field(default_factory=set)


def lock_for(folder: Path) -> AbstractContextManager[None]:
    """The lock of all who write into `folder`: it is held within a `with` statement.

    Raises:
        OSError: the folder above it cannot be made or opened.
    """
    folder = folder.resolve()
    return locked(folder if _stays(folder) else folder.parent)


def _stays(folder: Path) -> bool:
    """Whether no other folder can take the place of this one: the root of a file system, or in a read-only folder."""
    return folder.is_dir() and (folder.is_mount() or not os.access(folder.parent, os.W_OK))


@contextmanager
def replace_folder(folder: Path) -> Iterator[Replacement]:
    """A new folder to write into; when the `with` statement ends well, its files take the place of those in `folder`.

    Files of `folder` that were not written anew stay, but for those that the replacement is `without`. The two folders
    are exchanged in one step. Where that cannot be, the files are moved one by one; if that is interrupted, the next
    call completes it.

    Raises:
        OSError: something cannot be written; `folder` is as it was.
    """
    folder = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder; name another", str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    inside = _stays(folder)
    new = folder / ".new" if inside else folder.with_name(f".{folder.name}.new")
    old = folder.with_name(f".{folder.name}.old")
    replacement = Replacement(new)
    with lock_for(folder):
        _recover(folder, new, old, inside)
        new.mkdir()
        try:
            yield replacement
            _keep_others(folder, replacement)
            _sync(new)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        if inside:
            for name in replacement.without:
                _remove(folder / name)
            (new / COMPLETE).touch()
            _move_each(new, folder)
        else:
            _exchange(folder, new, old)


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place in one step; the caller holds the lock for its folder.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    path = path.resolve()
    new = path.with_name(f".{path.name}.new")
    try:
        with new.open("wb") as file:
            file.write(data)
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def _recover(folder: Path, new: Path, old: Path, inside: bool) -> None:
    """Complete or clear away what an interrupted call left."""
    if inside and (new / COMPLETE).exists():
        _move_each(new, folder)
    if not inside and old.exists() and not folder.exists():
        old.rename(folder)
    for left in (new, old):
        if left.exists():
            shutil.rmtree(left)


def _keep_others(folder: Path, replacement: Replacement) -> None:
    """Give the new folder what is in the old one, was not written anew and shall not go."""
    new = replacement.path
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path != new and path.name not in replacement.without and not (new / path.name).exists():
            if path.is_dir():
                shutil.copytree(path, new / path.name, symlinks=True)
            else:
                shutil.copy2(path, new / path.name, follow_symlinks=False)


def _sync(folder: Path) -> None:
    """Wait until the files are on the disk: a full disk shows here, before anything is replaced."""
    for path in folder.iterdir():
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _move_each(new: Path, folder: Path) -> None:
    for path in sorted(new.iterdir()):
        if path.name != COMPLETE:
            target = folder / path.name
            if target.is_dir():
                shutil.rmtree(target)
            path.replace(target)
    shutil.rmtree(new)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _exchange(folder: Path, new: Path, old: Path) -> None:
    """Put `new` in the place of `folder`, and then what was there away."""
    if not folder.exists():
        new.rename(folder)
        return
    try:
        _exchange_in_one_step(folder, new)
        gone = new
    except OSError as error:
        if error.errno not in CANNOT_EXCHANGE:
            shutil.rmtree(new, ignore_errors=True)
            raise
        folder.rename(old)
        new.rename(folder)
        gone = old
    with contextlib.suppress(OSError):  # the tables are in place; the next call clears away what is left
        shutil.rmtree(gone)


def _exchange_in_one_step(one: Path, other: Path) -> None:
    """Exchange the names of two folders.

    Raises:
        OSError: with one of CANNOT_EXCHANGE where the system or the file system has no such call.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            failed = libc.renamex_np(*paths, EXCHANGE)
        else:
            failed = libc.renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], EXCHANGE)
    except AttributeError as error:
        raise OSError(errno.ENOSYS, "no call that exchanges two folders") from error
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one))
