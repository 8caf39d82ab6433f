"""WARC files, whatever they are in: as they are, compressed, or in a web archive of several files (WACZ)."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple

from pipeline.read.file_kind import WARC, ZIP
from pipeline.read.unpacking import GZIP, ZSTD, decompressed, zstd
from pipeline.records import Refusal
from pipeline.snapshots.snapshot import read_file
from pipeline.warc.limits import CHUNK, MOST_TIMES_UNPACKED, UNPACKED_ANYWAY

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
    with suppress(Exception):  # damaged
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
        OSError: `folder` cannot be written.
    """
    begin = read_file(path, len(ZSTD))
    unpacking = _Unpacking(path, folder)
    if begin.startswith(ZIP):
        yield from _of_wacz(path, unpacking)
    elif begin in (ZSTD, DICTIONARY):
        with path.open("rb") as file:
            yield unpacking.unpacked(str(path), lambda: _of_zstd(file))
    else:
        yield WarcFile(str(path), path)


def _members(path: Path) -> list[str]:
    """The names of the WARC files in a zip."""
    with zipfile.ZipFile(path) as file:
        return [name for name in file.namelist() if name.lower().endswith(SUFFIXES[:-1])]


def _of_wacz(path: Path, unpacking: _Unpacking) -> Iterator[WarcFile]:
    try:
        names, file = _members(path), zipfile.ZipFile(path)
    except Exception as error:
        raise Refusal(f"{path} is damaged, or no web archive that can be read ({error}).") from error
    with file:
        for name in names:
            yield unpacking.unpacked(f"{path}, {name}", partial(_of_member, file, name))


def _of_member(file: zipfile.ZipFile, name: str) -> IO[bytes]:
    member = file.open(name)
    return _of_zstd(member) if name.lower().endswith(".zst") else member


class _Unpacking:
    """Unpacks what is in one file, one after the other, and all of it together within a bound."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.part = folder / "part.warc"
        self.left = self.most = max(UNPACKED_ANYWAY, MOST_TIMES_UNPACKED * path.stat().st_size)  # bytes

    def unpacked(self, name: str, opened: Callable[[], IO[bytes]]) -> WarcFile:
        """A file that is opened so, as far as it can be unpacked: each way to compress raises errors of its own."""
        damage = None
        with self.part.open("wb") as file:
            try:
                with opened() as packed:
                    while chunk := packed.read(CHUNK):
                        self._count(len(chunk))
                        file.write(chunk)
            except Exception as error:
                if isinstance(error, Refusal) or (isinstance(error, OSError) and error.errno):
                    raise  # a package is missing, or the disk is full: nothing of the file is damaged
                damage = f"{name} is damaged ({error}). What is before was read."
        return WarcFile(name, self.part, damage)

    def _count(self, size: int) -> None:
        """Note what was unpacked.

        Raises:
            ValueError: it is more than an archive of this size holds.
        """
        self.left -= size
        if self.left < 0:
            raise ValueError(f"it holds more than {self.most:,} bytes, as no archive of its size does: given up there")


def _of_zstd(packed: IO[bytes]) -> IO[bytes]:
    """A file compressed with zstd, opened."""
    opened: IO[bytes] = zstd().open(packed, zstd_dict=_dictionary(packed))
    return opened


def _dictionary(packed: IO[bytes]) -> Any:
    """The dictionary with which a file begins, up to the end of which it is read; without one None, and nothing is."""
    if packed.read(len(DICTIONARY)) != DICTIONARY:
        packed.seek(0)
        return None
    data = packed.read(int.from_bytes(packed.read(4), "little"))
    return zstd().ZstdDict(decompressed(data) if data.startswith(ZSTD) else data)
