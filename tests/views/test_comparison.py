from __future__ import annotations

import pytest

from bwise_publish.views.comparison import comparison
from bwise_publish.views.context import EU, country_context
from bwise_publish.views.countries import countries


@pytest.fixture(scope="module")
def grid(tables):
    return comparison(tables)


def test_the_union_comes_first_and_every_country_once(tables, grid):
    codes = [line.country.code for line in grid.lines]
    assert codes[0] == EU
    assert len(set(codes)) == len(codes)
    named = {item.name for item in countries(tables) if not item.aggregate}
    assert {line.country.name for line in grid.lines[1:]} | set(grid.without) == named


def test_a_cell_holds_what_the_page_of_the_country_says(tables, grid):
    for line in grid.lines:
        told = {item.observation_id for fact in country_context(tables, line.country.code).key for item in fact.observations}
        assert {item.observation_id for cell in line.cells for item in cell} == told
        assert len(line.cells) == len(grid.indicators)


def test_no_indicator_stands_twice_and_none_is_without_a_value(grid):
    assert len(set(grid.indicators)) == len(grid.indicators)
    for place in range(len(grid.indicators)):
        assert any(line.cells[place] for line in grid.lines)
