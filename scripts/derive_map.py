"""Derive the outline of the world that the page draws, and a place for each state.

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    python scripts/derive_map.py package/ CODES.csv graph/talion/render/assets/map/world.js

The outlines are Natural Earth's at 1:110 million (public domain), as TopoJSON of world-atlas 2.0.2;
states that are too small for it have their place from 1:50 million. CODES.csv is country-codes.csv
of datasets/country-codes, for the two letters of each numeric code. The projection is Equal Earth
(Šavrič, Patterson and Jenny 2018), in whole units of 1/1400 of the world's width.
"""

import argparse
import csv
import itertools
import json
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

WIDTH = 1400
NEAR = 5  # units; points nearer to the one before are left out
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
#: Where the middle of a large state says little, the place of its capital: longitude, latitude.
CAPITALS = {
    "RU": (37.6, 55.8), "US": (-77.0, 38.9), "CA": (-75.7, 45.4), "CN": (116.4, 39.9),
    "AU": (149.1, -35.3), "BR": (-47.9, -15.8), "FR": (2.35, 48.9), "NO": (10.75, 59.9),
    "FJ": (178.4, -18.1),
}  # fmt: skip

Point = tuple[int, int]


def project(longitude: float, latitude: float) -> Point:
    """Return a place on the map, in units from its upper left."""
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    x = 2 * sqrt(3) * radians(longitude) * cos(t)
    x /= 3 * (9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1)
    y = A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t
    scale = WIDTH / (2 * 2.7066)
    return round(WIDTH / 2 + x * scale), round((1.3173 - y) * scale)


def arcs_of(atlas: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the arcs of a TopoJSON, as degrees."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        found.append(points)
    return found


def rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """Yield the rings of a geometry, as numbers of arcs."""
    shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for shape in shapes:
        yield from shape


def ring_points(ring: list[int], arcs: list[Any]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def from_the_edge(ring: list[Point]) -> list[Point]:
    """Return a ring that goes around the back of the world begun where it comes back.

    Each of its parts then lies on one side, and what closes it runs along the edge of the map.
    """
    steps = list(itertools.pairwise(ring))
    back = [n for n, (one, other) in enumerate(steps, 1) if abs(other[0] - one[0]) > WIDTH / 2]
    return [*ring[back[0] :], *ring[1 : back[0]], ring[back[0]]][:-1] if back else ring


def path(points: list[tuple[float, float]], *, closed: bool) -> str:
    """Return points as an SVG path in relative steps, without those near the one before."""
    placed = [project(*point) for point in points]
    kept = placed[:1]
    for point in placed[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= NEAR or (
            point == placed[-1] and point != kept[-1]
        ):
            kept.append(point)
    if len(kept) < 3:
        return ""
    kept = from_the_edge(kept) if closed else kept
    parts = [f"M{kept[0][0]} {kept[0][1]}l"]
    for (x1, y1), (x2, y2) in itertools.pairwise(kept):
        over = abs(x2 - x1) > WIDTH / 2  # a ring that goes around the back of the world is cut
        parts.append(f"M{x2} {y2}l" if over else f"{x2 - x1} {y2 - y1}")
    text = " ".join(parts).replace("l ", "l").replace(" M", "M").replace(" -", "-")
    return text.replace("lM", "M").removesuffix("l") + ("z" if closed else "")


def centre(geometry: dict[str, Any], arcs: list[Any]) -> tuple[float, float]:
    """Return the centre of the largest ring of a geometry, in degrees."""
    best, size = (0.0, 0.0), -1.0
    for ring in rings(geometry):
        points = ring_points(ring, arcs)
        area = x = y = 0.0
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            cross = x1 * y2 - x2 * y1
            area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
        if abs(area) > size and area:
            best, size = (x / (3 * area), y / (3 * area)), abs(area)
    return best


def constant(name: str, text: str) -> list[str]:
    """Return a long text as an exported constant of lines."""
    lines = [text[n : n + 110] for n in range(0, len(text), 110)]
    ends = [" +"] * (len(lines) - 1) + [";"]
    return [
        f"export const {name} =",
        *(f'  "{line}"{end}' for line, end in zip(lines, ends, strict=True)),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("atlas", type=Path)
    parser.add_argument("codes", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    with options.codes.open(encoding="utf-8") as file:
        letters = {
            row["ISO3166-1-numeric"].zfill(3): row["ISO3166-1-Alpha-2"]
            for row in csv.DictReader(file)
        }
    places: dict[str, Point] = {}
    for name in ("countries-50m.json", "countries-110m.json"):
        atlas = json.loads((options.atlas / name).read_text("utf-8"))
        arcs = arcs_of(atlas)
        for geometry in atlas["objects"]["countries"]["geometries"]:
            code = letters.get(str(geometry.get("id", "")).zfill(3))
            if code and geometry.get("arcs"):
                places[code] = project(*centre(geometry, arcs))
    places |= {code: project(*at) for code, at in CAPITALS.items()}
    (land,) = atlas["objects"]["land"]["geometries"]
    coast = list(rings(land))
    shown = {number if number >= 0 else ~number for ring in coast for number in ring}
    borders = [arc for number, arc in enumerate(arcs) if number not in shown]
    outline = "".join(path(ring_points(ring, arcs), closed=True) for ring in coast)
    inner = "".join(path(arc, closed=False) for arc in borders)
    rows = [f"  {code}: [{x}, {y}]," for code, (x, y) in sorted(places.items())]
    text = [
        "// The world by Natural Earth (public domain), by scripts/derive_map.py; not to edit.",
        "",
        "/** The coasts of the world, as an SVG path. */",
        *constant("LAND", outline),
        "/** The borders between states. */",
        *constant("BORDERS", inner),
        "/** Where each state is, by its two letters. @type {Record<string, [number, number]>} */",
        "export const PLACES = {",
        *rows,
        "};",
    ]
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text("\n".join(text) + "\n", "utf-8")


if __name__ == "__main__":
    main()
