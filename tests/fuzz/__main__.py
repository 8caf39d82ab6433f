"""Make inputs at random for some minutes, and keep those for which something does not hold: `make fuzz`.

Inputs are read in processes of their own, one a core; the system ends one that takes too long for a single input, and
another goes on after it. Time is that of the processor: the other work of the machine does not count.
"""

import argparse
import multiprocessing
import os
import resource
import secrets
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection, wait
from pathlib import Path

from tests.fuzz.inputs import made
from tests.fuzz.minimise import minimised
from tests.fuzz.oracles import Fault, fault
from tests.measuring import ROOT

KEPT = ROOT / ".cache" / "fuzz"
LONGEST, LONGEST_A_MEGABYTE = 5.0, 20.0  # seconds: ten times what a build may take, since checks and justhtml are in it
MOST_MEMORY = 4_000_000_000  # bytes
MINIMISING = 20.0  # seconds for one input
MOST_OF_WORDS = 0.001  # of inputs: the parser differs from browsers where markup is damaged enough
MOST_OF_A_KIND = 3  # inputs that are kept
TOLD_EVERY = 50_000  # inputs
FORKED = multiprocessing.get_context("fork")  # another begins at once where one was ended
ENDED = Fault("ended", "reading it took too long, or ended the process")


@dataclass(frozen=True)
class Found:
    """An input for which something does not hold."""

    number: int
    fault: Fault
    data: bytes


class Worker:
    """A process that reads every so manieth input from `first` on; where one ends it, another goes on after that."""

    def __init__(self, seed: str, first: int, step: int) -> None:
        self.seed, self.step = seed, step
        self._begin(first)

    def _begin(self, number: int) -> None:
        self.number = number
        self.line, there = FORKED.Pipe(duplex=False)
        self.process = FORKED.Process(target=work, args=(self.line, there, self.seed, number, self.step))
        self.process.start()
        there.close()

    def received(self) -> Found | None:
        """What came along the line: something that does not hold, or nothing where it begins with another input."""
        try:
            message = self.line.recv()
        except EOFError:
            self.end()
            ended = Found(self.number, ENDED, made(self.seed, self.number))
            self._begin(self.number + self.step)
            return ended
        if isinstance(message, Found):
            return message
        self.number = message
        return None

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


def work(other_end: Connection, line: Connection, seed: str, first: int, step: int) -> None:
    """Read inputs until the process is ended, or the one that began it has; the first of a kind is made smaller."""
    other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what ends the run ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    seen: Counter[str] = Counter()
    with suppress(BrokenPipeError):
        for number in count(first, step):
            line.send(number)
            data = made(seed, number)
            if wrong := bounded(data):
                line.send(Found(number, wrong, data))
                seen[wrong.kind] += 1
                if seen[wrong.kind] <= MOST_OF_A_KIND:
                    line.send(Found(number, wrong, smaller(data, wrong.kind)))


def bounded(data: bytes) -> Fault | None:
    """The fault of an input; where that takes longer than it may, the system ends this process."""
    signal.setitimer(signal.ITIMER_PROF, LONGEST + LONGEST_A_MEGABYTE * len(data) / 1e6)
    try:
        return fault(data)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def smaller(data: bytes, kind: str) -> bytes:
    return minimised(data, lambda piece: (found := bounded(piece)) is not None and found.kind == kind, MINIMISING)


def run(seed: str, seconds: float, cores: int) -> tuple[int, list[Found]]:
    """How many inputs were read in so many seconds, or until it is ended, and those for which something is wrong."""
    for ending in (signal.SIGINT, signal.SIGTERM):  # a command in the background has no Ctrl+C
        signal.signal(ending, signal.default_int_handler)
    until = time.monotonic() + seconds
    workers = [Worker(seed, first, cores) for first in range(cores)]
    found: dict[int, Found] = {}
    read = 0
    with suppress(KeyboardInterrupt):
        while (left := until - time.monotonic()) > 0:
            ready = wait([worker.line for worker in workers], left)
            for worker in [worker for worker in workers if worker.line in ready]:
                each = worker.received()
                if each is None:
                    read += 1
                    if read % TOLD_EVERY == 0:
                        print(f"{read:,} inputs, {len(found)} found", flush=True)
                elif not (each.fault is ENDED and each.number in found):  # it was ended while it made it smaller
                    found[each.number] = each
                    keep(seed, each)
    for worker in workers:
        worker.end()
    return read, sorted(found.values(), key=lambda each: (each.fault.kind, each.number))


def keep(seed: str, found: Found) -> None:
    """Write an input to the folder of those that failed; the smaller one takes the place of the first."""
    KEPT.mkdir(parents=True, exist_ok=True)
    file_of(seed, found).write_bytes(found.data)


def file_of(seed: str, found: Found) -> Path:
    return KEPT / f"{found.fault.kind.replace(' ', '-')}-{seed}-{found.number}"


def told(seed: str, read: int, found: Sequence[Found]) -> int:
    """Print what was found, by kind, with how to see it again; 1 where it is more than may be."""
    print(f"{read:,} inputs, {len(found)} for which something does not hold")
    seen: Counter[str] = Counter()
    for each in found:
        seen[each.fault.kind] += 1
        if seen[each.fault.kind] <= MOST_OF_A_KIND:
            print(f"\n{each.fault.kind}: {each.fault.what[:200]}")
            print(f"  again: {sys.executable} -m tests.fuzz --seed {seed} --input {each.number}")
            print(f"  the least of it: {sys.executable} -m tests.fuzz {file_of(seed, each)}")
    of_words = sum(each.fault.kind in {"lost", "glued"} for each in found)
    return int(of_words < len(found) or of_words > MOST_OF_WORDS * read)


def again(data: bytes) -> int:
    """Print what is wrong with one input, in this process; 1 where anything is."""
    wrong = bounded(data)
    print(f"{wrong.kind}: {wrong.what}" if wrong else "All holds.")
    return int(wrong is not None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, or run again what failed; 1 where more than may be does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=2, help="how long (default: 2)")
    parser.add_argument("--seed", default="", help="what the inputs are made from (default: another each time)")
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1, help="processes at once (default: all cores)")
    parser.add_argument("--input", type=int, metavar="NUMBER", help="only the input of this number")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="only these inputs, as they were kept")
    options = parser.parse_args(arguments)
    if options.files:
        return max([again(file.read_bytes()) for file in options.files])
    if options.input is not None:
        return again(made(options.seed, options.input))
    seed = options.seed or secrets.token_hex(4)
    print(f"Seed {seed}, {options.minutes:g} minutes, {options.cores} processes", flush=True)
    return told(seed, *run(seed, options.minutes * 60, options.cores))


if __name__ == "__main__":
    sys.exit(main())
