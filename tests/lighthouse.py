"""How well the report does by Lighthouse, on a telephone: `make lighthouse`. Exits 1 where a score is below LEAST.

The report is served on loopback, and compressed, as sites serve it.
"""

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pipeline.editions.published import read_published
from pipeline.editions.report import render
from tests.editions.browser import BROWSERS, NODE, found

LEAST = {"accessibility": 100, "performance": 95}
RUNS = 3  # of which the best counts: what else the machine does makes a page slower, never faster
TABLES = Path("processed")


class Site(BaseHTTPRequestHandler):
    """One page, whatever is asked for."""

    page = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(self.page)))
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(page: str) -> Iterator[str]:
    Site.page = gzip.compress(page.encode())
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def measured(address: str) -> dict[str, int]:
    """The scores of one run, of 100."""
    command = [
        NODE / "node_modules" / ".bin" / "lighthouse", address, "--output=json", "--quiet",
        f"--only-categories={','.join(LEAST)}", "--chrome-flags=--headless=new --no-sandbox",
    ]  # fmt: skip
    environment = os.environ | {"CHROME_PATH": found(*BROWSERS)}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return {name: round(100 * each["score"]) for name, each in json.loads(ran.stdout)["categories"].items()}


def main() -> int:
    with served(render(read_published(TABLES))) as address:
        runs = [measured(address) for _ in range(RUNS)]
    best = {name: max(run[name] for run in runs) for name in LEAST}
    for name, least in LEAST.items():
        print(f"{name:14} {best[name]:3} of 100, at least {least} is wanted")
    return int(any(best[name] < least for name, least in LEAST.items()))


if __name__ == "__main__":
    sys.exit(main())
