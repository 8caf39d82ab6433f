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
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.storage.lock import locked
from pipeline.storage.mark import COMPLETE, named_by, write_mark
from pipeline.storage.rights import copy_folder, copy_rights

AT_FDCWD, EXCHANGE = -100, 2  # Linux: renameat2(2); macOS: renamex_np(2) with RENAME_SWAP, which is 2 as well
CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
# A folder that is another one of the same disk, mounted, and one of a lower layer, as in containers.
CANNOT_BE_RENAMED = {errno.EBUSY, errno.EXDEV}


@dataclass(slots=True)
class Replacement:
    """A new folder to write into, and the names of what is in the old one and shall go."""

    path: Path
    without: set[str] = field(default_factory=set)


@contextmanager
def lock_for(folder: Path) -> Iterator[None]:
    """The lock of all who write into `folder`: it is held within a `with` statement.

    What a call that was stopped in the middle left half moved is completed first.

    Raises:
        OSError: the folder above it cannot be made or opened.
    """
    folder = real(folder)
    with locked(_locked_for(folder)):
        _complete(folder)
        yield


def complete(folder: Path) -> bool:
    """Complete what was stopped while files were moved into `folder` one by one; whether anything was.

    Raises:
        OSError: something cannot be moved; the next call tries it again.
    """
    folder = real(folder)
    if not _was_stopped(folder):
        return False
    with locked(_locked_for(folder)):  # whoever is moving them has done so by then
        return _complete(folder)


def real(path: Path) -> Path:
    """Where a path leads, links followed; of links that lead in a circle, which cannot be opened, it is the path."""
    return Path(os.path.realpath(path))


def _inside(folder: Path) -> Path:
    """Where new files wait in a folder that no other can take the place of."""
    return folder / ".new"


def _beside(folder: Path, what: str) -> Path:
    """Where a new folder, or an old one, waits beside the folder whose name it gets, or had."""
    return folder.with_name(f".{folder.name}.{what}")


def _stays(folder: Path) -> bool:
    """Whether no other folder can take the place of this one: the root of a file system, or in a read-only folder."""
    return folder.is_dir() and (folder.is_mount() or not os.access(folder.parent, os.W_OK))


def _locked_for(folder: Path) -> Path:
    return folder if _stays(folder) else folder.parent


@contextmanager
def replace_folder(folder: Path) -> Iterator[Replacement]:
    """A new folder to write into; when the `with` statement ends well, its files take the place of those in `folder`.

    Files of `folder` that were not written anew stay, but for those that the replacement is `without`. The two folders
    are exchanged in one step, and the new one has the rights of the old one. Where that cannot be, the files are moved
    one by one; if that is interrupted, the next call completes it.

    Raises:
        OSError: something cannot be written; `folder` is as it was.
    """
    folder = real(folder)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder; name another", str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    stays = _stays(folder)
    replacement = Replacement(_inside(folder) if stays else _beside(folder, "new"))
    with lock_for(folder):
        for left in (_inside(folder), _beside(folder, "new"), _beside(folder, "old")):
            _remove(left)
        replacement.path.mkdir()
        try:
            copy_rights(folder, replacement.path)  # first, since what is written into it may inherit them
            yield replacement
            if not stays:
                _keep_others(folder, replacement)
            _sync(replacement.path)
        except BaseException:
            shutil.rmtree(replacement.path, ignore_errors=True)
            raise
        if stays:
            _move_in(folder, replacement)
        else:
            _exchange(folder, replacement)


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place in one step, with the rights of the one before; the caller holds the lock for its folder.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    path = real(path)
    new = _beside(path, "new")
    try:
        new.write_bytes(data)
        flush(new)
        copy_rights(path, new)
        new.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    flush(path.parent)


def names_of_interrupted(name: str) -> set[str]:
    """The names under which an interrupted call leaves what was to become the file or the folder of this name."""
    return {_beside(Path(name), what).name for what in ("new", "old")}


def flush(path: Path) -> None:
    """Wait until a file is on the disk, or the names in a folder, not only the files that bear them."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _was_stopped(folder: Path) -> bool:
    return (_inside(folder) / COMPLETE).exists() or (_beside(folder, "old").exists() and not folder.exists())


def _complete(folder: Path) -> bool:
    """Complete what an interrupted call had begun to put in place; whether there was anything."""
    if not _was_stopped(folder):
        return False
    if (_inside(folder) / COMPLETE).exists():
        _move_each(folder)
    else:
        _beside(folder, "old").rename(folder)
    return True


def _keep_others(folder: Path, replacement: Replacement) -> None:
    """Give the new folder what is in the old one, was not written anew and shall not go; and files their rights."""
    for path in folder.iterdir() if folder.is_dir() else ():
        new = replacement.path / path.name
        if not new.exists():
            if path.name in replacement.without:
                continue
            if path.is_dir() and not path.is_symlink():
                copy_folder(path, new)
            else:
                shutil.copy2(path, new, follow_symlinks=False)
        copy_rights(path, new)


def _sync(folder: Path) -> None:
    """Wait until all of a folder is on the disk: a full disk shows here, before anything is replaced."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            _sync(path)
        elif path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    flush(folder)


def _move_in(folder: Path, replacement: Replacement) -> None:
    """Move the files in `replacement` into the folder in which they wait, after a mark that all of them are there."""
    write_mark(_inside(folder) / COMPLETE, replacement.without)
    flush(_inside(folder))
    _move_each(folder)


def _move_each(folder: Path) -> None:
    """Take away what the mark names, and move in what is beside it; the mark goes last."""
    new = _inside(folder)
    gone = named_by(new / COMPLETE)
    for path in [path for path in folder.iterdir() if path.name in gone and path != new]:
        _remove(path)
    for path in sorted(new.iterdir()):
        if path.name != COMPLETE:
            target = folder / path.name
            copy_rights(target, path)
            if target.is_dir() and not target.is_symlink():
                _remove(target)
            path.replace(target)
    flush(folder)
    shutil.rmtree(new)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        with contextlib.suppress(OSError):
            path.chmod(stat.S_IRWXU)  # of a folder that may not be written nothing can be removed
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _exchange(folder: Path, replacement: Replacement) -> None:
    """Put the new folder in the place of `folder`, and then what was there away."""
    new, gone = replacement.path, replacement.path
    try:
        if not folder.exists():
            new.rename(folder)
            flush(folder.parent)
            return
        try:
            _exchange_in_one_step(folder, new)
        except OSError as error:
            if error.errno not in CANNOT_EXCHANGE:
                raise
            gone = _exchange_in_two(folder, new)
    except OSError as error:
        if error.errno not in CANNOT_BE_RENAMED:
            shutil.rmtree(new, ignore_errors=True)
            raise
        _copy_in(folder, replacement)
    flush(folder.parent)
    with contextlib.suppress(OSError):  # the tables are in place; the next call clears away what is left
        _remove(gone)


def _exchange_in_two(folder: Path, new: Path) -> Path:
    """Rename the folder, and the new one to its name; where the old one is now."""
    old = _beside(folder, "old")
    folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    return old


def _copy_in(folder: Path, replacement: Replacement) -> None:
    """Copy the new files into a folder that turned out to have to stay, and move them into place there."""
    inside = _inside(folder)
    try:
        copy_folder(replacement.path, inside)
        _sync(inside)
    except BaseException:
        shutil.rmtree(inside, ignore_errors=True)
        shutil.rmtree(replacement.path, ignore_errors=True)
        raise
    _move_in(folder, replacement)


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
