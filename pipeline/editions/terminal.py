"""The tables in the terminal: `python -m pipeline inspect [MUNICIPALITY]`. Plain text, so that it can be piped."""

from __future__ import annotations

import argparse
import textwrap
from pathlib import Path
from typing import Any

import pandas as pd
from tabulate import tabulate

from pipeline.editions.published import add_folder, read_parquet
from pipeline.gazetteer.gazetteer import load_reference
from pipeline.records import Refusal
from pipeline.text.normalise import counted
from pipeline.text.terminal import terminal_width

# A column whose cells are longer than this is wrapped, to no less than the other, in characters.
LONGEST_UNWRAPPED, NARROWEST_WRAPPED = 24, 16
GAP = 2  # blanks between two columns
QUOTE = 100  # characters of a quote that are shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline inspect` takes."""
    parser.add_argument(
        "municipality", nargs="?", metavar="MUNICIPALITY", help="show all that is known of this one, with its evidence"
    )
    add_folder(parser)


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
        self.width = terminal_width()

    def read(self, name: str) -> pd.DataFrame:
        """One table, with empty text for null and lists joined."""
        table = read_parquet(self.folder / f"{name}.parquet")
        frame = pd.DataFrame(table.to_pylist(), columns=table.column_names, dtype=object)
        return frame.map(_shown)

    def show_all(self) -> None:
        """Projects first, then a line for each repeat, then the checks."""
        projects = self.read("projects")
        self.heading(counted(len(projects), "project"))
        self.table(projects[["municipality", "title", "leaders", "emails", "entries"]])
        self._repeats()
        checks = self.read("checks")
        self.heading(counted(len(checks), "check"))
        checks = checks.assign(outcome=checks["level"].mask(checks["passed"].astype(bool), "ok"))
        self.table(checks[["outcome", "check", "expected", "found", "detail"]])

    def _repeats(self) -> None:
        entries, contacts = self.read("entries"), self.read("contacts")
        repeats = entries[entries["repeat"] != "first"]
        self.heading(counted(len(repeats), "repeat"))
        for row in repeats.itertuples():
            first = entries[(entries["project_id"] == row.project_id) & (entries["repeat"] == "first")].iloc[0]
            self.text(f"{row.municipality}: {row.title}")
            self.text(f"    under {row.theme}: {how_it_differs(row, first, contacts)}")

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
            self.heading(f"Named in {counted(len(mentions), 'text')} of others")
            self.table(mentions[["entry_id", "note_id", "quote", "start", "end"]])

    def _project(self, project: Any) -> None:
        entries, contacts = self.read("entries"), self.read("contacts")
        entries = entries[entries["project_id"] == project.project_id]
        contacts = contacts[contacts["project_id"] == project.project_id]
        self.heading(f"{project.municipality}: {project.title}")
        facts = [
            (name, getattr(project, name))
            for name in ("kind", "gm_code", "province", "gm_code_current", "longitude", "latitude", "leaders", "emails")
        ]
        widest = max(len(name) for name, _ in facts)
        print(tabulate(facts, tablefmt="plain", maxcolwidths=[None, self.width - widest - GAP]))
        self.heading("Contacts")
        self.table(contacts[["label", "name", "function", "email", "phone", "external"]].drop_duplicates())
        links = self.read("links")
        links = links[links["entry_id"].isin(entries["entry_id"])]
        if not links.empty:
            self.heading("Links")
            self.table(links[["text", "url", "kind"]].map(shortened_cells).drop_duplicates())
        for entry in entries.itertuples():
            self.heading(f"Entry {entry.position}, under {entry.theme} ({entry.repeat}, likeness {entry.similarity})")
            self.text(f"{entry.text}\n\n{entry.contact_line}".rstrip())
            own = contacts.loc[contacts["entry_id"] == entry.entry_id, "contact_id"]
            self._evidence(project.project_id, entry, {entry.entry_id, *own})

    def _evidence(self, project_id: str, entry: Any, row_ids: set[str]) -> None:
        """Where the cells of an entry come from, and those of its project that come from it: each place once."""
        proof = self.read("evidence")
        of_project = (proof["row_id"] == project_id) & proof["start"].between(entry.start, entry.end)
        proof = proof[proof["row_id"].isin(row_ids) | of_project]
        place = ["value", "rule", "quote", "start", "end"]
        columns = proof.groupby(place, sort=False)["column"].agg(lambda names: ", ".join(dict.fromkeys(names)))
        shown = columns.reset_index().sort_values(["start", "end"], kind="stable")
        self.heading(f"Evidence for entry {entry.position}")
        for column in ("value", "quote"):
            shown[column] = shown[column].map(shortened_cells)
        self.table(shown[["column", *place]])

    def table(self, frame: pd.DataFrame) -> None:
        """Print a table, its long columns wrapped to the width of the terminal."""
        longest = [max([len(name) + GAP, *(len(str(value)) for value in frame[name])]) for name in frame.columns]
        wrapped = [length > LONGEST_UNWRAPPED for length in longest]
        taken = sum(length for length, is_wrapped in zip(longest, wrapped, strict=True) if not is_wrapped)
        left = self.width - taken - GAP * (len(longest) - 1)
        room = max(NARROWEST_WRAPPED, left // max(1, sum(wrapped)))
        widths = [
            min(length, room) if is_wrapped else None for length, is_wrapped in zip(longest, wrapped, strict=True)
        ]
        print(
            tabulate(
                frame.values.tolist(),
                headers=list(frame.columns),
                tablefmt="simple",
                maxcolwidths=widths,
                disable_numparse=True,
            )
        )

    def heading(self, text: str) -> None:
        """Print a heading."""
        print()
        self.text(text)
        print("-" * min(len(text), self.width))

    def text(self, text: str) -> None:
        """Print a text, its paragraphs wrapped to the width of the terminal."""
        for line in text.split("\n"):
            hanging = " " * (len(line) - len(line.lstrip(" -")))
            print(textwrap.fill(line, self.width, subsequent_indent=hanging, break_on_hyphens=False))


def how_it_differs(entry: Any, first: Any, contacts: pd.DataFrame) -> str:
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


def _shown(value: object) -> object:
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, list) else value


def shortened_cells(text: str) -> str:
    """The beginning of a long text, on one line."""
    line = " / ".join(text.split("\n"))
    return line if len(line) <= QUOTE else line[: QUOTE - 1] + "…"
