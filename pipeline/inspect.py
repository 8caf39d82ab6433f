"""The tables in the terminal: `python -m pipeline inspect [MUNICIPALITY]`. Plain text, so that it can be piped."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

import pandas as pd
from tabulate import tabulate

from pipeline.build import OUT
from pipeline.records import Refusal
from pipeline.reference import load_reference

WIDTH_IN_A_PIPE = 160
NARROWEST_TEXT = 40
QUOTE = 100  # characters of a quote that are shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline inspect` takes."""
    parser.add_argument(
        "municipality", nargs="?", metavar="MUNICIPALITY", help="show all that is known of this one, with its evidence"
    )
    parser.add_argument(
        "--out", type=Path, default=OUT, metavar="DIR", help="folder of the tables (default: processed/)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the tables.

    Raises:
        Refusal: there are none, or the municipality has no project in them.
    """
    tables = Tables(arguments.out)
    if arguments.municipality:
        tables.show_one(arguments.municipality)
    else:
        tables.show_all()
    return 0


class Tables:
    """The tables of a folder, each read when it is first used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        terminal = sys.stdout.isatty()
        self.width = shutil.get_terminal_size().columns if terminal else WIDTH_IN_A_PIPE

    def read(self, name: str) -> pd.DataFrame:
        """One table, with empty text for null and lists joined."""
        path = self.folder / f"{name}.parquet"
        if not path.is_file():
            raise Refusal(f"{path} is not there. Run 'make' to build the tables.")
        frame = pd.read_parquet(path).astype(object)
        return frame.map(
            lambda value: "; ".join(value) if isinstance(value, list) or hasattr(value, "tolist") else value
        ).where(frame.notna(), "")

    def show_all(self) -> None:
        """Projects first, then a line for each repeat, then the checks."""
        projects = self.read("projects")
        heading(f"{len(projects)} projects")
        self.table(projects[["municipality", "title", "leaders", "emails", "entries"]])
        self._repeats()
        checks = self.read("checks")
        heading(f"{len(checks)} checks")
        checks = checks.assign(outcome=checks["level"].mask(checks["passed"].astype(bool), "ok"))
        self.table(checks[["outcome", "check", "expected", "found", "detail"]])

    def _repeats(self) -> None:
        entries, contacts = self.read("entries"), self.read("contacts")
        repeats = entries[entries["repeat"] != "first"]
        heading(f"{len(repeats)} repeats")
        for row in repeats.itertuples():
            first = entries[(entries["project_id"] == row.project_id) & (entries["repeat"] == "first")].iloc[0]
            print(f"{row.municipality}: {row.title}\n    under {row.theme}: {difference(row, first, contacts)}")

    def show_one(self, name: str) -> None:
        """All that is known of one municipality."""
        known = load_reference().named(name)
        official = known.name if known else name
        projects = self.read("projects")
        projects = projects[projects["municipality"] == official]
        mentions = self.read("mentions")
        mentions = mentions[mentions["municipality"] == official]
        if projects.empty and mentions.empty:
            raise Refusal(
                f"{name!r} has no project and is not named on the page. 'make inspect' lists those that have one."
            )
        for project in projects.itertuples():
            self._project(project)
        if not mentions.empty:
            heading(f"Named in {len(mentions)} texts of others")
            self.table(mentions[["entry_id", "note_id", "quote", "start", "end"]])

    def _project(self, project: Any) -> None:
        entries, contacts, evidence = self.read("entries"), self.read("contacts"), self.read("evidence")
        entries = entries[entries["project_id"] == project.project_id]
        contacts = contacts[contacts["project_id"] == project.project_id]
        heading(f"{project.municipality}: {project.title}")
        facts = [
            (name, getattr(project, name))
            for name in ("kind", "gm_code", "province", "longitude", "latitude", "leaders", "emails")
        ]
        print(tabulate(facts, tablefmt="plain"))
        for entry in entries.itertuples():
            heading(f"Entry {entry.position}, under {entry.theme} ({entry.repeat}, likeness {entry.similarity})")
            print(f"{entry.text}\n\n{entry.contact_line}")
        heading(f"{len(contacts)} contacts")
        self.table(contacts[["label", "name", "function", "email", "phone", "external", "start", "end"]])
        ids = {project.project_id, *entries["entry_id"], *contacts["contact_id"]}
        proof = evidence[evidence["row_id"].isin(ids)].copy()
        heading(f"{len(proof)} cells with evidence")
        for column in ("value", "quote"):
            proof[column] = proof[column].map(shortened)
        self.table(proof[["table", "column", "value", "rule", "quote", "start", "end"]])

    def table(self, frame: pd.DataFrame) -> None:
        """Print a table, its long columns wrapped to the width of the terminal."""
        longest = [max([len(str(name)), *(len(str(value)) for value in frame[name])]) for name in frame.columns]
        room = max(
            NARROWEST_TEXT,
            (self.width - sum(n for n in longest if n <= 24)) // max(1, sum(n > 24 for n in longest)) - 2,
        )
        widths = [min(n, room) if n > 24 else None for n in longest]
        print(
            tabulate(
                frame.values.tolist(),
                headers=list(frame.columns),
                tablefmt="simple",
                maxcolwidths=widths,
                disable_numparse=True,
            )
        )


def difference(entry: Any, first: Any, contacts: pd.DataFrame) -> str:
    """How an entry differs from the first of its project, in words."""
    if entry.repeat == "same" and entry.similarity == 1:
        return "the same text and contacts"
    differs = []
    if entry.similarity < 1:
        differs.append(f"text {entry.similarity:.0%} alike ({len(entry.text) - len(first.text):+d} characters)")
    people = [set(contacts[contacts["entry_id"] == row.entry_id]["name"]) for row in (entry, first)]
    if people[0] != people[1]:
        differs.append("other leaders")
    again = ", as in an earlier entry" if entry.repeat == "same" else ""
    return ("; ".join(differs) or "other contacts") + again


def shortened(text: str) -> str:
    """The beginning of a long text, on one line."""
    line = " / ".join(text.split("\n"))
    return line if len(line) <= QUOTE else line[: QUOTE - 1] + "…"


def heading(text: str) -> None:
    """Print a heading."""
    print(f"\n{text}\n{'-' * len(text)}")
