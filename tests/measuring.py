"""What measurements share: bounds, runs in turns, runs in a process of their own, and showing what was found."""

import gc
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tabulate import tabulate

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Bound:
    """A measured number and what it must keep; an aim is wished for, not asked."""

    what: str
    found: float
    at_most: float | None = None
    at_least: float | None = None
    aim: bool = False
    beside: float | None = None
    """The same number, measured in another way: it is shown, and need not keep the bound."""

    @property
    def met(self) -> bool:
        return (self.at_most is None or self.found <= self.at_most) and (
            self.at_least is None or self.found >= self.at_least
        )

    @property
    def row(self) -> tuple[str, str, str, str, str]:
        bound = f"at most {self.at_most:g}" if self.at_most is not None else f"at least {self.at_least:g}"
        outcome = "met" if self.met else "missed" if self.aim else "NOT MET"
        beside = "" if self.beside is None else f"{self.beside:.4g}"
        return self.what, f"{self.found:.4g}", beside, f"{bound}{' (aim)' if self.aim else ''}", outcome


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


def of_process(module: str, *arguments: str) -> dict[str, float]:
    """What a module measures in a process of its own, and prints as JSON: seconds by name."""
    command = [sys.executable, "-m", module, *arguments]
    ran = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def medians(found: Sequence[dict[str, float]]) -> dict[str, float]:
    """The median of several runs, by name."""
    return {name: median(each[name] for each in found) for name in found[0]}


def show(
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[object]],
    bounds: Sequence[Bound],
    beside: str = "",
) -> None:
    """Print a table of what was measured and one of the bounds; `beside` says how the other way of measuring is."""
    print(f"\n{title}\n")
    print(tabulate(rows, headers=header, tablefmt="simple", floatfmt=".2f"))
    print()
    rows = [bound.row if beside else bound.row[:2] + bound.row[3:] for bound in bounds]
    headers = ("", "found", *([beside] if beside else []), "bound", "")
    print(tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True))


def milliseconds(times: dict[str, float]) -> list[tuple[str, float]]:
    """Rows of a table, from seconds by name."""
    return [(name, seconds * 1000) for name, seconds in times.items()]
