"""Numbers of people, hours and the like as their source gives them: with word, unit, kind of value and year. They are never added."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.tables import Tables

PLANNED = "target"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number (`lowest`), or a span up to `highest`, in `unit`; `qualifier` is the word of the source before it, such as "about".

    `planned` marks a number that was aimed at, not counted; `estimate` one that the source itself calls inexact. `year` is the year to
    which the number belongs, None where the source does not say.
    """

    lowest: float
    unit: str
    highest: float | None = None
    qualifier: str = ""
    planned: bool = False
    estimate: bool = False
    year: int | None = None

    @property
    def words(self) -> str:
        """The number as a page prints it, without unit: `about 500`, `150 to 200`."""
        number = _plain(self.lowest)
        if self.highest is not None and self.highest != self.lowest:
            number = f"{number} to {_plain(self.highest)}"
        return f"{self.qualifier} {number}" if self.qualifier else number

    @property
    def text(self) -> str:
        """The number with its unit: `about 500 people`."""
        return f"{self.words} {self.unit}".rstrip()


def _plain(value: float) -> str:
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def quantity(
    tables: Tables,
    value: float | None,
    unit: str,
    *,
    qualifier_id: str | None = None,
    status_id: str | None = None,
    year: int | None = None,
) -> Quantity | None:
    """A value of a row with what belongs to it; None when the row has no value. Raises KeyError for a word that is not in the code list."""
    if value is None:
        return None
    qualifier = tables.title("reference", "value_qualifiers", qualifier_id).lower() if qualifier_id else ""
    return Quantity(value, unit, None, qualifier, status_id == PLANNED, status_id == "estimate", year)


def span(lowest: float | None, highest: float | None, unit: str, *, planned: bool) -> Quantity | None:
    """A span of which the source may give one end only: then the number says `at least` or `at most`. None when it gives neither."""
    if lowest is None and highest is None:
        return None
    if highest is None:
        return Quantity(lowest or 0, unit, None, "at least", planned)
    if lowest is None:
        return Quantity(highest, unit, None, "at most", planned)
    return Quantity(lowest, unit, highest, "", planned)
