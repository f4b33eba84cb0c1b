"""The curricula: for whom each is, how long, at which level, with which modules, outcomes and pilots, and what is not known about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.links import Link, distinct_titles, links
from bwise_publish.views.moocs import Mooc, moocs_of
from bwise_publish.views.named import Named, by_title, known, named
from bwise_publish.views.outcomes import Outcome, outcomes_where
from bwise_publish.views.pilots import Pilot, pilots_of, pilots_summary
from bwise_publish.views.quantities import Quantity, quantity, span
from bwise_publish.views.sentences import counted, listing, sentence, title_key, with_article
from bwise_publish.views.skill_coverage import CoveredSkill, skills_covered
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "curricula"
GROUPS = ("enabler", "supporter", "worker-with-support-needs")


@dataclass(frozen=True, slots=True)
class Module:
    """A module of a curriculum, or a part that is kept beside the modules: `kind` says which."""

    id: str
    position: int | None
    title: str
    name_local: str
    language: str
    kind: Named
    core: bool | None
    hours: Quantity | None
    points: Quantity | None
    eqf_level: int | None
    outcomes: int
    skills: tuple[Link, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Curriculum:
    """One curriculum, course, training standard or toolkit. `heading` is its title, told apart from others of the same title.

    Quantities are None and texts "" where no source that was read gives them.
    """

    id: str
    title: str
    heading: str
    name_local: str
    language: str
    description: str
    lead: tuple[str, ...]
    programme: Named
    profile: Named | None
    groups: tuple[Link, ...]
    countries: tuple[Link, ...]
    languages: tuple[Link, ...]
    modes: tuple[Link, ...]
    eqf_level: int | None
    hours: Quantity | None
    points: Quantity | None
    module_count: int | None
    learning_units: Quantity | None
    start_date: str
    end_date: str
    status: Named
    status_note: str
    status_as_stated: str
    modules: tuple[Module, ...]
    outcomes: tuple[Outcome, ...]
    skills: tuple[CoveredSkill, ...]
    pilots: tuple[Pilot, ...]
    moocs: tuple[Mooc, ...]
    recognition: tuple[Link, ...]
    origin: Origin

    @property
    def planned(self) -> bool:
        """Whether the figures of the row are those of a plan."""
        return self.status.id == "planned"

    @property
    def modules_missing(self) -> int:
        """How many modules or parts the curriculum is said to have beyond those that could be read."""
        return max(0, (self.module_count or 0) - len(self.modules))


def all_curricula(tables: Tables) -> tuple[Curriculum, ...]:
    """Every curriculum, by title."""
    headings = distinct_titles(tables, PACKAGE, "curricula")
    found = [_curriculum(tables, row, headings[row["curriculum_id"]]) for row in tables.rows(PACKAGE, "curricula")]
    return tuple(sorted(found, key=lambda item: title_key(item.heading, item.id)))


def by_group(curricula: Sequence[Curriculum]) -> tuple[tuple[Named, tuple[Curriculum, ...]], ...]:
    """The curricula of each target group, in the order of GROUPS. A curriculum stands under every group that it is for."""
    groups = {link.to.id: link.to for item in curricula for link in item.groups}
    order = [code for code in GROUPS if code in groups] + sorted(set(groups) - set(GROUPS))
    return tuple((groups[code], tuple(item for item in curricula if code in {link.to.id for link in item.groups})) for code in order)


def by_programme(curricula: Sequence[Curriculum]) -> tuple[tuple[Named, tuple[Curriculum, ...]], ...]:
    """The curricula of each programme, by the title of the programme."""
    programmes = sorted({item.programme for item in curricula}, key=by_title)
    return tuple((programme, tuple(item for item in curricula if item.programme == programme)) for programme in programmes)


def _curriculum(tables: Tables, row: Record, heading: str) -> Curriculum:
    key = row["curriculum_id"]
    status = tables.one("reference", "delivery_statuses", row["delivery_status_id"])
    planned = row["delivery_status_id"] == "planned"
    system = tables.title("reference", "points_systems", row["points_system_id"]) if row["points_system_id"] else "points"
    groups = links(tables, PACKAGE, "curriculum_target_groups", "curriculum_id", key, "target_group_id", ("reference", "target_groups"))
    countries = links(tables, PACKAGE, "curriculum_countries", "curriculum_id", key, "country_code", ("reference", "countries"))
    hours = span(row["hours_min"], row["hours_max"], "hours", planned=planned)
    modules = _modules(tables, key)
    outcomes = outcomes_where(tables, "curriculum_id", key)
    pilots = pilots_of(tables, key)
    skills = skills_covered(tables, key)
    return Curriculum(
        id=key,
        title=row["title"],
        heading=heading,
        name_local=row["name_local"] or "",
        language=row["language"] or "",
        description=row["description"],
        lead=(
            sentence(
                "A training offer for"
                f" {listing([link.to.title.lower() for link in groups]) or 'a group that is not stated'}{_in(countries)}"
            ),
            sentence(
                f"Status: {status['title'].lower()}; {hours.text + (' (planned)' if planned else '') if hours else 'hours not stated'}"
            ),
            sentence(
                f"This edition lists {counted(len(modules), 'module or part', 'modules or parts')},"
                f" {counted(len(outcomes), 'learning outcome')},"
                f" {counted(len(skills), 'skill')} that it addresses and {pilots_summary(pilots)}"
            ),
        ),
        programme=known(tables, "reference", "programmes", row["programme_id"]),
        profile=named(tables, PACKAGE, "occupational_profiles", row["profile_id"]),
        groups=groups,
        countries=countries,
        languages=links(tables, PACKAGE, "curriculum_languages", "curriculum_id", key, "language", ("reference", "languages")),
        modes=links(
            tables, PACKAGE, "curriculum_learning_modes", "curriculum_id", key, "learning_mode_id", ("reference", "learning_modes")
        ),
        eqf_level=row["eqf_level"],
        hours=hours,
        points=quantity(tables, row["points"], system, qualifier_id=row["points_qualifier_id"], status_id="target" if planned else None),
        module_count=row["module_count"],
        learning_units=span(row["learning_unit_count_min"], row["learning_unit_count_max"], "learning units", planned=planned),
        start_date=row["start_date"] or "",
        end_date=row["end_date"] or "",
        status=Named(row["delivery_status_id"], status["title"]),
        status_note=status["description"],
        status_as_stated=row["status_as_stated"],
        modules=modules,
        outcomes=outcomes,
        skills=skills,
        pilots=pilots,
        moocs=moocs_of(tables, key),
        recognition=links(
            tables, "strategy", "recognition_curricula", "curriculum_id", key, "recognition_id", ("strategy", "recognition_mechanisms")
        ),
        origin=origin(tables, row),
    )


def _in(countries: Sequence[Link]) -> str:
    """Where the curriculum is, in a clause; many countries are counted."""
    if not countries:
        return ", in no single country"
    if len(countries) > 3:
        return f" in {len(countries)} countries"
    return f" in {listing([with_article(link.to.title) for link in countries])}"


def _modules(tables: Tables, curriculum_id: str) -> tuple[Module, ...]:
    """The modules in the order of the curriculum, those without a place last."""
    rows = tables.by(PACKAGE, "modules", "curriculum_id").get(curriculum_id, ())
    found = []
    for row in rows:
        system = tables.title("reference", "points_systems", row["points_system_id"]) if row["points_system_id"] else "points"
        found.append(
            Module(
                id=row["module_id"],
                position=row["position"],
                title=row["title"],
                name_local=row["name_local"] or "",
                language=row["language"] or "",
                kind=known(tables, "reference", "module_kinds", row["module_kind_id"]),
                core=row["core"],
                hours=quantity(tables, row["hours"], "hours"),
                points=quantity(tables, row["points"], system),
                eqf_level=row["eqf_level"],
                outcomes=len(tables.by(PACKAGE, "learning_outcomes", "module_id").get(row["module_id"], ())),
                skills=links(tables, PACKAGE, "module_skills", "module_id", row["module_id"], "skill_id", ("skills-needs", "skills")),
                origin=origin(tables, row),
            )
        )
    return tuple(sorted(found, key=lambda item: (item.position is None, item.position or 0, item.id)))
