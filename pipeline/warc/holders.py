"""WARC files, whatever they are in: as they are, compressed, or in a web archive of several files (WACZ)."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

from pipeline.read.file_kind import DAMAGED_ZIP, WARC, ZIP
from pipeline.read.unpacking import GZIP, ZSTD, decompressed, zstd
from pipeline.records import Refusal
from pipeline.snapshots.snapshot import read_file
from pipeline.warc.limits import CHUNK

SUFFIXES = (".warc", ".warc.gz", ".warc.zst", ".wacz")
# A .warc.zst may begin with the dictionary of its frames, in a frame that decoders skip: this, its length in four
# bytes, and then the dictionary, which may be compressed itself (IIPC, "WARC File Compression with Zstandard").
DICTIONARY = b"\x5d\x2a\x4d\x18"


def is_warc(path: Path) -> bool:
    """Whether the file holds WARC records: by its name, or by how it begins, compressed or not.

    Raises:
        Refusal: the file cannot be read.
    """
    begin = read_file(path, len(WARC))
    if begin == WARC or path.name.lower().endswith(SUFFIXES):
        return True
    with suppress(*DAMAGED_ZIP, OSError):
        if begin.startswith(GZIP):
            with gzip.open(path) as file:
                return file.read(len(WARC)) == WARC
        return begin.startswith(ZIP) and bool(_members(path))
    return False


class WarcFile(NamedTuple):
    """A WARC file in a file: its name for messages, where it is, and what of it could not be unpacked, in words."""

    name: str
    path: Path
    damage: str | None = None


def warc_files(path: Path, folder: Path) -> Iterator[WarcFile]:
    """The WARC files in a file, one at a time; what had to be unpacked is in `folder`.

    Raises:
        Refusal: the file cannot be read, or is damaged, or the library for it is missing.
    """
    begin = read_file(path, len(ZSTD))
    if begin.startswith(ZIP):
        yield from _of_wacz(path, folder)
    elif begin in (ZSTD, DICTIONARY):
        with path.open("rb") as file:
            yield _of_zstd(str(path), file, folder)
    else:
        yield WarcFile(str(path), path)


def _members(path: Path) -> list[str]:
    """The names of the WARC files in a zip."""
    with zipfile.ZipFile(path) as file:
        return [name for name in file.namelist() if name.lower().endswith(SUFFIXES[:-1])]


def _of_wacz(path: Path, folder: Path) -> Iterator[WarcFile]:
    try:
        with zipfile.ZipFile(path) as file:
            for name in _members(path):
                with file.open(name) as member:
                    yield _of_member(f"{path}, {name}", member, folder)
    except DAMAGED_ZIP as error:
        raise Refusal(f"{path} is damaged, or no web archive that can be read ({error}).") from error


def _of_member(name: str, member: IO[bytes], folder: Path) -> WarcFile:
    if name.lower().endswith(".zst"):
        return _of_zstd(name, member, folder)
    part = folder / "part.warc"
    with part.open("wb") as file:
        shutil.copyfileobj(member, file, CHUNK)
    return WarcFile(name, part)


def _of_zstd(name: str, packed: IO[bytes], folder: Path) -> WarcFile:
    """A file compressed with zstd, as far as it can be unpacked."""
    library, part = zstd(), folder / "part.warc"
    damage = None
    with part.open("wb") as file:
        try:
            with library.open(packed, zstd_dict=_dictionary(packed)) as unpacked:
                shutil.copyfileobj(unpacked, file, CHUNK)
        except (library.ZstdError, EOFError, ValueError, Refusal) as error:
            damage = f"{name} is damaged ({error}). What is before was read."
    return WarcFile(name, part, damage)


def _dictionary(packed: IO[bytes]) -> Any:
    """The dictionary with which a file begins, up to the end of which it is read; without one None, and nothing is."""
    if packed.read(len(DICTIONARY)) != DICTIONARY:
        packed.seek(0)
        return None
    data = packed.read(int.from_bytes(packed.read(4), "little"))
    return zstd().ZstdDict(decompressed(data) if data.startswith(ZSTD) else data)
