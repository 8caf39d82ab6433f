"""Which projects of all pages and captures are the same: municipality by municipality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from pipeline.archives.limits import MOST_PARTITIONS
from pipeline.archives.tables import PROJECTS_OF_PAGES, SAME, Writer
from pipeline.dedupe.projects import recognise
from pipeline.records import UNKNOWN, Entry, Project
from pipeline.storage.atomic import replace_folder
from pipeline.tables.schema import Row
from pipeline.text.normalise import counted, slug

FOLDER = "same"
OF_ENTRIES = ("page_id", "entry_id", "municipality", "gm_code", "title", "text")
ABOUT_PAGES = ("page_id", "url", "captured_at")


def same(out: Path, pool: Executor) -> str:
    """Write `same/`: the projects of all pages, and which entry is of which; what was found, in words.

    The caller holds the lock on `out`.

    Raises:
        OSError: the disk is full; what was there stays.
    """
    projects = 0
    tables = {"projects": PROJECTS_OF_PAGES, "same": SAME}
    with TemporaryDirectory(dir=out, prefix=".", suffix=".new") as parts:
        entries = _partition(out, Path(parts))
        folders = sorted(str(folder.resolve()) for folder in Path(parts).iterdir())
        with replace_folder(out / FOLDER) as new, Writer(new.path, tables) as writer:
            for found, which in pool.map(of_partition, folders):
                projects += len(found)
                writer.add("projects", found)
                writer.add("same", which)
    return f"{counted(projects, 'project')} of {counted(entries, 'entry', 'entries')}, in {out / FOLDER}/"


def _partition(out: Path, parts: Path) -> int:
    """Write the entries of each municipality into a folder of its own; how many there are."""
    written = 0

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal written
        for path in sorted(out.glob("archive=*/entries.parquet")):
            pages = pq.read_table(path.with_name("pages.parquet"), columns=list(ABOUT_PAGES))
            entries = pq.read_table(path, columns=list(OF_ENTRIES)).join(pages, "page_id")
            names = entries["municipality"].to_pylist()
            slugs = {name: slug(name or UNKNOWN) for name in {*names}}
            written += len(names)
            yield from entries.append_column("part", pa.array([slugs[n] for n in names], pa.string())).to_batches()

    fields = [pa.field(name, pa.string()) for name in (*OF_ENTRIES, *ABOUT_PAGES[1:], "part")]
    by_part = ds.partitioning(pa.schema(fields[-1:]))
    ds.write_dataset(
        batches(), parts, schema=pa.schema(fields), format="parquet", partitioning=by_part,
        max_partitions=MOST_PARTITIONS, max_open_files=MOST_PARTITIONS,
    )  # fmt: skip
    return written


def of_partition(folder: str) -> tuple[list[Row], list[Row]]:
    """The projects of one municipality, and which entry is of which project.

    An entry that is the same to the letter, as in every capture that changed elsewhere, is compared once.
    """
    rows = pq.read_table(folder, partitioning=None, use_threads=False).to_pylist()
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
    return [_project(project, distinct, of_project) for project, of_project in found], which


def _entry(row: Row) -> Entry:
    return Entry(row["entry_id"], 0, None, row["municipality"], row["title"], row["text"] or "", None, (), (), 0, 0, ())


def _project(project: Project, distinct: Sequence[Sequence[Row]], rows: Sequence[Row]) -> Row:
    first, times = rows[0], [row["captured_at"] for row in rows if row["captured_at"]]
    return {
        "project_id": project.project_id, "municipality": first["municipality"], "gm_code": first["gm_code"],
        "title": first["title"], "text": distinct[project.fullest][0]["text"], "entries": len(rows),
        "pages": len({row["url"] for row in rows}), "first_captured": min(times, default=None),
        "last_captured": max(times, default=None),
    }  # fmt: skip
