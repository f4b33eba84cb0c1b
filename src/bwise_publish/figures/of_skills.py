"""The figures on skills needs, technologies, barriers and occupations, and on the way from gap to training."""

from __future__ import annotations

from collections.abc import Iterable

from bwise_publish.figures.of_gaps import gap_figures
from bwise_publish.figures.spec import Column, Figure, Matrix, RankedBar
from bwise_publish.views.barriers import BarrierType, barrier_types
from bwise_publish.views.occupations import OccupationView, by_major_group, by_target_group, occupation_views
from bwise_publish.views.sentences import counted
from bwise_publish.views.skill_counts import Grid, gaps_by_group, needs_by_group, technology_aspects, voices_by_skill
from bwise_publish.views.surveys import Survey, surveys
from bwise_publish.views.tables import Tables

_OWN_COUNT = "Counted by us from the findings on this site; each finding names its source."
# The row of the face-to-face interviews of B-WISE whose source states the split over the three groups.
_SPLIT_SURVEY = "bwise-f2f-2021-skills-page"


def figures(tables: Tables) -> list[Figure]:
    """The figures of this topic. A figure whose data have no row is left out."""
    drawn = (
        _gaps_by_group(gaps_by_group(tables)),
        _needs_by_group(needs_by_group(tables)),
        _voices_by_skill(voices_by_skill(tables)),
        *gap_figures(tables),
        _technologies(technology_aspects(tables)),
        _barriers(barrier_types(tables)),
        _interviewed(surveys(tables)),
        _occupations(occupation_views(tables)),
    )
    return [figure for figure in drawn if figure]


def _matrix(grid: Grid, row_title: str, column_title: str, legend: str) -> Matrix:
    return Matrix(grid.rows, grid.columns, grid.values, row_title, column_title, legend)


def _columns(row_title: str, columns: Iterable[str], unit: str) -> tuple[Column, ...]:
    return (Column(row_title), *(Column(title, unit) for title in columns))


def _rows(grid: Grid) -> tuple[tuple[str | int, ...], ...]:
    return tuple((row, *line) for row, line in zip(grid.rows, grid.values, strict=True))


def _left_out(grid: Grid) -> str:
    return (
        f"{grid.left_out} statements that name no single skill are left out. 0 means that no statement was found, not that there is no gap."
        if grid.left_out
        else ""
    )


def _gaps_by_group(grid: Grid) -> Figure | None:
    if not grid.counted:
        return None
    row, column, value = grid.highest
    return Figure(
        id="skill-gaps-by-group",
        title=f"{grid.top_row} are named most often as a gap or a training need",
        subtitle=(
            f"Number of statements that call a skill a gap or a training need, by skill category and target group; {grid.counted} "
            "statements"
        ),
        drawing=_matrix(grid, "Skill category", "Target group", "Statements that call a skill a gap or a training need"),
        columns=_columns("Skill category", grid.columns, "statements"),
        rows=_rows(grid),
        alt=(
            f"Matrix of {len(grid.rows)} skill categories by {len(grid.columns)} target groups. The highest number is {value}, for "
            f"{row.lower()} and {column.lower()}."
        ),
        summary=(
            f"{grid.counted} statements name a skill that is lacking or should be trained. The highest number for one "
            f"group, {value}, is for {row.lower()} of {column.lower()}."
        ),
        source_note=_OWN_COUNT,
        source_ids=grid.source_ids,
        missing_note=_left_out(grid),
    )


def _needs_by_group(grid: Grid) -> Figure | None:
    if not grid.counted:
        return None
    row, column, value = grid.highest
    return Figure(
        id="skills-needed-by-group",
        title=f"{grid.top_row} are named most often as what matters at work",
        subtitle=(
            f"Number of statements on how much a skill matters, now or in future, by skill category and target group; {grid.counted} "
            "statements"
        ),
        drawing=_matrix(grid, "Skill category", "Target group", "Statements on how much a skill matters, now or in future"),
        columns=_columns("Skill category", grid.columns, "statements"),
        rows=_rows(grid),
        alt=(
            f"Matrix of {len(grid.rows)} skill categories by {len(grid.columns)} target groups. The highest number is {value}, for "
            f"{row.lower()} and {column.lower()}."
        ),
        summary=(
            f"{grid.counted} statements say how much a skill matters. The highest number for one group, {value}, is for {row.lower()} of "
            f"{column.lower()}."
        ),
        source_note=_OWN_COUNT,
        source_ids=grid.source_ids,
        missing_note=_left_out(grid),
    )


def _voices_by_skill(grid: Grid) -> Figure | None:
    if not grid.rows:
        return None
    row, column, value = grid.highest
    return Figure(
        id="skills-by-aspect",
        title=f"{grid.rows[0]} is the skill of which most surveys and sources speak",
        subtitle="Number of surveys and sources that speak of a skill, by what they say of it; skills of which at least two speak",
        drawing=_matrix(grid, "Skill", "What is said", "Surveys and sources"),
        columns=_columns("Skill", grid.columns, "surveys and sources"),
        rows=_rows(grid),
        alt=(
            f"Matrix of {len(grid.rows)} skills by {len(grid.columns)} aspects. The highest number is {value}, for {row} and "
            f"{column.lower()}."
        ),
        summary=(
            f"At least two surveys or sources speak of {counted(len(grid.rows), 'skill')}. The highest number, {value}, stands for "
            f"{row.lower()} under the heading {column}."
        ),
        source_note=_OWN_COUNT,
        source_ids=grid.source_ids,
        missing_note="All other skills rest on one survey or source each, or on none.",
    )


def _technologies(grid: Grid) -> Figure | None:
    if not grid.rows:
        return None
    now = sum(line[grid.columns.index("Relevance today")] > 0 for line in grid.values) if "Relevance today" in grid.columns else 0
    later = sum(line[grid.columns.index("Relevance in future")] > 0 for line in grid.values) if "Relevance in future" in grid.columns else 0
    return Figure(
        id="technologies-now-and-later",
        title=f"Sources discuss {counted(later, 'technology', 'technologies')} for the future and {now} for today",
        subtitle="Number of surveys and sources that speak of a technology, by what they say of it",
        drawing=_matrix(grid, "Technology", "What is said", "Surveys and sources"),
        columns=_columns("Technology", grid.columns, "surveys and sources"),
        rows=_rows(grid),
        alt=(
            f"Matrix of {len(grid.rows)} technologies by {len(grid.columns)} aspects, from one to {grid.highest[2]} surveys and "
            "sources a cell."
        ),
        summary=f"Findings say how much {now} technologies matter today and {later} later on. Most rest on one survey or source.",
        source_note="Counted by us from the findings on technologies on this site; each finding names its source.",
        source_ids=grid.source_ids,
        missing_note="A number counts voices; it does not say how much the technology matters or is used.",
    )


def _barriers(types: tuple[BarrierType, ...]) -> Figure | None:
    if not types:
        return None
    areas = sorted({(item.area_id, item.area) for kind in types for item in kind.barriers}, key=lambda pair: pair[1])
    rows = tuple(kind.title for kind in types)
    values = tuple(tuple(kind.count(area) for area, _ in areas) for kind in types)
    total = sum(len(kind.barriers) for kind in types)
    first = types[0]
    return Figure(
        id="barriers-by-type",
        title=f"{first.title} is the barrier that most sources name",
        subtitle=f"Number of statements about barriers, by type and by what they stand in the way of; {total} statements",
        drawing=Matrix(rows, tuple(title for _, title in areas), values, "Type of barrier", "In the way of", "Statements about a barrier"),
        columns=_columns("Type of barrier", [title for _, title in areas], "statements"),
        rows=tuple((row, *line) for row, line in zip(rows, values, strict=True)),
        alt=(
            f"Matrix of {len(rows)} types of barrier by {len(areas)} areas. {first.title} has {len(first.barriers)} statements from "
            f"{first.sources} sources."
        ),
        summary=(
            f"{first.title}: {len(first.barriers)} statements from {first.sources} sources. One barrier named by several sources "
            "stands several times."
        ),
        source_note="Counted by us from the barriers on this site; each names its source.",
        source_ids=tuple(sorted({item.origin.source_id for kind in types for item in kind.barriers})),
        missing_note="Some statements are about the social economy or people with disabilities at large, not about WISEs alone.",
    )


def _interviewed(found: tuple[Survey, ...]) -> Figure | None:
    survey = next((item for item in found if item.id == _SPLIT_SURVEY and item.samples), None)
    if survey is None:
        return None
    samples = sorted(survey.samples, key=lambda item: (-item.size, item.group))
    labels, values = tuple(item.group for item in samples), tuple(item.size for item in samples)
    return Figure(
        id="people-interviewed-by-group",
        title=f"{labels[0]} are the largest group that B-WISE interviewed",
        subtitle=f"People interviewed face to face for B-WISE by target group, {len(survey.countries)} countries, 2021; n = {survey.size}",
        drawing=RankedBar(labels, values, "people"),
        columns=(Column("Target group"), Column("People interviewed", "people")),
        rows=tuple(zip(labels, values, strict=True)),
        alt="Bar chart. " + "; ".join(f"{label}: {value}" for label, value in zip(labels, values, strict=True)) + ".",
        summary=(
            f"{values[0]} of the {survey.size} people interviewed were {labels[0].lower()}. The answers for each country and skill "
            "were not public in readable form."
        ),
        source_note=f"Source: {survey.origin.source_title}, {samples[0].origin.locator}. Read once.",
        source_ids=(survey.origin.source_id,),
        missing_note="Other accounts of the same interviews give other totals; samples of different accounts must not be added.",
    )


def _occupations(views: tuple[OccupationView, ...]) -> Figure | None:
    if not views:
        return None
    groups = by_target_group(views)
    majors = by_major_group(views)
    rows = tuple(f"{major.code} {major.title}" for major in majors)
    values = tuple(tuple(sum(item.group_id == key for item in major.occupations) for key, _, _ in groups) for major in majors)
    largest = max(groups, key=lambda item: len(item[2]))
    return Figure(
        id="occupations-by-group",
        title=f"Of {len(views)} ESCO occupations that fit WISEs, {len(largest[2])} fit {largest[1].lower()}",
        subtitle="Number of ESCO occupations on this site by major group of ISCO-08 and by the target group that we filed them under",
        drawing=Matrix(rows, tuple(title for _, title, _ in groups), values, "Major group of ISCO-08", "Target group", "Occupations"),
        columns=_columns("Major group of ISCO-08", [title for _, title, _ in groups], "occupations"),
        rows=tuple((row, *line) for row, line in zip(rows, values, strict=True)),
        alt=(
            f"Matrix of {len(rows)} major groups by {len(groups)} target groups. {largest[1]}: {len(largest[2])} of {len(views)} "
            "occupations."
        ),
        summary=(
            f"{len(largest[2])} of the {len(views)} occupations are filed under {largest[1].lower()}. The selection and the groups "
            "are ours."
        ),
        source_note="Counted by us from a selection of ESCO v1.2.1. This service uses the ESCO classification of the European Commission.",
        source_ids=tuple(sorted({item.origin.source_id for item in views})),
        missing_note="The number of occupations says nothing about the number of people who work in them.",
    )
