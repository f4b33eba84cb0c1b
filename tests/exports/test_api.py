from __future__ import annotations

import json
import posixpath

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from bwise_publish.catalog import load
from bwise_publish.exports.api.addresses import relative_address, row_address
from bwise_publish.exports.api.files import api_files
from bwise_publish.exports.api.model import BULK, api_of
from bwise_publish.exports.downloads import downloads
from bwise_publish.exports.json_tables import json_table
from bwise_publish.pages.row_pages import row_pages
from bwise_publish.publication import read_publication
from bwise_publish.views.row_names import CUT_BY
from tests.making import field, package, publication, table

PAGE = "practices/at-abz-digi-cafes/"


@pytest.fixture(scope="module")
def api(tables):
    """The API of the real packages, of whose rows one has a page."""
    return api_of(tables.catalog, row_pages(tables, {PAGE}), CUT_BY)


@pytest.fixture(scope="module")
def files(api, tables, edition):
    written = api_files(api, tables.catalog, edition)
    whole = {f"api/{package}/{name}.json": json_table(endpoint.table, edition) for (package, name), endpoint in api.endpoints.items()}
    assert not written.keys() & whole.keys()
    return {path: json.loads(content) for path, content in {**written, **whole}.items()}


@pytest.fixture(scope="module")
def described(files):
    return files["api/openapi.json"]


def linked(path, link):
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link))


def filled(template, key):
    start, _, rest = template.partition("{")
    return start + key + rest.partition("}")[2]


def test_the_index_leads_to_every_file_and_to_nothing_else(files):
    index = files["api/index.json"]
    links = {"index.json", index["openapi"]}
    for entry in (entry for package_ in index["packages"] for entry in package_["tables"]):
        links.add(entry["json"])
        if "row" in entry:
            (key,) = entry["primaryKey"]
            links |= {filled(entry["row"], str(row[key])) for row in files[f"api/{entry['json']}"]["rows"]}
        for parts in entry.get("parts", ()):
            links |= {filled(parts["part"], value) for value in parts["values"]}
    assert {linked("api/index.json", link) for link in links} == set(files)


def test_the_files_of_the_index_outside_the_api_are_served(tmp_path):
    package(tmp_path / "datapackages", "lists", {"codes": table([field("code")], "a", ["code"])})
    read = read_publication(publication(tmp_path, ["lists"]))
    catalog = load([read.package_folder("lists")])
    index = json.loads(api_files(api_of(catalog, {}, ()), catalog, read)["api/index.json"])
    (listed,) = index["packages"]
    (entry,) = listed["tables"]
    links = [listed["descriptor"], entry["csv"], entry["parquet"], entry["json"]]
    served = downloads(catalog, read).served
    assert [linked("api/index.json", link) in served for link in links] == [True] * 4


def test_every_link_of_every_row_and_part_leads_to_a_file(files):
    for path, value in files.items():
        links = [value["whole"]] if "whole" in value else []
        if "row" in value:
            links += value["parts"].values()
        assert {linked(path, link) for link in links} <= set(files), path


def test_a_row_tells_what_its_codes_mean_what_belongs_to_it_and_which_page_is_about_it(files):
    path = "api/practices/practices/at-abz-digi-cafes.json"
    value = files[path]
    (row,) = [row for row in files["api/practices/practices.json"]["rows"] if row["practice_id"] == value["key"]]
    assert value["row"] == row
    assert value["labels"]["country_code"] == "Austria"
    assert linked(path, value["page"]) + "/" == PAGE
    assert value["page"].endswith("/")
    countries = files["api/practices/practice_countries.json"]["rows"]
    own = [{**row, "practice_id": value["key"]} for row in value["belonging"]["practice_countries"]]
    assert own == [row for row in countries if row["practice_id"] == value["key"]]


def test_a_row_without_a_page_says_so(files):
    assert files["api/reference/countries/AT.json"]["page"] is None


def test_the_parts_of_a_bulk_table_are_the_whole_table(files, api):
    cut = {(endpoint.table.name, parts.field) for endpoint in api.endpoints.values() for parts in endpoint.parts}
    assert {("observations", "country_code"), ("esco_occupation_skills", "occupation_id"), ("esco_skill_labels", "language_code")} <= cut
    for endpoint in api.endpoints.values():
        package_, name = endpoint.key
        whole = files[f"api/{package_}/{name}.json"]["rows"]
        for parts in endpoint.parts:
            assert len(whole) > BULK
            values = [files[f"api/{package_}/{name}/{parts.field}/{value}.json"] for value in parts.rows]
            for value in values:
                assert {row[parts.field] for row in value["rows"]} == {value["value"]}
            together = [row for value in values for row in value["rows"]]
            assert sorted(together, key=json.dumps) == sorted((row for row in whole if row[parts.field] is not None), key=json.dumps)


def test_a_country_leads_to_its_part_of_the_statistics(files):
    path = "api/reference/countries/AT.json"
    part = files[linked(path, files[path]["parts"]["observations.country_code"])]
    assert (part["value"], part["label"]) == ("AT", "Austria")


def test_the_description_validates_and_names_every_file(described, files):
    validate(described)
    paths = set()
    for template, item in described["paths"].items():
        parameters = item["get"].get("parameters", [])
        if parameters:
            paths |= {filled(template, value) for value in parameters[0]["schema"]["enum"]}
        else:
            paths.add(template)
    assert {f"api{path}" for path in paths} | {"api/openapi.json"} == set(files)
    assert [server["url"] for server in described["servers"]] == ["."]


def test_files_are_as_they_are_described(described, files):
    for template, item in described["paths"].items():
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        judge = Draft202012Validator({"components": described["components"], **schema})
        parameters = item["get"].get("parameters", [])
        path = "api" + (filled(template, parameters[0]["schema"]["enum"][0]) if parameters else template)
        value = files[path]
        if "rows" in value:
            value = {**value, "rows": value["rows"][:20]}
        assert [error.message for error in judge.iter_errors(value)] == [], path


def test_the_description_refuses_a_row_of_another_shape(described):
    judge = Draft202012Validator({"components": described["components"], "$ref": "#/components/schemas/reference.countries"})
    assert not judge.is_valid({"country_code": "AT"})


def test_a_key_that_an_address_cannot_hold_is_an_error():
    assert row_address("lists", "codes", "EU27_2020") == "api/lists/codes/EU27_2020.json"
    for key in ("a/b", "..", "a b", "ü", ""):
        with pytest.raises(ValueError, match="cannot be part of an address"):
            row_address("lists", "codes", key)


def test_links_are_relative_and_pages_keep_their_slash():
    assert relative_address("api/a/b.json", "api/a/b/c.json") == "../b.json"
    assert relative_address("practices/x/", "api/a/b/c.json") == "../../../practices/x/"


def test_the_same_rows_give_the_same_bytes(api, tables, edition):
    assert api_files(api, tables.catalog, edition) == api_files(api, tables.catalog, edition)
