"""How fast a page is read, against parsing it and against general-purpose extractors, on two pages and in two ways.

Alone: each tool in a process of its own, one page after another, none before the first that counts, with garbage
collected whenever Python does so. This is how a page is read, and what the bounds are of. Processor time counts: on a
busy machine a tool that takes long waits for others, and one that is done at once does not. In turns: all tools in one
process, each warm and without the garbage of the others.

`python -m tests.bench_reading TOOL PAGE ROUNDS` is such a process.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from tests.measuring import Bound, interleaved, medians, of_process
from tests.pages.markups import MARKUPS

Tool = Callable[[bytes], object]


@dataclass(frozen=True)
class Limits:
    """How many times as long as the parser reading a page may take."""

    at_most: float
    aim: float


PAGES = {"site": Limits(7, 5), "bare accordion": Limits(12, 8)}
"""The page as a whole site serves it, and its content alone, of which the parser has less to do."""
FEWEST_OF_EXTRACTOR = 6  # times as long as reading a page the extractor takes at least

SENTENCE_ENDS = re.compile(rb"\.(?=</(?:p|li)>)")


def unseen(page: bytes, number: int) -> bytes:
    """The page with a number of its own at the end of each paragraph, as no tool has read it before.

    Whoever reads pages reads each once; trafilatura keeps the lines that it has cleaned (`functools.lru_cache`), and
    would be measured at finding them again.
    """
    return SENTENCE_ENDS.sub(b" %d." % number, page)


def unseen_pages(name: str, count: int) -> list[bytes]:
    """So many pages of a markup, no two of them alike."""
    page = MARKUPS[name]()
    return [unseen(page, 1000 + number) for number in range(count)]


# Each tool is imported only where it is made, so that the process of one holds no other.


def _records() -> Tool:
    from pipeline.definition.source import load_source
    from pipeline.gazetteer.gazetteer import load_reference
    from pipeline.parse import parse

    source, reference = load_source(), load_reference()
    return lambda page: parse(page, source, reference)


def _parse() -> Tool:
    import lxml.html

    return lxml.html.fromstring


def _extractor() -> Tool:
    import trafilatura

    return trafilatura.extract


def _soup() -> Tool:
    from bs4 import BeautifulSoup

    return lambda page: BeautifulSoup(page, "lxml")


TOOLS: dict[str, Callable[[], Tool]] = {
    "page to records": _records,
    "lxml.html, parse": _parse,
    "trafilatura, extract": _extractor,
    "Beautiful Soup with lxml, parse": _soup,
}


def in_turns(page: str, rounds: int) -> dict[str, float]:
    """The median time in seconds of each tool, all in this process and warm."""
    pages = unseen_pages(page, 2 * rounds + 2)

    def run_on_pages(tool: Tool) -> Callable[[int], object]:
        return lambda number: tool(pages[number])

    return interleaved({name: run_on_pages(make()) for name, make in TOOLS.items()}, rounds, warm=True)


def alone(page: str, rounds: int, processes: int) -> dict[str, float]:
    """The median time in seconds of each tool in processes of its own; the tools take turns by process."""
    found = [{name: of_process(__name__, name, page, str(rounds))[name] for name in TOOLS} for _ in range(processes)]
    return medians(found)


def one_after_another(name: str, page: str, rounds: int) -> float:
    """The median processor time in seconds that a tool takes for a page, the first ones included."""
    tool = TOOLS[name]()
    times = []
    for data in unseen_pages(page, rounds):
        started = time.process_time()
        tool(data)
        times.append(time.process_time() - started)
    return median(times)


def ratios(times: dict[str, float]) -> dict[str, float]:
    """The ratios that have bounds."""
    ours, parse, extractor, soup = times.values()
    return {
        "records / parse by lxml.html": ours / parse,
        "trafilatura / records": extractor / ours,
        "Beautiful Soup / records": soup / ours,
    }


def reading(page: str, rounds: int, each: int, processes: int) -> tuple[list[tuple[str, float, float]], list[Bound]]:
    """A row for each tool, in milliseconds alone and in turns, and the bounds of a page.

    `rounds` in turns; alone, `each` pages in a process and so many `processes`.
    """
    by_itself, warm = alone(page, each, processes), in_turns(page, rounds)
    rows = [(name, by_itself[name] * 1000, warm[name] * 1000) for name in TOOLS]
    (parse, extractor, soup), beside = ratios(by_itself).items(), ratios(warm)
    limits = PAGES[page]
    return rows, [
        Bound(*parse, at_most=limits.at_most, beside=beside[parse[0]]),
        Bound(*parse, at_most=limits.aim, aim=True, beside=beside[parse[0]]),
        Bound(*extractor, at_least=FEWEST_OF_EXTRACTOR, beside=beside[extractor[0]]),
        Bound(*soup, at_least=1, beside=beside[soup[0]]),
    ]


if __name__ == "__main__":
    tool, page, rounds = sys.argv[1:]
    print(json.dumps({tool: one_after_another(tool, page, int(rounds))}))
