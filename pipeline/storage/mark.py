"""The mark among new files that says that all of them are on the disk, and names what shall go when they come."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Collection
from pathlib import Path

COMPLETE = ".complete"  # its name


def write_mark(mark: Path, without: Collection[str]) -> None:
    """Write it in one step: nobody sees half of it, and after the machine stopped nobody finds it empty.

    Raises:
        OSError: it cannot be written.
    """
    aside = mark.with_name(f"{mark.name}.new")
    with aside.open("w", encoding="utf-8") as file:
        json.dump(sorted(without), file)
        file.flush()
        os.fsync(file.fileno())
    aside.rename(mark)


def named_by(mark: Path) -> set[str]:
    """What shall go; nothing where the mark is damaged, which is said.

    Raises:
        OSError: it cannot be read.
    """
    try:
        names = json.loads(mark.read_bytes()) if mark.is_file() else None
        if isinstance(names, list):
            return set(names)
    except (ValueError, TypeError, RecursionError):
        pass
    print(
        f"{mark} is damaged: the files beside it are put in place, and what should have gone is not known. Build the "
        "tables anew, and then the editions that are beside them.",
        file=sys.stderr,
    )
    return set()
