from __future__ import annotations

from pathlib import Path
from typing import Any

import pandera.polars as pa
import polars as pl
import pytest

from bwise_publish.catalog import load
from bwise_publish.catalog.model import Catalog, Table
from bwise_publish.validation import validate
from bwise_publish.validation.keys import check_keys
from bwise_publish.validation.table_checks import broken_in_first_row, check_cells, compile_schema
from bwise_publish.validation.tally import Tally
from tests import making


def a_table(folder: Path, column: dict[str, Any], *cells: str, **schema: Any) -> Table:
    """A table of a key and one column under test."""
    fields = [making.field("id", example="r"), {**making.field("v"), **column}]
    value, content = making.table(fields, "\n".join(f"r{number},{cell}" for number, cell in enumerate(cells)), key=["id"])
    return load([making.package(folder, "p", {"t": ({**value, **schema}, content)})]).table("p", "t")


def rows(table: Table) -> list[tuple[str, int]]:
    return [(problem.code, problem.where.row) for problem in check_cells(table)]


@pytest.mark.parametrize(
    ("column", "right", "wrong", "code"),
    [
        ({"type": "integer"}, "007", "1.0", "cell-type"),
        ({"type": "number"}, "-1.5e3", '"1,5"', "cell-type"),
        ({"type": "number", "decimalChar": ","}, '"1,5"', "1.5", "cell-type"),
        ({"type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]}, "ja", "true", "cell-type"),
        ({"type": "date"}, "2024-02-29", "2023-02-29", "cell-type"),
        ({"type": "date", "format": "%d/%m/%Y"}, "29/02/2024", "2024-02-29", "cell-type"),
        ({"type": "time"}, "09:00:00", "9:00:00", "cell-type"),
        ({"type": "datetime"}, "2024-02-29T09:00:00Z", "2024-02-29 09:00", "cell-type"),
        ({"type": "year"}, "0999", "999", "cell-type"),
        ({"type": "string", "format": "email"}, "name@example.org", "name.example.org", "cell-format"),
        ({"type": "string", "format": "uuid"}, "123e4567-e89b-42d3-a456-426614174000", "123", "cell-format"),
        ({"type": "string", "constraints": {"pattern": "a|b"}}, "b", "ab", "cell-pattern"),
        ({"type": "string", "constraints": {"minLength": 2}}, "éé", "é", "cell-length"),
        ({"type": "date", "constraints": {"maximum": "2024-01-31"}}, "2024-01-31", "2024-02-01", "cell-range"),
        ({"type": "number", "constraints": {"minimum": 0}}, "0", "NaN", "cell-range"),
        ({"type": "number", "constraints": {"exclusiveMinimum": 0}}, "0.1", "0", "cell-range"),
        ({"type": "integer", "constraints": {"enum": [1, 2]}}, "2", "3", "cell-enum"),
        ({"type": "string", "categories": [{"value": "0", "label": "no"}]}, "0", "no", "cell-category"),
    ],
)
def test_one_cell_fits_and_one_does_not(column: dict[str, Any], right: str, wrong: str, code: str, tmp_path: Path):
    assert rows(a_table(tmp_path, {"example": None, **column}, right, wrong)) == [(code, 3)]


@pytest.mark.parametrize(("kind", "cell"), [("integer", "9" * 30), ("integer", "-" + "9" * 19), ("number", "sNaN"), ("number", "1e999")])
def test_a_value_without_a_place_in_a_typed_column_is_no_missing_one(tmp_path: Path, kind: str, cell: str):
    table = a_table(tmp_path, {"type": kind, "constraints": {"required": True}}, cell, "", "1")
    assert rows(table) == [("cell-required", 3)]
    assert list(broken_in_first_row(table)) == []


def test_a_missing_cell_breaks_nothing_but_required(tmp_path: Path):
    column = {"type": "integer", "constraints": {"minimum": 5, "enum": [7], "unique": True}}
    assert rows(a_table(tmp_path / "a", column, "", "7", "")) == []
    assert rows(a_table(tmp_path / "b", {"type": "integer", "constraints": {"required": True}}, "", "x")) == [
        ("cell-type", 3),
        ("cell-required", 2),
    ]


def test_a_text_that_stands_for_a_missing_value_is_missing(tmp_path: Path):
    column = {"constraints": {"required": True}}
    table = a_table(tmp_path, column, "-", "x", missingValues=["-"])
    problem = check_cells(table)[0]
    assert (problem.code, problem.where.row) == ("cell-required", 2)
    assert '"-", which stands for a missing value' in problem.message


def test_a_repeated_value_is_named_with_its_first_row(tmp_path: Path):
    table = a_table(tmp_path, {"constraints": {"unique": True}}, "x", "y", "", "", "x")
    problem = check_keys(Catalog({}, {("p", "t"): table}), table)[0]
    assert (problem.code, problem.where.row) == ("cell-unique", 6)
    assert "row 2" in problem.message


def test_a_row_without_any_value_is_blank(tmp_path: Path):
    fields = [making.field("a"), making.field("b")]
    table = load([making.package(tmp_path, "p", {"t": making.table(fields, "x,y\n,\nx,")})]).table("p", "t")
    assert rows(table) == [("row-blank", 3)]


def test_rows_are_numbered_from_one_in_a_file_without_a_header(tmp_path: Path):
    folder = making.package(tmp_path, "p", {"t": making.table([making.field("n", "integer", 1)], "1\nx")})
    (folder / "data" / "t.csv").write_text("1\nx\n", encoding="utf-8")
    path = folder / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"encoding"', '"dialect": {"header": false}, "encoding"'), encoding="utf-8")
    assert [(problem.code, problem.where.row) for problem in validate(load([folder])).problems] == [("cell-type", 2)]


def test_the_compiled_schema_is_an_ordinary_pandera_schema(tmp_path: Path):
    schema = a_table(tmp_path, {"type": "integer", "example": 1, "constraints": {"minimum": 1}}, "1").schema
    compiled = compile_schema(schema)
    assert isinstance(compiled, pa.DataFrameSchema)
    assert compiled.validate(pl.DataFrame({"id": ["a"], "v": [3]})).height == 1
    with pytest.raises(pa.errors.SchemaErrors):
        compiled.validate(pl.DataFrame({"id": ["a"], "v": [0]}), lazy=True)


def test_of_many_broken_cells_the_first_are_each_a_short_problem_and_the_others_are_counted(tmp_path: Path):
    table = a_table(tmp_path, {"type": "integer", "constraints": {"maximum": 5}}, *(str(number) for number in range(5000)))
    tally = Tally()
    problems = check_cells(table, tally)
    assert (len(problems), dict(tally.unlisted)) == (1000, {("p", "t", "cell-range"): 3994})
    assert max(len(problem.message) for problem in problems) < 200
