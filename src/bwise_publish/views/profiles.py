"""The occupational profiles: whose work each describes, its tasks, skills, codes and levels, and the training and recognition it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.links import Link, distinct_titles, links
from bwise_publish.views.named import Named, by_title, known
from bwise_publish.views.outcomes import Outcome, outcomes_where
from bwise_publish.views.sentences import counted, listing, sentence, title_key, with_article
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "curricula"
GROUPS = ("enabler", "supporter", "worker-with-support-needs")


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a profile, in the order of the source."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a profile in a national or European list; `stated_as` is the wording of the source."""

    system: str
    system_note: str
    code: str
    stated_as: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class ProfileOccupation:
    """The ESCO occupation of a profile, and how closely the two match."""

    occupation: Named
    match: str
    match_note: str
    esco_uri: str
    isco_code: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Profile:
    """One occupational profile. `group_is_ours` says that no source names the target group, so that we assigned it."""

    id: str
    title: str
    heading: str
    name_local: str
    language: str
    description: str
    lead: tuple[str, ...]
    programme: Named
    group: Named
    group_is_ours: bool
    eqf_level: int | None
    national_level: Named | None
    national_level_note: str
    isco: Named | None
    countries: tuple[Link, ...]
    tasks: tuple[Task, ...]
    skills: tuple[Link, ...]
    occupations: tuple[ProfileOccupation, ...]
    codes: tuple[Code, ...]
    outcomes: tuple[Outcome, ...]
    curricula: tuple[Named, ...]
    recognition: tuple[Link, ...]
    origin: Origin


def all_profiles(tables: Tables) -> tuple[Profile, ...]:
    """Every profile, by title."""
    headings = distinct_titles(tables, PACKAGE, "occupational_profiles")
    found = [_profile(tables, row, headings[row["profile_id"]]) for row in tables.rows(PACKAGE, "occupational_profiles")]
    return tuple(sorted(found, key=lambda item: title_key(item.heading, item.id)))


def by_group(profiles: Sequence[Profile]) -> tuple[tuple[Named, tuple[Profile, ...]], ...]:
    """The profiles of each target group, in the order of GROUPS."""
    groups = {item.group.id: item.group for item in profiles}
    order = [code for code in GROUPS if code in groups] + sorted(set(groups) - set(GROUPS))
    return tuple((groups[code], tuple(item for item in profiles if item.group.id == code)) for code in order)


def _profile(tables: Tables, row: Record, heading: str) -> Profile:
    key = row["profile_id"]
    ours = row["target_group_basis"] == "derived"
    group = known(tables, "reference", "target_groups", row["target_group_id"])
    countries = links(tables, PACKAGE, "profile_countries", "profile_id", key, "country_code", ("reference", "countries"))
    tasks = tuple(Task(item["task"], origin(tables, item)) for item in tables.by(PACKAGE, "profile_tasks", "profile_id").get(key, ()))
    skills = links(tables, PACKAGE, "profile_skills", "profile_id", key, "skill_id", ("skills-needs", "skills"))
    curricula = sorted((_named(item, "curriculum_id") for item in tables.by(PACKAGE, "curricula", "profile_id").get(key, ())), key=by_title)
    recognition = links(
        tables, "strategy", "recognition_profiles", "profile_id", key, "recognition_id", ("strategy", "recognition_mechanisms")
    )
    level = tables.one("reference", "national_levels", row["national_level_id"]) if row["national_level_id"] else None
    where = listing([with_article(link.to.title) for link in countries]) if len(countries) <= 3 else f"{len(countries)} countries"
    return Profile(
        id=key,
        title=row["title"],
        heading=heading,
        name_local=row["name_local"] or "",
        language=row["language"] or "",
        description=row["description"],
        lead=(
            sentence(f"{'We place this profile among the' if ours else 'The source names this as a profile of'} {group.title.lower()}"),
            sentence(
                f"{counted(len(tasks), 'task').capitalize()} and {counted(len(skills), 'skill')} were read from its source"
                f"{f', which speaks of {where}' if where else ', which names no country'}"
            ),
            sentence(
                f"{counted(len(curricula), 'curriculum', 'curricula').capitalize()} and"
                f" {counted(len(recognition), 'way of recognition', 'ways of recognition')} are tied to it here"
            ),
        ),
        programme=known(tables, "reference", "programmes", row["programme_id"]),
        group=group,
        group_is_ours=ours,
        eqf_level=row["eqf_level"],
        national_level=Named(row["national_level_id"], level["title"]) if level else None,
        national_level_note=level["description"] if level else "",
        isco=known(tables, "reference", "isco_groups", row["isco_code"]) if row["isco_code"] else None,
        countries=countries,
        tasks=tasks,
        skills=skills,
        occupations=tuple(_occupation(tables, item) for item in tables.by(PACKAGE, "profile_occupations", "profile_id").get(key, ())),
        codes=tuple(_code(tables, item) for item in tables.by(PACKAGE, "profile_codes", "profile_id").get(key, ())),
        outcomes=outcomes_where(tables, "profile_id", key),
        curricula=tuple(curricula),
        recognition=recognition,
        origin=origin(tables, row),
    )


def _named(row: Record, key: str) -> Named:
    return Named(row[key], row["title"], row["name_local"] or "", row["language"] or "")


def _occupation(tables: Tables, row: Record) -> ProfileOccupation:
    match = tables.one("reference", "match_types", row["match_type_id"])
    occupation = tables.one("reference", "occupations", row["occupation_id"])
    return ProfileOccupation(
        occupation=Named(row["occupation_id"], occupation["title"]),
        match=match["title"],
        match_note=match["description"],
        esco_uri=row["esco_uri"],
        isco_code=occupation["isco_code"],
        origin=origin(tables, row),
    )


def _code(tables: Tables, row: Record) -> Code:
    system = tables.one("reference", "code_systems", row["code_system_id"])
    return Code(system["title"], system["description"], row["code"], row["stated_as"], origin(tables, row))
