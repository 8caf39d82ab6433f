"""The responses of a damaged web archive: it costs its own record, and is never passed over in silence."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.warc import responses
from pipeline.warc.responses import Response, WebArchive

BODIES = [Random(number).randbytes(3000).hex().encode() for number in range(5)]
LARGEST = 100_000  # bytes


def written(compressed: bool, media_type: str = "text/html", address: str = "http://archive.example/") -> list[bytes]:
    """A record for each body, as the bytes of a file."""
    file = BytesIO()
    writer, ends = WARCWriter(file, gzip=compressed), [0]
    for number, body in enumerate(BODIES):
        http = StatusAndHeaders("200 OK", [("Content-Type", media_type)], protocol="HTTP/1.1")
        url = f"{address}{number}"
        writer.write_record(writer.create_warc_record(url, "response", BytesIO(body), http_headers=http))
        ends.append(file.tell())
    return [file.getvalue()[first:end] for first, end in pairwise(ends)]


def read(path: Path, data: bytes) -> tuple[list[Response], WebArchive]:
    path.write_bytes(data)
    archive = WebArchive(path, lambda *_: True, LARGEST, print)
    return list(archive), archive


def numbers(found: list[Response]) -> list[int]:
    assert all(response.data in BODIES for response in found)
    return [int(response.url.rpartition("/")[2]) for response in found]


def zeros_within(record: bytes) -> bytes:
    return record[:900] + bytes(40) + record[940:]


def cut(record: bytes) -> bytes:
    return record[: len(record) // 2]


def claiming(record: bytes, length: bytes = b"2000000000") -> bytes:
    """A record that says of itself that it has two gigabytes."""
    before, _, after = record.partition(b"Content-Length: ")
    return before + b"Content-Length: " + length + after[after.index(b"\r\n") :]


def claiming_more(record: bytes) -> bytes:
    """A record that says of itself that it has more than any number of this machine."""
    return claiming(record, b"9" * 32)


DAMAGE = [(False, cut), (False, claiming), (False, claiming_more), (True, cut), (True, zeros_within)]


@pytest.mark.parametrize(("compressed", "damage"), DAMAGE)
def test_a_damaged_record_costs_no_other(tmp_path: Path, compressed: bool, damage: Callable[[bytes], bytes]) -> None:
    records = written(compressed)
    records[2] = damage(records[2])
    found, archive = read(tmp_path / "a.warc.gz", b"".join(records))
    assert numbers(found) == [0, 1, 3, 4]
    assert archive.damage or archive.counts["passed over"]


@pytest.mark.parametrize(
    "media_type", ["text/html; charset*0=a; charset*=b", f"text/html; charset*{'9' * 5000}=x", 'text/html;charset="']
)
def test_whatever_a_header_declares_the_record_is_read(tmp_path: Path, media_type: str) -> None:
    found, archive = read(tmp_path / "a.warc", b"".join(written(False, media_type)))
    assert {response.declared for response in found} == {("text/html", None)}
    assert numbers(found) == [0, 1, 2, 3, 4]
    assert not archive.damage


def test_a_record_at_which_reading_fails_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = responses.body

    def fail(record: Any, largest: int) -> bytes | None:
        data = reading(record, largest)
        if data == BODIES[2]:
            raise LookupError("nobody foresaw it")
        return data

    monkeypatch.setattr(responses, "body", fail)
    found, archive = read(tmp_path / "a.warc", b"".join(written(False)))
    assert numbers(found) == [0, 1, 3, 4]
    assert archive.counts["passed over"] == 1


def test_an_address_that_steers_a_terminal_is_neither_printed_nor_handed_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    found, _ = read(tmp_path / "a.warc", b"".join(written(False, address="http://archive.example/a \x1b[31m\u202e")))
    assert {response.url[:-1] for response in found} == {r"http://archive.example/a%20\x1b[31m\u202e"}
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("compressed", [False, True])
def test_a_file_that_is_cut_off_is_damaged(tmp_path: Path, compressed: bool) -> None:
    records = written(compressed)
    whole = b"".join(records)
    for lost in (100, len(records[-1]) // 2):
        found, archive = read(tmp_path / "a.warc.gz", whole[:-lost])
        assert numbers(found) == [0, 1, 2, 3]
        assert archive.damage or archive.counts["passed over"]
    assert not read(tmp_path / "a.warc.gz", whole)[1].damage


@pytest.mark.parametrize("compressed", [False, True])
def test_so_is_one_that_is_cut_off_within_a_header_or_a_checksum(tmp_path: Path, compressed: bool) -> None:
    first, second = written(compressed)[:2]
    for kept in (*range(1, 600, 7), len(second) - 5):
        found, archive = read(tmp_path / "a.warc.gz", first + second[:kept])
        assert numbers(found)[0] == 0
        assert archive.damage or archive.counts["passed over"], kept


@pytest.mark.parametrize("mark", [b"WARC/1.", b"\x1f\x8b\x08"])
def test_what_looks_like_very_many_records_is_told_in_few_words(tmp_path: Path, mark: bytes) -> None:
    found, archive = read(tmp_path / "a.warc.gz", mark * 5000)
    assert found == []
    assert "is damaged at 1000 places, after which it was not read" in archive.damage[-1]
    assert len("".join(archive.damage)) < 10_000


def test_what_is_no_archive_gives_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "empty.warc.gz", b"")[0] == []
    found, archive = read(tmp_path / "random.warc.gz", Random(1).randbytes(300_000))
    assert found == []
    assert archive.damage
