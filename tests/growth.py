"""How time and memory grow with the size of a page, whatever its shape: `make bench-growth`.

Each page is read in a process of its own, which is ended where it takes more than it may, so that one shape harms no
other. Time is that of the processor: the other work of the machine does not count.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.growth_shapes import IN_STAGES, SHAPES, page
from tests.measuring import ROOT, Bound, show

SIZES = (10_000, 100_000, 1_000_000, 8_000_000)  # bytes
STAGE_SIZES = SIZES[:3]  # a page of a megabyte has a hundred times as many entries as the real one
READING = "bytes to records"
MOST_EXPONENT = 1.15
MOST_SECONDS = 2.0  # a megabyte
MOST_BYTES, BESIDES = 40, 150_000_000  # a byte of the page, and whatever the page
LEAST_SECONDS = 0.05  # a megabyte: what takes less may do so in any way
SURELY_LINEAR = 1.05
"""What grows no faster from size to size, and stays within half of its bounds, is not made larger."""
STOPPED = 2.0  # times the bound: then the process is ended
STARTING = 5.0  # seconds for a process to begin, and to read what is small before it is timed
MOST_MEMORY = 6_000_000_000  # bytes
SHORTEST_RUN = 0.1  # seconds of runs for one time: what takes less is run again, and the shortest counts


@dataclass(frozen=True)
class Measured:
    """What a page of so many bytes took; no seconds where it was stopped."""

    size: int
    seconds: float = math.inf
    peak: int = 0  # bytes
    was_read: bool = True  # and not refused

    @property
    def a_megabyte(self) -> float:
        return self.seconds / self.size * 1e6

    @property
    def a_byte(self) -> float:
        return max(0, self.peak - BESIDES) / self.size


@dataclass(frozen=True)
class Growth:
    """How one shape grows, from the smallest to the largest that was made."""

    stage: str
    shape: str
    found: tuple[Measured, ...]

    @property
    def exponent(self) -> float:
        """The slope of time over size, both as logarithms: 1 is linear, 2 quadratic."""
        return exponent([(each.size, max(each.seconds, each.size / 1e6 * LEAST_SECONDS)) for each in self.found])

    @property
    def largest(self) -> Measured:
        """The largest page that was read and not refused; where all were, the largest."""
        return next((each for each in reversed(self.found) if each.was_read), self.found[-1])

    @property
    def misses(self) -> list[str]:
        """The bounds that are not kept."""
        misses = {
            "exponent": self.exponent > MOST_EXPONENT,
            "time": self.stage == READING and self.largest.a_megabyte > MOST_SECONDS,
            "memory": self.stage == READING and max(each.a_byte for each in self.found) > MOST_BYTES,
        }
        return [name for name, is_missed in misses.items() if is_missed]

    @property
    def row(self) -> tuple[object, ...]:
        refused = next((f"{each.size / 1e6:.2f}" for each in self.found if not each.was_read), "")
        return (
            self.stage, self.shape, f"{self.found[-1].size / 1e6:.2f}", self.exponent, self.largest.a_megabyte,
            max(each.a_byte for each in self.found), refused, ", ".join(self.misses),
        )  # fmt: skip


def exponent(found: Sequence[tuple[int, float]]) -> float:
    """The slope of the least squares through the logarithms."""
    if any(math.isinf(seconds) for _, seconds in found):
        return math.inf
    points = [(math.log(size), math.log(seconds)) for size, seconds in found]
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def growth(shape: str, stage: str = READING, sizes: Sequence[int] = SIZES) -> Growth:
    """Measure a shape at one size after another, until it is surely linear or surely not."""
    found: list[Measured] = []
    for size in sizes:
        found.append(measured(shape, size, stage))
        if math.isinf(found[-1].seconds) or (len(found) > 2 and _is_surely_linear(found)):
            break
    return Growth(stage, shape, tuple(found))


def _is_surely_linear(found: Sequence[Measured]) -> bool:
    steps = [exponent([(a.size, a.seconds), (b.size, b.seconds)]) for a, b in pairwise(found)]
    last = found[-1]
    is_small = last.a_megabyte < MOST_SECONDS / 2 and last.a_byte < MOST_BYTES / 2
    return max(steps) <= SURELY_LINEAR and is_small


def measured(shape: str, size: int, stage: str = READING) -> Measured:
    """Seconds and peak memory of a stage on one page, in a process of its own."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "page"
        file.write_bytes(page(shape, size))
        size = file.stat().st_size
        limit = STARTING + STOPPED * MOST_SECONDS * size / 1e6 * (1 if stage == READING else 20)
        command = [sys.executable, "-m", "tests.growth", "--one", stage, str(file), str(int(limit))]
        ran = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE)
        return Measured(size, *json.loads(ran.stdout)) if ran.returncode == 0 else Measured(size)


# Within the process


def one(stage: str, file: Path, limit: int) -> tuple[float, int, bool]:
    """Seconds and peak memory in bytes of a stage on the page in a file, after one run on a small page.

    And whether the page was read, and not refused.

    The system ends the process after `limit` seconds of the processor, and refuses it more memory than it may have.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    make = reading if stage == READING else partial(later, stage)
    make(page("entries", 5_000))()
    run, was_read = make(file.read_bytes()), True

    def timed() -> None:
        nonlocal was_read
        was_read = run() is not None

    seconds = shortest(timed)
    return seconds, peak(), was_read


def shortest(run: Callable[[], object]) -> float:
    """The shortest time in seconds of some runs, of one where that is long."""
    begun, times = time.thread_time(), list[float]()
    while time.thread_time() - begun < SHORTEST_RUN:
        started = time.thread_time()
        run()
        times.append(time.thread_time() - started)
    return min(times)


def peak() -> int:
    """The most memory that this process has held, in bytes.

    On Linux `ru_maxrss` is that of the process that began this one, where that was larger. macOS counts in bytes.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        most = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(most.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def reading(data: bytes) -> Callable[[], object]:
    from pipeline.parse import parse
    from pipeline.records import Refusal
    from tests.datasets import reference, source

    def run() -> object:
        try:
            return parse(data, source(), reference())
        except Refusal:
            return None

    source(), reference()
    return run


def later(stage: str, data: bytes) -> Callable[[], object]:
    """A later stage of a page that has been read."""
    from msgspec.structs import replace

    from pipeline.check.checks import check
    from pipeline.dedupe.again import found_again
    from pipeline.dedupe.projects import recognise
    from pipeline.parse import parse
    from pipeline.tables.rows import make_rows
    from tests.datasets import reference, source

    records = parse(data, source(), reference())
    if stage == "recognise":
        return lambda: recognise(records.entries)
    if stage == "again":
        edited = [replace(entry, text=f"{entry.text} Meer volgt.") for entry in records.entries]
        return lambda: found_again(records.entries, edited, lambda municipality: municipality)
    projects = recognise(records.entries)
    if stage == "rows":
        return lambda: make_rows(records, projects, reference())
    rows = make_rows(records, projects, reference())
    if stage == "checks":
        return lambda: check(records, rows, source(), reference())
    return edition(stage, rows | {"checks": check(records, rows, source(), reference())}, records.page.text)


def edition(stage: str, rows: "dict[str, list[dict[str, object]]]", text: str) -> Callable[[], object]:
    """The report or the public tables of a page that could be refused, for what it is not."""
    from pipeline.editions.published import Published
    from pipeline.editions.report import render
    from pipeline.privacy.decisions import load_public_decisions
    from pipeline.privacy.public_edition import sort_out
    from pipeline.privacy.redact import redact
    from tests.datasets import saved_package, source

    published = Published(rows, text, saved_package())
    if stage == "report":
        return lambda: render(published)
    return lambda: redact(rows, text, sort_out(rows, text, source(), load_public_decisions())[0])


# All of it


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a bound is not met."""
    parser = argparse.ArgumentParser(prog="python -m tests.growth", description=__doc__)
    parser.add_argument("--one", nargs=3, metavar=("STAGE", "FILE", "SECONDS"), help=argparse.SUPPRESS)
    parser.add_argument("--only", nargs="*", default=[], metavar="WORDS", help="shapes and stages with these words")
    parser.add_argument("--quick", action="store_true", help="small sizes: to see that it works")
    options = parser.parse_args(arguments)
    if options.one:
        stage, file, limit = options.one
        print(json.dumps(one(stage, Path(file), int(limit))))
        return 0
    asked = [(shape, READING, SIZES) for shape in SHAPES]
    asked += [(shape, stage, STAGE_SIZES) for stage, shapes in IN_STAGES.items() for shape in shapes]
    asked = [
        each for each in asked if not options.only or any(word in f"{each[1]}: {each[0]}" for word in options.only)
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each waits for a process
        runs = [
            pool.submit(growth, shape, stage, sizes[: 2 if options.quick else None]) for shape, stage, sizes in asked
        ]
        return told([run.result() for run in runs])


def told(found: Sequence[Growth]) -> int:
    """Print a table of shapes, those that miss a bound last; 1 where one does."""
    header = ("stage", "shape", "MB", "exponent", "s a MB", "bytes a byte", "refused at MB", "missed")
    rows = [each.row for each in sorted(found, key=lambda each: (len(each.misses), each.exponent))]
    missed = sum(bool(each.misses) for each in found)
    show("Growth of time and memory", header, rows, [Bound("shapes that miss a bound", missed, at_most=0)])
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
