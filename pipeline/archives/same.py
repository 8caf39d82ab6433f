"""Which projects of all pages and captures are the same: municipality by municipality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from pyarrow import feather

from pipeline.archives.limits import MOST_PARTITIONS
from pipeline.archives.places import NEW
from pipeline.archives.tables import PROJECTS_OF_PAGES, SAME, Writer
from pipeline.dedupe.projects import recognise
from pipeline.records import UNKNOWN, Entry, Project
from pipeline.storage.atomic import replace_folder
from pipeline.tables.rows import REACHED
from pipeline.tables.schema import CONTACTS, ENTRIES, Row
from pipeline.text.normalise import counted, slug

FOLDER = "same"
WHICH_ENTRY = ("page_id", "entry_id")
OF_ENTRIES = (*WHICH_ENTRY, "municipality", "gm_code", "title", "text")
ABOUT_CONTACTS = (*WHICH_ENTRY, "municipality", *REACHED.values())
ABOUT_PAGES = ("page_id", "url", "captured_at")

# The contacts of each entry, by its page and its identifier there: how they are reached, in the order of REACHED.
Contacts = dict[tuple[str, str], list[list[str | None]]]


def same(out: Path, pool: Executor) -> str:
    """Write `same/`: the projects of all pages, and which entry is of which; what was found, in words.

    The caller holds the lock on `out`.

    Raises:
        OSError: the disk is full; what was there stays.
    """
    projects = 0
    tables = {"projects": PROJECTS_OF_PAGES, "same": SAME}
    with TemporaryDirectory(dir=out, prefix=".", suffix=NEW) as parts:
        entries = _partition(_entries(out), (*OF_ENTRIES, *ABOUT_PAGES[1:]), Path(parts), ENTRIES.name)
        _partition(_contacts(out), ABOUT_CONTACTS, Path(parts), CONTACTS.name)
        folders = sorted(str(folder.resolve()) for folder in Path(parts).iterdir())
        with replace_folder(out / FOLDER) as new, Writer(new.path, tables) as writer:
            for found, which in pool.map(of_partition, folders):
                projects += len(found)
                writer.add("projects", found)
                writer.add("same", which)
    return f"{counted(projects, 'project')} of {counted(entries, 'entry', 'entries')}, in {out / FOLDER}/"


def _entries(out: Path) -> Iterator[pa.Table]:
    """The entries of each archive, with what is known of their pages."""
    for path in sorted(out.glob("archive=*/entries.parquet")):
        pages = pq.read_table(path.with_name("pages.parquet"), columns=list(ABOUT_PAGES))
        yield pq.read_table(path, columns=list(OF_ENTRIES)).join(pages, "page_id")


def _contacts(out: Path) -> Iterator[pa.Table]:
    paths = sorted(out.glob("archive=*/contacts.parquet"))
    return (pq.read_table(path, columns=list(ABOUT_CONTACTS)) for path in paths)


def _partition(tables: Iterable[pa.Table], columns: Sequence[str], parts: Path, name: str) -> int:
    """Write the rows of each municipality into a folder of its own, in files of this name; how many rows there are."""
    written = 0

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal written
        for table in tables:
            names = table["municipality"].to_pylist()
            slugs = {name: slug(name or UNKNOWN) for name in {*names}}
            written += len(names)
            of_part = pa.array([slugs[name] for name in names], pa.string())
            yield from table.select(columns).append_column("part", of_part).to_batches()

    fields = [pa.field(name, pa.string()) for name in (*columns, "part")]
    by_part = ds.partitioning(pa.schema(fields[-1:]))
    ds.write_dataset(
        batches(), parts, schema=pa.schema(fields), format="feather", partitioning=by_part, use_threads=False,
        max_partitions=MOST_PARTITIONS, max_open_files=MOST_PARTITIONS, basename_template=f"{name}-{{i}}",
        existing_data_behavior="overwrite_or_ignore",
    )  # fmt: skip
    return written


def _tables(folder: str, name: str) -> Iterator[pa.Table]:
    """The rows of one municipality."""
    return (feather.read_table(path, use_threads=False) for path in sorted(Path(folder).glob(f"{name}-*")))


def of_partition(folder: str) -> tuple[list[Row], list[Row]]:
    """The projects of one municipality, and which entry is of which project.

    An entry that is the same to the letter, as in every capture that changed elsewhere, is compared once.
    """
    rows = [row for table in _tables(folder, ENTRIES.name) for row in table.to_pylist()]
    rows.sort(key=lambda row: (row["captured_at"] or "", row["page_id"], row["entry_id"]))
    alike: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        alike[(row["title"], row["text"]) if row["text"] else row["page_id"] + row["entry_id"]].append(row)
    distinct = list(alike.values())
    projects = recognise([_entry(group[0]) for group in distinct])
    found = [(project, [row for n in project.entries for row in distinct[n]]) for project in projects]
    which = [
        {"page_id": row["page_id"], "entry_id": row["entry_id"], "project_id": project.project_id}
        for project, of_project in found
        for row in of_project
    ]
    contacts: Contacts = defaultdict(list)
    for table in _tables(folder, CONTACTS.name):
        for page_id, entry_id, _, *reached in zip(*table.to_pydict().values(), strict=True):
            contacts[page_id, entry_id].append(reached)
    return [_project(project, distinct, of_project, contacts) for project, of_project in found], which


def _entry(row: Row) -> Entry:
    return Entry(row["entry_id"], 0, None, row["municipality"], row["title"], row["text"] or "", None, (), (), 0, 0, ())


def _project(project: Project, distinct: Sequence[Sequence[Row]], rows: Sequence[Row], contacts: Contacts) -> Row:
    first, times = rows[0], [row["captured_at"] for row in rows if row["captured_at"]]
    last = max(times, default=None)
    newest = [(row["page_id"], row["entry_id"]) for row in rows if row["captured_at"] == last]
    reached = [contact for key in newest for contact in contacts.get(key, ())]
    return {
        "project_id": project.project_id, "municipality": first["municipality"], "gm_code": first["gm_code"],
        "title": first["title"], "text": distinct[project.fullest][0]["text"], "entries": len(rows),
        "pages": len({row["url"] for row in rows}), "first_captured": min(times, default=None),
        "last_captured": last,
        **{column: [*dict.fromkeys(each[n] for each in reached if each[n])] or None
           for n, column in enumerate(REACHED)},
    }  # fmt: skip
