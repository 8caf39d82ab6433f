"""How fast whole archives are read, against the reader alone and a general-purpose extractor: `make bench-archives`.

Processor time counts, of all processes that are begun, so that it does not matter what else the machine does.
"""

import argparse
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import combinations
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.archives import worker
from pipeline.archives.limits import LARGEST_OF_PAGES
from pipeline.archives.same import same
from pipeline.archives.tables import OF_ARCHIVE, Writer
from pipeline.records import Entry
from pipeline.tables.schema import Row
from pipeline.warc.responses import WebArchive
from tests.archives.processes import PARTS, archives_of_page, kill
from tests.archives.sets import archives, every_row, mixed, write_archive
from tests.dedupe.repeats import SEED, Maker
from tests.measuring import Bound, show

ARCHIVES = 4
SPARE = 4  # archives that are left to be read when the last part of a cluster is killed
MOST_EXTRACTED = 500  # pages, since an extractor takes long: of a hundred one after another each is of its kind
FEW_ENTRIES = 10_000  # from which on the time an entry takes may not grow
PART_OF_ENTRIES = 100_000  # are made at once, since a million of them take 10 GB
LOOKED_AFTER = 0.05  # seconds between two looks at processes


def cpu_of(run: Callable[[], object]) -> float:
    """The processor time in seconds of this process and of the one that reads pages for it."""
    reader = worker._known().reading.process
    processes = [psutil.Process(), *([psutil.Process(reader.pid)] if reader else [])]
    before = sum(sum(process.cpu_times()[:2]) for process in processes)
    run()
    return sum(sum(process.cpu_times()[:2]) for process in processes) - before


def of_command(*words: str) -> tuple[float, float, float]:
    """Processor time in seconds, time in seconds, and the most bytes that a worker has with its reader."""
    process = subprocess.Popen([sys.executable, "-m", "pipeline", "archives", *words], stdout=subprocess.DEVNULL)
    used: dict[int, float] = {}
    memory: dict[int, int] = {}
    started = time.perf_counter()
    while process.poll() is None:
        for each in (main := psutil.Process(process.pid), *main.children(recursive=True)):
            try:
                used[each.pid] = sum(each.cpu_times()[:2])
                of_reader = [child.memory_info().rss for child in each.children()] if each != main else []
                memory[each.pid] = max(memory.get(each.pid, 0), each.memory_info().rss + sum(of_reader))
            except psutil.NoSuchProcess:
                pass
        time.sleep(LOOKED_AFTER)
    return sum(used.values()), time.perf_counter() - started, max(memory.values())


def pages(count: int, work: float) -> list[Bound]:
    """A mixed set: the reader alone, reading all of it, an extractor over the same reader; a pool and a cluster.

    The last two read the set as often as takes `work` seconds of processor time.
    """
    import trafilatura

    with TemporaryDirectory() as folder:
        paths = written(Path(folder) / "collection", count)
        warm = write_archive(Path(folder) / "warm.warc.gz", mixed(0, 1))
        worker.read_archive(str(warm), f"{folder}/warm")
        alone = cpu_of(lambda: [responses(path) for path in paths])
        whole = cpu_of(lambda: [worker.read_archive(str(path), f"{folder}/out") for path in paths])
        known = worker._known()
        with patch.object(worker, "_known", lambda: known._replace(remembered=known.reading.call)):
            each = cpu_of(lambda: [worker.read_archive(str(path), f"{folder}/each") for path in paths])
        bodies = responses(paths[0])[:MOST_EXTRACTED]
        extracted = cpu_of(lambda: [trafilatura.extract(body) for body in bodies]) * count / len(bodies) + alone
        times = ceil(work / whole) or 1
        often = linked(paths, Path(folder) / "often", times)
        runs = {
            name: of_command(str(often), "--out", f"{folder}/{name}", "--cluster", cluster, "--workers", workers)
            for name, cluster, workers in (("pool", "none", "2"), ("one", "none", "1"), ("cluster", "local", "2"))
        }
    found = (
        ("reader alone", alone),
        ("all of it", whole),
        ("all of it, each page as if it were new", each),
        ("trafilatura", extracted),
    )
    rows: list[tuple[str, float, float]] = [(name, seconds, count / seconds) for name, seconds in found]
    rows += [(f"{name}, as a command", cpu, times * count / cpu) for name, (cpu, _, _) in runs.items()]
    bounds = [
        Bound("pages per core second, all of it / the reader alone", alone / whole, at_least=0.5, aim=True),
        Bound("the same, all of it / trafilatura", extracted / whole, at_least=10, aim=True),
        Bound("two workers / one, time (idle machine only)", runs["one"][1] / runs["pool"][1], at_least=1.8, aim=True),
        Bound(
            "cluster / pool, processor time (from 60 s on)",
            runs["cluster"][0] / runs["pool"][0],
            at_most=1.35,
            aim=True,
        ),
        Bound("memory of a worker with its reader, MB", max(run[2] for run in runs.values()) / 1e6, at_most=400),
    ]
    title = f"{count:,} pages in {ARCHIVES} archives; by the commands {times} times"
    show(title, ("", "CPU s", "pages a CPU second"), rows, bounds)
    return bounds


def written(folder: Path, count: int) -> list[Path]:
    """The mixed set of so many pages in files, made on all cores."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(written_part, [folder] * ARCHIVES, range(ARCHIVES), [count // ARCHIVES] * ARCHIVES))


def written_part(folder: Path, number: int, count: int) -> Path:
    return write_archive(folder / f"{number}.warc.gz", mixed(number, count))


def linked(paths: Sequence[Path], folder: Path, times: int) -> Path:
    """A folder with so many names of each file."""
    folder.mkdir()
    for path in paths:
        for number in range(times):
            (folder / f"{number} {path.name}").hardlink_to(path)
    return folder


def responses(path: Path) -> list[bytes]:
    archive = WebArchive(path, worker._is_page, LARGEST_OF_PAGES, print)
    return [response.data for response in archive if response.data]


def projects(count: int) -> list[Bound]:
    """Made entries of which the projects are known, some of them and all."""
    few, many = map(same_of, (min(FEW_ENTRIES, count // 10), count))
    rows = [(f"{each.entries:,}", each.micros, f"{each.recall:.2%}", each.wrong) for each in (few, many)]
    bounds = [
        Bound(f"time per entry, {many.entries:,} / {few.entries:,}", many.micros / few.micros, at_most=1.3),
        Bound("µs an entry", many.micros, at_most=125, aim=True),
        Bound("repeats found", many.recall, at_least=0.99),
        Bound("wrong merges", many.wrong, at_most=0),
    ]
    show("The same projects", ("entries", "µs an entry", "found", "wrong"), rows, bounds)
    return bounds


class OfEntries(NamedTuple):
    """How many entries, processor time of each in µs, the share of planted repeats that is found, wrong merges."""

    entries: int
    micros: float
    recall: float
    wrong: int


def same_of(size: int) -> OfEntries:
    with TemporaryDirectory() as folder:
        truth = entries_into(Path(folder) / "archive=made", size)
        with ThreadPoolExecutor(1) as pool:
            seconds = cpu_of(lambda: same(Path(folder), pool))
        which = pq.read_table(Path(folder) / "same" / "same.parquet")
    numbers, projects = map(pa.ChunkedArray.to_pylist, (which["page_id"], which["project_id"]))
    project = dict(zip(map(int, numbers), projects, strict=True))
    members, made_of = defaultdict(list), defaultdict(set)
    for n, true in enumerate(truth):
        members[true].append(n)
        made_of[project[n]].add(true)
    pairs = [pair for each in members.values() for pair in combinations(each, 2)]
    recall = sum(project[a] == project[b] for a, b in pairs) / len(pairs)
    return OfEntries(size, seconds / size * 1e6, recall, sum(len(true) > 1 for true in made_of.values()))


def entries_into(folder: Path, size: int) -> list[int]:
    """Write so many made entries as those of an archive; the true project of each."""
    folder.mkdir()
    found: list[int] = []
    with Writer(folder, OF_ARCHIVE) as tables:
        while (begin := len(found)) < size:
            entries, truth, _ = Maker(SEED + begin).entries(min(PART_OF_ENTRIES, size - begin))
            found += [begin + true for true in truth]
            for n, entry in enumerate(entries, start=begin):
                for table, row in rows_of(str(n), entry):
                    tables.add(table, [row])
    return found


def rows_of(page_id: str, entry: Entry) -> Iterator[tuple[str, Row]]:
    """A made entry as that of a page of its own."""
    yield "pages", {
        "page_id": page_id, "archive": "made", "place": 0, "url": f"https://made.example/{page_id}", "definition": "",
        "outcome": "read", "score": 1.0,
    }  # fmt: skip
    of_entry = {"page_id": page_id, "entry_id": "1", "municipality": entry.municipality, "project_id": "", "start": 0,
                "end": 0}  # fmt: skip
    yield "entries", of_entry | {
        "position": 1, "title": entry.title, "text": entry.text, "repeat": "first", "similarity": 1.0,
    }  # fmt: skip
    for contact in entry.contacts:
        yield "contacts", of_entry | {"contact_id": "1#1", "name": contact.name, "email": contact.email}


def kills(count: int) -> list[Bound]:
    """A worker and its nanny killed at so many moments each, the scheduler and the client at a quarter of them."""
    wrong: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        collection = archives_of_page(Path(folder) / "collection", count + SPARE)
        archives(collection, "--out", undisturbed := Path(folder) / "undisturbed", "--cluster", "none", "--workers", 2)
        expected = every_row(undisturbed)
        moments = [(who, done) for who in PARTS for done in range(0, count, 1 if who in ("worker", "nanny") else 4)]
        for who, done in moments:
            (place := Path(folder) / f"{who} {done}").mkdir()
            try:
                kill(collection, place / "out", who, done)
                wrong[who] += every_row(place / "out") != expected
            except (AssertionError, subprocess.TimeoutExpired) as error:
                print(f"{who}, when {done} archives were done: {error!r}", file=sys.stderr)
                wrong[who] += 1
    bounds = [Bound("other rows than undisturbed, or no end", sum(wrong.values()), at_most=0)]
    times = Counter(who for who, _ in moments)
    rows = [(who, times[who], wrong[who]) for who in PARTS]
    show("Killed in the middle of the work", ("", "times", "wrong"), rows, bounds)
    return bounds


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print what is named, or pages and entries; 1 where a bound is not met."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_archives", description=__doc__)
    parser.add_argument("--pages", type=int, help="in the mixed set")
    parser.add_argument("--work", type=float, default=0, metavar="SECONDS", help="of the commands on that set")
    parser.add_argument("--entries", type=int, help="of which projects are recognised")
    parser.add_argument("--kills", type=int, metavar="N", help="moments at which a worker is killed")
    parsed = parser.parse_args(arguments)
    if not (parsed.pages or parsed.entries or parsed.kills):
        parsed.pages, parsed.entries = 2000, 10_000
    bounds = [
        *(pages(parsed.pages, parsed.work) if parsed.pages else ()),
        *(projects(parsed.entries) if parsed.entries else ()),
        *(kills(parsed.kills) if parsed.kills else ()),
    ]
    return int(not all(bound.met or bound.aim for bound in bounds))


if __name__ == "__main__":
    sys.exit(main())
