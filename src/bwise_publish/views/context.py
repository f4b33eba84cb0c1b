"""The context of a country: the latest official and other statistics, with the value of the European Union beside them.

A value is never compared with one of another year without saying so, and series from one source are not mixed in a ranking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.tables import Origin, Tables, origin
from bwise_publish.views.wise_statistics import Value, value_of

PACKAGE = "country-context"
EU = "EU"
# A year is good enough for a comparison when it has this share of the values of the best year: a late value or two may lack.
NEARLY_ALL = 0.9

# What a reader of a country page needs first, in reading order: people, work, disability, learning, digital skills, policy.
KEY_INDICATORS = (
    "population-1-january",
    "employment-rate-20-64",
    "unemployment-rate",
    "long-term-unemployment-rate",
    "employment-rate-low-educated",
    "disability-prevalence",
    "disability-employment-gap",
    "arope-people-with-disability",
    "neet-rate-15-29",
    "adult-learning-4-weeks",
    "digital-skills-overall-at-least-basic",
    "enterprises-ict-training",
    "almp-expenditure-gdp",
    "disability-benefits-gdp",
)
# No official statistics, and not comparable between countries: they stand apart and are never ranked.
SOCIAL_ECONOMY = (
    "registered-social-enterprises",
    "social-economy-employment-benchmark-2024",
    "social-economy-employment-national",
    "social-economy-employment-share-benchmark-2024",
    "social-economy-employment-share-ciriec",
    "social-economy-entities",
    "social-economy-paid-employment-ciriec",
    "social-economy-turnover",
    "social-enterprises-employment",
    "social-enterprises-number",
    "wise-employment",
    "wise-number",
)


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of an indicator; `flag` is the word for the flag that Eurostat prints ("" where there is none)."""

    observation_id: str
    country_code: str
    value: Value
    flag: str
    origin: Origin
    copies: int = 1


@dataclass(frozen=True, slots=True)
class ContextFact:
    """The latest values of an indicator (and population) in a country, and those of the EU: of the same year where there is one.

    More than one observation stands here when sources differ; equal values are one observation with its number of `copies`.
    """

    indicator_id: str
    title: str
    description: str
    unit: str
    population: str
    dataset_code: str
    note: str
    observations: tuple[Observation, ...]
    eu: tuple[Observation, ...]

    @property
    def eu_year_differs(self) -> bool:
        """Whether the value of the EU is of another year."""
        return bool(self.eu) and self.eu[0].origin.reference_year != self.observations[0].origin.reference_year


@dataclass(frozen=True, slots=True)
class CountryContext:
    """The facts of a country: those that come first, the other ones, and those about the social economy."""

    key: tuple[ContextFact, ...]
    more: tuple[ContextFact, ...]
    social_economy: tuple[ContextFact, ...]

    @property
    def facts(self) -> tuple[ContextFact, ...]:
        """All facts."""
        return self.key + self.more + self.social_economy


@dataclass(frozen=True, slots=True)
class Ranking:
    """One indicator in one year from one source, the highest first.

    `missing` are EU countries without a value in it, `differing` those for which another source has another value of that year.
    """

    indicator_id: str
    title: str
    unit: str
    year: int
    source_id: str
    source_title: str
    rows: tuple[tuple[str, Observation], ...]
    missing: tuple[str, ...]
    differing: tuple[str, ...]

    @property
    def single_read(self) -> bool:
        """Whether every row was read once only."""
        return all(item.origin.single_read for _, item in self.rows)

    def value(self, country_code: str) -> float | None:
        """The value of a country, None where there is none."""
        return next((item.value.value for _, item in self.rows if item.country_code == country_code), None)


def country_context(tables: Tables, country_code: str) -> CountryContext:
    """The facts of a country or aggregate. Empty when no row speaks of it."""
    groups: dict[tuple[str, str], list[Record]] = {}
    for row in tables.by(PACKAGE, "observations", "country_code").get(country_code, ()):
        groups.setdefault((row["context_indicator_id"], row["observation_population_id"] or ""), []).append(row)
    facts = [_fact(tables, indicator, population, rows, country_code) for (indicator, population), rows in groups.items()]
    place = {indicator: number for number, indicator in enumerate((*KEY_INDICATORS, *SOCIAL_ECONOMY))}
    facts.sort(key=lambda fact: (place.get(fact.indicator_id, len(place)), fact.title.casefold(), fact.population, fact.indicator_id))
    return CountryContext(
        key=tuple(fact for fact in facts if fact.indicator_id in KEY_INDICATORS),
        more=tuple(fact for fact in facts if fact.indicator_id not in place),
        social_economy=tuple(fact for fact in facts if fact.indicator_id in SOCIAL_ECONOMY),
    )


def ranking(tables: Tables, indicator_id: str, population_id: str | None = None) -> Ranking | None:
    """The EU countries and the EU by an indicator, in the latest year in which nearly as many of them have a value as in the best year.

    All rows come from one source, that with the most rows in that year. None when that year has no value of a country.
    """
    members = {row["country_code"]: row["name"] for row in tables.rows("reference", "countries") if row["eu_member"] is True}
    rows = [
        row
        for row in tables.by(PACKAGE, "observations", "context_indicator_id").get(indicator_id, ())
        if row["reference_year"] and row["value"] is not None and row["obs_status_id"] != "target"
        and row["observation_population_id"] == population_id
        and (row["country_code"] in members or row["country_code"] == EU)
    ]  # fmt: skip
    if not rows:
        return None
    counts = Counter((row["reference_year"], row["source_id"]) for row in rows)
    enough = NEARLY_ALL * max(counts.values())
    year, source_id = max((pair for pair, count in counts.items() if count >= enough), key=lambda pair: (pair[0], counts[pair], pair[1]))
    chosen = [_observation(tables, row) for row in rows if (row["reference_year"], row["source_id"]) == (year, source_id)]
    if all(item.country_code == EU for item in chosen):
        return None
    named = [(tables.title("reference", "countries", item.country_code), item) for item in chosen]
    named.sort(key=lambda pair: (-pair[1].value.value, pair[0].casefold()))
    there = {item.country_code: item.value.value for item in chosen}
    of_year = [row for row in rows if row["reference_year"] == year]
    other = {row["country_code"] for row in of_year if row["value"] != there.get(row["country_code"], row["value"])}
    indicator = tables.one(PACKAGE, "context_indicators", indicator_id)
    return Ranking(
        indicator_id=indicator_id,
        title=indicator["title"],
        unit=unit_of(tables, indicator),
        year=year,
        source_id=source_id,
        source_title=tables.title("reference", "sources", source_id),
        rows=tuple(named),
        missing=tuple(sorted((name for code, name in members.items() if code not in there), key=str.casefold)),
        differing=tuple(name for name, item in named if item.country_code in other),
    )


def unit_of(tables: Tables, indicator: Record) -> str:
    """The unit of an indicator: its symbol, or its title where it has none."""
    unit = tables.one("reference", "units", indicator["unit_id"])
    return str(unit["symbol"] or unit["title"].lower())


def _fact(tables: Tables, indicator_id: str, population_id: str, rows: Sequence[Record], country_code: str) -> ContextFact:
    indicator = tables.one(PACKAGE, "context_indicators", indicator_id)
    latest = _year(rows)
    of_eu: list[Record] = []
    if country_code != EU:
        of_eu = [
            row
            for row in tables.by(PACKAGE, "observations", "context_indicator_id", "country_code").get((indicator_id, EU), ())
            if (row["observation_population_id"] or "") == population_id
        ]
    same_year = [row for row in of_eu if row["reference_year"] == latest]
    return ContextFact(
        indicator_id=indicator_id,
        title=indicator["title"],
        description=indicator["description"],
        unit=unit_of(tables, indicator),
        population=tables.title("reference", "observation_populations", population_id) if population_id else "",
        dataset_code=indicator["dataset_code"] or "",
        note=indicator["note"] or "",
        observations=_distinct(tables, [row for row in rows if row["reference_year"] == latest]),
        eu=_distinct(tables, same_year or [row for row in of_eu if row["reference_year"] == _year(of_eu)]),
    )


def _year(rows: Iterable[Record]) -> int | None:
    """The latest year of the rows; None when none of them has one."""
    return max((row["reference_year"] for row in rows if row["reference_year"]), default=None)


def _distinct(tables: Tables, rows: Sequence[Record]) -> tuple[Observation, ...]:
    """The values of the rows, each once: of equal ones the row that carries a flag, since other copies may have lost it."""
    groups: dict[tuple[float, float | None], list[Record]] = {}
    for row in sorted(rows, key=lambda row: (row["observation_flag_id"] is None, row["observation_id"])):
        groups.setdefault((row["value"], row["value_upper"]), []).append(row)
    return tuple(_observation(tables, same[0], len(same)) for same in groups.values())


def _observation(tables: Tables, record: Record, copies: int = 1) -> Observation:
    flag = record["observation_flag_id"]
    return Observation(
        observation_id=record["observation_id"],
        country_code=record["country_code"],
        value=value_of(tables, record),
        flag=tables.title("reference", "observation_flags", flag).lower() if flag else "",
        origin=origin(tables, record),
        copies=copies,
    )
