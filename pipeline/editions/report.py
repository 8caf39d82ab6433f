"""The tables as one file to look at: `python -m pipeline report`.

The file asks nothing of the network: styles and scripts are in it, and its content security policy lets
only these run, so that whatever a page holds comes out as text.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.editions.published import Published, add_folder, published_in
from pipeline.records import AWAY
from pipeline.snapshots.told import name, what, where
from pipeline.storage.atomic import replace_file
from pipeline.tables.schema import OF_PUBLIC, REPORT, Row, Rows
from pipeline.text.normalise import counted, fold
from pipeline.write.croissant import croissant

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
STYLE = TEMPLATES / "report.css"
SCRIPTS = (HERE / "vendor" / "datatables-3.1.5.min.js", TEMPLATES / "report.js")
# Classes of colours in report.css; more themes than these start anew.
PALETTE = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline report` takes."""
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the report beside the tables.

    Raises:
        Refusal, OSError: there are no tables, or the file cannot be written; an older report stays.
    """
    with published_in(arguments.out) as published:
        page = render(published).encode("utf-8")
        replace_file(arguments.out / REPORT, page)
    print(f"Report   {arguments.out / REPORT}: {len(page) / 1000:.0f} kB, opens offline")
    return 0


def render(published: Published) -> str:
    """The report as HTML; the same tables give the same text."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(paragraphs=paragraphs, sorting=sorting, number=lambda value: f"{value:,}")
    style = STYLE.read_text(encoding="utf-8")
    scripts = [path.read_text(encoding="utf-8") for path in SCRIPTS]
    return environment.get_template("report.html").render(
        **context(published), style=style, scripts=scripts, policy=policy([style], scripts), counted=counted
    )


def policy(styles: list[str], scripts: list[str]) -> str:
    """The content security policy that allows exactly these styles and scripts, and no request."""
    hashes = {
        "style-src": " ".join(map(_hash, styles)),
        "script-src": " ".join(map(_hash, scripts)),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(["default-src 'none'", *(f"{name} {value}" for name, value in hashes.items())])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"


def context(published: Published) -> dict[str, Any]:
    """What the templates show."""
    from pipeline.editions.atlas import make_atlas
    from pipeline.editions.provenance import whole_page
    from pipeline.editions.sidebyside import repeats

    rows = published.rows
    return {
        "package": published.package,
        "is_public": published.package["name"].endswith(OF_PUBLIC),
        "snapshot": published.snapshot,
        "rows": rows,
        "counts": _counts(rows),
        "checks": _checks(rows),
        "themes": [{**row, "number": n % PALETTE + 1} for n, row in enumerate(rows["themes"])],
        "theme_number": {row["theme_id"]: n % PALETTE + 1 for n, row in enumerate(rows["themes"])},
        "project_number": {row["project_id"]: n for n, row in enumerate(rows["projects"], start=1)},
        "projects": _projects(rows),
        "evidence": _Evidence(published),
        "atlas": make_atlas(rows),
        "repeats": repeats(rows),
        "whole": whole_page(rows, published.page_text),
        "history": _history(rows),
        "json_ld": croissant(published.package),
    }


def _counts(rows: Rows) -> dict[str, int]:
    return {
        **{name: len(table) for name, table in rows.items()},
        "municipalities": len({row["municipality"] for row in rows["projects"] if row["municipality"]}),
        "addresses": len({row["email"] for row in rows["contacts"] if row["email"]}),
        "repeats": sum(row["repeat"] != "first" for row in rows["entries"]),
    }


def _checks(rows: Rows) -> dict[str, list[Row]]:
    """The checks by what came of them; those for information pass always."""
    checks = rows["checks"]
    return {
        "errors": [row for row in checks if row["level"] == "error"],
        "warnings": [row for row in checks if row["level"] == "warning"],
        "failed": [row for row in checks if not row["passed"]],
        "all": sorted(checks, key=lambda row: row["passed"]),
    }


def _projects(rows: Rows) -> list[dict[str, Any]]:
    """Each project with its entries, and each of these with its contacts, mentions and links."""
    entries, contacts = _grouped(rows["entries"], "project_id"), _grouped(rows["contacts"], "entry_id")
    mentions, links = (_grouped(_numbered(rows[name]), "entry_id") for name in ("mentions", "links"))
    projects = []
    for row in rows["projects"]:
        own = entries[row["project_id"]]
        projects.append(
            {
                "row": row,
                "entries": [
                    {
                        "row": entry,
                        "contacts": contacts[entry["entry_id"]],
                        "mentions": mentions[entry["entry_id"]],
                        "links": [link for link in links[entry["entry_id"]] if link["kind"] in AWAY],
                    }
                    for entry in own
                ],
                "first_of": {entry["theme_id"]: entry for entry in reversed(own)},
                "functions": [each for each in contacts[own[0]["entry_id"]] if each["function"] and not each["name"]]
                if own
                else [],
            }
        )
    return projects


def _numbered(table: list[Row]) -> Iterable[Row]:
    """The rows of a table without a key, with their numbers."""
    return ({**row, "row_id": str(number)} for number, row in enumerate(table, start=1))


def _grouped(rows: Iterable[Row], column: str) -> defaultdict[str, list[Row]]:
    """Rows by what they have in a column, in their order."""
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[column]].append(row)
    return grouped


def _history(rows: Rows) -> list[dict[str, Any]]:
    """The captures, newest first, each with its changes and what is said of them; none where there is only one."""
    captures = rows.get("snapshots", [])
    if len(captures) < 2:
        return []
    changes: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows["changes"]:
        changes[row["snapshot_id"]].append({"row": row, "name": name(row), "where": where(row), "what": what(row)})
    return [{"row": row, "changes": changes[row["snapshot_id"]]} for row in reversed(captures)]


class _Evidence:
    """Looks up where a cell comes from, for the templates."""

    def __init__(self, published: Published) -> None:
        from pipeline.editions.provenance import line_of, line_starts

        self.rows: dict[tuple[str, str, str], dict[str, Row]] = {}  # the first of each value
        for row in published.rows["evidence"]:
            key = row["table"], row["row_id"], row["column"]
            self.rows.setdefault(key, {}).setdefault(row["value"], row)
        self.starts = line_starts(published.page_text)
        self.line_of = line_of

    def __call__(self, table: str, row_id: str, column: str, value: str | None = None) -> Row | None:
        """The evidence of a cell or, for a list, of one of its values; with the number of its line."""
        found = self.rows.get((table, row_id, column), {})
        row = next(iter(found.values()), None) if value is None else found.get(value)
        return {**row, "line": self.line_of(self.starts, row["start"])} if row else None


def paragraphs(text: str | None) -> list[tuple[str, list[str]]]:
    """A text as ("p", [paragraph]) and ("ul", items)."""
    made: list[tuple[str, list[str]]] = []
    for line in (text or "").split("\n"):
        if not line.startswith("- "):
            made.append(("p", [line]))
        elif made and made[-1][0] == "ul":
            made[-1][1].append(line[2:])
        else:
            made.append(("ul", [line[2:]]))
    return [(kind, lines) for kind, lines in made if any(lines)]


def sorting(name: str | None) -> str:
    """A name as it is sorted: from its first capital, so that "'s-Hertogenbosch" comes under H; none comes last."""
    capital = next((n for n, letter in enumerate(name or "") if letter.isupper()), 0)
    return fold(name[capital:]) if name else "~"
