"""All that this edition knows about one country, block by block, and what it does not know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bwise_publish.catalog import Record
from bwise_publish.views.context import CountryContext, country_context
from bwise_publish.views.countries import DESK_RESEARCH, SURVEY, Country, countries
from bwise_publish.views.findings import Finding, skill_findings, technology_findings
from bwise_publish.views.sentences import counted, listing, title_key
from bwise_publish.views.surveys import Survey, surveys
from bwise_publish.views.tables import Origin, Tables, origin
from bwise_publish.views.wise_statistics import SIZE_AND_INCOME, TypeFigures, figures_of_country, only
from bwise_publish.views.wise_types import ActivityField, WiseType, activities_of, sources_of, wise_types_of


@dataclass(frozen=True, slots=True)
class Entry:
    """Something of a country: its title, the national term, what there is to say beside it, and where that stands."""

    id: str
    title: str
    name_local: str
    language: str
    detail: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Network:
    """A network that speaks for WISEs; `members` and `workers` are as its source gives them, None where it does not."""

    id: str
    name: str
    level: str
    partner: bool
    members: int | None
    members_qualifier: str
    workers: int | None
    workers_qualifier: str
    status: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Unknown:
    """A topic about which nothing is known, or something missing in what is known, and why."""

    what: str
    why: str


# More figures than these are too many for the page of a country: those tied to one kind of WISE then stand on the page of the kind only.
MOST_FIGURES = 120


@dataclass(frozen=True)
class CountryProfile:
    """A country with the content of every block of its page; an empty block is listed in `unknown` with its reason."""

    country: Country
    lead: tuple[str, ...]
    context: CountryContext
    types: tuple[WiseType, ...]
    figures: tuple[TypeFigures, ...]
    activities: tuple[ActivityField, ...]
    networks: tuple[Network, ...]
    organisations: tuple[Entry, ...]
    practices: tuple[Entry, ...]
    stories: tuple[Entry, ...]
    recognition: tuple[Entry, ...]
    profiles: tuple[Entry, ...]
    curricula: tuple[Entry, ...]
    pilots: tuple[Entry, ...]
    surveys: tuple[Survey, ...]
    skill_findings: tuple[Finding, ...]
    technology_findings: tuple[Finding, ...]
    barriers: tuple[Entry, ...]
    unknown: tuple[Unknown, ...]
    sources: tuple[tuple[str, str, str | None], ...]

    @property
    def figure_count(self) -> int:
        """The number of figures about WISEs."""
        return sum(group.count for group in self.figures)

    @property
    def size_and_income(self) -> tuple[TypeFigures, ...]:
        """The figures about how large WISEs are and what they live on, public support above all."""
        return only(self.figures, SIZE_AND_INCOME)

    @property
    def figures_by_kind(self) -> bool:
        """Whether figures tied to one kind of WISE are left to the page of that kind, since there are too many for one page."""
        return self.figure_count > MOST_FIGURES


def country_profiles(tables: Tables) -> tuple[CountryProfile, ...]:
    """The profiles of all countries and aggregates that have a page, by name."""
    all_surveys = surveys(tables)
    skills, technologies = skill_findings(tables), technology_findings(tables)
    return tuple(_profile(tables, item, all_surveys, skills, technologies) for item in countries(tables))


def _profile(
    tables: Tables,
    country: Country,
    all_surveys: tuple[Survey, ...],
    all_skills: tuple[Finding, ...],
    all_technologies: tuple[Finding, ...],
) -> CountryProfile:
    code = country.code
    skills = tuple(finding for finding in all_skills if finding.country_code == code)
    technologies = tuple(finding for finding in all_technologies if finding.country_code == code)
    asked = {row["survey_id"] for row in tables.by("skills-needs", "survey_countries", "country_code").get(code, ())}
    blocks = _blocks(tables, code)
    context, types, figures = country_context(tables, code), wise_types_of(tables, code), figures_of_country(tables, code)
    activities = activities_of(tables, "country_code", code)
    networks = _networks(tables, code)
    held = tuple(survey for survey in all_surveys if survey.id in asked)
    there: dict[str, bool] = {
        **{name: bool(entries) for name, entries in blocks.items()},
        "types": bool(types), "figures": bool(figures), "activities": bool(activities), "networks": bool(networks),
        "context": bool(context.facts), "surveys": bool(held), "findings": bool(skills or technologies),
    }  # fmt: skip
    unknown = _unknown(country, there, types)
    origins = [
        *(seen.origin for fact in context.facts for seen in (*fact.observations, *fact.eu)),
        *(item.origin for item in types),
        *(law.origin for item in types for law in item.legal_bases),
        *(need.origin for item in types for need in item.support_needs),
        *(statistic.origin for group in figures for indicator in group.indicators for statistic in indicator.statistics),
        *(item.origin for item in activities),
        *(item.origin for item in networks),
        *(entry.origin for entries in blocks.values() for entry in entries),
        *(survey.origin for survey in held),
        *(finding.origin for finding in (*skills, *technologies)),
    ]
    return CountryProfile(
        country=country,
        lead=_lead(country, len(types), sum(group.count for group in figures), len(blocks["practices"]), unknown),
        context=context,
        types=types,
        figures=figures,
        activities=activities,
        networks=networks,
        surveys=held,
        skill_findings=skills,
        technology_findings=technologies,
        unknown=unknown,
        sources=sources_of(origins),
        **blocks,
    )


def _blocks(tables: Tables, code: str) -> dict[str, tuple[Entry, ...]]:
    """The blocks of the page that are lists of entries, by the name of the field of the profile."""

    def linked(package: str, links: str, table: str, key: str, kind: str, kinds: str) -> tuple[Entry, ...]:
        """The rows of `table` that the link table ties to the country, with the title of their code `kind` as the detail."""
        found = []
        for link in tables.by(package, links, "country_code").get(code, ()):
            row = tables.one(package, table, link[key])
            found.append(_entry(link[key], row, tables.title("reference", kinds, row[kind]), origin(tables, link)))
        return _sorted(found)

    def listed(package: str, table: str, entry: Callable[[Tables, Record], Entry]) -> tuple[Entry, ...]:
        return _sorted(entry(tables, row) for row in tables.by(package, table, "country_code").get(code, ()))

    return {
        "organisations": listed("strategy", "organisations", _organisation),
        "practices": listed("practices", "practice_countries", _practice),
        "stories": listed("practices", "success_stories", _story),
        "recognition": linked(
            "strategy", "recognition_countries", "recognition_mechanisms", "recognition_id", "recognition_kind_id", "recognition_kinds"
        ),
        "profiles": linked("curricula", "profile_countries", "occupational_profiles", "profile_id", "target_group_id", "target_groups"),
        "curricula": linked("curricula", "curriculum_countries", "curricula", "curriculum_id", "delivery_status_id", "delivery_statuses"),
        "pilots": linked("curricula", "pilot_countries", "pilots", "pilot_id", "delivery_status_id", "delivery_statuses"),
        "barriers": listed("skills-needs", "barriers", _barrier),
    }


def _lead(country: Country, types: int, figures: int, practices: int, unknown: tuple[Unknown, ...]) -> tuple[str, ...]:
    """What the page says first: how deep the evidence is, how much there is, and that something is not known."""
    name = country.name
    depth = {
        SURVEY: f"{name}: people in work integration social enterprises (WISEs) were surveyed here for B-WISE.",
        DESK_RESEARCH: f"{name}: B-WISE covered this country by desk research only, so there is no survey value for it.",
    }.get(country.depth_id, f"{name}: this country was outside the B-WISE research; what stands here comes from other sources.")
    if country.aggregate:
        depth = f"{name}: a group of countries for which sources give one figure, which must not be added to those of its members."
    amount = [
        counted(types, "kind of WISE", "kinds of WISE"),
        counted(figures, "published figure about WISEs", "published figures about WISEs"),
        counted(practices, "practice"),
    ]
    gaps = counted(len(unknown), "gap")
    return depth, f"This edition holds {listing(amount)}.", f"It also names {gaps} in what is known: see the end of the page."


def _unknown(country: Country, there: dict[str, bool], types: tuple[WiseType, ...]) -> tuple[Unknown, ...]:
    unread = "none of the texts read for this edition names one for this country."
    no_survey = "no enquiry names it."
    if country.depth_id != SURVEY:
        no_survey = "people were not surveyed here for B-WISE, and no other enquiry names it."
    together = "surveys report on several countries together, or did not ask here."
    topics = (
        ("context", "Official statistics of its context", "the copies read do not cover this country."),
        ("types", "Kinds of WISE", "kinds of WISE are described country by country." if country.aggregate else unread),
        ("figures", "How many WISEs there are and how many people work in them", "none of the texts read gives a figure."),
        ("activities", "Fields of activity of WISEs", unread),
        ("networks", "Networks of WISEs", unread),
        ("organisations", "Organisations that took part in B-WISE or a related project", unread),
        ("practices", "Practices", unread),
        ("stories", "Success stories", unread),
        ("recognition", "Ways of having skills recognised", unread),
        ("profiles", "Occupational profiles", unread),
        ("curricula", "Curricula", unread),
        ("pilots", "Pilots", unread),
        ("surveys", "Surveys", no_survey),
        ("findings", "Skills and technologies: findings for this country alone", together),
        ("barriers", "Barriers: findings for this country alone", together),
    )
    found = [Unknown(what, why) for key, what, why in topics if not there[key]]
    if types:
        found.append(Unknown("Whether the laws and schemes named here are still in force", "nobody checked."))
        lacks = (
            ("The law or decree", sum(not item.legal_bases for item in types), "the text read names none"),
            ("The form of recognition", sum(not item.recognition for item in types), "the text read gave no ground"),
            ("How long workers are meant to stay", sum(not item.model for item in types), "the text read gave no ground"),
            ("How many there are", sum(item.figure_count == 0 for item in types), "no figure about the kind was found"),
        )
        total = len(types)
        found += [
            Unknown(f"{what} ({number} of {total} kinds of WISE)" if total > 1 else f"{what} (of the only kind of WISE)", f"{why}.")
            for what, number, why in lacks
            if number
        ]
    return tuple(found)


def _sorted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: title_key(entry.title, entry.id)))


def _entry(key: str, row: Record, detail: str, where: Origin) -> Entry:
    title = row["title"] if "title" in row else row["name"]
    return Entry(key, title, row.get("name_local") or "", row.get("language") or "", detail, where)


def _practice(tables: Tables, link: Record) -> Entry:
    row = tables.one("practices", "practices", link["practice_id"])
    parts = [tables.title("reference", "technology_kinds", row["technology_kind_id"])]
    parts += [] if link["main"] else ["this country takes part"]
    where = origin(tables, link)
    # The notes name two columns of the evidence by their technical names.
    where = replace(where, note=where.note.replace("technology_kind", "technology kind").replace("year_started", "start year"))
    return _entry(row["practice_id"], row, ", ".join(parts), where)


def _story(tables: Tables, row: Record) -> Entry:
    return _entry(row["story_id"], row, row["description"], origin(tables, row))


def _barrier(tables: Tables, row: Record) -> Entry:
    kind = tables.title("reference", "barrier_types", row["barrier_type_id"])
    return Entry(row["barrier_id"], row["statement"], "", "", kind, origin(tables, row))


def _organisation(tables: Tables, row: Record) -> Entry:
    detail = tables.title("reference", "organisation_roles", row["organisation_role_id"]) if row["organisation_role_id"] else ""
    project = tables.title("reference", "programmes", row["programme_id"]) if row["programme_id"] else ""
    return _entry(row["organisation_id"], row, ", ".join(part for part in (detail, project) if part), origin(tables, row))


def _networks(tables: Tables, code: str) -> tuple[Network, ...]:
    def qualifier(key: str | None) -> str:
        return tables.title("reference", "value_qualifiers", key).lower() if key else ""

    rows = tables.by("wise-mapping", "networks", "country_code").get(code, ())
    found = [
        Network(
            id=row["network_id"],
            name=row["name"],
            level=tables.title("reference", "network_levels", row["network_level_id"]) if row["network_level_id"] else "",
            partner=row["bwise_partner"],
            members=row["member_enterprises"],
            members_qualifier=qualifier(row["member_enterprises_qualifier_id"]),
            workers=row["workers"],
            workers_qualifier=qualifier(row["workers_qualifier_id"]),
            status=tables.title("reference", "obs_statuses", row["obs_status_id"]).lower(),
            origin=origin(tables, row),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda item: title_key(item.name, item.id)))
