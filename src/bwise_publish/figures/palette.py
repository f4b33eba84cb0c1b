"""The colours of all figures: one palette on a white card, told apart by people with any kind of colour vision.

Rules (WCAG 2.2): shapes that touch differ by at least 3:1 in luminance, or by a pattern whose ink has 3:1 on its fill, or a
line of 3:1 runs between them (1.4.11); text has at least 4.5:1 (1.4.3). Three steps of 3:1 are all that white to black
(21:1) has room for: hence three fills, and patterns for the fourth and fifth class. tests/figures/test_palette.py checks
every pair that a drawing uses.
"""

from __future__ import annotations

from dataclasses import dataclass

CARD = "#ffffff"
INK = "#0f161d"
MUTED = "#46525e"
RULE = "#6a7683"
GRID = "#d3dae1"

BAR = "#1f5f99"
BAR_STRESSED = "#0a3563"
BAR_RESTING = "#7d8fa1"

LIGHT = "#dcebf8"
MIDDLE = "#3f88bd"
DARK = "#0a3563"

MISSING = "#f1f3f5"
OUTSIDE = "#f7f8f9"
OUTSIDE_LINE = "#b9c2cb"

# Dark and middle take turns, so that bars side by side differ in luminance as well as in hue.
SERIES = ("#0a3563", "#d4721a", "#4a3d06", "#1c9c86", "#7d1145", "#b574b8")


@dataclass(frozen=True, slots=True)
class Fill:
    """How an area is filled: its colour, the line round it, the ink of its pattern ("" is plain), the text on it."""

    colour: str
    line: str
    ink: str
    hatch: str = ""

    @property
    def plain(self) -> bool:
        """Whether text can stand on it without a plate behind."""
        return not self.hatch


_LIGHT = Fill(LIGHT, RULE, INK)
_LIGHT_DOTTED = Fill(LIGHT, RULE, INK, "..")
_MIDDLE = Fill(MIDDLE, CARD, INK)
_MIDDLE_STRIPED = Fill(MIDDLE, CARD, INK, "\\\\")
_DARK = Fill(DARK, CARD, CARD)

MISSING_FILL = Fill(MISSING, RULE, RULE, "//")
EMPTY_FILL = Fill(CARD, RULE, INK)

_CLASSES = {
    1: (_MIDDLE,),
    2: (_LIGHT, _DARK),
    3: (_LIGHT, _MIDDLE, _DARK),
    4: (_LIGHT, _LIGHT_DOTTED, _MIDDLE, _DARK),
    5: (_LIGHT, _LIGHT_DOTTED, _MIDDLE, _MIDDLE_STRIPED, _DARK),
}


def class_fills(count: int) -> tuple[Fill, ...]:
    """The fills of `count` (1 to 5) classes, from low to high."""
    return _CLASSES[count]


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), of a colour written #rrggbb. WCAG 2.2, "relative luminance"."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[start : start + 2], 16)) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21. WCAG 2.2, "contrast ratio"."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
