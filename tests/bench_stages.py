"""How long each stage of reading a page takes, so that one that grows is seen.

Each stage is measured right after the stages before it, on a page that nothing has read before, with garbage collected
whenever Python does so. `python -m tests.bench_stages PAGE ROUNDS` is a process that does so.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from statistics import median
from typing import Any, NamedTuple

from lxml import etree

from pipeline.contacts.contact_line import make_contacts, read_contacts
from pipeline.definition.source import load_source
from pipeline.extract.entries import Extractor, extract
from pipeline.extract.municipality import own_domains
from pipeline.gazetteer.gazetteer import load_reference
from pipeline.parse import parse
from pipeline.read.encoding import is_html, is_utf_8
from pipeline.read.page import read_page
from pipeline.records import Block, Labelling, Line, Page, Part
from pipeline.segment.blocks import blocks_of
from pipeline.segment.labelling import labelling_of, segment
from pipeline.segment.neighbours import beginnings_of, facts_of
from tests.bench_reading import PAGES, unseen_pages
from tests.measuring import Bound, medians, of_process

AT_MOST, AIM = 1.5, 1.0  # milliseconds in which a page is segmented

Segmented = tuple[Page, tuple[Block, ...], Labelling]


class Contacts(NamedTuple):
    """The contact lines of an entry, what they say, and the domains of its municipality."""

    lines: tuple[Line, ...]
    text: str
    home: tuple[str, ...]


class Stages:
    """The stages of reading, and what each is measured on."""

    def __init__(self) -> None:
        self.source = load_source()
        self.reference = load_reference()

    def measured(self) -> dict[str, tuple[Callable[[bytes], Any], Callable[[Any], object]]]:
        """Each stage, after what makes of a page what the stage needs."""
        return {
            "decode": (bytes, self.decode),
            "parse": (bytes, self.parse),
            "read": (bytes, self.read),
            "segment": (self.read, self.segment),
            "facts": (self.read, self.facts),
            "label": (self.read, self.labelling),
            "blocks": (self.labelled, self.blocks),
            "names": (self.segmented, self.names),
            "contacts": (self.contact_lines, self.contacts),
            "extract": (self.segmented, self.extract),
            "whole": (bytes, self.whole),
        }

    # What the stages need

    def labelled(self, data: bytes) -> tuple[Page, Labelling]:
        page = self.read(data)
        return page, self.labelling(page)

    def segmented(self, data: bytes) -> Segmented:
        page = self.read(data)
        return page, *self.segment(page)

    def contact_lines(self, data: bytes) -> list[Contacts]:
        """The contact lines of all entries; extracting, which comes first here, tells their municipalities."""
        page, blocks, labelling = self.segmented(data)
        entries = extract(page, blocks, labelling, self.source, self.reference).entries
        of_entries = [block.contact for block in blocks if block.part is Part.ENTRY]
        return [
            self._contacts(page, page.lines[first:end], entry.municipality)
            for entry, (first, end) in zip(entries, of_entries, strict=True)
            if first < end
        ]

    def _contacts(self, page: Page, lines: tuple[Line, ...], municipality: str | None) -> Contacts:
        own = self.reference.by_name(municipality) if municipality else None
        return Contacts(lines, page.text[lines[0].start : lines[-1].end], own_domains(own, self.source))

    # The stages

    def decode(self, data: bytes) -> bool:
        return is_html(data) and is_utf_8(data)

    def parse(self, data: bytes) -> object:
        """The tree, as `pipeline.read.html.document` has it made."""
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
        return etree.fromstring(data, parser)

    def read(self, data: bytes) -> Page:
        return read_page(data, self.source)

    def facts(self, page: Page) -> list[int]:
        return facts_of(page, beginnings_of(page.lines), self.source, self.reference)

    def labelling(self, page: Page) -> Labelling:
        return labelling_of(page, self.source, self.reference)

    def blocks(self, labelled: tuple[Page, Labelling]) -> tuple[Block, ...]:
        page, labelling = labelled
        return blocks_of(page.lines, labelling.states, labelling.contacts_first, self.reference)

    def segment(self, page: Page) -> tuple[tuple[Block, ...], Labelling]:
        return segment(page, self.source, self.reference)

    def names(self, segmented: Segmented) -> Extractor:
        """The municipalities that the page names, and what the titles are: an extractor begins with them."""
        return Extractor(*segmented, self.source, self.reference)

    def contacts(self, entries: list[Contacts]) -> None:
        """The contacts; lines that are there again are read once, as in extracting."""
        readings = {}
        for lines, text, home in entries:
            key = tuple([(line.text, line.label) for line in lines])
            if key not in readings:
                readings[key] = read_contacts(lines, self.source)
            make_contacts(readings[key], text, home, lines[0].start)

    def extract(self, segmented: Segmented) -> object:
        return extract(*segmented, self.source, self.reference)

    def whole(self, data: bytes) -> object:
        return parse(data, self.source, self.reference)


def measure(page: str, rounds: int) -> dict[str, float]:
    """The median processor time in seconds of each stage, in turns over pages that are all different."""
    stages = Stages().measured()
    pages = iter(unseen_pages(page, rounds * len(stages)))
    times: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name, (before, stage) in stages.items():
            given = before(next(pages))
            started = time.process_time()
            stage(given)
            times[name].append(time.process_time() - started)
    return {name: median(found) for name, found in times.items()}


def profile(found: dict[str, float]) -> dict[str, float]:
    """The time of each stage: what no function does by itself is what one does more than another."""
    content = found["read"] - found["decode"] - found["parse"]
    rest = found["extract"] - found["names"] - found["contacts"]
    return {
        "decode": found["decode"],
        "parse": found["parse"],
        "content and walk": content,
        "segment": found["segment"],
        "segment: facts": found["facts"],
        "segment: decoding, with habits": found["label"] - found["facts"],
        "segment: blocks": found["blocks"],
        "names and titles": found["names"],
        "contacts": found["contacts"],
        "rest of extract": rest,
        "page to records": found["whole"],
    }


def stages(rounds: int, processes: int) -> tuple[list[tuple[object, ...]], list[Bound]]:
    """A row for each stage with its milliseconds on each page, and the bounds of segmenting."""
    found = {
        page: profile(medians([of_process(__name__, page, str(rounds)) for _ in range(processes)])) for page in PAGES
    }
    rows: list[tuple[object, ...]] = [
        (stage, *(times[stage] * 1000 for times in found.values())) for stage in next(iter(found.values()))
    ]
    segmenting = {f"segment, ms, {page}": times["segment"] * 1000 for page, times in found.items()}
    return rows, [
        bound
        for what, time_taken in segmenting.items()
        for bound in (Bound(what, time_taken, at_most=AT_MOST), Bound(what, time_taken, at_most=AIM, aim=True))
    ]


if __name__ == "__main__":
    page, rounds = sys.argv[1:]
    print(json.dumps(measure(page, int(rounds))))
