"""The rights of a file or a folder, for the one that takes its place."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from pathlib import Path

ACCESS_LISTS = {"system.posix_acl_access", "system.posix_acl_default"}


def copy_folder(old: Path, new: Path) -> None:
    """Copy a folder with all that is in it, links as links, and the rights of each as `copy_rights` does.

    Raises:
        OSError: something cannot be copied.
    """
    shutil.copytree(old, new, symlinks=True)
    for path in (old, *old.rglob("*")):
        copy_rights(path, new / path.relative_to(old))


def copy_rights(old: Path, new: Path) -> None:
    """Give `new` the mode, the group and the access list of `old`, where that exists, as far as the system lets us.

    A folder stays one into which its owner can write.
    """
    if old.is_symlink() or not old.exists():
        return
    status = old.stat()
    for owner in (status.st_uid, -1):  # only the administrator may give a file to another owner
        with contextlib.suppress(OSError):
            os.chown(new, owner, status.st_gid)
            break
    new.chmod(stat.S_IMODE(status.st_mode) | (stat.S_IRWXU if new.is_dir() else 0))  # after the group, which takes bits
    for name in ACCESS_LISTS if hasattr(os, "listxattr") else ():
        with contextlib.suppress(OSError):
            if name in os.listxattr(old):
                os.setxattr(new, name, os.getxattr(old, name))
            else:
                os.removexattr(new, name)  # which it inherited
