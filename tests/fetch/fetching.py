"""What tests of fetching share: saved pages, a source on loopback, the command as users run it, and what it did."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit

from pipeline.definition.source import DEFINITION
from tests.pages.markups import RAW, SAVED_SHA256

ROOT = Path(__file__).resolve().parents[2]
PATH = "/index.php/producten-en-diensten/gemeenten"
# So that tests of bounds take parts of a second; the numbers that users live with are in the definition itself.
QUICK = {"pause": "0", "answer_within": "2", "read_timeout": "5", "total_time": "20", "retries": "2"}


@dataclass(frozen=True)
class Run:
    """What a command did."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Place:
    """A folder with saved pages of its own, and a source that points to a server on loopback."""

    folder: Path
    source: Path

    @property
    def raw(self) -> Path:
        return self.folder / "raw"

    @property
    def rejected(self) -> Path:
        return self.raw / "rejected"

    def files(self) -> dict[str, str]:
        """Every file of raw/, hidden ones included, with the digest of its content."""
        found = (path for path in self.raw.rglob("*") if path.is_file() and path.parent == self.raw)
        return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(found)}

    def fetch(self, *arguments: str | Path, largest_file: int | None = None, **environment: str) -> Run:
        command = ("fetch", "--raw", self.raw, "--source", self.source, *arguments)
        return self.run(*command, largest_file=largest_file, **environment)

    def run(self, *arguments: str | Path, largest_file: int | None = None, **environment: str) -> Run:
        process = self.start(*arguments, largest_file=largest_file, **environment)
        out, err = process.communicate(timeout=120)
        return Run(process.returncode, out, err)

    def start(
        self, *arguments: str | Path, largest_file: int | None = None, **environment: str
    ) -> "subprocess.Popen[str]":
        """The command in this folder, under guard; it can write no file beyond `largest_file` bytes."""
        command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
        clean = {name: value for name, value in os.environ.items() if name != "OFFLINE" and "proxy" not in name.lower()}
        guard = os.pathsep.join([str(ROOT / "tests" / "guard"), str(ROOT)])
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env={**clean, "PYTHONPATH": guard, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=largest_file and partial(setrlimit, RLIMIT_FSIZE, (largest_file, largest_file)),
        )


def make_place(folder: Path, address: str, **settings: str) -> Place:
    """A place with the committed saved page, and a source whose page is at PATH of `address`."""
    source = folder / "source.toml"
    text = DEFINITION.read_text(encoding="utf-8")
    text = re.sub(r'(?m)^url = ".*"$', f'url = "{address}{PATH}"', text, count=1)
    text = re.sub(r"(?m)^hosts = .*$", f'hosts = ["{address.removeprefix("http://")}"]', text, count=1)
    for name, value in {**QUICK, "requests_a_minute": "60000", **settings}.items():
        text, found = re.subn(rf"(?m)^{name} = .*$", f"{name} = {value}", text, count=1)
        assert found, f"source.toml has no {name}"
    source.write_text(text, encoding="utf-8")
    (folder / "raw").mkdir()
    for suffix in (".txt", ".json"):
        shutil.copy(RAW / f"undated-{SAVED_SHA256[:12]}{suffix}", folder / "raw")
    return Place(folder, source)


def kill(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def said(run: Run, code: int, *words: str) -> None:
    """Check the exit code and what was said."""
    assert run.code == code, run
    for word in words:
        assert word in run.out + run.err, run
    assert "Traceback" not in run.err


def live(place: Place, code: int, *words: str) -> None:
    """Fetch the live page, and check exit code and what is said."""
    said(place.fetch("--from", "live"), code, *words)


def unchanged(place: Place, *words: str) -> None:
    """Fetching gives nothing: exit 3, the folder is as before, the user is told why and what stays."""
    before = place.files()
    live(place, 3, "Warning: no origin gave the page; the newest saved page stays undated-", *words)
    assert place.files() == before


def added(place: Place) -> dict[str, object]:
    """The metadata of the one page that was added."""
    [path] = place.raw.glob("2*.json")
    metadata: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    [body] = [path for path in place.raw.glob("2*") if path.suffix != ".json"]
    assert body.stat().st_size == metadata["bytes"]
    return metadata


def kept(place: Place) -> dict[str, bytes]:
    """The dated pages in raw/, by capture time."""
    return {path.stem.partition("-")[0]: path.read_bytes() for path in sorted(place.raw.glob("2*.html"))}


def tables(folder: Path) -> dict[str, str]:
    """The digest of each table."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*")) if path.is_file()}


def whole(folder: Path) -> None:
    """The tables are of one build: each has the digest that the data package says."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for one in package["resources"]:
        digest = str(one.get("hash", "")).removeprefix("sha256:")
        assert digest == sha256((folder / one["path"]).read_bytes()).hexdigest()
