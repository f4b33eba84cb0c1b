"""The standard, item by item: each is supported, or refused by name. Stock frictionless judges the same packages and has to agree.

A line reads: what is stated of the field `v`, a cell that it allows, one that it does not, and the code of the problem.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from typing import Any

import pytest

from tests.validation.generated import V2, Case
from tests.validation.verdicts import judge

POINT = '{"type": "Point", "coordinates": [1, 2]}'
CELLS: tuple[tuple[dict[str, Any], str, str, str], ...] = (
    ({"type": "string", "format": "email"}, "a@example.org", "a@", "cell-format"),
    ({"type": "string", "format": "uri"}, "https://example.org", "example", "cell-format"),
    ({"type": "string", "format": "uuid"}, "123e4567-e89b-42d3-a456-426614174000", "123", "cell-format"),
    ({"type": "string", "format": "binary"}, "YQ==", "Y", "cell-format"),
    ({"type": "integer"}, "-12", "1.5", "cell-type"),
    ({"type": "integer", "bareNumber": False}, "€12", "twelve", "cell-type"),
    ({"type": "number"}, "1.5e3", "1,5", "cell-type"),
    ({"type": "number", "decimalChar": ","}, "1,5", "1.5", "cell-type"),
    ({"type": "number", "groupChar": " ", "decimalChar": ","}, "1 000,5", "1.000.5", "cell-type"),
    ({"type": "number", "bareNumber": False}, "95 %", "many", "cell-type"),
    ({"type": "number", "constraints": {"maximum": 10}}, "-INF", "INF", "cell-range"),
    ({"type": "boolean"}, "true", "yes", "cell-type"),
    ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "yes", "true", "cell-type"),
    ({"type": "date"}, "2024-02-29", "2023-02-29", "cell-type"),
    ({"type": "date", "format": "any"}, "3 May 2024", "soon", "cell-type"),
    ({"type": "date", "format": "%d.%m.%Y"}, "03.05.2024", "2024-05-03", "cell-type"),
    ({"type": "time"}, "23:59:59", "9:30", "cell-type"),
    ({"type": "time", "format": "any"}, "9.30 am", "half past", "cell-type"),
    ({"type": "time", "format": "%H.%M"}, "09.30", "09:30", "cell-type"),
    ({"type": "datetime"}, "2024-05-03T09:30:00Z", "2024-05-03 09:30", "cell-type"),
    ({"type": "datetime", "format": "any"}, "3 May 2024 9:30", "soon", "cell-type"),
    ({"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S%z"}, "2024-05-03T09:30:00+0200", "2024-05-03T09:30:00", "cell-type"),
    ({"type": "year"}, "2024", "24", "cell-type"),
    ({"type": "yearmonth"}, "2024-05", "2024-13", "cell-type"),
    ({"type": "duration"}, "P1Y2M3DT4H", "4 hours", "cell-type"),
    ({"type": "geopoint"}, "15.4,47.1", "200,47.1", "cell-type"),
    ({"type": "geopoint", "format": "array"}, "[15.4, 47.1]", "15.4,47.1", "cell-type"),
    ({"type": "geopoint", "format": "object"}, '{"lon": 15.4, "lat": 47.1}', "[15.4, 47.1]", "cell-type"),
    ({"type": "geojson"}, POINT, '{"type": "Spot"}', "cell-type"),
    ({"type": "object"}, '{"a": 1}', "[1]", "cell-type"),
    ({"type": "array"}, "[1]", '{"a": 1}', "cell-type"),
    ({"type": "list"}, "a,b", "", "cell-required"),
    ({"type": "list", "itemType": "integer", "delimiter": ";"}, "1;2", "1;b", "cell-type"),
    ({"type": "any", "constraints": {"enum": ["a", "b"]}}, "a", "c", "cell-enum"),
    ({"type": "string", "constraints": {"minLength": 2}}, "ab", "a", "cell-length"),
    ({"type": "string", "constraints": {"maxLength": 2}}, "ab", "abc", "cell-length"),
    ({"type": "array", "constraints": {"maxLength": 1}}, "[1]", "[1, 2]", "cell-length"),
    ({"type": "string", "constraints": {"pattern": "[a-z]{2}"}}, "ab", "abc", "cell-pattern"),
    ({"type": "string", "constraints": {"enum": ["a"]}}, "a", "b", "cell-enum"),
    ({"type": "string", "constraints": {"unique": True}}, "other", "first", "cell-unique"),
    ({"type": "integer", "constraints": {"minimum": 2}}, "2", "1", "cell-range"),
    ({"type": "date", "constraints": {"maximum": "2024-01-01"}}, "2024-01-01", "2024-01-02", "cell-range"),
    ({"type": "integer", "constraints": {"exclusiveMinimum": 2}}, "3", "2", "cell-range"),
    ({"type": "yearmonth", "constraints": {"exclusiveMaximum": "2024-05"}}, "2024-04", "2024-05", "cell-range"),
    ({"type": "integer", "missingValues": ["-"], "constraints": {"required": True}}, "1", "-", "cell-required"),
    ({"type": "integer", "missingValues": [{"value": "-9", "label": "x"}], "constraints": {"required": True}}, "1", "-9", "cell-required"),
    ({"type": "string", "categories": ["a", "b"]}, "a", "c", "cell-category"),
    ({"type": "integer", "categories": [{"value": 1, "label": "low"}]}, "1", "2", "cell-category"),
)  # fmt: skip
OURS = ("cell-category",)  # what frictionless is documented not to enforce


def csv_of(rows: list[list[str]], **marks: Any) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n", **marks).writerows(rows)
    return out.getvalue().encode()


def package(content: bytes, schema: dict[str, Any], name: str = "t.csv", **resource: Any) -> Case:
    table = {"name": "t", "type": "table", "path": name, "encoding": "utf-8", "schema": schema, **resource}
    return Case({"$schema": V2, "name": "p", "resources": [table]}, {name: content})


@pytest.mark.parametrize(("stated", "right", "wrong", "code"), CELLS, ids=lambda item: str(item)[:60] if isinstance(item, dict) else "")
def test_a_cell_of_each_type_format_and_constraint(stated: dict[str, Any], right: str, wrong: str, code: str):
    constraints = {**stated.get("constraints", {}), **({"required": True} if code == "cell-required" else {})}
    field = {"name": "v", **stated, **({"constraints": constraints} if constraints else {})}
    schema = {"fields": [{"name": "id", "type": "string"}, field]}
    above = [["0", "first"]] if code == "cell-unique" else []
    accepted = judge(package(csv_of([["id", "v"], *above, ["a", right]]), schema))
    assert (accepted.stock, accepted.codes) == (True, frozenset()), accepted
    refused = judge(package(csv_of([["id", "v"], *above, ["a", wrong]]), schema))
    assert refused.codes == {code}
    assert refused.stock == (code in OURS)


TWO = {"fields": [{"name": "id", "type": "string"}, {"name": "v", "type": "integer"}]}
PLAIN = [["id", "v"], ["a", "1"], ["b", "2"]]
DIALECTS: dict[str, tuple[dict[str, Any], bytes]] = {
    "delimiter": ({"delimiter": ";"}, csv_of(PLAIN, delimiter=";")),
    "quoteChar": ({"quoteChar": "'"}, b"id,v\n'a,b',1\n"),
    "doubleQuote": ({"doubleQuote": True}, b'id,v\n"a""b",1\n'),
    "escapeChar": ({"escapeChar": "\\"}, b"id,v\na\\,b,1\n"),
    "skipInitialSpace": ({"skipInitialSpace": True}, b"id, v\na, 1\n"),
    "header": ({"header": False}, b"a,1\n"),
    "headerRows": ({"headerRows": [2]}, b"a title\nid,v\na,1\n"),
    "commentChar": ({"commentChar": "#"}, b"id,v\n# a note\na,1\n"),
    "commentRows": ({"commentRows": [2]}, b"id,v\na note\na,1\n"),
    "lineTerminator": ({"lineTerminator": "\r\n"}, b"id,v\r\na,1\r\n"),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_each_property_of_a_dialect_is_followed(name: str):
    dialect, content = DIALECTS[name]
    accepted = judge(package(content, TWO, dialect=dialect))
    assert (accepted.stock, accepted.codes) == (True, frozenset()), accepted
    refused = judge(package(content.replace(b"1", b"x"), TWO, dialect=dialect))
    assert (refused.stock, refused.codes) == (False, {"cell-type"})


@pytest.mark.parametrize("name", ["nullSequence", "arrayType", "sheetName", "table", "keyed"])
def test_a_property_of_a_dialect_that_is_not_supported_is_refused_by_name(name: str):
    assert judge(package(csv_of(PLAIN), TWO, dialect={name: "x"})).codes >= {"dialect-unsupported"}


@pytest.mark.parametrize(
    ("match", "header", "fits"),
    [
        ("exact", "id,v", True), ("exact", "v,id", False), ("equal", "v,id", True), ("equal", "v,id,w", False),
        ("subset", "w,v,id", True), ("subset", "v", False), ("superset", "v", True), ("superset", "v,w", False),
        ("partial", "w,v", True), ("partial", "w", False),
    ],
)  # fmt: skip
def test_columns_and_fields_agree_as_fields_match_says(match: str, header: str, fits: bool):
    cells = {"id": "a", "v": "1", "w": "x"}
    content = csv_of([header.split(","), [cells[name] for name in header.split(",")]])
    verdicts = judge(package(content, {**TWO, "fieldsMatch": match}))
    assert verdicts.stock is fits, verdicts
    assert not verdicts.codes if fits else verdicts.codes & {"column-missing", "column-unknown", "column-order"}


KEYS: dict[str, tuple[dict[str, Any], list[list[str]], str]] = {
    "a primary key": ({"primaryKey": ["id"]}, [["a", "1"], ["a", "2"]], "primary-key-twice"),
    "a composite primary key": ({"primaryKey": ["id", "v"]}, [["a", "1"], ["a", "2"], ["a", "1"]], "primary-key-twice"),
    "a unique key": ({"uniqueKeys": [["id", "v"]]}, [["a", "1"], ["b", "1"], ["a", "1"]], "unique-key-twice"),
    "a foreign key within one table": (
        {"foreignKeys": [{"fields": "v", "reference": {"resource": "", "fields": "v"}}]}, [["a", "1"]], "",
    ),
    "a foreign key to another field of one table": (
        {"foreignKeys": [{"fields": ["w"], "reference": {"resource": "", "fields": ["id"]}}]}, [["a", "1", "a"], ["b", "2", "c"]],
        "foreign-key-unknown",
    ),
    "a composite foreign key": (
        {"foreignKeys": [{"fields": ["w", "v"], "reference": {"resource": "t", "fields": ["id", "v"]}}]},
        [["a", "1", "a"], ["b", "2", "a"]], "foreign-key-unknown",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KEYS)
def test_each_kind_of_key_is_checked(kind: str):
    keys, rows, code = KEYS[kind]
    schema = {"fields": [*TWO["fields"], {"name": "w", "type": "string"}], "fieldsMatch": "exact", **keys}
    full = [row if len(row) == 3 else [*row, "x"] for row in rows]
    verdicts = judge(package(csv_of([["id", "v", "w"], *full]), schema))
    assert verdicts.codes == ({code} if code else set())
    assert verdicts.stock == (code in ("", "unique-key-twice"))


def test_encodings_sizes_sums_and_compression_are_followed():
    content = csv_of([["id", "v"], ["é", "1"]])
    packed = gzip.compress(content, mtime=0)
    sums = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    latin = content.decode().encode("latin-1")
    accepted = [
        package(content, TWO, **sums),
        package(latin, TWO, encoding="latin-1"),
        package(packed, TWO, "t.csv.gz"),
        package(content.replace(b",", b"\t"), TWO, "t.tsv"),
    ]
    for case in accepted:
        verdicts = judge(case)
        assert (verdicts.stock, verdicts.codes) == (True, frozenset()), verdicts
    assert judge(package(content, TWO, bytes=1)).codes == {"bytes-other"}
    assert judge(package(latin, TWO)).codes == {"encoding-wrong"}
    assert judge(package(content, TWO, hash="md5:" + "0" * 32)).codes == {"hash-other"}


@pytest.mark.parametrize(
    ("resource", "code"),
    [
        ({"path": "t.xlsx"}, "format-unsupported"),
        ({"format": "json"}, "format-unsupported"),
        ({"compression": "rar"}, "compression-unsupported"),
        ({"data": [["id"], ["a"]], "path": None}, "resource-inline"),
        ({"schema": "schema.yaml"}, "format-unsupported"),
        ({"hash": "crc32:00000000"}, "hash-unsupported"),
    ],
)
def test_what_is_not_supported_is_refused_by_name(resource: dict[str, Any], code: str):
    case = package(csv_of(PLAIN), TWO)
    stated = {**case.raw["resources"][0], **resource}
    case.raw["resources"][0] = {key: value for key, value in stated.items() if value is not None}
    files = {str(stated["path"] or "t.csv"): case.files["t.csv"], "schema.yaml": b"fields: []\n"}
    assert code in judge(Case(case.raw, files)).codes
