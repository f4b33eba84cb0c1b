"""Cells that columns cannot decide are read one by one, as frictionless reads them, and only those."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bwise_publish.catalog import exact, load
from bwise_publish.catalog.model import Field, Table
from bwise_publish.validation import validate
from bwise_publish.validation.table_checks import check_cells
from tests import making


def a_table(folder: Path, fields: list[dict[str, Any]], rows: str, **schema: Any) -> Table:
    value, content = making.table(fields, rows)
    return load([making.package(folder, "p", {"t": ({**value, **schema}, content)})]).table("p", "t")


@pytest.mark.parametrize(
    ("column", "right", "wrong"),
    [
        ({"type": "integer"}, " 5", "5.5"),
        ({"type": "integer"}, "9" * 40, "9" * 40 + ".0"),
        ({"type": "number", "bareNumber": False}, "EUR 5", "five"),
        ({"type": "number", "groupChar": ","}, '"1,000.5"', "1.000.5"),
        ({"type": "yearmonth"}, "2024-01", "2024-13"),
        ({"type": "yearmonth", "constraints": {"minimum": "2020-06"}}, "2020-06", "2020-05"),
        ({"type": "yearmonth", "constraints": {"required": True}}, "2024-01", ""),
        ({"type": "duration"}, "P1Y", "one year"),
        ({"type": "geopoint"}, '"15.4,47.1"', '"200,47.1"'),
        ({"type": "geopoint", "format": "array"}, '"[15.4, 47.1]"', '"15.4,47.1"'),
        ({"type": "geojson"}, '"{""type"": ""Point"", ""coordinates"": [1, 2]}"', "{}x"),
        ({"type": "object"}, '"{""a"": 1}"', "a=1"),
        ({"type": "array", "constraints": {"minLength": 1}}, "[1]", "[]"),
        ({"type": "list", "itemType": "integer"}, '"1,2"', '"1,b"'),
        ({"type": "date", "format": "any"}, "1 May 2024", "soon"),
        ({"type": "date", "format": "%d %b %Y"}, "01 May 2024", "2024-05-01"),
        (
            {"type": "datetime", "constraints": {"maximum": "2024-01-01T10:00:00Z"}},
            "2024-01-01T11:00:00+02:00",
            "2024-01-01T11:00:00+00:30",
        ),
        ({"type": "time"}, "10:00:00.5", "10:00"),
        ({"type": "string", "format": "binary"}, "YQ==", "Y"),
        ({"type": "string", "format": "uri"}, "urn:isbn:1", "isbn"),
        ({"type": "any", "constraints": {"enum": ["x"]}}, "x", "y"),
    ],
)
def test_a_cell_that_is_not_sure_is_read_as_frictionless_reads_it(column: dict[str, Any], right: str, wrong: str, tmp_path: Path):
    fields = [making.field("id"), {**making.field("v", example=None), **column}]
    table = a_table(tmp_path, fields, f"a,{right}\nb,{wrong}")
    assert [(problem.where.row, problem.where.field) for problem in check_cells(table)] == [(3, "v")]


def test_sure_cells_are_not_read_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    read = exact.read_cells

    def spy(field: Field, cells: Any) -> Any:
        asked.extend(cells)
        return read(field, list(cells))

    monkeypatch.setattr("bwise_publish.catalog.typing.read_cells", spy)
    rows = "a,1,2024-01-01\nb,x,2024-01-02\nc,x,2024-01-03\nd,4, 2024"
    a_table(tmp_path, [making.field("id"), making.field("n", "integer", 1), making.field("d", "date", "2024-01-01")], rows)
    assert asked == ["x", " 2024"]  # each different cell once


def test_more_digits_than_a_float_holds_are_compared_exactly(tmp_path: Path):
    rows = "a,0.1\nb,0.10000000000000000001\nc,0.1000000000000000000"
    table = a_table(tmp_path, [making.field("id"), making.field("n", "number", 0.1, maximum=0.1)], rows)
    assert [problem.where.row for problem in check_cells(table)] == [3]


def test_a_pattern_that_would_hang_frictionless_is_never_given_to_it(tmp_path: Path):
    fields = [making.field("id"), making.field("v", pattern="(a+)+", example="a"), making.field("m", "yearmonth", "2024-01")]
    folder = making.package(tmp_path, "p", {"t": making.table(fields, f"x,{'a' * 60}!,2024-01")})
    assert [problem.code for problem in validate(load([folder])).problems] == ["cell-pattern"]


def test_a_cell_that_frictionless_stops_at_is_a_problem(tmp_path: Path):
    fields = [making.field("id"), making.field("t", "datetime", None, minimum="2024-01-01T10:00:00Z")]
    table = a_table(tmp_path, fields, "a,2024-05-01T10:00:00")  # a time with a zone and one without cannot be compared
    assert [problem.code for problem in check_cells(table)] == ["cell-unjudged"]


def test_frictionless_sees_no_address_of_the_descriptor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = making.package(tmp_path, "p", {"t": making.table([making.field("id")], "a")})
    path = folder / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["$schema"] = "https://example.org/profile.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was asked"))
    assert validate(load([folder])).valid
    path.write_text(json.dumps({**raw, "profile": raw["$schema"]}), encoding="utf-8")
    assert [problem.code for problem in validate(load([folder])).problems] == ["profile-unsupported"]
