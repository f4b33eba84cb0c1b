"""Countries side by side: the latest official statistics of each, as they stand on its page."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.context import EU, KEY_INDICATORS, ContextFact, Observation, country_context
from bwise_publish.views.countries import Country, countries
from bwise_publish.views.tables import Tables


@dataclass(frozen=True, slots=True)
class Indicator:
    """A column: the indicator (and the population that it counts), and its unit."""

    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class Line:
    """A country with its latest values, one entry an indicator; several values where sources differ, none where none was read."""

    country: Country
    cells: tuple[tuple[Observation, ...], ...]


@dataclass(frozen=True)
class Comparison:
    """The European Union first, then the countries by name; those without any value are left out and named in `without`."""

    indicators: tuple[Indicator, ...]
    lines: tuple[Line, ...]
    without: tuple[str, ...]


def comparison(tables: Tables) -> Comparison:
    """The key indicators of all countries that have a page. Other groups of countries than the European Union are left out."""
    named = [item for item in countries(tables) if item.code == EU or not item.aggregate]
    facts = {item.code: {_key(fact): fact for fact in country_context(tables, item.code).key} for item in named}
    found = {key: fact for by_key in facts.values() for key, fact in by_key.items()}
    keys = sorted(found, key=lambda key: (KEY_INDICATORS.index(key[0]), key[1]))
    lines = [
        Line(item, tuple(facts[item.code][key].observations if key in facts[item.code] else () for key in keys))
        for item in sorted(named, key=lambda item: item.code != EU)
    ]
    return Comparison(
        indicators=tuple(Indicator(_title(found[key]), found[key].unit) for key in keys),
        lines=tuple(line for line in lines if any(line.cells)),
        without=tuple(line.country.name for line in lines if not any(line.cells)),
    )


def _key(fact: ContextFact) -> tuple[str, str]:
    return fact.indicator_id, fact.population


def _title(fact: ContextFact) -> str:
    return f"{fact.title}; {fact.population[:1].lower()}{fact.population[1:]}" if fact.population else fact.title
