"""The documentation of the tables, from their one definition, in English and in Dutch: `python -m pipeline docs`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.check.limits import LEAST_CERTAIN
from pipeline.tables.described import described, in_dutch
from pipeline.tables.schema import TABLES
from pipeline.tables.table import Column, Table

DOCUMENTS = Path("docs")
IN_ENGLISH = f"""\
# The tables

Written by `make docs` from `pipeline/tables/schema.py` and, for examples, `pipeline/tables/described.toml`; a change
belongs there. In Dutch: [tabellen.md](tabellen.md).

Each table is in `processed/` as `<table>.csv` (UTF-8, comma, line feeds, header) and `<table>.parquet` (typed),
with the same rows and columns in the same order, and a sheet of the spreadsheet. Rows are in page order; those of
`evidence` follow the tables and their rows, `checks` go from errors to information, `snapshots` and `changes` from the
oldest capture to the newest. No value is null in Parquet and empty in CSV. Lists are joined by `; ` in CSV. A number
that is no integer has five decimals in CSV, since a Dutch spreadsheet takes three for thousands. A cell that a
spreadsheet would run as a formula has an apostrophe before it, in CSV only. `start` and `end` count characters of
`page.txt` from 0, `end` exclusive. The people in the examples do not exist.

What a line is taken for is decided by a sum of points over the whole page. The `margin` in `lines` is how much less the
best sum is in which that line has another role. The check `roles_certain` names the lines whose margin is less than
{LEAST_CERTAIN} points. That bound was measured on pages made for the tests: of the lines that were read wrong there,
most are under it, and of those that were read right, hardly any. `python -m pipeline explain LINE` shows the sum.
"""
IN_DUTCH = f"""\
# De tabellen

Geschreven door `make docs` uit `pipeline/tables/schema.py` en `pipeline/tables/described.toml`; een wijziging hoort
daar. In het Engels: [tables.md](tables.md).

Elke tabel staat in `processed/` als `<tabel>.csv` (UTF-8, komma's, een regel met kolomnamen) en `<tabel>.parquet` (met
typen), met dezelfde rijen en kolommen in dezelfde volgorde, en als blad van het rekenbladbestand. Rijen staan op
volgorde van de pagina; die van `evidence` volgen de tabellen en hun rijen, `checks` gaat van fouten naar informatie,
`snapshots` en `changes` van de oudste versie naar de nieuwste. Geen waarde is null in Parquet en leeg in CSV. Lijsten
zijn in CSV verbonden met `; `. Een getal dat niet heel is heeft in CSV vijf decimalen, omdat een Nederlands rekenblad
er drie voor duizendtallen houdt. Een cel die een rekenblad als formule zou uitvoeren heeft er in CSV een apostrof voor.
`start` en `end` tellen tekens van `page.txt` vanaf 0, zonder het teken op `end`. De mensen in de voorbeelden bestaan
niet.

Waarvoor een regel gehouden wordt volgt uit een som van punten over de hele pagina. De `margin` in `lines` is hoeveel
lager de beste som is waarin die regel iets anders is. De controle `roles_certain` noemt de regels met een `margin`
onder {LEAST_CERTAIN} punten. `python -m pipeline explain REGEL` toont de som.
"""


@dataclass(frozen=True, slots=True)
class Language:
    """A document of the tables: where it goes and how it begins, the heads of its columns, and its other words."""

    file: str
    introduction: str
    heads: tuple[str, str, str, str]
    key: str
    refers: str
    one_of: str
    matches: str
    at_least: str
    at_most: str
    never_null: str
    unique: str


ENGLISH = Language(
    "tables.md", IN_ENGLISH, ("column", "type", "description", "example"), "Primary key", "refers to", "one of",
    "matches", "at least", "at most", "never null", "unique",
)  # fmt: skip
DUTCH_DOCUMENT = Language(
    "tabellen.md", IN_DUTCH, ("kolom", "type", "beschrijving", "voorbeeld"), "Sleutel", "verwijst naar", "een van",
    "voldoet aan", "minstens", "hoogstens", "nooit leeg", "uniek",
)  # fmt: skip
LANGUAGES = (ENGLISH, DUTCH_DOCUMENT)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline docs` takes."""
    parser.add_argument(
        "--to", type=Path, default=DOCUMENTS, metavar="DIR", help=f"folder to write into (default: {DOCUMENTS}/)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the documentation, a file for each language.

    Raises:
        OSError: a file cannot be written.
    """
    arguments.to.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        (arguments.to / language.file).write_text(documentation(language), encoding="utf-8")
        print(f"Written  {arguments.to / language.file}: {len(TABLES)} tables")
    return 0


def documentation(language: Language) -> str:
    """The documentation of all tables in a language, as Markdown."""
    contents = [f"- [{table.name}](#{table.name}): {_holds(table, language)}" for table in TABLES]
    sections = [line for table in TABLES for line in _section(table, language)]
    return "\n".join([language.introduction, *contents, *sections]) + "\n"


def _holds(table: Table, language: Language) -> str:
    return table.description if language is ENGLISH else in_dutch(table)[1]


def _section(table: Table, language: Language) -> Iterator[str]:
    yield from ("", f"## {table.name}", "", _holds(table, language), "")
    if table.primary_key:
        yield f"- {language.key}: {', '.join(f'`{name}`' for name in table.primary_key)}."
    for referring, other, key in table.keys:
        yield f"- `{referring}` {language.refers} [{other}](#{other}), `{key}`."
    if table.primary_key or table.keys:
        yield ""
    yield from (f"| {' | '.join(language.heads)} |", "| --- | --- | --- | --- |")
    for column in table.columns:
        said = described(table, column)
        means = column.description if language is ENGLISH else said.nl
        cells = (f"`{column.name}`", column.type, means + _constraints(column, language), f"`{said.example}`")
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _constraints(column: Column, language: Language) -> str:
    """What holds of every value, in brackets; nothing where nothing does."""
    found = []
    if column.enum:
        found.append(f"{language.one_of} " + ", ".join(f"`{value}`" for value in column.enum))
    if column.pattern:
        found.append(f"{language.matches} `{column.pattern}`")
    if column.minimum is not None:
        found.append(f"{language.at_least} {column.minimum:g}")
    if column.maximum is not None:
        found.append(f"{language.at_most} {column.maximum:g}")
    found += [
        word for word, holds in ((language.never_null, column.required), (language.unique, column.unique)) if holds
    ]
    return f" ({'; '.join(found)})" if found else ""
