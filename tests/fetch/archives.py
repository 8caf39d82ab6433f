"""What tests of archives share: captures of the page in different markups, as a WARC file."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.fetch.fetching import PATH
from tests.fetch.server import HTML
from tests.pages.changes import NOT_FOUND, as_markup
from tests.pages.markups import MARKUPS

HOST = "http://weerbaarbestuur.example"  # a name that no one can have
URL = HOST + PATH
FIRST, SECOND, THIRD = MARKUPS["accordion"](), MARKUPS["table"](), as_markup("added", "headings")
# What is archived, oldest first: time, status, body, other headers; a revisit has the status 0.
ARCHIVED = (
    ("2021-10-01T08:00:00Z", 200, FIRST, {}),
    ("2021-11-01T08:00:00Z", 0, FIRST, {}),
    ("2021-12-01T08:00:00Z", 404, NOT_FOUND.encode(), {}),
    ("2022-01-01T08:00:00Z", 301, b"", {"Location": HOST + "/elsewhere"}),
    ("2022-02-01T08:00:00Z", 200, SECOND, {"Last-Modified": "Mon, 31 Jan 2022 10:00:00 GMT"}),
    ("2022-03-01T08:00:00Z", 200, NOT_FOUND.encode(), {}),
    ("2022-04-01T08:00:00Z", 200, THIRD, {}),
)
KEPT = {"20211001T080000Z": FIRST, "20220201T080000Z": SECOND, "20220401T080000Z": THIRD}


def write_warc(
    path: Path,
    captures: Sequence[tuple[str, int, bytes, dict[str, str]]] = ARCHIVED,
    url: str = URL,
    lines: Mapping[str, str] = {},
) -> Path:
    """Captures as a WARC file, oldest first; `lines` are their status lines, by time, where they are others."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        first = captures[0][0]
        for date, status, body, headers in captures:
            line = "200 OK" if status in (0, 200) else f"{status} Something"
            protocol, line = ("", lines[date]) if date in lines else ("HTTP/1.1", line)
            http = StatusAndHeaders(line, [("Content-Type", HTML), *headers.items()], protocol=protocol)
            when = {"WARC-Date": date}
            if status:
                record = writer.create_warc_record(
                    url, "response", BytesIO(body), http_headers=http, warc_headers_dict=when
                )
            else:
                digest = "sha1:" + digest_of(body)
                record = writer.create_revisit_record(
                    url, digest, url, first, http_headers=http, warc_headers_dict=when
                )
            writer.write_record(record)
    return path


def digest_of(body: bytes) -> str:
    return base64.b32encode(hashlib.sha1(body).digest()).decode()
