"""Writes Data Packages that are right, nearly right or wrong: descriptors together with their files, for Hypothesis to choose from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.validation.generated_files import csv_bytes, placed, rarely

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"

# What people write into cells of each type: the first four fit, the others fit nearly or not at all.
CELLS: dict[str, list[str]] = {
    "string": [
        "a", "b", "ab", "", "abc", "a b", " a", "A", "é", "é", "ß", "aé", "a|b", "line\nbreak", "a\n", "NA", "x" * 9, "٣", "_", "-",
        'q"q',
    ],
    "integer": ["1", "2", "10", "", "0", "-5", "+5", "007", " 5", "1.0", "1e3", "5 %", "x", "1_0", "٣", "9" * 30, "NA", "-0", "1,000"],
    "number": [
        "1.5", "2", "0.1", "", "0", "-2", ".5", "5.", "1e2", "NaN", "INF", "-INF", "1,5", "0.30000000000000001", "0.10", "0.3", "x", "1_0",
        " 1.5", "NA", "1e400", "1 000,5", "€5", "5%", "1.000.5", "infinity", "sNaN",
    ],
    "boolean": ["true", "false", "1", "", "0", "True", "TRUE", "yes", "T", "NA", "no"],
    "date": [
        "2020-01-01", "2021-12-31", "2020-06-15", "", "2020-02-30", "0000-01-01", "2020-1-1", "2020-01-01 ", "20200101", "x",
        "31.12.2020", "1 May 2020",
    ],
    "datetime": [
        "2020-01-01T10:00:00Z", "2021-01-01T10:00:00Z", "2020-06-01T10:00:00.5Z", "", "2020-01-01T10:00:00", "2020-01-01T10:00:60",
        "2020-01-01 10:00:00", "2020-01-01T24:00:00", "2020-01-01T10:00:00+02:00", "x", "01/02/2020 10:11", "2020-01-01T12:00:00+02:00",
    ],
    "time": ["10:00:00", "11:30:00", "23:59:59", "", "9:0:0", "10:00:60", "24:00:00", "10:00", "10:00:00Z", "10:00:00.5", "x", "10.30"],
    "year": ["2020", "1999", "2001", "", "20", "20201", "+202", "-999", "0000", "x", " 202"],
    "any": ["x", "1", "y", "", "NA"],
    "yearmonth": ["2020-01", "2020-12", "1999-06", "", "2020-13", "2020", "x", "2020-1", "0020-01"],
    "duration": ["P1Y", "P1M", "PT5M", "", "P1Y2M3DT4H5M6S", "P", "x", "PT60S", "PT1M", "P12M", "P0.5Y"],
    "geopoint": ["1,2", "0,0", "-5, 5", "", "200,1", "1.0,2", "x", "1,2,3", "[1, 2]", '{"lon": 1, "lat": 2}', "NaN,1"],
    "geojson": ['{"type": "Point", "coordinates": [1, 2]}', "", "{}", "x", '{"type": "Point"}'],
    "object": ["{}", '{"a": 1}', '{"b": [1]}', "", "[]", "x", '{"a": NaN}'],
    "array": ["[]", "[1]", '["a", "b"]', "", "{}", "x"],
    "list": ["a,b", "a", "1,2", "", "1;2", ",", "1,b"],
}  # fmt: skip
FORMATTED = {
    "email": [
        "a@example.org", "b.c@example.org", "", "a@b", "a b@example.org", "é@example.org", "a..b@example.org", "a@example.org\n",
        "-@example.org",
    ],
    "uri": [
        "https://example.org", "http://example.org/a?b=c#d", "", "example.org", "http://u:p@example.org/", "urn:isbn:1",
        "http://[::1/", "https://é.org/é", "a:b", "https://a.org/%zz",
    ],
    "uuid": ["123e4567-e89b-42d3-a456-426614174000", "", "123e4567e89b42d3a456426614174000", "x", "123E4567-E89B-42D3-A456-426614174000"],
    "binary": ["YQ==", "", "Y", "x", "YWI=", "Y Q = ="],
}  # fmt: skip
BOUNDS: dict[str, list[Any]] = {
    "integer": [0, 2, 10, "5"],
    "number": [0, 0.3, 1.5, "0.1"],
    "date": ["2020-01-01", "2021-01-01"],
    "datetime": ["2020-01-01T10:00:00Z", "2020-06-01T00:00:00", "2020-01-01T10:00:00+02:00"],
    "time": ["10:00:00", "12:00:00", "10:00:00Z"],
    "year": [2000, "2020"],
    "yearmonth": ["2020-01", "2000-06"],
}
ENUMS: dict[str, list[Any]] = {
    "string": ["a", "b", "é", "a b"],
    "integer": [1, 2, "10"],
    "number": [0.1, 1.5, "0.3", 2],
    "boolean": [True],
    "date": ["2020-01-01", "2021-12-31"],
    "datetime": ["2020-01-01T10:00:00Z"],
    "time": ["10:00:00"],
    "year": [2020, 1999],
    "yearmonth": ["2020-01"],
    "duration": ["P1Y", "PT60S"],
    "any": ["x", "1"],
    "geopoint": ["1,2"],
    "object": [{"a": 1}],
    "array": [[1]],
}
PATTERNS = [
    "[a-z]+",
    "(?:a|b)",
    r"\w+",
    r"[\w ]*",
    r"a.*",
    r"\S+",
    r"[^a]+",
    "a{1,2}b?c?",
    "^[a-z]+$",
    "a|b",
    "(a+)+",
    r"\d",
    "[a-zé]*",
    "(?i)a",
    "a(?=b)",
]
FORMATS = {
    "date": ["any", "%d.%m.%Y", "%Y-%m-%d", "%d %b %Y"],
    "datetime": ["any", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S"],
    "time": ["any", "%H.%M", "%H:%M:%S"],
    "geopoint": ["array", "object"],
}
MATCHES = ["exact", "equal", "subset", "superset", "partial"]


@dataclass(frozen=True)
class Case:
    """A descriptor and the files of its package by name."""

    raw: dict[str, Any]
    files: dict[str, bytes]

    def write(self, folder: Path) -> Path:
        """Writes the package into a folder and returns its descriptor."""
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
        descriptor = folder / "datapackage.json"
        descriptor.write_text(json.dumps(self.raw, ensure_ascii=False), encoding="utf-8")
        return descriptor

    def __str__(self) -> str:
        return f"{json.dumps(self.raw, ensure_ascii=False)}\n{self.files}"


@st.composite
def fields(draw: st.DrawFn, name: str, *, v2: bool) -> tuple[dict[str, Any], list[str]]:
    """A field, and the cells that may stand in its column."""
    kinds = [kind for kind in CELLS if v2 or kind != "list"]
    kind = draw(st.sampled_from([*kinds, "string", "string", "integer", "integer", "number", "number", "date"]))
    value: dict[str, Any] = {"name": name, "type": kind}
    cells = CELLS[kind]
    if kind == "string" and rarely(draw, 4):
        value["format"] = draw(st.sampled_from(list(FORMATTED)))
        cells = FORMATTED[value["format"]]
    if kind in FORMATS and rarely(draw, 3):
        value["format"] = draw(st.sampled_from(FORMATS[kind]))
        cells = [*cells[4:], *cells[:2]] if rarely(draw, 2) else cells
    if kind == "list":
        value.update(draw(st.sampled_from([{}, {"itemType": "integer"}, {"delimiter": ";"}, {"itemType": "date"}])))
    if kind == "number":
        marks = [
            {},
            {},
            {"decimalChar": ","},
            {"groupChar": ","},
            {"decimalChar": ",", "groupChar": " "},
            {"bareNumber": False},
            {"groupChar": "."},
        ]
        value.update(draw(st.sampled_from(marks)))
    if kind == "integer" and rarely(draw, 6):
        value.update(draw(st.sampled_from([{"bareNumber": False}, {"groupChar": ","}])))
    if kind == "boolean" and rarely(draw, 3):
        value.update(draw(st.sampled_from([{"trueValues": ["yes", "1"], "falseValues": ["no", "0"]}, {"trueValues": ["T", "true"]}])))
    constraints = draw(constraints_of(kind, formatted="format" in value, v2=v2))
    if constraints:
        value["constraints"] = constraints
    if rarely(draw, 5):
        value["missingValues"] = draw(
            st.sampled_from([["", "NA"], ["-"], [], *([[{"value": "NA", "label": "none"}, {"value": ""}]] if v2 else [])])
        )
    if kind in ("string", "integer") and v2 and rarely(draw, 12):
        value["categories"] = {"string": ["a", "b", "ab"], "integer": [1, 2, 10]}[kind]
    return value, cells


@st.composite
def constraints_of(draw: st.DrawFn, kind: str, *, formatted: bool, v2: bool) -> dict[str, Any]:
    """The constraints of a field of a type."""
    constraints: dict[str, Any] = {}
    for flag in ("required", "unique"):
        if rarely(draw, 5):
            constraints[flag] = draw(st.sampled_from([True, True, False]))
    if kind in BOUNDS and not (formatted and kind != "number") and rarely(draw, 2):
        keys = ["minimum", "maximum", *(["exclusiveMinimum", "exclusiveMaximum"] if v2 or rarely(draw, 8) else [])]
        for key in draw(st.lists(st.sampled_from(keys), min_size=1, max_size=2, unique=True)):
            constraints[key] = draw(st.sampled_from(BOUNDS[kind]))
    if kind in ENUMS and not formatted and rarely(draw, 4):
        constraints["enum"] = ENUMS[kind]
    if kind == "string" and rarely(draw, 2):
        key = draw(st.sampled_from(["pattern", "minLength", "maxLength"]))
        constraints[key] = draw(st.sampled_from(PATTERNS)) if key == "pattern" else draw(st.integers(0, 4))
    if kind in ("list", "array", "object") and rarely(draw, 4):
        constraints[draw(st.sampled_from(["minLength", "maxLength"]))] = draw(st.integers(0, 2))
    return constraints


@st.composite
def tables(draw: st.DrawFn, name: str, others: list[dict[str, Any]], *, v2: bool) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A resource and its files; its keys may point to the resources in `others`."""
    chosen = [draw(fields(f"f{number}", v2=v2)) for number in range(draw(st.integers(1, 4)))]
    tall = rarely(draw, 15)  # about as many rows as the hundred from which frictionless guesses
    if tall and rarely(draw, 3):  # and more text than is looked at in one go
        chosen.append(({"name": "wide", "type": "string"}, ["w" * 3000] * 4))
    names = [value["name"] for value, _ in chosen]
    # The first cells of each list are right; drawn more often, they leave many tables on which the two verdicts may differ.
    calm = draw(st.booleans())
    mixed = [st.just("") if rarely(draw, 10) else st.sampled_from(cells[:4] if calm else [*cells[:4] * 5, *cells]) for _, cells in chosen]
    rows = [list(row) for row in draw(st.lists(st.tuples(*mixed), min_size=0, max_size=5))]
    if tall and rows:
        rows = [rows[0]] * draw(st.integers(90, 102)) + rows[1:]
    schema: dict[str, Any] = {"fields": [value for value, _ in chosen]}
    order = draw(orders(schema["fields"]))
    if rarely(draw, 4):
        schema["primaryKey"] = draw(st.sampled_from([order[:1], order[: draw(st.integers(1, len(order)))], order[0]]))
    if v2 and rarely(draw, 8):
        schema["uniqueKeys"] = [order[: draw(st.integers(1, len(order)))]]
    if rarely(draw, 3):
        schema["foreignKeys"] = [draw(foreign_keys(name, order, [*others, {"name": name, "schema": schema}]))]
    if rarely(draw, 8):
        schema["missingValues"] = draw(st.sampled_from([["", "NA"], ["NA"], ["-", "x"]]))
    header = list(names)
    if v2 and rarely(draw, 4):
        schema["fieldsMatch"] = draw(st.sampled_from(MATCHES))
    if rarely(draw, 8):
        header, rows = draw(other_columns(header, rows))
    resource: dict[str, Any] = {"name": name, "path": f"{name}.csv", "schema": schema}
    if rarely(draw, 2):
        resource["type" if v2 else "profile"] = "table" if v2 else "tabular-data-resource"
    content = draw(csv_bytes(resource, header, rows))
    files = draw(placed(resource, content))
    return resource, files


@st.composite
def orders(draw: st.DrawFn, known: list[dict[str, Any]]) -> list[str]:
    """The names of fields in some order, often with those first whose values are lists or objects."""
    names = [item["name"] for item in draw(st.permutations(known))]
    structured = [item["name"] for item in known if item["type"] in ("list", "array", "object", "geojson", "geopoint")]
    return [*structured, *(name for name in names if name not in structured)] if rarely(draw, 3) else names


@st.composite
def foreign_keys(draw: st.DrawFn, name: str, names: list[str], tables: list[dict[str, Any]]) -> dict[str, Any]:
    """A foreign key from fields of one of the tables, in the order of `names`, to that table or another, of one field or two."""
    target = draw(st.sampled_from(["", *(item["name"] for item in tables)]))
    known = next((item["schema"]["fields"] for item in tables if item["name"] == (target or name) and "schema" in item), None)
    targets = draw(orders(known)) if known else names
    width = min(draw(st.sampled_from([1, 1, 2])), len(names), len(targets))
    chosen = targets[:width]
    key: dict[str, Any] = {"fields": names[:width], "reference": {"resource": target, "fields": chosen}}
    if width == 1 and rarely(draw, 3):
        key = {"fields": names[0], "reference": {"resource": target, "fields": chosen[0]}}
    return key


@st.composite
def other_columns(draw: st.DrawFn, header: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """The columns in another order, one more, one fewer, or one with another name."""
    change = draw(st.sampled_from(["order", "more", "fewer", "name", "space", "twice"]))
    if change == "order":
        return header[::-1], [row[::-1] for row in rows]
    if change == "more":
        return [*header, "extra"], [[*row, "e"] for row in rows]
    if change == "fewer" and len(header) > 1:
        return header[:-1], [row[:-1] for row in rows]
    if change == "twice":
        return [*header, header[0]], [[*row, row[0]] for row in rows]
    return ([f" {header[0]} ", *header[1:]] if change == "space" else ["F0", *header[1:]]), rows


@st.composite
def packages(draw: st.DrawFn) -> Case:
    """A package of one table or two, by version 1 or 2 of the standard."""
    v2 = not rarely(draw, 4)
    raw: dict[str, Any] = {"$schema": V2} if v2 else {"profile": draw(st.sampled_from(["tabular-data-package", "data-package"]))}
    raw["name"] = "p"
    if rarely(draw, 12):
        raw.update(
            draw(
                st.sampled_from(
                    [
                        {"created": "2020-01-01T00:00:00Z"},
                        {"created": "yesterday"},
                        {"titel": "x"},
                        {"licenses": [{"name": "CC0"}]},
                        {"licenses": [{"title": "x"}]},
                        {"collection": "c"},
                    ]
                )
            )
        )
    resources: list[dict[str, Any]] = []
    files: dict[str, bytes] = {}
    for name in ["t", *(["u"] if rarely(draw, 3) else [])]:
        resource, own = draw(tables(name, resources, v2=v2))
        resources.append(resource)
        files |= own
    raw["resources"] = draw(st.permutations(resources))
    return Case(raw, files)
