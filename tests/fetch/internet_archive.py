"""The Internet Archive: its exact form, served on loopback."""

import json
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.fetch.archives import digest_of
from tests.fetch.fetching import PATH
from tests.fetch.server import Reply, Server

NAMES = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
KEY = "example,weerbaarbestuur)" + PATH


class InternetArchive:
    """Its two interfaces, answering in its exact form: a list in pages, and replays."""

    def __init__(self, server: Server, url: str) -> None:
        self.server, self.url = server, url
        self.rows: list[list[str]] = []
        self.rows_a_page = 3
        server.replies["/cdx/search/cdx"] = [self.cdx]

    @property
    def address(self) -> str:
        return self.server.address + "/cdx/search/cdx"

    def archive(
        self,
        timestamp: str,
        body: bytes,
        status: str = "200",
        revisit: bool = False,
        reply: Reply | None = None,
    ) -> None:
        kind = ["warc/revisit", "-"] if revisit else ["text/html", status]
        self.rows.append([KEY, timestamp, self.url, *kind, digest_of(body), "20000"])
        when = {"x-archive-src": "a.warc.gz"}  # without Memento-Datetime a replay is told by its address
        self.server.replies[f"/web/{timestamp}id_/{self.url}"] = [reply or Reply(body, int(status), when)]

    def cdx(self, handler: BaseHTTPRequestHandler) -> Reply:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query).items()}
        assert asked["url"] == self.url
        assert (asked["output"], asked["filter"], asked["showResumeKey"]) == (
            "json",
            "statuscode:200|-",
            "true",
        )
        rows = [row for row in self.rows if row[4] in ("200", "-")]
        start = next((n for n, row in enumerate(rows) if asked.get("resumeKey") == self.resume_key(row)), 0)
        found = rows[start : start + self.rows_a_page]
        more = rows[start + self.rows_a_page :]
        lines = [NAMES, *found, *([[], [self.resume_key(more[0])]] if more else [])] if found else []
        body = "[" + ",\n".join(json.dumps(line) for line in lines) + "]\n"
        return Reply(body.encode(), content_type="application/json")

    @staticmethod
    def resume_key(row: list[str]) -> str:
        return row[0].replace(",", "%2C").replace(")", "%29") + "+" + row[1]
