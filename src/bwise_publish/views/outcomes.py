"""Learning outcomes: what a learner knows, can do or answers for afterwards, and the competences and skills that each is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.links import Link, links
from bwise_publish.views.named import Named, known, named
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "curricula"


@dataclass(frozen=True, slots=True)
class Competence:
    """A competence of a framework that an outcome is about: `label` is framework, code and title."""

    id: str
    code: str
    title: str
    framework: str
    origin: Origin

    @property
    def label(self) -> str:
        """`DigComp 2.2, 1.1: Browsing, searching and filtering data`."""
        return f"{self.framework}, {self.code}: {self.title}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One learning outcome; curriculum, module and profile where the source ties it to one."""

    id: str
    statement: str
    kind: Named
    curriculum: Named | None
    module: Named | None
    profile: Named | None
    competences: tuple[Competence, ...]
    skills: tuple[Link, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class CompetenceUse:
    """A competence of DigComp with the number of outcomes about it in each curriculum, by curriculum id."""

    code: str
    title: str
    counts: tuple[tuple[str, int], ...]

    def count(self, curriculum_id: str) -> int:
        """The number of outcomes of that curriculum about it."""
        return dict(self.counts).get(curriculum_id, 0)


def outcomes_where(tables: Tables, field: str, key: str) -> tuple[Outcome, ...]:
    """The outcomes whose field (curriculum_id, module_id, profile_id) is `key`, in the order of the evidence."""
    return tuple(_outcome(tables, row) for row in tables.by(PACKAGE, "learning_outcomes", field).get(key, ()))


def competence_use(tables: Tables, framework_id: str) -> tuple[CompetenceUse, ...]:
    """Every competence of a framework in the order of its code, also those that no outcome is about."""
    found = []
    for competence in tables.by("reference", "competences", "framework_id").get(framework_id, ()):
        counts: dict[str, int] = {}
        for row in tables.by(PACKAGE, "outcome_competences", "competence_id").get(competence["competence_id"], ()):
            curriculum = tables.one(PACKAGE, "learning_outcomes", row["outcome_id"])["curriculum_id"] or ""
            counts[curriculum] = counts.get(curriculum, 0) + 1
        found.append(CompetenceUse(competence["code"], competence["title"], tuple(sorted(counts.items()))))
    return tuple(sorted(found, key=lambda use: [int(part) for part in use.code.split(".")]))


def worded_after_competences(outcomes: Iterable[Outcome]) -> bool:
    """Whether any of the outcomes was worded by us after a competence, so that their match proves nothing."""
    return any(outcome.competences and outcome.origin.derived for outcome in outcomes)


def _outcome(tables: Tables, row: Record) -> Outcome:
    competences = []
    for link in tables.by(PACKAGE, "outcome_competences", "outcome_id").get(row["outcome_id"], ()):
        competence = tables.one("reference", "competences", link["competence_id"])
        framework = tables.title("reference", "frameworks", competence["framework_id"])
        competences.append(
            Competence(competence["competence_id"], competence["code"], competence["title"], framework, origin(tables, link))
        )
    return Outcome(
        id=row["outcome_id"],
        statement=row["statement"],
        kind=known(tables, "reference", "outcome_kinds", row["outcome_kind_id"]),
        curriculum=named(tables, PACKAGE, "curricula", row["curriculum_id"]),
        module=named(tables, PACKAGE, "modules", row["module_id"]),
        profile=named(tables, PACKAGE, "occupational_profiles", row["profile_id"]),
        competences=tuple(sorted(competences, key=lambda item: item.id)),
        skills=links(tables, PACKAGE, "outcome_skills", "outcome_id", row["outcome_id"], "skill_id", ("skills-needs", "skills")),
        origin=origin(tables, row),
    )
