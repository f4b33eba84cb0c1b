from __future__ import annotations

import pytest

from bwise_publish.figures.of_practices import figures
from bwise_publish.figures.spec import EuropeMap, Matrix, RankedBar, Timeline


@pytest.fixture(scope="module")
def made(tables):
    return {figure.id: figure for figure in figures(tables)}


def test_the_bars_add_up_to_all_practices_since_each_has_one_technology_kind(made, tables):
    drawing = made["practices-by-technology-kind"].drawing
    assert isinstance(drawing, RankedBar)
    assert sum(drawing.values) == len(tables.rows("practices", "practices"))
    assert list(drawing.values) == sorted(drawing.values, reverse=True)


def test_the_map_counts_main_countries_and_says_what_it_leaves_out(made, tables):
    figure = made["practices-by-country"]
    assert isinstance(figure.drawing, EuropeMap)
    rows = tables.rows("practices", "practices")
    for code, value in figure.drawing.values.items():
        assert value == sum(row["country_code"] == code for row in rows)
    lacking = sum(row["country_code"] is None for row in rows)
    assert lacking == 9
    assert figure.missing_note.startswith("Nine practices have no single country")
    assert "not all practices" in figure.summary
    assert "Cyprus" in figure.missing_note


def test_zero_practices_is_a_class_of_its_own_on_the_map(made):
    drawing = made["practices-by-country"].drawing
    assert drawing.classes[0].upper == 0
    assert drawing.classes[0].label == "0"


def test_the_matrix_counts_each_practice_once_for_each_need(made, tables):
    drawing = made["practices-technology-kind-by-support-need"].drawing
    assert isinstance(drawing, Matrix)
    assert sum(sum(line) for line in drawing.values) == len(tables.rows("practices", "practice_support_needs"))


def test_the_line_of_time_tells_planned_and_doubtful_dates(made):
    figure = made["bwise-project-timeline"]
    assert isinstance(figure.drawing, Timeline)
    told = [event.when for event in figure.drawing.events]
    assert any(when.endswith("(planned)") for when in told)
    assert any(when.endswith("(date doubtful)") for when in told)
    assert "work packages" in figure.missing_note


def test_every_figure_names_its_sources_and_its_table_has_the_numbers_drawn(made, tables):
    for figure in made.values():
        assert figure.source_ids
        for source in figure.source_ids:
            assert tables.one("reference", "sources", source)
    bars = made["practices-by-technology-kind"]
    assert tuple(row[1] for row in bars.rows) == bars.drawing.values
