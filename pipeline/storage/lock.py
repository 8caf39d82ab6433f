"""One writer at a time: a lock on a folder that others wait for, and say so."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HELD: set[tuple[int, int]] = set()  # the folders that this process has locked, by device and inode


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock on `folder` within the `with` statement; the folder is made where it is missing.

    Where another process holds it, that is said on standard error, and this one waits; where this one does, it goes on.
    The lock is on the folder itself, so no file is left over, and the system releases it when the process ends,
    however that happens.

    Raises:
        OSError: the folder cannot be made or opened.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    status = os.fstat(handle)
    asked = (status.st_dev, status.st_ino)
    try:
        if asked in HELD:
            yield
            return
        _wait(handle, folder)
        HELD.add(asked)
        try:
            yield
        finally:
            HELD.discard(asked)
    finally:
        os.close(handle)


def _wait(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(
            f"Another process is writing to {folder}/: waiting until it has finished.",
            file=sys.stderr,
            flush=True,
        )
        fcntl.flock(handle, fcntl.LOCK_EX)
