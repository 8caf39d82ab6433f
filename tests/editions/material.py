"""Material for the tests of the report and of the other editions of the tables."""

import dataclasses
from pathlib import Path
from zipfile import ZipFile

import pyarrow.parquet as pq
from frictionless import Package, system

from pipeline.build import make_dataset
from pipeline.definition.source import Source
from pipeline.editions.published import Published, read_published
from pipeline.privacy.redact import strings
from pipeline.snapshots.snapshot import Snapshot, from_file
from pipeline.write.files import write_tables
from tests.datasets import reference, source
from tests.pages.changes import contact_line, gouda_titled, replace, with_people
from tests.pages.markups import saved_text

RUN = "window.ran=true"


def write(folder: Path, data: bytes, before: bytes | None = None, known: Source | None = None) -> Path:
    """Write the tables of a page, and of the capture before it, into a new folder within `folder`."""
    known = known or source()
    captures = [
        captured(folder / f"{day}.txt", page, f"2024-01-0{day}T10:00:00Z")
        for day, page in ((1, before), (2, data))
        if page is not None
    ]
    dataset = make_dataset(captures, known, reference())
    write_tables(folder / "tables", dataset.rows, dataset.records.page.text, dataset.snapshots, known)
    return folder / "tables"


def captured(path: Path, data: bytes, at: str) -> Snapshot:
    """A saved page with the time of its capture."""
    path.write_bytes(data)
    return dataclasses.replace(from_file(path), captured_at=at)


def published_from(folder: Path, data: bytes) -> Published:
    """The tables of a page, written and read again."""
    return read_published(write(folder, data))


def uncertain(published: Published, margins: dict[int, int]) -> Published:
    """The tables with other margins for some lines, by their numbers."""
    lines = [{**row, "margin": margins.get(row["line"], row["margin"])} for row in published.rows["lines"]]
    return Published({**published.rows, "lines": lines}, published.page_text, published.package)


def validated(folder: Path) -> list[str]:
    """What frictionless finds wrong with the data package of a folder."""
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return [f"{error.title}: {error.message}" for task in report.tasks for error in task.errors] + [
        error.message for error in report.errors
    ]


def hostile() -> bytes:
    """The saved page with markup, event handlers and script addresses in a title, a name, texts and a note."""
    first_name, _, rest = contact_line("Gouda")[1].partition(" ")
    text = with_people(saved_text(), "Gouda", f'{first_name} "onfocus={RUN} {rest}')
    title = f"<script>{RUN}</script></style></title><img src=x onerror={RUN}> \" ' & {{{{ 7*7 }}}}"
    text = gouda_titled(text, title)
    for old, new in (
        (
            "De gemeente Haarlem richt",
            f"</p></article><svg onload={RUN}> javascript:{RUN} 😀 De gemeente Haarlem richt",
        ),
        ("Naast veel gesprekken", f"<a href='javascript:{RUN}'>x</a><!-- Naast veel gesprekken"),
        ("De pilot integrale beveiliging", f"</script><script>{RUN}</script>]]> De pilot integrale beveiliging"),
        ("Om de aanpak", f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe> Om de aanpak"),
    ):
        text = replace(text, old, new)
    return text.encode()


def people(published: Published) -> set[str]:
    return {row["name"] for row in published.rows["contacts"] if row["name"]}


def addresses(published: Published) -> set[str]:
    return {row["email"] for row in published.rows["contacts"] if row["email"]}


def contents(folder: Path) -> dict[str, str]:
    """All text of each file of a folder."""
    found = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".parquet":
            found[path.name] = "\n".join(value for _, value in strings({"": pq.read_table(path).to_pylist()}))
        elif path.suffix == ".xlsx":
            with ZipFile(path) as file:
                found[path.name] = "\n".join(file.read(part).decode() for part in file.namelist())
        elif path.is_file():
            found[path.name] = path.read_text(encoding="utf-8")
    return found
