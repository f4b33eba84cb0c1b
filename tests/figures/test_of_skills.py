"""The figures on skills: every one is drawn from what the views count, and none is drawn from nothing."""

from __future__ import annotations

import pytest

from bwise_publish.figures.of_skills import figures
from bwise_publish.figures.spec import Matrix
from bwise_publish.views.gaps import gap_view


@pytest.fixture(scope="module")
def drawn(tables):
    return {figure.id: figure for figure in figures(tables)}


def test_the_data_table_of_a_matrix_holds_the_numbers_that_are_drawn(drawn):
    matrices = [figure for figure in drawn.values() if isinstance(figure.drawing, Matrix)]
    assert matrices
    for figure in matrices:
        assert tuple(row[0] for row in figure.rows) == figure.drawing.rows
        assert tuple(row[1:] for row in figure.rows) == figure.drawing.values


def test_the_figure_from_gap_to_training_counts_each_gap_once(drawn, tables):
    figure = drawn["gap-to-training"]
    assert sum(sum(row[1:]) for row in figure.rows) == len(gap_view(tables).gaps)


def test_every_figure_names_sources_that_exist(drawn, tables):
    known = {row["source_id"] for row in tables.rows("reference", "sources")}
    for figure in drawn.values():
        assert figure.source_ids
        assert set(figure.source_ids) <= known


def test_the_people_interviewed_are_those_of_one_account(drawn):
    figure = drawn["people-interviewed-by-group"]
    assert [row[1] for row in figure.rows] == [169, 145, 89]
    assert "n = 403" in figure.subtitle
