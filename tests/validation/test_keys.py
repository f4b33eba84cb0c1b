from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from bwise_publish.catalog import load
from bwise_publish.problems import Problem
from bwise_publish.validation import validate
from tests import making
from tests.validation.generated import Case
from tests.validation.verdicts import Verdicts, judge


def found(*folders: Path) -> list[Problem]:
    return [problem for problem in validate(load(folders)).problems if problem.where.row or "key" in problem.code or "ref" in problem.code]


def key(fields: list[str], resource: str, targets: list[str], **more: str) -> dict[str, object]:
    return {"fields": fields, "reference": {"resource": resource, "fields": targets, **more}}


def test_every_part_of_a_primary_key_needs_a_value(tmp_path: Path):
    fields = [making.field("a"), making.field("b", "integer", 1), making.field("c")]
    folder = making.package(tmp_path, "p", {"t": making.table(fields, "x,1,k\nx,,k\n,2,k", key=["a", "b"])})
    assert [(problem.code, problem.where.row) for problem in found(folder)] == [("primary-key-missing", 3), ("primary-key-missing", 4)]


def test_numbers_are_one_key_however_they_are_written(tmp_path: Path):
    fields = [making.field("n", "number", 1.5), making.field("c")]
    folder = making.package(tmp_path, "p", {"t": making.table(fields, "1.5,k\n1.50,k\n150e-2,k\n2,k", key=["n"])})
    assert [problem.where.row for problem in found(folder)] == [3, 4]


def test_numbers_that_a_float_cannot_tell_apart_are_two_keys(tmp_path: Path):
    fields = [making.field("n", "number", 1.5), making.field("c")]
    folder = making.package(tmp_path, "p", {"t": making.table(fields, "0.1,k\n0.10000000000000000001,k", key=["n"])})
    assert found(folder) == []


def test_a_unique_key_allows_missing_values_but_no_repetition(tmp_path: Path):
    schema, content = making.table([making.field("a"), making.field("b")], "1,x\n2,\n3,\n4,x", key=["a"])
    schema["uniqueKeys"] = [["b"]]
    problems = found(making.package(tmp_path, "p", {"t": (schema, content)}))
    assert [(problem.code, problem.where.row, problem.where.field) for problem in problems] == [("unique-key-twice", 5, "b")]
    assert "row 2" in problems[0].message


def test_a_key_within_a_package_is_checked_against_the_other_table(tmp_path: Path):
    codes = making.table([making.field("code", example="red")], "red\nblue", key=["code"])
    things = making.table(
        [making.field("id"), making.field("code", example="red")], "1,red\n2,blu\n3,", ["id"], [key(["code"], "codes", ["code"])]
    )
    problems = found(making.package(tmp_path, "p", {"codes": codes, "things": things}))
    assert [(problem.code, problem.where.row, problem.where.field) for problem in problems] == [("foreign-key-unknown", 3, "code")]
    assert "the table codes; it has blue, red" in problems[0].message
    assert problems[0].mend.startswith('Did you mean "blue"?')


def test_a_composite_key_must_match_as_a_whole(tmp_path: Path):
    places = making.table([making.field("land"), making.field("town")], "AT,graz\nBE,namur", key=["land", "town"])
    fields = [making.field("id"), making.field("land"), making.field("town")]
    visits = making.table(fields, "1,AT,graz\n2,AT,namur\n3,,\n4,AT,", ["id"], [key(["land", "town"], "places", ["land", "town"])])
    problems = found(making.package(tmp_path, "p", {"places": places, "visits": visits}))
    assert [(problem.code, problem.where.row) for problem in problems] == [("foreign-key-unknown", 3), ("foreign-key-unknown", 5)]
    assert '"AT, namur"' in problems[0].message


def test_a_composite_key_with_a_missing_part_matches_a_row_that_misses_the_same_part(tmp_path: Path):
    places = making.table([making.field("land"), making.field("town")], "AT,\nBE,namur")
    fields = [making.field("id"), making.field("land"), making.field("town")]
    visits = making.table(fields, "1,AT,\n2,BE,", ["id"], [key(["land", "town"], "places", ["land", "town"])])
    problems = found(making.package(tmp_path, "p", {"places": places, "visits": visits}))
    assert [(problem.code, problem.where.row) for problem in problems] == [("foreign-key-unknown", 3)]


def test_a_key_to_another_package_is_checked_when_both_are_loaded(tmp_path: Path):
    codes = making.package(tmp_path, "codes", {"colours": making.table([making.field("code", example="red")], "red", key=["code"])})
    foreign = [key(["code"], "colours", ["code"], package="codes")]
    things = making.package(
        tmp_path, "p", {"t": making.table([making.field("id"), making.field("code")], "1,red\n2,green", ["id"], foreign)}
    )
    assert [(problem.code, problem.where.row) for problem in found(codes, things)] == [("foreign-key-unknown", 3)]
    alone = found(things)
    assert [problem.code for problem in alone] == ["reference-not-loaded"]
    assert "codes" in alone[0].message


def test_a_number_does_not_match_a_text_that_looks_like_it(tmp_path: Path):
    levels = making.table([making.field("level", "integer", 1)], "1\n2", key=["level"])
    things = making.table([making.field("id"), making.field("level", example="1")], "a,1", ["id"], [key(["level"], "levels", ["level"])])
    assert [problem.code for problem in found(making.package(tmp_path, "p", {"levels": levels, "things": things}))] == ["reference-type"]


# A value of each type that cannot be compared as keys are, and of types that look as if they could not.
UNCOMPARABLE = {
    "list": "x,y",
    "array": "[]",
    "object": "{}",
    "geojson": '{"type": "Point", "coordinates": [1, 2]}',
    "number": "sNaN",
}
COMPARABLE = {"geopoint": "1,2", "duration": "P1M", "yearmonth": "2020-01", "any": "[]", "number": "1.50"}
# What can be stated of the field v of the table u; the table t and the field w of both have only plain values.
ROLES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "primary key": ({"primaryKey": ["v"]}, {}),
    "part of a primary key": ({"primaryKey": ["w", "v"]}, {}),
    "unique": ({}, {}),
    "source": ({"foreignKeys": [key(["v"], "", ["v"])]}, {}),
    "target in its own table": ({"foreignKeys": [key(["w"], "", ["v"])]}, {}),
    "target in its own table, by name": ({"foreignKeys": [key(["w"], "u", ["v"])]}, {}),
    "target of another table": ({}, {"foreignKeys": [key(["w"], "u", ["v"])]}),
    "part of a target": ({}, {"foreignKeys": [key(["w", "x"], "u", ["w", "v"])]}),
}


def with_role(role: str, kind: str, cells: list[str]) -> Verdicts:
    """The verdicts on a table u whose field v is of a type and has a role, and on a table t without rows."""
    of_u, of_t = ROLES[role]
    constraints = {"constraints": {"unique": True}} if role == "unique" else {}
    fields = {"u": [{"name": "v", "type": kind, **constraints}, {"name": "w"}], "t": [{"name": "w"}, {"name": "x"}]}
    rows = {"u": [["v", "w"], *([cell, f"{number}"] for number, cell in enumerate(cells))], "t": [["w", "x"]]}
    files = {}
    for name, lines in rows.items():
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(lines)
        files[f"{name}.csv"] = out.getvalue().encode()
    resources = [
        {"name": name, "path": f"{name}.csv", "type": "table", "schema": {"fields": fields[name], **more}}
        for name, more in (("u", of_u), ("t", of_t))
    ]
    verdicts = judge(Case({"$schema": making.SCHEMA, "name": "p", "resources": resources}, files))
    assert not verdicts.disagreement, verdicts.disagreement
    return verdicts


@pytest.mark.parametrize("kind", UNCOMPARABLE)
@pytest.mark.parametrize("role", ROLES)
def test_values_that_cannot_be_compared_are_no_keys_and_no_targets(role: str, kind: str):
    verdicts = with_role(role, kind, [UNCOMPARABLE[kind]])
    assert (verdicts.stock_says[:16], "key-type" in verdicts.codes) == ("stops: TypeError", True)


@pytest.mark.parametrize("kind", [*UNCOMPARABLE, "none"])
@pytest.mark.parametrize("role", [role for role in ROLES if "target of" in role or "part of a target" in role])
def test_a_target_without_values_is_none_that_cannot_be_compared(role: str, kind: str):
    assert with_role(role, kind if kind != "none" else "array", ["", ""] if kind != "none" else []).codes == set()


@pytest.mark.parametrize("kind", COMPARABLE)
@pytest.mark.parametrize("role", ROLES)
def test_values_of_several_parts_that_can_be_compared_may_be_keys(role: str, kind: str):
    assert "key-type" not in with_role(role, kind, [COMPARABLE[kind]]).codes


def test_a_target_of_lists_is_seen_in_a_table_that_is_not_held(tmp_path: Path):
    things = making.table([making.field("id"), making.field("tags", "list", "x")], "1,\n2,x", ["id"])
    uses = making.table([making.field("tag")], "x", [], [key(["tag"], "things", ["tags"])])
    problems = validate(load([making.package(tmp_path, "p", {"things": things, "uses": uses})], hold=1)).problems
    assert ("key-type", "things", "tags") in [(problem.code, problem.where.table, problem.where.field) for problem in problems]


def test_a_list_that_is_pointed_to_from_another_package_is_named_where_it_stands(tmp_path: Path):
    codes = making.package(tmp_path, "codes", {"colours": making.table([making.field("code", "list", "red")], "red")})
    foreign = [key(["code"], "colours", ["code"], package="codes")]
    things = making.package(tmp_path, "p", {"t": making.table([making.field("id"), making.field("code")], "1,red", ["id"], foreign)})
    places = [(problem.where.package, problem.where.table) for problem in found(codes, things) if problem.code == "key-type"]
    assert places == [("codes", "colours")]


def test_a_wrong_code_among_thousands_still_gets_its_neighbour(tmp_path: Path):
    rows = "\n".join(f"occupation-{number:05}" for number in range(4000))
    codes = making.table([making.field("code", example="occupation-00001")], rows, key=["code"])
    foreign = [key(["code"], "codes", ["code"])]
    things = making.table([making.field("id"), making.field("code")], "1,ocupation-01234\n2,occupation-03999", ["id"], foreign)
    problems = found(making.package(tmp_path, "p", {"codes": codes, "things": things}))
    assert [problem.where.row for problem in problems] == [2]
    assert '"occupation-01234"' in problems[0].mend
