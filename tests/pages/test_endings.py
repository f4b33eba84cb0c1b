from __future__ import annotations

import pytest

from bwise_publish.pages import endings, technologies
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.publication import read_publication
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def site(tables):
    return Site(read_publication(ROOT), tables, {}, (), "", ROOT / "site_templates")


@pytest.fixture(scope="module")
def pages(site):
    return {page.address: page for page in endings.finished(site, technologies.pages(site))}


def test_a_page_about_a_row_ends_with_the_row_its_file_and_a_citation_of_this_version(site, pages):
    key = site.tables.rows("skills-needs", "technologies")[0]["technology_id"]
    body = pages[f"technologies/{key}/"].body
    assert f'href="../../id/technologies/#{key}"' in body
    assert f'href="../../api/skills-needs/technologies/{key}.json"' in body
    assert f"version {site.publication.version}" in body


def test_every_page_leads_to_the_next_one_by_title_until_the_last(site, pages):
    about = [page for page in pages.values() if 'class="bw-ending"' in page.body]
    assert len(about) == len(site.tables.rows("skills-needs", "technologies"))
    assert sum("<li>Next: " in page.body for page in about) == len(about) - 1
    assert sum("<li>Before: " in page.body for page in about) == len(about) - 1
    assert all('<li>All: <a href="../">' in page.body for page in about)


def test_other_pages_stay_as_they_are(site):
    page = Page("about/", "About", "What this is.", "# About\n")
    assert endings.finished(site, [page]) == [page]
