"""Pages on skills, occupations, technologies, groups and the way from gap to training, rendered from the real packages."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from bwise_publish.figures.of_skills import figures
from bwise_publish.figures.spec import RenderedFigure
from bwise_publish.pages import gap_to_training, groups, occupations, skills, technologies, topic_skills
from bwise_publish.pages.site import ShownFigure, Site
from bwise_publish.publication import read_publication

ROOT = Path(__file__).resolve().parents[2]
EMPTY = RenderedFigure(b"", b"", b"", b"", 720, 400, 360, 400)


@pytest.fixture(scope="module")
def site(tables):
    shown = {figure.id: ShownFigure(figure, EMPTY) for figure in figures(tables)}
    return Site(read_publication(ROOT), tables, shown, (), "", ROOT / "site_templates")


@pytest.fixture(scope="module")
def pages(site):
    made = [page for family in (skills, occupations, technologies, groups, gap_to_training) for page in family.pages(site)]
    return {page.address: page for page in [*made, *topic_skills.topic_pages(site)]}


def parsed(page):
    return html.fromstring(re.sub(r"(?m)^(#{1,4}) (.*)$", r"<p class='heading'>\2</p>", page.body))


def headings(page):
    return [(len(match[1]), match[2]) for match in re.finditer(r"(?m)^(#{1,4}) (.*)$", page.body)]


def test_every_row_of_a_kind_has_a_page(pages, tables):
    for kind, package, table, key in (
        ("skills", "skills-needs", "skills", "skill_id"),
        ("occupations", "reference", "occupations", "occupation_id"),
        ("technologies", "skills-needs", "technologies", "technology_id"),
        ("groups", "reference", "target_groups", "target_group_id"),
    ):
        expected = {f"{kind}/{row[key]}/" for row in tables.rows(package, table)} | {f"{kind}/"}
        assert {address for address in pages if address.startswith(f"{kind}/")} == expected


def test_pages_have_one_title_no_skipped_level_and_no_heading_twice(pages):
    for page in pages.values():
        levels = [level for level, _ in headings(page)]
        assert levels[0] == 1
        assert levels.count(1) == 1, page.address
        assert all(later - former <= 1 for former, later in pairwise(levels)), page.address
        texts = [text for _, text in headings(page)]
        assert len(set(texts)) == len(texts), page.address
        assert not re.search(r"[^\n#]#{2,4} \S", page.body), page.address


def test_ids_on_a_page_are_unique_and_differ_from_those_of_its_headings(pages):
    for page in pages.values():
        ids = parsed(page).xpath("//@id") + re.findall(r"\{ #([\w-]+) \}", page.body)
        slugs = [re.sub(r"[^\w]+", "-", text.replace("\\", "").lower()).strip("-") for _, text in headings(page) if "{ #" not in text]
        assert len(set(ids)) == len(ids), page.address
        assert not set(ids) & set(slugs), page.address


def test_pages_stay_below_the_limit_of_size(pages):
    assert max(len(page.body.encode()) for page in pages.values()) < 160_000


def test_descriptions_are_sentences_that_no_two_pages_share(pages):
    descriptions = [page.description for page in pages.values()]
    assert len(set(descriptions)) == len(descriptions)
    assert all(text.endswith(".") for text in descriptions)


def test_pages_of_a_kind_have_the_same_blocks_in_the_same_order(pages):
    for kind in ("skills", "occupations", "technologies", "groups"):
        orders = {
            tuple(text for level, text in headings(page) if level == 2)
            for address, page in pages.items()
            if address.count("/") == 2 and address.startswith(f"{kind}/")
        }
        assert len(orders) == 1, kind


def test_every_finding_on_a_skill_page_leads_to_its_source(pages, tables):
    sources = {row["finding_id"]: row["source_id"] for row in tables.rows("skills-needs", "skill_findings")}
    for row in tables.rows("skills-needs", "skill_findings"):
        if row["skill_id"]:
            page = parsed(pages[f"skills/{row['skill_id']}/"])
            lines = [line for line in page.xpath("//tr") if row["statement"] in " ".join(line.text_content().split())]
            assert any(f"../../sources/{sources[row['finding_id']].lower()}/" in line.xpath(".//a/@href") for line in lines), row[
                "finding_id"
            ]


def test_the_two_findings_on_use_are_not_printed_as_low_relevance(pages):
    for skill in ("ai-understanding", "assistive-technology-use"):
        line = next(item for item in parsed(pages[f"skills/{skill}/"]).xpath("//tr") if "hardly used" in item.text_content())
        assert line.xpath("string(th)") == "Use"
        assert "Low" not in line.xpath("string(td[2])")


def test_the_gap_page_lists_every_gap_and_leads_to_its_evidence(pages, tables):
    whole = parsed(pages["gap-to-training/"])
    rows = tables.rows("skills-needs", "skill_findings")
    wanted = {row["skill_id"] for row in rows if row["skill_id"] and row["finding_aspect_id"] in ("gap", "training-need")}
    links = whole.xpath("//table[@id='table-all-gaps']/tbody/tr/th/a/@href")
    assert sorted(link.split("#gap-")[1] for link in links) == sorted(wanted)
    for link in links:
        part, anchor = link.split("#")
        assert f"{{ #{anchor} }}" in pages[f"gap-to-training/{part}"].body


def test_gaps_that_nothing_answers_are_told_with_their_statements(pages, tables):
    whole = parsed(pages["gap-to-training/"])
    rows = whole.xpath("//table[@id='table-all-gaps']/tbody/tr")
    unanswered = {row.xpath("th/a/@href")[0].split("#gap-")[1] for row in rows if "Nothing found" in row.text_content()}
    told = {item.removeprefix("open-") for item in whole.xpath("//details/@id")}
    assert told == unanswered
    assert unanswered
    assert all(whole.xpath(f"//details[@id='open-{key}']//*[contains(@class, 'bw-source')]//a") for key in told)


def test_an_occupation_page_says_the_attribution_and_marks_languages(pages):
    page = pages["occupations/esco-1120-3/"]
    assert "This service uses the ESCO classification of the European Commission." in page.body
    assert '<span lang="bg">главен изпълнителен директор</span>' in page.body


def test_personas_are_called_fictional_before_their_name(pages):
    for address in ("skills/burnout-management/", "groups/enabler/"):
        rows = [row for row in parsed(pages[address]).xpath("//tr[th]") if row.xpath("th//a[contains(@href, '/personas/')]")]
        assert rows
        assert all(row.xpath("string(th)").strip().startswith("fictional") for row in rows)


def test_the_topic_page_names_a_figure_that_exists_for_every_key_finding(pages, site):
    links = parsed(pages["topics/skills-needs/"]).xpath("//ul//a[contains(@href, '/figures/')]/@href")
    assert len(links) >= 5
    assert {link.split("/")[-2] for link in links} <= set(site.figures)


def test_samples_are_shown_side_by_side_and_never_added(pages):
    text = " ".join(parsed(pages["topics/skills-needs/"]).text_content().split())
    assert "Samples must not be added" in text
    assert "do not add" in text
    assert "1,215" not in text  # 403 + 403 + 409
