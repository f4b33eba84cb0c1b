"""Draws a figure into its files."""

from __future__ import annotations

import io
import warnings
from typing import Any

from bwise_publish.figures.canvas import LINE, MARGIN, NARROW, SMALL, TEXT, WIDE, Canvas, wrapped
from bwise_publish.figures.draw_dots import draw_dots
from bwise_publish.figures.draw_grouped_bar import draw_grouped_bar
from bwise_publish.figures.draw_map import draw_map
from bwise_publish.figures.draw_matrix import draw_matrix
from bwise_publish.figures.draw_ranked_bar import draw_ranked_bar
from bwise_publish.figures.draw_timeline import draw_timeline
from bwise_publish.figures.palette import MUTED
from bwise_publish.figures.spec import Dots, Drawing, EuropeMap, Figure, GroupedBar, Matrix, RankedBar, RenderedFigure, Timeline
from bwise_publish.figures.svg import accessible_svg
from bwise_publish.figures.table_csv import table_csv

_TITLE = 18.0
_PNG_SCALE = 2
_PNG_PADDING = 20.0


def render(figure: Figure) -> RenderedFigure:
    """The figure as SVG (wide and narrow), PNG and CSV; the same bytes for the same figure, everywhere.

    The SVGs hold the drawing alone, because the page prints title, subtitle, notes and source as text around it. The PNG is for
    sharing away from the page and carries them all; it has twice the px of the wide drawing.
    """
    with warnings.catch_warnings():
        # A script that the font lacks prints boxes in the PNG; the SVG leaves it to the reader's own fonts.
        warnings.filterwarnings("ignore", message="(?s).*Glyph .* missing from")
        return _rendered(figure)


def _rendered(figure: Figure) -> RenderedFigure:
    wide, narrow = _drawn(figure.drawing, WIDE), _drawn(figure.drawing, NARROW)
    return RenderedFigure(
        svg=_svg(wide, figure, figure.id),
        narrow_svg=_svg(narrow, figure, f"{figure.id}-narrow"),
        png=png(_card(figure), _PNG_PADDING),
        csv=table_csv(figure),
        width=round(wide.width),
        height=round(wide.height),
        narrow_width=round(narrow.width),
        narrow_height=round(narrow.height),
    )


def _drawn(drawing: Drawing, width: float) -> Canvas:
    canvas = Canvas(width)
    _draw(canvas, drawing, MARGIN)
    return canvas


def _draw(canvas: Canvas, drawing: Drawing, top: float) -> None:
    """Draws from `top` down and sets the canvas's height."""
    match drawing:
        case RankedBar():
            bottom = draw_ranked_bar(canvas, drawing, top)
        case GroupedBar():
            bottom = draw_grouped_bar(canvas, drawing, top)
        case Matrix():
            bottom = draw_matrix(canvas, drawing, top)
        case EuropeMap():
            bottom = draw_map(canvas, drawing, top)
        case Timeline():
            bottom = draw_timeline(canvas, drawing, top)
        case Dots():
            bottom = draw_dots(canvas, drawing, top)
    canvas.height = float(round(bottom + MARGIN))


def _card(figure: Figure) -> Canvas:
    """The drawing with title and subtitle above it, and the notes and source below."""
    canvas = Canvas(WIDE)
    inner = WIDE - 2 * MARGIN
    top = canvas.lines(MARGIN, 2 * MARGIN, wrapped(figure.title, inner, _TITLE, bold=True), _TITLE, bold=True)
    top = canvas.lines(MARGIN, top + 2, wrapped(figure.subtitle, inner), TEXT, colour=MUTED)
    _draw(canvas, figure.drawing, top + 12)
    bottom = canvas.height + 8
    for note in (figure.missing_note, figure.source_note):
        bottom = canvas.lines(MARGIN, bottom, wrapped(note, inner, SMALL), SMALL, colour=MUTED) if note else bottom
    canvas.height = float(round(bottom + SMALL * (LINE - 1) + MARGIN))
    return canvas


def _svg(canvas: Canvas, figure: Figure, name: str) -> bytes:
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    out = io.BytesIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        backend: Any = FigureCanvasSVG(canvas.sheet())
        backend.print_svg(out, metadata={"Date": None, "Creator": None})
    return accessible_svg(out.getvalue(), name, figure.title, figure.alt)


def png(canvas: Canvas, padding: float = 0.0) -> bytes:
    """The canvas as PNG with `padding` px round it, at twice its px."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    sheet = canvas.sheet(padding)
    sheet.set_dpi(sheet.dpi * _PNG_SCALE)
    out = io.BytesIO()
    agg: Any = FigureCanvasAgg(sheet)
    agg.draw()
    # 256 colours are plenty for flat fills and smooth text, and make the file a quarter of the size.
    picture = Image.frombuffer("RGBA", agg.get_width_height(), bytes(agg.buffer_rgba())).convert("RGB")
    picture.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
