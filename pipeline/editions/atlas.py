"""The map of the report: outlines, and a dot for each municipality with its share of each theme."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from pipeline.editions.maplabels import RADIUS, Box, MapLabel, Point, around, label
from pipeline.tables.schema import Row, Rows

OUTLINES = Path(__file__).with_name("outlines.json")
# The frame in degrees: the European part with a margin, and the parallel at which east-west distances are true.
WEST, EAST, SOUTH, NORTH = 3.2, 7.35, 50.68, 53.62
TRUE_PARALLEL = 52.2
UNITS_A_DEGREE = 210.0  # of latitude; so the map is about 620 units high and a kilometre 1.9 units
LEAST_DISTANCE = 2 * RADIUS + 1  # the centres of two dots are no nearer than this; nearer ones are moved aside
NEARLY = 0.01  # units by which two dots may be nearer, so that moving them aside comes to an end
ROUNDS = 400  # of moving aside; 26 dots need about 20
# A dot that was moved further than this gets a line to its place.
MOVED = 3.0
# The public bodies lie 7,800 km away: each is drawn around this point of the inset, at the scale of the map.
INSET = {"Bonaire": (70.0, 78.0), "Saba": (136.0, 46.0), "Sint Eustatius": (136.0, 100.0)}
INSET_FRAME: Box = (8.0, 8.0, 180.0, 142.0)
NAME_SIZE = 13.0  # units of the letters of provinces and waters, as in report.css


@dataclass(frozen=True, slots=True)
class Area:
    """An outline, as path data of SVG."""

    name: str
    path: str
    inset: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A municipality on the map: it lies at `place`, its dot is drawn at `at`; `slices` are path data, one a theme."""

    municipality: str
    place: Point
    at: Point
    slices: tuple[tuple[str, str], ...]
    projects: tuple[Row, ...]

    @property
    def moved(self) -> bool:
        """Whether the dot is beside its place."""
        return math.dist(self.place, self.at) > MOVED


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a province or a water, around the point `at`."""

    text: str
    kind: str
    at: Point


@dataclass(frozen=True, slots=True)
class Atlas:
    """The whole map; `absent` are the projects without a place."""

    width: int
    height: int
    areas: tuple[Area, ...]
    waters: tuple[Area, ...]
    names: tuple[Name, ...]
    dots: tuple[Dot, ...]
    labels: tuple[MapLabel, ...]
    absent: tuple[Row, ...]
    frame: Box = INSET_FRAME


def make_atlas(rows: Rows) -> Atlas:
    """The map of the projects."""
    data = json.loads(OUTLINES.read_text(encoding="utf-8"))
    centres = {name: _centre(rings) for name, rings in data["areas"].items() if name in INSET}
    width, height = map(round, _european(EAST, SOUTH))
    placed = [row for row in rows["projects"] if _has_place(row)]
    names = _names(data["names"])
    dots = _dots(placed, centres)
    taken = [INSET_FRAME, *(around(name.at, name.text, "middle", NAME_SIZE) for name in names)]
    mainland = [(dot.at, dot.municipality) for dot in dots if dot.municipality not in INSET]
    labels = label(mainland, taken, (width, height))
    return Atlas(
        width, height, _areas(data["areas"], centres), _areas(data["waters"], {}), names, dots, labels,
        absent=tuple(row for row in rows["projects"] if not _has_place(row)),
    )  # fmt: skip


def _areas(outlines: dict[str, list[list[list[float]]]], centres: dict[str, Point]) -> tuple[Area, ...]:
    return tuple(
        Area(name, " ".join(_ring(name, ring, centres) for ring in rings), name in INSET)
        for name, rings in outlines.items()
    )


def _names(places: dict[str, dict[str, list[float]]]) -> tuple[Name, ...]:
    return tuple(
        Name(text, kind, _rounded(_european(longitude, latitude)))
        for kind, own in places.items()
        for text, (longitude, latitude) in own.items()
    )


def _has_place(row: Row) -> bool:
    return row["longitude"] is not None and row["latitude"] is not None


def _european(longitude: float, latitude: float) -> Point:
    """Degrees to units of the map: equidistant, with true distances along TRUE_PARALLEL."""
    across = UNITS_A_DEGREE * math.cos(math.radians(TRUE_PARALLEL))
    return (longitude - WEST) * across, (NORTH - latitude) * UNITS_A_DEGREE


def _position(name: str, longitude: float, latitude: float, centres: dict[str, Point]) -> Point:
    if name not in centres:
        return _european(longitude, latitude)
    middle, (x, y) = centres[name], INSET[name]
    across = UNITS_A_DEGREE * math.cos(math.radians(middle[1]))
    return x + (longitude - middle[0]) * across, y + (middle[1] - latitude) * UNITS_A_DEGREE


def _centre(rings: list[list[list[float]]]) -> Point:
    """The middle of the box around an area."""
    longitudes = [point[0] for ring in rings for point in ring]
    latitudes = [point[1] for ring in rings for point in ring]
    return (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2


def _ring(name: str, ring: list[list[float]], centres: dict[str, Point]) -> str:
    points = (_position(name, longitude, latitude, centres) for longitude, latitude in ring)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _dots(projects: list[Row], centres: dict[str, Point]) -> tuple[Dot, ...]:
    """A dot for each municipality, in page order."""
    grouped: dict[str, list[Row]] = {}
    for row in projects:
        grouped.setdefault(row["municipality"], []).append(row)
    places = [_position(name, own[0]["longitude"], own[0]["latitude"], centres) for name, own in grouped.items()]
    return tuple(
        Dot(name, _rounded(place), _rounded(at), _slices(own), tuple(own))
        for (name, own), place, at in zip(grouped.items(), places, _moved_apart(places), strict=True)
    )


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)


def _moved_apart(places: list[Point]) -> list[Point]:
    """The places, with those that would cover each other moved aside, each of a pair half of the way."""
    moved = list(places)
    for _ in range(ROUNDS):
        calm = True
        for n in range(len(moved)):
            for m in range(n + 1, len(moved)):
                distance = math.dist(moved[n], moved[m])
                if distance < LEAST_DISTANCE - NEARLY:
                    calm = False
                    moved[n], moved[m] = _pushed(moved[n], moved[m], distance)
        if calm:
            break
    return moved


def _pushed(one: Point, other: Point, distance: float) -> tuple[Point, Point]:
    dx, dy = (one[0] - other[0], one[1] - other[1]) if distance else (1.0, 0.0)
    share = (LEAST_DISTANCE - distance) / 2 / (distance or 1.0)
    return (one[0] + dx * share, one[1] + dy * share), (other[0] - dx * share, other[1] - dy * share)


def _slices(projects: list[Row]) -> tuple[tuple[str, str], ...]:
    """The themes of a municipality's projects, each with the path of its share of the dot, around (0, 0)."""
    themes = list(dict.fromkeys(theme for row in projects for theme in row["themes"] or [""]))
    return tuple((theme, _sector(n, len(themes))) for n, theme in enumerate(themes))


def _sector(n: int, of: int) -> str:
    r = RADIUS
    if of == 1:
        return f"M0 {-r}A{r} {r} 0 1 1 0 {r}A{r} {r} 0 1 1 0 {-r}Z"
    turn = 2 * math.pi / of
    (x0, y0), (x1, y1) = ((r * math.sin(turn * k), -r * math.cos(turn * k)) for k in (n, n + 1))
    return f"M0 0L{x0:.2f} {y0:.2f}A{r} {r} 0 0 1 {x1:.2f} {y1:.2f}Z"
