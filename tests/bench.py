"""How fast, against other tools on the same machine in the same run: `make bench`.

Ratios count, so that neither a slow machine nor a busy moment decides: what is compared is run in turns, or in
processes of which only the processor time counts.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench_reading import PAGES, reading
from tests.bench_stages import stages
from tests.dedupe.repeats import SEED, Recognition, recognition, together
from tests.measuring import Bound, interleaved, milliseconds, show
from tests.pages.markups import MARKUPS, RAW, SAVED_SHA256

SIZES = (1_000, 10_000, 100_000)


# A whole build


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


# Recognising repeats


def repeats(sizes: Sequence[int] = SIZES) -> tuple[list[Recognition], list[Bound]]:
    """Recognising repeats among ever more entries of the same municipalities; small runs are around large ones."""
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


def show_reading(quick: bool) -> list[Bound]:
    """Measure and print how pages are read, and each stage of that; the bounds."""
    bounds = []
    for page in PAGES:
        rows, found = reading(page, *((2, 2, 1) if quick else (120, 40, 5)))
        title = f"A page to records: {page}, {len(MARKUPS[page]()) / 1000:.0f} kB"
        show(title, ("", "alone, ms", "in turns, ms"), rows, found, "in turns")
        bounds += found
    profile, found = stages(*((2, 1) if quick else (40, 3)))
    show("Stages of reading, in ms", ("", *PAGES), profile, found)
    return [*bounds, *found]


def show_building(quick: bool) -> list[Bound]:
    times, bounds = building(1 if quick else 15)
    show("A build, as a whole process", ("", "ms"), milliseconds(times), bounds)
    return bounds


def show_repeats(quick: bool) -> list[Bound]:
    outcomes, bounds = repeats((100, 300) if quick else SIZES)
    rows = [
        (f"{o.size:,}", o.microseconds, f"{o.recall:.2%}", o.wrong, ", ".join(f"{k} {n}" for k, n in o.missed.items()))
        for o in outcomes
    ]
    show("Repeats among made entries", ("entries", "µs an entry", "found", "wrong", "missed"), rows, bounds)
    return bounds


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a bound is not met."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few runs and small sizes: to see that it works")
    quick = parser.parse_args(arguments).quick
    bounds = [*show_reading(quick), *show_building(quick), *show_repeats(quick)]
    return int(not all(bound.met or bound.aim for bound in bounds))


if __name__ == "__main__":
    sys.exit(main())
