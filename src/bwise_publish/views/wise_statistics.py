"""Figures about work integration social enterprises (WISEs): grouped for reading, never added, never ranked across scopes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bwise_publish.catalog import Record
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "wise-mapping"


@dataclass(frozen=True, slots=True)
class Value:
    """A value as the source gives it: `upper` when it is a range, `qualifier` such as "about", and the kind of value."""

    value: float
    upper: float | None
    qualifier: str
    status_id: str
    status: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure that differs from another one although both speak of the same thing, and why the pair was recorded."""

    statistic_id: str
    value: Value
    year: int | None
    source_id: str
    source_title: str
    note: str


@dataclass(frozen=True, slots=True)
class Statistic:
    """One published figure; an empty scope means all enterprises of the type, as far as the source says."""

    statistic_id: str
    country_code: str
    region: str
    wise_type_id: str
    scope: str
    value: Value
    origin: Origin
    conflicts: tuple[Conflict, ...]

    @property
    def label(self) -> str:
        """Whom the figure counts: its scope, and its region where the scope does not name it."""
        scope = self.scope or ("all of this kind, as far as the source says" if self.wise_type_id else "no scope given")
        return scope if not self.region or self.region in scope else f"{scope}; {self.region}"


@dataclass(frozen=True, slots=True)
class IndicatorFigures:
    """The figures of one indicator within one kind of WISE, by region and scope, the newest first, undated ones last."""

    indicator_id: str
    title: str
    description: str
    unit: str
    statistics: tuple[Statistic, ...]


@dataclass(frozen=True, slots=True)
class TypeFigures:
    """The figures of a country about one kind of WISE; `wise_type_id` is empty for figures that are not tied to one kind."""

    wise_type_id: str
    title: str
    name_local: str
    language: str
    indicators: tuple[IndicatorFigures, ...]

    @property
    def count(self) -> int:
        """The number of figures."""
        return sum(len(group.statistics) for group in self.indicators)


# Indicators by which readers see how large a WISE is, and what it lives on.
SIZE_AND_INCOME = (
    "average-size-workers",
    "average-size-fte",
    "market-income-share-percent",
    "public-client-share-percent",
    "public-funding-eur",
    "public-funding-rsd",
    "public-funding-sek",
    "turnover-eur",
    "turnover-sek",
    "value-added-eur",
)


def only(groups: Iterable[TypeFigures], indicators: Iterable[str]) -> tuple[TypeFigures, ...]:
    """The figures of these indicators; groups without one are left out."""
    wanted = frozenset(indicators)
    kept = (replace(group, indicators=tuple(item for item in group.indicators if item.indicator_id in wanted)) for group in groups)
    return tuple(group for group in kept if group.indicators)


def value_of(tables: Tables, record: Record) -> Value:
    """The value of a row that has the measurement columns."""
    qualifier = record["value_qualifier_id"]
    return Value(
        value=record["value"],
        upper=record["value_upper"],
        qualifier=tables.title("reference", "value_qualifiers", qualifier).lower() if qualifier else "",
        status_id=record["obs_status_id"],
        status=tables.title("reference", "obs_statuses", record["obs_status_id"]).lower(),
    )


def figures_of_country(tables: Tables, country_code: str) -> tuple[TypeFigures, ...]:
    """The figures of a country: first those not tied to one kind of WISE, then kind by kind in the order of their titles."""
    groups: dict[str, list[Record]] = {}
    for record in tables.by(PACKAGE, "country_statistics", "country_code").get(country_code, ()):
        groups.setdefault(record["wise_type_id"] or "", []).append(record)
    named = []
    for wise_type_id, records in groups.items():
        if wise_type_id:
            row = tables.one(PACKAGE, "wise_types", wise_type_id)
            name = row["name_local"] or ""
            named.append(TypeFigures(wise_type_id, row["title"], name, row["language"] or "", _indicators(tables, records)))
        else:
            named.append(TypeFigures("", "", "", "", _indicators(tables, records)))
    return tuple(sorted(named, key=lambda group: (group.wise_type_id != "", group.title.casefold(), group.wise_type_id)))


def figures_of_type(tables: Tables, wise_type_id: str) -> tuple[IndicatorFigures, ...]:
    """The figures about one kind of WISE."""
    return _indicators(tables, tables.by(PACKAGE, "country_statistics", "wise_type_id").get(wise_type_id, ()))


def _indicators(tables: Tables, records: Iterable[Record]) -> tuple[IndicatorFigures, ...]:
    groups: dict[str, list[Statistic]] = {}
    for record in records:
        groups.setdefault(record["indicator_id"], []).append(_statistic(tables, record))
    found = []
    for indicator_id, statistics in groups.items():
        row = tables.one("reference", "indicators", indicator_id)
        unit = tables.one("reference", "units", row["unit_id"])
        ordered = tuple(sorted(statistics, key=_reading_order))
        found.append(IndicatorFigures(indicator_id, row["title"], row["description"], unit["symbol"] or unit["title"].lower(), ordered))
    return tuple(sorted(found, key=lambda group: (group.title.casefold(), group.indicator_id)))


def _reading_order(statistic: Statistic) -> tuple[str, str, int, str]:
    return statistic.region, statistic.scope, -(statistic.origin.reference_year or 0), statistic.statistic_id


def _statistic(tables: Tables, record: Record) -> Statistic:
    region = record["region_code"]
    return Statistic(
        statistic_id=record["statistic_id"],
        country_code=record["country_code"],
        region=tables.title("reference", "regions", region) if region else "",
        wise_type_id=record["wise_type_id"] or "",
        scope=record["scope"] or "",
        value=value_of(tables, record),
        origin=origin(tables, record),
        conflicts=_conflicts(tables, record["statistic_id"]),
    )


def _conflicts(tables: Tables, statistic_id: str) -> tuple[Conflict, ...]:
    """The other figure of every recorded pair, whichever end of the pair this one is."""
    pairs = []
    for here, there in (("statistic_id", "other_statistic_id"), ("other_statistic_id", "statistic_id")):
        for pair in tables.by(PACKAGE, "statistic_conflicts", here).get(statistic_id, ()):
            other = tables.one(PACKAGE, "country_statistics", pair[there])
            source = tables.one("reference", "sources", other["source_id"])
            pairs.append(
                Conflict(
                    statistic_id=other["statistic_id"],
                    value=value_of(tables, other),
                    year=other["reference_year"],
                    source_id=other["source_id"],
                    source_title=source["title"],
                    note=pair["note"] or "",
                )
            )
    return tuple(sorted(pairs, key=lambda pair: pair.statistic_id))
