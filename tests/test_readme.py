"""The README speaks of commands, files and counts that exist."""

import re
import subprocess
from pathlib import Path

from pipeline.__main__ import COMMANDS
from tests.datasets import saved_tables

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
CODE = re.findall(r"`([^`\n]+)`", README) + [
    line for block in re.findall(r"```\w*\n(.*?)```", README, re.S) for line in block.splitlines()
]
ELSEWHERE = {"report.html", "robots.txt"}
MADE_WHEN_NEEDED = {"processed/public", "raw/rejected"}


def test_every_target_exists() -> None:
    named = {word for code in CODE for word in re.findall(r"\bmake ([a-z]+)", code)}
    assert named
    assert named <= TARGETS


def test_every_command_exists() -> None:
    named = {word for code in CODE for word in re.findall(r"python -m pipeline ([a-z]+)", code)}
    assert named
    assert named <= COMMANDS.keys()


def test_every_file_exists() -> None:
    paths = [
        path.relative_to(ROOT) for part in ROOT.iterdir() if part.name[0] != "." for path in (part, *part.rglob("*"))
    ]
    files = [str(path) for path in paths if (ROOT / path).is_file()]
    names = {Path(file).name for file in files} | ELSEWHERE
    folders = {str(folder) for file in files for folder in Path(file).parents}
    for code in CODE:
        if re.fullmatch(r"[\w/.-]+\.(?:csv|json|txt|toml|py|md|html|parquet|lock)", code) and not code.startswith("."):
            assert code in files or Path(code).name in names, code
        if re.fullmatch(r"[\w/.-]+/", code) and not code.startswith("http"):
            assert code.rstrip("/") in folders | MADE_WHEN_NEEDED, code
    for target in re.findall(r"\]\((?!https?:|#)([^)\s]+?)(?:#[^)]*)?\)", README):
        assert (ROOT / target).exists(), target


def test_the_counts_are_those_of_the_tables() -> None:
    rows = saved_tables().rows
    for name, count in re.findall(r"^\| `(\w+)\.csv`[^|]*\| (\d+) \|", README, re.MULTILINE):
        assert len(rows[name]) == int(count), name


def test_make_help_lists_every_target_that_is_documented() -> None:
    ran = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = set(re.findall(r"^make (\w+)", ran.stdout, re.MULTILINE))
    assert {word for code in CODE for word in re.findall(r"\bmake ([a-z]+)", code)} <= listed


def test_nothing_is_left_to_fill_in() -> None:
    assert "<!--" not in README
    assert "TODO" not in README
