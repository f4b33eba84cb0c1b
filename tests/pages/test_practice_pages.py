from __future__ import annotations

import re
from pathlib import Path

import pytest

from bwise_publish.exports.downloads import Download
from bwise_publish.pages import organisations, practices, topic_practices
from bwise_publish.pages.site import Site
from bwise_publish.publication import read_publication

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made(tables):
    download = Download("data/practices.zip", "practices", "", "ZIP", 1000, "0" * 64, 10)
    site = Site(read_publication(ROOT), tables, {}, (download,), "", ROOT / "site_templates")
    found = [*practices.pages(site), *organisations.pages(site), *topic_practices.topic_pages(site)]
    return {page.address: page for page in found}


def test_every_practice_and_organisation_has_a_page_and_no_two_share_an_address(made, tables):
    for row in tables.rows("practices", "practices"):
        assert f"practices/{row['practice_id']}/" in made
    for row in tables.rows("strategy", "organisations"):
        assert f"organisations/{row['organisation_id']}/" in made


def test_every_page_has_one_title_and_a_description_of_its_own(made):
    assert len({page.description for page in made.values()}) == len(made)
    for page in made.values():
        assert len(re.findall(r"^# ", page.body, re.MULTILINE)) == 1, page.address


def test_no_id_and_no_heading_stands_twice_on_a_page(made):
    for page in made.values():
        ids = re.findall(r' id="([^"]+)"', page.body)
        headings = re.findall(r"^#{1,4} (.+)$", page.body, re.MULTILINE)
        slugs = [re.sub(r"[^a-z0-9]+", "-", heading.replace("\\", "").lower()).strip("-") for heading in headings]
        assert len(set(ids)) == len(ids), page.address
        assert len(set(headings)) == len(headings), page.address
        assert not set(ids) & set(slugs), page.address


def test_every_page_of_a_kind_has_the_same_blocks_in_the_same_order(made, tables):
    for folder, table in (("practices", ("practices", "practices")), ("organisations", ("strategy", "organisations"))):
        key = tables.table(*table).schema.primary_key[0]
        orders = {tuple(re.findall(r"^## (.+)$", made[f"{folder}/{row[key]}/"].body, re.MULTILINE)) for row in tables.rows(*table)}
        assert len(orders) == 1
        assert orders.pop()[-1] == "What is not known"


def test_the_gallery_links_every_practice_once_and_each_way_in(made, tables):
    body = made["practices/"].body
    cards = re.findall(r'bw-card__title"><a href="([^"]+)"', body)
    assert sorted(cards) == sorted(f"{row['practice_id']}/" for row in tables.rows("practices", "practices"))
    for facet in ("country", "technology", "support-need", "activity-field"):
        assert f'href="by-{facet}/"' in body
        assert f"practices/by-{facet}/" in made


def test_anchors_that_pages_link_to_exist_on_the_page_they_lead_to(made):
    anchors = {address: set(re.findall(r' id="([^"]+)"', page.body)) for address, page in made.items()}
    wanted = 0
    for page in made.values():
        for target, anchor in re.findall(r'href="\.\./((?:by-[a-z-]+|success-stories)/)#([^"]+)"', page.body):
            assert anchor in anchors[f"practices/{target}"], (page.address, anchor)
            wanted += 1
    assert wanted > 100


def test_a_number_of_people_reached_has_unit_status_and_source_beside_it(made):
    reach = made["practices/ch-itopie/"].body.split("## Reach")[1].split("## Organisations")[0]
    assert "about 500 computers repaired a year" in reach
    assert "status: estimate" in reach
    assert 'class="bw-source"' in reach
    planned = made["practices/bg-100-social-enterprises/"].body.split("## Reach")[1].split("## Organisations")[0]
    assert "is a plan, not a count" in planned


def test_a_practice_says_that_nobody_checked_whether_it_still_runs(made, tables):
    for row in tables.rows("practices", "practices"):
        assert "<dt>Still running</dt> <dd>Not checked</dd>" in made[f"practices/{row['practice_id']}/"].body


def test_a_bare_domain_is_text_and_only_a_whole_address_a_link(made):
    bare = made["practices/sk-katalogsp/"].body
    assert "<dd>katalogsp.sk" in bare
    assert 'href="katalogsp.sk"' not in bare
    assert 'rel="external"' in made["organisations/b-wise-project/"].body


def test_the_stories_have_an_anchor_each_and_both_figures_of_one_enterprise_stand(made, tables):
    body = made["practices/success-stories/"].body
    for row in tables.rows("practices", "success_stories"):
        assert f'id="story-{row["story_id"]}"' in body
    nova = body.split("### Humana Nova")[1].split("\n#")[0]
    assert "52 (observed" in nova
    assert "50 (observed" in nova


def test_no_page_is_above_the_limit_of_size(made):
    assert max(len(page.body.encode()) for page in made.values()) < 150_000


def test_the_topic_names_the_share_of_rows_read_once_and_warns_against_sums(made):
    body = made["topics/practices/"].body
    assert re.search(r"\d+% of the practices", body)
    assert "never added up" in body
