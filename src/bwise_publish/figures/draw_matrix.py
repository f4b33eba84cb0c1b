"""Draws a matrix: a number in every cell, darker where it is higher, hatched where there is none."""

from __future__ import annotations

from dataclasses import replace

from bwise_publish.figures.canvas import LINE, MARGIN, SMALL, TEXT, Canvas, breaks_words, text_width, wrapped
from bwise_publish.figures.legend import Key, draw_legend, draw_sign
from bwise_publish.figures.palette import EMPTY_FILL, MISSING_FILL, MUTED, Fill, class_fills
from bwise_publish.figures.spec import Matrix, classes_for

_CELL = 26.0
_PAD = 1.0
_SMALLEST = 11.5  # text size of the heads of many columns
_WIDEST_CELL = 110.0
_MANY = 14  # columns; more of them take a wider sheet, or lie as rows on a narrow one
_WIDEST = 760.0
_STACK_BELOW = 500.0
_REPEAT_HEADS_FROM = 16
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def draw_matrix(canvas: Canvas, drawing: Matrix, top: float) -> float:
    """Draws from `top` down; returns the bottom. Row labels stand left of the cells, or above them where the canvas is narrow."""
    fills, keys = _fills(drawing)
    many = len(drawing.columns) > _MANY
    narrow = canvas.width < _STACK_BELOW
    if narrow and many and len(drawing.rows) < len(drawing.columns):
        drawing = _turned(drawing)
    elif many and not narrow:
        canvas.width = max(canvas.width, _WIDEST)
    y = draw_legend(canvas, drawing.legend, keys, top)
    longest = max(text_width(label) for label in (*drawing.rows, drawing.row_title))
    stacked = narrow and longest > canvas.width * 0.25
    left = MARGIN if stacked else MARGIN + min(longest, canvas.width * (0.25 if many else 0.4)) + 10
    cell = min((canvas.width - MARGIN - left) / len(drawing.columns), _WIDEST_CELL)
    heads = list(drawing.columns)
    size = _SMALLEST if many else SMALL
    if any(breaks_words(head, cell - 2 * _PAD, size) for head in heads):
        codes = _codes(len(heads))
        y = _draw_column_key(canvas, drawing, codes, y)
        heads = codes
    y = _draw_heads(canvas, drawing, heads, left, cell, y, stacked, size)
    for label, line in zip(drawing.rows, drawing.values, strict=True):
        lines = wrapped(label, canvas.width - 2 * MARGIN if stacked else left - MARGIN - 10)
        if stacked:
            y = canvas.lines(MARGIN, y + 4, lines) + 2
        height = _CELL if stacked else max(_CELL, len(lines) * TEXT * LINE + 4)
        if not stacked:
            canvas.lines(MARGIN, y + (height - len(lines) * TEXT * LINE) / 2, lines)
        for column, value in enumerate(line):
            fill = fills[value]
            x = left + column * cell
            canvas.box(x + 1, y + 1, cell - 2, height - 2, fill)
            draw_sign(canvas, x + cell / 2, y + height / 2, "–" if value is None else str(value), TEXT, fill)
        y += height
    if len(drawing.rows) >= _REPEAT_HEADS_FROM:
        y = _draw_heads(canvas, drawing, heads, left, cell, y + 4, stacked, size)
    return y


def _turned(drawing: Matrix) -> Matrix:
    """The same matrix with its columns as rows."""
    return replace(
        drawing,
        rows=drawing.columns,
        columns=drawing.rows,
        values=tuple(zip(*drawing.values, strict=True)),
        row_title=drawing.column_title,
        column_title=drawing.row_title,
    )


def _fills(drawing: Matrix) -> tuple[dict[int | None, Fill], list[Key]]:
    """The fill of every value, and the keys of the legend (grades by name, else classes of values)."""
    values = sorted({value for line in drawing.values for value in line if value is not None})
    fills: dict[int | None, Fill] = {None: MISSING_FILL, 0: EMPTY_FILL}
    keys = []
    if drawing.grades is not None:
        above_zero = sorted(grade for grade in drawing.grades if grade > 0)
        fills |= dict(zip(above_zero, class_fills(max(len(above_zero), 1)), strict=False))
        keys = [Key(fills[grade], drawing.grades[grade], str(grade)) for grade in sorted(drawing.grades)]
    else:
        positive = [value for value in values if value > 0]
        classes = classes_for(positive, min(3, len(positive))) if positive else ()
        if 0 in values:
            keys.append(Key(EMPTY_FILL, "0"))
        for number, (item, fill) in enumerate(zip(classes, class_fills(max(len(classes), 1)), strict=False)):
            below = classes[number - 1].upper if number else 0
            fills |= {value: fill for value in positive if below < value <= item.upper}
            keys.append(Key(fill, item.label))
    if any(value is None for line in drawing.values for value in line):
        keys.append(Key(MISSING_FILL, drawing.missing_label, "–"))
    return fills, keys


def _codes(count: int) -> list[str]:
    """A to Z, then A1 to Z1 and so on: short names for columns whose titles do not fit above them."""
    return [_LETTERS[number % 26] + (str(number // 26) if number >= 26 else "") for number in range(count)]


def _draw_column_key(canvas: Canvas, drawing: Matrix, codes: list[str], top: float) -> float:
    """The list of letters and the column titles they stand for, in two columns where there is room."""
    y = canvas.lines(MARGIN, top, [f"{drawing.column_title}:"], SMALL, colour=MUTED)
    across = 2 if canvas.width >= _STACK_BELOW and len(codes) > 4 else 1
    width = (canvas.width - 2 * MARGIN) / across
    down = -(-len(codes) // across)
    bottom = y
    for part in range(across):
        row = y
        for code, title in list(zip(codes, drawing.columns, strict=True))[part * down : (part + 1) * down]:
            x = MARGIN + part * width
            canvas.text(x, row + SMALL, code, SMALL, bold=True)
            row = canvas.lines(x + 24, row, wrapped(title, width - 34, SMALL), SMALL)
        bottom = max(bottom, row)
    return bottom + 8


def _draw_heads(canvas: Canvas, drawing: Matrix, heads: list[str], left: float, cell: float, top: float, stacked: bool,
                size: float) -> float:  # fmt: skip
    lines = [wrapped(head, cell - 2 * _PAD, size) for head in heads]
    height = max(len(item) for item in lines) * size * LINE
    for column, item in enumerate(lines):
        start = top + height - len(item) * size * LINE
        canvas.lines(left + (column + 0.5) * cell, start, item, size, anchor="center")
    if not stacked:
        canvas.lines(MARGIN, top + height - SMALL * LINE, [drawing.row_title], SMALL, colour=MUTED)
    return top + height + 3
