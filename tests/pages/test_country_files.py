from __future__ import annotations

import csv
import io
import json

import pytest

from bwise_publish.pages import countries
from bwise_publish.pages.country_files import country_files
from bwise_publish.pages.site import Site
from bwise_publish.publication import read_publication
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def site(tables):
    return Site(read_publication(ROOT), tables, {}, (), "", ROOT / "site_templates")


@pytest.fixture(scope="module")
def found(site):
    return country_files(site)


def contents(files, suffix):
    [content] = [content for path, content in files.contents.items() if path.endswith(suffix)]
    return content.decode("utf-8")


def test_a_country_has_all_rows_that_name_it_and_no_other(site, found):
    value = json.loads(contents(found["AT"], ".json"))
    held = {table["table"]: table["rows"] for table in value["tables"]}
    assert value["country"] == "AT"
    assert {row["wise_type_id"] for row in held["wise_types"]} == {
        row["wise_type_id"] for row in site.tables.rows("wise-mapping", "wise_types") if row["country_code"] == "AT"
    }
    assert [row["name"] for row in held["countries"]] == ["Austria"]
    assert sum(len(rows) for rows in held.values()) == found["AT"].rows
    assert len(held) == found["AT"].tables


def test_the_csv_file_has_every_value_of_the_json_file_and_no_empty_one(found):
    rows = list(csv.DictReader(io.StringIO(contents(found["AT"], ".csv"))))
    value = json.loads(contents(found["AT"], ".json"))
    values = [cell for table in value["tables"] for row in table["rows"] for cell in row.values() if cell is not None]
    assert len(rows) == len(values)
    assert all(row["value"] for row in rows)
    assert {row["value"] for row in rows if row["field"] == "eu_member"} == {"true"}


def test_bulk_tables_are_cut_by_the_static_api(site, found):
    [(title, path, count)] = found["AT"].more
    assert (title, path) == ("Observations", "api/country-context/observations/country_code/AT.json")
    assert count == sum(row["country_code"] == "AT" for row in site.tables.rows("country-context", "observations"))


def test_the_page_of_a_country_offers_the_files_that_lie_beside_it(site):
    made = {page.address: page for page in countries.pages(site)}
    files = {path for page in made.values() for path in page.files}
    assert {path.rpartition("/")[0] + "/" for path in files} == {at for at in made if at.startswith("countries/") and at != "countries/"}
    body = made["countries/at/"].body
    assert 'href="at.csv" download' in body
    assert 'href="at.json" download' in body
    assert 'href="../../api/country-context/observations/country_code/AT.json"' in body
