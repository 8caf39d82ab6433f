"""Archives made by the tests, and what reading them gave."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.__main__ import main
from tests.archives.others import DUTCH, FOREIGN, page, random_words
from tests.pages.markups import MARKUPS

MARKUP_NAMES = tuple(MARKUPS)
TABLES = ("pages", "entries", "contacts", "evidence")

Rows = dict[str, list[dict[str, Any]]]  # of each table
Captured = tuple[str, str, bytes]  # address, time, body


def write_archive(path: Path, captures: Iterable[Captured], headers: Sequence[tuple[str, str]] = ()) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for url, date, body in captures:
            fields = [("Content-Type", "text/html; charset=utf-8"), *headers]
            http = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url, "response", BytesIO(body), http_headers=http, warc_headers_dict={"WARC-Date": date}
                )
            )
    return path


def mixed(seed: int, count: int) -> Iterator[Captured]:
    """Pages of an archive: one in a hundred is the page, nine are other Dutch pages, the rest foreign."""
    return (_captured(seed * count + n) for n in range(count))


def _captured(number: int) -> Captured:
    date = f"20{21 + number % 4}-01-01T00:00:00Z"
    if number % 100 == 0:
        markup = MARKUP_NAMES[number // 100 % len(MARKUP_NAMES)]
        return f"https://copy.example/{number}", date, MARKUPS[markup]()
    if number % 100 == 1:
        make = random_words
    else:
        kinds = list((DUTCH if number % 100 < 10 else FOREIGN).values())
        make = kinds[number % len(kinds)]
    return f"https://site.example/{number}", date, page(make, number)


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """All rows of a table, whatever archive they are of, in one order."""
    found = [row for path in sorted(out.glob(f"archive=*/{table}.parquet")) for row in pq.read_table(path).to_pylist()]
    return sorted(found, key=repr)


def every_row(out: Path) -> Rows:
    return {table: rows(out, table) for table in TABLES}


def archives(*words: object) -> int:
    return main(["archives", *map(str, words)])
