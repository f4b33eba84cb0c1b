"""Barriers to going digital and to building skills, by area and type. One barrier told by several sources stands several times."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.findings import PACKAGE, Measure, measure, no_measure
from bwise_publish.views.tables import Origin, Tables, origin


@dataclass(frozen=True, slots=True)
class Barrier:
    """One statement of a source about a barrier."""

    id: str
    area_id: str
    area: str
    type_id: str
    type: str
    subtype: str
    statement: str
    country_code: str | None
    country: str
    survey: str
    measure: Measure | None
    no_measure: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class BarrierType:
    """The statements about one type of barrier."""

    id: str
    title: str
    description: str
    barriers: tuple[Barrier, ...]

    def count(self, area_id: str) -> int:
        """How many statements of the type are about that area."""
        return sum(item.area_id == area_id for item in self.barriers)

    @property
    def sources(self) -> int:
        """How many sources name a barrier of the type."""
        return len({item.origin.source_id for item in self.barriers})


def barrier_types(tables: Tables) -> tuple[BarrierType, ...]:
    """The types of barrier with their statements: most sources first, then by title. Types without a statement are left out."""
    barriers = [_barrier(tables, row) for row in tables.rows(PACKAGE, "barriers")]
    found = []
    for row in tables.rows("reference", "barrier_types"):
        own = sorted(
            (item for item in barriers if item.type_id == row["barrier_type_id"]), key=lambda item: (item.area, item.subtype, item.id)
        )
        if own:
            found.append(BarrierType(row["barrier_type_id"], row["title"], row["description"], tuple(own)))
    return tuple(sorted(found, key=lambda item: (-item.sources, item.title.casefold())))


def _barrier(tables: Tables, row: Record) -> Barrier:
    return Barrier(
        id=row["barrier_id"],
        area_id=row["barrier_area_id"],
        area=tables.title("reference", "barrier_areas", row["barrier_area_id"]),
        type_id=row["barrier_type_id"],
        type=tables.title("reference", "barrier_types", row["barrier_type_id"]),
        subtype=tables.title("reference", "barrier_subtypes", row["barrier_subtype_id"]),
        statement=row["statement"],
        country_code=row["country_code"],
        country=tables.title("reference", "countries", row["country_code"]) if row["country_code"] else "",
        survey=tables.title(PACKAGE, "surveys", row["survey_id"]) if row["survey_id"] else "",
        measure=measure(tables, row),
        no_measure=no_measure(tables, row),
        origin=origin(tables, row),
    )
