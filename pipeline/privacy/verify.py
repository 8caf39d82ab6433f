"""Whether personal data is left in what was written: every text of every cell, the page, and what the report shows."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from pipeline.check.limits import LISTED
from pipeline.editions.published import read_parquet
from pipeline.editions.report import SCRIPTS, STYLE
from pipeline.privacy import detector
from pipeline.privacy.people import People
from pipeline.privacy.reaches import addresses_in, numbers_in
from pipeline.privacy.redact import Removal, strings
from pipeline.records import Refusal
from pipeline.tables.described import described
from pipeline.tables.schema import BY_NAME, TABLES
from pipeline.tables.table import Column
from pipeline.text.normalise import counted

# The others are about data as well, in English: there a name of one word ("Have") may be any word.
OF_DATA = {".csv", ".parquet", ".geojson", ".txt"}
TEXT_TYPES = ("string", "list")  # the types of columns that are texts
# Texts of the data package and of the JSON-LD that people write; the others are hashes, types and numbers.
WRITTEN = {"title", "description", "name", "path", "alternateName", "url", "citeAs"}
# Attributes of the report that show or lead to something; the others are offsets and what its script needs.
SHOWN_ATTRIBUTES = {"title", "alt", "aria-label", "href", "content", "value", "placeholder"}
# Attributes of a file for spreadsheets that show or lead to something.
LEADING_ATTRIBUTES = {"Target", "location", "display", "tooltip"}
Text = tuple[str, str]  # the place where a text is, and the text


def verify(folder: Path, removal: Removal, stays: frozenset[str]) -> str:
    """Read every file again, and see that no address, number or name is left in a text but those that may be.

    Returns:
        What was searched by what, in words.

    Raises:
        Refusal: one is; the message says in which table, row and column, and not what.
    """
    data = [path for path in sorted(folder.iterdir()) if path.suffix in OF_DATA]
    texts = once(text for path in data for text in texts_in(path))
    left = [f"{place}, character {at}" for place, text in texts for at in left_over(text, removal, stays)]
    whole = replace(removal, people=People(frozenset(name for name in removal.people.names if " " in name)))
    seen = {text for _, text in texts}
    others = once(text for path in sorted(folder.iterdir()) if path not in data for text in texts_in(path))
    about = [(place, text) for place, text in others if text not in seen]
    left += [f"{place}, character {at}" for place, text in about for at in left_over(text, whole, stays)]
    if left:
        raise _refused(left, "personal data is left. Widen the rule in "
                             "pipeline/privacy/ that let it through")  # fmt: skip
    find = detector.load()
    if find is None:
        return "every text was searched for others, and 'deduce' is not here to search them once more"
    doubtful = detector.doubtful(find, texts, removal.people.known)
    found = [f"{each.place}, character {each.start}" for each in doubtful]
    if found:
        raise _refused(found, "'deduce' takes words for names. Where they are none, put them into "
                              "pipeline/definition/public.toml, with the reason: see 'make review'")  # fmt: skip
    return "every text was searched for others, and once more by 'deduce'"


def _refused(places: list[str], why: str) -> Refusal:
    listed = "".join(f"\n  {place}" for place in places[:LISTED])
    more = f"\n  and {len(places) - LISTED} more" if len(places) > LISTED else ""
    return Refusal(
        f"The public edition is refused, and nothing was written: in {counted(len(places), 'place')} {why}."
        f"{listed}{more}"
    )


def left_over(text: str, removal: Removal, stays: frozenset[str]) -> Iterator[int]:
    """Where in a text something is left: what was listed, or an address or a number that may not stay."""
    plain = unquote(text) if "%" in text else text
    yield from (match.start() for match in removal.pattern.finditer(plain))
    yield from (start for start, _ in removal.people.spans(plain))
    reaches = [*addresses_in(plain), *(reach for reach in numbers_in(plain) if reach[0].startswith("0"))]
    yield from (start for reached, start, _ in reaches if reached not in stays)


def once(texts: Iterable[Text]) -> list[Text]:
    """Each text once, at the first place where it is."""
    found: dict[str, str] = {}
    for place, text in texts:
        found.setdefault(text, place)
    return [(place, text) for text, place in found.items()]


# What is searched


def texts_in(path: Path) -> Iterator[Text]:
    """The texts of a file, each with its place: of a table, the table, row and column."""
    if path.suffix == ".parquet":
        rows = read_parquet(path).to_pylist()
        yield from _cells(path, strings({path.stem: rows}))
        return
    if path.suffix == ".xlsx":
        yield from _in_workbook(path)
        return
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        yield from _cells(path, strings({path.stem: list(csv.DictReader(content.splitlines(keepends=True)))}))
    elif path.suffix == ".geojson":
        features = json.loads(content)["features"]
        yield from _cells(path, strings({"projects": [each["properties"] | {"id": each["id"]} for each in features]}))
    elif path.suffix == ".json":
        yield from _written(path.name, json.loads(content))
    elif path.suffix == ".html":
        yield from ((f"{path.name}, text {number}", text) for number, text in enumerate(_shown(content), start=1))
    else:
        yield from ((f"{path.name}, line {number}", line) for number, line in enumerate(content.split("\n"), start=1))


def _cells(path: Path, cells: Iterable[Text]) -> Iterator[Text]:
    """The cells of a table that are texts: no numbers and offsets, and none of a form that no name has, as a hash."""
    columns = {column.name: column for column in BY_NAME[path.stem].columns} if path.stem in BY_NAME else {}
    for place, value in cells:
        column = columns.get(place.rpartition(", ")[2])
        if column is None or not _is_formal(column, value):
            yield f"{path.name}, {place.removeprefix(f'{path.stem} ')}", value


def _is_formal(column: Column, value: str) -> bool:
    is_of_form = column.pattern is not None and re.fullmatch(column.pattern, value) is not None
    return column.type not in TEXT_TYPES or value in column.enum or is_of_form


def _in_workbook(path: Path) -> Iterator[Text]:
    """The texts of all parts of a file for spreadsheets, and where its links lead; elements `v` are numbers."""
    from lxml import etree

    own = {described(table, column).example for table in TABLES for column in table.columns}
    with ZipFile(path) as file:
        for part in file.namelist():
            for element in etree.fromstring(file.read(part)).iter():
                leads = (value for name, value in element.attrib.items() if name in LEADING_ATTRIBUTES)
                texts = leads if etree.QName(element).localname == "v" else (element.text, *leads)
                yield from ((f"{path.name}, {part}", str(text)) for text in texts if text and text not in own)


def _written(place: str, value: Any) -> Iterator[Text]:
    """What people wrote in a value of JSON."""
    if isinstance(value, dict):
        for name, item in value.items():
            if isinstance(item, str) and name in WRITTEN:
                yield f"{place}, {name}", item
            else:
                yield from _written(place, item)
    elif isinstance(value, list):
        for item in value:
            yield from _written(place, item)


def _shown(content: str) -> Iterator[str]:
    """What the report shows: texts without styles and scripts, and attributes that show or lead to something."""
    from lxml import html

    own = {path.read_text(encoding="utf-8").strip() for path in (STYLE, *SCRIPTS)}
    for element in html.fromstring(content.replace("<wbr>", "")).iter():
        attributes = (value for name, value in element.attrib.items() if name in SHOWN_ATTRIBUTES)
        texts = (element.text, element.tail, *attributes)
        yield from (text for text in texts if text and text.strip() not in own)
