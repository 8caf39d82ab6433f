"""The command line: `python -m pipeline COMMAND`, and the command of the installed package.

Each command imports only what it uses. `raw/` and `processed/` are in the folder in which it runs.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from pipeline import __version__
from pipeline.records import Refusal
from pipeline.storage.atomic import complete
from pipeline.text.normalise import shown
from pipeline.text.terminal import plain_stream

COMMANDS = {
    "build": "make all tables from one saved page",
    "changes": "say again what changed with the newest capture",
    "report": "write report.html beside the tables",
    "inspect": "show the tables in the terminal",
    "explain": "say why a line of the page is taken for what it is",
    "review": "list what waits for a person, as entries for the list of corrections",
    "fetch": "bring the published page, an archived capture or a file into raw/",
    "snapshots": "list the saved pages and how they differ",
    "xlsx": "write the tables as one file for spreadsheets",
    "archives": "read whole archives of the web: all captures of the page, and pages like it",
    "sqlite": "write the tables as one SQLite file, with full-text search",
    "public": "write the tables without personal data",
    "suppress": "give the entry for somebody who asked to be left out of the tables",
    "docs": "write docs/tables.md and docs/tabellen.md from the definition of the tables",
}
# The module of a command, where it is not one of that name beside this file.
MODULES = {
    "changes": "editions.changes",
    "report": "editions.report",
    "inspect": "editions.terminal",
    "explain": "explain.line",
    "review": "review.review",
    "fetch": "fetch.command",
    "snapshots": "snapshots.history",
    "xlsx": "editions.spreadsheet",
    "archives": "archives.command",
    "sqlite": "editions.sqlite",
    "public": "privacy.public_edition",
    "suppress": "privacy.suppressed",
    "docs": "editions.docs",
}
FAILED = 1
CHECKOUT = "python -m pipeline"  # how the command is called where the package is not installed


def parse(words: list[str], called: str = CHECKOUT) -> tuple[Callable[[argparse.Namespace], int], argparse.Namespace]:
    """What runs the command that the words name, and what it is given.

    Raises:
        SystemExit: with 2 for bad usage, with 0 for help.
    """
    parser = argparse.ArgumentParser(prog=called, description="Clean tables from a published page.")
    parser.add_argument("--version", action="version", version=f"{called} {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    parsers = {name: commands.add_parser(name, help=what, description=what) for name, what in COMMANDS.items()}
    modules = {}
    if command := next((word for word in words if word in COMMANDS), None):
        modules[command] = importlib.import_module(f"pipeline.{MODULES.get(command, command)}")
        modules[command].add_arguments(parsers[command])
    parsed, unknown = parser.parse_known_args(words)
    if unknown:  # said with the usage of the command, and not of all commands
        parsers[parsed.command].error(f"unrecognized arguments: {' '.join(unknown)}")
    for value in filter(_is_no_text, vars(parsed).values()):
        parsers[parsed.command].error(f"expected text in UTF-8, found {value!r}")
    return modules[parsed.command].run, parsed


def _is_no_text(value: object) -> bool:
    """Whether it is text with bytes that are none; names of files, which may have some, are paths."""
    return isinstance(value, str) and any("\ud800" <= each <= "\udfff" for each in value)


def installed() -> int:
    """Run one command under the name that the package is installed with."""
    return main(called=Path(sys.argv[0]).stem)


def main(argv: list[str] | None = None, called: str = CHECKOUT) -> int:
    """Run one command.

    Args:
        argv: the words after the name of the command; by default those that the process was given.
        called: the name that usage and messages give the command.

    Returns:
        0 for success, 1 where it was refused or failed and nothing good was lost, 2 for bad usage, 3 where nothing
        could be reached.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that lacks a letter shows its number
        sys.stdout.reconfigure(errors="backslashreplace")
    with redirect_stdout(plain_stream(sys.stdout)), redirect_stderr(plain_stream(sys.stderr)):
        return _run(sys.argv[1:] if argv is None else argv, called)


def _run(words: list[str], called: str) -> int:
    run, arguments = parse(words, called)
    try:
        _complete_tables(arguments)
        return run(arguments)
    except BrokenPipeError:  # whoever read along has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Refusal as refusal:
        print(shown(f"Refused: {refusal}{_without_make(str(refusal), called)}"), file=sys.stderr)
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        remedy = "Make room or take away what is in the way, or name another place, and run it again."
        said = f"Failed{where}: {error.strerror or error}. Nothing that was there has changed. {remedy}"
        print(shown(said), file=sys.stderr)
    return FAILED


def _complete_tables(arguments: argparse.Namespace) -> None:
    """Complete a build that was stopped while its files were moved one by one, before a command reads any of them.

    Raises:
        Refusal: that cannot be done here.
    """
    out = getattr(arguments, "out", None)
    try:
        if out and complete(out):
            print(f"The last build into {out}/ was stopped in the middle: that is put right first.", file=sys.stderr)
    except OSError as error:
        raise Refusal(
            f"{out}/ holds files of two builds, since the last one was stopped in the middle, and they cannot be put "
            f"right: {error.strerror or error}. Run it once as somebody who may write there."
        ) from error


def _without_make(message: str, called: str) -> str:
    """What a message that names targets of make leaves open where there is no Makefile: the package is installed."""
    if "'make " not in message or Path("Makefile").exists():
        return ""
    return f"\nIt ran in {Path.cwd()}, which has no Makefile: '{called} NAME' does there what 'make NAME' would."


if __name__ == "__main__":
    sys.exit(main())
