from __future__ import annotations

import re

import pytest

from bwise_publish.pages import search
from bwise_publish.pages.addresses import FOLDERS
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.search import other_pages
from bwise_publish.pages.site import Site
from bwise_publish.publication import read_publication
from tests.conftest import ROOT


def test_lists_in_the_folder_of_a_kind_are_told_from_things_of_the_kind():
    made = ["skills/", "skills/a/", "skills/by-group/", "about/", "topics/a/", "data/skills/", "practices/stories/"]
    assert other_pages(made, {"skills/a/": "skill"}) == ("practices/stories/", "skills/by-group/")


@pytest.fixture(scope="module")
def page(tables):
    site = Site(read_publication(ROOT), tables, {}, (), "", ROOT / "site_templates")
    made = [Page("practices/by-country/", "By country", "A list.", ""), Page("practices/by-need/", "By need", "A list.", "", search=False)]
    [found] = search.pages(site, made)
    return found


def test_every_kind_with_a_folder_can_be_chosen_once(page):
    folders = re.findall(r'data-bw-folder="([^"]+)"', page.body)
    assert sorted(folders) == sorted(set(folders))
    assert set(folders) == set(FOLDERS.values()) - {"id", "coverage"}


def test_the_lists_that_can_be_found_are_named_and_others_are_not(page):
    assert 'data-bw-lists="practices/by-country/"' in page.body


def test_without_script_the_form_is_hidden_and_the_lists_are_there(page):
    assert re.search(r"<form [^>]*data-bw-find[^>]* hidden>", page.body)
    assert 'href="../a-z/"' in page.body
    assert "assets/js/search_page.js" in page.head
    assert not page.search
