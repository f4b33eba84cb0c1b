from __future__ import annotations

import io
import json
import zipfile

import pytest

from bwise_publish.catalog import load
from bwise_publish.exports.downloads import downloads, stock_problems
from bwise_publish.exports.selfcontained import self_contained
from bwise_publish.publication import read_publication
from tests.making import field, package, publication, table


def key(fields, resource, targets, owner=""):
    reference = {"resource": resource, "fields": targets}
    return {"fields": fields, "reference": {"package": owner, **reference} if owner else reference}


@pytest.fixture
def small(tmp_path):
    """Codes (with a source each) and figures that use some of them."""
    packages = tmp_path / "datapackages"
    sources = table([field("source_id")], "s1\ns2\ns3", ["source_id"])
    codes = table(
        [field("code"), field("source_id")],
        "a,s1\nb,s2\nc,s3",
        ["code"],
        [key(["source_id"], "sources", ["source_id"])],
    )
    figures = table(
        [field("figure", "integer", 1), field("code"), field("share", "number", 0.5)],
        "2,b,0.25\n10,,\n1,a,0.5",
        ["figure"],
        [key(["code"], "codes", ["code"], "lists")],
    )
    package(packages, "lists", {"codes": codes, "sources": sources})
    package(packages, "numbers", {"figures": figures})
    read = read_publication(publication(tmp_path, ["lists", "numbers"]))
    return read, load(read.package_folder(name) for name in read.packages)


def zipped(files, package_name):
    (item,) = [item for item in files.listing if item.format == "ZIP" and item.package == package_name]
    archive = zipfile.ZipFile(io.BytesIO(files.served[item.path]))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_package_carries_the_rows_that_its_keys_lead_to_however_far(small):
    _, catalog = small
    export = self_contained(catalog, "numbers")
    carried = {item.table.name: list(item.text_rows()) for item in export.tables}
    assert carried["codes"] == [("a", "s1"), ("b", "s2")]
    assert carried["sources"] == [("s1",), ("s2",)]
    assert [item.borrowed for item in export.tables] == [False, True, True]


def test_a_table_that_a_key_names_is_carried_even_when_no_row_leads_to_it(tmp_path):
    packages = tmp_path / "datapackages"
    sources = table([field("source_id")], "s1", ["source_id"])
    codes = table([field("code"), field("source_id")], "a,s1", ["code"], [key(["source_id"], "sources", ["source_id"])])
    figures = table([field("figure"), field("code")], "1,", ["figure"], [key(["code"], "codes", ["code"], "lists")])
    package(packages, "lists", {"codes": codes, "sources": sources})
    package(packages, "numbers", {"figures": figures})
    read = read_publication(publication(tmp_path, ["lists", "numbers"]))
    catalog = load(read.package_folder(name) for name in read.packages)
    assert [(item.table.name, len(item.rows)) for item in self_contained(catalog, "numbers").tables] == [
        ("figures", 1),
        ("codes", 0),
        ("sources", 0),
    ]
    assert stock_problems(downloads(catalog, read), lambda _: None) == []


def test_rows_are_in_canonical_order_numbers_by_value(small):
    _, catalog = small
    figures = self_contained(catalog, "numbers").tables[0]
    assert [row[0] for row in figures.text_rows()] == ["1", "2", "10"]


def test_published_keys_are_ordinary_keys_and_files_have_sizes_and_sums(small):
    read, catalog = small
    content = zipped(downloads(catalog, read), "numbers")
    descriptor = json.loads(content["datapackage.json"])
    assert descriptor["version"] == "1.2.0"
    assert descriptor["created"] == "2024-05-06T00:00:00Z"
    (figures,) = [resource for resource in descriptor["resources"] if resource["name"] == "figures"]
    assert figures["schema"]["foreignKeys"] == [{"fields": ["code"], "reference": {"resource": "codes", "fields": ["code"]}}]
    assert figures["bytes"] == len(content["data/figures.csv"])
    assert figures["hash"].startswith("sha256:")


def test_stock_frictionless_accepts_what_is_published(small):
    read, catalog = small
    assert stock_problems(downloads(catalog, read), lambda _: None) == []


def test_stock_frictionless_refuses_a_key_that_leads_nowhere(small):
    read, catalog = small
    codes = catalog.packages["lists"].folder / "data" / "codes.csv"
    codes.write_text("code,source_id\na,s1\nb,s9\n", encoding="utf-8")
    broken = load(read.package_folder(name) for name in read.packages)
    problems = stock_problems(downloads(broken, read), lambda _: None)
    assert {(problem.where.table, problem.code) for problem in problems} == {("codes", "published-package")}
    assert any(problem.where.row == 3 for problem in problems)


def test_json_has_typed_rows_and_null_for_missing(small):
    read, catalog = small
    value = json.loads(downloads(catalog, read).served["api/numbers/figures.json"])
    assert value["rows"] == [
        {"figure": 1, "code": "a", "share": 0.5},
        {"figure": 2, "code": "b", "share": 0.25},
        {"figure": 10, "code": None, "share": None},
    ]
    assert (value["package"], value["version"], value["primaryKey"]) == ("numbers", "1.2.0", ["figure"])
    assert [item["type"] for item in value["fields"]] == ["integer", "string", "number"]


def test_the_zip_of_everything_is_one_package_with_every_table(small):
    read, catalog = small
    files = downloads(catalog, read)
    descriptor = json.loads(zipped(files, "")["datapackage.json"])
    assert [resource["name"] for resource in descriptor["resources"]] == ["codes", "sources", "figures"]
    assert files.everything == files.served["data/small-data-1.2.0.zip"]


def test_exports_are_the_same_bytes_twice(small):
    read, catalog = small
    again = load(read.package_folder(name) for name in read.packages)
    assert downloads(catalog, read).served == downloads(again, read).served


def test_a_table_without_rows_is_published_with_its_header(tmp_path):
    package(tmp_path / "datapackages", "empty", {"things": table([field("thing")], "", ["thing"])})
    read = read_publication(publication(tmp_path, ["empty"]))
    files = downloads(load([read.package_folder("empty")]), read)
    assert files.served["data/empty/data/things.csv"] == b"thing\n"
    assert json.loads(files.served["api/empty/things.json"])["rows"] == []
    assert stock_problems(files, lambda _: None) == []
