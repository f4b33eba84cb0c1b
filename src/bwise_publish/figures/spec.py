"""What a figure is: one frozen value with everything already computed. A view fills it, `render` draws it.

Nothing in here queries, rounds or decides: the caller hands over the numbers it wants to see. What would make a figure
wrong (no item, lists of different lengths, an infinite number) raises ValueError, because it is a mistake of the calling code.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bwise_publish.figures.numerals import number

Cell = str | int | float | None
Number = int | float

MAX_SERIES = 6
MAX_CLASSES = 5
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)


def _require_finite(values: Iterable[Number | None], what: str) -> None:
    for value in values:
        _require(value is None or math.isfinite(value), f"{what} holds {value}; a missing value is None")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a figure's data table: its title, and its unit ("" where it has none; "%" or "people" or "euro")."""

    title: str
    unit: str = ""

    @property
    def header(self) -> str:
        """Title and unit as one heading: `Unemployment rate (%)`."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class RankedBar:
    """One horizontal bar an item, drawn in the order given (the caller ranks).

    `values` has one number an item, None where there is no figure. `highlight` names the labels to stress (none: all
    bars look alike). `qualifiers` maps a label to a word printed behind its value ("estimate", "read once").
    """

    labels: tuple[str, ...]
    values: tuple[Number | None, ...]
    unit: str = ""
    highlight: frozenset[str] = frozenset()
    qualifiers: Mapping[str, str] | None = None
    missing_label: str = "no figure"

    def __post_init__(self) -> None:
        _require(len(self.labels) > 0, "a ranked bar chart needs at least one item")
        _require(len(self.labels) == len(self.values), "labels and values differ in length")
        _require_finite(self.values, "values")


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a grouped bar chart: its name and one value a label (None where there is no figure)."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class GroupedBar:
    """Bars in groups: one group a label, one bar a series (two to six), each named where it stands."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    missing_label: str = "no figure"

    def __post_init__(self) -> None:
        _require(len(self.labels) > 0, "a grouped bar chart needs at least one group")
        _require(1 <= len(self.series) <= MAX_SERIES, f"a grouped bar chart takes 1 to {MAX_SERIES} series")
        for series in self.series:
            _require(len(series.values) == len(self.labels), f"series {series.name!r} and the labels differ in length")
            _require_finite(series.values, f"series {series.name!r}")


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows by columns of small whole numbers, 0 or more; each cell prints its number, None is hatched.

    `values[row][column]`. `legend` says what the number in a cell is ("Surveys that name the skill"). Where numbers are
    grades, `grades` names each of them ({0: "not asked", 1: "named", 2: "named as a gap"}); the legend then lists these.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[int | None, ...], ...]
    row_title: str
    column_title: str
    legend: str
    missing_label: str = "no figure"
    grades: Mapping[int, str] | None = None

    def __post_init__(self) -> None:
        _require(len(self.rows) > 0 and len(self.columns) > 0, "a matrix needs at least one row and one column")
        _require(len(self.values) == len(self.rows), "a matrix needs one line of values a row")
        for line in self.values:
            _require(len(line) == len(self.columns), "a line of a matrix has another length than its columns")
            _require(all(value is None or value >= 0 for value in line), "a matrix takes whole numbers from 0 up")
        if self.grades is not None:
            used = {value for line in self.values for value in line if value is not None}
            _require(used <= set(self.grades), f"grades without a name: {sorted(used - set(self.grades))}")
            _require(len(self.grades) <= MAX_CLASSES + 1, f"a matrix takes at most {MAX_CLASSES + 1} grades")


@dataclass(frozen=True, slots=True)
class MapClass:
    """A class of a map: values up to and including `upper` that no earlier class took. `sign` stands in the country when
    values are not printed (one or two characters)."""

    label: str
    upper: float
    sign: str = ""


@dataclass(frozen=True, slots=True)
class EuropeMap:
    """Countries of Europe in one to five classes, from light to dark; the value (or the class's sign) stands in the country.

    `values` has every country that the question covers, by country code as in the geometry (ISO 3166-1 alpha-2, GR for
    Greece); None is "no figure" and is hatched. Countries that are not in `values` get a light outline only. `geometry` is a
    GeoJSON FeatureCollection in longitude and latitude whose features have the property `country_code`.
    `print_values=False` prints the signs of the classes instead (for categories: values 0, 1, 2 with upper 0, 1, 2).
    """

    values: Mapping[str, Number | None]
    classes: tuple[MapClass, ...]
    geometry: Mapping[str, Any]
    unit: str = ""
    missing_label: str = "no figure"
    outside_label: str = "not part of the question"
    print_values: bool = True

    def __post_init__(self) -> None:
        _require(len(self.values) > 0, "a map needs at least one country")
        _require(1 <= len(self.classes) <= MAX_CLASSES, f"a map takes 1 to {MAX_CLASSES} classes")
        _require_finite(self.values.values(), "values")
        uppers = [item.upper for item in self.classes]
        _require(uppers == sorted(set(uppers)), "the classes of a map must rise")
        highest = max((value for value in self.values.values() if value is not None), default=uppers[-1])
        _require(highest <= uppers[-1], f"the value {highest} is above the last class")
        _require(self.print_values or all(item.sign for item in self.classes), "classes need a sign when values are not printed")
        drawn = {feature["properties"]["country_code"] for feature in self.geometry["features"]}
        _require(set(self.values) <= drawn, f"countries without geometry: {sorted(set(self.values) - drawn)}")


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a timeline: from `start` to `end`; a moment when `end` is None; still going on when `ongoing`.

    `when` is the date as people should read it ("2021", "March 2021 to May 2022"); empty: the years.
    """

    start: date
    end: date | None
    label: str
    kind: str
    when: str = ""
    ongoing: bool = False

    def __post_init__(self) -> None:
        _require(self.end is None or self.end >= self.start, f"the event {self.label!r} ends before it starts")
        _require(not (self.ongoing and self.end), f"the event {self.label!r} is going on and has an end")


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events on a common axis of years, under headings of kinds (in the order in which they first appear), by start in each."""

    events: tuple[Event, ...]

    def __post_init__(self) -> None:
        _require(len(self.events) > 0, "a timeline needs at least one event")


@dataclass(frozen=True, slots=True)
class Dots:
    """Two values an item joined by a line: before and after, now and later, one group and another.

    `first` and `second` have one number a label, None where there is no figure.
    """

    labels: tuple[str, ...]
    first: tuple[Number | None, ...]
    second: tuple[Number | None, ...]
    first_name: str
    second_name: str
    unit: str = ""
    missing_label: str = "no figure"

    def __post_init__(self) -> None:
        _require(len(self.labels) > 0, "a dot chart needs at least one item")
        _require(len(self.labels) == len(self.first) == len(self.second), "labels and values differ in length")
        _require_finite((*self.first, *self.second), "values")


Drawing = RankedBar | GroupedBar | Matrix | EuropeMap | Timeline | Dots


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with all that a page, a download and a screen reader need.

    - `id`: kebab-case, unique in the publication; names the files.
    - `title`: the message in one line; `subtitle`: what, where, when, unit, n.
    - `alt`: one or two sentences that say what is seen and the main numbers; `summary`: two sentences computed from the data.
    - `columns`, `rows`: the data table, the same numbers as drawn; `None` is an empty cell.
    - `source_note`: the line printed under the figure; `source_ids`: the keys of these sources.
    - `missing_note`: what is missing and why ("" when nothing is).
    """

    id: str
    title: str
    subtitle: str
    drawing: Drawing
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alt: str
    summary: str
    source_note: str
    source_ids: tuple[str, ...] = ()
    missing_note: str = ""

    def __post_init__(self) -> None:
        _require(_KEBAB.fullmatch(self.id) is not None, f"the figure id {self.id!r} is not kebab-case")
        for name in ("title", "subtitle", "alt", "summary", "source_note"):
            _require(bool(getattr(self, name).strip()), f"figure {self.id} has no {name}")
        _require(len(self.rows) > 0, f"figure {self.id} has no rows in its data table")
        for row in self.rows:
            _require(len(row) == len(self.columns), f"figure {self.id}: a row of the data table has another length than its columns")


@dataclass(frozen=True, slots=True)
class RenderedFigure:
    """The files of a figure. `width` and `height` are the SVG's own measures in px (for the img element's attributes);
    `narrow_svg` is the same figure laid out for small screens, `narrow_width` wide (at most 480 px)."""

    svg: bytes
    narrow_svg: bytes
    png: bytes
    csv: bytes
    width: int
    height: int
    narrow_width: int
    narrow_height: int


def classes_for(values: Sequence[Number | None], count: int = 3) -> tuple[MapClass, ...]:
    """At most `count` classes that hold about as many values each, labelled with the lowest and highest value in them.

    Equal values always share a class, so there may be fewer classes. This is quantile classification.
    Raises ValueError when there is no value.
    """
    known = sorted(value for value in values if value is not None)
    _require(bool(known), "no value to make classes of")
    _require(1 <= count <= MAX_CLASSES, f"a map takes 1 to {MAX_CLASSES} classes")
    uppers = sorted({known[max(0, math.ceil(len(known) * step / count) - 1)] for step in range(1, count + 1)})
    classes = []
    for place, upper in enumerate(uppers):
        below = uppers[place - 1] if place else -math.inf
        lowest = next(value for value in known if value > below)
        label = number(upper) if lowest == upper else f"{number(lowest)} to {number(upper)}"
        classes.append(MapClass(label=label, upper=upper, sign=str(place + 1)))
    return tuple(classes)
