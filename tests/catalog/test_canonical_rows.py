"""The bytes of a table that is in canonical form already are the same by the quick way, through polars, and by the csv module."""

from __future__ import annotations

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bwise_publish.catalog.canonical import canonical_table, clean_cell, csv_bytes
from bwise_publish.catalog.model import Field, Resource, Schema, Table

CELLS = st.text(st.sampled_from("ab ,;\"'#=-0.\té\u00a0\u200bß\\|"), max_size=6).map(clean_cell)


@settings(max_examples=1000, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.integers(1, 3).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5)))
def test_both_ways_write_the_same(rows: list[list[str]]):
    names = tuple(f"c{number}" for number in range(len(rows[0])))
    text = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    schema = Schema(tuple(Field(name, "string", {}) for name in names), (), (), (), ("",), {})
    table = Table("p", Resource("t", "t.csv", schema, {}), schema, text, text, {})
    assert canonical_table(table) == csv_bytes(names, rows)


def test_cells_that_have_to_be_cleaned_are_cleaned():
    text = pl.DataFrame({"a": [" x ", "y"], "b": ["1", "e\u0301"]})
    schema = Schema((Field("a", "string", {}), Field("b", "string", {})), ("a",), (), (), ("",), {})
    table = Table("p", Resource("t", "t.csv", schema, {}), schema, text, text, {})
    assert canonical_table(table) == "a,b\nx,1\ny,é\n".encode()
