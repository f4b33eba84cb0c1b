"""Draws bars in groups: a heading a group, under it one bar a series with the series' name in front of it."""

from __future__ import annotations

from bwise_publish.figures.bars import bar_scale, draw_bar, draw_zero_line, label_column, value_text
from bwise_publish.figures.canvas import LINE, MARGIN, SMALL, TEXT, Canvas, middle_baseline, wrapped
from bwise_publish.figures.palette import SERIES
from bwise_publish.figures.spec import GroupedBar

_THICKNESS = 16.0
_GAP = 4.0
_GROUP_GAP = 16.0


def draw_grouped_bar(canvas: Canvas, drawing: GroupedBar, top: float) -> float:
    """Draws from `top` down; returns the bottom."""
    names = [series.name for series in drawing.series]
    left = MARGIN + label_column(canvas, names, 0.34)
    values = [value for series in drawing.series for value in series.values]
    texts = [value_text(value, drawing.unit, drawing.missing_label) for value in values]
    scale = bar_scale(values, texts, left, canvas.width - MARGIN)
    y = top
    for place, label in enumerate(drawing.labels):
        y = canvas.lines(MARGIN, y, wrapped(label, canvas.width - 2 * MARGIN, TEXT, bold=True), TEXT, bold=True) + 3
        start = y
        for number, series in enumerate(drawing.series):
            lines = wrapped(series.name, left - 3 * MARGIN, SMALL)
            row = max(_THICKNESS, len(lines) * SMALL * LINE)
            centre = y + row / 2
            first = middle_baseline(centre - (len(lines) - 1) * SMALL * LINE / 2, SMALL)
            for offset, line in enumerate(lines):
                canvas.text(left - 2 * MARGIN, first + offset * SMALL * LINE, line, SMALL, anchor="right")
            value = series.values[place]
            text = value_text(value, drawing.unit, drawing.missing_label)
            draw_bar(canvas, scale, value, text, centre, _THICKNESS, SERIES[number])
            y += row + _GAP
        draw_zero_line(canvas, scale, start - 2, y - _GAP + 2)
        y += _GROUP_GAP - _GAP
    return y - _GROUP_GAP + 3
