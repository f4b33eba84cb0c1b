from __future__ import annotations

import re

import pytest

from bwise_publish.catalog import load
from bwise_publish.views.records import BULK, record_json, record_tables, record_view
from bwise_publish.views.row_keys import row_key
from bwise_publish.views.tables import Tables, origin
from tests.making import field, package, table


@pytest.fixture(scope="module")
def every(tables):
    return record_tables(tables)


def test_every_row_stands_in_one_part_unless_the_table_is_served_in_files_only(every):
    for item in every:
        listed = [row_key(item.table, record).key for part in item.parts for record in part.records]
        keys = [row_key(item.table, record).key for record in item.table.records]
        if item.bulk and not item.parts:
            assert len(keys) > BULK
        else:
            assert sorted(listed) == sorted(keys), item.table.name


def test_every_key_can_be_the_id_of_an_element_and_is_there_once(every):
    for item in every:
        keys = [row_key(item.table, record).key for record in item.table.records]
        assert len(set(keys)) == len(keys), item.table.name
        assert all(re.fullmatch(r"[A-Za-z0-9._/+~-]+", key) for key in keys), item.table.name


def test_two_keys_never_become_one_text(tmp_path):
    rows = "a b,1\na+b,2\na~b,3\na~2b~b,4\né,5"
    folder = package(tmp_path, "odd", {"things": table([field("thing_id"), field("number", "integer", 1)], rows, key=["thing_id"])})
    things = load([folder]).table("odd", "things")
    keys = [row_key(things, record).key for record in things.records]
    assert keys == ["a+b", "a~2b~b", "a~7e~b", "a~7e~2b~7e~b", "~e9~"]


def test_a_row_tells_its_values_in_words_and_what_is_not_given(tables):
    source = tables.table("wise-mapping", "country_statistics")
    record = next(row for row in source.records if row["value_upper"] is None and row["region_code"] is None and row["value"] >= 1000)
    view = record_view(tables, source, record)
    told = {value.title: value for value in view.values}
    assert {"Region", "Upper value"} & set(view.lacking)
    assert not set(told) & set(view.lacking)
    country = told[source.schema.field("country_code").title]
    assert country.text == tables.title("reference", "countries", record["country_code"])
    assert country.to == row_key(tables.table("reference", "countries"), tables.one("reference", "countries", record["country_code"]))
    value = told[source.schema.field("value").title]
    assert value.number == record["value"]
    assert value.unit
    assert view.origin == origin(tables, record)


def test_the_row_of_an_origin_is_the_row_that_it_was_made_from(tables):
    for name in (("skills-needs", "skill_findings"), ("country-context", "observations"), ("practices", "practice_skills")):
        source = tables.table(*name)
        for record in source.records[:50]:
            assert origin(tables, record).row == row_key(source, record)


def test_a_copy_of_a_row_is_no_row(tables):
    record = tables.rows("skills-needs", "skill_findings")[0]
    assert Tables(tables.catalog).key(dict(record)) is None


def test_a_row_for_programs_holds_its_values_the_meaning_of_its_codes_and_its_source(tables):
    source = tables.table("skills-needs", "skill_findings")
    record = next(row for row in source.records if row["skill_id"])
    found = record_json(tables, source, record)
    assert found["row"] == dict(record)
    assert found["labels"]["skill_id"] == tables.title("skills-needs", "skills", record["skill_id"])
    assert found["source"]["title"] == tables.title("reference", "sources", record["source_id"])


def test_the_parts_of_a_bulk_table_count_all_its_rows_with_a_code(every):
    bulk = [item for item in every if item.bulk and item.cut_by]
    assert bulk
    for item in bulk:
        assert sum(item.cuts.values()) == sum(record[item.cut_by] is not None for record in item.table.records)
        assert all(record[item.cut_by] == part.cut for part in item.parts for record in part.records)
