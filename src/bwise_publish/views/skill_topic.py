"""The topic of skills needs: its question answered in sentences, what stands out, and how far the evidence reaches."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.barriers import barrier_types
from bwise_publish.views.findings import PACKAGE, Finding, skill_findings, technology_findings, voices
from bwise_publish.views.gaps import GapView, gap_view
from bwise_publish.views.sentences import counted, listing, sentence
from bwise_publish.views.skill_counts import Grid, gaps_by_group, needs_by_group, skills_by_group, voices_by_skill
from bwise_publish.views.surveys import Survey, surveys
from bwise_publish.views.tables import Tables


@dataclass(frozen=True, slots=True)
class KeyFinding:
    """A sentence that stands out, the figure that shows it, and the table that it was counted from: (package, table) and its title."""

    text: str
    figure_id: str
    table: tuple[str, str]
    table_title: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """How strong the evidence is: numbers of findings, and of those with a figure, a country, a survey, a second reading."""

    findings: int
    with_figure: int
    with_country: int
    with_survey: int
    re_read: int
    derived: int
    voices: int


@dataclass(frozen=True, slots=True)
class SkillTopic:
    """Everything that the topic page shows."""

    answer: tuple[str, ...]
    key_findings: tuple[KeyFinding, ...]
    evidence: Evidence
    surveys: tuple[Survey, ...]
    coverage: Grid
    technologies: int


def skill_topic(tables: Tables) -> SkillTopic:
    """The topic of skills needs."""
    findings, gaps = skill_findings(tables), gap_view(tables)
    return SkillTopic(
        answer=_answer(findings, gaps),
        key_findings=tuple(_key_findings(tables, gaps)),
        evidence=_evidence(tables, findings),
        surveys=surveys(tables),
        coverage=skills_by_group(tables, findings),
        technologies=len(tables.rows(PACKAGE, "technologies")),
    )


def _answer(findings: tuple[Finding, ...], gaps: GapView) -> tuple[str, ...]:
    skills = len({item.subject_id for item in findings if item.subject_id})
    strongest = max(gaps.gaps, key=lambda gap: (gap.voices, gap.title), default=None)
    lacking = sentence(f"{counted(len(gaps.gaps), 'skill')} are called a gap or a training need")
    if strongest:
        lacking = lacking.removesuffix(".") + f", first of all {strongest.title.lower()}, by {strongest.voices} surveys and sources."
    return (
        f"Surveys and other sources speak of {skills} skills that people in work integration social enterprises need, hold or lack.",
        lacking,
        (
            f"Most of what they say is words, not numbers: {sum(item.measure is not None for item in findings)} of {len(findings)} "
            "statements come with a figure."
        ),
    )


def _key_findings(tables: Tables, gaps: GapView) -> list[KeyFinding]:
    needs, lacks, spoken = needs_by_group(tables), gaps_by_group(tables), voices_by_skill(tables)
    nothing = len(gaps.unanswered)
    types = barrier_types(tables)
    later = [item for item in technology_findings(tables) if item.aspect_id == "relevance-future" and item.subject_id]

    def found(text: str, figure_id: str, table: tuple[str, str]) -> KeyFinding:
        return KeyFinding(text, figure_id, table, tables.table(*table).resource.title)

    out = []
    if lacks.counted:
        row, column, value = lacks.highest
        text = f"The gap named most often is in {row.lower()} of {column.lower()}: {value} statements."
        out.append(found(text, "skill-gaps-by-group", (PACKAGE, "skill_findings")))
    if needs.counted:
        row, column, value = needs.highest
        text = f"What matters at work is said most often about {row.lower()} of {column.lower()}: {value} statements."
        out.append(found(text, "skills-needed-by-group", (PACKAGE, "skill_findings")))
    if spoken.rows:
        text = f"Only {counted(len(spoken.rows), 'skill')} rest on two or more surveys or sources; the others rest on one each, or on none."
        out.append(found(text, "skills-by-aspect", (PACKAGE, "skill_findings")))
    if gaps.gaps:
        text = f"{len(gaps.gaps) - nothing} of {len(gaps.gaps)} gaps have training or a practice that names them; {nothing} have none."
        out.append(found(text, "gap-to-training", ("curricula", "module_skills")))
    if later:
        sources = len({item.origin.source_id for item in later})
        text = (
            f"{counted(len({item.subject_id for item in later}), 'technology', 'technologies')} are discussed for the future, "
            f"by {counted(sources, 'source')}"
        )
        out.append(found(sentence(text), "technologies-now-and-later", (PACKAGE, "technology_findings")))
    if types:
        first = listing([item.title.lower() for item in types[:3]])
        out.append(found(f"The barriers that most sources name are {first}.", "barriers-by-type", (PACKAGE, "barriers")))
    return out


def _evidence(tables: Tables, findings: tuple[Finding, ...]) -> Evidence:
    return Evidence(
        findings=len(findings),
        with_figure=sum(item.measure is not None for item in findings),
        with_country=sum(item.country_code is not None for item in findings),
        with_survey=sum(item.survey_id is not None for item in findings),
        re_read=sum(not item.origin.single_read for item in findings),
        derived=sum(item.origin.derived for item in findings),
        voices=voices(tables, findings),
    )
