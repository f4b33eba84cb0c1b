"""A sheet to draw on, measured in px from the top left corner, with matplotlib behind it.

Drawings lay themselves out: text is measured with the font that ships with matplotlib (wider than the fonts of the site, so what
fits here fits there), never with one that this machine happens to have.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from bwise_publish.figures.palette import CARD, INK, Fill

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Sheet
    from matplotlib.font_manager import FontProperties

Point = tuple[float, float]
Anchor = Literal["left", "center", "right"]

WIDE = 680
NARROW = 380
TEXT = 14.0
SMALL = 12.5
LINE = 1.3  # line height as a share of the text size
MARGIN = 4.0
_POINTS_PER_INCH = 72


@cache
def _font(size: float, bold: bool) -> FontProperties:
    import matplotlib
    from matplotlib.font_manager import FontProperties

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    file = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name
    return FontProperties(fname=str(file), size=size, weight="bold" if bold else "normal")


@cache
def text_width(text: str, size: float = TEXT, bold: bool = False) -> float:
    """Width of one line of text in px."""
    from matplotlib.textpath import text_to_path

    width, _, _ = text_to_path.get_text_width_height_descent(text or " ", _font(size, bold), False)
    return float(width)


def wrapped(text: str, width: float, size: float = TEXT, bold: bool = False) -> list[str]:
    """The text in lines of at most `width` px, broken at spaces, after hyphens and slashes, and inside a word that is too long."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(" ".join(text.split())):
        if text_width((line + piece).rstrip(), size, bold) <= width:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = piece
        while text_width(line.rstrip(), size, bold) > width and len(line) > 1:
            fitting = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or text_width(line[:n], size, bold) <= width)
            lines.append(line[:fitting])
            line = line[fitting:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def breaks_words(text: str, width: float, size: float = TEXT, bold: bool = False) -> bool:
    """Whether `wrapped` would have to break inside a word."""
    return any(text_width(piece.rstrip(), size, bold) > width for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    """The text cut after every space, hyphen and slash; nothing is lost."""
    pieces = [""]
    for char in text:
        pieces[-1] += char
        if char in " -/–":
            pieces.append("")
    return [piece for piece in pieces if piece]


class Canvas:
    """Collects shapes and text; `sheet` is the matplotlib figure with all of them, as tall as `height` was set."""

    def __init__(self, width: float) -> None:
        """An empty sheet, `width` px wide."""
        self.width = width
        self.height = 0.0
        self._shapes: list[Any] = []
        self._texts: list[Any] = []

    def rect(self, x: float, y: float, width: float, height: float, colour: str, line: str = "none", thickness: float = 1.0) -> None:
        """A rectangle, its top left corner at x, y."""
        from matplotlib.patches import Rectangle

        self._shapes.append(Rectangle((x, y), width, height, facecolor=colour, edgecolor=line, linewidth=thickness))

    def area(self, rings: Sequence[Sequence[Point]], fill: Fill, thickness: float = 0.8) -> None:
        """Closed rings in one fill, with its pattern and line."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path as Outline

        vertices: list[Point] = []
        codes: list[Any] = []
        for ring in rings:
            vertices += [*ring, ring[0]]
            codes += [Outline.MOVETO, *[Outline.LINETO] * (len(ring) - 1), Outline.CLOSEPOLY]
        shape = PathPatch(Outline(vertices, codes), facecolor=fill.colour, edgecolor=fill.line, linewidth=thickness)
        shape.set_joinstyle("round")
        self._hatch(shape, fill)
        self._shapes.append(shape)

    def box(self, x: float, y: float, width: float, height: float, fill: Fill, thickness: float = 0.8) -> None:
        """A rectangle in a fill, with its pattern and line."""
        self.area([[(x, y), (x + width, y), (x + width, y + height), (x, y + height)]], fill, thickness)

    def disc(self, x: float, y: float, radius: float, fill: Fill, thickness: float = 1.0) -> None:
        """A disc in a fill, its centre at x, y."""
        from matplotlib.patches import Circle

        shape = Circle((x, y), radius, facecolor=fill.colour, edgecolor=fill.line, linewidth=thickness)
        self._hatch(shape, fill)
        self._shapes.append(shape)

    def line(self, start: Point, end: Point, colour: str, thickness: float = 1.0, under: bool = False) -> None:
        """A straight line; `under` puts it below all shapes so far."""
        from matplotlib.lines import Line2D

        line = Line2D([start[0], end[0]], [start[1], end[1]], color=colour, linewidth=thickness, solid_capstyle="butt")
        self._shapes.insert(0 if under else len(self._shapes), line)

    def text(self, x: float, baseline: float, text: str, size: float = TEXT, bold: bool = False, colour: str = INK,
             anchor: Anchor = "left") -> None:  # fmt: skip
        """One line of text."""
        from matplotlib.text import Text

        if text:
            self._texts.append(
                Text(x, baseline, text, fontproperties=_font(size, bold), color=colour, horizontalalignment=anchor,
                     verticalalignment="baseline", parse_math=False)
            )  # fmt: skip

    def lines(self, x: float, top: float, lines: Sequence[str], size: float = TEXT, bold: bool = False, colour: str = INK,
              anchor: Anchor = "left") -> float:  # fmt: skip
        """Lines of text from `top` down; returns where the next thing may start."""
        for number, text in enumerate(lines):
            self.text(x, top + size * (LINE * number + 1.0), text, size, bold, colour, anchor)
        return top + size * LINE * len(lines)

    def sheet(self, padding: float = 0.0) -> Sheet:
        """The matplotlib figure with `padding` px round the drawing: 1 px is 1/72 inch, all shapes under all text."""
        from matplotlib.figure import Figure as Sheet

        size = ((self.width + 2 * padding) / _POINTS_PER_INCH, (self.height + 2 * padding) / _POINTS_PER_INCH)
        sheet = Sheet(figsize=size, dpi=_POINTS_PER_INCH, facecolor=CARD)
        axes = sheet.add_axes((0, 0, 1, 1))
        axes.set_xlim(-padding, self.width + padding)
        axes.set_ylim(self.height + padding, -padding)
        axes.set_axis_off()
        for order, artist in enumerate([*self._shapes, *self._texts]):
            artist.set_clip_on(False)
            artist.set_zorder(order)
            axes.add_artist(artist)
        return sheet

    @staticmethod
    def _hatch(shape: Any, fill: Fill) -> None:
        if fill.hatch:
            shape.set_hatch(fill.hatch)
            shape.set_hatchcolor(fill.ink)
            shape.set_hatch_linewidth(0.8)


def middle_baseline(centre: float, size: float) -> float:
    """The baseline at which capitals and figures of `size` are centred on `centre` (DejaVu Sans: capitals are 0.73 high)."""
    return centre + 0.365 * size
