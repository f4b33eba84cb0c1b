"""The figures of curricula: for whom, how far they had come, how long, at which level, about which competences, tried out with whom."""

from __future__ import annotations

from collections.abc import Sequence

from bwise_publish.figures.spec import Column, Dots, Figure, GroupedBar, Matrix, Series
from bwise_publish.views.curricula import Curriculum, all_curricula
from bwise_publish.views.learning_overview import (
    Grid,
    competences_by_curriculum,
    eqf_levels,
    pilots_that_say,
    source_ids,
    status_by_group,
    with_hours,
)
from bwise_publish.views.outcomes import competence_use, worded_after_competences
from bwise_publish.views.pilots import Pilot, all_pilots
from bwise_publish.views.profiles import Profile, all_profiles
from bwise_publish.views.recognition import Mechanism, all_mechanisms
from bwise_publish.views.sentences import listing
from bwise_publish.views.tables import Tables

DIGCOMP = "digcomp-2-2"
_FROM_CURRICULA = (
    "Counted by us from the table Curricula and the tables linked to it; each row names its source. All rows were read once only."
)


def curricula_figures(tables: Tables) -> list[Figure]:
    """The figures of curricula; one whose data have no row is left out."""
    curricula, pilots = all_curricula(tables), all_pilots(tables)
    profiles, mechanisms = all_profiles(tables), all_mechanisms(tables)
    made = [
        _by_group(curricula),
        _hours(curricula),
        _eqf(curricula, profiles, mechanisms),
        _competences(competences_by_curriculum(competence_use(tables, DIGCOMP), curricula), curricula),
        _who_took_part(pilots),
    ]
    return [figure for figure in made if figure]


def _matrix_rows(grid: Grid) -> tuple[tuple[str | int, ...], ...]:
    return tuple((row, *line) for row, line in zip(grid.rows, grid.values, strict=True))


def _by_group(curricula: Sequence[Curriculum]) -> Figure | None:
    grid = status_by_group(curricula)
    if not grid.rows:
        return None
    totals = sorted(((sum(line), row) for row, line in zip(grid.rows, grid.values, strict=True)), key=lambda pair: (-pair[0], pair[1]))
    (most, first), (least, last) = totals[0], totals[-1]
    several = sum(len(item.groups) > 1 for item in curricula)
    return Figure(
        id="curricula-by-group-and-status",
        title=f"Most curricula are for {first.lower()}, fewest for {last.lower()}" if most != least else "Curricula by group and status",
        subtitle=f"Number of curricula, courses and other training offers on this site, by target group and status (n = {len(curricula)})",
        drawing=Matrix(grid.rows, grid.columns, grid.values, "Target group", "Status when the source was written", "Number of curricula"),
        columns=(Column("Target group"), *(Column(title, "curricula") for title in grid.columns)),
        rows=_matrix_rows(grid),
        alt=f"Matrix of target groups by status of curricula. {listing([f'{row}: {count}' for count, row in totals])}.",
        summary=(
            f"{most} of {len(curricula)} curricula are for {first.lower()} and {least} for {last.lower()}; {several}"
            " serve more than one group and"
            f" count in each. {sum(item.planned for item in curricula)} of the {len(curricula)} were still planned"
            " when their source was written."
        ),
        source_note=_FROM_CURRICULA,
        source_ids=grid.source_ids,
        missing_note="Whether a curriculum still exists was not checked. The numbers show what was found, not what there is.",
    )


def _hours(curricula: Sequence[Curriculum]) -> Figure | None:
    stated = with_hours(curricula)
    pairs = [(item, item.hours) for item in stated if item.hours]
    if not pairs:
        return None
    labels = tuple(f"{item.heading} (planned)" if hours.planned else item.heading for item, hours in pairs)
    first = tuple(None if hours.qualifier == "at most" else hours.lowest for _, hours in pairs)
    second = tuple(
        hours.highest if hours.highest is not None else hours.lowest if hours.qualifier == "at most" else None for _, hours in pairs
    )
    planned = sum(hours.planned for _, hours in pairs)
    longest, shortest = pairs[0], pairs[-1]
    return Figure(
        id="curricula-hours",
        title=f"Only {len(pairs)} of {len(curricula)} curricula say how many hours they take",
        subtitle=(
            f"Hours of the curricula that state them, lowest and highest number; {len(pairs)} of {len(curricula)},"
            f" {planned} of them as planned"
        ),
        drawing=Dots(labels, first, second, "At least", "At most", "hours", "not stated"),
        columns=(
            Column("Curriculum"),
            Column("At least", "hours"),
            Column("At most", "hours"),
            Column("Planned"),
            Column("Note of the row"),
        ),
        rows=tuple(
            (item.heading, one, other, "yes" if hours.planned else "no", item.origin.note)
            for (item, hours), one, other in zip(pairs, first, second, strict=True)
        ),
        alt=(
            f"Dots for {len(pairs)} curricula, from {longest[0].heading} ({longest[1].text}) to {shortest[0].heading} ({shortest[1].text})."
        ),
        summary=(
            f"Stated lengths go from {shortest[1].text} ({shortest[0].heading}) to {longest[1].text} ({longest[0].heading})."
            f" {planned} of the {len(pairs)} numbers are planned ones."
        ),
        source_note="From the table Curricula; each row names its source. All rows were read once only.",
        source_ids=source_ids(item.origin for item in stated),
        missing_note=(
            f"{len(curricula) - len(pairs)} curricula state no hours. Some numbers cover a part only; the notes in the table say so."
        ),
    )


def _eqf(curricula: Sequence[Curriculum], profiles: Sequence[Profile], mechanisms: Sequence[Mechanism]) -> Figure | None:
    grid = eqf_levels(curricula, profiles, mechanisms)
    if not grid.rows:
        return None
    sizes = (len(curricula), len(profiles), len(mechanisms))
    # A way of recognition may state two levels: it stands in two bars, and is one of those that state a level.
    stating = (grid.total("Curricula"), grid.total("Profiles"), sum(any(level.eqf_level for level in item.levels) for item in mechanisms))
    named = [f"{count} of {size} {title.lower()}" for count, title, size in zip(stating, grid.columns, sizes, strict=True)]
    series = tuple(
        Series(f"{title} (of {size})", tuple(line[place] for line in grid.values))
        for place, (title, size) in enumerate(zip(grid.columns, sizes, strict=True))
    )
    return Figure(
        id="eqf-levels-stated",
        title="Few curricula, profiles and ways of recognition state a European level",
        subtitle=f"Number that state each level of the European Qualifications Framework (EQF): {listing(named)}",
        drawing=GroupedBar(grid.rows, series),
        columns=(Column("Level"), *(Column(title, "that state the level") for title in grid.columns)),
        rows=_matrix_rows(grid),
        alt=f"Grouped bars by EQF level. A level is stated by {listing(named)}.",
        summary=f"A level is stated by {listing(named)}. National levels are not counted: no European level was read into them.",
        source_note="Counted by us from Curricula, Occupational profiles and Levels of the recognition. All rows were read once only.",
        source_ids=grid.source_ids,
        missing_note="Most sources that were read name no level; that is not the same as having none.",
    )


def _competences(grid: Grid, curricula: Sequence[Curriculum]) -> Figure | None:
    if not grid.columns:
        return None
    circular = listing([item.heading for item in curricula if worded_after_competences(item.outcomes)])
    warning = (
        f" Outcomes of {circular} were worded by us after the competences, so that their match is no proof of coverage." if circular else ""
    )
    shared = sum(sum(value > 0 for value in line) > 1 for line in grid.values)
    covered = sum(any(line) for line in grid.values)
    return Figure(
        id="outcomes-by-digcomp-competence",
        title=f"Outcomes about DigComp were found in {len(grid.columns)} of the curricula",
        subtitle=f"Number of learning outcomes about each of the {len(grid.rows)} competences of DigComp 2.2, by curriculum",
        drawing=Matrix(grid.rows, grid.columns, grid.values, "Competence of DigComp 2.2", "Curriculum", "Learning outcomes"),
        columns=(Column("Competence of DigComp 2.2"), *(Column(title, "outcomes") for title in grid.columns)),
        rows=_matrix_rows(grid),
        alt=(
            f"Matrix of {len(grid.rows)} competences by {len(grid.columns)} curricula. {covered} competences have an outcome,"
            f" {shared} in more than one curriculum."
        ),
        summary=(
            f"{covered} of {len(grid.rows)} competences have at least one outcome, {shared} of them in more than one curriculum.{warning}"
        ),
        source_note="Counted by us from the table Competences of the learning outcomes; each row names its source.",
        source_ids=grid.source_ids,
        missing_note="Outcomes of the B-WISE curricula were not public in readable form. Outcomes without a DigComp code are not shown.",
    )


def _who_took_part(pilots: Sequence[Pilot]) -> Figure | None:
    grid = pilots_that_say(pilots)
    if not grid.rows:
        return None
    silent = sum(pilot.silent for pilot in pilots)
    known = listing([f"{title.lower()} {grid.total(title)}" for title in grid.columns])
    return Figure(
        id="pilots-who-took-part",
        title=f"{silent} of {len(pilots)} pilots do not say who took part",
        subtitle=(
            "Number of pilots and other runs that give a number for each group, by programme (in brackets: its number of"
            " pilots); planned numbers count"
        ),
        drawing=Matrix(grid.rows, grid.columns, grid.values, "Programme", "Group whose number is given", "Number of pilots"),
        columns=(Column("Programme (number of pilots)"), *(Column(title, "pilots") for title in grid.columns)),
        rows=_matrix_rows(grid),
        alt=f"Matrix of {len(grid.rows)} programmes by group. Pilots that give a number: {known}.",
        summary=(
            f"Of {len(pilots)} pilots and other runs, {silent} give no number of people or organisations at all. Numbers"
            f" are given for: {known}."
        ),
        source_note="Counted by us from the table Pilots and course runs; each row names its source. All rows were read once only.",
        source_ids=grid.source_ids,
        missing_note="The results of the B-WISE pilots stand in a report that could not be reached.",
    )
