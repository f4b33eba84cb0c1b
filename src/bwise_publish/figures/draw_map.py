"""Draws a map of Europe: countries filled by class, with their value in them; small ones on a plate beside them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bwise_publish.figures.canvas import MARGIN, SMALL, Canvas, text_width
from bwise_publish.figures.legend import Key, draw_legend, draw_sign
from bwise_publish.figures.numerals import number
from bwise_publish.figures.palette import CARD, INK, MISSING_FILL, OUTSIDE, OUTSIDE_LINE, RULE, Fill, class_fills
from bwise_publish.figures.projection import Point, Ring, area, clipped, label_point, laea, outer_rings, thinned
from bwise_publish.figures.spec import EuropeMap

# Kilometres east and north of 52 N 10 E: the EU without Atlantic islands, from Ireland to Cyprus, from Malta to the North Cape.
_WEST, _EAST, _SOUTH, _NORTH = -1700.0, 2200.0, -1960.0, 2180.0
_INSIDE = 0.8  # a label with less room than this share of itself moves to a plate beside the country
_SMALLEST = 10.0  # text size on a narrow sheet
_NO_VALUE = "–"

_Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class _Country:
    """The rings of a country in px, and its main polygon's outer ring (the largest)."""

    rings: list[Ring]
    main: Ring


def draw_map(canvas: Canvas, drawing: EuropeMap, top: float) -> float:
    """Draws from `top` down; returns the bottom."""
    fills = class_fills(len(drawing.classes))
    used = {code: _fill(value, drawing, fills) for code, value in sorted(drawing.values.items())}
    top = draw_legend(canvas, drawing.unit, _keys(drawing, fills), top)
    scale = (canvas.width - 2 * MARGIN) / (_EAST - _WEST)
    bottom = top + (_NORTH - _SOUTH) * scale
    countries = _countries(drawing.geometry, scale, top, canvas.width - MARGIN, bottom)
    outside = Fill(OUTSIDE, OUTSIDE_LINE, RULE)
    for code in sorted(countries, key=lambda code: (code in used, used[code].line == CARD if code in used else False, code)):
        if code in used:
            canvas.area(countries[code].rings, used[code], 0.9)
        else:
            canvas.area(countries[code].rings, outside, 0.6)
    labels = {code: _sign(drawing.values[code], drawing) for code in sorted(used) if code in countries}
    size = SMALL if canvas.width > 500 else _SMALLEST
    taken: list[_Box] = []
    small = []
    for code, sign in labels.items():
        width = text_width(sign, size, bold=True) + 2
        place, room = label_point(countries[code].main, width, size * 0.95)
        if room < _INSIDE:
            small.append(code)
        else:
            draw_sign(canvas, *place, sign, size, used[code])
            taken.append(_box(place, width, size))
    frame = (MARGIN, top, canvas.width - MARGIN, bottom)
    for code in small:
        _draw_plate(canvas, countries[code], f"{code} {labels[code]}", used[code], size, taken, frame)
    return bottom


def codes_on_map(geometry: Mapping[str, Any]) -> frozenset[str]:
    """The codes of the countries of which the frame shows a part; the others of `geometry` lie beyond its edges."""
    scale = 640.0 / (_EAST - _WEST)
    return frozenset(_countries(geometry, scale, 0.0, MARGIN + 640.0, (_NORTH - _SOUTH) * scale))


def _fill(value: float | None, drawing: EuropeMap, fills: tuple[Fill, ...]) -> Fill:
    return MISSING_FILL if value is None else fills[_class(value, drawing)]


def _class(value: float, drawing: EuropeMap) -> int:
    return next(place for place, item in enumerate(drawing.classes) if value <= item.upper)


def _sign(value: float | None, drawing: EuropeMap) -> str:
    if value is None:
        return _NO_VALUE
    return number(value) if drawing.print_values else drawing.classes[_class(value, drawing)].sign


def _keys(drawing: EuropeMap, fills: tuple[Fill, ...]) -> list[Key]:
    keys = [Key(fill, item.label, "" if drawing.print_values else item.sign) for fill, item in zip(fills, drawing.classes, strict=True)]
    if any(value is None for value in drawing.values.values()):
        keys.append(Key(MISSING_FILL, drawing.missing_label, _NO_VALUE))
    return [*keys, Key(Fill(OUTSIDE, OUTSIDE_LINE, RULE), drawing.outside_label)]


def _countries(geometry: Mapping[str, Any], scale: float, top: float, right: float, bottom: float) -> dict[str, _Country]:
    """Every country that shows in the frame, projected, clipped and thinned to half a px; islets under two square px are left out."""
    countries = {}
    for feature in geometry["features"]:
        polygons = []
        for polygon in outer_rings(feature["geometry"]):
            rings = []
            for ring in polygon:
                flat = [laea(longitude, latitude) for longitude, latitude in ring[:-1]]
                points = [(MARGIN + (east - _WEST) * scale, top + (_NORTH - north) * scale) for east, north in flat]
                rings.append(thinned(clipped(points, MARGIN, top, right, bottom), 0.5))
            rings = [ring for ring in rings if len(ring) >= 3]
            if rings:
                polygons.append(rings)
        if polygons:
            largest = max(polygons, key=lambda rings: area(rings[0]))
            shown = [ring for rings in polygons if rings is largest or area(rings[0]) >= 2 for ring in rings]
            countries[feature["properties"]["country_code"]] = _Country(rings=shown, main=largest[0])
    return countries


def _box(place: Point, width: float, size: float) -> _Box:
    return place[0] - width / 2, place[1] - size * 0.65, place[0] + width / 2, place[1] + size * 0.65


def _draw_plate(canvas: Canvas, country: _Country, text: str, fill: Fill, size: float, taken: list[_Box], frame: _Box) -> None:
    """A plate with code and sign beside a country too small for them, a line leading to it; the plate joins `taken`."""
    xs, ys = [x for x, _ in country.main], [y for _, y in country.main]
    centre = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    width = text_width(text, size, bold=True) + 8
    box = _free_box(centre, width, size, taken, frame)
    taken.append(box)
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    canvas.line(centre, middle, CARD, 3.0)
    canvas.line(centre, middle, INK, 1.0)
    canvas.disc(*centre, 2.6, Fill(INK, CARD, CARD), 0.8)
    plate = Fill(CARD if fill.hatch else fill.colour, INK, fill.ink if fill.plain else INK)
    canvas.box(box[0], box[1], box[2] - box[0], box[3] - box[1], plate, 1.0)
    draw_sign(canvas, *middle, text, size, plate)


def _free_box(centre: Point, width: float, size: float, taken: list[_Box], frame: _Box) -> _Box:
    """The nearest place round `centre` where a plate overlaps no other label and stays in the frame; else the place below."""
    for distance in range(16, 90, 6):
        for angle in (90, 270, 60, 120, 240, 300, 30, 150, 210, 330, 0, 180):
            turn = math.radians(angle)
            reach = distance + width / 2 * abs(math.cos(turn))
            box = _box((centre[0] + reach * math.cos(turn), centre[1] + reach * math.sin(turn)), width, size)
            inside = box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]
            if inside and not any(_overlap(box, other) for other in taken):
                return box
    return _box((centre[0], centre[1] + 16), width, size)


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] - 2 < other[2] and other[0] - 2 < one[2] and one[1] - 2 < other[3] and other[1] - 2 < one[3]
