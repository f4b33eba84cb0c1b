"""How skills, training and training providers are recognised: by whom, where, at which level, and from when to when."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.dates import span
from bwise_publish.views.links import Link, distinct_titles, links
from bwise_publish.views.named import Named, by_title, known
from bwise_publish.views.quantities import Quantity, quantity
from bwise_publish.views.sentences import listing, sentence, title_key, with_article
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "strategy"
NO_COUNTRY = Named("", "No single country")

# The plain answer to "can I get this recognised?" for each kind. Whether a mechanism still exists was not checked, hence the "if".
_ANSWERS = {
    "accreditation": "This is about training providers or programmes, not about the skills of a single person.",
    "certificate": "If it still exists, a person can get a certificate for a training or for what it led to.",
    "credit-system": "This ties training to a system of credits or levels; by itself it gives a person no proof of their skills.",
    "micro-credential": "If it still exists, a person can get proof of a small piece of learning.",
    "occupational-standard": "This describes or lists an occupation; by itself it gives a person no proof of their skills.",
    "open-badge": "If it still exists, a person can get a digital badge that shows what they can do.",
    "qualification": "If it still exists, a person can earn a qualification or vocational title.",
    "validation-of-prior-learning": "If it still exists, a person can get recognition for what they learned before, above all at work.",
}
# What a person can get; the other kinds are about providers, programmes or occupations.
_FOR_A_PERSON = {
    "certificate": "a certificate",
    "micro-credential": "proof of a small piece of learning",
    "open-badge": "a digital badge",
    "qualification": "a qualification",
    "validation-of-prior-learning": "recognition for what they learned before",
}


@dataclass(frozen=True, slots=True)
class Level:
    """A level: of the European Qualifications Framework, or a national one as the source writes it."""

    eqf_level: int | None
    national: str
    stated_as: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Body:
    """A body in charge, named as the source names it."""

    name: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Place:
    """A country of a mechanism, with the region when it holds only there."""

    country: Named
    region: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One way of recognition. Dates are partial or ""; `figure` is the one number that the source gives, with its title."""

    id: str
    title: str
    heading: str
    name_local: str
    language: str
    description: str
    answer: tuple[str, ...]
    kind: Named
    kind_note: str
    programme: Named
    places: tuple[Place, ...]
    levels: tuple[Level, ...]
    bodies: tuple[Body, ...]
    code_system: str
    code_system_note: str
    code: str
    valid_from: str
    valid_until: str
    figure_title: str
    figure: Quantity | None
    groups: tuple[Link, ...]
    profiles: tuple[Link, ...]
    curricula: tuple[Link, ...]
    origin: Origin

    @property
    def countries(self) -> tuple[Named, ...]:
        """Its countries; NO_COUNTRY alone when the source ties it to none."""
        return tuple(place.country for place in self.places) or (NO_COUNTRY,)


def all_mechanisms(tables: Tables) -> tuple[Mechanism, ...]:
    """Every mechanism, by title."""
    headings = distinct_titles(tables, PACKAGE, "recognition_mechanisms")
    found = [_mechanism(tables, row, headings[row["recognition_id"]]) for row in tables.rows(PACKAGE, "recognition_mechanisms")]
    return tuple(sorted(found, key=lambda item: title_key(item.heading, item.id)))


def by_country(mechanisms: Sequence[Mechanism]) -> tuple[tuple[Named, tuple[Mechanism, ...]], ...]:
    """The mechanisms of each country, by its name; those of no single country come last."""
    countries = sorted(
        {country for item in mechanisms for country in item.countries}, key=lambda item: (item == NO_COUNTRY, by_title(item))
    )
    return tuple((country, tuple(item for item in mechanisms if country in item.countries)) for country in countries)


def by_kind(mechanisms: Sequence[Mechanism]) -> tuple[tuple[Named, tuple[Mechanism, ...]], ...]:
    """The mechanisms of each kind, by its title."""
    kinds = sorted({item.kind for item in mechanisms}, key=by_title)
    return tuple((kind, tuple(item for item in mechanisms if item.kind == kind)) for kind in kinds)


def country_answer(country: Named, mechanisms: Sequence[Mechanism], edition: datetime.date) -> str:
    """The plain answer to "can a person get skills recognised here?" from the mechanisms of the country."""
    going = [item for item in mechanisms if item.kind.id in _FOR_A_PERSON and not has_ended(item, edition)]
    if not going:
        return "No text that was read names a way in which a person can get skills recognised here. That is no proof that there is none."
    kinds = [words for kind, words in _FOR_A_PERSON.items() if kind in {item.kind.id for item in going}]
    regional = any(place.region for item in going for place in item.places if place.country == country)
    where = ", in part only in some regions" if regional else ""
    answer = sentence(f"Perhaps: by the texts that were read, a person here can get {listing(kinds)}{where}")
    return f"{answer} Whether that still holds was not checked."


def has_ended(mechanism: Mechanism, edition: datetime.date) -> bool:
    """Whether the end that the source states lies before the edition. A partial date ends with its last day."""
    return bool(mechanism.valid_until) and span(mechanism.valid_until)[1] < edition


def _mechanism(tables: Tables, row: Record, heading: str) -> Mechanism:
    key = row["recognition_id"]
    kind = tables.one("reference", "recognition_kinds", row["recognition_kind_id"])
    system = tables.one("reference", "code_systems", row["code_system_id"]) if row["code_system_id"] else None
    places = sorted(
        (_place(tables, item) for item in tables.by(PACKAGE, "recognition_countries", "recognition_id").get(key, ())), key=_by_country
    )
    bodies = tuple(
        Body(item["responsible_body"], origin(tables, item))
        for item in tables.by(PACKAGE, "recognition_bodies", "recognition_id").get(key, ())
    )
    levels = tuple(_level(tables, item) for item in tables.by(PACKAGE, "recognition_levels", "recognition_id").get(key, ()))
    groups = links(tables, PACKAGE, "recognition_target_groups", "recognition_id", key, "target_group_id", ("reference", "target_groups"))
    return Mechanism(
        id=key,
        title=row["title"],
        heading=heading,
        name_local=row["name_local"] or "",
        language=row["language"] or "",
        description=row["description"],
        answer=_answer(kind["recognition_kind_id"], places, bodies),
        kind=Named(row["recognition_kind_id"], kind["title"]),
        kind_note=kind["description"],
        programme=known(tables, "reference", "programmes", row["programme_id"]),
        places=tuple(places),
        levels=levels,
        bodies=bodies,
        code_system=system["title"] if system else "",
        code_system_note=system["description"] if system else "",
        code=row["code"] or "",
        valid_from=row["valid_from"] or "",
        valid_until=row["valid_until"] or "",
        figure_title=row["figure_title"] or "",
        figure=quantity(
            tables,
            row["figure_value"],
            "",
            qualifier_id=row["figure_qualifier_id"],
            status_id=row["obs_status_id"],
            year=row["reference_year"],
        ),
        groups=groups,
        profiles=links(
            tables, PACKAGE, "recognition_profiles", "recognition_id", key, "profile_id", ("curricula", "occupational_profiles")
        ),
        curricula=links(tables, PACKAGE, "recognition_curricula", "recognition_id", key, "curriculum_id", ("curricula", "curricula")),
        origin=origin(tables, row),
    )


def _answer(kind: str, places: Sequence[Place], bodies: Sequence[Body]) -> tuple[str, ...]:
    """The plain answer: what one can have, where, and whom to ask."""
    named = [with_article(place.country.title) + (f" ({place.region})" if place.region else "") for place in places]
    where = f"The source ties it to {listing(named)}" if named else "The source ties it to no single country"
    ask = f"The source names {listing([body.name for body in bodies])} as in charge" if bodies else "The source names no body in charge"
    plain = _ANSWERS.get(kind)
    return (*((plain,) if plain else ()), sentence(where), sentence(ask))


def _place(tables: Tables, row: Record) -> Place:
    region = tables.title("reference", "regions", row["region_code"]) if row["region_code"] else ""
    return Place(known(tables, "reference", "countries", row["country_code"]), region, origin(tables, row))


def _by_country(place: Place) -> tuple[str, str]:
    return by_title(place.country)


def _level(tables: Tables, row: Record) -> Level:
    national = tables.one("reference", "national_levels", row["national_level_id"])["description"] if row["national_level_id"] else ""
    return Level(row["eqf_level"], national, row["stated_as"], origin(tables, row))
