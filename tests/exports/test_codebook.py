from __future__ import annotations

import csv
import io
import json
import statistics
import zipfile

import pytest

from bwise_publish.exports.codebook import codebook, json_codebook
from bwise_publish.exports.codebook_text import text_codebook
from bwise_publish.exports.datapackage import data_package
from bwise_publish.exports.downloads import downloads
from bwise_publish.exports.selfcontained import self_contained
from bwise_publish.pages.codebooks import in_parts


@pytest.fixture
def entries(small):
    _, catalog = small
    return codebook(self_contained(catalog, "things"))


def entry(entries, name, table="things"):
    (found,) = [field for item in entries if item.name == table for field in item.fields if field.name == name]
    return found


def test_a_table_tells_its_grain_rows_key_and_missing_values(entries):
    (things,) = [item for item in entries if item.name == "things"]
    assert (things.grain, things.rows, things.primary_key, things.missing) == ("One row is a things.", 3, ("thing",), ("",))


def test_a_field_tells_its_cells_and_only_one_with_a_unit_has_a_mean(entries):
    share = entry(entries, "share")
    assert (share.filled, share.empty, share.distinct) == (2, 1, 2)
    assert (share.lowest, share.highest, share.mean, share.median) == (-3.5, 0.25, -1.625, -1.625)
    count = entry(entries, "count")
    assert (count.lowest, count.highest, count.mean, count.median) == (-1, 7, None, None)
    thing = entry(entries, "thing")
    assert (thing.lowest, thing.shortest, thing.longest) == (None, 4, 18)


def test_codes_are_counted_with_what_they_mean(entries):
    kind = entry(entries, "kind")
    assert kind.codes_in == "kinds"
    assert [(item.value, item.label, item.count) for item in kind.values] == [("a", "The first", 1), ("b", "The second", 1)]
    assert [(item.value, item.count) for item in entry(entries, "open").values] == [("false", 1), ("true", 1)]
    assert entry(entries, "thing").values == ()


def test_the_counts_of_the_real_codebooks_are_those_of_the_published_csv_files(exports, edition):
    """Counted once more from the text of the files, cell by cell."""
    for export in exports.values():
        files = data_package(export, edition, {})
        for item in json.loads(json_codebook(codebook(export), export, edition))["tables"]:
            header, *rows = csv.reader(io.StringIO(files[f"data/{item['name']}.csv"].decode(), newline=""))
            assert (item["rows"], [field["name"] for field in item["fields"]]) == (len(rows), header)
            for field, cells in zip(item["fields"], zip(*rows, strict=True), strict=False):
                filled = [cell for cell in cells if cell]
                assert (field["filled"], field["empty"]) == (len(filled), len(cells) - len(filled)), (item["name"], field["name"])
                assert all(filled.count(value["value"]) == value["count"] for value in field.get("values", ()))
                if "values" in field:
                    assert sum(value["count"] for value in field["values"]) == len(filled)
                if "mean" in field:
                    assert field["mean"] == pytest.approx(statistics.fmean(map(float, filled)), rel=1e-5)


def test_every_zip_holds_the_codebook_for_people_and_for_programs(small):
    read, catalog = small
    files = downloads(catalog, read)
    archives = {item.package: zipfile.ZipFile(io.BytesIO(files.served[item.path])) for item in files.listing if item.format == "ZIP"}
    assert {"CODEBOOK.md", "codebook.json"} <= set(archives["things"].namelist())
    assert {"data/things/CODEBOOK.md", "data/things/codebook.json"} <= set(archives[""].namelist())
    assert archives["things"].read("codebook.json") == files.served["data/things/codebook.json"]


def test_a_codebook_is_worked_out_once_for_all_that_is_made_of_it(small, monkeypatch):
    read, catalog = small
    asked = []
    monkeypatch.setattr("bwise_publish.exports.downloads.codebook", lambda export: asked.append(export.package.name) or codebook(export))
    files = downloads(catalog, read)
    assert asked == list(read.packages)
    assert files.codebooks == {name: codebook(self_contained(catalog, name)) for name in read.packages}


def test_the_text_has_a_line_a_field_and_no_cell_breaks_out(small):
    read, catalog = small
    export = self_contained(catalog, "things")
    text = text_codebook(codebook(export), export, read).decode()
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    assert len(lines) == sum(len(item.fields) for item in codebook(export))
    assert {line.replace("\\|", "").count("|") for line in lines} == {12}
    assert "3 rows. Primary key: thing. Missing value: an empty cell." in text


def test_the_same_rows_give_the_same_bytes(exports, edition):
    export = exports["practices"]
    assert json_codebook(codebook(export), export, edition) == json_codebook(codebook(export), export, edition)


def test_a_long_codebook_is_divided_between_tables(entries):
    assert [[item.name for item in part] for part in in_parts(entries, most=100)] == [["things", "kinds"]]
    assert [[item.name for item in part] for part in in_parts(entries, most=10)] == [["things"], ["kinds"]]
    assert [[item.name for item in part] for part in in_parts(entries, most=1)] == [["things"], ["kinds"]]
