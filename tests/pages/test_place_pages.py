"""Pages and figures about countries and kinds of WISE."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bwise_publish.figures.of_places import figures
from bwise_publish.figures.render import render
from bwise_publish.figures.spec import EuropeMap, RankedBar
from bwise_publish.pages import countries, topic_places, wise_types
from bwise_publish.pages.site import ShownFigure, Site
from bwise_publish.publication import read_publication
from bwise_publish.views.countries import countries_with_pages

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def drawn(tables):
    return {figure.id: figure for figure in figures(tables)}


@pytest.fixture(scope="module")
def made(tables, drawn):
    rendered = render(drawn["wise-types-by-support-need"])
    shown = {name: ShownFigure(figure, rendered) for name, figure in drawn.items()}
    site = Site(read_publication(ROOT), tables, shown, (), "", ROOT / "site_templates")
    found = [*countries.pages(site), *wise_types.pages(site), *topic_places.topic_pages(site)]
    assert len({page.address for page in found}) == len(found)
    return {page.address: page for page in found}


def test_every_country_of_the_evidence_and_every_kind_of_wise_has_a_page(made, tables):
    wanted = {f"countries/{code.lower()}/" for code in countries_with_pages(tables)}
    wanted |= {f"wise-types/{row['wise_type_id']}/" for row in tables.rows("wise-mapping", "wise_types")}
    wanted |= {"countries/", "compare/", "wise-types/", "topics/wise-mapping/", "topics/country-context/"}
    assert set(made) == wanted


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
        assert len(set(slugs)) == len(slugs), page.address
        assert not set(ids) & set(slugs), page.address


@pytest.mark.parametrize("folder", ["countries", "wise-types"])
def test_every_page_of_a_kind_has_the_same_blocks_in_the_same_order(made, folder):
    orders = {
        tuple(re.findall(r"^## (.+?)(?: \{.*\})?$", page.body, re.MULTILINE))
        for at, page in made.items()
        if re.fullmatch(rf"{folder}/.+/", at)
    }
    assert len(orders) == 1
    assert {"What is not known", "Sources of this page"} <= set(orders.pop())


def test_no_page_grows_too_large(made):
    # The theme adds about 20 kB; no page of the site may be above 200 kB.
    assert max(len(page.body.encode()) for page in made.values()) < 180_000


def test_links_within_these_families_lead_to_pages_and_their_files(made):
    files = {path for page in made.values() for path in page.files}
    for page in made.values():
        for href in re.findall(r'href="([^"#:]+)"', page.body):
            target = re.sub(r"[^/]+/\.\./", "", f"{page.address}{href}")
            while "/../" in target:
                target = re.sub(r"[^/]+/\.\./", "", target, count=1)
            if re.match(r"(countries|wise-types)/", target):
                assert target in made or target in files, (page.address, href)


def test_every_figure_of_a_country_stands_beside_its_source(made):
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", made["countries/fr/"].body, re.DOTALL)
    assert len(rows) > 135
    for row in rows:
        assert 'class="bw-source-link"' in row, row[:200]


def test_a_country_and_its_kinds_link_both_ways(made):
    assert 'href="../../wise-types/at-soeb/"' in made["countries/at/"].body
    assert 'href="../../countries/at/"' in made["wise-types/at-soeb/"].body


def test_a_law_that_was_read_once_is_marked_on_both_pages(made):
    mark = "not checked whether still in force"
    assert mark in made["wise-types/be-maatwerkbedrijf/"].body
    assert mark in made["countries/be/"].body
    assert mark not in made["wise-types/at-integrativer-betrieb/"].body


def test_a_national_term_names_its_language(made):
    assert '<span lang="de">Sozialökonomischer Betrieb (SÖB)</span>' in made["wise-types/at-soeb/"].body
    assert '<span lang="el">' in made["countries/gr/"].body


def test_a_country_without_surveys_says_so_and_shows_no_survey(made):
    body = made["countries/pt/"].body
    assert "No survey or other enquiry of this edition covered Portugal." in body
    assert 'id="table-surveys"' not in body
    assert "Desk research" in body


def test_differing_figures_name_each_other(made):
    assert made["countries/lv/"].body.count("Differs from another figure:") == 2


def test_the_index_lists_every_country_once(made, tables):
    links = re.findall(r'<th scope="row">\s*<a href="([a-z0-9]+)/"', made["countries/"].body)
    assert sorted(links) == sorted(code.lower() for code in countries_with_pages(tables))


# Figures


def test_maps_hatch_what_is_not_known_and_never_show_a_zero(drawn):
    drawing = drawn["wise-types-by-country"].drawing
    assert isinstance(drawing, EuropeMap)
    assert 0 not in drawing.values.values()
    assert drawing.values["BE"] == 16


def test_the_ranked_statistic_is_official_of_one_year_with_the_eu_stressed(drawn):
    drawing = drawn["disability-employment-gap-by-country"].drawing
    assert isinstance(drawing, RankedBar)
    assert drawing.highlight == {"European Union"}
    assert list(drawing.values) == sorted(drawing.values, reverse=True)
    assert drawing.qualifiers is not None
    assert drawing.qualifiers["Denmark"] == "break in time series"


def test_no_figure_draws_the_number_of_enterprises(drawn):
    for figure in drawn.values():
        assert not any("Number of WISEs" in column.title for column in figure.columns), figure.id


def test_the_timeline_holds_the_kinds_with_a_law_and_a_year(drawn, tables):
    with_law = {row["wise_type_id"] for row in tables.rows("wise-mapping", "wise_type_legal_bases")}
    wanted = [row for row in tables.rows("wise-mapping", "wise_types") if row["legal_year"] and row["wise_type_id"] in with_law]
    assert len(drawn["wise-laws-by-year"].rows) == len(wanted)


def test_every_figure_names_sources_that_exist(drawn, tables):
    known = tables.table("reference", "sources").by_key
    for figure in drawn.values():
        assert set(figure.source_ids) <= set(known), figure.id
