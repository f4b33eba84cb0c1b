"""Descriptors of shapes that were not made for this program: as the examples of the standard, and as other communities write them.

Each was written after the shape of a kind of package found on the web; stock frictionless is asked too, and has to agree.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bwise_publish.catalog import load
from bwise_publish.validation import validate
from tests.validation.generated import Case
from tests.validation.verdicts import judge

CITIES = b"city,year,population\nLondon,2017,8780000\nParis,2017,2240000\nRome,2017,2860000\n"
PARTS = {"cities-1.csv": CITIES, "cities-2.csv": b"city,year,population\nOslo,2017,673000\n"}


def version_1() -> dict[str, Any]:
    """A tabular data package of version 1, with profiles, a dialect with a version of its own and a key to a table of the same package."""
    series = {
        "name": "finance-vix",
        "path": "vix.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "dialect": {"csvddfVersion": 1.2, "delimiter": ",", "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": {
            "fields": [
                {"name": "DATE", "type": "date", "format": "any"},
                {"name": "VIXOpen", "type": "number", "description": "Open of the day"},
                {"name": "state", "type": "string"},
            ],
            "primaryKey": "DATE",
            "foreignKeys": [{"fields": "state", "reference": {"resource": "states", "fields": "code"}}],
        },
    }
    states = {
        "name": "states",
        "path": "states.csv",
        "profile": "tabular-data-resource",
        "schema": {"fields": [{"name": "code", "type": "string"}]},
    }
    return {
        "profile": "tabular-data-package",
        "name": "finance-vix",
        "title": "Volatility index",
        "licenses": [{"name": "ODC-PDDL-1.0", "path": "http://opendatacommons.org/licenses/pddl/", "title": "PDDL"}],
        "sources": [{"title": "An exchange", "path": "http://www.example.com/vix"}],
        "resources": [series, states],
    }


def nameless() -> dict[str, Any]:
    """The least that version 2 asks for: no name of the package, no schema, no `$schema`."""
    return {"resources": [{"name": "cities", "path": "cities-1.csv"}]}


def in_parts() -> dict[str, Any]:
    """One table in two files, by the example of the standard on `path`, with a schema and a dialect in files beside it."""
    resource = {"name": "cities", "path": list(PARTS), "schema": "schema.json", "dialect": "dialect.json", "encoding": "utf-8"}
    return {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "cities", "resources": [resource]}


def of_cameras() -> dict[str, Any]:
    """A profile of a community (wildlife cameras): keys of its own at every level, tables that point to one another, times with a zone."""
    deployments = {
        "name": "deployments",
        "path": "deployments.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "schema": {
            "name": "deployments",
            "fields": [
                {"name": "deploymentID", "type": "string", "constraints": {"required": True, "unique": True}, "skos:exactMatch": "x"},
                {"name": "latitude", "type": "number", "constraints": {"required": True, "minimum": -90, "maximum": 90}},
                {"name": "deploymentStart", "type": "datetime", "format": "%Y-%m-%dT%H:%M:%S%z", "constraints": {"required": True}},
            ],
            "missingValues": ["", "NaN", "nan"],
            "primaryKey": "deploymentID",
        },
    }
    observations = {
        "name": "observations",
        "path": "observations.csv",
        "profile": "tabular-data-resource",
        "schema": {
            "fields": [
                {"name": "observationID", "type": "string", "constraints": {"required": True, "unique": True}},
                {"name": "deploymentID", "type": "string", "constraints": {"required": True}},
                {"name": "observationType", "type": "string", "constraints": {"enum": ["animal", "human", "blank"]}},
                {"name": "count", "type": "integer", "constraints": {"minimum": 1}},
            ],
            "primaryKey": "observationID",
            "foreignKeys": [{"fields": "deploymentID", "reference": {"resource": "deployments", "fields": "deploymentID"}}],
        },
    }
    return {
        "profile": "data-package",
        "name": "cameras",
        "created": "2023-02-06T08:23:03Z",
        "project": {"title": "Wildlife", "samplingDesign": "simpleRandom", "captureMethod": ["activityDetection"]},
        "spatial": {"type": "Point", "coordinates": [4.0, 51.0]},
        "temporal": {"start": "2020-05-30", "end": "2021-04-18"},
        "taxonomic": [{"scientificName": "Anas platyrhynchos", "vernacularNames": {"eng": "mallard"}}],
        "relatedIdentifiers": [],
        "resources": [deployments, observations],
    }


def of_budgets() -> dict[str, Any]:
    """A fiscal package: a model beside the resources, column types of its own, decimal commas and group marks."""
    resource = {
        "name": "budget",
        "path": "budget.csv",
        "encoding": "windows-1252",
        "dialect": {"delimiter": ";"},
        "schema": {
            "fields": [
                {"name": "Einzelplan", "type": "string", "columnType": "administrative-classification:generic:level1:code"},
                {"name": "Betrag", "type": "number", "decimalChar": ",", "groupChar": ".", "columnType": "value"},
                {"name": "Jahr", "type": "year", "columnType": "date:fiscal-year"},
            ]
        },
    }
    return {
        "name": "budget",
        "countryCode": "DE",
        "granularity": "aggregated",
        "model": {"measures": {"amount": {"source": "Betrag", "currency": "EUR"}}},
        "resources": [resource],
    }


def of_files() -> dict[str, Any]:
    """Resources that are no tables: a map, a document; with sizes and checksums."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "map",
        "id": "b03ec84-77fd-4270-813b-0c698943f7ce",
        "contributors": [{"title": "A. Person", "roles": ["creator"]}],
        "resources": [
            {"name": "map", "path": "map.geojson", "format": "geojson", "mediatype": "application/geo+json", "bytes": 41},
            {"name": "terms", "path": "terms.txt", "hash": "md5:c4ca4238a0b923820dcc509a6f75849b"},
        ],
    }


def open_profile() -> dict[str, Any]:
    """Version 2 with labelled missing values, categories, unique keys and fields that match by name."""
    schema = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fieldsMatch": "subset",
        "fields": [
            {"name": "fruit", "type": "string", "categories": [{"value": "apple", "label": "Apple"}, {"value": "pear", "label": "Pear"}]},
            {"name": "grade", "type": "integer", "missingValues": [{"value": "-99", "label": "not asked"}], "categoriesOrdered": False},
        ],
        "uniqueKeys": [["fruit", "grade"]],
    }
    resource = {"name": "fruit", "type": "table", "path": "fruit.csv", "schema": schema}
    return {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "fruit", "resources": [resource]}


VIX = {"vix.csv": b"DATE,VIXOpen,state\r\n2004-01-02,17.96,IL\r\n1/5/2004,18.45,NY\r\n", "states.csv": b"code\nIL\nNY\n"}
BESIDE = {
    "schema.json": json.dumps(
        {"fields": [{"name": "city"}, {"name": "year", "type": "year"}, {"name": "population", "type": "integer"}]}
    ).encode(),
    "dialect.json": b'{"delimiter": ","}',
}
CAMERAS = {
    "deployments.csv": b"deploymentID,latitude,deploymentStart\nd1,51.18,2020-05-30T02:57:37Z\nd2,NaN,2020-05-30T02:57:37+0200\n",
    "observations.csv": b"observationID,deploymentID,observationType,count\no1,d1,animal,3\no2,d1,blank,\n",
}
CAMERAS_RIGHT = {**CAMERAS, "deployments.csv": CAMERAS["deployments.csv"].replace(b"NaN", b"51.2")}
BUDGET = {"budget.csv": "Einzelplan;Betrag;Jahr\nStraßen;1.234.567,89;2020\nBücher;-5,00;2021\n".encode("cp1252")}
FILES = {"map.geojson": b'{"type": "FeatureCollection", "features":[]}'[:41], "terms.txt": b"1"}
FRUIT = {"fruit.csv": b"extra,grade,fruit\nx,1,apple\ny,-99,pear\nz,-99,pear\n"}

PACKAGES: dict[str, tuple[Any, Mapping[str, bytes], set[str]]] = {
    "a tabular package of version 1": (version_1, VIX, set()),
    "the same with a state that is not there": (version_1, {**VIX, "states.csv": b"code\nIL\n"}, {"foreign-key-unknown"}),
    "the least of version 2": (nameless, PARTS, set()),
    "a table in parts": (in_parts, {**PARTS, **BESIDE}, set()),
    "a table in parts, one cell wrong": (
        in_parts,
        {**PARTS, **BESIDE, "cities-2.csv": b"city,year,population\nOslo,17,1\n"},
        {"cell-type"},
    ),
    "a package of a community": (of_cameras, CAMERAS_RIGHT, set()),
    "the same with a missing latitude": (of_cameras, CAMERAS, {"cell-required"}),
    "a fiscal package": (of_budgets, BUDGET, set()),
    "the same in another encoding": (of_budgets, {"budget.csv": BUDGET["budget.csv"].replace(b"\xdf", b"\x81")}, {"encoding-wrong"}),
    "files that are no tables": (of_files, FILES, set()),
    "the same with another checksum": (of_files, {**FILES, "terms.txt": b"2"}, {"hash-other"}),
    "labels, categories and columns by name": (open_profile, FRUIT, set()),
    "the same with a grade twice": (open_profile, {"fruit.csv": b"fruit,grade\napple,1\napple,1\n"}, {"unique-key-twice"}),
    "the same with another fruit": (open_profile, {"fruit.csv": b"fruit,grade\nplum,1\n"}, {"cell-category"}),
}


@pytest.mark.parametrize("profile", ["fiscal-data-package", "https://example.org/profile.json", "profile.json"])
@pytest.mark.parametrize("of_resource", [True, False])
def test_a_profile_that_is_not_of_the_standard_is_refused_by_name(profile: str, of_resource: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was asked"))
    raw = of_budgets()
    (raw["resources"][0] if of_resource else raw)["profile"] = profile
    with tempfile.TemporaryDirectory() as name:
        Case(raw, dict(BUDGET)).write(Path(name))
        assert [problem.code for problem in validate(load([Path(name)], guess=True), guess=True).problems] == ["profile-unsupported"]


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_package_of_another_kind_is_judged_as_frictionless_does(kind: str):
    descriptor, files, codes = PACKAGES[kind]
    verdicts = judge(Case(descriptor(), dict(files)))
    assert verdicts.codes == codes, verdicts.ours_say
    assert not verdicts.disagreement
