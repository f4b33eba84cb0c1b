"""The practices of inclusion at work: what each is, for whom, where, with whom, and what is not known about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bwise_publish.catalog import Record
from bwise_publish.views.named import Named, known, named
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "practices"
# The kind of practices whose technology is not named or is their line of work: sharing it is no likeness.
OTHER_KIND = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """What a practice names, in the words of the evidence, and the row of ours that the words mean, where there is one."""

    stated_as: str
    named: Named | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """A group for whom a practice is made: words of the evidence, our code, and the first support need that the words name."""

    stated_as: str
    group: Named
    support_need: Named | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class PracticeCountry:
    """A country of a practice; `main` when it is the country of the practice itself, not of a partner."""

    country: Named
    main: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people, courses, shops or devices: one value with its own unit. Values of different practices are never added."""

    value: int
    unit: str
    qualifier: str
    planned: bool
    status: Named
    reference_year: int | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that is not known, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class Practice:
    """One practice with all that the evidence says about it. Tuples are in the order of the evidence, links by title."""

    id: str
    title: str
    description: str
    country: Named | None
    year_started: int | None
    technology_kind: Named
    digital_side: Named
    activity_field: Named | None
    activity_field_as_stated: str
    reach: Reach | None
    reach_status: Named
    programme: Named | None
    website: str
    best_practice: bool
    origin: Origin
    countries: tuple[PracticeCountry, ...]
    places: tuple[Mention, ...]
    organisations: tuple[Mention, ...]
    target_groups: tuple[TargetGroup, ...]
    support_needs: tuple[Mention, ...]
    skills: tuple[Mention, ...]
    technologies: tuple[Mention, ...]
    wise_types: tuple[Mention, ...]
    origins: tuple[Mention, ...]
    stories: tuple[Mention, ...]

    @property
    def need_ids(self) -> frozenset[str]:
        """The support needs of the people whom the practice serves."""
        return frozenset(mention.named.id for mention in self.support_needs if mention.named)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of people for whom it is made, each once, by name."""
        return tuple(sorted({item.group.title for item in self.target_groups}, key=str.casefold))

    @property
    def where(self) -> str:
        """The country in words, for lists."""
        if self.country:
            return self.country.title
        return "Several countries" if self.countries else "Country not stated"

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """What is not known about the practice, with the reasons; never empty, since nobody checked whether a practice still runs."""
        return _unknown(self)


def practices(tables: Tables) -> tuple[Practice, ...]:
    """Every practice, by title, then identifier."""
    found = [_practice(tables, record) for record in tables.rows(PACKAGE, "practices")]
    return tuple(sorted(found, key=lambda item: (item.title.casefold(), item.id)))


def similar(practice: Practice, others: tuple[Practice, ...]) -> tuple[Practice, ...]:
    """Practices of the same technology kind that serve one of the same support needs; most shared needs first, then by title.

    Where the kind is `other`, the field of activity takes its place, since that kind only says what a practice is not.
    """

    def alike(other: Practice) -> bool:
        if other.id == practice.id or not practice.need_ids & other.need_ids:
            return False
        if practice.technology_kind.id != OTHER_KIND:
            return other.technology_kind.id == practice.technology_kind.id
        return practice.activity_field is not None and other.activity_field == practice.activity_field

    found = [other for other in others if alike(other)]
    return tuple(sorted(found, key=lambda other: (-len(practice.need_ids & other.need_ids), other.title.casefold(), other.id)))


def _practice(tables: Tables, record: Record) -> Practice:
    key = record["practice_id"]

    def links(table: str, field: str, package: str, target: str, words: str = "stated_as") -> tuple[Mention, ...]:
        rows = tables.by(PACKAGE, table, "practice_id").get(key, ())
        return tuple(Mention(row.get(words) or "", named(tables, package, target, row[field]), _origin(tables, row)) for row in rows)

    return Practice(
        id=key,
        title=record["title"],
        description=record["description"],
        country=named(tables, "reference", "countries", record["country_code"]),
        year_started=record["year_started"],
        technology_kind=known(tables, "reference", "technology_kinds", record["technology_kind_id"]),
        digital_side=known(tables, "reference", "digital_components", record["digital_component_id"]),
        activity_field=named(tables, "reference", "activity_fields", record["activity_field_id"]),
        activity_field_as_stated=record["activity_field_as_stated"] or "",
        reach=_reach(tables, record),
        reach_status=known(tables, "reference", "obs_statuses", record["obs_status_id"]),
        programme=named(tables, "reference", "programmes", record["programme_id"]),
        website=record["website"] or "",
        best_practice=record["bwise_best_practice"] is True,
        origin=_origin(tables, record),
        countries=_countries(tables, key),
        places=links("practice_places", "country_code", "reference", "countries", "place"),
        organisations=links("practice_organisations", "organisation_id", "strategy", "organisations", "name"),
        target_groups=_target_groups(tables, key),
        support_needs=links("practice_support_needs", "support_need_id", "reference", "support_needs"),
        skills=links("practice_skills", "skill_id", "skills-needs", "skills"),
        technologies=links("practice_technologies", "technology_id", "skills-needs", "technologies"),
        wise_types=links("practice_wise_types", "wise_type_id", "wise-mapping", "wise_types"),
        origins=links("practice_origins", "practice_origin_type_id", "reference", "practice_origin_types"),
        stories=links("success_story_practices", "story_id", PACKAGE, "success_stories"),
    )


def _origin(tables: Tables, record: Record) -> Origin:
    """The origin, its note in words: notes name two columns of the evidence by their technical names."""
    found = origin(tables, record)
    return replace(found, note=found.note.replace("technology_kind", "technology kind").replace("year_started", "start year"))


def _reach(tables: Tables, record: Record) -> Reach | None:
    if record["reach_value"] is None:
        return None
    qualifier = record["value_qualifier_id"]
    return Reach(
        value=record["reach_value"],
        unit=record["reach_unit"] or "",
        qualifier=tables.title("reference", "value_qualifiers", qualifier).lower() if qualifier else "",
        planned=record["reach_planned"] is True,
        status=known(tables, "reference", "obs_statuses", record["obs_status_id"]),
        reference_year=record["reference_year"],
    )


def _countries(tables: Tables, key: str) -> tuple[PracticeCountry, ...]:
    rows = tables.by(PACKAGE, "practice_countries", "practice_id").get(key, ())
    found = [
        PracticeCountry(known(tables, "reference", "countries", row["country_code"]), row["main"], _origin(tables, row)) for row in rows
    ]
    return tuple(sorted(found, key=lambda item: (not item.main, item.country.title.casefold())))


def _target_groups(tables: Tables, key: str) -> tuple[TargetGroup, ...]:
    return tuple(
        TargetGroup(
            stated_as=row["stated_as"],
            group=known(tables, "reference", "target_groups", row["target_group_id"]),
            support_need=named(tables, "reference", "support_needs", row["support_need_id"]),
            origin=_origin(tables, row),
        )
        for row in tables.by(PACKAGE, "practice_target_groups", "practice_id").get(key, ())
    )


def _unknown(practice: Practice) -> tuple[Unknown, ...]:
    unread = "the text that was read does not give it."
    found = [
        Unknown("Whether it still runs", "not checked; the evidence tells of the time at which its source was written."),
        Unknown("How well it works", "not tested; being listed is no award."),
    ]
    if practice.country is None:
        several = "it runs in several countries, and no single one is its home." if practice.countries else unread
        found.append(Unknown("Its country", several))
    if practice.year_started is None:
        found.append(Unknown("The year in which it began", unread))
    if practice.reach is None:
        found.append(Unknown("How many it reaches", "the text that was read gives no number."))
    if practice.digital_side.id == "not-stated":
        found.append(Unknown("Its digital side", "the text that was read names none; there may still be one."))
    if practice.activity_field is None:
        found.append(Unknown("Its field of activity", unread))
    # One line for the lists: each empty block of the page says the same of itself.
    empty = {
        "places": practice.places,
        "organisations": practice.organisations,
        "target groups": practice.target_groups,
        "support needs": practice.support_needs,
        "skills": practice.skills,
    }
    lacking = [name for name, rows in empty.items() if not rows]
    if lacking:
        found.append(Unknown(f"Its {', '.join(lacking)}", "the text that was read names none."))
    return tuple(found)
