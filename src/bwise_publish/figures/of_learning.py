"""The figures of personas, curricula, recognition and strategies."""

from __future__ import annotations

from bwise_publish.figures.of_curricula import curricula_figures
from bwise_publish.figures.of_recognition import recognition_figures
from bwise_publish.figures.spec import Column, Figure, Matrix
from bwise_publish.views.learning_overview import Grid, answers_of_personas
from bwise_publish.views.personas import all_personas
from bwise_publish.views.sentences import counted, sentence
from bwise_publish.views.tables import Tables


def figures(tables: Tables) -> list[Figure]:
    """The figures of this topic; one whose data have no row is left out."""
    grid = answers_of_personas(all_personas(tables))
    return [*([_persona_answers(grid)] if grid.rows else []), *curricula_figures(tables), *recognition_figures(tables)]


def _persona_answers(grid: Grid) -> Figure:
    training = sum(any(line[:-1]) for line in grid.values)
    practice = sum(line[-1] > 0 for line in grid.values)
    total = len(grid.rows)
    return Figure(
        id="persona-skills-answered",
        title=f"Training is known for {training} of the {total} skills that the personas need",
        subtitle="Skills that the fictional B-WISE personas of enablers need: number of things on this site that teach or show each",
        drawing=Matrix(grid.rows, grid.columns, grid.values, "Persona and skill", "What teaches or shows the skill", "Number on this site"),
        columns=(Column("Persona and skill"), *(Column(title, "on this site") for title in grid.columns)),
        rows=tuple((row, *line) for row, line in zip(grid.rows, grid.values, strict=True)),
        alt=f"Matrix of {total} skills of personas by what teaches or shows them. {training} have training, {practice} have a practice.",
        summary=sentence(
            f"{counted(training, 'skill')} of {total} {'has' if training == 1 else 'have'} training that names it on"
            f" this site, and {practice} a practice that shows it"
        )
        + " A zero means that this edition holds nothing, not that nothing exists.",
        source_note=(
            "Counted by us from the skills linked to personas, modules, learning outcomes, curricula, open online courses and practices."
        ),
        source_ids=grid.source_ids,
        missing_note="B-WISE has 13 personas. Only those of enablers could be read, and what this edition holds about them is shown.",
    )
