"""One horizontal bar with its value: what ranked and grouped bar charts share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_publish.figures.canvas import MARGIN, SMALL, TEXT, Canvas, middle_baseline, text_width
from bwise_publish.figures.numerals import with_unit
from bwise_publish.figures.palette import MISSING_FILL, MUTED, RULE

_GAP = 5.0
_STUB = 26.0


@dataclass(frozen=True, slots=True)
class BarScale:
    """Where values stand: `zero` in px from the left, `step` px a unit."""

    zero: float
    step: float

    def x(self, value: float) -> float:
        """The place of a value in px from the left."""
        return self.zero + value * self.step


@dataclass(frozen=True, slots=True)
class ValueText:
    """What is printed at a bar: the value (or that there is none), and a qualifier behind it."""

    text: str
    qualifier: str = ""
    bold: bool = False

    @property
    def width(self) -> float:
        """Width in px, with the gap to the bar."""
        return _GAP + text_width(self.text, TEXT, self.bold) + (_GAP + text_width(self.qualifier, SMALL) if self.qualifier else 0.0)


def value_text(value: int | float | None, unit: str, missing_label: str, qualifier: str = "", bold: bool = False) -> ValueText:
    """The text at a bar; a missing value is named as such."""
    return ValueText(missing_label if value is None else with_unit(value, unit), qualifier, bold)


def bar_scale(values: Sequence[float | None], texts: Sequence[ValueText], left: float, right: float) -> BarScale:
    """The scale that fits all bars, from zero, with their texts between `left` and `right`."""
    bars = [(value, text.width) for value, text in zip(values, texts, strict=True) if value is not None]
    low, high = min([0.0, *(value for value, _ in bars)]), max([0.0, *(value for value, _ in bars)])
    falling = max([0.0, *(width for value, width in bars if value < 0)])
    rising = [(value, width) for value, width in bars if value > 0]
    room = right - left - falling
    # Every rising bar must leave room for its own text; the tightest decides, and the lowest value starts the axis.
    steps = [(room - width) / (value - low) for value, width in rising]
    steps += [(room - width) / -low for value, width in bars if low < 0 and value == 0]
    steps += [(room - _STUB - text.width) / -low for value, text in zip(values, texts, strict=True) if low < 0 and value is None]
    step = max(min([room / ((high - low) or 1.0), *steps]), 40.0 / ((high - low) or 1.0))
    return BarScale(zero=left + falling - low * step, step=step)


def draw_bar(canvas: Canvas, scale: BarScale, value: float | None, text: ValueText, centre: float, thickness: float,
             colour: str) -> None:  # fmt: skip
    """A bar at the height `centre`, its text at its end; a missing value gets a short hatched stub and its name."""
    baseline = middle_baseline(centre, TEXT)
    if value is None:
        canvas.box(scale.zero, centre - thickness / 2, _STUB, thickness, MISSING_FILL)
        canvas.text(scale.zero + _STUB + _GAP, baseline, text.text, SMALL, colour=MUTED)
        return
    end = scale.x(value)
    if value:
        canvas.rect(min(end, scale.zero), centre - thickness / 2, abs(end - scale.zero), thickness, colour)
    if value < 0:
        canvas.text(end - _GAP, baseline, text.text, TEXT, text.bold, anchor="right")
        canvas.text(end - 2 * _GAP - text_width(text.text, TEXT, text.bold), baseline, text.qualifier, SMALL, colour=MUTED, anchor="right")
        return
    canvas.text(end + _GAP, baseline, text.text, TEXT, text.bold)
    canvas.text(end + 2 * _GAP + text_width(text.text, TEXT, text.bold), baseline, text.qualifier, SMALL, colour=MUTED)


def draw_zero_line(canvas: Canvas, scale: BarScale, top: float, bottom: float) -> None:
    """The line that all bars start from."""
    canvas.line((scale.zero, top), (scale.zero, bottom), RULE, 1.0)


def label_column(canvas: Canvas, labels: Sequence[str], share: float = 0.42, bold: bool = False) -> float:
    """Width of a column for labels: as wide as the longest, at most `share` of the canvas."""
    return min(max(text_width(label, TEXT, bold) for label in labels), canvas.width * share) + 2 * MARGIN
