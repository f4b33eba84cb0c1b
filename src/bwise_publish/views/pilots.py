"""Pilots and other runs of curricula: who took part, what came of it, and what their sources leave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.links import Link, links
from bwise_publish.views.named import Named, by_title, known, named
from bwise_publish.views.quantities import Quantity, quantity
from bwise_publish.views.sentences import counted, sentence
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "curricula"

# The groups that may take part: heading, field of the pilot (none: no source gives it), unit. Enablers come first as everywhere.
_GROUPS = (
    ("Enablers", "", "people"),
    ("Supporters", "supporters", "people"),
    ("Workers with support needs", "workers_with_support_needs", "people"),
    ("All participants", "participants", "people"),
    ("Organisations", "organisations", "organisations"),
)
GROUP_TITLES = tuple(title for title, _, _ in _GROUPS)
PERSON_GROUPS = GROUP_TITLES[:4]


@dataclass(frozen=True, slots=True)
class TookPart:
    """How many of a group took part; `number` is None where no source that was read says so."""

    group: str
    number: Quantity | None


@dataclass(frozen=True, slots=True)
class PilotFigure:
    """A further figure about a pilot."""

    id: str
    title: str
    number: Quantity
    origin: Origin


@dataclass(frozen=True, slots=True)
class Pilot:
    """One pilot or other run. `took_part` has every group in a fixed order, known or not."""

    id: str
    title: str
    name_local: str
    language: str
    kind: Named
    programme: Named
    curriculum: Named | None
    countries: tuple[Link, ...]
    status: Named
    status_as_stated: str
    start_date: str
    end_date: str
    hours: Quantity | None
    took_part: tuple[TookPart, ...]
    satisfaction: Quantity | None
    figures: tuple[PilotFigure, ...]
    origin: Origin

    @property
    def planned(self) -> bool:
        """Whether the row tells of a plan, not of a run that took place."""
        return self.status.id in ("planned", "announced")

    @property
    def silent(self) -> bool:
        """Whether nothing is known of who took part."""
        return all(item.number is None for item in self.took_part)


def pilots_of(tables: Tables, curriculum_id: str) -> tuple[Pilot, ...]:
    """The runs of a curriculum, by title and country."""
    return _ordered([_pilot(tables, row) for row in tables.by(PACKAGE, "pilots", "curriculum_id").get(curriculum_id, ())])


def all_pilots(tables: Tables) -> tuple[Pilot, ...]:
    """All runs, by programme and title."""
    found = _ordered([_pilot(tables, row) for row in tables.rows(PACKAGE, "pilots")])
    return tuple(sorted(found, key=lambda pilot: by_title(pilot.programme)))


def who_took_part(pilots: Sequence[Pilot]) -> str:
    """Sentences that say for how many of the pilots each group is known. Empty for no pilot."""
    if not pilots:
        return ""
    known_of = [(group, sum(pilot.took_part[place].number is not None for pilot in pilots)) for place, group in enumerate(GROUP_TITLES)]
    total = len(pilots)
    if not any(count for _, count in known_of):
        runs = "The pilot does not say" if total == 1 else f"None of the {total} pilots says"
        return f"{runs} how many people or organisations took part."
    parts = [f"{group[0].lower()}{group[1:]}: {count} of {total}" for group, count in known_of]
    return sentence(f"Number known for {'; '.join(parts)}")


def pilots_summary(pilots: Sequence[Pilot]) -> str:
    """How many pilots there are and how many of them are plans, in a clause."""
    planned = sum(pilot.planned for pilot in pilots)
    return counted(len(pilots), "pilot or other run", "pilots or other runs") + (
        f", {counted(planned, 'of them a plan', 'of them plans')}" if planned else ""
    )


def _ordered(pilots: list[Pilot]) -> tuple[Pilot, ...]:
    return tuple(
        sorted(
            pilots, key=lambda item: (item.title.casefold(), len(item.countries) == 1, [link.to.title for link in item.countries], item.id)
        )
    )


def _pilot(tables: Tables, row: Record) -> Pilot:
    status = row["obs_status_id"]
    # The word before the number belongs to the participants or, where these are missing, to the organisations.
    worded = "participants" if row["participants"] is not None else "organisations"
    planned_only = status if status == "target" else None

    def number(field: str, unit: str) -> Quantity | None:
        if not field:
            return None
        mine = field == worded
        return quantity(
            tables, row[field], unit, qualifier_id=row["value_qualifier_id"] if mine else None, status_id=status if mine else planned_only
        )

    return Pilot(
        id=row["pilot_id"],
        title=row["title"],
        name_local=row["name_local"] or "",
        language=row["language"] or "",
        kind=known(tables, "reference", "pilot_kinds", row["pilot_kind_id"]),
        programme=known(tables, "reference", "programmes", row["programme_id"]),
        curriculum=named(tables, PACKAGE, "curricula", row["curriculum_id"]),
        countries=links(tables, PACKAGE, "pilot_countries", "pilot_id", row["pilot_id"], "country_code", ("reference", "countries")),
        status=known(tables, "reference", "delivery_statuses", row["delivery_status_id"]),
        status_as_stated=row["status_as_stated"],
        start_date=row["start_date"] or "",
        end_date=row["end_date"] or "",
        hours=quantity(tables, row["hours"], "hours", status_id=planned_only),
        took_part=tuple(TookPart(title, number(field, unit)) for title, field, unit in _GROUPS),
        satisfaction=quantity(tables, row["satisfaction"], "percent satisfied", status_id=planned_only),
        figures=tuple(_figure(tables, item) for item in tables.by(PACKAGE, "pilot_figures", "pilot_id").get(row["pilot_id"], ())),
        origin=origin(tables, row),
    )


def _figure(tables: Tables, row: Record) -> PilotFigure:
    number = quantity(
        tables,
        row["value"],
        row["unit"],
        qualifier_id=row["value_qualifier_id"],
        status_id=row["obs_status_id"],
        year=row["reference_year"],
    )
    if number is None:
        raise KeyError(row["figure_id"])
    return PilotFigure(row["figure_id"], row["title"], number, origin(tables, row))
