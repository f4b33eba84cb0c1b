"""What the site is made of and is gone is named, so that a person who took a column away knows which to put back."""

from __future__ import annotations

import pytest

from bwise_publish.catalog import load
from bwise_publish.problems import Place, Refusal
from bwise_publish.views.tables import Tables
from tests.making import field, package, table


@pytest.fixture
def small(tmp_path):
    things = table([field("thing_id"), field("name")], "a,Ant\nb,Bee", key=["thing_id"])
    return Tables(load([package(tmp_path, "small", {"things": things})]))


@pytest.mark.parametrize(
    ("read", "code", "where"),
    [
        (lambda tables: tables.rows("small", "things")[1]["title"], "field-needed", Place("small", "things", field="title")),
        (lambda tables: tables.by("small", "things", "name", "colour"), "field-needed", Place("small", "things", field="colour")),
        (lambda tables: tables.rows("small", "thing"), "table-needed", Place("small", "thing")),
        (lambda tables: tables.one("small", "things", "c"), "row-needed", Place("small", "things")),
    ],
)
def test_a_table_field_or_row_that_pages_read_and_that_is_gone_is_named(small, read, code, where):
    with pytest.raises(Refusal) as caught:
        read(small)
    [problem] = caught.value.problems
    assert (problem.code, problem.where) == (code, where)
    assert problem.mend.startswith("Put it back")


def test_rows_are_plain_mappings(small):
    [ant, _] = small.rows("small", "things")
    assert ant == {"thing_id": "a", "name": "Ant"}
    assert ("title" in ant, ant.get("title"), ant | {"x": 1}) == (False, None, {"thing_id": "a", "name": "Ant", "x": 1})
    assert small.one("small", "things", "a") is ant
