"""Decisions of people, made in a line, and the dataset of a page with them."""

import dataclasses
from datetime import date

from pipeline.definition.corrections import Correction, Decisions
from pipeline.definition.source import Source
from tests.datasets import Dataset, source, tables
from tests.pages.markups import saved

WHEN = date(2021, 5, 31)


def correction(
    table: str, row: str, column: str, value: str, quote: str, check: str = "", page: str = ""
) -> Correction:
    return Correction(table, row, column, value, quote, "a reason", "somebody", WHEN, check, page)


def removal(table: str, row: str, quote: str, page: str = "") -> Correction:
    return dataclasses.replace(correction(table, row, "", "", quote, page=page), remove=True)


def with_corrections(*corrections: Correction) -> Source:
    numbered = (dataclasses.replace(one, number=n) for n, one in enumerate(corrections, start=1))
    return dataclasses.replace(source(), decisions=Decisions(tuple(numbered)))


def corrected(*corrections: Correction, page: bytes | None = None) -> Dataset:
    return tables(saved() if page is None else page, with_corrections(*corrections))
