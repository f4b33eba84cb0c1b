"""From longitude and latitude to a flat map of Europe that keeps areas, and from there to the px of a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

_RADIUS_KM = 6371.0072  # the sphere with the area of the GRS80 ellipsoid
_CENTRE_LONGITUDE, _CENTRE_LATITUDE = 10.0, 52.0


def laea(longitude: float, latitude: float) -> Point:
    """Lambert azimuthal equal-area projection centred on 52 N 10 E: kilometres east and north of the centre.

    Spherical form, Snyder 1987, Map Projections: A Working Manual (USGS Professional Paper 1395), section 24;
    the centre is that of ETRS89-LAEA (EPSG:3035), the projection of the statistical maps of the EU.
    """
    phi, phi_1 = math.radians(latitude), math.radians(_CENTRE_LATITUDE)
    turn = math.radians(longitude - _CENTRE_LONGITUDE)
    cosine = math.sin(phi_1) * math.sin(phi) + math.cos(phi_1) * math.cos(phi) * math.cos(turn)
    k = math.sqrt(2 / max(1 + cosine, 1e-9))
    east = _RADIUS_KM * k * math.cos(phi) * math.sin(turn)
    north = _RADIUS_KM * k * (math.cos(phi_1) * math.sin(phi) - math.sin(phi_1) * math.cos(phi) * math.cos(turn))
    return east, north


def outer_rings(geometry: Mapping[str, Any]) -> Iterator[list[Sequence[Point]]]:
    """The polygons of a GeoJSON Polygon or MultiPolygon, each as its rings (the outer one first)."""
    yield from geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def clipped(ring: Sequence[Point], left: float, top: float, right: float, bottom: float) -> Ring:
    """The part of a ring inside a rectangle (Sutherland and Hodgman 1974, Reentrant Polygon Clipping)."""
    points = list(ring)
    for axis, limit, keeps_more in ((0, left, True), (0, right, False), (1, top, True), (1, bottom, False)):
        kept: Ring = []
        for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
            inside, was_inside = (((value >= limit) if keeps_more else (value <= limit)) for value in (point[axis], before[axis]))
            if inside != was_inside:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if inside:
                kept.append(point)
        points = kept
    return points


def thinned(ring: Sequence[Point], distance: float) -> Ring:
    """The ring without points that are nearer than `distance` to the last one kept."""
    kept: Ring = []
    for point in ring:
        if not kept or math.dist(point, kept[-1]) >= distance:
            kept.append(point)
    return kept


def area(ring: Sequence[Point]) -> float:
    """Area inside a ring, in the square of its unit (shoelace formula)."""
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def label_point(ring: Sequence[Point], width: float, height: float) -> tuple[Point, float]:
    """Where a label of `width` by `height` sits best in a ring, and how much room it has there.

    Tries a grid of 20 by 20 places and takes the one whose ellipse, shaped like the label, is farthest from the border; the second
    value is that distance as a multiple of the label's half size (1 or more: the label fits), 0 where no place is inside.
    """
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    best, room = (sum(xs) / len(xs), sum(ys) / len(ys)), 0.0
    scaled = [(x / width * 2, y / height * 2) for x, y in thinned(ring, height / 6)]
    edges = list(zip(scaled, [*scaled[1:], *scaled[:1]], strict=True))
    for column in range(20):
        for row in range(20):
            x = min(xs) + (column + 0.5) / 20 * (max(xs) - min(xs))
            y = min(ys) + (row + 0.5) / 20 * (max(ys) - min(ys))
            place = (x / width * 2, y / height * 2)
            if _inside(place, edges):
                distance = min(_distance(place, *edge) for edge in edges)
                if distance > room:
                    best, room = (x, y), distance
    return best, room


def _inside(point: Point, edges: Sequence[tuple[Point, Point]]) -> bool:
    x, y = point
    crossings = sum((ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax for (ax, ay), (bx, by) in edges)
    return crossings % 2 == 1


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else min(1.0, max(0.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    return math.dist(point, (start[0] + share * dx, start[1] + share * dy))
