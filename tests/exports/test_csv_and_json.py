from __future__ import annotations

import csv
import datetime
import io
import json

import duckdb
import pandas as pd
import polars as pl

from bwise_publish.catalog.canonical import csv_bytes
from bwise_publish.exports.geojson import outlines
from bwise_publish.exports.json_tables import json_table


def own_tables(exports):
    return [table for export in exports.values() for table in export.tables if not table.borrowed]


def as_json(value):
    return value.isoformat() if isinstance(value, datetime.date) else value


def test_every_cell_of_the_real_csv_files_is_the_text_that_its_value_was_read_from(exports):
    for table in own_tables(exports):
        text = csv_bytes(table.header, table.text_rows()).decode("utf-8")
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        assert tuple(header) == table.header
        assert rows == [list(row) for row in table.text_rows()], table.name
        for field in table.table.schema.fields:
            column = [row[header.index(field.name)] for row in rows]
            values = table.frame()[field.name].to_list()
            assert [cell == "" for cell in column] == [value is None for value in values], (table.name, field.name)
            if field.type == "number":
                assert [float(cell) for cell in column if cell] == [value for value in values if value is not None]


def test_pandas_polars_and_duckdb_open_every_csv_file_without_options(exports, tmp_path):
    for table in own_tables(exports):
        path = tmp_path / f"{table.name}.csv"
        path.write_bytes(csv_bytes(table.header, table.text_rows()))
        shape = (len(table.rows), len(table.header))
        assert pd.read_csv(path).shape == shape, table.name
        assert pl.read_csv(path, infer_schema_length=None).shape == shape, table.name
        found = duckdb.sql(f"SELECT * FROM '{path}'")
        assert (len(found.fetchall()), tuple(found.columns)) == (len(table.rows), table.header), table.name


def test_every_cell_of_the_real_json_tables_reads_back(exports, edition):
    for table in own_tables(exports):
        value = json.loads(json_table(table, edition))
        assert value["rows"] == [{name: as_json(cell) for name, cell in record.items()} for record in table.records()], table.name
        assert tuple(item["name"] for item in value["fields"]) == table.header


def test_the_outlines_of_countries_carry_every_field_of_their_rows(exports):
    (joined,) = outlines(exports["reference"])
    value = json.loads(joined.content)
    assert value["type"] == "FeatureCollection"
    assert joined.table.name == "countries"
    assert joined.features == len(value["features"]) == sum(1 for row in joined.table.table.records if row["has_outline"])
    for feature in value["features"]:
        record = joined.table.table.by_key[feature["id"]]
        assert {name: feature["properties"][name] for name in record} == record
        assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")


def test_outlines_keep_their_geometry(exports):
    export = exports["reference"]
    (resource,) = export.files
    before = json.loads(export.package.file(resource).read_text(encoding="utf-8"))["features"]
    after = json.loads(outlines(export)[0].content)["features"]
    assert [feature["geometry"] for feature in after] == [feature["geometry"] for feature in before]
