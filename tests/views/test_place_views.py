"""Views of countries, their context and their kinds of WISE."""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest

from bwise_publish.catalog import Catalog, Table
from bwise_publish.views.context import country_context, ranking
from bwise_publish.views.countries import countries, countries_with_pages, depth_groups
from bwise_publish.views.country_profile import country_profiles
from bwise_publish.views.sentences import with_article
from bwise_publish.views.tables import Tables
from bwise_publish.views.topic_places import context_topic, mapping_topic
from bwise_publish.views.wise_overview import mapping_overview
from bwise_publish.views.wise_statistics import SIZE_AND_INCOME, figures_of_country, figures_of_type, only
from bwise_publish.views.wise_types import types_by_country, wise_type, wise_type_profile

SOURCE = "wdi-datasets-2026-07"


def with_rows(tables: Tables, package: str, name: str, rows: list[dict[str, object]]) -> Tables:
    """The same tables, one of them holding only these rows; cells that a row does not name are empty."""
    table = tables.table(package, name)
    full = [{field: row.get(field) for field in table.schema.names} for row in rows]
    changed = Table(table.package, table.resource, table.schema, table.text, pl.DataFrame(full, schema=table.data.schema), {})
    catalog = tables.catalog
    return Tables(Catalog(catalog.packages, {**catalog.tables, (package, name): changed}))


def observation(
    country: str, value: float, year: int | None = 2023, indicator: str = "disability-employment-gap", **cells: object
) -> dict[str, object]:
    source = str(cells.get("source_id", SOURCE))
    return {
        "observation_id": f"{indicator}-{country}-{year}-{source}-{value}",
        "country_code": country,
        "context_indicator_id": indicator,
        "value": value,
        "obs_status_id": "observed",
        "reference_year": year,
        "source_id": source,
        "locator": "row 1",
        "basis": "stated",
        "checked": "single-read",
        **cells,
    }


def statistic(key: str, value: float, **cells: object) -> dict[str, object]:
    return {
        "statistic_id": key,
        "country_code": "AT",
        "indicator_id": "wises-count",
        "value": value,
        "obs_status_id": "observed",
        "source_id": SOURCE,
        "locator": "row 1",
        "basis": "stated",
        "checked": "re-read",
        **cells,
    }


@pytest.fixture(scope="module")
def profiles(tables):
    return {profile.country.code: profile for profile in country_profiles(tables)}


# Which countries have a page


def test_a_country_has_a_page_when_a_row_outside_reference_names_it_and_only_then(tables):
    codes = set(countries_with_pages(tables))
    assert {row["country_code"] for row in tables.rows("practices", "practice_countries")} <= codes
    assert "EU" in codes
    # Andorra stands in the list of countries and on the map, and in no evidence.
    assert "AD" not in codes


def test_every_country_with_a_page_stands_in_one_group_by_depth(tables):
    groups = depth_groups(tables)
    listed = [country.code for group in groups for country in group.countries]
    assert sorted(listed) == sorted(countries_with_pages(tables))
    assert [group.depth_id for group in groups] == ["survey", "desk-research", "other", "aggregate"]
    assert len(groups[0].countries) == 13


def test_counts_of_a_country_are_those_of_its_blocks(tables, profiles):
    for country in countries(tables):
        profile = profiles[country.code]
        assert country.count("Kinds of WISE") == len(profile.types)
        assert country.count("Figures about WISEs") == profile.figure_count
        assert country.count("Practices") == len(profile.practices)
        assert country.count("Surveys") == len(profile.surveys)


# The context of a country


def test_the_latest_year_leads_and_the_eu_value_is_of_the_same_year(tables):
    rows = [observation("AT", 20, 2022), observation("AT", 26, 2023), observation("EU", 21, 2023), observation("EU", 24, 2024)]
    (fact,) = country_context(with_rows(tables, "country-context", "observations", rows), "AT").key
    assert [(item.value.value, item.origin.reference_year) for item in fact.observations] == [(26, 2023)]
    assert [item.value.value for item in fact.eu] == [21]
    assert not fact.eu_year_differs


def test_an_eu_value_of_another_year_is_named_as_such(tables):
    rows = [observation("AT", 26, 2024), observation("EU", 21, 2023)]
    (fact,) = country_context(with_rows(tables, "country-context", "observations", rows), "AT").key
    assert fact.eu_year_differs


def test_differing_sources_both_stand_and_equal_copies_keep_the_flag(tables):
    rows = [
        observation("AT", 26, source_id="eurostat-disability-mirror"),
        observation("AT", 26, observation_flag_id="b"),
        observation("AT", 27, source_id="jaf2r-indicators-2025-10"),
    ]
    (fact,) = country_context(with_rows(tables, "country-context", "observations", rows), "AT").key
    assert sorted((item.value.value, item.copies, item.flag) for item in fact.observations) == [
        (26, 2, "break in time series"),
        (27, 1, ""),
    ]


def test_the_eu_is_not_compared_with_itself(tables):
    assert all(not fact.eu for fact in country_context(tables, "EU").facts)


def test_figures_of_the_social_economy_stand_apart_from_official_statistics(tables):
    context = country_context(tables, "BG")
    official = {fact.indicator_id for fact in (*context.key, *context.more)}
    assert context.social_economy
    assert not official & {fact.indicator_id for fact in context.social_economy}


def test_every_indicator_of_a_country_is_a_fact_once_for_each_population(tables, profiles):
    for code in ("AT", "EU", "NO"):
        rows = tables.by("country-context", "observations", "country_code")[code]
        wanted = {(row["context_indicator_id"], row["observation_population_id"]) for row in rows}
        assert len(profiles[code].context.facts) == len(wanted)


def test_a_ranking_takes_one_year_and_one_source_and_says_who_is_missing(tables):
    late = [observation("AT", 26, 2024)]
    good = [observation(code, value, 2023) for code, value in (("AT", 20), ("BE", 33), ("EU", 21), ("NO", 99))]
    other = [observation("BE", 34, 2023, source_id="eurostat-disability-mirror")]
    found = ranking(with_rows(tables, "country-context", "observations", late + good + other), "disability-employment-gap")
    assert found is not None
    assert (found.year, found.source_id) == (2023, SOURCE)
    # Norway is no EU country; the one value of 2024 makes no comparison.
    assert [(name, item.value.value) for name, item in found.rows] == [("Belgium", 33), ("European Union", 21), ("Austria", 20)]
    assert "France" in found.missing
    assert "Belgium" not in found.missing
    assert found.differing == ("Belgium",)


def test_a_ranking_without_values_is_none_and_leaves_out_targets(tables):
    rows = [observation("AT", 60, 2030, obs_status_id="target")]
    assert ranking(with_rows(tables, "country-context", "observations", rows), "disability-employment-gap") is None


# Figures about WISEs


def test_figures_are_grouped_by_kind_and_indicator_with_the_newest_first(tables):
    rows = [
        statistic("a", 8, wise_type_id="at-soeb", reference_year=2017),
        statistic("b", 9, wise_type_id="at-soeb"),
        statistic("c", 10, wise_type_id="at-soeb", reference_year=2021, value_qualifier_id="more-than", obs_status_id="estimate"),
        statistic("d", 200, scope="members of a network", reference_year=2025),
    ]
    loose, soeb = figures_of_country(with_rows(tables, "wise-mapping", "country_statistics", rows + _in_conflict(tables)), "AT")
    assert (loose.wise_type_id, loose.count, soeb.wise_type_id, soeb.count) == ("", 1, "at-soeb", 3)
    assert [item.statistic_id for item in soeb.indicators[0].statistics] == ["c", "a", "b"]
    assert (soeb.indicators[0].statistics[0].value.qualifier, soeb.indicators[0].statistics[0].value.status) == ("more than", "estimate")
    assert loose.indicators[0].statistics[0].label == "members of a network"


def _in_conflict(tables: Tables) -> list[dict[str, object]]:
    """The figures that the real pairs of conflicts need, since the keys between the tables must hold."""
    wanted = {row[field] for row in tables.rows("wise-mapping", "statistic_conflicts") for field in ("statistic_id", "other_statistic_id")}
    return [dict(tables.one("wise-mapping", "country_statistics", key)) for key in sorted(wanted)]


def test_a_conflict_is_shown_at_both_of_its_figures(tables):
    shown = {
        statistic.statistic_id: {other.statistic_id for other in statistic.conflicts}
        for code in countries_with_pages(tables)
        for group in figures_of_country(tables, code)
        for indicator in group.indicators
        for statistic in indicator.statistics
    }
    for pair in tables.rows("wise-mapping", "statistic_conflicts"):
        assert pair["other_statistic_id"] in shown[pair["statistic_id"]]
        assert pair["statistic_id"] in shown[pair["other_statistic_id"]]


def test_every_figure_stands_once_on_a_country_page_and_once_at_its_kind(tables, profiles):
    on_countries = Counter(
        statistic.statistic_id
        for profile in profiles.values()
        for group in profile.figures
        for indicator in group.indicators
        for statistic in indicator.statistics
    )
    rows = tables.rows("wise-mapping", "country_statistics")
    assert on_countries == Counter(row["statistic_id"] for row in rows)
    for wise_type_id, of_type in tables.by("wise-mapping", "country_statistics", "wise_type_id").items():
        if wise_type_id:
            assert sum(len(group.statistics) for group in figures_of_type(tables, wise_type_id)) == len(of_type)


def test_a_region_is_named_beside_a_scope_that_does_not_name_it(tables):
    (group,) = [group for group in figures_of_country(tables, "BE") if group.wise_type_id == "be-maatwerkbedrijf"]
    labels = {statistic.label for indicator in group.indicators for statistic in indicator.statistics}
    assert "West Flanders" in labels
    assert "members of Groep Maatwerk; Flanders" in labels


# Kinds of WISE


def test_a_law_in_a_row_that_was_read_once_is_marked_as_not_checked(tables):
    once, twice = wise_type(tables, "be-maatwerkbedrijf"), wise_type(tables, "at-integrativer-betrieb")
    assert once.law_not_checked
    assert once.legal_bases[0].not_checked
    assert not twice.law_not_checked


def test_a_kind_without_law_has_nothing_to_check(tables):
    without = wise_type(tables, "at-soebue")
    assert without.origin.single_read
    assert not without.law_not_checked


def test_the_name_of_a_law_is_in_the_language_of_the_country_unless_it_is_english(tables):
    assert wise_type(tables, "it-social-cooperative-b").legal_bases[0].language == "it"
    assert wise_type(tables, "hu-akkreditalt-foglalkoztato").legal_bases[0].language == "en"


def test_what_is_not_known_of_a_kind_is_said_and_nothing_else(tables):
    words = " ".join(wise_type_profile(tables, "at-integrativer-betrieb").unknown)
    assert "still in force" in words
    assert "how it is recognised" not in words.lower()
    assert "no figure was found" not in words
    former = wise_type_profile(tables, "lt-socialine-imone")
    assert former.wise_type.historic
    assert not any("still in force" in item for item in former.unknown)


def test_the_overview_counts_every_kind_once(tables):
    overview = mapping_overview(tables)
    total = len(tables.rows("wise-mapping", "wise_types"))
    assert sum(row.kinds or 0 for row in overview.rows) == total
    assert sum(sum(row.recognition) for row in overview.rows) == total
    assert sum(len(group.types) for group in types_by_country(tables)) == total
    years = [law.year for law in overview.laws]
    assert years == sorted(years)
    assert all(law.wise_type.legal_bases for law in overview.laws)


def test_a_country_without_a_described_kind_has_none_and_not_zero(tables):
    rows = {row.country.code: row for row in mapping_overview(tables).rows}
    assert rows["KE"].kinds is None
    assert rows["AT"].kinds == 4


# What is not known about a country


def test_every_empty_block_of_a_country_is_named_among_what_is_not_known(profiles):
    blocks = {
        "Practices": "practices",
        "Success stories": "stories",
        "Networks of WISEs": "networks",
        "Kinds of WISE": "types",
        "Fields of activity of WISEs": "activities",
        "Occupational profiles": "profiles",
        "Curricula": "curricula",
        "Pilots": "pilots",
        "Surveys": "surveys",
        "Ways of having skills recognised": "recognition",
    }
    for profile in profiles.values():
        named = {item.what for item in profile.unknown}
        for what, block in blocks.items():
            assert (what in named) == (not getattr(profile, block)), (profile.country.code, what)
        assert all(item.why for item in profile.unknown)


def test_only_surveyed_countries_say_that_people_were_surveyed(profiles):
    for profile in profiles.values():
        assert ("were surveyed here for B-WISE" in profile.lead[0]) == (profile.country.depth_id == "survey")


def test_every_source_shown_on_a_country_page_is_listed_once(profiles):
    for profile in profiles.values():
        ids = [source_id for source_id, _, _ in profile.sources]
        assert len(ids) == len(set(ids))
        assert {item.origin.source_id for item in profile.types} <= set(ids)
        assert {item.origin.source_id for item in profile.practices} <= set(ids)


# Topics


def test_the_topics_answer_in_three_sentences_with_counts_from_the_rows(tables):
    mapping, context = mapping_topic(tables), context_topic(tables)
    assert len(mapping.answer) == len(context.answer) == 3
    assert f"describes {len(tables.rows('wise-mapping', 'wise_types'))} kinds" in mapping.answer[0]
    assert sum(row.values for row in context.indicators) == len(tables.rows("country-context", "observations"))


def test_a_topic_without_a_comparable_statistic_says_less_and_invents_nothing(tables):
    few = with_rows(tables, "country-context", "observations", [observation("AT", 5, None, "registered-social-enterprises")])
    topic = context_topic(few)
    assert len(topic.answer) == 1
    assert topic.countries == 1
    assert {row.first_year for row in topic.indicators} == {None}


def test_the_profile_of_a_country_follows_its_rows(tables):
    few = with_rows(tables, "wise-mapping", "networks", [])
    profile = {item.country.code: item for item in country_profiles(few)}["AT"]
    assert profile.networks == ()
    assert any(item.what == "Networks of WISEs" for item in profile.unknown)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Austria", "Austria"),
        ("Netherlands", "the Netherlands"),
        ("United Kingdom", "the United Kingdom"),
        ("European Union", "the European Union"),
        ("Euro area", "the euro area"),
    ],
)
def test_the_name_of_a_country_gets_its_article_inside_a_sentence(name, said):
    assert with_article(name) == said


def test_size_income_and_public_support_are_picked_out_of_the_figures_and_not_changed(tables):
    wanted = set(SIZE_AND_INCOME)
    for profile in country_profiles(tables):
        rows = [
            row["statistic_id"]
            for row in tables.rows("wise-mapping", "country_statistics")
            if row["country_code"] == profile.country.code and row["indicator_id"] in wanted
        ]
        found = [item.statistic_id for group in profile.size_and_income for kind in group.indicators for item in kind.statistics]
        assert sorted(found) == sorted(rows)
    assert only((), SIZE_AND_INCOME) == ()
