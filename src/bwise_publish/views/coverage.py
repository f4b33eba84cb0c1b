"""What is covered and what is not: country by topic and skill by group; each cell is a number of rows or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.answers import answers_by_skill
from bwise_publish.views.countries import AGGREGATE, DESK_RESEARCH, OTHER, SURVEY, Country, depth_groups
from bwise_publish.views.findings import group_rank, skill_findings
from bwise_publish.views.sentences import title_key
from bwise_publish.views.tables import Tables

# Why a cell is empty: the code, what stands in the cell, and what it means.
REASONS = (
    (
        "none-found",
        "none found",
        "Texts about the country or the skill were looked for and read. None of them says anything on this topic.",
    ),
    (
        "not-surveyed",
        "not surveyed",
        "Nobody was asked here: the surveys and other enquiries of which we know did not cover the country.",
    ),
    (
        "not-studied",
        "not studied",
        "The research of B-WISE did not cover the country. Texts about it were read only where another source led to them.",
    ),
    ("not-covered", "not covered", "The copies of official statistics that were read leave the country out."),
    ("not-applicable", "not applicable", "The topic is described country by country, so a group of countries has no row of its own."),
    (
        "not-named",
        "not named",
        "No survey or source names the skill for this group. It may still matter to the group: nobody said so, or nobody asked.",
    ),
    (
        "no-finding",
        "no finding",
        "No survey or source says who needs the skill. It is in the list because a framework, a course or a practice names it.",
    ),
)
LABELS = {code: label for code, label, _ in REASONS}

# The topics of the grid of countries, with the heading of the page of a country under which each stands.
_PLACES = {
    "Kinds of WISE": "kinds-of-wise",
    "Figures about WISEs": "figures-about-wises",
    "Fields of activity": "fields-of-activity",
    "Networks": "networks-and-organisations",
    "Statistics of its context": "key-facts",
    "Surveys": "surveys-and-findings",
    "Practices": "practices-and-success-stories",
    "Success stories": "practices-and-success-stories",
    "Profiles": "qualifications-and-recognition",
    "Curricula": "qualifications-and-recognition",
    "Pilots": "qualifications-and-recognition",
    "Recognition": "qualifications-and-recognition",
}
# What the mapping of B-WISE studied in its countries.
_MAPPED = {"Kinds of WISE", "Figures about WISEs", "Fields of activity", "Networks"}


@dataclass(frozen=True, slots=True)
class Cell:
    """Rows and where they stand (an anchor on the page of the line), or the code of the reason why there is none."""

    count: int
    anchor: str
    reason: str

    @property
    def label(self) -> str:
        """The reason in words."""
        return LABELS[self.reason] if self.reason else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A country or a skill with its cells."""

    id: str
    title: str
    cells: tuple[Cell, ...]

    @property
    def covered(self) -> int:
        """How many cells hold rows."""
        return sum(not cell.reason for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One grid in parts: (id of the part, heading, lines)."""

    columns: tuple[str, ...]
    parts: tuple[tuple[str, str, tuple[Line, ...]], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, part by part."""
        return tuple(line for _, _, lines in self.parts for line in lines)

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.lines) * len(self.columns)

    @property
    def empty(self) -> int:
        """How many cells hold no row."""
        return sum(bool(cell.reason) for line in self.lines for cell in line.cells)

    @property
    def reasons(self) -> tuple[tuple[str, str, str, int], ...]:
        """The reasons that occur: code, label, meaning, number of cells."""
        counts = {code: 0 for code, _, _ in REASONS}
        for line in self.lines:
            for cell in line.cells:
                if cell.reason:
                    counts[cell.reason] += 1
        return tuple((code, label, meaning, counts[code]) for code, label, meaning in REASONS if counts[code])


def country_coverage(tables: Tables) -> Coverage:
    """Countries by depth of evidence (lines), topics (columns), rows that name the country (cells)."""
    parts = tuple(
        (group.depth_id, group.title, tuple(Line(item.code, item.name, _country_cells(item)) for item in group.countries))
        for group in depth_groups(tables)
    )
    return Coverage(tuple(_PLACES), parts)


def _country_cells(country: Country) -> tuple[Cell, ...]:
    counts = dict(country.counts)
    return tuple(
        Cell(counts[topic], anchor, "") if counts[topic] else Cell(0, "", _why_no_row(country.depth_id, topic))
        for topic, anchor in _PLACES.items()
    )


def _why_no_row(depth_id: str, topic: str) -> str:
    """Why a country of that depth has no row of that topic."""
    if topic == "Statistics of its context":
        return "not-covered"
    if depth_id == AGGREGATE:
        return "not-applicable" if topic in ("Kinds of WISE", "Networks") else "none-found"
    if topic == "Surveys" and depth_id in (DESK_RESEARCH, OTHER):
        return "not-surveyed"
    if topic in _MAPPED and depth_id not in (SURVEY, DESK_RESEARCH):
        return "not-studied"
    return "none-found"


def skill_coverage(tables: Tables) -> Coverage:
    """Skills by category (lines), groups and what answers a skill (columns); cells count findings, trainings or practices."""
    findings = [item for item in skill_findings(tables) if item.subject_id]
    groups = sorted({(item.group_id, item.group) for item in findings}, key=lambda pair: group_rank(pair[0]))
    by_skill: dict[str, dict[str, int]] = {}
    for item in findings:
        counts = by_skill.setdefault(item.subject_id or "", {})
        counts[item.group_id] = counts.get(item.group_id, 0) + 1
    answers = answers_by_skill(tables)
    lines: dict[str, list[Line]] = {}
    for row in sorted(tables.rows("skills-needs", "skills"), key=lambda row: title_key(row["title"], row["skill_id"])):
        key = row["skill_id"]
        counts = by_skill.get(key, {})
        cells = [_finding_cell(counts, group_id) for group_id, _ in groups]
        found = answers.get(key, ())
        training = sum(item.is_training for item in found)
        cells += [_answer_cell(training, "training-that-teaches-it"), _answer_cell(len(found) - training, "practices-that-show-it")]
        lines.setdefault(row["skill_category_id"], []).append(Line(key, row["title"], tuple(cells)))
    titles = sorted((tables.title("reference", "skill_categories", code), code) for code in lines)
    parts = tuple((code, title, tuple(lines[code])) for title, code in titles)
    return Coverage((*(title for _, title in groups), "Training", "Practices"), parts)


def _finding_cell(counts: dict[str, int], group_id: str) -> Cell:
    if counts.get(group_id):
        return Cell(counts[group_id], f"table-findings-{group_id}", "")
    return Cell(0, "", "not-named" if counts else "no-finding")


def _answer_cell(count: int, anchor: str) -> Cell:
    return Cell(count, anchor, "") if count else Cell(0, "", "none-found")
