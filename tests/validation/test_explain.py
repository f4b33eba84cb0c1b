from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bwise_publish.catalog import load
from bwise_publish.catalog.model import Table
from bwise_publish.validation import official, validate
from bwise_publish.validation.explain import doubts, explain
from bwise_publish.validation.table_checks import check_cells
from tests import making


def a_table(folder: Path, fields: list[dict[str, Any]], rows: str, **schema: Any) -> Table:
    value, content = making.table(fields, rows)
    return load([making.package(folder, "p", {"t": ({**value, **schema}, content)})]).table("p", "t")


@pytest.mark.parametrize(
    ("column", "right", "wrong"),
    [
        ({"type": "yearmonth"}, "2024-01", "2024-13"),
        ({"type": "duration"}, "P1Y", "one year"),
        ({"type": "geopoint"}, '"15.4,47.1"', '"200,47.1"'),
        ({"type": "object"}, '"{""a"": 1}"', "a=1"),
        ({"type": "array"}, "[1]", "1;2"),
        ({"type": "list", "itemType": "integer"}, '"1,2"', '"1,b"'),
        ({"type": "date", "format": "any"}, "1 May 2024", "soon"),
        ({"type": "string", "format": "binary"}, "YQ==", "Y"),
        ({"type": "number", "bareNumber": False}, "EUR 5", "five"),
        ({"type": "yearmonth", "constraints": {"required": True}}, "2024-01", ""),
    ],
)
def test_types_that_are_not_checked_in_columns_are_judged_by_frictionless(column: dict[str, Any], right: str, wrong: str, tmp_path: Path):
    fields = [making.field("id"), {**making.field("v", example=None), **column}]
    table = a_table(tmp_path, fields, f"a,{right}\nb,{wrong}")
    assert doubts(table)
    known = check_cells(table)
    problems = [*known, *explain(table, known)]
    assert [(problem.where.row, problem.where.field) for problem in problems] == [(3, "v")]


def test_a_table_that_is_judged_in_full_and_accepted_is_not_shown_to_frictionless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bwise_publish.validation.explain.judge_rows", lambda *_: pytest.fail("frictionless was asked"))
    table = a_table(tmp_path, [making.field("id"), making.field("n", "integer", 1)], "a,1\nb,2")
    assert explain(table, check_cells(table)) == []


def test_only_the_rows_with_problems_are_shown_to_frictionless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[Any] = []

    def judge(table: Table, indices: Any) -> list[Any]:
        asked.append(indices)
        return official.judge_rows(table, indices)

    monkeypatch.setattr("bwise_publish.validation.explain.judge_rows", judge)
    table = a_table(tmp_path, [making.field("id"), making.field("n", "integer", 1)], "a,1\nb,x\nc,3\nd,y")
    assert explain(table, check_cells(table)) == []  # it finds the same two cells
    assert asked == [[1, 3]]


def test_what_frictionless_finds_beyond_ours_is_added_at_its_row_and_field(tmp_path: Path):
    fields = [making.field("id"), making.field("n", "integer", 1), making.field("m", "yearmonth", None)]
    table = a_table(tmp_path, fields, "a,x,2024-01\nb,2,2024-99")
    problems = explain(table, check_cells(table))
    assert [(problem.code, problem.where.row, problem.where.field) for problem in problems] == [("frictionless-verdict", 3, "m")]
    assert "yearmonth" in problems[0].message


def test_more_digits_than_a_float_holds_are_compared_exactly(tmp_path: Path):
    table = a_table(tmp_path, [making.field("id"), making.field("n", "number", 0.1, maximum=0.1)], "a,0.1\nb,0.10000000000000000001")
    assert check_cells(table) == []  # as floats the two are one
    assert [problem.where.row for problem in explain(table, [])] == [3]


def test_a_pattern_that_would_hang_frictionless_is_never_given_to_it(tmp_path: Path):
    fields = [making.field("id"), making.field("v", pattern="(a+)+", example="a"), making.field("m", "yearmonth", "2024-01")]
    folder = making.package(tmp_path, "p", {"t": making.table(fields, f"x,{'a' * 60}!,2024-01")})
    assert [problem.code for problem in validate(load([folder])).problems] == ["cell-pattern"]


def test_frictionless_sees_no_address_of_the_descriptor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = making.package(tmp_path, "p", {"t": making.table([making.field("id")], "a")})
    path = folder / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["profile"] = raw["$schema"] = "https://example.org/profile.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was asked"))
    assert validate(load([folder])).valid
