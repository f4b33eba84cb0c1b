from __future__ import annotations

import pytest

from bwise_publish.views.coverage import LABELS, REASONS, country_coverage, skill_coverage
from bwise_publish.views.findings import skill_findings


@pytest.fixture(scope="module")
def countries(tables):
    return country_coverage(tables)


@pytest.fixture(scope="module")
def skills(tables):
    return skill_coverage(tables)


def cell(grid, line_id, column):
    line = next(line for line in grid.lines if line.id == line_id)
    return line.cells[grid.columns.index(column)]


def test_each_cell_leads_somewhere_or_says_why_it_is_empty(countries, skills):
    for grid in (countries, skills):
        for line in grid.lines:
            assert len(line.cells) == len(grid.columns)
            for item in line.cells:
                assert bool(item.count) == bool(item.anchor) == (not item.reason)
                assert not item.reason or item.label == LABELS[item.reason]


def test_every_country_and_every_skill_stands_there_once(tables, countries, skills):
    codes = [line.id for line in countries.lines]
    assert len(set(codes)) == len(codes)
    assert sorted(line.id for line in skills.lines) == sorted(row["skill_id"] for row in tables.rows("skills-needs", "skills"))


def test_the_reason_fits_the_depth_of_the_evidence(countries):
    depths = {line.id: depth for depth, _, lines in countries.parts for line in lines}
    for line in countries.lines:
        for topic, item in zip(countries.columns, line.cells, strict=True):
            if item.reason == "not-surveyed":
                assert topic == "Surveys"
                assert depths[line.id] != "survey"
            if item.reason == "not-studied":
                assert depths[line.id] == "other"
            if item.reason == "not-applicable":
                assert depths[line.id] == "aggregate"


def test_a_group_for_which_nobody_named_a_skill_differs_from_a_skill_that_nobody_studied(tables, skills):
    found = {item.subject_id for item in skill_findings(tables) if item.subject_id}
    groups = skills.columns[:-2]
    for line in skills.lines:
        reasons = {item.reason for item in line.cells[: len(groups)] if item.reason}
        assert reasons <= ({"not-named"} if line.id in found else {"no-finding"})
    assert sum(item.count for line in skills.lines for item in line.cells[: len(groups)]) == sum(
        bool(item.subject_id) for item in skill_findings(tables)
    )


def test_the_reasons_that_are_explained_are_those_that_occur(countries):
    used = {item.reason for line in countries.lines for item in line.cells if item.reason}
    assert {code for code, _, _, _ in countries.reasons} == used
    assert sum(number for _, _, _, number in countries.reasons) == countries.empty
    assert used <= {code for code, _, _ in REASONS}
