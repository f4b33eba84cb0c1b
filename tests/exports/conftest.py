"""What the tests of formats share: the packages as they are published, the real ones and a small one with every type."""

from __future__ import annotations

import pytest

from bwise_publish.catalog import load
from bwise_publish.exports.selfcontained import self_contained
from bwise_publish.publication import read_publication
from tests.conftest import ROOT
from tests.making import field, package, publication, table

TYPES = {
    "day": "date", "share": "number", "count": "integer", "since": "year", "open": "boolean",
    "when": "datetime", "at": "time", "kind": "string",
}  # fmt: skip
ROWS = """
    =1+1,2024-05-06,0.25,7,2024,true,2024-05-06T07:08:09,07:08:09,b
    0110,1899-12-31,,,,false,,,
    https://a.example/,,-3.5,-1,,,,,a
"""


@pytest.fixture(scope="session")
def edition():
    """The publication of the project."""
    return read_publication(ROOT)


@pytest.fixture(scope="session")
def exports(tables, edition):
    """Its packages as they are published, by name."""
    return {name: self_contained(tables.catalog, name) for name in edition.packages}


@pytest.fixture
def small(tmp_path):
    """A publication of one package: things with a field of every type, and kinds with titles."""
    fields = [field("thing", required=True), *(field(name, kind) for name, kind in TYPES.items())]
    fields[2]["unit"] = "per cent"
    key = {"fields": ["kind"], "reference": {"resource": "kinds", "fields": ["kind"]}}
    kinds = table([field("kind"), field("title")], "a,The first\nb,The second", ["kind"])
    package(tmp_path / "datapackages", "things", {"things": table(fields, ROWS, ["thing"], [key]), "kinds": kinds})
    read = read_publication(publication(tmp_path, ["things"]))
    return read, load([read.package_folder("things")])
