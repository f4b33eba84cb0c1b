"""The personas (fictional people) and the scenarios (types of enterprise) of the B-WISE research, with what answers a persona's needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.answers import Answer, answers_by_skill
from bwise_publish.views.links import distinct_titles
from bwise_publish.views.named import Named, by_title, known, named
from bwise_publish.views.sentences import counted, sentence, title_key
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "personas"

# The traits of a scenario, in reading order: field and heading.
_TRAITS = (
    ("production_orientation", "Orientation to production"),
    ("social_orientation", "Orientation to social integration"),
    ("main_income", "Main income"),
    ("competition_with_ordinary_firms", "Competition with ordinary firms"),
    ("technology_need", "Need for technology"),
)


@dataclass(frozen=True, slots=True)
class PersonaSkill:
    """A skill that a persona needs: `finding` is what the research says of the same, `answers` what teaches or shows it."""

    skill: Named
    finding: str
    origin: Origin
    answers: tuple[Answer, ...]

    @property
    def training(self) -> tuple[Answer, ...]:
        """What teaches the skill."""
        return tuple(item for item in self.answers if item.is_training)

    @property
    def practices(self) -> tuple[Answer, ...]:
        """The practices that show the skill."""
        return tuple(item for item in self.answers if not item.is_training)


@dataclass(frozen=True, slots=True)
class Need:
    """A need that the source states for a persona; `skills` are those of our vocabulary that it speaks of."""

    statement: str
    skills: tuple[Named, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Persona:
    """One fictional persona. `based_on` says what it was made from, for the label that stands before everything else."""

    id: str
    title: str
    description: str
    based_on: str
    lead: tuple[str, ...]
    programme: Named
    group: Named
    definition: str
    needs: tuple[Need, ...]
    skills: tuple[PersonaSkill, ...]
    others: tuple[Named, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Trait:
    """One trait of a scenario; `text` is "" where the source that was read does not tell."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A type of WISE as one source tells of it; `same_type` are the accounts of the same ideal type in other sources."""

    id: str
    title: str
    heading: str
    name_local: str
    language: str
    description: str
    lead: tuple[str, ...]
    programme: Named
    ideal_type: Named | None
    ideal_type_note: str
    traits: tuple[Trait, ...]
    same_type: tuple[Named, ...]
    origin: Origin


def all_personas(tables: Tables) -> tuple[Persona, ...]:
    """Every persona, by title."""
    answers = answers_by_skill(tables)
    rows = tables.rows(PACKAGE, "personas")
    found = [_persona(tables, row, answers, rows) for row in rows]
    return tuple(sorted(found, key=lambda item: title_key(item.title, item.id)))


def all_scenarios(tables: Tables) -> tuple[Scenario, ...]:
    """Every scenario, by title."""
    headings = distinct_titles(tables, PACKAGE, "scenarios")
    rows = tables.rows(PACKAGE, "scenarios")
    found = [_scenario(tables, row, headings, rows) for row in rows]
    return tuple(sorted(found, key=lambda item: title_key(item.heading, item.id)))


def by_ideal_type(scenarios: Sequence[Scenario]) -> tuple[tuple[Named | None, tuple[Scenario, ...]], ...]:
    """The scenarios of each ideal type, by its title; those of none come last, under None."""
    types = sorted({item.ideal_type for item in scenarios if item.ideal_type}, key=by_title)
    groups: list[tuple[Named | None, tuple[Scenario, ...]]] = [
        (kind, tuple(item for item in scenarios if item.ideal_type == kind)) for kind in types
    ]
    rest = tuple(item for item in scenarios if item.ideal_type is None)
    return tuple([*groups, (None, rest)] if rest else groups)


def _persona(tables: Tables, row: Record, answers: Mapping[str, tuple[Answer, ...]], rows: Sequence[Record]) -> Persona:
    key = row["persona_id"]
    links = tables.by(PACKAGE, "persona_skills", "persona_id").get(key, ())
    skills = sorted((_skill(tables, link, answers) for link in links), key=lambda item: by_title(item.skill))
    needs = tuple(_need(tables, item, links) for item in tables.by(PACKAGE, "persona_needs", "persona_id").get(key, ()))
    programme = known(tables, "reference", "programmes", row["programme_id"])
    group = known(tables, "reference", "target_groups", row["target_group_id"])
    answered = sum(bool(item.training) for item in skills)
    definition = tables.one("skills-needs", "target_group_definitions", row["target_group_definition_id"])
    return Persona(
        id=key,
        title=row["title"],
        description=row["description"],
        based_on=f"a persona of {programme.title}, as {tables.title('reference', 'sources', row['source_id'])} tells of it",
        lead=(
            row["description"],
            sentence(
                f"The source states {counted(len(needs), 'need')} for this persona; we read {counted(len(skills), 'skill')} from its words"
            ),
            _training_known(answered, len(skills)),
        ),
        programme=programme,
        group=group,
        definition=definition["description"],
        needs=needs,
        skills=tuple(skills),
        others=tuple(sorted((Named(item["persona_id"], item["title"]) for item in rows if item["persona_id"] != key), key=by_title)),
        origin=origin(tables, row),
    )


def _training_known(answered: int, skills: int) -> str:
    if not skills:
        return "So no training can be named here."
    if not answered:
        return "No training that this edition holds names such a skill."
    return f"For {answered} of the {skills} this edition holds training that names it."


def _skill(tables: Tables, link: Record, answers: Mapping[str, tuple[Answer, ...]]) -> PersonaSkill:
    return PersonaSkill(
        skill=known(tables, "skills-needs", "skills", link["skill_id"]),
        finding=tables.one("skills-needs", "skill_findings", link["finding_id"])["statement"],
        origin=origin(tables, link),
        answers=answers.get(link["skill_id"], ()),
    )


def _need(tables: Tables, row: Record, links: Sequence[Record]) -> Need:
    skills = [
        known(tables, "skills-needs", "skills", link["skill_id"]) for link in links if link["persona_need_id"] == row["persona_need_id"]
    ]
    return Need(row["statement"], tuple(sorted(skills, key=by_title)), origin(tables, row))


def _scenario(tables: Tables, row: Record, headings: Mapping[str, str], rows: Sequence[Record]) -> Scenario:
    kind = named(tables, "reference", "wise_ideal_types", row["wise_ideal_type_id"])
    note = tables.one("reference", "wise_ideal_types", kind.id)["description"] if kind else ""
    traits = tuple(Trait(title, row[field] or "") for field, title in _TRAITS)
    told = sum(bool(trait.text) for trait in traits)
    same = [item for item in rows if kind and item["wise_ideal_type_id"] == kind.id and item["scenario_id"] != row["scenario_id"]]
    return Scenario(
        id=row["scenario_id"],
        title=row["title"],
        heading=headings[row["scenario_id"]],
        name_local=row["name_local"] or "",
        language=row["language"] or "",
        description=row["description"],
        lead=(
            "A scenario is a model of a kind of enterprise, not an enterprise that exists.",
            row["description"],
            sentence(f"Of the {len(traits)} traits that this edition looks for, its source gives {told or 'none'}"),
        ),
        programme=known(tables, "reference", "programmes", row["programme_id"]),
        ideal_type=kind,
        ideal_type_note=note,
        traits=traits,
        same_type=tuple(sorted((Named(item["scenario_id"], headings[item["scenario_id"]]) for item in same), key=by_title)),
        origin=origin(tables, row),
    )
