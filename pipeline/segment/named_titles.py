"""Titles in which a municipality is named beside what they are: in brackets at the end, or beside their label."""

from __future__ import annotations

from pipeline.definition.source import Source
from pipeline.gazetteer.gazetteer import BEFORE_THE_REST, Reference
from pipeline.gazetteer.limits import LONGEST_MUNICIPALITY
from pipeline.gazetteer.names import Municipality


def municipality_at_end(text: str, reference: Reference) -> Municipality | None:
    """The municipality in brackets at the end of a title: "Samen sterk (Zwolle)"."""
    return reference.named(text[text.rfind(" (") + 2 : -1]) if text[-1] == ")" else None


def municipality_beside_label(
    text: str, source: Source, reference: Reference
) -> tuple[Municipality, int, int, int] | None:
    """The municipality beside the label of a title, its offsets, and where the title begins.

    "Zwolle, project: …", "Project Zwolle: …"
    """
    colon = BEFORE_THE_REST.search(text, 0, LONGEST_MUNICIPALITY)
    before = text[: colon.start()] if colon else ""
    name, comma, label = before.rpartition(", ")
    if colon and comma and source.label_kind(label) == "title" and (named := reference.named(name)):
        return named, 0, len(name), colon.end()
    label, _, name = before.partition(" ")
    if colon and source.label_kind(label) == "title" and (named := reference.named(name)):
        return named, len(label) + 1, len(before), colon.end()
    return None
