from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bwise_publish.catalog import load
from bwise_publish.views.curricula import all_curricula, by_group, by_programme
from bwise_publish.views.learning_overview import (
    AIMS,
    POLICIES,
    kinds_by_country,
    policy_moments,
    status_by_group,
    with_hours,
)
from bwise_publish.views.links import distinct_titles, links
from bwise_publish.views.moocs import all_moocs
from bwise_publish.views.named import Named
from bwise_publish.views.outcomes import competence_use
from bwise_publish.views.personas import all_personas, all_scenarios
from bwise_publish.views.pilots import all_pilots, pilots_of
from bwise_publish.views.profiles import all_profiles
from bwise_publish.views.quantities import Quantity, span
from bwise_publish.views.recognition import NO_COUNTRY, all_mechanisms, by_country, by_kind, country_answer, has_ended
from bwise_publish.views.skill_coverage import shared_sources, skills_covered
from bwise_publish.views.strategies import Action, Kpi, PolicyFramework, Strategy, Theme, all_strategies, policy_frameworks
from bwise_publish.views.tables import Origin, Tables
from tests.making import field, one_source, package, table

ORIGIN = Origin("leaflet", "A leaflet", "page 1", "stated", "", "single-read", None)
PLACE = [field("source_id"), field("locator"), field("basis"), field("note"), field("checked")]


def framework(identifier: str, title: str, day: str, source: str = "leaflet") -> PolicyFramework:
    return PolicyFramework(identifier, title, "", day, "", "", "", (), replace(ORIGIN, source_id=source))


def test_a_number_keeps_the_word_of_its_source_and_both_ends_of_a_span():
    assert Quantity(500, "people", qualifier="about").text == "about 500 people"
    assert Quantity(150, "hours", highest=200).text == "150 to 200 hours"
    assert Quantity(16, "hours", highest=16).text == "16 hours"
    assert Quantity(6.3, "percent").text == "6.3 percent"
    assert Quantity(13_600_000, "people").words == "13,600,000"


def test_a_span_with_one_end_says_which_end_it_is_and_one_without_ends_is_missing():
    least, most = span(600, None, "hours", planned=False), span(None, 20, "hours", planned=True)
    assert least is not None
    assert least.text == "at least 600 hours"
    assert most is not None
    assert (most.text, most.planned) == ("at most 20 hours", True)
    assert span(None, None, "hours", planned=False) is None


def test_rows_on_one_policy_with_one_date_are_one_moment_and_rows_that_differ_by_a_day_are_two():
    rows = [
        framework("a", "Pathway", "2022-11-14", "one"),
        framework("b", "pathway", "2022-11-14", "two"),
        framework("c", "Pathway", "2022-11-15"),
    ]
    moments = policy_moments([*rows, framework("d", "Undated", "")], [])
    assert [(item.start, len(item.origins)) for item in moments] == [(date(2022, 11, 14), 2), (date(2022, 11, 15), 1)]


def test_a_target_year_stands_on_the_line_of_time_after_the_policies_and_spans_the_year():
    number = Kpi("adults", Quantity(60, "percent", planned=True), "Target", 2030)
    plan = Named("plan", "The plan")
    action = Action("x", "Training", "", "", Named("target", "Target"), Named("theme", "Theme"), number, 2030, plan, ORIGIN)
    strategy = Strategy("plan", "The plan", "", (), None, None, (Theme(Named("theme", "Theme"), "", (action,)),), (), ORIGIN)
    moments = policy_moments([framework("late", "Late policy", "2031")], [strategy])
    assert [item.kind for item in moments] == [POLICIES, AIMS]
    assert (moments[1].start, moments[1].end, moments[1].title) == (date(2030, 1, 1), date(2030, 12, 31), "Training (The plan)")


def test_rows_with_one_title_are_told_apart_by_publisher_and_then_by_source(tmp_path):
    sources = table(
        [field("source_id"), field("title"), field("publisher")],
        """
        s1,Page one,Club
        s2,Page two,Club
        s3,Page three,School
        """,
        key=["source_id"],
    )
    things = table(
        [field("thing_id"), field("title"), field("source_id")],
        "a,Job coach,s1\nb,job coach,s2\nc,Job coach,s3\nd,Tutor,s1",
        key=["thing_id"],
    )
    tables = Tables(load([package(tmp_path, "reference", {"sources": sources}), package(tmp_path, "small", {"things": things})]))
    titles = distinct_titles(tables, "small", "things")
    assert titles["c"] == "Job coach (School)"
    assert titles["d"] == "Tutor"
    assert titles["a"] == "Job coach (Club) (Page one)"
    assert titles["b"] == "job coach (Club) (Page two)"


def test_links_come_by_the_title_of_what_they_lead_to_and_keep_their_words(tmp_path):
    skills = table([field("skill_id"), field("title")], "x,Zeal\ny,art", key=["skill_id"])
    rows = table(
        [field("owner_id"), field("skill_id"), field("stated_as"), *PLACE],
        "o,x,full of zeal,s1,top,derived,ours,single-read\no,y,art,s1,top,derived,ours,single-read",
    )
    tables = Tables(load([package(tmp_path, "reference", one_source()), package(tmp_path, "small", {"skills": skills, "owned": rows})]))
    found = links(tables, "small", "owned", "owner_id", "o", "skill_id", ("small", "skills"))
    assert [(link.to.title, link.stated_as) for link in found] == [("art", "art"), ("Zeal", "full of zeal")]
    assert links(tables, "small", "owned", "owner_id", "nobody", "skill_id", ("small", "skills")) == ()


def test_an_end_of_validity_is_past_only_when_its_whole_period_is(tables):
    mechanism = all_mechanisms(tables)[0]
    edition = date(2024, 5, 6)
    assert has_ended(replace(mechanism, valid_until="2024-05-05"), edition)
    assert not has_ended(replace(mechanism, valid_until="2024-05-06"), edition)
    assert not has_ended(replace(mechanism, valid_until="2024-05"), edition)
    assert has_ended(replace(mechanism, valid_until="2023"), edition)
    assert not has_ended(replace(mechanism, valid_until=""), edition)


def test_every_row_of_the_family_stands_in_its_view_exactly_once(tables):
    views = (
        ("curricula", "curricula", all_curricula),
        ("curricula", "pilots", all_pilots),
        ("curricula", "moocs", all_moocs),
        ("curricula", "occupational_profiles", all_profiles),
        ("personas", "personas", all_personas),
        ("personas", "scenarios", all_scenarios),
        ("strategy", "recognition_mechanisms", all_mechanisms),
        ("strategy", "strategies", all_strategies),
        ("strategy", "policy_frameworks", policy_frameworks),
    )
    for name, rows, view in views:
        key = tables.table(name, rows).schema.primary_key[0]
        assert sorted(item.id for item in view(tables)) == sorted(row[key] for row in tables.rows(name, rows)), rows


def test_every_module_outcome_and_pilot_of_a_curriculum_stands_with_it(tables):
    curricula = all_curricula(tables)
    assert sum(len(item.modules) for item in curricula) == len(tables.rows("curricula", "modules"))
    assert sum(len(item.outcomes) for item in curricula) == sum(
        row["curriculum_id"] is not None for row in tables.rows("curricula", "learning_outcomes")
    )
    assert sum(len(item.pilots) for item in curricula) == sum(
        row["curriculum_id"] is not None for row in tables.rows("curricula", "pilots")
    )


def test_every_action_of_a_strategy_stands_under_one_theme(tables):
    actions = [action.id for item in all_strategies(tables) for action in item.actions]
    assert sorted(actions) == sorted(row["action_id"] for row in tables.rows("strategy", "strategy_actions"))


def test_every_link_from_training_to_a_skill_is_a_way_of_a_curriculum_when_its_part_belongs_to_one(tables):
    module_curriculum = {row["module_id"]: row["curriculum_id"] for row in tables.rows("curricula", "modules")}
    wanted = {(module_curriculum[row["module_id"]], row["skill_id"]) for row in tables.rows("curricula", "module_skills")}
    wanted |= {(row["curriculum_id"], row["skill_id"]) for row in tables.rows("curricula", "curriculum_skills")}
    shown = {
        (row["curriculum_id"], item.skill.id)
        for row in tables.rows("curricula", "curricula")
        for item in skills_covered(tables, row["curriculum_id"])
    }
    assert wanted <= shown


def test_a_link_says_when_the_need_was_read_from_its_own_source(tables):
    shared = shared_sources(tables)
    flagged = {
        (way.origin.source_id, item.skill.id)
        for curriculum in all_curricula(tables)
        for item in curriculum.skills
        for way in item.ways
        if way.need_from_same_source
    }
    findings = {(row["source_id"], row["skill_id"]) for row in tables.rows("skills-needs", "skill_findings")}
    assert flagged <= findings
    assert 0 < shared.shared < shared.links
    assert {tables.title("reference", "sources", source) for source, _ in flagged} <= set(shared.source_titles)


def test_curricula_stand_under_each_of_their_groups_and_under_one_programme(tables):
    curricula = all_curricula(tables)
    grouped = [(group.id, item.id) for group, items in by_group(curricula) for item in items]
    assert sorted(grouped) == sorted(
        (row["target_group_id"], row["curriculum_id"]) for row in tables.rows("curricula", "curriculum_target_groups")
    )
    assert sorted(item.id for _, items in by_programme(curricula) for item in items) == sorted(item.id for item in curricula)


def test_planned_curricula_and_target_numbers_are_marked_as_planned(tables):
    curricula = {item.id: item for item in all_curricula(tables)}
    enablers = curricula["bwise-eu-enablers"]
    assert enablers.hours is not None
    assert (enablers.hours.text, enablers.hours.planned) == ("150 to 200 hours", True)
    pilots = {item.id: item for item in pilots_of(tables, "dcds")}
    planned, done = pilots["dcds-plan"].took_part[3].number, pilots["dcds-done"].took_part[3].number
    assert planned is not None
    assert (planned.text, planned.planned) == ("150 people", True)
    assert done is not None
    assert (done.text, done.planned, done.estimate) == ("more than 200 people", False, True)


def test_mechanisms_stand_under_each_of_their_countries_and_under_one_kind(tables):
    mechanisms = all_mechanisms(tables)
    listed = sorted((country.id, item.id) for country, items in by_country(mechanisms) if country != NO_COUNTRY for item in items)
    assert listed == sorted((row["country_code"], row["recognition_id"]) for row in tables.rows("strategy", "recognition_countries"))
    assert by_country(mechanisms)[-1][0] == NO_COUNTRY
    assert sum(len(items) for _, items in by_kind(mechanisms)) == len(mechanisms)


def test_the_plain_answer_names_country_region_and_body(tables):
    found = {item.id: item for item in all_mechanisms(tables)}
    answer = " ".join(found["be-titel-decree"].answer)
    assert "Belgium (Flanders)" in answer
    assert "Flemish Government" in answer
    assert "names no body in charge" in " ".join(found["digitall-badges"].answer)


def test_counts_of_the_grids_are_those_of_the_rows(tables):
    curricula, mechanisms = all_curricula(tables), all_mechanisms(tables)
    assert sum(map(sum, status_by_group(curricula).values)) == len(tables.rows("curricula", "curriculum_target_groups"))
    nowhere = sum(not item.places for item in mechanisms)
    assert sum(map(sum, kinds_by_country(mechanisms).values)) == len(tables.rows("strategy", "recognition_countries")) + nowhere
    hours = with_hours(curricula)
    assert hours[0].id == "it-liguria-800"
    assert len(hours) == sum(row["hours_min"] is not None or row["hours_max"] is not None for row in tables.rows("curricula", "curricula"))


def test_every_competence_of_digcomp_stands_in_order_and_counts_its_outcomes(tables):
    uses = competence_use(tables, "digcomp-2-2")
    assert [use.code for use in uses][:4] == ["1.1", "1.2", "1.3", "2.1"]
    assert len(uses) == 21
    in_framework = [row for row in tables.rows("curricula", "outcome_competences") if row["competence_id"].startswith("digcomp-2-2-")]
    assert sum(count for use in uses for _, count in use.counts) == len(in_framework)


def test_every_persona_says_what_it_is_based_on_and_is_fictional_in_the_data(tables):
    assert all(row["fictional"] is True for row in tables.rows("personas", "personas"))
    for persona in all_personas(tables):
        assert persona.origin.source_title in persona.based_on


@pytest.mark.parametrize("view", [all_curricula, all_profiles, all_scenarios, all_mechanisms])
def test_headings_within_a_kind_are_unique(tables, view):
    headings = [item.heading.casefold() for item in view(tables)]
    assert len(set(headings)) == len(headings)


def test_the_answer_for_a_country_names_what_a_person_can_get_there_and_nothing_that_has_ended(tables):
    countries = {country.id: (country, items) for country, items in by_country(all_mechanisms(tables))}
    country, items = countries["BE"]
    answer = country_answer(country, items, date(2026, 1, 1))
    assert answer.startswith("Perhaps: by the texts that were read, a person here can get ")
    assert "in part only in some regions" in answer
    assert answer.endswith("Whether that still holds was not checked.")
    ended = [replace(item, valid_until="2020") for item in items]
    assert country_answer(country, ended, date(2026, 1, 1)).startswith("No text that was read names a way")
    for_providers = [item for item in all_mechanisms(tables) if item.kind.id == "accreditation"]
    assert for_providers
    assert country_answer(country, for_providers, date(2026, 1, 1)).startswith("No text that was read names a way")
    elsewhere = [replace(item, places=tuple(place for place in item.places if place.country.id != "BE")) for item in items]
    assert "regions" not in country_answer(country, elsewhere, date(2026, 1, 1))
