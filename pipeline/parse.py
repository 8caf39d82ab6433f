"""Bytes to records, the pure core: read, segment, extract, correct. No file, no clock, no network, no table library."""

from __future__ import annotations

from pipeline.correct.corrections import correct
from pipeline.definition.source import Source
from pipeline.extract.entries import extract
from pipeline.gazetteer.gazetteer import Reference
from pipeline.read.page import read_page
from pipeline.records import Records
from pipeline.segment.labelling import segment


def parse(
    data: bytes, source: Source, reference: Reference, media_type: str | None = None, charset: str | None = None
) -> Records:
    """All that a saved page says: a pure function of its bytes and the source's definition.

    Raises:
        Refusal: the bytes cannot be read as a page.
    """
    page = read_page(data, source, media_type, charset)
    records = extract(page, *segment(page, source, reference), source, reference)
    return correct(records, source, reference)
