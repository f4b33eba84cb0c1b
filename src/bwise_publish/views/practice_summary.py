"""The practices as a whole: counts of rows of this edition, and the crosses that figures show.

Every number here counts rows. None is a number of all practices of a country, and reach is never added up: its units differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bwise_publish.views.named import Named, by_title
from bwise_publish.views.practices import Practice
from bwise_publish.views.tables import Tables


@dataclass(frozen=True, slots=True)
class Count:
    """How many practices have one value of a code list."""

    named: Named
    count: int
    single_read: int


@dataclass(frozen=True, slots=True)
class Cross:
    """Practices by two code lists: `values[row][column]`; a practice can stand in several cells of a line."""

    rows: tuple[Named, ...]
    columns: tuple[Named, ...]
    values: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Summary:
    """The practices as a whole. `by_country` counts the country of the practice itself, EU countries without any as 0."""

    practices: int
    without_country: int
    single_read: int
    derived: int
    stories: int
    with_reach: int
    planned: int
    digital: int
    best: int
    by_kind: tuple[Count, ...]
    by_country: tuple[Count, ...]
    by_need: tuple[Count, ...]
    kind_by_need: Cross
    kind_by_country: Cross
    source_ids: tuple[str, ...]

    @property
    def countries(self) -> int:
        """How many countries have a practice of their own."""
        return sum(1 for item in self.by_country if item.count)

    @property
    def single_read_share(self) -> int:
        """The share of practices that were read once only, in whole per cent."""
        return round(100 * self.single_read / self.practices) if self.practices else 0


def summary(tables: Tables, practices: tuple[Practice, ...]) -> Summary:
    """What the practices say as a whole."""
    kinds = _counts(practices, lambda practice: [practice.technology_kind])
    needs = _counts(practices, _needs)
    countries = _counts(practices, _country)
    return Summary(
        practices=len(practices),
        without_country=sum(practice.country is None for practice in practices),
        single_read=sum(practice.origin.single_read for practice in practices),
        derived=sum(practice.origin.derived for practice in practices),
        stories=len(tables.rows("practices", "success_stories")),
        with_reach=sum(practice.reach is not None for practice in practices),
        planned=sum(practice.reach is not None and practice.reach.planned for practice in practices),
        digital=sum(practice.digital_side.id == "yes" for practice in practices),
        best=sum(practice.best_practice for practice in practices),
        by_kind=kinds,
        by_country=(*countries, *_without(tables, countries)),
        by_need=needs,
        kind_by_need=_cross(practices, tuple(item.named for item in needs), tuple(item.named for item in kinds), _needs),
        kind_by_country=_cross(practices, tuple(item.named for item in countries), tuple(item.named for item in kinds), _country),
        source_ids=tuple(sorted({practice.origin.source_id for practice in practices})),
    )


def _counts(practices: Iterable[Practice], values: Callable[[Practice], list[Named]]) -> tuple[Count, ...]:
    """Practices by code, most first, then by title."""
    groups: dict[Named, list[Practice]] = {}
    for practice in practices:
        for value in values(practice):
            groups.setdefault(value, []).append(practice)
    found = [Count(value, len(items), sum(item.origin.single_read for item in items)) for value, items in groups.items()]
    return tuple(sorted(found, key=lambda item: (-item.count, *by_title(item.named))))


def _without(tables: Tables, counts: tuple[Count, ...]) -> tuple[Count, ...]:
    """The EU countries of which no practice stands in this edition, by name."""
    known = {item.named.id for item in counts}
    rows = [row for row in tables.rows("reference", "countries") if row["eu_member"] is True and row["country_code"] not in known]
    return tuple(Count(item, 0, 0) for item in sorted((Named(row["country_code"], row["name"]) for row in rows), key=by_title))


def _needs(practice: Practice) -> list[Named]:
    return [mention.named for mention in practice.support_needs if mention.named]


def _country(practice: Practice) -> list[Named]:
    return [practice.country] if practice.country else []


def _cross(
    practices: tuple[Practice, ...], rows: tuple[Named, ...], columns: tuple[Named, ...], values: Callable[[Practice], list[Named]]
) -> Cross:
    cells = Counter((value, practice.technology_kind) for practice in practices for value in values(practice))
    return Cross(rows, columns, tuple(tuple(cells[row, column] for column in columns) for row in rows))
