"""Whole archives to tables, on this machine and on a cluster, with all that breaks on the way."""

import gzip
import os
import re
import sys
from contextlib import ExitStack, suppress
from io import StringIO
from pathlib import Path
from random import Random
from socket import create_server
from typing import Any

import psutil
import pyarrow.parquet as pq
import pytest

from pipeline.__main__ import main
from pipeline.archives import cluster, places, worker
from pipeline.archives.limits import MEMORY_OF_READING
from pipeline.archives.places import archives_at
from pipeline.archives.progress import Bar
from pipeline.archives.reading import FoundPage, read
from pipeline.bounded import BoundedProcess
from pipeline.records import Refusal
from pipeline.tables.rows import REACHED
from tests.archives import processes
from tests.archives.sets import Captured, archives, every_row, mixed, rows, write_archive
from tests.datasets import saved_tables
from tests.fetch.server import Reply, Server
from tests.pages.markups import MARKUPS

ARCHIVES, PAGES = 6, 60
OF_THE_KIND = 4  # pages in all of them
PAGE = MARKUPS["accordion"]()
PORT_OF_DASHBOARDS = 8787  # unless another is named
HANGS, SWELLS, DIES = b"<!-- hang -->", b"<!-- swell -->", b"<!-- die -->"


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("collection")
    for number in range(ARCHIVES):
        write_archive(folder / f"{number}.warc.gz", mixed(number, PAGES))
    return folder


@pytest.fixture(scope="module")
def read_here(collection: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a pool of processes gives."""
    out = tmp_path_factory.mktemp("here") / "out"
    assert archives(collection, "--out", out, "--cluster", "none", "--workers", 2) == 0
    return out


def of_one(out: Path, path: Path) -> dict[str, object]:
    """The row of `runs` of an archive that was read in this process."""
    worker.read_archive(str(path), str(out))
    [row] = rows(out, "runs")
    return row


def captured(*bodies: bytes) -> list[Captured]:
    return [(f"https://copy.example/{n}", f"2021-01-0{n + 1}T00:00:00Z", body) for n, body in enumerate(bodies)]


# On this machine and on a cluster


def test_every_page_is_told_and_those_of_the_kind_give_rows(read_here: Path) -> None:
    runs = rows(read_here, "runs")
    assert sum(row["pages"] for row in runs) == ARCHIVES * PAGES
    pages = rows(read_here, "pages")
    assert len(pages) == sum(row["pages"] - row["looked_past"] for row in runs)
    assert sum(page["outcome"] == "read" for page in pages) == sum(row["read"] for row in runs) == OF_THE_KIND
    assert len(rows(read_here, "entries")) == OF_THE_KIND * 31


def test_a_cluster_on_this_machine_gives_the_same_rows(
    collection: Path, read_here: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with ExitStack() as taken:
        with suppress(OSError):  # by another
            taken.enter_context(create_server(("127.0.0.1", PORT_OF_DASHBOARDS)))
        assert archives(collection, "--out", tmp_path / "out", "--workers", 2) == 0
    assert capfd.readouterr().err == ""
    assert every_row(tmp_path / "out") == every_row(read_here)


def test_the_same_command_on_a_scheduler_with_two_workers(collection: Path, read_here: Path, tmp_path: Path) -> None:
    with processes.cluster(tmp_path) as of_it:
        assert archives(collection, "--out", tmp_path / "out", "--cluster", of_it.address) == 0
    assert every_row(tmp_path / "out") == every_row(read_here)


@pytest.mark.parametrize("address", ["127.0.0.1:9", "here"])
def test_no_scheduler_at_an_address(
    collection: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(cluster, "LONGEST_CONNECT", 1)
    assert archives(collection, "--out", tmp_path / "out", "--cluster", address) == 1
    assert f"No scheduler answers at {address}" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


# What is named


def test_files_folders_patterns_and_addresses_name_the_same_archives(collection: Path) -> None:
    names = [str(path) for path in sorted(collection.iterdir())]
    assert archives_at([str(collection)]) == archives_at([f"{collection}/*.gz"]) == archives_at(names) == names
    assert archives_at([f"file://{collection}"]) == [f"file://{name}" for name in names]
    assert archives_at([f"{collection}/../{collection.name}"]) == names
    assert archives_at([f"file://{collection}/?.warc.gz"]) == [f"file://{name}" for name in names]


@pytest.mark.parametrize("word", ["nothing", "gopher://nothing/a.warc", "s3://nothing/"])
def test_what_names_no_archive_is_refused(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)  # as where it is not installed
    with pytest.raises(Refusal, match=word):
        archives_at([word])


@pytest.mark.parametrize("count", ["0", "-1", "two"])
def test_workers_are_one_or_more(count: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        archives(tmp_path, "--out", tmp_path / "out", "--workers", count)


def test_a_refused_name_leaves_no_folder(tmp_path: Path) -> None:
    assert archives("nothing", "--out", tmp_path / "in" / "out", "--cluster", "none") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("what", ["status", "same"])
def test_nothing_is_said_or_made_of_a_folder_into_which_nothing_was_read(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archives(what, "--out", tmp_path / "out", "--cluster", "none") == 1
    assert "No archive was read into" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_an_archive_at_an_address(collection: Path, tmp_path: Path, server: Server) -> None:
    data = (collection / "0.warc.gz").read_bytes()
    server.replies["/a.warc.gz"] = [Reply(data, content_type="application/gzip")]
    [address] = archives_at([f"{server.address}/a.warc.gz"])
    worker.read_archive(address, str(tmp_path / "out"))
    assert len(rows(tmp_path / "out", "entries")) == 31


def test_archives_in_a_bucket(
    collection: Path, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("s3fs", reason="archives in a bucket need s3fs, which no extra brings")
    names = {"AWS_ENDPOINT_URL": server.address, "AWS_ACCESS_KEY_ID": "somebody", "AWS_SECRET_ACCESS_KEY": "secret"}
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    files = {f"2021/{path.name}": path.read_bytes() for path in sorted(collection.iterdir())[:2]}
    listed = "".join(f"<Contents><Key>{key}</Key><Size>{len(data)}</Size></Contents>" for key, data in files.items())
    body = f"<ListBucketResult><Name>bucket</Name>{listed}</ListBucketResult>".encode()
    server.replies["/bucket"] = [Reply(body, content_type="application/xml")]
    for key, data in files.items():
        server.replies[f"/bucket/{key}"] = [Reply(data, content_type="application/gzip")]
    addresses = archives_at(["s3://bucket/2021"])
    assert addresses == [f"s3://bucket/{key}" for key in files]
    worker.read_archive(addresses[0], str(tmp_path / "out"))
    assert len(rows(tmp_path / "out", "entries")) == 31


# Again


def test_a_second_run_does_only_what_is_missing(
    collection: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert archives(collection / "0.warc.gz", "--out", out, "--cluster", "none", "--workers", 1) == 0
    before = {path: path.stat().st_mtime_ns for path in out.glob("archive=*/*.parquet")}
    (collection / "1.warc.gz").replace(tmp_path / "1.warc.gz")
    try:
        two = [collection / "0.warc.gz", tmp_path / "1.warc.gz"]
        assert archives(*two, "--out", out, "--cluster", "none", "--workers", 1) == 0
    finally:
        (tmp_path / "1.warc.gz").replace(collection / "1.warc.gz")
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert "Archives 2 of 2 read, 0 failed, 0 left" in capsys.readouterr().out


def taken_away_while_it_is_written(folder: Path) -> None:
    """As by a later run, when the scheduler of a worker was killed and the worker was not."""
    with places.new_folder(folder) as new:
        with places.cleared(folder.parent):
            assert not new.exists()
        (new / "captures").mkdir(parents=True)


def test_what_a_later_run_took_away_is_put_in_place_by_nobody(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="begun"):
        taken_away_while_it_is_written(tmp_path / "archive=a")
    assert not list(tmp_path.iterdir())


def test_a_page_that_came_before_is_known_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, again, other = PAGE + b"<!-- new -->", PAGE + b"<!-- again -->", PAGE + b"<!-- other -->"
    assert of_one(tmp_path / "before", write_archive(tmp_path / "a.warc.gz", captured(again)))["read"] == 1
    monkeypatch.setattr(worker._known().reading, "seconds", 0)  # no page can be read any more
    row = of_one(tmp_path / "after", write_archive(tmp_path / "b.warc.gz", captured(new, again, other)))
    assert (row["given_up"], row["read"]) == (2, 1)
    assert len(rows(tmp_path / "after", "entries")) == 31


# What is damaged


@pytest.mark.parametrize("time", ["9999-01-01T00:00:00Z", "2021-02-31T00:00:00Z", "soon"])
def test_a_page_of_the_future_or_of_no_time_is_not_the_newest(tmp_path: Path, time: str) -> None:
    address, known, body = captured(PAGE)[0]
    path = write_archive(tmp_path / "a.warc.gz", [(address, known, body), (address, time, body)])
    row = of_one(tmp_path / "out", path)
    assert (row["read"], row["undated"]) == (2, 1)
    assert [page["captured_at"] for page in rows(tmp_path / "out", "pages")] == [known, None]


def test_what_of_an_archive_is_damaged_is_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "a.warc.gz", captured(PAGE, PAGE, PAGE))
    path.write_bytes(path.read_bytes()[:-1000])
    row = of_one(tmp_path / "out", path)
    assert row["read"] == 2
    assert row["damage"] or row["passed_over"]


@pytest.mark.parametrize("data", [b"", Random(1).randbytes(200_000)])
def test_what_is_no_archive_is_read_and_has_no_pages(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    row = of_one(tmp_path / "out", path)
    assert (row["pages"], row["read"]) == (0, 0)
    assert bool(row["damage"]) == bool(data)


def test_a_record_that_claims_two_gigabytes_costs_no_other(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "a.warc", captured(PAGE, PAGE))
    before, _, after = path.read_bytes().rpartition(b"WARC/1.")
    claim = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 2000000000\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    path.write_bytes(before + claim + b"WARC/1." + after)
    row = of_one(tmp_path / "out", path)
    assert row["read"] == 2
    assert row["damage"]


def test_a_bomb_is_given_up_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    path = write_archive(tmp_path / "a.warc.gz", captured(bomb), [("Content-Encoding", "gzip")])
    before = psutil.Process().memory_info().rss
    row = of_one(tmp_path / "out", path)
    assert (row["given_up"], row["read"]) == (1, 0)
    assert psutil.Process().memory_info().rss - before < 100_000_000
    [page] = rows(tmp_path / "out", "pages")
    assert page["why"] == "it has more than 2,000,000 bytes"


def read_or_break(data: bytes, **others: Any) -> FoundPage:
    """Reads a page, unless that says how reading it breaks."""
    if data.endswith(HANGS):  # a pattern takes years, in C and without letting go of Python
        re.match(rb"(a+)+b", b"a" * 99)
    if data.endswith(SWELLS):
        bytearray(2 * MEMORY_OF_READING)
    if data.endswith(DIES):  # as by a fault of a library
        os.abort()
    return read(data, **others)


@pytest.mark.parametrize(
    ("breaks", "why"),
    [(HANGS, "takes longer than 3 seconds"), (SWELLS, "MemoryError"), (DIES, "ended the process")],
)
def test_a_page_that_breaks_reading_is_given_up_and_the_next_is_read(
    breaks: bytes, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = worker._known()
    _, arguments, memory = known.reading.task
    with BoundedProcess(read_or_break, arguments, 3, memory) as reading:
        monkeypatch.setattr(worker, "_known", lambda: known._replace(remembered=reading.call))
        row = of_one(tmp_path / "out", write_archive(tmp_path / "a.warc.gz", captured(PAGE + breaks, PAGE)))
    assert (row["given_up"], row["read"]) == (1, 1)
    whys = {page["outcome"]: page["why"] for page in rows(tmp_path / "out", "pages")}
    assert why in whys["given up"]


def test_a_server_that_stops_in_the_middle_fails_the_archive_and_a_second_run_reads_it(
    collection: Path, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "LONGEST_SILENCE", 1)
    data = (collection / "0.warc.gz").read_bytes()
    cut = Reply(data[: len(data) // 2], content_type="application/gzip", headers={"Content-Length": str(len(data))})
    server.replies["/a.warc.gz"] = [cut]
    path, out = f"{server.address}/a.warc.gz", str(tmp_path / "out")
    with pytest.raises(OSError, match="it cannot be fetched"):
        worker.read_archive(path, out)
    assert not list(tmp_path.glob("out/*"))
    server.replies["/a.warc.gz"] = [Reply(data, content_type="application/gzip")]
    worker.read_archive(path, out)
    assert len(rows(tmp_path / "out", "entries")) == 31


def test_an_archive_that_fails_is_told_and_tried_again(
    tmp_path: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    run = [f"{server.address}/a.warc", "--out", out, "--cluster", "none", "--workers", 1]
    assert archives(*run) == 1
    said = capsys.readouterr()
    assert "0 of 1 read, 1 failed, 0 left" in said.out
    assert f"Failed   {server.address}/a.warc: OSError: it cannot be fetched" in said.out
    assert "1 archive failed: run it again" in said.err
    data = write_archive(tmp_path / "a.warc", captured(PAGE)).read_bytes()
    server.replies["/a.warc"] = [Reply(data, content_type="application/warc")]
    assert archives(*run) == 0
    assert "1 of 1 read, 0 failed, 0 left" in capsys.readouterr().out


# And then


def test_the_status_is_told_from_the_files_and_a_pipe_sees_no_bar(
    read_here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert archives("status", "--out", read_here) == 0
    out, err = capfd.readouterr()
    assert f"Archives {ARCHIVES} of {ARCHIVES} read, 0 failed, 0 left" in out
    assert err == ""


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_what_is_done_and_left(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, hour = Terminal(), 3600
    monkeypatch.setattr(sys, "stderr", terminal)
    bar = Bar(2)
    bar.started -= hour
    bar.step()
    bar.step()
    said = [line.partition("] ")[2].strip() for line in terminal.getvalue().split("\r")[1:]]
    assert said == ["0 of 2 archives", "1 of 2 archives, 60 minutes left", "2 of 2 archives, 0 minutes left"]


def test_projects_are_the_same_over_pages_and_captures(read_here: Path) -> None:
    for _ in range(2):  # the second in the place of the first
        assert archives("same", "--out", read_here, "--cluster", "none", "--workers", 1) == 0
    projects = pq.read_table(read_here / "same" / "projects.parquet").to_pylist()
    assert len(projects) == 26
    assert sum(row["entries"] for row in projects) == OF_THE_KIND * 31
    times = [row["captured_at"] for row in rows(read_here, "pages") if row["outcome"] == "read"]
    assert {(row["first_captured"], row["last_captured"]) for row in projects} == {(min(times), max(times))}
    of_the_page = {row["project_id"]: row for row in saved_tables().rows["projects"]}
    for row in projects:
        for column in REACHED:
            assert sorted(row[column] or ()) == sorted(of_the_page[row["project_id"]][column] or ())
    same = pq.read_table(read_here / "same" / "same.parquet").to_pylist()
    keys = [(row["page_id"], row["entry_id"]) for row in same]
    assert sorted(keys) == sorted((row["page_id"], row["entry_id"]) for row in rows(read_here, "entries"))


def test_the_captures_that_were_found_come_into_raw(read_here: Path, tmp_path: Path) -> None:
    assert main(["fetch", "--from", str(read_here), "--raw", str(tmp_path / "raw")]) == 0
    pages = {path.read_bytes() for path in (tmp_path / "raw").glob("2*") if path.suffix != ".json"}
    assert len(pages) == OF_THE_KIND
    assert main(["fetch", "--from", str(tmp_path), "--raw", str(tmp_path / "other" / "raw")]) == 0
    assert main(["fetch", "--from", str(collection_of_nothing(tmp_path)), "--raw", str(tmp_path / "raw")]) == 1


def collection_of_nothing(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"
