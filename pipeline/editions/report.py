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
from typing import TYPE_CHECKING, Any

from pipeline.editions.atlas import make_atlas
from pipeline.editions.looks import points_to_look_at
from pipeline.editions.provenance import line_of, line_starts, whole_page
from pipeline.editions.published import Published, add_folder, published_in
from pipeline.editions.sidebyside import repeats
from pipeline.editions.takealong import beside, citation, files, site
from pipeline.editions.timeline import runs_of, timeline
from pipeline.editions.words import for_script, known, listed, moment, say, thousands
from pipeline.gazetteer.gazetteer import Reference, load_reference
from pipeline.gazetteer.names import GEMEENTE
from pipeline.records import AWAY
from pipeline.storage.atomic import replace_file
from pipeline.tables.described import licence_in_dutch
from pipeline.tables.editions import OF_PUBLIC, REPORT
from pipeline.tables.schema import Row, Rows
from pipeline.text.normalise import fold
from pipeline.write.croissant import croissant

if TYPE_CHECKING:
    import jinja2

TEMPLATES = Path(__file__).with_name("templates")
STYLE = TEMPLATES / "report.css"
# In the order in which they need each other; the first is before what is shown, the others after it.
SCRIPTS = tuple(
    TEMPLATES / f"{name}.js"
    for name in ("early", "words", "address", "find", "table", "map", "sources", "take", "main")
)
PALETTE = 8  # classes of colours in report.css; more themes than these start anew
SAYING = (known, licence_in_dutch, listed, moment, say, thousands)  # what templates call
CONTACT = ("leaders", "functions", "emails", "phones")  # columns of projects that are one column here


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
    style = STYLE.read_text(encoding="utf-8")
    early, *scripts = (path.read_text(encoding="utf-8") for path in SCRIPTS)
    return (
        _environment()
        .get_template("report.html")
        .render(
            **context(published), style=style, early=early, scripts=scripts, policy=policy([style], [early, *scripts])
        )
    )


def _environment() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(paragraphs=paragraphs, sorting=sorting, runs_of=runs_of)
    environment.globals.update({each.__name__: each for each in SAYING})
    return environment


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
    rows = published.rows
    projects = _projects(rows)
    return {
        "package": published.package,
        "is_public": published.package["name"].endswith(OF_PUBLIC),
        "snapshot": published.snapshot,
        "site": site(published),
        "rows": rows,
        "counts": _counts(rows),
        "doubts": points_to_look_at(rows),
        "themes": rows["themes"],
        "theme_number": {row["theme_id"]: n % PALETTE + 1 for n, row in enumerate(rows["themes"])},
        "projects": projects,
        "columns": _columns(rows),
        "evidence": _Evidence(published),
        "atlas": make_atlas(rows),
        "repeats": repeats(rows),
        "whole": whole_page(rows, published.page_text),
        "history": timeline(rows),
        "beside": beside(published),
        "citation": citation(published),
        "files": files(published),
        "script_words": for_script(),
        "json_ld": croissant(published.package),
    }


def _columns(rows: Rows) -> dict[str, bool]:
    """Which columns of the table of projects at least half of its rows fill; the public edition has few contacts."""
    columns = {"themes": ("themes",), "province": ("province",), "contact": CONTACT}
    filled = {name: sum(any(row[each] for each in own) for row in rows["projects"]) for name, own in columns.items()}
    return {name: 2 * number >= len(rows["projects"]) for name, number in filled.items()}


def _counts(rows: Rows) -> dict[str, int]:
    governments = {row["municipality"]: row["kind"] for row in rows["projects"] if row["municipality"]}
    return {
        **{name: len(table) for name, table in rows.items()},
        "municipalities": len(governments),
        "public_bodies": sum(kind != GEMEENTE for kind in governments.values()),
    }


def _projects(rows: Rows) -> list[dict[str, Any]]:
    """Each project with its entries, and each of these with its contacts, mentions and links."""
    entries, contacts = _grouped(rows["entries"], "project_id"), _grouped(rows["contacts"], "entry_id")
    mentions, links = (_grouped(_numbered(rows[name]), "entry_id") for name in ("mentions", "links"))
    reference = load_reference()
    projects = []
    for number, row in enumerate(rows["projects"], start=1):
        own = entries[row["project_id"]]
        projects.append(
            {
                "row": row,
                "number": number,
                "also_called": _also_called(row, reference),
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
            }
        )
    return projects


def _also_called(row: Row, reference: Reference) -> list[str]:
    """Other names of a project's municipality and province, by which people look for it: Den Bosch, Friesland."""
    name, province = row["municipality"], row["province"]
    others = [*reference.also_called(name or ""), *known("provinces", province or "")]
    return [other for other in dict.fromkeys(others) if other not in ("", province)]


def _numbered(table: list[Row]) -> Iterable[Row]:
    """The rows of a table without a key, with their numbers."""
    return ({**row, "row_id": str(number)} for number, row in enumerate(table, start=1))


def _grouped(rows: Iterable[Row], column: str) -> defaultdict[str, list[Row]]:
    """Rows by what they have in a column, in their order."""
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[column]].append(row)
    return grouped


class _Evidence:
    """Looks up where a cell comes from, for the templates."""

    def __init__(self, published: Published) -> None:
        self.rows: dict[tuple[str, str, str], dict[str, Row]] = {}  # the first of each value
        for row in published.rows["evidence"]:
            key = row["table"], row["row_id"], row["column"]
            self.rows.setdefault(key, {}).setdefault(row["value"], row)
        self.starts = line_starts(published.page_text)

    def __call__(self, table: str, row_id: str, column: str, value: str | None = None) -> Row | None:
        """The evidence of a cell or of one of its values, with its line and the fragment of its address."""
        found = self.rows.get((table, row_id, column), {})
        row = next(iter(found.values()), None) if value is None else found.get(value)
        if row is None:
            return None
        return {**row, "line": line_of(self.starts, row["start"]), "fragment": row["url"].partition("#")[2]}


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
