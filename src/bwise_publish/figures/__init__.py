"""Figures: one specification in; an accessible SVG, a PNG, and the data table as CSV out.

`spec` is light and free to import anywhere; `render` draws with matplotlib and is imported where it is called.
"""

from bwise_publish.figures.spec import (
    Cell,
    Column,
    Dots,
    Drawing,
    EuropeMap,
    Event,
    Figure,
    GroupedBar,
    MapClass,
    Matrix,
    RankedBar,
    RenderedFigure,
    Series,
    Timeline,
    classes_for,
)

__all__ = [
    "Cell",
    "Column",
    "Dots",
    "Drawing",
    "EuropeMap",
    "Event",
    "Figure",
    "GroupedBar",
    "MapClass",
    "Matrix",
    "RankedBar",
    "RenderedFigure",
    "Series",
    "Timeline",
    "classes_for",
]
