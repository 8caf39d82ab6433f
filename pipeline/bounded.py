"""A function in a process of its own, which is ended where a call takes it too long, too much memory, or down."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from multiprocessing.connection import Connection, Pipe
from types import TracebackType
from typing import Any, Self

from pipeline.text.normalise import shown

# The process is there within so many seconds, on a machine that does much else as well.
LONGEST_START = 60


class GivenUp(Exception):
    """A call has no result; the message says why."""


class BoundedProcess:
    """Calls a function there, with what is `known` and is sent once; the process begins with the first call, and stays.

    Used in a `with` statement, at the end of which that process has ended. It may be used in a process that may have no
    children of multiprocessing, as the workers of a cluster are.

    Args:
        function: what is called.
        known: arguments that are the same in each call.
        seconds: that a call may take.
        memory: bytes that the process may take.
    """

    def __init__(self, function: Callable[..., Any], known: dict[str, Any], seconds: float, memory: int) -> None:
        self.task, self.seconds = (function, known, memory), seconds
        self.process: subprocess.Popen[bytes] | None = None
        self.line: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.end()

    def call(self, **arguments: Any) -> Any:
        """The result.

        Raises:
            GivenUp: there is none; the next call finds a new process.
        """
        try:
            line = self.line or self._begin()
            line.send((self.seconds, arguments))
            if line.poll(self.seconds):
                result, failure = line.recv()
                if failure is None:
                    return result
                raise GivenUp(failure)
            why = f"reading it takes longer than {self.seconds:g} seconds: given up"
        except (EOFError, OSError):
            why = "reading it ended the process in which it was read"
        self.end()
        raise GivenUp(why)

    def _begin(self) -> Connection:
        """Start the process, and wait until it is there: that takes none of the time for a call."""
        self.line, there = Pipe()
        command = [sys.executable, "-c", "from pipeline.bounded import work; work()", str(there.fileno())]
        paths = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.process = subprocess.Popen(command, pass_fds=[there.fileno()], env={**os.environ, **paths})
        there.close()
        self.line.send(self.task)
        if not self.line.poll(LONGEST_START):
            raise EOFError
        self.line.recv()
        return self.line

    def end(self) -> None:
        """End the process, if there is one."""
        if self.process and self.line:
            self.process.kill()
            self.process.wait()
            self.line.close()
        self.process = self.line = None


def work() -> None:
    """Answer what comes along the line whose number the process was given, until its other end closes."""
    line = Connection(int(sys.argv[1]))
    with suppress(EOFError, OSError, KeyboardInterrupt):
        function, known, memory = line.recv()
        with suppress(ValueError, OSError):  # not every system has this bound
            resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
        line.send(None)
        while True:
            seconds, arguments = line.recv()
            _bound_time(seconds)
            answer: tuple[Any, str | None]
            try:
                answer = function(**known, **arguments), None
            except Exception as error:  # a fault of ours, for which no page may hold up the others
                answer = None, shown(f"reading it failed ({type(error).__name__}: {error})")
            line.send(answer)


def _bound_time(seconds: float) -> None:
    """Let the system end this process after so many more seconds of work, should nobody be left to do it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = ceil(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
