"""What the tests of reading look at: the lines of a page, and what kind each is."""

from pipeline.definition.source import Source
from pipeline.read.page import read_page
from pipeline.records import Kind


def lines(html: str | bytes, source: Source) -> list[str]:
    data = html if isinstance(html, bytes) else f"<!DOCTYPE html><body>{html}</body>".encode()
    return [line.text for line in read_page(data, source).lines]


def kinds(html: str, source: Source) -> list[tuple[Kind, str]]:
    page = read_page(f"<!DOCTYPE html><body>{html}</body>".encode(), source)
    return [(line.kind, line.text) for line in page.lines]
