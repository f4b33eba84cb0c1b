"""Draws events on an axis of years, one row an event, grouped under the names of their kinds."""

from __future__ import annotations

import math
from datetime import date

from bwise_publish.figures.canvas import LINE, MARGIN, SMALL, TEXT, Canvas, text_width, wrapped
from bwise_publish.figures.palette import CARD, GRID, INK, MUTED, SERIES, Fill
from bwise_publish.figures.spec import Event, Timeline

_THICKNESS = 14.0
_GAP = 9.0
_STACK_BELOW = 500.0
_REPEAT_AXIS_FROM = 12


def draw_timeline(canvas: Canvas, drawing: Timeline, top: float) -> float:
    """Draws from `top` down; returns the bottom."""
    stacked = canvas.width < _STACK_BELOW
    left = MARGIN + 18 if stacked else canvas.width * 0.46
    right = canvas.width - MARGIN - 18
    first = min(event.start.year for event in drawing.events)
    last = max(math.ceil(_year(event.end or event.start) + 0.001) for event in drawing.events)
    years = _years(first, last, right - left)
    scale = (left, years[0], (right - left) / max(years[-1] - years[0], 1))
    axis_bottom = _draw_years(canvas, years, scale, top)
    y = axis_bottom + 6
    width = canvas.width - 2 * MARGIN if stacked else left - MARGIN - 20
    kinds = list(dict.fromkeys(event.kind for event in drawing.events))
    spans: list[tuple[float, float]] = []
    for number, kind in enumerate(kinds):
        if kind:
            y = canvas.lines(MARGIN, y, wrapped(kind, width, TEXT, bold=True), TEXT, bold=True) + 4
        for event in sorted((event for event in drawing.events if event.kind == kind), key=_order):
            bottom = canvas.lines(MARGIN, y, wrapped(event.label, width))
            bottom = canvas.lines(MARGIN, bottom, wrapped(event.when or _when(event), width, SMALL), SMALL, colour=MUTED)
            centre = bottom + 4 + _THICKNESS / 2 if stacked else (y + bottom) / 2
            bottom = max(bottom, centre + _THICKNESS / 2)
            spans.append((centre - _THICKNESS, centre + _THICKNESS) if stacked else (y, bottom))
            _draw_event(canvas, event, scale, right, centre, SERIES[number % len(SERIES)])
            y = bottom + _GAP
        y += 4
    for x in (_x(scale, year) for year in years):
        for start, end in spans if stacked else [(axis_bottom + 4, y - _GAP)]:
            canvas.line((x, start), (x, end), GRID, under=True)
    if len(drawing.events) >= _REPEAT_AXIS_FROM:
        return _draw_years(canvas, years, scale, y)
    return y - _GAP


def _order(event: Event) -> tuple[date, date, str]:
    return event.start, event.end or event.start, event.label


def _year(day: date) -> float:
    """The day as a year with its fraction: 1 July 2021 is 2021.496."""
    start, following = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year + (day - start).days / (following - start).days


def _when(event: Event) -> str:
    if event.ongoing:
        return f"since {event.start.year}"
    if event.end is None or event.end.year == event.start.year:
        return str(event.start.year)
    return f"{event.start.year} to {event.end.year}"


def _x(scale: tuple[float, int, float], year: float) -> float:
    left, first, step = scale
    return left + (year - first) * step


def _years(first: int, last: int, room: float) -> list[int]:
    """The years that are printed, from the first event or before to the last or after, in steps of 1, 2, 5, 10 ... that fit."""
    fitting = max(1, int(room / (text_width("2020", SMALL) + 16)))
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000) if (last - first) / step <= fitting)
    return list(range(first // step * step, -(-last // step) * step + 1, step))


def _draw_years(canvas: Canvas, years: list[int], scale: tuple[float, int, float], top: float) -> float:
    for year in years:
        canvas.text(_x(scale, year), top + SMALL, str(year), SMALL, colour=MUTED, anchor="center")
    return top + SMALL * LINE


def _draw_event(canvas: Canvas, event: Event, scale: tuple[float, int, float], right: float, centre: float, colour: str) -> None:
    """A bar for a span, a diamond for a moment, a bar with an arrow's head for what goes on; a span too short for a bar is a moment."""
    fill = Fill(colour, CARD, INK)
    start = _x(scale, _year(event.start))
    half = _THICKNESS / 2
    if event.ongoing:
        head = right + 14
        neck = max(head - 8, start)
        canvas.area([[(start, centre - half), (neck, centre - half), (head, centre), (neck, centre + half), (start, centre + half)]], fill)
    elif event.end is None or _x(scale, _year(event.end)) - start < _THICKNESS / 2:
        size = half + 1
        canvas.area([[(start - size, centre), (start, centre - size), (start + size, centre), (start, centre + size)]], fill)
    else:
        canvas.rect(start, centre - half, _x(scale, _year(event.end)) - start, _THICKNESS, colour)
