"""LibreOffice for the tests: the cells of a file as it opens it, in the locale of a user."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from tests.editions.browser import found

EXPECTED = "EXPECT_OFFICE"  # set where a missing LibreOffice is a fault and no reason to skip: in .ci/run
MISSING = "NOT TESTED: the tables in a spreadsheet, for {} is not on the PATH; 'sh tools/office' installs it"
# Comma, double quote, UTF-8, from the first line; every number and date that it can find is one.
CSV = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{}</value></prop></item></oor:items>
"""
OFFICE, TABLE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text"))
MOST_REPEATED = 1000  # the empty cells and rows after the last are many more
Sheet = list[list[Any]]


def opened(files: list[Path], locale: str, folder: Path) -> dict[str, Sheet]:
    """The sheets of the files by name, each as rows of typed values: None, text, number, boolean or time."""
    office = found("soffice", missing=MISSING, expected=EXPECTED)
    user = folder / "user"
    (user / "user").mkdir(parents=True)
    (user / "user" / "registrymodifications.xcu").write_text(SETTINGS.format(locale), encoding="utf-8")
    form = [f"--infilter={CSV}"] if files[0].suffix == ".csv" else []
    command = [office, f"-env:UserInstallation={user.as_uri()}", "--headless", *form, "--convert-to", "fods"]
    subprocess.run([*command, "--outdir", str(folder), *map(str, files)], check=True, capture_output=True)
    return {name: sheet for path in files for name, sheet in _sheets(folder / f"{path.stem}.fods")}


def _sheets(path: Path) -> Iterator[tuple[str, Sheet]]:
    for table in etree.parse(str(path), etree.XMLParser(huge_tree=True)).iter(f"{TABLE}table"):
        rows = [_row(row) for row in table.iter(f"{TABLE}table-row") for _ in range(_times(row, "rows"))]
        while rows and not any(cell is not None for cell in rows[-1]):
            rows.pop()
        width = max(map(len, rows), default=0)
        yield table.get(f"{TABLE}name"), [row + [None] * (width - len(row)) for row in rows]


def _row(row: Any) -> list[Any]:
    cells = [_value(cell) for cell in row.iterchildren(f"{TABLE}table-cell") for _ in range(_times(cell, "columns"))]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _times(element: Any, what: str) -> int:
    times = int(element.get(f"{TABLE}number-{what}-repeated", 1))
    return times if times < MOST_REPEATED else 1


def _value(cell: Any) -> Any:
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    if kind in ("date", "time"):
        return f"{cell.get(f'{OFFICE}{kind}-value')}Z"
    if kind == "string":
        return "\n".join("".join(_text(paragraph)) for paragraph in cell.iterchildren(f"{TEXT}p"))
    return kind and float(cell.get(f"{OFFICE}value"))


def _text(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":  # stands for blanks
            yield " " * int(child.get(f"{TEXT}c", 1))
        yield from _text(child)
        yield child.tail or ""
