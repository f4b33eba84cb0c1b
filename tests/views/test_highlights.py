from __future__ import annotations

from bwise_publish.views.esco_versions import versions_of
from bwise_publish.views.gaps import gap_view
from bwise_publish.views.highlights import highlights
from bwise_publish.views.reference_lists import reference


def test_every_finding_names_its_sources_or_the_tables_that_were_counted(tables):
    found = highlights(tables)
    assert found
    for item in found:
        assert item.origins or item.computed_from
        for package, name in item.computed_from:
            assert (package, name) in tables.catalog.tables


def test_another_number_for_the_same_enquiry_is_told(tables):
    survey = highlights(tables)[0]
    rows = {row["survey_id"]: row for row in tables.rows("skills-needs", "surveys")}
    others = [
        row["sample_size"]
        for row in rows.values()
        if row["same_wave_as"] and row["sample_size"] not in (None, rows[row["same_wave_as"]]["sample_size"])
    ]
    assert others
    for number in others:
        assert f"{number:,}" in survey.text


def test_the_gaps_with_and_without_an_answer_add_up(tables):
    view = gap_view(tables)
    (gaps,) = [item for item in highlights(tables) if item.more[0] == "gap-to-training/"]
    assert f"For {len(view.gaps) - len(view.unanswered)} of them" in gaps.text
    assert f"for {len(view.unanswered)} they hold none" in gaps.text


def test_the_official_figure_is_the_latest_and_carries_its_year(tables):
    (gap,) = [item for item in highlights(tables) if item.more[0] == "topics/country-context/"]
    years = [
        row["reference_year"]
        for row in tables.rows("country-context", "observations")
        if row["country_code"] == "EU" and row["context_indicator_id"] == "disability-employment-gap" and row["value"] is not None
    ]
    assert {item.reference_year for item in gap.origins} == {max(years)}
    assert str(max(years)) in gap.text


def test_every_competence_stands_under_its_framework_once(tables):
    view = reference(tables)
    assert sum(item.competences for item in view.frameworks) == len(tables.rows("reference", "competences"))


def test_the_versions_of_a_row_are_read_from_its_columns():
    assert versions_of({"in_esco_1_2_0": True, "in_esco_1_1_1": True, "in_esco_1_2_1": False, "title": "x"}) == ("1.1.1", "1.2.0")
    assert versions_of({"title": "x"}) == ()
