"""Which skills a curriculum covers, through which of its parts, and whether the need for a skill was read from the same page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.named import Named, by_title, known
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "curricula"

# A part of a curriculum that covers a skill, in reading order, and how pages call it.
PARTS = {"curriculum": "The curriculum as a whole", "module": "Module", "outcome": "Learning outcome", "mooc": "Online course"}


@dataclass(frozen=True, slots=True)
class Way:
    """One link from a part of a curriculum to a skill: `part` is a key of PARTS, `stated_as` the words that the link rests on.

    `need_from_same_source` is True when a finding about the skill rests on the source of the link: need and answer are then one voice.
    """

    part: str
    title: str
    stated_as: str
    need_from_same_source: bool
    origin: Origin

    @property
    def part_title(self) -> str:
        """The part in words."""
        return PARTS[self.part]


@dataclass(frozen=True, slots=True)
class CoveredSkill:
    """A skill that a curriculum covers. `findings` counts the findings about it, `ways` are never empty."""

    skill: Named
    category: str
    findings: int
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class SharedSource:
    """How many links from training to skills there are, and how many rest on a source from which the need itself was read."""

    links: int
    shared: int
    source_titles: tuple[str, ...]


def skills_covered(tables: Tables, curriculum_id: str) -> tuple[CoveredSkill, ...]:
    """The skills that a curriculum, its modules, outcomes or online courses address, by title."""
    found: dict[str, list[Way]] = {}
    for part, title, row in _links(tables, curriculum_id):
        found.setdefault(row["skill_id"], []).append(_way(tables, part, title, row))
    covered = []
    for skill_id, ways in found.items():
        skill = tables.one("skills-needs", "skills", skill_id)
        covered.append(
            CoveredSkill(
                skill=known(tables, "skills-needs", "skills", skill_id),
                category=tables.title("reference", "skill_categories", skill["skill_category_id"]),
                findings=len(tables.by("skills-needs", "skill_findings", "skill_id").get(skill_id, ())),
                ways=tuple(ways),
            )
        )
    return tuple(sorted(covered, key=lambda item: by_title(item.skill)))


def shared_sources(tables: Tables) -> SharedSource:
    """All links from training to skills, and those where need and answer were read from one source."""
    tables_of_links = ("curriculum_skills", "module_skills", "outcome_skills", "mooc_skills")
    rows = [row for name in tables_of_links for row in tables.rows(PACKAGE, name)]
    shared = [row for row in rows if _same_source(tables, row)]
    titles = {tables.title("reference", "sources", row["source_id"]) for row in shared}
    return SharedSource(len(rows), len(shared), tuple(sorted(titles, key=str.casefold)))


def _links(tables: Tables, curriculum_id: str) -> Iterable[tuple[str, str, Record]]:
    """Part, title of the part, and row of every link, in reading order."""
    for row in tables.by(PACKAGE, "curriculum_skills", "curriculum_id").get(curriculum_id, ()):
        yield "curriculum", "", row
    modules = sorted(
        tables.by(PACKAGE, "modules", "curriculum_id").get(curriculum_id, ()), key=lambda row: (row["position"] or 0, row["module_id"])
    )
    for module in modules:
        for row in tables.by(PACKAGE, "module_skills", "module_id").get(module["module_id"], ()):
            yield "module", module["title"], row
    for outcome in tables.by(PACKAGE, "learning_outcomes", "curriculum_id").get(curriculum_id, ()):
        for row in tables.by(PACKAGE, "outcome_skills", "outcome_id").get(outcome["outcome_id"], ()):
            yield "outcome", outcome["statement"], row
    for link in tables.by(PACKAGE, "mooc_curricula", "curriculum_id").get(curriculum_id, ()):
        for row in tables.by(PACKAGE, "mooc_skills", "mooc_id").get(link["mooc_id"], ()):
            yield "mooc", tables.title(PACKAGE, "moocs", link["mooc_id"]), row


def _way(tables: Tables, part: str, title: str, row: Record) -> Way:
    return Way(part, title, row["stated_as"], _same_source(tables, row), origin(tables, row))


def _same_source(tables: Tables, row: Record) -> bool:
    findings = tables.by("skills-needs", "skill_findings", "skill_id").get(row["skill_id"], ())
    return any(finding["source_id"] == row["source_id"] for finding in findings)
