from __future__ import annotations

import pytest

from bwise_publish.pages import words
from bwise_publish.pages.site import Site
from bwise_publish.publication import read_publication
from bwise_publish.views.words import LISTS, word_lists
from tests.conftest import ROOT


def test_every_word_of_a_list_that_has_a_meaning_is_explained_once_by_title(tables):
    found = word_lists(tables)
    assert [item.id for item in found] == list(LISTS)
    for item in found:
        rows = [row for row in tables.rows("reference", item.id) if row["description"]]
        assert sorted((word.title, word.description) for word in item.words) == sorted((row["title"], row["description"]) for row in rows)
        titles = [word.title.casefold() for word in item.words]
        assert titles == sorted(titles)


@pytest.fixture(scope="module")
def page(tables):
    [found] = words.pages(Site(read_publication(ROOT), tables, {}, (), "", ROOT / "site_templates"))
    return found


def test_each_word_leads_to_the_row_that_says_so(page, tables):
    assert page.body.count("<dt>") == sum(len(item.words) for item in word_lists(tables))
    assert '<a class="bw-row" href="../id/target_groups/#enabler">' in page.body
