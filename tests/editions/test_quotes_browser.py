"""The addresses of evidence lead home: in a real browser each marks its quote, at its place, and scrolls there."""

from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from pipeline.tables.schema import Row
from pipeline.text.fragment import FRAGMENT
from tests.datasets import Dataset, saved_tables
from tests.editions.browser import Browser, window

QUOTES = 200
# No text of the page has this colour.
MARKED = (
    "<style>::target-text { background: rgb(255, 0, 255); color: rgb(255, 0, 255) } body { font-size: 10px }</style>"
)
# The box around all that is marked in the window, from a picture of it: left, top, right, bottom.
BOX = """
const [picture, done] = arguments, image = new Image();
image.onload = () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height), box = [1e9, 1e9, -1, -1];
  for (let i = 0; i < data.length; i += 4) if (data[i] > 250 && data[i + 1] < 5 && data[i + 2] > 250) {
    const x = (i / 4) % image.width, y = Math.floor(i / 4 / image.width);
    box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x + 1); box[3] = Math.max(box[3], y + 1);
  }
  done(box);
};
image.src = "data:image/png;base64," + picture;
"""
# The part that is in the window of the box around a text, from a paragraph and an offset in it to others.
PLACE = """
const [first, start, last, end] = arguments, range = document.createRange();
const paragraphs = document.querySelectorAll("p, li");
range.setStart(paragraphs[first].firstChild, start);
range.setEnd(paragraphs[last].firstChild, end);
const boxes = [...range.getClientRects()].filter(box => box.width), of = side => boxes.map(box => box[side]);
return [Math.min(...of("left")), Math.max(0, Math.min(...of("top"))),
        Math.max(...of("right")), Math.min(innerHeight, Math.max(...of("bottom")))];
"""
NEAR = 3  # pixels: what is marked is a little higher than its letters


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The page on a server of this machine, a paragraph or an item for each of its lines."""
    lines = saved_tables().records.page.text.split("\n")
    items = (
        f"<li>{escape(line[2:])}</li>" if line.startswith("- ") else f"<p>{escape(line)}</p>" for line in lines if line
    )
    body = f"<!DOCTYPE html><html lang=nl><meta charset=utf-8>{MARKED}{''.join(items)}".encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with window() as opened:
        opened.driver.set_window_size(1200, 900)
        yield opened


def marked(browser: Browser) -> list[float]:
    picture = browser.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
    box: list[float] = browser.driver.execute_async_script(BOX, picture)
    return box


def place(text: str, offset: int) -> tuple[int, int]:
    """The paragraph of an offset of the text, from 0, and the offset in it."""
    start = text.rfind("\n", 0, offset) + 1
    mark = 2 if text.startswith("- ", start) else 0
    return text.count("\n", 0, start), max(offset - start - mark, 0)


def spread(evidence: list[Row]) -> list[Row]:
    """So many quotes, each place once, evenly over all tables."""
    quotes = list({(row["start"], row["end"]): row for row in evidence}.values())
    assert len(quotes) >= QUOTES
    return [quotes[n * len(quotes) // QUOTES] for n in range(QUOTES)]


def test_two_hundred_quotes_are_marked_where_they_are(browser: Browser, dataset: Dataset, address: str) -> None:
    text = dataset.records.page.text
    for number, row in enumerate(spread(dataset.rows["evidence"])):
        fragment = row["url"].partition(FRAGMENT)[2]
        browser.driver.get(f"{address}?{number}{FRAGMENT}{fragment}")
        left, top, right, bottom = browser.run(PLACE, *place(text, row["start"]), *place(text, row["end"]))
        box = marked(browser)
        assert box[1] <= top + NEAR < bottom - NEAR <= box[3], (number, fragment)
        # Of what is on the page again the mark may begin above it, and of several paragraphs the box is theirs.
        if text.count(row["quote"]) == 1 and "\n" not in row["quote"]:
            assert box == pytest.approx((left, top, right, bottom), abs=NEAR), (number, fragment)
