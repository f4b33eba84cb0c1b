from __future__ import annotations

from pathlib import Path

from bwise_publish.catalog import load
from bwise_publish.problems import Problem
from bwise_publish.validation import validate
from tests import making


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


def test_a_list_cannot_be_a_key(tmp_path: Path):
    folder = making.package(tmp_path, "p", {"t": making.table([making.field("a", "list", "x"), making.field("b")], '"x,y",1', key=["a"])})
    assert "key-type" in [problem.code for problem in found(folder)]


def test_a_wrong_code_among_thousands_still_gets_its_neighbour(tmp_path: Path):
    rows = "\n".join(f"occupation-{number:05}" for number in range(4000))
    codes = making.table([making.field("code", example="occupation-00001")], rows, key=["code"])
    foreign = [key(["code"], "codes", ["code"])]
    things = making.table([making.field("id"), making.field("code")], "1,ocupation-01234\n2,occupation-03999", ["id"], foreign)
    problems = found(making.package(tmp_path, "p", {"codes": codes, "things": things}))
    assert [problem.where.row for problem in problems] == [2]
    assert '"occupation-01234"' in problems[0].mend
