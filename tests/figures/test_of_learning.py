from __future__ import annotations

import pytest

from bwise_publish.figures.of_learning import figures
from bwise_publish.figures.spec import Dots, Matrix, Timeline

WANTED = {
    "persona-skills-answered",
    "curricula-by-group-and-status",
    "curricula-hours",
    "eqf-levels-stated",
    "outcomes-by-digcomp-competence",
    "pilots-who-took-part",
    "recognition-by-kind-and-country",
    "strategy-actions-by-level",
    "policies-in-time",
}


@pytest.fixture(scope="module")
def made(tables):
    return {figure.id: figure for figure in figures(tables)}


def test_every_figure_of_the_topic_is_there_and_names_existing_sources(made, tables):
    assert set(made) == WANTED
    sources = tables.table("reference", "sources").by_key
    for figure in made.values():
        assert figure.source_ids
        assert all(source in sources for source in figure.source_ids)


def test_the_data_table_of_a_matrix_holds_the_numbers_that_are_drawn(made):
    for figure in made.values():
        if isinstance(figure.drawing, Matrix):
            assert tuple(row[1:] for row in figure.rows) == figure.drawing.values
            assert tuple(row[0] for row in figure.rows) == figure.drawing.rows


def test_hours_are_those_of_the_rows_and_planned_ones_are_marked(made, tables):
    figure = made["curricula-hours"]
    assert isinstance(figure.drawing, Dots)
    stated = [row for row in tables.rows("curricula", "curricula") if row["hours_min"] is not None or row["hours_max"] is not None]
    assert len(figure.drawing.labels) == len(stated)
    assert sorted(filter(None, figure.drawing.first)) == sorted(row["hours_min"] for row in stated if row["hours_min"] is not None)
    planned = sum(row["delivery_status_id"] == "planned" for row in stated)
    assert sum(label.endswith("(planned)") for label in figure.drawing.labels) == planned > 0


def test_every_policy_with_a_date_is_on_the_line_of_time_and_the_others_are_owned_up_to(made, tables):
    figure = made["policies-in-time"]
    assert isinstance(figure.drawing, Timeline)
    titles = {event.label.casefold() for event in figure.drawing.events}
    rows = tables.rows("strategy", "policy_frameworks")
    assert {row["title"].casefold() for row in rows if row["date"]} <= titles
    assert figure.missing_note.startswith("Nine policies") is (sum(not row["date"] for row in rows) == 9)


def test_the_figure_on_competences_warns_of_outcomes_that_were_worded_after_them(made):
    assert "no proof of coverage" in made["outcomes-by-digcomp-competence"].summary
