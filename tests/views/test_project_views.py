from __future__ import annotations

import datetime

import pytest

from bwise_publish.views.dates import span, spoken, spoken_span
from bwise_publish.views.named import Named
from bwise_publish.views.organisations import by_country, by_project, organisations
from bwise_publish.views.project import Deliverable, Event, Fact, FactGroup, Project, project_view
from bwise_publish.views.project_timeline import left_out, timeline
from bwise_publish.views.tables import Origin


def origin(note: str = "") -> Origin:
    return Origin("leaflet", "A leaflet", "page 1", "stated", note, "re-read", None)


def fact(key: str, *values: str) -> FactGroup:
    return FactGroup(key, key.title(), "", tuple(Fact(f"{key}-{value}", value, (), "", False, origin()) for value in values))


def deliverable(identifier: str, published: str, note: str = "") -> Deliverable:
    return Deliverable(identifier, identifier.title(), "", "", Named("report", "Report"), 1, "", published, "", origin(note))


def event(identifier: str, start: datetime.date | None, kind: str = "meeting", places: tuple[str, ...] = ()) -> Event:
    return Event(identifier, identifier.title(), Named(kind, kind.title()), "", start, None, places, origin())


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2022", (2022, 1, 1), (2022, 12, 31), "2022"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "February 2024"),
        ("2022-10-14", (2022, 10, 14), (2022, 10, 14), "14 October 2022"),
    ],
)
def test_a_partial_date_spans_all_days_that_it_can_mean(text, first, last, words):
    assert span(text) == (datetime.date(*first), datetime.date(*last))
    assert spoken(text) == words


def test_a_span_says_the_month_once():
    assert spoken_span("2021-01-26", "2021-01-27") == "26 to 27 January 2021"
    assert spoken_span("2021-01", "2024-12") == "January 2021 to December 2024"
    assert spoken_span("2021-05-27", "") == "27 May 2021"


def test_the_line_of_time_has_periods_events_and_results_and_no_news():
    project = Project(
        facts=(fact("start", "2021-01"), fact("end", "2024-12")),
        work_packages=(),
        deliverables=(
            deliverable("late", "2023"),
            deliverable("plan", "2022-03", "planned publication 03/2022"),
            deliverable("undated", ""),
        ),
        events=(
            event("kick-off", datetime.date(2021, 1, 26), places=("online",)),
            event("told", datetime.date(2021, 2, 1), "news"),
            event("open", None),
        ),
    )
    moments = timeline(project)
    assert [(item.kind, item.when) for item in moments] == [
        ("Project", "January 2021 to December 2024"),
        ("Events", "26 January 2021, online"),
        ("Reports and other results", "2023"),
        ("Reports and other results", "March 2022 (planned)"),
    ]
    assert moments[0].end == datetime.date(2024, 12, 31)
    assert moments[1].end is None
    assert left_out(project) == (1, 1, 0)


def test_sources_that_differ_are_both_kept_and_said_to_differ(tables):
    partners = project_view(tables).fact("partners")
    assert partners is not None
    assert {item.words for item in partners.facts} == {"28", "30"}
    assert partners.differ
    assert not fact("countries", "13", "13").differ


def test_every_fact_event_and_result_of_the_project_is_in_the_view_once(tables):
    project = project_view(tables)
    facts = [item.id for group in project.facts for item in group.facts]
    assert sorted(facts) == sorted(row["project_fact_id"] for row in tables.rows("strategy", "project_facts"))
    assert all(item.words for group in project.facts for item in group.facts), "a fact has a value or a list"
    assert {item.id for item in project.events} == {row["event_id"] for row in tables.rows("strategy", "events")}
    assert {item.id for item in project.deliverables} == {row["deliverable_id"] for row in tables.rows("strategy", "deliverables")}
    dated = [item.start for item in project.events if item.start]
    assert dated == sorted(dated)
    assert [item.start for item in project.events[len(dated) :]] == [None] * len(project.undated_events)


def test_planned_numbers_of_the_project_are_marked_as_planned(tables):
    project = project_view(tables)
    hours = project.fact("curriculum-hours-min")
    assert hours is not None
    assert hours.facts[0].planned
    surveys = project.fact("f2f-interviews")
    assert surveys is not None
    assert not surveys.facts[0].planned


def test_both_lists_of_organisations_hold_every_row_once(tables):
    found = organisations(tables)
    rows = sorted(row["organisation_id"] for row in tables.rows("strategy", "organisations"))
    for groups in (by_project(found), by_country(found)):
        assert sorted(item.id for group in groups for item in group.organisations) == rows
    assert by_country(found)[-1].id == "not-stated"
    assert len({item.heading for item in found}) == len(found), "a page needs a title of its own"


def test_an_organisation_knows_its_practices_its_other_parts_and_networks_of_its_name_only(tables):
    found = {item.id: item for item in organisations(tables)}
    linked = [row for row in tables.rows("practices", "practice_organisations") if row["organisation_id"]]
    assert sum(len(item.practices) for item in found.values()) == len(linked)
    ensie = found["bwise-ensie"]
    assert {part.project.id for part in ensie.other_parts} >= {"inno-wises", "wises4youth"}
    assert ensie.project.id not in {part.project.id for part in ensie.other_parts}
    for item in found.values():
        for row in item.networks:
            assert row.network.title.casefold() in {item.name.casefold(), f"{item.name} ({item.acronym})".casefold()}
            assert row.country is None or item.country is None or row.country.id in (item.country.id, "EU")


def test_work_packages_of_which_only_the_number_is_known_stay_without_a_title(tables):
    packages = {item.number: item for item in project_view(tables).work_packages}
    assert packages[1].title
    assert packages[1].lead is not None
    assert packages[10].title == ""
    assert packages[10].origin.locator
