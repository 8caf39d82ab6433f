"""A cluster on loopback of which every part is a process of its own, to be killed in the middle of the work.

The parts are a `worker` that reads archives, its `nanny`, which starts it again, the `scheduler`, and the `client`.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.archives.sets import archives, mixed, write_archive

PARTS = ("worker", "nanny", "scheduler", "client")
CLUSTER = "distributed.cli.dask_"
LONGEST_WAIT = 180  # seconds: on a machine that does much else, a worker alone takes 40 to be there again


class Cluster(NamedTuple):
    """A scheduler with two workers: its address, its process, and those of the nannies of its workers."""

    address: str
    scheduler: psutil.Process
    nannies: list[psutil.Process]


@contextmanager
def cluster(folder: Path, limit: Callable[[], None] | None = None) -> Iterator[Cluster]:
    """A cluster, within a `with` statement; `limit` is called in the first nanny before it begins."""
    file = folder / "scheduler.json"
    common = ["--scheduler-file", str(file), "--no-dashboard", "--host", "127.0.0.1"]
    own = ["--nthreads", "1", "--local-directory", str(folder), *common]
    scheduler = _begin(f"{CLUSTER}scheduler", "--port", "0", *common)
    nannies = [_begin(f"{CLUSTER}worker", *own, limit=each) for each in (limit, None)]
    try:
        wait_for(lambda: file.exists() and b"address" in file.read_bytes())
        address = file.read_text().split('"address": "')[1].partition('"')[0]
        yield Cluster(address, psutil.Process(scheduler.pid), [psutil.Process(nanny.pid) for nanny in nannies])
    finally:
        for process in (*nannies, scheduler):
            end_with_children(process.pid)
            process.wait()


def _begin(module: str, *words: str, limit: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", module, *words], stderr=subprocess.DEVNULL, preexec_fn=limit)


def begin(collection: Path, out: Path, cluster: str) -> subprocess.Popen[bytes]:
    words = ["archives", str(collection), "--out", str(out), "--cluster", cluster, "--workers", "2"]
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", *words], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )


def wait_for(holds: Callable[[], object]) -> None:
    end = time.monotonic() + LONGEST_WAIT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def end_with_children(number: int) -> None:
    """Kill a process that a test started, and those that it started."""
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(number)
        for each in (*process.children(recursive=True), process):
            with suppress(psutil.NoSuchProcess):
                each.kill()


def archives_of_page(folder: Path, count: int) -> Path:
    """A folder of small archives of which each has the page and other pages."""
    for number in range(count):
        write_archive(folder / f"{number}.warc.gz", mixed(5 * number, 20))  # of a hundred the first is the page
    return folder


def kill(collection: Path, out: Path, who: str, done: int) -> str:
    """Kill one of a cluster when so many archives are done; what the client then said.

    Without a scheduler or a client, a second run does the rest.
    """
    with cluster(out.parent) as of_it:
        client = begin(collection, out, of_it.address)
        nanny = of_it.nannies[done % 2]
        try:
            wait_for(lambda: client.poll() is not None or (is_begun(out) and len(_done(out)) >= done))
            assert client.returncode is None, "the work was done before"
            killed = {"nanny": nanny, "scheduler": of_it.scheduler, "client": psutil.Process(client.pid)}
            (killed.get(who) or _worker(nanny)).kill()
            said = client.communicate(timeout=LONGEST_WAIT)[1]
        finally:
            end_with_children(client.pid)
    if who in ("worker", "nanny"):
        assert client.returncode == 0, said
    else:
        assert client.returncode
        assert archives(collection, "--out", out, "--cluster", "none", "--workers", 2) == 0
    return said


def _done(out: Path) -> list[Path]:
    return list(out.glob("archive=*"))


def is_begun(out: Path) -> bool:
    return bool(_done(out) or list(out.glob(".*.new")))


def _worker(nanny: psutil.Process) -> psutil.Process:
    return next(child for child in nanny.children() if "spawn_main" in " ".join(child.cmdline()))
