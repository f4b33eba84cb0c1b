"""Counts of statements and gaps across skills, groups and technologies, as figures and the topic page show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bwise_publish.views.findings import (
    ASPECT_ORDER,
    GAP_ASPECTS,
    NEED_ASPECTS,
    PACKAGE,
    Finding,
    group_rank,
    skill_findings,
    technology_findings,
    voices,
)
from bwise_publish.views.tables import Tables


@dataclass(frozen=True, slots=True)
class Grid:
    """Whole numbers by row and column, with the ids of the sources behind them and the number of findings left out and counted."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    source_ids: tuple[str, ...]
    counted: int
    left_out: int

    @property
    def highest(self) -> tuple[str, str, int]:
        """Row, column and value of the highest cell; the first one when several are."""
        value, row, column = max((value, -r, -c) for r, line in enumerate(self.values) for c, value in enumerate(line))
        return self.rows[-row], self.columns[-column], value

    @property
    def top_row(self) -> str:
        """The row with the highest sum; the first one when several have it."""
        _, row = max((sum(line), -index) for index, line in enumerate(self.values))
        return self.rows[-row]


def category_by_group(tables: Tables, aspects: Sequence[str]) -> Grid:
    """Statements on one of the aspects by skill category (rows) and target group (columns). Statements that name no skill are left out."""
    findings = [item for item in skill_findings(tables) if item.aspect_id in aspects]
    named = [item for item in findings if item.subject_id]
    category = {
        row["skill_id"]: tables.title("reference", "skill_categories", row["skill_category_id"]) for row in tables.rows(PACKAGE, "skills")
    }
    rows = sorted(row["title"] for row in tables.rows("reference", "skill_categories"))
    groups = sorted({(item.group_id, item.group) for item in named}, key=lambda pair: group_rank(pair[0]))
    values = tuple(
        tuple(sum(category[item.subject_id or ""] == row and item.group_id == key for item in named) for key, _ in groups) for row in rows
    )
    return Grid(tuple(rows), tuple(title for _, title in groups), values, _sources(named), len(named), len(findings) - len(named))


def gaps_by_group(tables: Tables) -> Grid:
    """Statements that tell of a gap or a training need."""
    return category_by_group(tables, GAP_ASPECTS)


def needs_by_group(tables: Tables) -> Grid:
    """Statements that say that a skill matters, now or in future."""
    return category_by_group(tables, NEED_ASPECTS)


def skills_by_group(tables: Tables, findings: Sequence[Finding]) -> Grid:
    """How many skills of a category (rows) a finding on a target group (columns) names: where there is evidence, and where none."""
    named = [item for item in findings if item.subject_id]
    category = {
        row["skill_id"]: tables.title("reference", "skill_categories", row["skill_category_id"]) for row in tables.rows(PACKAGE, "skills")
    }
    rows = sorted(row["title"] for row in tables.rows("reference", "skill_categories"))
    groups = sorted({(item.group_id, item.group) for item in named}, key=lambda pair: group_rank(pair[0]))
    values = tuple(
        tuple(
            len({item.subject_id for item in named if category[item.subject_id or ""] == row and item.group_id == key}) for key, _ in groups
        )
        for row in rows
    )
    return Grid(tuple(rows), tuple(title for _, title in groups), values, _sources(named), len(named), len(findings) - len(named))


def voices_by_skill(tables: Tables, at_least: int = 2) -> Grid:
    """Voices by skill (rows: skills of which at least so many speak, most first) and aspect (columns)."""
    named = [item for item in skill_findings(tables) if item.subject_id]
    by_skill: dict[str, list[Finding]] = {}
    for item in named:
        by_skill.setdefault(item.subject_id or "", []).append(item)
    counts = {key: voices(tables, items) for key, items in by_skill.items()}
    kept = sorted((key for key in counts if counts[key] >= at_least), key=lambda key: (-counts[key], by_skill[key][0].subject.casefold()))
    return _aspects(tables, [(by_skill[key][0].subject, by_skill[key]) for key in kept], len(named))


def technology_aspects(tables: Tables) -> Grid:
    """Voices by technology (rows: the ones that findings name, most first) and aspect (columns)."""
    named = [item for item in technology_findings(tables) if item.subject_id]
    by_technology: dict[str, list[Finding]] = {}
    for item in named:
        by_technology.setdefault(item.subject_id or "", []).append(item)
    kept = sorted(by_technology.values(), key=lambda items: (-voices(tables, items), items[0].subject.casefold()))
    return _aspects(tables, [(items[0].subject, items) for items in kept], len(named))


def _aspects(tables: Tables, rows: Sequence[tuple[str, Sequence[Finding]]], named: int) -> Grid:
    used = {item.aspect_id for _, items in rows for item in items}
    aspects = [key for key in ASPECT_ORDER if key in used]
    values = tuple(tuple(voices(tables, [item for item in items if item.aspect_id == key]) for key in aspects) for _, items in rows)
    shown = [item for _, items in rows for item in items]
    titles = tuple(tables.title("reference", "finding_aspects", key) for key in aspects)
    return Grid(tuple(title for title, _ in rows), titles, values, _sources(shown), len(shown), named - len(shown))


def _sources(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(sorted({item.origin.source_id for item in findings}))
