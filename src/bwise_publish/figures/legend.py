"""A key above a drawing: what each fill means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_publish.figures.canvas import LINE, MARGIN, SMALL, TEXT, Canvas, middle_baseline, text_width, wrapped
from bwise_publish.figures.palette import Fill

_BOX_WIDTH = 26.0
_BOX_HEIGHT = 17.0
_GAP = 6.0
_BETWEEN = 20.0


@dataclass(frozen=True, slots=True)
class Key:
    """A fill, the sign that stands in it, and what it means."""

    fill: Fill
    label: str
    sign: str = ""


def draw_legend(canvas: Canvas, heading: str, keys: Sequence[Key], top: float) -> float:
    """Heading and keys in as few lines as they fit; returns where the drawing may start."""
    inner = canvas.width - 2 * MARGIN
    y = canvas.lines(MARGIN, top, wrapped(heading, inner, TEXT, bold=True), TEXT, bold=True) + 4 if heading else top
    x = MARGIN
    for key in keys:
        lines = wrapped(key.label, inner - _BOX_WIDTH - _GAP)
        width = _BOX_WIDTH + _GAP + max(text_width(line) for line in lines)
        if x > MARGIN and x + width > canvas.width - MARGIN:
            x, y = MARGIN, y + _BOX_HEIGHT + 7
        draw_key_box(canvas, key, x, y)
        baseline = middle_baseline(y + _BOX_HEIGHT / 2, TEXT)
        for number, line in enumerate(lines):
            canvas.text(x + _BOX_WIDTH + _GAP, baseline + number * TEXT * LINE, line)
        y += (len(lines) - 1) * TEXT * LINE
        x = x + width + _BETWEEN if len(lines) == 1 else canvas.width
    return y + _BOX_HEIGHT + 10


def draw_key_box(canvas: Canvas, key: Key, x: float, y: float) -> None:
    """The box of a key with its sign."""
    canvas.box(x, y, _BOX_WIDTH, _BOX_HEIGHT, key.fill)
    if key.sign:
        draw_sign(canvas, x + _BOX_WIDTH / 2, y + _BOX_HEIGHT / 2, key.sign, SMALL, key.fill)


def draw_sign(canvas: Canvas, x: float, y: float, sign: str, size: float, fill: Fill) -> None:
    """A sign or number centred on a fill, with a plain plate behind it where the fill has a pattern."""
    if not fill.plain:
        width = text_width(sign, size, bold=True) + 4
        canvas.rect(x - width / 2, y - size * 0.55, width, size * 1.1, fill.colour)
    canvas.text(x, middle_baseline(y, size), sign, size, bold=True, colour=fill.ink, anchor="center")
