"""The saved pages in `raw/`: bytes as received, and beside each the JSON that says where they come from."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from unicodedata import category

from pipeline.read.encoding import is_html
from pipeline.read.file_kind import what_else
from pipeline.read.unpacking import Packed, unpacked
from pipeline.records import Refusal
from pipeline.snapshots.stamp import stamp_of
from pipeline.text.normalise import shown

RAW = Path("raw")
MEDIA_TYPE_OF = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
}
# What metadata may say, and what is made of it: XHTML is read as HTML, and a snapshot is one of two.
MEDIA_TYPES = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}
# Times in UTC to the second. A lower bound may be a year, a month or a day, since often no more is known.
CAPTURED_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NOT_BEFORE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\dZ)?)?)?")
FIRST_MOMENT = "0001-01-01T00:00:00Z"  # its end completes a lower bound
JSON_TYPE_IN_WORDS = {str: "a text", int: "a whole number", dict: "an object", list: "a list"}
# What the fields of metadata hold, where they are there and not null; the tables could hold nothing else.
METADATA_FIELDS: dict[str, type] = {
    "sha256": str, "bytes": int, "url": str, "url_reached": str, "charset": str, "encoding": str, "headers": dict,
    "redirects": list,
}  # fmt: skip
# The losses that were accepted, by the page that brings them; see `pipeline/check/accepted_losses.py`.
ACCEPTED = "accepted.toml"
REJECTED = "rejected"  # the folder beside the saved pages for those that were refused
# A page that is being added has its metadata beside it under this name, until both are in place (see
# `pipeline/snapshots/store.py`).
PENDING = ".{stem}.json.new"

Order = tuple[str, bool, str]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One saved page.

    `charset` is what the response declared or, failing that, what the metadata calls the encoding.
    `captured_at` is None where the time is unknown; `captured_not_before` then is the best known lower bound.
    `how` is live, archive or file. `metadata` is the whole JSON.
    """

    path: Path
    sha256: str
    media_type: str
    charset: str | None
    captured_at: str | None
    captured_not_before: str | None
    url: str | None
    how: str
    metadata: dict[str, Any]

    def __post_init__(self) -> None:
        try:
            self.path.name.encode()
        except UnicodeEncodeError as error:  # the tables name the file
            raise Refusal(f"{self.path} has a name that is not UTF-8: rename it, and what is beside it.") from error

    @property
    def order(self) -> Order:
        """The key that sorts snapshots from oldest to newest."""
        return order_of(self.captured_at, self.captured_not_before, self.sha256)

    @property
    def name(self) -> str:
        """The name of its file, as tables have it: controls and marks of direction as numbers of characters."""
        return "".join(shown(each) if category(each).startswith("C") else each for each in self.path.name)

    @property
    def described(self) -> str:
        """A short name for the terminal: file name and capture time."""
        if self.captured_at:
            return f"{self.name} (captured {self.captured_at[:10]} {self.captured_at[11:16]} UTC)"
        bound = f", not before {self.captured_not_before}" if self.captured_not_before else ""
        return f"{self.name} (capture time unknown{bound})"

    def read(self) -> bytes:
        """The bytes of the page.

        Raises:
            Refusal: the file cannot be read or no longer has the content that it had.
        """
        data = read_file(self.path)
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise Refusal(f"{self.path} changed while it was being read. Run the command again.")
        return data


def order_of(captured_at: str | None, captured_not_before: str | None, sha256: str) -> Order:
    """The key that sorts captures from oldest to newest; at equal times the dated one is the newer."""
    return captured_at or captured_not_before or "", captured_at is not None, sha256


def snapshots(raw: Path = RAW, required: bool = False) -> list[Snapshot]:
    """The saved pages in the folder `raw`, oldest to newest; undated ones come at their lower bound.

    A page whose addition was interrupted is left out: the next `fetch` completes or removes it.

    Raises:
        Refusal: a page without metadata, metadata without a page, or two that do not agree; where a page is
            `required`, also a folder without any.
    """
    found_there = (path for path in raw.glob("*") if path.is_file() and path.name != ACCEPTED)
    files = {path.name: path for path in found_there if not path.name.startswith(".")}
    found = []
    for name, path in sorted(files.items()):
        if path.suffix == ".json":
            _expect_page(path, files)
        elif path.suffix in MEDIA_TYPE_OF and not (raw / PENDING.format(stem=path.stem)).exists():
            found.append(_checked(path))
        elif path.suffix not in MEDIA_TYPE_OF:
            raise Refusal(f"{raw / name} is no saved page (.html, .txt) and no metadata (.json): move it elsewhere.")
    if required and not found:
        raise Refusal(f"{raw}/ holds no saved page. Run 'make fetch', or restore it with 'git checkout -- {raw}'.")
    return sorted(found, key=lambda snapshot: snapshot.order)


def from_file(path: Path) -> Snapshot:
    """The page in any file: with the metadata beside it where it is ours, otherwise by its bytes and its suffix.

    Raises:
        Refusal: the file cannot be read, is of another kind than a page, or does not agree with the metadata beside it.
    """
    data = read_file(path)
    packed = _opened(path, data)
    beside = path.with_suffix(".json")
    if beside != path and beside.is_file():
        try:
            metadata = json.loads(beside.read_bytes())
        except (ValueError, RecursionError):
            metadata = None  # some other file of that name: only raw/ promises that it is ours
        if isinstance(metadata, dict) and {"sha256", "obtained"} <= metadata.keys():
            return _checked(path)
    media_type = MEDIA_TYPE_OF.get(path.suffix.lower())
    if media_type is None or media_type == "text/plain":
        media_type = "text/html" if is_html(packed.data, packed.media_type or media_type) else "text/plain"
    captured_at, url = stamp_of(packed)
    sha256 = hashlib.sha256(data).hexdigest()
    return Snapshot(path, sha256, media_type, None, captured_at, None, url, "file", {"bytes": len(data)})


def _opened(path: Path, data: bytes) -> Packed:
    """The page in the file of these bytes.

    Raises:
        Refusal: it cannot be unpacked, or is a file of another kind.
    """
    try:
        packed = unpacked(data)
    except Refusal as refusal:
        raise Refusal(f"{path}: {refusal}") from refusal
    if kind := what_else(packed.data):
        raise Refusal(f"{path} is {kind}.")
    return packed


def _expect_page(metadata: Path, files: dict[str, Path]) -> None:
    if not any(metadata.with_suffix(suffix).name in files for suffix in MEDIA_TYPE_OF):
        raise Refusal(
            f"{metadata} describes a page that is not there. "
            f"Restore it with 'git checkout -- {metadata.parent}', or remove {metadata.name}."
        )


def _checked(path: Path) -> Snapshot:
    """The snapshot at `path`, when its metadata and its bytes agree."""
    beside = path.with_suffix(".json")
    remedy = f"Restore both with 'git checkout -- {path.parent}', or remove them and run 'make fetch'."
    metadata = _metadata(path, beside, remedy)
    data = read_file(path)
    sha256 = hashlib.sha256(data).hexdigest()
    if (metadata["sha256"], metadata["bytes"]) != (sha256, len(data)):
        expected = f"{metadata['bytes']} bytes with sha256 {str(metadata['sha256'])[:12]}…"
        found = f"{len(data)} bytes with {sha256[:12]}…"
        raise Refusal(f"{path} is not what {beside.name} describes: expected {expected}, found {found}. {remedy}")
    return Snapshot(
        path,
        sha256,
        MEDIA_TYPES[metadata["media_type"]],
        metadata.get("charset") or metadata.get("encoding"),
        metadata["captured_at"],
        metadata.get("captured_not_before"),
        metadata["url"],
        metadata["obtained"]["how"],
        metadata,
    )


def _metadata(path: Path, beside: Path, remedy: str) -> dict[str, Any]:
    if not beside.is_file():
        raise Refusal(
            f"{path} has no metadata: {beside.name} is missing. Move the page elsewhere and bring it in "
            f"with 'python -m pipeline fetch --from FILE', or 'git checkout -- {path.parent}'."
        )
    try:
        metadata = json.loads(read_file(beside))
    except (ValueError, RecursionError) as error:
        raise Refusal(f"{beside} is not JSON ({error}). {remedy}") from error
    flaw = _flaw(metadata)
    if flaw:
        raise Refusal(f"{beside}: {flaw}. {remedy}")
    return dict(metadata)


def _flaw(metadata: Any) -> str | None:
    """What is wrong with the metadata, in words; None where nothing is."""
    if not isinstance(metadata, dict):
        return "expected an object"
    missing = [
        key for key in ("sha256", "bytes", "media_type", "captured_at", "url", "obtained") if key not in metadata
    ]
    if missing:
        return f"the field {', '.join(missing)} is missing"
    for field, kind in METADATA_FIELDS.items():
        if metadata.get(field) is not None and not isinstance(metadata[field], kind):
            return f"expected {JSON_TYPE_IN_WORDS[kind]} in '{field}', found {metadata[field]!r:.50}"
    if not (isinstance(metadata["obtained"], dict) and isinstance(metadata["obtained"].get("how"), str)):
        return "expected 'obtained' with 'how' in it"
    if str(metadata["media_type"]) not in MEDIA_TYPES:
        return f"expected text/html or text/plain in 'media_type', found {metadata['media_type']!r}"
    for field, form in (("captured_at", CAPTURED_AT), ("captured_not_before", NOT_BEFORE)):
        value = metadata.get(field)
        if value is not None and not (isinstance(value, str) and is_time(value, form)):
            return f"expected a time in UTC like 2021-11-04T12:00:00Z in '{field}', found {value!r}"
    return None if _is_whole(metadata) else "one of its texts holds half a character"


def is_time(text: str, form: re.Pattern[str]) -> bool:
    """Whether a text is a time of the form, CAPTURED_AT or NOT_BEFORE, and one that there is."""
    if not form.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text + FIRST_MOMENT[len(text) :])
    except ValueError:  # the 31st of February
        return False
    return True


def _is_whole(metadata: dict[str, Any]) -> bool:
    """Whether all texts can be written into a file: JSON can name halves of characters, which UTF-8 does not have."""
    try:
        json.dumps(metadata, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def read_file(path: Path, most: int = -1) -> bytes:
    """The bytes of any file, at most so many.

    Raises:
        Refusal: it cannot be read, or would never end, as a device or a pipe.
    """
    expect_file(path)
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError as error:
        raise Refusal(
            f"{path} does not exist. Name a file that does, or run 'make fetch' for the published page."
        ) from error
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}. Name a readable file with a saved page.") from error


def expect_file(path: Path) -> None:
    """Do nothing where a file of this name can be opened without waiting for somebody, and has an end.

    Raises:
        Refusal: it is a pipe, a device or a socket.
    """
    if path.is_fifo() or path.is_char_device() or path.is_block_device() or path.is_socket():
        raise Refusal(f"{path} is no file but a pipe or a device. Save what it gives as a file, or take it away.")
