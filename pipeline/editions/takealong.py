"""What the report holds for its readers to take along: the projects as CSV, GeoJSON and a short table; a citation."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from pipeline.editions.published import Published
from pipeline.editions.words import Said, moment, say
from pipeline.tables.editions import xlsx_name
from pipeline.tables.schema import BY_NAME
from pipeline.write.files import csv_records, harmless
from pipeline.write.geojson import geojson

# What is copied as a table, each with its words in `words.toml`; texts are too long for one.
COPIED = {
    "municipality": "table.municipality", "title": "table.project", "theme_names": "table.themes",
    "province": "table.province", "leaders": "script.leaders", "functions": "script.functions",
    "emails": "script.emails", "phones": "script.phones",
}  # fmt: skip


def files(published: Published) -> dict[str, Any]:
    """What the script of the report writes into files and onto the clipboard, by project."""
    projects = published.rows["projects"]
    header, *records = csv_records(BY_NAME["projects"], projects)
    columns = [name for name in COPIED if any(row[name] for row in projects)]
    ids = [row["project_id"] for row in projects]
    return {
        "name": published.package["name"],
        "header": header,
        "records": dict(zip(ids, records, strict=True)),
        "columns": {language: [getattr(say(COPIED[name]), language) for name in columns] for language in Said._fields},
        "cells": {row["project_id"]: [harmless(row[name]) for name in columns] for row in projects},
        "geojson": geojson(projects),
    }


def beside(published: Published) -> list[tuple[str, str]]:
    """The files beside the report for people, each with what it is called."""
    return [(xlsx_name(published.package["name"]), "xlsx"), ("projects.csv", "CSV"), ("projects.geojson", "GeoJSON")]


def citation(published: Published) -> Said:
    """How to cite the tables: the publisher, the page, and when it was saved."""
    snapshot = published.snapshot
    return say(
        "take.citation",
        publisher=site(published), title=published.package["title"], url=snapshot["path"],
        captured=_captured(snapshot), version=published.package["version"],
    )  # fmt: skip


def site(published: Published) -> str:
    """The site of the page, by which its publisher is known."""
    address: str = published.snapshot["path"]
    return urlsplit(address).hostname or address


def _captured(snapshot: dict[str, Any]) -> Said:
    if snapshot["captured_at"]:
        return say("take.cited_at", time=moment(snapshot["captured_at"]))
    if snapshot["captured_not_before"]:
        return say("take.cited_after", time=moment(snapshot["captured_not_before"]))
    return say("take.cited_once")
