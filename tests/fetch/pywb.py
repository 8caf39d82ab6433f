"""A real web archive on loopback: pywb, in an environment of its own."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import SO_REUSEADDR, SOL_SOCKET, create_connection, socket
from threading import Event

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".cache" / "pywb"
PYTHON = ENVIRONMENT / "bin" / "python"
LOCK = ROOT / "tests" / "archive" / "requirements.lock"
STAMP = ENVIRONMENT / ".ready"
START = "from pywb.apps.cli import wayback; wayback()"
MANAGE = "from pywb.manager.manager import main; main()"
STARTED_WITHIN = 60  # seconds


def make_environment() -> None:
    """Make pywb's environment where it is missing or outdated; the test fails where that cannot be done."""
    command = ["sh", str(ROOT / "tools" / "venv"), "fresh", str(STAMP), str(LOCK)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(
            f"pywb, the web archive that this test needs, could not be installed into {ENVIRONMENT}: "
            f"connect to a package index once and run 'make test' again.\n{done.stdout}{done.stderr}"
        )


@contextmanager
def archiving(folder: Path, warc: Path) -> Iterator[str]:
    """The address of a collection with what the WARC file holds, served within the `with` statement."""
    make_environment()
    for command in (["init", "pages"], ["add", "pages", str(warc)]):
        subprocess.run([PYTHON, "-c", MANAGE, *command], cwd=folder, check=True, capture_output=True)
    log = folder / "pywb.log"
    with reserved() as port:
        with log.open("wb") as output:
            command = [str(PYTHON), "-c", START, "--port", str(port), "--bind", "127.0.0.1"]
            process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        try:
            _await(process, port, log)
            yield f"http://127.0.0.1:{port}/pages"
        finally:
            process.terminate()
            process.wait()


@contextmanager
def reserved() -> Iterator[int]:
    """A port that no other test is given until pywb listens there: both may use it, since both ask to reuse it."""
    with socket() as free:
        free.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", 0))
        yield free.getsockname()[1]


def _await(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Return as soon as it takes connections."""
    until = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            Event().wait(0.05)
    pytest.fail(f"pywb did not start ({sys.executable}):\n{log.read_text()}")
