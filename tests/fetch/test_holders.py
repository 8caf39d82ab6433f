"""Captures out of WARC files that are in something else, with bodies that are compressed in any way."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.warc.holders import warc_files
from pipeline.warc.limits import UNPACKED_ANYWAY
from tests.fetch.archives import ARCHIVED, FIRST, HOST, KEPT, write_warc
from tests.fetch.fetching import Place, kept, make_place, said

zstd: Any = pytest.importorskip("backports.zstd", reason="in Python 3.14 it is compression.zstd")
brotli: Any = pytest.importorskip("brotli")
DICTIONARY = zstd.train_dict([FIRST[at : at + 500] for at in range(0, len(FIRST), 500)], 4000)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path, HOST)


def frames(data: bytes, dictionary: Any = None) -> bytes:
    """Compressed in several frames, as each record of a WARC file is in one."""
    pieces = (data[at : at + 50_000] for at in range(0, len(data), 50_000))
    return b"".join(zstd.compress(piece, zstd_dict=dictionary) for piece in pieces)


def with_dictionary(data: bytes, content: Callable[[bytes], bytes] = bytes) -> bytes:
    own = content(DICTIONARY.dict_content)
    return b"\x5d\x2a\x4d\x18" + len(own).to_bytes(4, "little") + own + frames(data, DICTIONARY)


ZSTD: dict[str, Callable[[bytes], bytes]] = {
    "frames": frames,
    "a dictionary": with_dictionary,
    "a compressed dictionary": lambda data: with_dictionary(data, zstd.compress),
}


def wacz(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, data in {"datapackage.json": b"{}", "pages/pages.jsonl": b"{}", **members}.items():
            file.writestr(name, data)
    return path


@pytest.mark.parametrize("form", ZSTD)
def test_captures_of_a_warc_file_in_zstd(place: Place, tmp_path: Path, form: str) -> None:
    warc = write_warc(tmp_path / "captures.warc")
    packed = tmp_path / "captures.warc.zst"
    packed.write_bytes(ZSTD[form](warc.read_bytes()))
    said(place.fetch("--from", packed), 0, "an error page")
    assert kept(place) == KEPT


@pytest.mark.parametrize("name", ["captures.wacz", "captures.zip"])
def test_captures_of_a_web_archive_of_several_files(place: Place, tmp_path: Path, name: str) -> None:
    captures = [capture for capture in ARCHIVED if capture[1] == 200]
    plain = write_warc(tmp_path / "a.warc", captures[:1]).read_bytes()
    members = {
        "archive/a.warc": plain,
        "archive/b.warc.gz": write_warc(tmp_path / "b.warc.gz", captures[1:2]).read_bytes(),
        "archive/c.warc.zst": frames(write_warc(tmp_path / "c.warc", captures[2:]).read_bytes()),
    }
    said(place.fetch("--from", wacz(tmp_path / name, members)), 0, "new page")
    assert kept(place) == KEPT


def test_of_what_is_damaged_the_rest_is_read(place: Place, tmp_path: Path) -> None:
    whole = write_warc(tmp_path / "a.warc", ARCHIVED[4:5]).read_bytes()
    first = write_warc(tmp_path / "b.warc", ARCHIVED[:1]).read_bytes()
    cut = frames(first + first)
    packed = wacz(tmp_path / "w.wacz", {"archive/1.warc.zst": cut[: len(cut) - 100], "archive/2.warc": whole})
    said(place.fetch("--from", packed), 1, "1.warc.zst is damaged")
    assert list(kept(place)) == ["20211001T080000Z", "20220201T080000Z"]


@pytest.mark.parametrize("form", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_is_named_however_it_is_compressed(place: Place, tmp_path: Path, form: int) -> None:
    first, whole = (write_warc(tmp_path / "a.warc", [capture]).read_bytes() for capture in ARCHIVED[::4][:2])
    packed = tmp_path / "w.wacz"
    with zipfile.ZipFile(packed, "w", form) as file:
        file.writestr("archive/1.warc", first)
        file.writestr("archive/2.warc", whole)
    data = bytearray(packed.read_bytes())
    begin = data.find(b"archive/1.warc") + 40
    data[begin : begin + 60] = bytes(range(60))
    packed.write_bytes(data)
    said(place.fetch("--from", packed), 1, f"{packed}, archive/1.warc is damaged", "new page")
    assert list(kept(place)) == ["20220201T080000Z"]


@pytest.mark.parametrize("name", ["w.wacz", "w.warc.zst"])
def test_what_is_made_to_fill_the_disk_is_given_up(tmp_path: Path, name: str) -> None:
    packed = tmp_path / name
    much = bytes(UNPACKED_ANYWAY // 2 + 1)
    if packed.suffix == ".zst":
        packed.write_bytes(zstd.compress(much) * 2)
    else:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for number in range(2):  # each within the bound, which is of both
                file.writestr(f"archive/{number}.warc", much)
    unpacked = list(warc_files(packed, tmp_path))
    assert f"more than {UNPACKED_ANYWAY:,} bytes" in (unpacked[-1].damage or "")
    assert unpacked[-1].path.stat().st_size <= UNPACKED_ANYWAY


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(90), b"\x28\xb5\x2f\xfd" + bytes(90), b""])
def test_what_is_no_archive_for_all_its_name_is_refused(place: Place, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "captures.wacz"
    path.write_bytes(data)
    said(place.fetch("--from", path), 1, str(path))


@pytest.mark.parametrize(
    ("encoding", "compress"), [("br", brotli.compress), ("zstd", zstd.compress), ("gzip", gzip.compress)]
)
def test_bodies_are_unpacked_however_they_were_sent(
    place: Place, tmp_path: Path, encoding: str, compress: Callable[[bytes], bytes]
) -> None:
    captures = [(ARCHIVED[0][0], 200, compress(FIRST), {"Content-Encoding": encoding})]
    said(place.fetch("--from", write_warc(tmp_path / "w.warc", captures)), 0, "new page")
    assert list(kept(place).values()) == [FIRST]


@pytest.mark.parametrize("compress", [gzip.compress, zstd.compress])
def test_a_page_that_is_compressed_twice_is_read(
    place: Place, tmp_path: Path, compress: Callable[[bytes], bytes]
) -> None:
    captures = [(ARCHIVED[0][0], 200, gzip.compress(compress(FIRST)), {"Content-Encoding": "gzip"})]
    said(place.fetch("--from", write_warc(tmp_path / "w.warc", captures)), 0, "new page, 31 entries")
    file = tmp_path / "page.html.gz"
    file.write_bytes(gzip.compress(compress(FIRST)))
    said(place.fetch("--from", file), 0, "new page, 31 entries")
    assert {path.suffix for path in place.raw.glob("*-*") if "json" not in path.name} == {".html", ".txt"}
