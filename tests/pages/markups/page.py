"""The saved page, split into its parts by a splitter of its own, so that it can check the pipeline.

Flaws that saving as text caused (a list item cut in two, markers alone on their line) are mended here, as they would
not be in HTML.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import TypeAlias

RAW = Path(__file__).resolve().parents[3] / "raw"
SAVED_SHA256 = "7c887f1bb5acad717d8b184df5ffe0e3688d3792ef937d0ec04b1aa294ab5438"

HEADING = "Gemeenten met vernieuwende aanpak Weerbaar Bestuur"
MUNICIPALITIES = (
    "Bonaire", "Brunssum", "Culemborg", "Eindhoven", "Gouda", "Oss", "Tytsjerksteradiel", "Utrecht",
    "Vlaardingen", "Zwolle", "Achtkarspelen", "Amsterdam", "Capelle aan den IJssel", "'s-Hertogenbosch",
    "Deventer", "Dordrecht", "Haarlem", "Gorinchem", "Rotterdam", "Schiedam", "Sittard-Geleen", "Tilburg",
    "Zaanstad", "Zoetermeer", "Amersfoort", "Ede",
    "Ommen", "Best", "Zandersveen",  # only on changed pages; the last one does not exist
)  # fmt: skip
TITLE = re.compile(r"Project ?: ?(.+)")
CONTACT = re.compile(r"(Projectleid\w+(?:\(s\))?|Contact projectleiding|Contactpersoon|Trekker) ?: (.+)")
EMAIL = re.compile(r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")

Node: TypeAlias = "str | tuple[Item, ...]"  # a paragraph, or a list of items


@dataclass(frozen=True)
class Item:
    """A list item: its paragraphs and the lists nested in it."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Entry:
    """A project as it is under one theme."""

    municipality: str
    title: str
    nodes: tuple[Node, ...]
    contact: str | None


@dataclass(frozen=True)
class Theme:
    """A theme's section; a part that is a string is a paragraph of no project."""

    heading: str
    parts: tuple[Entry | str, ...]


@dataclass(frozen=True)
class Page:
    """The page: its introduction, its aims (title, description) and its themes."""

    introduction: str
    aims: tuple[tuple[str, str], ...]
    themes: tuple[Theme, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(part for theme in self.themes for part in theme.parts if isinstance(part, Entry))


@cache
def saved() -> bytes:
    """The saved page as it was received, found in `raw/` by its content."""
    for path in sorted(RAW.rglob("*")):
        if path.is_file() and sha256(path.read_bytes()).hexdigest() == SAVED_SHA256:
            return path.read_bytes()
    raise FileNotFoundError(f"no file with sha256 {SAVED_SHA256} in {RAW}: put the saved page back")


def saved_text() -> str:
    return saved().decode("utf-8")


def split(text: str) -> Page:
    """Split the saved page, or a changed one in the same form, into its parts."""
    lines = [line for line in text.replace("\n- Ee\nn perm", "\n- Een perm").split("\n") if line]
    starts = [i for i in range(len(lines) - 1) if TITLE.match(lines[i + 1]) and is_heading(lines[i])]
    ends = [*starts[1:], len(lines)]
    aims = lines[1 : starts[0]]
    return Page(
        lines[0],
        tuple(zip(aims[::2], aims[1::2], strict=True)),
        tuple(
            Theme(lines[start], tuple(parts(lines[start + 1 : end]))) for start, end in zip(starts, ends, strict=True)
        ),
    )


def is_heading(line: str) -> bool:
    return len(line) < 60 and not re.search(r"[:.@]", line)


def parts(lines: Iterable[str]) -> Iterator[Entry | str]:
    title, body = "", list[str]()
    for line in lines:
        if match := TITLE.match(line):
            if title:
                yield entry(title, body, None)
            title, body = match[1], []
        elif CONTACT.match(line):
            yield entry(title, body, line)
            title = ""
        elif title:
            body.append(line)
        else:
            yield line
    if title:
        yield entry(title, body, None)


def entry(title: str, body: list[str], contact: str | None) -> Entry:
    """The municipality is the first one that title and text name; on this page that is the right one."""
    words = "\n".join([title, *body]).replace("’", "'")
    named = {name: re.search(rf"(?<!\w){name}(?!\w)", words) for name in MUNICIPALITIES if name in words}
    first = min((match.start(), name) for name, match in named.items() if match)[1]
    return Entry(first, title, tuple(nodes(body)), contact)


def nodes(body: list[str]) -> Iterator[Node]:
    rest = list(body)
    while rest:
        items = list[Item]()
        while rest and rest[0].startswith("-"):
            items.append(open_item(rest) if rest[0] == "-" else Item((rest.pop(0)[2:],)))
        yield tuple(items) if items else rest.pop(0)


def open_item(rest: list[str]) -> Item:
    """Take an item whose marker is alone: a paragraph, a nested list, a closing paragraph."""
    _, first = rest.pop(0), rest.pop(0)
    nested = list(takewhile(lambda line: line.startswith("- "), rest))
    del rest[: len(nested)]
    return Item((first, tuple(Item((line[2:],)) for line in nested), rest.pop(0)))


def text_lines(nodes: Iterable[Node]) -> Iterator[str]:
    """The lines that an entry's `text` should have, whatever the markup."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            for item in node:
                first, *rest = text_lines(item.nodes)
                yield from (f"- {first}", *rest)
