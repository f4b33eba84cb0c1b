"""A small publication of two packages, right in every respect, for tests to break: `codes`, and `places`, which points to it."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bwise_publish.catalog import load
from bwise_publish.problems import Problem
from bwise_publish.publication import read_publication
from bwise_publish.validation import Report, validate
from tests import making

COUNTRIES = """
    AT,Austria
    BE,Belgium
    FR,France
"""
# Rows 2 to 5 of the file.
PLACES = """
    graz,AT,Graz workshop,1998,12,33.5,true,open,https://example.org/graz,graz,observed
    linz,AT,Linz garden,2005,40,66.5,false,open,,graz,observed
    lyon,FR,Lyon kitchen,2011,7,,true,closed,https://example.org/lyon,,estimate
    namur,BE,Namur laundry,2019,25,12,false,open,,linz,observed
"""
PLACE_FIELDS = [
    making.field("place_id", example="graz", required=True, pattern="[a-z]+(?:-[a-z]+)*"),
    making.field("country_code", example="AT", required=True),
    making.field("title", example="Graz workshop", required=True, minLength=5, maxLength=20),
    making.field("opened_year", "year", 1998, minimum=1950),
    making.field("workers", "integer", 12, minimum=1, exclusiveMaximum=1000),
    making.field("share", "number", 33.5, minimum=0, maximum=100),
    making.field("supported", "boolean", True),
    making.field("state", example="open", enum=["open", "closed"]),
    {**making.field("url", example="https://example.org/graz"), "format": "uri"},
    making.field("parent_id", example="graz"),
    {**making.field("status", example="observed"), "categories": ["observed", "estimate"]},
]
KEYS = [
    {"fields": ["country_code"], "reference": {"package": "codes", "resource": "countries", "fields": ["country_code"]}},
    {"fields": ["parent_id"], "reference": {"resource": "", "fields": ["place_id"]}},
]


def write(root: Path) -> Path:
    """Writes the publication into `root` and returns it."""
    countries = making.table(
        [making.field("country_code", example="AT", required=True), making.field("name", example="Austria")], COUNTRIES
    )
    countries[0]["primaryKey"] = ["country_code"]
    places = making.table(PLACE_FIELDS, PLACES, key=["place_id"], foreign=copy.deepcopy(KEYS))
    places[0]["uniqueKeys"] = [["country_code", "title"]]
    making.package(root / "datapackages", "codes", {"countries": countries})
    making.package(root / "datapackages", "places", {"places": places})
    return making.publication(root, ["codes", "places"])


def check(root: Path) -> Report:
    """The report on the publication in `root`, as the command validate makes it."""
    publication = read_publication(root)
    return validate(load(publication.package_folder(name) for name in publication.packages), publication=publication)


def set_cell(root: Path, row: int, field: str, value: str) -> None:
    """Writes a value into a cell of places.csv; `row` as numbered in the file."""
    path = root / "datapackages" / "places" / "data" / "places.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    rows[row - 1][rows[0].index(field)] = value
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


def edit_text(root: Path, change: Callable[[str], str]) -> None:
    """Changes places.csv as text."""
    path = root / "datapackages" / "places" / "data" / "places.csv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")


def edit_descriptor(root: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Changes the descriptor of `places`; `change` mends the value in place."""
    path = root / "datapackages" / "places" / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    change(raw)
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="")


def field_of(raw: dict[str, Any], name: str) -> dict[str, Any]:
    """The descriptor of a field of places."""
    return next(item for item in raw["resources"][0]["schema"]["fields"] if item["name"] == name)


def only(report: Report, code: str) -> Problem:
    """The one problem of a report, which has this code."""
    assert [problem.code for problem in report.problems] == [code], report.text()
    return report.problems[0]
