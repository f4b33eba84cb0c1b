from __future__ import annotations

import pytest

from bwise_publish.catalog import load
from bwise_publish.views.inventory import inventory
from bwise_publish.views.tables import Tables
from tests.making import field, package, table

CODES = table([field("colour_id", example="red"), field("title")], "blue,Blue\nred,Red", key=["colour_id"])


@pytest.fixture
def packages(tmp_path):
    things = table(
        [
            field("thing_id", example="a", required=True),
            field("colour_id", example="red"),
            field("weight", "number", 1.5, minimum=0, maximum=90),
            field("flag", "boolean", True),
            field("reference_year", "year", 2020),
            field("country_code", example="AT"),
            field("basis", example="stated"),
            field("checked", example="single-read"),
            field("size", example="small", enum=["small", "large"]),
        ],
        """
        a,red,1.5,true,2020,AT,stated,single-read,small
        b,,0,,2022,AT,derived,re-read,large
        c,red,,false,,BE,derived,single-read,
        """,
        key=["thing_id"],
        foreign=[{"fields": ["colour_id"], "reference": {"package": "reference", "resource": "colours", "fields": ["colour_id"]}}],
    )
    folders = [package(tmp_path, "reference", {"colours": CODES}), package(tmp_path, "things", {"things": things})]
    return {item.name: item for item in inventory(Tables(load(folders)))}


def facts(packages, name):
    return {item.name: item for item in packages["things"].tables[0].fields}[name]


def test_empty_cells_are_counted_and_a_zero_is_none_of_them(packages):
    weight = facts(packages, "weight")
    assert (weight.rows, weight.missing, weight.distinct) == (3, 1, 2)
    assert (weight.lowest, weight.highest) == (0, 1.5)


def test_only_numbers_years_and_dates_have_a_lowest_value(packages):
    assert (facts(packages, "reference_year").lowest, facts(packages, "reference_year").highest) == (2020, 2022)
    assert facts(packages, "thing_id").lowest is None
    assert facts(packages, "flag").lowest is None


def test_constraints_are_told_in_words(packages):
    assert facts(packages, "weight").rules == ("at least 0", "at most 90")
    assert facts(packages, "size").allowed == ("small", "large")
    assert facts(packages, "thing_id").required
    assert facts(packages, "flag").example == "true"


def test_a_key_leads_to_its_code_list_and_the_code_list_knows_who_uses_it(packages):
    codes = facts(packages, "colour_id").codes
    assert codes is not None
    assert (codes.to_package, codes.to_table, codes.to_rows) == ("reference", "colours", 2)
    (used,) = packages["reference"].tables[0].linked_from
    assert (used.package, used.table, used.fields) == ("things", "things", ("colour_id",))


def test_derived_and_single_read_rows_are_counted(packages):
    evidence = packages["things"].tables[0].evidence
    assert evidence is not None
    assert (evidence.rows, evidence.derived, evidence.single_read) == (3, 2, 2)
    assert packages["reference"].tables[0].evidence is None


def test_coverage_comes_from_reference_years_and_countries(packages):
    table_ = packages["things"].tables[0]
    assert (table_.first_year, table_.last_year, table_.countries) == (2020, 2022, 2)
    assert not packages["reference"].tables[0].coverage


def test_counts_of_a_package_are_those_of_its_tables(packages):
    things = packages["things"]
    assert (things.rows, things.fields, things.cells) == (3, 9, 27)
    assert things.tables[0].missing == 5
    assert things.period == "2020 to 2024"


@pytest.mark.parametrize(("rows", "whole", "shown"), [(60, True, 60), (61, False, 10)])
def test_a_code_list_of_sixty_rows_is_shown_whole_and_a_longer_one_is_not(tmp_path, rows, whole, shown):
    codes = table([field("colour_id"), field("title")], "\n".join(f"c{number:03},Colour" for number in range(rows)), key=["colour_id"])
    key = [{"fields": ["colour_id"], "reference": {"package": "reference", "resource": "colours", "fields": ["colour_id"]}}]
    things = table([field("colour_id", example="c001")], "c001", key=["colour_id"], foreign=key)
    folders = [package(tmp_path, "reference", {"colours": codes}), package(tmp_path, "things", {"things": things})]
    listed = inventory(Tables(load(folders)))[0].tables[0]
    assert (listed.whole, len(listed.preview)) == (whole, shown)


def test_every_table_of_the_publication_is_in_the_inventory_once(tables):
    found = [(package.name, item.name) for package in inventory(tables) for item in package.tables]
    assert sorted(found) == sorted(tables.catalog.tables)
