"""The package, built and installed as `pip install .` does, without network: the command runs from any folder."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.tables.schema import TABLES
from tests.pages.markups import RAW

ROOT = Path(__file__).resolve().parent.parent
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
PAGE = next(RAW.glob("*.txt"))


@dataclass(frozen=True)
class Installed:
    """The command of an environment."""

    command: Path

    def run(self, folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        command = [self.command, *arguments]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=clean, check=False)

    def told(self, folder: Path, *arguments: str | Path) -> str:
        """What the command prints that must go well."""
        done = self.run(folder, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """A new environment with the wheel; the packages that it needs are those that the tests run with."""
    wheels, there = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("environment")
    offline = ("--no-index", "--no-deps")
    subprocess.run([*PIP, "wheel", *offline, "--no-build-isolation", "--wheel-dir", wheels, ROOT], check=True)
    venv.create(there, with_pip=False)
    subprocess.run([*PIP, "--python", there, "install", *offline, *wheels.iterdir()], check=True)
    (packages,) = there.glob("lib/python*/site-packages")
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return Installed(there / "bin" / "weerbaar-bestuur")


def test_it_says_its_version(installed: Installed, tmp_path: Path) -> None:
    assert installed.told(tmp_path, "--version") == f"weerbaar-bestuur {__version__}\n"
    module = [sys.executable, "-m", "pipeline", "--version"]
    assert (
        subprocess.run(module, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()[-1] == __version__
    )


def test_every_file_of_the_code_travels_with_it(installed: Installed) -> None:
    def files(folder: Path) -> set[Path]:
        found = {path.relative_to(folder) for path in folder.rglob("[!.]*") if path.is_file()}
        return {path for path in found if path.suffix != ".pyc"}

    (there,) = installed.command.parent.parent.glob("lib/python*/site-packages/pipeline")
    assert files(there) == files(ROOT / "pipeline")


def test_it_makes_the_same_tables_in_an_empty_folder(installed: Installed, tmp_path: Path) -> None:
    assert f"{len(TABLES)} tables" in installed.told(tmp_path, "build", "--page", PAGE)
    here = [sys.executable, "-m", "pipeline", "build", "--page", str(PAGE), "--out", str(tmp_path / "here")]
    subprocess.run(here, cwd=ROOT, capture_output=True, check=True)
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("here", "processed")] == []
    made = {path.name: path.read_bytes() for path in (tmp_path / "processed").iterdir()}
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}
    for command in ("report", "sqlite", "public", "inspect"):
        installed.told(tmp_path, command)
    assert (tmp_path / "processed" / "report.html").is_file()


def test_raw_is_that_of_the_folder_in_which_it_runs(installed: Installed, tmp_path: Path) -> None:
    refused = installed.run(tmp_path, "build")
    assert refused.returncode == 1
    assert re.match(r"Refused: raw/ holds no saved page\. Run 'make fetch'", refused.stderr)
    assert refused.stderr.splitlines()[1:] == [
        f"It ran in {tmp_path}, which has no Makefile: 'weerbaar-bestuur NAME' does there what 'make NAME' would."
    ]
    assert list(tmp_path.iterdir()) == []
    installed.told(tmp_path, "fetch", "--from", PAGE)
    installed.told(tmp_path, "build")
    assert (tmp_path / "processed" / "projects.csv").is_file()
