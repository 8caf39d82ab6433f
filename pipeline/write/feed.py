"""What changed on the page as a feed that programs subscribe to: `changes.atom` (RFC 4287), an entry for each capture.

Written with the standard library, as the little that a feed needs: packages for feeds put the time of the build into
it, and two builds of the same page would differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pipeline.snapshots.sentences import sentences
from pipeline.snapshots.snapshot import FIRST_MOMENT
from pipeline.tables.schema import Row, Rows
from pipeline.text.normalise import counted

ATOM, XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
UNDATED = "1970-01-01T00:00:00Z"  # every entry must have a time


def feed(rows: Rows, described: dict[str, Any]) -> bytes:
    """The feed as XML in UTF-8, the newest capture first; `described` is what the data package says of itself.

    Captures in which nothing changed have no entry. The identifiers are those of the captures, and stay.
    """
    page = next(source["path"] for source in reversed(described["sources"]) if "sha256" in source)
    root = Element("feed", xmlns=ATOM)
    _add(root, id=f"{page}#changes", title=described["title"], subtitle=described["description"])
    _add(root, updated=_time(rows["snapshots"][-1]))
    SubElement(root, "link", rel="alternate", href=page)
    _add(SubElement(root, "author"), name=described["name"])
    for capture, title, lines in _entries(rows):
        entry = SubElement(root, "entry")
        _add(entry, id=f"{page}#{quote(capture['snapshot_id'])}", title=title, updated=_time(capture))
        items = SubElement(SubElement(SubElement(entry, "content", type="xhtml"), "div", xmlns=XHTML), "ul")
        for line in lines:
            _add(items, li=line)
    indent(root)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _entries(rows: Rows) -> Iterator[tuple[Row, str, list[str]]]:
    """Each capture that brought something, the newest first, with a title and lines."""
    first, *later = rows["snapshots"]
    for capture in reversed(later):
        changes = [row for row in rows["changes"] if row["snapshot_id"] == capture["snapshot_id"]]
        if changes:
            yield capture, counted(len(changes), "change"), list(sentences(changes))
    yield first, "The first capture", [f"{counted(first['projects'], 'project')}, {first['entries']} entries"]


def _time(capture: Row) -> str:
    """When a page was captured, at the earliest."""
    earliest = capture["captured_at"] or capture["captured_not_before"]
    return earliest + FIRST_MOMENT[len(earliest) :] if earliest else UNDATED


def _add(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text
