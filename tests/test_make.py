"""The Makefile and its tools: what they do on machines and in folders that are not as ours, and what they say there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pages.changes import as_markup

ROOT = Path(__file__).resolve().parent.parent
GNU = shutil.which("gmake") or "make"
Done = subprocess.CompletedProcess[str]
STRANGE = ["projects kopie", "a:b", "25% # $(HOME) 'x'", "-rf", "*", "caf\N{LATIN SMALL LETTER E WITH ACUTE}"]
# Functions, operators, directives, special variables and targets that GNU make has since 3.82, by its NEWS, and a "#"
# in a function, which began a comment before 4.3; macOS has 3.81.
NEWER_THAN_3_81 = (
    r"!=|::=|&:|\$\((file|guile|let|intcmp) |\$\([a-z]+ [^()]*#|\.WAIT\b|^-?load |^define .*=|^(undefine|private) "
    r"|^\.(ONESHELL|RECIPEPREFIX|EXTRA_PREREQS|SHELLFLAGS|NOTINTERMEDIATE)"
)


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


# Of the environment of those who run the tests; below another make, a make names its folder.
LEFT_OUT = {"OFFLINE", "PYTHON", "MAKEFLAGS", "MAKELEVEL", "EXPECT_BROWSER", "EXPECT_OFFICE", "EXPECT_NODE"}


def run(folder: Path, *command: str, **environment: str) -> Done:
    """A command in a folder, without what this machine is set to."""
    clean = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    environment = {**clean, "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that is set up: the Makefile with the code and the saved page, and this Python in its environment."""
    for name in ("Makefile", "requirements.lock"):
        shutil.copy2(ROOT / name, tmp_path / name)
    for name in ("pipeline", "raw", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "rejected"))
    program(tmp_path / ".venv" / "bin" / "python", f'exec "{sys.executable}" "$@"')
    (tmp_path / ".venv" / ".run").touch()
    return tmp_path


def build(checkout: Path) -> Done:
    return run(checkout, GNU, "build")


def built(checkout: Path) -> Path:
    """The same checkout with its tables, by a command that writes nothing but a line for each time that it is run."""
    (checkout / "processed").mkdir()
    program(checkout / ".venv" / "bin" / "python", "echo RAN")
    assert "RAN" in build(checkout).stdout
    assert "Nothing to do" in build(checkout).stdout
    return checkout


@pytest.mark.parametrize("name", STRANGE)
def test_files_that_are_none_of_ours_do_not_stop_make(checkout: Path, name: str) -> None:
    for folder in ("processed", "pipeline"):
        (checkout / folder).mkdir(exist_ok=True)
        (checkout / folder / f"{name}.csv").touch()
    (checkout / "raw" / f"{name} (map)").mkdir()
    assert run(checkout, GNU, "help").returncode == 0
    done = build(checkout)
    assert done.returncode == 0, done.stderr
    assert (checkout / "processed" / f"{name}.csv").exists()
    assert "Nothing to do" in build(checkout).stdout


@pytest.mark.parametrize("name", [*(f"{name}.html" for name in STRANGE), "a b.jpg", "a b.json", "a b"])
def test_a_stray_file_among_the_saved_pages_is_refused_by_name(checkout: Path, name: str) -> None:
    (checkout / "raw" / name).touch()
    assert run(checkout, GNU, "help").returncode == 0
    done = build(checkout)
    assert done.returncode != 0
    assert f"Refused: raw/{name} " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (checkout / "processed").exists()


def test_a_page_with_a_blank_in_its_name_is_built_from_and_a_change_of_it_is_seen(checkout: Path) -> None:
    for path in (checkout / "raw").glob("undated-*"):
        path.rename(path.with_stem(f"pagina van toen {path.stem}"))
    assert "pagina van toen" in build(checkout).stdout
    assert "Nothing to do" in build(checkout).stdout
    (page,) = (checkout / "raw").glob("pagina *.txt")
    page.touch()
    assert "Nothing to do" not in build(checkout).stdout


def test_what_changed_is_the_last_that_make_says(checkout: Path) -> None:
    (checkout / "page.html").write_bytes(as_markup("leader_changed"))
    run(
        checkout, sys.executable, "-m", "pipeline", "fetch", "--from", "page.html", "--captured-at", "2023-01-01T00:00Z"
    )
    said = build(checkout).stdout.splitlines()
    (at,) = (n for n, line in enumerate(said) if line.startswith("Changed since "))
    assert any(line.startswith("Report ") for line in said[:at])
    assert {line[:2] for line in said[at + 1 :]} == {"  "}


HOUR = 3_600_000_000_000  # nanoseconds
CHANGES = {
    "code": lambda there: (there / "pipeline" / "parse.py").touch(),
    "a template": lambda there: (there / "pipeline" / "editions" / "templates" / "report.html").touch(),
    "a page that comes": lambda there: (there / "raw" / "new.html").touch(),
    "a page that goes": lambda there: next((there / "raw").glob("*.txt")).unlink(),
    "a table that is written": lambda there: (there / "processed" / "projects.csv").touch(),
    "no tables": lambda there: (there / "processed").rmdir(),
    "packages": lambda there: (there / ".venv" / ".run").touch(),
}
NO_CHANGES = {
    "what Python makes of code": lambda there: (there / "pipeline" / "parse.pyc").touch(),
    "what an editor leaves": lambda there: (there / "pipeline" / ".parse.py.swp").touch(),
    "a page that was refused": lambda there: (there / "raw" / "rejected" / "old.html").touch(),
}


def make_older(folder: Path) -> None:
    """Make all of a folder an hour older: what changes from now on is newer, however roughly the disk keeps time."""
    for path in (folder, *folder.rglob("*")):
        status = path.lstat()
        times = status.st_atime_ns - HOUR, status.st_mtime_ns - HOUR
        os.utime(path, ns=times, follow_symlinks=False)


@pytest.mark.parametrize("what", [*CHANGES, *NO_CHANGES])
def test_make_builds_again_after_a_change_and_only_then(checkout: Path, what: str) -> None:
    (checkout / "raw" / "rejected").mkdir()
    built(checkout)
    make_older(checkout)
    (CHANGES | NO_CHANGES)[what](checkout)
    assert ("RAN" in build(checkout).stdout) == (what in CHANGES)


def test_the_makefile_asks_for_nothing_that_make_3_81_lacks() -> None:
    assert not re.search(NEWER_THAN_3_81, (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.skipif(not shutil.which("bmake"), reason="the make of the BSDs is not installed")
def test_another_make_is_told_that_gnu_make_is_needed() -> None:
    done = run(ROOT, "bmake", "help")
    assert done.returncode != 0
    assert "GNU make 3.81 or newer is needed" in (done.stdout + done.stderr).splitlines()[0]


# Of a machine that lacks something: a folder for PATH with these programs alone.
NEEDED = ("sh", "cat", "dirname", "id", "ln", "mkdir", "readlink", "rm", "sleep", "tail", "touch")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder with tools/ and a lock file, beside a PATH with hardly anything on it."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    (tmp_path / "a.lock").write_text(f"six==1.17.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    for name in NEEDED:
        program(tmp_path / "bin" / name, f'exec {shutil.which(name)} "$@"')
    return tmp_path


def set_up(machine: Path, **environment: str) -> Done:
    done = run(machine, "/bin/sh", "tools/venv", "fresh", ".venv/.run", "a.lock", PATH=f"{machine}/bin", **environment)
    assert done.returncode != 0
    assert not (machine / ".venv" / ".run").exists()
    return done


def test_without_a_suitable_python_uv_is_the_way_out(machine: Path) -> None:
    program(machine / "bin" / "python3", "exit 1")  # as one that is too old says
    assert re.match(r"No Python 3\.11, .* 3\.14 on the PATH\. Install uv, which brings one", set_up(machine).stderr)
    assert "PYTHON=/none is not a Python 3.11" in set_up(machine, PYTHON="/none").stderr


def test_without_network_setting_up_says_what_it_needs_it_for(machine: Path) -> None:
    no_network = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    done = set_up(machine, PYTHON=sys.executable, PIP_NO_CACHE_DIR="1", **no_network)
    assert "The packages of a.lock could not be installed" in done.stderr
    assert "over the network, once: connect and run make again" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 4
    assert "six" in (machine / ".venv" / "install.log").read_text(encoding="utf-8")


def test_uv_without_network_says_what_it_needs_it_for(machine: Path) -> None:
    program(machine / "bin" / "uv", "echo 'No interpreter found' >&2; exit 2")
    assert "uv found no Python 3.11, 3.12, 3.13 or 3.14 and could not download one" in set_up(machine).stderr


def install_browser(machine: Path) -> Done:
    return run(machine, "/bin/sh", "tools/browser", PATH=f"{machine}/bin")


def test_the_browser_is_installed_with_debians_packages(machine: Path) -> None:
    assert "No apt-get here" in install_browser(machine).stderr
    program(machine / "bin" / "sudo", 'exec "$@"')
    program(machine / "bin" / "apt-cache", "exit 0")
    program(machine / "bin" / "apt-get", f'echo "$@" >>{machine}/asked')
    assert install_browser(machine).returncode == 0
    assert (machine / "asked").read_text(encoding="utf-8").endswith(" chromium chromium-driver\n")
    for name in ("chromium", "chromedriver", "apt-get"):
        program(machine / "bin" / name, "exit 1")
    assert install_browser(machine).stdout == ""  # nothing to do


def test_on_ubuntu_it_says_what_can_be_done_and_installs_nothing(machine: Path) -> None:
    program(machine / "bin" / "sudo", 'exec "$@"')
    program(machine / "bin" / "apt-cache", "exit 100")
    program(machine / "bin" / "apt-get", 'test "$1" = update')
    done = install_browser(machine)
    assert done.returncode == 1
    assert "On Ubuntu it is a snap" in done.stderr
    assert "'make test' skips the tests of the report in a browser" in done.stderr


def test_without_libreoffice_its_tests_are_skipped_with_one_line_and_fail_where_it_is_expected(tmp_path: Path) -> None:
    one = "tests/editions/test_spreadsheet.py::test_no_value_of_the_csv_becomes_another_in_a_dutch_spreadsheet"
    command = (sys.executable, "-m", "pytest", one)
    skipped = run(ROOT, *command, PATH=str(tmp_path))
    assert skipped.returncode == 0, skipped.stdout
    assert skipped.stdout.count("NOT TESTED: the tables in a spreadsheet, for soffice is not on the PATH") == 1
    assert run(ROOT, *command, PATH=str(tmp_path), EXPECT_OFFICE="1").returncode == 1
    assert "EXPECT_OFFICE=1" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_without_a_browser_its_tests_are_skipped_with_one_line_and_fail_where_one_is_expected(tmp_path: Path) -> None:
    one = "tests/editions/test_report_browser.py::test_it_loads_without_error_and_asks_for_nothing_else"
    command = (sys.executable, "-m", "pytest", one)
    skipped = run(ROOT, *command, PATH=str(tmp_path))
    assert skipped.returncode == 0, skipped.stdout
    assert skipped.stdout.count("NOT TESTED: the report in a browser, for chromium is not on the PATH") == 1
    assert run(ROOT, *command, PATH=str(tmp_path), EXPECT_BROWSER="1").returncode == 1
    assert "EXPECT_BROWSER=1" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
