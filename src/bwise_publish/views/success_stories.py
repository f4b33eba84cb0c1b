"""Success stories: enterprises told as cases or examples, with every set of figures that a source gives for them."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.named import Named, by_title, known, named
from bwise_publish.views.tables import Origin, Tables, origin


@dataclass(frozen=True, slots=True)
class Account:
    """One telling of an enterprise: one row, with its own figures and source."""

    id: str
    place: str
    activity_field: Named | None
    activity_field_as_stated: str
    ideal_type: Named | None
    year_founded: int | None
    employees: int | None
    target_group_workers: int | None
    status: Named
    description: str
    origin: Origin
    practices: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise with its accounts; two accounts are two sources with two sets of figures, and both stand."""

    name: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class CountryStories:
    """The enterprises of one country, by name."""

    country: Named
    enterprises: tuple[Enterprise, ...]


def stories_by_country(tables: Tables) -> tuple[CountryStories, ...]:
    """All success stories: countries and enterprises by name, accounts by identifier. One name in one country is one enterprise."""
    countries: dict[str, dict[str, list[Account]]] = {}
    for record in tables.rows("practices", "success_stories"):
        key = record["story_id"]
        linked = tables.by("practices", "success_story_practices", "story_id").get(key, ())
        account = Account(
            id=key,
            place=record["place"] or "",
            activity_field=named(tables, "reference", "activity_fields", record["activity_field_id"]),
            activity_field_as_stated=record["activity_field_as_stated"] or "",
            ideal_type=named(tables, "reference", "wise_ideal_types", record["wise_ideal_type_id"]),
            year_founded=record["year_founded"],
            employees=record["employees"],
            target_group_workers=record["target_group_workers"],
            status=known(tables, "reference", "obs_statuses", record["obs_status_id"]),
            description=record["description"],
            origin=origin(tables, record),
            practices=tuple(sorted((known(tables, "practices", "practices", row["practice_id"]) for row in linked), key=by_title)),
        )
        countries.setdefault(record["country_code"], {}).setdefault(record["name"], []).append(account)
    found = []
    for code in sorted(countries, key=lambda item: (tables.title("reference", "countries", item).casefold(), item)):
        enterprises = [
            Enterprise(name, tuple(sorted(accounts, key=lambda item: item.id)))
            for name, accounts in sorted(countries[code].items(), key=lambda item: (item[0].casefold(), item[0]))
        ]
        found.append(CountryStories(known(tables, "reference", "countries", code), tuple(enterprises)))
    return tuple(found)
