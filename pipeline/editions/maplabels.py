"""Names beside the dots of the map, where they cover nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

RADIUS = 8.5  # of a dot, in units of the map
SIZE = 14.0  # units of the letters, as in report.css
WIDE = 0.63  # of its size a letter is on average, in the fonts that report.css names
# How far from the middle of a dot its name may be; with a line to it from LINE_FROM on.
DISTANCES = (12.0, 18.0, 26.0, 36.0, 48.0, 62.0, 78.0, 96.0, 120.0, 150.0)
LINE_FROM = 26.0
ALONE = 8.0  # units around a name at the end of a line that are free, so that it is not taken for that of another dot
DIRECTIONS = ((1, 0), (-1, 0), (0.8, -0.6), (-0.8, -0.6), (0.8, 0.6), (-0.8, 0.6), (0, -1), (0, 1))
UP, DOWN = 0.75, 0.25  # of its size a letter is above and below its line
Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A name at the point `at` of its line of letters; `line` is where a line to its dot begins, if it needs one."""

    text: str
    at: Point
    anchor: str
    line: Point | None


def label(dots: Sequence[tuple[Point, str]], taken: Iterable[Box], size: tuple[float, float]) -> tuple[MapLabel, ...]:
    """A label for each dot, beside it or further away; none where there is no room within the map."""
    boxes = [*taken, *((x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for (x, y), _ in dots)]
    made = []
    for dot, text in dots:
        for found in _tried(dot, text, outward=1 if dot[0] > size[0] / 2 else -1):
            box = around(found.at, text, found.anchor, SIZE)
            alone = _wider(box, ALONE) if found.line else box
            if _within(box, size) and not any(_overlap(alone, other) for other in boxes):
                boxes.append(box)
                made.append(found)
                break
    return tuple(made)


def _tried(dot: Point, text: str, outward: int) -> Iterator[MapLabel]:
    """Places for a label, the nearest first, and of these those on the side of the edge of the map."""
    for distance in DISTANCES:
        for dx, dy in ((outward * dx, dy) for dx, dy in DIRECTIONS):
            anchor = "start" if dx > 0 else "end" if dx < 0 else "middle"
            at = (dot[0] + dx * distance, dot[1] + dy * distance + SIZE * (UP - DOWN) / 2)
            line = dot if distance >= LINE_FROM else None
            yield MapLabel(text, (round(at[0], 1), round(at[1], 1)), anchor, line)


def around(at: Point, text: str, anchor: str, size: float) -> Box:
    """The box around a text at a point of its line of letters."""
    width = len(text) * size * WIDE
    left = at[0] - width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    return left, at[1] - size * UP, left + width, at[1] + size * DOWN


def _wider(box: Box, margin: float) -> Box:
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def _within(box: Box, size: tuple[float, float]) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
