"""Draws two values an item as two dots joined by a line: a ring for the first, a full dot for the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bwise_publish.figures.bars import label_column
from bwise_publish.figures.canvas import LINE, MARGIN, SMALL, TEXT, Canvas, middle_baseline, text_width, wrapped
from bwise_publish.figures.numerals import with_unit
from bwise_publish.figures.palette import BAR_STRESSED, CARD, INK, MUTED, RULE, Fill
from bwise_publish.figures.spec import Dots

_RING = Fill(CARD, BAR_STRESSED, INK)
_FULL = Fill(BAR_STRESSED, BAR_STRESSED, CARD)
_RADIUS = 5.5
_GAP = 9.0
_STACK_BELOW = 500.0


def draw_dots(canvas: Canvas, drawing: Dots, top: float) -> float:
    """Draws from `top` down; returns the bottom."""
    stacked = canvas.width < _STACK_BELOW
    left = MARGIN if stacked else MARGIN + label_column(canvas, drawing.labels)
    known = [value for value in (*drawing.first, *drawing.second) if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    left_side = max([0.0, *(text_width(with_unit(value, drawing.unit)) for value in known)]) + 2 * _RADIUS + 5
    start = left + left_side
    room = canvas.width - MARGIN - start - _RADIUS - 5
    pairs = list(zip(drawing.first, drawing.second, strict=True))
    # Every pair must leave room for the text at its right; the tightest decides.
    ends = [(end - low, text_width(text) + text_width(note, SMALL) + 8) for end, text, note in _ends(drawing, pairs)]
    steps = [(room - width) / reach for reach, width in ends if reach > 0]
    step = max(min([room / ((high - low) or 1.0), *steps]), 40.0 / ((high - low) or 1.0))
    y = _legend(canvas, drawing, left, top)
    for label, (one, other) in zip(drawing.labels, pairs, strict=True):
        lines = wrapped(label, canvas.width - 2 * MARGIN if stacked else left - 3 * MARGIN)
        if stacked:
            y = canvas.lines(MARGIN, y, lines) + 2
        row = 2 * _RADIUS + 6 if stacked else max(len(lines) * TEXT * LINE, 2 * _RADIUS + 6)
        centre = y + row / 2
        if not stacked:
            first = middle_baseline(centre - (len(lines) - 1) * TEXT * LINE / 2, TEXT)
            for number, line in enumerate(lines):
                canvas.text(left - 2 * MARGIN, first + number * TEXT * LINE, line, anchor="right")
        zero = start - low * step
        canvas.line((zero, centre - row / 2), (zero, centre + row / 2), RULE)
        _draw_pair(canvas, drawing, one, other, centre, start, low, step)
        y += row + _GAP
    return y - _GAP + 2


def _ends(drawing: Dots, pairs: Sequence[tuple[float | None, float | None]]) -> Iterator[tuple[float, str, str]]:
    """The right end of each pair that has one: its value, the text at it, and the note on a missing partner."""
    for one, other in pairs:
        known = [value for value in (one, other) if value is not None]
        if known:
            missing = drawing.first_name if one is None else drawing.second_name
            yield max(known), with_unit(max(known), drawing.unit), _absence(missing, drawing) if len(known) == 1 else ""


def _absence(name: str, drawing: Dots) -> str:
    return f"{name}: {drawing.missing_label}"


def _legend(canvas: Canvas, drawing: Dots, left: float, top: float) -> float:
    """Ring and dot with their names, in one line where they fit; returns where the first row may start."""
    x, y = left, top
    for fill, name in ((_RING, drawing.first_name), (_FULL, drawing.second_name)):
        width = 2 * _RADIUS + 6 + text_width(name)
        if x > left and x + width > canvas.width - MARGIN:
            x, y = left, y + TEXT * LINE
        canvas.disc(x + _RADIUS + 1, y + TEXT * LINE / 2, _RADIUS, fill, 2)
        canvas.text(x + 2 * _RADIUS + 7, middle_baseline(y + TEXT * LINE / 2, TEXT), name)
        x += width + 22
    return y + TEXT * LINE + 8


def _draw_pair(canvas: Canvas, drawing: Dots, one: float | None, other: float | None, centre: float, start: float, low: float,
               step: float) -> None:  # fmt: skip
    baseline = middle_baseline(centre, TEXT)
    if one is None and other is None:
        zero = start - low * step
        fits = zero + _GAP + text_width(drawing.missing_label, SMALL) <= canvas.width - MARGIN
        place = zero + _GAP if fits else zero - _GAP - text_width(drawing.missing_label, SMALL)
        canvas.text(place, middle_baseline(centre, SMALL), drawing.missing_label, SMALL, colour=MUTED)
        return
    places = [start + (value - low) * step for value in (one, other) if value is not None]
    canvas.line((min(places), centre), (max(places), centre), RULE, 2.5)
    # Equal values: the dot stands inside a wider ring.
    apart = 1.5 if one == other else 0.0
    for value, fill, radius in ((one, _RING, _RADIUS + apart), (other, _FULL, _RADIUS - apart)):
        if value is not None:
            canvas.disc(start + (value - low) * step, centre, radius, fill, 2)
    known = sorted(value for value in (one, other) if value is not None)
    after = max(places) + _RADIUS + 5
    canvas.text(after, baseline, with_unit(known[-1], drawing.unit))
    if len(known) == 1:
        name = drawing.first_name if one is None else drawing.second_name
        canvas.text(after + text_width(with_unit(known[0], drawing.unit)) + 8, baseline, _absence(name, drawing), SMALL, colour=MUTED)
    elif known[0] != known[1]:
        text, right = with_unit(known[0], drawing.unit), min(places) - _RADIUS - 5
        # A plate keeps the zero line out of the number.
        canvas.rect(right - text_width(text) - 2, centre - TEXT * 0.6, text_width(text) + 3, TEXT * 1.2, CARD)
        canvas.text(right, baseline, text, anchor="right")
