from __future__ import annotations

from bwise_publish.catalog import load
from bwise_publish.views.learning_overview import pilots_that_say
from bwise_publish.views.named import Named
from bwise_publish.views.pilots import GROUP_TITLES, Pilot, TookPart, all_pilots, pilots_summary, who_took_part
from bwise_publish.views.quantities import Quantity
from bwise_publish.views.tables import Origin, Tables
from tests.making import field, one_source, package, table

ORIGIN = Origin("leaflet", "A leaflet", "page 1", "stated", "", "single-read", None)
PLACE = [field("source_id"), field("locator"), field("basis"), field("note"), field("checked")]


def pilot(identifier: str, status: str = "done", programme: str = "one", **numbers: int) -> Pilot:
    took_part = tuple(TookPart(title, Quantity(numbers[title], "people") if title in numbers else None) for title in GROUP_TITLES)
    return Pilot(
        id=identifier,
        title=identifier,
        name_local="",
        language="",
        kind=Named("pilot", "Pilot"),
        programme=Named(programme, f"{programme.title()}: a programme"),
        curriculum=None,
        countries=(),
        status=Named(status, status.title()),
        status_as_stated=status,
        start_date="",
        end_date="",
        hours=None,
        took_part=took_part,
        satisfaction=None,
        figures=(),
        origin=ORIGIN,
    )


def test_the_sentence_on_who_took_part_counts_known_numbers_and_says_when_there_is_none():
    known, silent = pilot("a", Supporters=18), pilot("b")
    assert "supporters: 1 of 2" in who_took_part([known, silent])
    assert "enablers: 0 of 2" in who_took_part([known, silent])
    assert who_took_part([silent, pilot("c")]) == "None of the 2 pilots says how many people or organisations took part."
    assert who_took_part([]) == ""


def test_plans_are_counted_among_the_pilots_but_said_to_be_plans():
    assert pilots_summary([pilot("a"), pilot("b", status="planned")]) == "two pilots or other runs, one of them a plan"
    assert pilots_summary([pilot("a")]) == "one pilot or other run"


def test_the_grid_of_pilots_has_a_row_for_each_programme_with_its_number_of_pilots():
    grid = pilots_that_say([pilot("a", Supporters=1), pilot("b", Supporters=0), pilot("c", programme="two")])
    assert grid.rows == ("One (2)", "Two (1)")
    assert grid.total("Supporters") == 2
    assert grid.values[1] == (0, 0, 0, 0, 0)


def test_no_pilot_has_a_number_of_enablers_since_no_source_gives_one(tables):
    assert all(item.took_part[0] == TookPart("Enablers", None) for item in all_pilots(tables))


def test_the_word_before_a_number_goes_with_the_participants_and_otherwise_with_the_organisations(tables):
    pilots = {item.id: item for item in all_pilots(tables)}
    organisations = pilots["inno-wises-all"].took_part[4].number
    assert organisations is not None
    assert organisations.text == "about 100 organisations"


def test_the_word_before_the_number_of_participants_is_not_put_before_other_numbers(tmp_path):
    codes = {
        name: table([field(key), field("title")], rows, key=[key])
        for name, key, rows in (
            ("value_qualifiers", "value_qualifier_id", "about,About"),
            ("delivery_statuses", "delivery_status_id", "done,Done"),
            ("pilot_kinds", "pilot_kind_id", "pilot,Pilot"),
            ("programmes", "programme_id", "one,One"),
        )
    }
    names = ["pilot_id", "programme_id", "curriculum_id", "pilot_kind_id", "title", "name_local", "language", "delivery_status_id"]
    names += ["status_as_stated", "start_date", "end_date", "value_qualifier_id", "obs_status_id"]
    numbers = ["hours", "supporters", "workers_with_support_needs", "participants", "organisations", "satisfaction"]
    fields = [*map(field, names), *(field(name, "integer") for name in numbers), *PLACE]
    rows = """
        p1,one,,pilot,First run,,,done,done,,,about,estimate,,18,36,54,7,,s1,top,stated,,single-read
    """
    pilots = table(fields, rows, key=["pilot_id"])
    links_to = table([field("pilot_id"), field("country_code"), *PLACE], "")
    more = table([field("figure_id"), field("pilot_id"), *PLACE], "")
    curricula = package(tmp_path, "curricula", {"pilots": pilots, "pilot_countries": links_to, "pilot_figures": more})
    (run,) = all_pilots(Tables(load([package(tmp_path, "reference", {**one_source(), **codes}), curricula])))
    assert [part.number.text if part.number else "" for part in run.took_part] == [
        "",
        "18 people",
        "36 people",
        "about 54 people",
        "7 organisations",
    ]
    assert [part.number.estimate for part in run.took_part if part.number] == [False, False, True, False]
