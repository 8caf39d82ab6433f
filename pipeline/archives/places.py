"""Where archives are, where their tables go, and what of that is done: all of it can be told from the files."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from pipeline.archives.limits import LONGEST_SILENCE
from pipeline.records import Refusal
from pipeline.storage.atomic import flush
from pipeline.warc.holders import SUFFIXES

ARCHIVES_ASKED = "archives.txt"  # the paths of all archives that were asked for
FAILURES = "failed"  # why an archive could not be read, in a file of its name
NEW = ".new"  # at the end of names of folders that are not in place yet
CAPTURES = "captures"  # of the one page, as they are kept in raw/


def archives_at(words: list[str]) -> list[str]:
    """The archives that paths, folders, patterns and addresses name, each once.

    Raises:
        Refusal: one names none, or cannot be listed.
    """
    found: dict[str, None] = {}
    for word in words:
        named = _remote(word) if "://" in word else _local(word)
        if not named:
            raise Refusal(f"{word} names no archive: expected files that end in {', '.join(SUFFIXES)}.")
        found |= dict.fromkeys(named)
    return list(found)


def _local(word: str) -> list[str]:
    path = Path(word)
    if path.is_file():
        found = [path]
    else:
        named = path.rglob("*") if path.is_dir() else Path(path.anchor).glob(str(path.relative_to(path.anchor)))
        found = [each for each in named if each.name.lower().endswith(SUFFIXES) and each.is_file()]
    return sorted(os.path.normpath(each.absolute()) for each in found)  # one name, from whichever folder it is named


def _remote(word: str) -> list[str]:
    files, path = _file_system(word)
    is_pattern = any(sign in path for sign in "*?[")
    if not is_pattern and path.lower().endswith(SUFFIXES):
        return [word]
    try:
        names = files.glob(path) if is_pattern else files.find(path)
    except Exception as error:  # each file system has errors of its own
        raise Refusal(f"{word} cannot be listed ({error}).") from error
    return sorted(files.unstrip_protocol(name) for name in names if name.lower().endswith(SUFFIXES))


def _file_system(address: str) -> tuple[Any, str]:
    """The file system that an address is of, and its path there.

    Raises:
        Refusal: no package for it is there, or it is of none.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise Refusal(
            "Archives at an address need the packages of the extra 'archives': pip install '.[archives]'."
        ) from error
    options = {}
    if address.startswith("http"):
        from aiohttp import ClientTimeout  # by default a file would have five minutes, however large it is

        options["client_kwargs"] = {"timeout": ClientTimeout(total=None, sock_read=LONGEST_SILENCE)}
    try:
        files, path = url_to_fs(address, **options)
    except (ImportError, ValueError) as error:  # "Install s3fs to access S3", "Protocol not known: foo"
        raise Refusal(f"{address} cannot be reached ({error}).") from error
    return files, path


@contextmanager
def local(archive: str) -> Iterator[Path]:
    """The archive as a file on this machine, within a `with` statement.

    Raises:
        OSError: it cannot be brought here, whole.
    """
    if "://" not in archive:
        yield Path(archive)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / archive.rpartition("/")[2]
        files, name = _file_system(archive)
        try:
            files.get_file(name, str(path))
        except Exception as error:  # each file system has errors of its own, which may not travel
            raise OSError(f"it cannot be fetched ({type(error).__name__}: {error})") from None
        yield path


def folder_of(out: Path, archive: str) -> Path:
    """Where the tables of an archive go: named after the hash of its path."""
    return out / f"archive={hashlib.sha256(archive.encode()).hexdigest()[:16]}"


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into, which is in place, whole, at the end of the `with` statement; or was, by another.

    Raises:
        OSError: the disk is full, or a later run has taken the folder away; nothing is in place.
    """
    new = folder.with_name(f".{uuid4().hex}{NEW}")
    new.mkdir(parents=True)
    (begun := new / ".begun").touch()
    try:
        yield new
        begun.unlink()  # which fails where it is not that folder any more, but one that was made again under its name
        for path in (*new.rglob("*"), new):
            flush(path)
        try:
            new.rename(folder)
        except OSError:
            if not folder.exists():
                raise
    finally:
        shutil.rmtree(new, ignore_errors=True)


@contextmanager
def cleared(out: Path) -> Iterator[None]:
    """Before and after the `with` statement, what workers that were killed have left is taken away."""
    _clear(out)
    try:
        yield
    finally:
        _clear(out)


def _clear(out: Path) -> None:
    """A worker without a scheduler may still be at work: it cannot put in place what has another name by now."""
    for left_over in out.glob(f".*{NEW}"):
        with suppress(OSError):  # it was faster
            shutil.rmtree(left_over.rename(out / f".{uuid4().hex}{NEW}"))


def archives_in(out: Path) -> list[str]:
    """All archives that were asked for, in the order in which they were."""
    path = out / ARCHIVES_ASKED
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def failures(out: Path) -> dict[str, str]:
    """The archives that could not be read, and why."""
    failed = {archive: out / FAILURES / folder_of(out, archive).name for archive in archives_in(out)}
    return {
        archive: path.read_text(encoding="utf-8")
        for archive, path in failed.items()
        if path.exists() and not folder_of(out, archive).exists()
    }


def fail(out: Path, archive: str, why: str) -> None:
    """Note that an archive could not be read."""
    path = out / FAILURES / folder_of(out, archive).name
    path.parent.mkdir(exist_ok=True)
    path.write_text(why, encoding="utf-8")
