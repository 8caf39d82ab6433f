"""All new files of a folder at once, or none: who is stopped, at any moment, leaves the old ones or the new ones."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.lock import locked

COMPLETE = ".complete"  # stands among new files once all of them are written
AT_FDCWD, EXCHANGE = -100, 2  # Linux: renameat2(2); macOS: renamex_np(2) with RENAME_SWAP, which is 2 as well
CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


@contextmanager
def replace_folder(folder: Path) -> Iterator[Path]:
    """A new folder to write into; when the `with` statement ends well, its files take the place of those in `folder`.

    Files of `folder` that were not written anew stay. The two folders are exchanged in one step. Where `folder` is the
    root of a file system, or its parent may not be written, the files are moved one by one; if that is interrupted, the
    next call completes it.

    Raises:
        OSError: something cannot be written; `folder` is as it was.
    """
    folder = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder; name another", str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    inside = folder.is_dir() and (folder.is_mount() or not os.access(folder.parent, os.W_OK))
    new = folder / ".new" if inside else folder.with_name(f".{folder.name}.new")
    old = folder.with_name(f".{folder.name}.old")
    with locked(folder if inside else folder.parent):
        _recover(folder, new, old, inside)
        new.mkdir()
        try:
            yield new
            _keep_others(folder, new)
            _sync(new)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        if inside:
            (new / COMPLETE).touch()
            _move_each(new, folder)
        else:
            _exchange(folder, new, old)


def _recover(folder: Path, new: Path, old: Path, inside: bool) -> None:
    """Complete or clear away what an interrupted call left."""
    if inside and (new / COMPLETE).exists():
        _move_each(new, folder)
    if not inside and old.exists() and not folder.exists():
        old.rename(folder)
    for left in (new, old):
        if left.exists():
            shutil.rmtree(left)


def _keep_others(folder: Path, new: Path) -> None:
    """Give the new folder what stands in the old one and was not written anew."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path != new and not (new / path.name).exists():
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


def _exchange(folder: Path, new: Path, old: Path) -> None:
    """Put `new` in the place of `folder`, and then what stood there away."""
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
    with contextlib.suppress(OSError):  # the tables stand; the next call clears away what is left
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
