from __future__ import annotations

import datetime
import io

import pandas as pd
import polars as pl
import pyarrow.parquet as pq

from bwise_publish.exports.parquet import parquet_table
from bwise_publish.exports.selfcontained import self_contained


def test_every_cell_of_the_real_tables_reads_back_with_its_type(exports, edition):
    for export in exports.values():
        for table in export.tables:
            if table.borrowed:
                continue
            back = pl.read_parquet(io.BytesIO(parquet_table(table, edition)))
            years = [field.name for field in table.table.schema.fields if field.type == "year"]
            assert back.with_columns(pl.col(years).cast(pl.Int64)).equals(table.frame()), table.name


def test_columns_carry_title_description_and_unit(small):
    read, catalog = small
    things = self_contained(catalog, "things").tables[0]
    schema = pq.read_schema(io.BytesIO(parquet_table(things, read)))
    assert schema.field("share").metadata == {b"title": b"Share", b"description": b"The share.", b"unit": b"per cent"}
    assert (schema.field("thing").nullable, schema.field("share").nullable) == (False, True)
    assert schema.metadata[b"title"] == b"Things"
    assert schema.metadata[b"version"] == b"1.2.0"
    assert [str(schema.field(name).type) for name in ("day", "share", "count", "since", "open", "when", "at", "kind")] == [
        "date32[day]", "double", "int64", "int32", "bool", "timestamp[us]", "time64[us]", "string",
    ]  # fmt: skip


def test_pandas_keeps_whole_numbers_and_truth_beside_missing_values_without_options(small):
    read, catalog = small
    frame = pd.read_parquet(io.BytesIO(parquet_table(self_contained(catalog, "things").tables[0], read)))
    assert [str(frame[name].dtype) for name in ("count", "since", "open")] == ["Int64", "Int32", "boolean"]
    assert frame["thing"].tolist() == ["0110", "=1+1", "https://a.example/"]
    assert frame["day"].tolist() == [datetime.date(1899, 12, 31), datetime.date(2024, 5, 6), None]


def test_a_table_without_rows_has_its_columns(small):
    read, catalog = small
    things = self_contained(catalog, "things").tables[0]
    empty = type(things)(things.table, (), borrowed=False)
    assert pl.read_parquet(io.BytesIO(parquet_table(empty, read))).columns == list(things.header)


def test_the_same_rows_give_the_same_bytes(exports, edition):
    for table in exports["practices"].tables:
        assert parquet_table(table, edition) == parquet_table(table, edition)
