from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bwise_publish.catalog import load
from bwise_publish.catalog.model import ForeignKey

FIELDS = [{"name": "a", "type": "string"}, {"name": "b"}]


def written(folder: Path, content: str | bytes) -> Path:
    package = folder / "p"
    package.mkdir(exist_ok=True)
    (package / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (package / "datapackage.json").write_bytes(content.encode() if isinstance(content, str) else content)
    return package


def described(folder: Path, resource: dict[str, Any]) -> Path:
    return written(folder, json.dumps({"name": "p", "resources": [{"name": "t", "path": "t.csv", **resource}]}))


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        ('{"name": "p",', "descriptor-json", "line 1"),
        (b'{"name": "\xff"}', "descriptor-encoding", "UTF-8"),
        ('{"name": "p", "name": "q"}', "descriptor-json", "twice"),
        ('{"name": NaN}', "descriptor-json", "NaN"),
        ("[" * 100_000, "descriptor-json", "cannot be read"),
        ('{"version": ' + "9" * 10_000 + "}", "descriptor-json", "cannot be read"),
        ("[]", "descriptor-shape", "one JSON object"),
        ('{"name": "p"}', "descriptor-shape", "resources"),
        ('{"resources": [7]}', "descriptor-shape", "Resource 1"),
        ('{"resources": [{"path": "t.csv"}]}', "descriptor-shape", "no name"),
        ('{"resources": [{"name": "t", "data": [[1]]}]}', "resource-inline", "data"),
        ('{"resources": [{"name": "t", "path": ["t.csv", "u.csv"]}]}', "file-missing", "u.csv"),
        ('{"resources": [{"name": "t", "path": "t.csv", "schema": "schema.json"}]}', "file-missing", "no file"),
        ('{"resources": [{"name": "t", "path": "t.csv"}, {"name": "t", "path": "t.csv"}]}', "resource-twice", '"t"'),
    ],
)
def test_a_descriptor_that_cannot_be_used_is_a_problem_and_no_crash(content: str | bytes, code: str, words: str, tmp_path: Path):
    problems = load([written(tmp_path, content)]).problems
    assert [problem.code for problem in problems] == [code]
    assert words in problems[0].message
    assert problems[0].where.package == "p"


def test_a_schema_becomes_fields_keys_and_missing_values(tmp_path: Path):
    schema = {
        "fields": FIELDS,
        "primaryKey": "a",
        "uniqueKeys": [["b"], ["a", "b"]],
        "foreignKeys": [{"fields": "b", "reference": {"resource": "", "fields": "a"}}],
        "missingValues": [{"value": "-", "label": "unknown"}],
    }
    found = load([described(tmp_path, {"schema": schema})]).table("p", "t").schema
    assert found.primary_key == ("a",)
    assert found.unique_keys == (("b",), ("a", "b"))
    assert found.foreign_keys == (ForeignKey(("b",), "", "", ("a",)),)
    assert found.missing_values == ("-",)
    assert found.field("b").type == "string"  # the type of a field that states none


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"primaryKey": ["c"]}, 'primaryKey names the field "c"'),
        ({"primaryKey": {"a": 1}}, "must be a list of field names"),
        ({"uniqueKeys": [["a", "bb"]]}, 'uniqueKeys names the field "bb"'),
        ({"foreignKeys": [{"fields": ["x"], "reference": {"resource": "t", "fields": ["a"]}}]}, 'foreignKeys names the field "x"'),
        ({"foreignKeys": [{"fields": ["a", "b"], "reference": {"resource": "t", "fields": ["a"]}}]}, "not complete"),
        ({"foreignKeys": ["a"]}, "not complete"),
    ],
)
def test_a_key_that_cannot_be_used_is_named_and_the_table_is_still_read(more: dict[str, Any], words: str, tmp_path: Path):
    catalog = load([described(tmp_path, {"schema": {"fields": FIELDS, **more}})])
    assert [problem.code for problem in catalog.problems] == ["key-shape"]
    assert words in catalog.problems[0].message
    assert len(catalog.table("p", "t")) == 1


def test_fields_without_a_name_or_with_the_same_name_are_named(tmp_path: Path):
    for fields, words in (([{"type": "string"}], "Field 1 has no name"), ([{"name": "a"}, {"name": "a"}], 'named "a"')):
        problems = load([described(tmp_path, {"schema": {"fields": fields}})]).problems
        assert [problem.code for problem in problems] == ["schema-shape"]
        assert words in problems[0].message


def test_two_packages_of_one_name_are_named(tmp_path: Path):
    first = described(tmp_path, {})
    (tmp_path / "other").mkdir()
    second = described(tmp_path / "other", {})
    assert [problem.code for problem in load([first, second]).problems] == ["package-twice"]


def test_a_package_may_be_named_by_its_folder_or_its_descriptor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = described(tmp_path, {"schema": {"fields": FIELDS}})
    monkeypatch.chdir(folder)
    for path in (folder, folder / "datapackage.json", Path(), Path("datapackage.json")):
        assert len(load([path]).table("p", "t")) == 1


def test_a_folder_without_a_descriptor_is_named(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    problem = load([tmp_path / "empty"]).problems[0]
    assert (problem.code, problem.where.package) == ("file-missing", "empty")
