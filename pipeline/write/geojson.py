"""The projects as points on a map: GeoJSON (RFC 7946), one feature a line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pipeline.tables.schema import PROJECTS, Row

POSITION = ("longitude", "latitude")


def geojson(projects: Sequence[Row]) -> str:
    """The projects with all columns of their table as properties; without a place where the municipality has none."""
    features = ",\n".join(json.dumps(_feature(row), ensure_ascii=False) for row in projects)
    return f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}\n'


def _feature(row: Row) -> dict[str, Any]:
    position = [row[name] for name in POSITION]
    return {
        "type": "Feature",
        "id": row["project_id"],
        "geometry": None if None in position else {"type": "Point", "coordinates": position},
        "properties": {name: row[name] for name in PROJECTS.names if name not in POSITION},
    }
