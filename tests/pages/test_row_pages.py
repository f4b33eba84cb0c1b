from __future__ import annotations

import csv
import io
import json
import posixpath
import re

import pytest

from bwise_publish.catalog import load
from bwise_publish.pages import rows, sources, technologies
from bwise_publish.pages.addresses import relative
from bwise_publish.pages.row_addresses import RowAddresses
from bwise_publish.pages.site import Site
from bwise_publish.publication import read_publication
from bwise_publish.views import source_use
from bwise_publish.views.records import BULK, LINES, record_tables
from bwise_publish.views.row_keys import row_key
from bwise_publish.views.tables import Tables
from tests import making
from tests.conftest import ROOT
from tests.making import field, package


@pytest.fixture(scope="module")
def site(tables):
    return Site(read_publication(ROOT), tables, {}, (), "", ROOT / "site_templates")


@pytest.fixture(scope="module")
def pages(site):
    made = {f"skills/{row['skill_id']}/": row["title"] for row in site.tables.rows("skills-needs", "skills")}
    return {page.address: page for page in rows.pages(site, made)}


@pytest.fixture(scope="module")
def ids(pages):
    return {at: re.findall(r' id="([^"]+)"', page.body) for at, page in pages.items()}


def test_every_row_of_the_data_is_where_its_address_leads(site, ids):
    for table in site.tables.catalog.tables.values():
        for record in table.records:
            path, _, fragment = site.rows.at(row_key(table, record)).partition("#")
            assert fragment in ids[path], (table.name, fragment)


def test_the_address_that_stays_is_on_the_page_of_the_table(site, ids):
    for item in site.rows.tables:
        if not item.bulk:
            for record in item.table.records:
                path, _, fragment = site.rows.permanent(row_key(item.table, record)).partition("#")
                assert path == f"id/{item.table.name}/"
                assert fragment in ids[path]


@pytest.fixture
def grown(tmp_path):
    """A table cut by country that is too large for a list of its rows; one of them names no country."""
    lines = "\n".join(f"t{number},{'AT' if number else ''}" for number in range(BULK + 1))
    to_country = {"fields": ["country_id"], "reference": {"resource": "countries", "fields": ["country_id"]}}
    things = making.table([field("thing_id"), field("country_id")], lines, key=["thing_id"], foreign=[to_country])
    countries = making.table([field("country_id"), field("title")], "AT,Austria", key=["country_id"])
    return Tables(load([package(tmp_path, "reference", {"countries": countries, "things": things})]))


def test_a_row_of_a_large_table_without_the_code_by_which_it_is_cut_is_found_in_its_files(grown):
    addresses = RowAddresses(record_tables(grown))
    things = grown.table("reference", "things")
    assert addresses.at(row_key(things, things.records[0])) == "id/things/#files"
    assert addresses.at(row_key(things, things.records[1])) == "id/things/at/#t1"
    assert addresses.at(row_key(things, things.records[-1])) == f"id/things/at/{-(-BULK // LINES)}/#t{BULK}"
    assert [item.uncut for item in addresses.tables] == [0, 1]


def test_no_id_stands_twice_on_a_page(ids):
    for at, found in ids.items():
        assert len(set(found)) == len(found), at


def test_a_page_of_rows_stays_within_the_limit_and_out_of_the_search(pages):
    for page in pages.values():
        assert len(page.body.encode()) < 185_000, page.address
        assert not page.search


def test_a_row_shows_its_source_place_basis_check_and_year(site, pages):
    table = site.tables.table("skills-needs", "skill_findings")
    record = table.records[0]
    path, _, key = site.rows.at(row_key(table, record)).partition("#")
    body = pages[path].body
    block = body[body.index(f'id="{key}"') :].split("</article>", 1)[0]
    source = relative(f"sources/{record['source_id']}/", path)
    for text in (f'href="{source}"', record["locator"], record["basis"], record["checked"], str(record["reference_year"])):
        assert text in block


def test_the_twin_of_a_table_holds_every_row_by_the_key_of_its_address(site, pages, ids):
    twins = {path: content for page in pages.values() for path, content in page.files.items()}
    for item in site.rows.tables:
        path = f"id/{item.table.name}/rows.json"
        assert (path in twins) == (not item.bulk)
        if path in twins:
            found = json.loads(twins[path])
            assert list(found["rows"]) == [row_key(item.table, record).key for record in item.table.records]
            assert found["version"] == site.publication.version
            assert set(found["rows"]) <= set(ids[f"id/{item.table.name}/"])


def test_a_source_note_links_its_place_to_the_row(site):
    page = next(page for page in technologies.pages(site) if page.address.count("/") == 2)
    key = page.address.split("/")[1]
    assert re.search(rf'<a class="bw-row" href="\.\./\.\./id/technologies/#{key}">[^<]+</a>', page.body)


def test_pages_link_to_rows_that_pages_show(site, ids):
    for page in technologies.pages(site):
        for href in re.findall(r'class="bw-row" href="([^"]+)"', page.body):
            path, _, fragment = href.partition("#")
            there = posixpath.normpath(posixpath.join(page.address, path)) + "/"
            assert fragment in ids[there], href


def test_a_source_whose_page_cannot_list_all_rows_has_a_file_of_them(site, ids):
    files = {path: content for page in sources.pages(site, {}) for path, content in page.files.items()}
    views = {view.source_id: view for view in source_use.sources(site.tables)}
    assert set(files) == {f"sources/{key}/rows.csv" for key, view in views.items() if view.cut}
    for path, content in files.items():
        rows_ = list(csv.DictReader(io.StringIO(content.decode())))
        assert len(rows_) == views[path.split("/")[1]].total
        for row in rows_[:: max(1, len(rows_) // 50)]:
            at, _, fragment = row["address"].partition("#")
            assert fragment in ids[at], row
