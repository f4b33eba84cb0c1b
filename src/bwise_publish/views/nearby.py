"""Training that lies near a skill without naming it: through a shared competence or a shared ESCO concept. A hint, never an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bwise_publish.views.answers import Answer
from bwise_publish.views.findings import PACKAGE
from bwise_publish.views.tables import Tables


@dataclass(frozen=True, slots=True)
class Nearby:
    """A neighbour of a skill that has training: another skill, or a learning outcome for the same competence.

    `through` says what they share.
    """

    kind: str
    id: str
    title: str
    page: tuple[str, str] | None
    through: str


def nearby_training(tables: Tables, skill_id: str, answers: Mapping[str, tuple[Answer, ...]]) -> tuple[Nearby, ...]:
    """The neighbours of a skill that have training, skills first, by title."""
    found: dict[tuple[str, str], Nearby] = {}
    for other, through in neighbours(tables, skill_id):
        if any(item.is_training for item in answers.get(other, ())):
            found.setdefault(("skill", other), Nearby("skill", other, tables.title(PACKAGE, "skills", other), ("skill", other), through))
    for link in tables.by(PACKAGE, "skill_competences", "skill_id").get(skill_id, ()):
        for row in tables.by("curricula", "outcome_competences", "competence_id").get(link["competence_id"], ()):
            outcome = tables.one("curricula", "learning_outcomes", row["outcome_id"])
            page = ("curriculum", outcome["curriculum_id"]) if outcome["curriculum_id"] else None
            through = f"the learning outcome is for the same competence, {competence_title(tables, link['competence_id'])}"
            found.setdefault(("outcome", row["outcome_id"]), Nearby("outcome", row["outcome_id"], outcome["statement"], page, through))
    return tuple(sorted(found.values(), key=lambda item: (item.kind != "skill", item.title.casefold(), item.id)))


def neighbours(tables: Tables, skill_id: str) -> Iterator[tuple[str, str]]:
    """The skills that share a competence, or an ESCO concept as an exact or close match, with a skill, and what they share."""
    for link in tables.by(PACKAGE, "skill_competences", "skill_id").get(skill_id, ()):
        for row in tables.by(PACKAGE, "skill_competences", "competence_id")[link["competence_id"]]:
            if row["skill_id"] != skill_id:
                yield row["skill_id"], f"both stand for the competence {competence_title(tables, link['competence_id'])}"
    for match in tables.by(PACKAGE, "skill_esco_matches", "skill_id").get(skill_id, ()):
        for row in tables.by(PACKAGE, "skill_esco_matches", "esco_skill_id")[match["esco_skill_id"]]:
            if row["skill_id"] != skill_id and {row["match_type_id"], match["match_type_id"]} <= {"exact", "close"}:
                title = tables.title("reference", "esco_skills", row["esco_skill_id"])
                yield row["skill_id"], f"both match the ESCO concept “{title}”"


def competence_title(tables: Tables, competence_id: str) -> str:
    """A competence as people name it: DigComp 2.2, 2.1 Interacting through digital technologies."""
    row = tables.one("reference", "competences", competence_id)
    return f"{tables.title('reference', 'frameworks', row['framework_id'])}, {row['code']} {row['title']}"
