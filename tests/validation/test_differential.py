"""Stock frictionless is the judge: on generated tables our verdict is never more lenient than its own."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import frictionless
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bwise_publish.catalog import load
from bwise_publish.validation import validate

# What people write into cells of each type: values that fit, that fit nearly, and that do not fit.
CELLS: dict[str, list[str]] = {
    "string": ["", "a", "b", "ab", "abc", "a b", " a", "A", "é", "é", "ß", "aé", "a|b", "line\nbreak", "NA", "x" * 9, "٣", "_", "-"],
    "integer": ["", "0", "1", "2", "10", "-5", "+5", "007", " 5", "1.0", "1e3", "5 %", "x", "1_0", "٣", "9" * 30, "NA"],
    "number": [
        "",
        "0",
        "1.5",
        "-2",
        ".5",
        "5.",
        "1e2",
        "NaN",
        "INF",
        "-INF",
        "1,5",
        "0.30000000000000001",
        "0.1",
        "0.10",
        "x",
        "1_0",
        "NA",
    ],
    "boolean": ["", "true", "false", "True", "TRUE", "1", "0", "yes", "T", "NA"],
    "date": ["", "2020-01-01", "2020-02-30", "0000-01-01", "2020-1-1", "2020-01-01 ", "20200101", "2021-12-31", "x"],
    "datetime": ["", "2020-01-01T10:00:00Z", "2020-01-01T10:00:00", "2020-01-01T10:00:60", "2020-01-01 10:00:00", "2020-01-01T24:00:00"],
    "time": ["", "10:00:00", "9:0:0", "10:00:60", "24:00:00", "10:00", "23:59:59"],
    "year": ["", "2020", "1999", "20", "20201", "+202", "-999", "0000", "x"],
    "any": ["", "x", "1", "NA"],
    "yearmonth": ["", "2020-01", "2020-13", "2020", "x"],
    "duration": ["", "P1Y", "PT5M", "x"],
    "geopoint": ["", "1,2", "200,1", "x"],
    "object": ["", "{}", '{"a": 1}', "[]", "x"],
    "array": ["", "[]", "[1]", "{}", "x"],
    "list": ["", "a,b", "a"],
}
FORMATTED = {
    "email": ["", "a@example.org", "a@b", "a b@example.org", "é@example.org", "a..b@example.org", "a@example.org\n", "-@example.org"],
    "uri": ["", "https://example.org", "example.org", "http://u:p@example.org/", "urn:isbn:1", "http://[::1/", "https://é.org/é", "a:b"],
    "uuid": ["", "123e4567-e89b-42d3-a456-426614174000", "123e4567e89b42d3a456426614174000", "x", "123E4567-E89B-42D3-A456-426614174000"],
    "binary": ["", "YQ==", "Y", "x"],
}
BOUNDS: dict[str, list[Any]] = {
    "integer": [0, 2, 10, "5"],
    "number": [0, 0.3, 1.5, "0.1"],
    "date": ["2020-01-01", "2021-01-01"],
    "year": [2000, "2020"],
}
ENUMS: dict[str, list[Any]] = {
    "string": ["a", "b", "é", "a b"],
    "integer": [1, 2, "10"],
    "number": [0.1, 1.5, "0.3"],
    "boolean": [True],
    "date": ["2020-01-01"],
    "year": [2020],
    "any": ["x", "1"],
}
PATTERNS = ["[a-z]+", "(?:a|b)", r"\w+", r"[\w ]*", r"a.*", r"\S+", r"[^a]+", "a{1,2}b?c?"]


@st.composite
def fields(draw: st.DrawFn, name: str) -> tuple[dict[str, Any], list[str]]:
    """A field, and the cells that may stand in its column."""
    kind = draw(st.sampled_from([*CELLS, "string", "integer", "number", "date"]))
    value: dict[str, Any] = {"name": name, "type": kind}
    cells = CELLS[kind]
    if kind == "string" and draw(st.integers(0, 3)) == 0:
        value["format"] = draw(st.sampled_from(list(FORMATTED)))
        cells = FORMATTED[value["format"]]
    constraints: dict[str, Any] = {}
    for flag in ("required", "unique"):
        if draw(st.integers(0, 4)) == 0:
            constraints[flag] = True
    if kind in BOUNDS and draw(st.booleans()):
        key = draw(st.sampled_from(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]))
        constraints[key] = draw(st.sampled_from(BOUNDS[kind]))
    if kind in ENUMS and draw(st.integers(0, 3)) == 0:
        constraints["enum"] = ENUMS[kind]
    if kind == "string" and "format" not in value and draw(st.booleans()):
        key = draw(st.sampled_from(["pattern", "minLength", "maxLength"]))
        constraints[key] = draw(st.sampled_from(PATTERNS)) if key == "pattern" else draw(st.integers(0, 4))
    if constraints:
        value["constraints"] = constraints
    if draw(st.integers(0, 4)) == 0:
        value["missingValues"] = ["", "NA"]
    return value, cells


@st.composite
def packages(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """A descriptor of one table and its CSV."""
    chosen = [draw(fields(f"f{number}")) for number in range(draw(st.integers(1, 3)))]
    # The first cells of each list are right; drawn more often, they leave many tables on which the two verdicts may differ.
    mixed = [st.sampled_from([*cells[:4] * 4, *cells]) for _, cells in chosen]
    rows = draw(st.lists(st.tuples(*mixed), min_size=1, max_size=4))
    schema: dict[str, Any] = {"fields": [value for value, _ in chosen]}
    names = [value["name"] for value, _ in chosen]
    if draw(st.integers(0, 3)) == 0:
        schema["primaryKey"] = names[: draw(st.integers(1, len(names)))]
    if draw(st.integers(0, 3)) == 0:
        target = draw(st.sampled_from(names))
        schema["foreignKeys"] = [{"fields": [names[0]], "reference": {"resource": "", "fields": [target]}}]
    dialect = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False}
    resource = {"name": "t", "type": "table", "path": "t.csv", "encoding": "utf-8", "dialect": dialect, "schema": schema}
    raw = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "p", "resources": [resource]}
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([names, *rows])
    return raw, out.getvalue()


def stock_accepts(descriptor: Path) -> bool:
    """The verdict of frictionless on the files themselves; a crash of its own is no acceptance."""
    try:
        return bool(frictionless.Package(str(descriptor)).validate().valid)
    except Exception:
        return False


@settings(max_examples=250, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(packages())
def test_nothing_that_frictionless_rejects_is_accepted(case: tuple[dict[str, Any], str]):
    raw, content = case
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "t.csv").write_text(content, encoding="utf-8", newline="")
        (folder / "datapackage.json").write_text(json.dumps(raw), encoding="utf-8")
        report = validate(load([folder]))
        if report.valid:
            assert stock_accepts(folder / "datapackage.json"), f"{json.dumps(raw['resources'][0]['schema'])}\n{content}"
