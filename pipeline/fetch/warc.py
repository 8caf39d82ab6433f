"""Captures of the page in a WARC file: every response for its address, as it was received."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.definition.source import Source
from pipeline.records import Refusal
from pipeline.snapshots.store import Capture
from pipeline.warc.addresses import same_address
from pipeline.warc.responses import WebArchive


def read_warc(path: Path, source: Source, say: Callable[[str], None]) -> Iterator[Capture]:
    """The captures of the source's address in the file, in its order; a revisit has the content it refers to.

    A record that cannot be read is named by `say`, and passed over.

    Raises:
        Refusal: the file cannot be read, or is damaged somewhere; what can be read of it was handed out.
    """
    page = source.page["url"]
    archive = WebArchive(path, lambda url, _: same_address(url, page), source.other["fetch"]["largest"], say)
    for response in archive:
        if response.data is not None:
            yield response.capture(response.data, page, path.name)
    if archive.damage:
        raise Refusal("; ".join(archive.damage))
