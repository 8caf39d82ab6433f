"""Material for the tests of the report and of the other editions of the tables."""

import hashlib
from pathlib import Path

from pipeline.published import Published, read_published
from pipeline.snapshots import Snapshot
from pipeline.write import write_tables
from tests.changes import replace
from tests.datasets import source, tables
from tests.markups import saved_text

RUN = "window.ran=true"


def as_snapshot(data: bytes) -> Snapshot:
    """A snapshot of these bytes, as a file that was brought in."""
    digest = hashlib.sha256(data).hexdigest()
    metadata = {"bytes": len(data)}
    return Snapshot(Path("made.txt"), digest, "text/plain", None, None, "2021-09", None, "file", metadata)


def write(folder: Path, data: bytes) -> Path:
    """Write the tables of a page into a new folder within `folder`."""
    dataset = tables(data)
    write_tables(folder / "tables", dataset.rows, dataset.records.page.text, [as_snapshot(data)], source())
    return folder / "tables"


def published_from(folder: Path, data: bytes) -> Published:
    """The tables of a page, written and read again."""
    return read_published(write(folder, data))


def hostile() -> bytes:
    """The saved page with markup, event handlers and script addresses in a title, a name, texts and a note."""
    text = saved_text()
    for old, new in (
        (
            "Project: Bestuurlijke weerbaarheid\nHet Programma",
            f"Project: <script>{RUN}</script></style></title><img src=x onerror={RUN}> \" ' & {{{{ 7*7 }}}}\n"
            "Het Programma",
        ),
        ("Ebru Avci, ebru.avci@gouda.nl", f'Ebru "onfocus={RUN} Avci, ebru.avci@gouda.nl'),
        (
            "De gemeente Haarlem richt",
            f"</p></article><svg onload={RUN}> javascript:{RUN} 😀 De gemeente Haarlem richt",
        ),
        ("Naast veel gesprekken", f"<a href='javascript:{RUN}'>x</a><!-- Naast veel gesprekken"),
        ("De pilot integrale beveiliging", f"</script><script>{RUN}</script>]]> De pilot integrale beveiliging"),
        ("Om de aanpak", f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe> Om de aanpak"),
    ):
        text = replace(text, old, new)
    return text.encode()
