from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from bwise_publish.catalog import load
from bwise_publish.problems import Problem
from bwise_publish.validation import validate
from bwise_publish.validation.structure import check_structure
from tests import making


def checked(folder: Path, edit: Any = None) -> list[Problem]:
    """The problems of structure of a one-table package after an edit of its descriptor."""
    target = making.package(
        folder, "p", {"t": making.table([making.field("id"), making.field("n", "integer", 1, minimum=0)], "a,1", key=["id"])}
    )
    path = target / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    if edit is not None:
        edit(raw)
    path.write_text(json.dumps(raw), encoding="utf-8")
    return check_structure(load([target]).packages["p"])


def put(*path: Any) -> Any:
    """An edit that writes the last item at the place that the others name."""

    def edit(raw: Any) -> None:
        *way, key, value = path
        for step in way:
            raw = raw[step]
        raw[key] = copy.deepcopy(value)

    return edit


FIELD = ("resources", 0, "schema", "fields", 1)


@pytest.mark.parametrize(
    ("edit", "code", "words"),
    [
        (put("keyword", ["x"]), "key-unknown", "keywords"),
        (put("resources", 0, "encodings", "utf-8"), "key-unknown", "encoding"),
        (put("resources", 0, "schema", "primarykey", "id"), "key-unknown", "primaryKey"),
        (put(*FIELD, "desciption", "x"), "key-unknown", "description"),
        (put(*FIELD, "constraints", {"max": 5}), "key-unknown", "constraints"),
        (put("licenses", [{"nam": "x"}]), "key-unknown", "name"),
        (put("contributors", [{"titel": "x"}]), "key-unknown", "title"),
        (put("sources", [{"url": "https://example.org"}]), "key-unknown", "source"),
        (put("resources", 0, "dialect", {"delimeter": ";"}), "key-unknown", "delimiter"),
        (put("keywords", "one, two"), "value-kind", "a list of texts"),
        (put("created", "yesterday"), "value-kind", "2026-11-25T00:00:00Z"),
        (put("title", ""), "value-kind", "an empty text"),
        (put(*FIELD, "constraints", {"minimum": None}), "value-kind", "null"),
        (put(*FIELD, "constraints", {"required": 1}), "value-kind", "true or false"),
        (put(*FIELD, "missingValues", "-"), "value-kind", "a list of texts"),
        (put("contributors", ["Somebody"]), "value-kind", "JSON object"),
        (put(*FIELD, "trueValues", ["yes"]), "key-unfit", "boolean"),
        (put(*FIELD, "format", "hex"), "format-unknown", "default"),
        (put(*FIELD, "constraints", {"maxLength": 3}), "constraint-unfit", "integer"),
        (put(*FIELD, "constraints", {"minimum": "many"}), "constraint-value", "many"),
        (put(*FIELD, "constraints", {"enum": [1, "two"]}), "constraint-value", "two"),
        (put(*FIELD, "example", "one"), "example-invalid", "one"),
        (put(*FIELD, "example", -1), "example-invalid", "at least 0"),
        (put("resources", 0, "schema", "foreignKeys", [{"fields": ["n"], "references": {}}]), "key-unknown", "reference"),
    ],
)
def test_what_the_standard_does_not_know_is_named(edit: Any, code: str, words: str, tmp_path: Path):
    problems = [problem for problem in checked(tmp_path, edit) if problem.code == code]
    assert problems, code
    assert words in f"{problems[0].message} {problems[0].mend}"


@pytest.mark.parametrize(
    "edit",
    [
        put("version", "1.0.0"),
        put("created", "2026-11-25T00:00:00Z"),
        put("resources", 0, "schema", "missingValues", [{"value": "-", "label": "not asked"}]),
        put("resources", 0, "schema", "primaryKey", "id"),
        put("resources", 0, "schema", "fieldsMatch", "subset"),
        put(*FIELD, "rdfType", "http://schema.org/value"),
        put(*FIELD, "unit", "persons"),
        put(*FIELD, "groupChar", ","),
        put(*FIELD, "constraints", {"minimum": "1", "exclusiveMaximum": 5, "unique": True}),
        put("spatialCoverage", ["AT", "BE"]),
        put("contributors", [{"title": "A", "roles": ["editor"], "organization": "B"}]),
    ],
)
def test_what_the_standard_and_our_own_keys_allow_is_no_problem(edit: Any, tmp_path: Path):
    assert checked(tmp_path, edit) == []


def test_what_only_frictionless_finds_in_the_metadata_is_reported_in_its_words(tmp_path: Path):
    target = making.package(tmp_path, "p", {"t": making.table([making.field("n", "integer", 1, exclusiveMinimum=0)], "1")})
    path = target / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    del raw["$schema"]  # then it is a package of version 1, which has no exclusiveMinimum
    path.write_text(json.dumps(raw), encoding="utf-8")
    problems = validate(load([target])).problems
    assert [problem.code for problem in problems] == ["frictionless-metadata"]
    assert "exclusiveMinimum" in problems[0].message
