"""How fast, against other tools on the same machine in the same run: `make bench`.

Times are medians of interleaved runs, and their ratios count: neither a slow machine nor a busy moment decides.
"""

import argparse
import gc
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tabulate import tabulate

from pipeline.extract import read_records
from tests.datasets import reference, source
from tests.markups import MARKUPS, RAW, SAVED_SHA256
from tests.repeats import SEED, Recognition, recognition, together

SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True)
class Bound:
    """A measured number and what it must keep; an aim is wished for, not asked."""

    what: str
    found: float
    at_most: float | None = None
    at_least: float | None = None
    aim: bool = False

    @property
    def met(self) -> bool:
        return (self.at_most is None or self.found <= self.at_most) and (
            self.at_least is None or self.found >= self.at_least
        )

    @property
    def row(self) -> tuple[str, str, str, str]:
        bound = f"at most {self.at_most:g}" if self.at_most is not None else f"at least {self.at_least:g}"
        outcome = "met" if self.met else "missed" if self.aim else "NOT MET"
        return self.what, f"{self.found:.4g}", f"{bound}{' (aim)' if self.aim else ''}", outcome


def interleaved(runs: dict[str, Callable[[int], object]], rounds: int, warm: bool = False) -> dict[str, float]:
    """The median time in seconds of each, run in turns after one turn that does not count; each is told its number.

    Before each run the garbage of the others is collected, so that none pays for it. `warm`: each runs once more right
    before, so that it finds the processor's caches as it leaves them itself, like a tool that reads page after page.
    """
    times: defaultdict[str, list[float]] = defaultdict(list)
    for turn in range(rounds + 1):
        for name, run in runs.items():
            gc.collect()
            if warm:
                run(2 * turn)
            started = time.perf_counter()
            run(2 * turn + 1)
            if turn:
                times[name].append(time.perf_counter() - started)
    return {name: median(found) for name, found in times.items()}


# (a) A page to records

SENTENCE_ENDS = re.compile(rb"\.(?=</(?:p|li)>)")


def unseen(page: bytes, number: int) -> bytes:
    """The page with a number of its own at the end of each paragraph, as no tool has read it before.

    Whoever reads pages reads each once; trafilatura keeps the lines that it has cleaned (`functools.lru_cache`), and
    would be measured at finding them again.
    """
    return SENTENCE_ENDS.sub(b" %d." % number, page)


def reading(rounds: int = 120) -> tuple[dict[str, float], list[Bound]]:
    """Reading the page as a whole site serves it, against parsing it and against a general-purpose extractor."""
    import lxml.html
    import trafilatura
    from bs4 import BeautifulSoup

    pages = [unseen(MARKUPS["site"](), 1000 + number) for number in range(2 * rounds + 2)]
    known, places = source(), reference()
    times = interleaved(
        {
            f"page of {len(pages[0]) / 1000:.0f} kB to records": lambda n: read_records(pages[n], known, places),
            "lxml.html, parse": lambda n: lxml.html.fromstring(pages[n]),
            "trafilatura, extract": lambda n: trafilatura.extract(pages[n]),
            "Beautiful Soup with lxml, parse": lambda n: BeautifulSoup(pages[n], "lxml"),
        },
        rounds,
        warm=True,
    )
    ours, parse, extractor, soup = times.values()
    return times, [
        Bound("records / parse by lxml.html", ours / parse, at_most=10),
        Bound("records / parse by lxml.html", ours / parse, at_most=6, aim=True),
        Bound("trafilatura / records", extractor / ours, at_least=4),
        Bound("Beautiful Soup / records", soup / ours, at_least=1),
    ]


# (b) A whole build


def building(rounds: int = 15) -> tuple[dict[str, float], list[Bound]]:
    """`build` as a whole process, against one that only imports the libraries of tables and trees."""
    (page,) = RAW.glob(f"*{SAVED_SHA256[:12]}.txt")
    with TemporaryDirectory() as out:
        build = [sys.executable, "-m", "pipeline", "build", "--page", str(page), "--out", str(Path(out) / "tables")]
        only_import = [sys.executable, "-c", "import pandas, pyarrow, lxml"]
        times = interleaved(
            {
                "build, whole process": lambda _: subprocess.run(build, check=True, capture_output=True),
                "import of pandas, pyarrow and lxml": lambda _: subprocess.run(only_import, check=True),
            },
            rounds,
        )
    ours, libraries = times.values()
    return times, [Bound("build / import", ours / libraries, at_most=1.35)]


# (c) Recognising repeats


def repeats(sizes: Sequence[int] = SIZES) -> tuple[list[Recognition], list[Bound]]:
    """Recognising repeats among ever more entries of the same municipalities; small runs stand around large ones."""
    runs = {size: max(1, min(7, sizes[-1] // size // 4)) for size in sizes[:-1]}
    before = [size for size, number in runs.items() for _ in range(number)]
    schedule = [*before, sizes[-1], *reversed(before)]
    found = [recognition(size, SEED + run) for run, size in enumerate(schedule)]
    outcomes = [together([each for each in found if each.size == size]) for size in sizes]
    growth = outcomes[-1].microseconds / outcomes[0].microseconds
    return outcomes, [
        Bound(f"time per entry, {sizes[-1]:,} / {sizes[0]:,} entries", growth, at_most=1.5),
        *(Bound(f"planted repeats found among {each.size:,}", each.recall, at_least=0.99) for each in outcomes),
        *(Bound(f"wrong merges among {each.size:,}", each.wrong, at_most=0) for each in outcomes),
    ]


def show(title: str, header: Sequence[str], rows: Sequence[Sequence[object]], bounds: Sequence[Bound]) -> None:
    print(f"\n{title}\n")
    print(tabulate(rows, headers=header, tablefmt="simple", floatfmt=".2f"))
    print()
    print(
        tabulate(
            [bound.row for bound in bounds],
            headers=("ratio", "found", "bound", ""),
            tablefmt="simple",
            disable_numparse=True,
        )
    )


def milliseconds(times: dict[str, float]) -> list[tuple[str, float]]:
    return [(name, seconds * 1000) for name, seconds in times.items()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a bound is not met."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few runs and small sizes: to see that it works")
    quick = parser.parse_args(arguments).quick
    times, read = reading(2 if quick else 120)
    show("A page to records, in process", ("", "ms"), milliseconds(times), read)
    times, built = building(1 if quick else 15)
    show("A build, as a whole process", ("", "ms"), milliseconds(times), built)
    outcomes, recognised = repeats((100, 300) if quick else SIZES)
    rows = [
        (f"{o.size:,}", o.microseconds, f"{o.recall:.2%}", o.wrong, ", ".join(f"{k} {n}" for k, n in o.missed.items()))
        for o in outcomes
    ]
    show("Repeats among made entries", ("entries", "µs an entry", "found", "wrong", "missed"), rows, recognised)
    return int(not all(bound.met or bound.aim for bound in [*read, *built, *recognised]))


if __name__ == "__main__":
    sys.exit(main())
