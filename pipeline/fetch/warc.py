"""Captures of the page in a WARC file: every response for its address, as it was received."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.definition.source import Source
from pipeline.records import Refusal
from pipeline.snapshots.snapshot import CAPTURED_AT, is_time
from pipeline.snapshots.store import Capture, kept_headers
from pipeline.text.normalise import shown
from pipeline.warc.addresses import same_address
from pipeline.warc.responses import Archive, Response


def read_warc(path: Path, source: Source, say: Callable[[str], None]) -> Iterator[Capture]:
    """The captures of the source's address in the file, in its order; a revisit has the content it refers to.

    A record that cannot be read is named by `say`, and passed over.

    Raises:
        Refusal: the file cannot be read, or is damaged somewhere; what can be read of it was handed out.
    """
    page = source.page["url"]
    archive = Archive(path, lambda url, _: same_address(url, page), source.other["fetch"]["largest"], say)
    for response in archive:
        if response.data is not None:
            yield capture_of(response, response.data, page, path.name)
    if archive.damage:
        raise Refusal("; ".join(archive.damage))


def capture_of(response: Response, data: bytes, page: str, archive: str) -> Capture:
    """A response that may be the page at this address, out of the archive of this name."""
    media_type, charset = response.declared
    date = response.captured_at
    return Capture(
        data=data,
        url=page,
        url_reached=response.url,
        captured_at=date if is_time(date, CAPTURED_AT) else None,
        obtained={"how": "file", "note": shown(f"record {response.record} of {archive}")},
        status=200,
        headers=kept_headers(response.headers),
        media_type=media_type,
        charset=charset,
    )
