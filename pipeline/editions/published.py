"""The tables as they were written: what the report and the other editions are made from."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.lock import locked
from pipeline.records import Refusal
from pipeline.tables import TABLES, Row, Rows

# Tables of captures; a folder made from one file may lack them.
OPTIONAL = ("snapshots", "changes")


@dataclass(frozen=True, slots=True)
class Published:
    """One folder of tables: the rows of each, the text they point into, and the data package that describes them."""

    rows: Rows
    page_text: str
    package: dict[str, Any]

    @property
    def snapshot(self) -> dict[str, Any]:
        """The saved page the tables were made from, as the data package names it."""
        captured = [source for source in self.package["sources"] if "sha256" in source]
        return dict(captured[-1])


def read_published(folder: Path) -> Published:
    """Read a folder of tables.

    Raises:
        Refusal: the folder does not hold them all.
    """
    import pyarrow.parquet as pq

    names = [table.name for table in TABLES if table.name not in OPTIONAL]
    needed = [*(f"{name}.parquet" for name in names), "page.txt", "datapackage.json"]
    missing = [name for name in needed if not (folder / name).is_file()]
    if missing:
        raise Refusal(f"{folder}/ lacks {', '.join(missing)}. Run 'make build' first.")
    names += [name for name in OPTIONAL if (folder / f"{name}.parquet").is_file()]
    rows = {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in names}
    text = (folder / "page.txt").read_bytes().decode("utf-8")
    return Published(rows, text, json.loads((folder / "datapackage.json").read_text(encoding="utf-8")))


def evidence_of(rows: Rows) -> dict[tuple[str, str, str], list[Row]]:
    """The rows of evidence by table, row_id and column."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows["evidence"]:
        found.setdefault((row["table"], row["row_id"], row["column"]), []).append(row)
    return found


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place in one step, while nobody else writes to its folder.

    Raises:
        OSError: it cannot be written; what stood there stays.
    """
    path = path.resolve()
    new = path.with_name(f".{path.name}.new")
    with locked(path.parent.parent):
        try:
            with new.open("wb") as file:
                file.write(data)
                os.fsync(file.fileno())
            new.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
            raise
