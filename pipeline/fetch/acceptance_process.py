"""Acceptance in a process of its own, which is ended where a page takes it too long, too much memory, or down."""

from __future__ import annotations

import multiprocessing
import resource
from contextlib import suppress
from math import ceil
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType

from pipeline.definition.source import Source
from pipeline.fetch.acceptance import NOTHING_ACCEPTED, Accepting, Verdict, assess
from pipeline.fetch.limits import LONGEST_START, MOST_MEMORY
from pipeline.gazetteer.gazetteer import Reference
from pipeline.snapshots.store import Capture
from pipeline.text.normalise import shown

UNREADABLE = "a page that cannot be read"


class AcceptanceProcess:
    """Says of captures whether they are the page; the process that reads them begins with the first, and stays.

    Used in a `with` statement, at the end of which that process has ended.
    """

    def __init__(self, source: Source, reference: Reference) -> None:
        self.source, self.reference = source, reference
        self.seconds: float = source.other["fetch"]["assessed_within"]
        self.process: BaseProcess | None = None
        self.line: Connection | None = None

    def __enter__(self) -> AcceptanceProcess:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._end()

    def __call__(self, capture: Capture, accepting: Accepting = NOTHING_ACCEPTED) -> Verdict:
        """What `assess` says of the capture; where it says nothing, that and why."""
        try:
            line = self.line or self._begin()
            line.send((capture.data, capture.media_type, capture.charset, accepting))
            if line.poll(self.seconds):
                verdict: Verdict = line.recv()
                return verdict
            why = f"reading it takes longer than {self.seconds:g} seconds: given up"
        except (EOFError, OSError):
            why = "reading it ended the process in which it was read"
        self._end()
        return Verdict(None, UNREADABLE, why)

    def _begin(self) -> Connection:
        """Start the process, and wait until it is there: that takes none of the time for a page."""
        context = multiprocessing.get_context("spawn")  # a copy of this process could wait for locks of its threads
        self.line, there = context.Pipe()
        arguments = (there, self.source, self.reference, self.seconds)
        self.process = context.Process(target=work, args=arguments, daemon=True)
        self.process.start()
        there.close()
        if not self.line.poll(LONGEST_START):
            raise EOFError
        self.line.recv()
        return self.line

    def _end(self) -> None:
        if self.process and self.line:
            self.process.kill()
            self.process.join()
            self.line.close()
        self.process = self.line = None


def work(line: Connection, source: Source, reference: Reference, seconds: float) -> None:
    """Assess what comes along the line, until its other end closes."""
    with suppress(ValueError, OSError):  # not every system has this bound
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with suppress(EOFError, OSError, KeyboardInterrupt):
        line.send(None)
        while True:
            data, media_type, charset, accepting = line.recv()
            _bound_time(seconds)
            try:
                verdict = assess(data, source, reference, media_type, charset, accepting)
            except Exception as error:  # a fault of ours, for which no page may hold up the others
                verdict = Verdict(None, UNREADABLE, shown(f"reading it failed ({type(error).__name__}: {error})"))
            line.send(verdict)


def _bound_time(seconds: float) -> None:
    """Let the system end this process after so many more seconds of work, should nobody be left to do it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = ceil(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
