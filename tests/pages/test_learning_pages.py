from __future__ import annotations

import re
from pathlib import Path

import pytest

from bwise_publish.exports.downloads import Download
from bwise_publish.pages import curricula, personas, profiles, recognition, strategies, topic_learning
from bwise_publish.pages.site import Site
from bwise_publish.publication import read_publication

ROOT = Path(__file__).resolve().parents[2]
KINDS = {
    "curricula": ("curricula", "curricula"),
    "profiles": ("curricula", "occupational_profiles"),
    "personas": ("personas", "personas"),
    "scenarios": ("personas", "scenarios"),
    "recognition": ("strategy", "recognition_mechanisms"),
    "strategies": ("strategy", "strategies"),
}


@pytest.fixture(scope="module")
def made(tables):
    downloads = tuple(Download(f"data/{name}.zip", name, "", "ZIP", 1000, "0" * 64, 10) for name in ("personas", "curricula", "strategy"))
    site = Site(read_publication(ROOT), tables, {}, downloads, "", ROOT / "site_templates")
    families = (personas, profiles, curricula, recognition, strategies)
    found = [page for family in families for page in family.pages(site)] + topic_learning.topic_pages(site)
    assert len({page.address for page in found}) == len(found)
    return {page.address: page for page in found}


def addresses_of(tables, folder):
    package, table = KINDS[folder]
    key = tables.table(package, table).schema.primary_key[0]
    return [f"{folder}/{row[key].lower()}/" for row in tables.rows(package, table)]


@pytest.mark.parametrize("folder", KINDS)
def test_every_row_has_a_page_that_the_index_links(made, tables, folder):
    index = made[f"{folder}/"].body
    for address in addresses_of(tables, folder):
        assert address in made
        assert f'href="{address.removeprefix(folder + "/")}"' in index


@pytest.mark.parametrize("folder", KINDS)
def test_every_page_of_a_kind_has_the_same_blocks_in_the_same_order(made, tables, folder):
    orders = {tuple(re.findall(r"^## (.+)$", made[address].body, re.MULTILINE)) for address in addresses_of(tables, folder)}
    assert len(orders) == 1


def test_every_page_has_one_title_and_a_description_of_its_own(made):
    assert len({page.description for page in made.values()}) == len(made)
    for page in made.values():
        assert len(re.findall(r"^# ", page.body, re.MULTILINE)) == 1, page.address


def test_no_id_and_no_heading_stands_twice_on_a_page(made):
    for page in made.values():
        ids = re.findall(r'(?: id="|\{#)([^"}]+)["}]', page.body)
        headings = re.findall(r"^#{1,4} (.+)$", page.body, re.MULTILINE)
        assert len(set(ids)) == len(ids), page.address
        assert len(set(headings)) == len(headings), page.address


def test_no_page_is_larger_than_a_slow_line_can_carry(made):
    assert max(len(page.body.encode()) for page in made.values()) < 200_000


def test_the_label_fictional_stands_before_everything_else_on_a_persona(made, tables):
    for address in addresses_of(tables, "personas"):
        lines = [line for line in made[address].body.splitlines() if line.strip() and "bw-block" not in line]
        assert lines[0].startswith("# ")
        assert "fictional persona" in lines[0]
        assert "Fictional</span> Based on" in lines[1]


def test_every_way_of_recognition_says_that_its_validity_was_not_checked(made, tables):
    for address in addresses_of(tables, "recognition"):
        assert "Whether this is still valid was not checked." in made[address].body


def test_an_end_of_validity_in_the_past_is_pointed_out(made):
    assert "lies before the date of this edition" in made["recognition/fr-rncp35667/"].body
    assert "lies after the date of this edition" in made["recognition/fr-etaie-41402/"].body


def test_planned_figures_carry_the_word_planned(made):
    body = made["curricula/bwise-eu-enablers/"].body
    assert re.search(r'150 to 200 hours <span class="bw-badge">planned</span>', body)
    assert "This curriculum was a plan" in body
    assert re.search(r'5 percent <span class="bw-badge">planned</span>', made["strategies/pact-partnership-proximity-social-economy/"].body)
    assert "planned</span>" not in made["curricula/it-liguria-240/"].body


def test_missing_groups_of_a_pilot_are_shown_as_not_stated(made):
    row = re.search(r'<tr id="pilot-rae-alsace-2013">.*?</tr>', made["curricula/pilots/"].body, re.DOTALL)
    assert row
    cells = re.findall(r'<td class="bw-num">([^<]*)', row.group())
    assert cells == ["not stated", "not stated", "18", "36", "54", "7", "not stated"]


def test_every_pilot_stands_once_on_the_page_of_pilots(made, tables):
    shown = re.findall(r'<tr id="pilot-([^"]+)"', made["curricula/pilots/"].body)
    assert sorted(shown) == sorted(row["pilot_id"] for row in tables.rows("curricula", "pilots"))


def test_every_course_has_an_anchor_that_curricula_link_to(made):
    anchors = set(re.findall(r"\{#(mooc-[^}]+)\}", made["curricula/moocs/"].body))
    linked = {anchor for page in made.values() for anchor in re.findall(r'moocs/#(mooc-[^"]+)"', page.body)}
    assert len(anchors) == 20
    assert linked
    assert linked <= anchors


def test_policies_that_strategies_link_to_stand_on_the_page_of_policies(made):
    anchors = set(re.findall(r' id="(policy-[^"]+)"', made["strategies/policy-frameworks/"].body))
    linked = {anchor for page in made.values() for anchor in re.findall(r'policy-frameworks/#(policy-[^"]+)"', page.body)}
    assert linked
    assert linked <= anchors


def test_rows_that_were_read_once_carry_the_badge_beside_their_source(made, tables):
    for package, table in KINDS.values():
        assert all(row["checked"] == "single-read" for row in tables.rows(package, table))
    for folder in KINDS:
        for address in addresses_of(tables, folder):
            assert "bw-badge--single-read" in made[address].body, address


def test_pages_of_one_family_link_both_ways(made):
    assert 'href="../../profiles/bwise-enablers/"' in made["curricula/bwise-eu-enablers/"].body
    assert 'href="../../curricula/bwise-eu-enablers/"' in made["profiles/bwise-enablers/"].body
    assert 'href="../../recognition/fr-etaie-41402/"' in made["profiles/fr-etaie-rncp41402/"].body
    assert 'href="../../profiles/fr-etaie-rncp41402/"' in made["recognition/fr-etaie-41402/"].body


def test_topic_pages_put_the_caution_before_the_findings_and_name_the_circular_sources(made):
    body = made["topics/curricula/"].body
    assert body.index("How to read it") < body.index("Key findings")
    assert "Need and answer can be one voice" in body
    assert "World Association for Supported Employment handbook" in body
    assert "Fictional</span>" in made["topics/personas/"].body
