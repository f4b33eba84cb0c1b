"""Draws a ranked bar chart: labels left of the bars, or above them where the canvas is narrow."""

from __future__ import annotations

from bwise_publish.figures.bars import bar_scale, draw_bar, draw_zero_line, label_column, value_text
from bwise_publish.figures.canvas import LINE, MARGIN, TEXT, Canvas, middle_baseline, wrapped
from bwise_publish.figures.palette import BAR, BAR_RESTING, BAR_STRESSED
from bwise_publish.figures.spec import RankedBar

_THICKNESS = 18.0
_GAP = 9.0
_STACK_BELOW = 500.0


def draw_ranked_bar(canvas: Canvas, drawing: RankedBar, top: float) -> float:
    """Draws from `top` down; returns the bottom."""
    stacked = canvas.width < _STACK_BELOW
    left = MARGIN if stacked else MARGIN + label_column(canvas, drawing.labels, bold=bool(drawing.highlight))
    qualifiers = drawing.qualifiers or {}
    texts = [
        value_text(value, drawing.unit, drawing.missing_label, qualifiers.get(label, ""), label in drawing.highlight)
        for label, value in zip(drawing.labels, drawing.values, strict=True)
    ]
    scale = bar_scale(drawing.values, texts, left, canvas.width - MARGIN)
    y = top
    for label, value, text in zip(drawing.labels, drawing.values, texts, strict=True):
        stressed = label in drawing.highlight
        colour = (BAR_STRESSED if stressed else BAR_RESTING) if drawing.highlight else BAR
        label_width = canvas.width - 2 * MARGIN if stacked else left - 3 * MARGIN
        lines = wrapped(label, label_width, TEXT, stressed)
        height = len(lines) * TEXT * LINE
        if stacked:
            y = canvas.lines(MARGIN, y, lines, TEXT, stressed) + 2
            centre, row = y + _THICKNESS / 2, _THICKNESS
        else:
            row = max(height, _THICKNESS)
            centre = y + row / 2
            first = middle_baseline(centre - (len(lines) - 1) * TEXT * LINE / 2, TEXT)
            for number, line in enumerate(lines):
                canvas.text(left - 2 * MARGIN, first + number * TEXT * LINE, line, TEXT, stressed, anchor="right")
        draw_bar(canvas, scale, value, text, centre, _THICKNESS, colour)
        draw_zero_line(canvas, scale, centre - _THICKNESS / 2 - 3, centre + _THICKNESS / 2 + 3)
        y += row + _GAP
    return y - _GAP + 3
