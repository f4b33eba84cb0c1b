from __future__ import annotations

import pytest

from bwise_publish.pages import a_to_z
from bwise_publish.pages.a_to_z import entries
from bwise_publish.pages.site import Site
from bwise_publish.publication import read_publication
from tests.conftest import ROOT


def test_things_and_topics_are_listed_and_lists_are_not():
    kinds = {"skills/b/": "skill", "personas/a/": "persona"}
    found = entries(
        [("Beta", "skills/b/"), ("Skills", "skills/"), ("álfa", "personas/a/"), ("Topics", "topics/"), ("Zed", "topics/z/")], kinds
    )
    assert [(entry.title, entry.kind, entry.letter) for entry in found] == [
        ("álfa", "fictional persona", "a"),
        ("Beta", "skill", "b"),
        ("Zed", "topic", "z"),
    ]


@pytest.fixture
def site(tables):
    return Site(read_publication(ROOT), tables, {}, (), "", ROOT / "site_templates")


@pytest.fixture
def skills(tables):
    return [(row["title"], f"skills/{row['skill_id']}/") for row in tables.rows("skills-needs", "skills")]


def test_a_short_index_is_one_page_with_every_thing_once(site, skills):
    (page,) = a_to_z.pages(site, skills)
    assert page.address == "a-z/"
    for _, at in skills:
        assert page.body.count(f'href="../{at}"') == 1


def test_a_long_index_is_split_by_letter_and_loses_nothing(site, skills, monkeypatch):
    monkeypatch.setattr(a_to_z, "WHOLE", 1000)
    first, *rest = a_to_z.pages(site, skills)
    assert len(rest) == len({entry.letter for entry in entries(skills, {at: "skill" for _, at in skills})})
    assert all(f'href="{page.address.removeprefix("a-z/")}"' in first.body for page in rest)
    for _, at in skills:
        assert sum(page.body.count(f'href="../../{at}"') for page in rest) == 1
