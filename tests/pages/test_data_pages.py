from __future__ import annotations

import html
import re

import pytest

from bwise_publish.exports.codebook import codebook
from bwise_publish.exports.downloads import Download
from bwise_publish.exports.selfcontained import self_contained
from bwise_publish.figures.render import render
from bwise_publish.figures.spec import Column, Figure, RankedBar
from bwise_publish.pages import datasets, figures, home, quality, sources, topic_reference
from bwise_publish.pages.file_list import file_size
from bwise_publish.pages.site import ShownFigure, Site
from bwise_publish.publication import read_publication
from bwise_publish.views.inventory import inventory
from tests.conftest import ROOT

FIGURE = Figure(
    id="bars",
    title="Two bars",
    subtitle="Bars, two places, 2024",
    drawing=RankedBar(("A", "B"), (1200, None)),
    columns=(Column("Place"), Column("Workers", "people"), Column("Reference year")),
    rows=(("A", 1200, 2024), ("B", None, 2024)),
    alt="A has 1,200.",
    summary="A has 1,200. B has no figure.",
    source_note="Source: one.",
    source_ids=("abele-casi",),
)


def listing(publication, tables):
    """One zip for each package and for all, and a CSV and a JSON file for each table."""
    for name in ("", *publication.packages):
        yield Download(f"data/{name or 'all'}.zip", name, "", "ZIP", 2_500_000, "0" * 64, 5)
        yield Download(f"data/{name or 'all'}.sqlite", name, "", "SQLite", 3_500_000, "e" * 64, 5)
    yield Download("data/practices.xlsx", "practices", "", "XLSX", 400_000, "f" * 64, 5)
    for package, name in tables.catalog.tables:
        yield Download(f"data/{package}/data/{name}.csv", package, name, "CSV", 12_345, "c" * 64, 7)
        yield Download(f"api/{package}/{name}.json", package, name, "JSON", 999, "d" * 64, 7)
        yield Download(f"data/{package}/parquet/{name}.parquet", package, name, "Parquet", 5_000, "b" * 64, 7)


@pytest.fixture(scope="module")
def site(tables):
    publication = read_publication(ROOT)
    shown = {FIGURE.id: ShownFigure(FIGURE, render(FIGURE))}
    report = "# Validation report\n\nNothing was found.\n"
    reports = {name: f"{report}\n| Table | Rows |\n| --- | ---: |\n| of {name} | 1 |\n" for name in publication.packages}
    codebooks = {name: codebook(self_contained(tables.catalog, name)) for name in publication.packages}
    files = tuple(listing(publication, tables))
    return Site(publication, tables, shown, files, report, ROOT / "site_templates", reports=reports, codebooks=codebooks)


@pytest.fixture(scope="module")
def made(site):
    """Titles by address, as if these pages of other families had been made."""
    skills = {f"skills/{row['skill_id']}/": row["title"] for row in site.tables.rows("skills-needs", "skills")}
    return {**skills, "skills/": "Skills", "topics/skills-needs/": "Skills needs", "gap-to-training/": "From gap to training"}


@pytest.fixture(scope="module")
def pages(site, made):
    found = [
        *home.pages(site, made), *topic_reference.topic_pages(site), *figures.pages(site), *quality.pages(site),
        *sources.pages(site, made), *datasets.pages(site, made),
    ]  # fmt: skip
    return {page.address: page for page in found}


def test_every_package_table_source_and_figure_has_a_page(pages, site):
    for package, name in site.tables.catalog.tables:
        assert f"data/{package}/" in pages
        assert not pages[f"data/{package}/{name}/"].search
    for row in site.tables.rows("reference", "sources"):
        assert f"sources/{row['source_id']}/" in pages
    assert {"", "data/", "sources/", "figures/", "figures/bars/", "quality/", "topics/reference/"} <= set(pages)


def test_files_in_every_format_are_listed_with_size_and_sum(pages):
    package = pages["data/practices/"].body
    for name, form, size, digit in (("practices.zip", "ZIP", "2.5 MB", "0"), ("practices.xlsx", "XLSX", "400 kB", "f")):
        assert re.search(rf">{name}</a></th><td>{form}</td>.*?{size}.*?{digit * 64}", package), name
    table = pages["data/practices/practices/"].body
    for name, form, digit in (("practices.parquet", "Parquet", "b"), ("practices.json", "JSON", "d"), ("practices.csv", "CSV", "c")):
        assert re.search(rf'href="[^"]*/{name}" download>{form} \(', package), name
        assert f">{name} ({form}" in table
        assert re.search(rf">{name}</a></th><td>{form}</td>.*?{digit * 64}", table), name
    index = pages["data/"].body
    assert ">All packages in one file (SQLite, 3.5 MB)<" in index
    assert re.search(rf">practices.xlsx</a></th><td>XLSX</td>.*?{'f' * 64}", index)


def test_every_page_has_one_title_and_a_description_of_its_own(pages):
    assert len({page.description for page in pages.values()}) == len(pages)
    for page in pages.values():
        assert len(re.findall(r"^# ", page.body, re.MULTILINE)) == 1, page.address


def test_no_id_stands_twice_and_none_is_that_of_a_heading(pages):
    for page in pages.values():
        ids = re.findall(r' id="([^"]+)"', page.body)
        slugs = [
            re.sub(r"[^\w -]", "", text).strip().lower().replace(" ", "-") for text in re.findall(r"^#+ (.+)$", page.body, re.MULTILINE)
        ]
        assert len(set(ids)) == len(ids), page.address
        assert not set(ids) & set(slugs), page.address


def test_no_page_is_over_long(pages):
    for page in pages.values():
        assert len(page.body.encode()) < 175_000, page.address


def test_the_first_thing_on_the_page_of_a_package_is_its_zip_and_every_table_has_its_files(pages, site):
    body = pages["data/skills-needs/"].body
    assert body.index("The whole package (ZIP, 2.5 MB)") < body.index("Tables of this package")
    tables = [name for package, name in site.tables.catalog.tables if package == "skills-needs"]
    for name in tables:
        assert {f"{name}.csv", f"{name}.json", f"{name}.parquet"} <= set(re.findall(r'href="[^"]*/([^"/]+)" download>', body)), name
        assert "c" * 64 in pages[f"data/skills-needs/{name}/"].body
    assert "12 kB" in body
    assert "999 bytes" in body


def test_the_readme_is_on_the_page_of_its_package_with_its_gaps_linked(pages):
    body = pages["data/skills-needs/"].body
    assert 'href="#what-is-missing"' in body
    assert "\n### What is missing\n" in body
    assert "- [`surveys`](surveys/index.md): one row" in body


def test_a_package_names_the_pages_on_which_it_is_used_and_none_that_was_not_made(pages, site):
    body = pages["data/skills-needs/"].body
    used = body[body.index("## Used on these pages") : body.index("## From the README")]
    count = len(site.tables.rows("skills-needs", "skills"))
    assert f'<a href="../../skills/">Skills</a> <small>({count} pages)</small>' in used
    assert "From gap to training" in used
    assert "technologies" not in used


def test_a_table_page_tells_keys_and_counts_of_every_field(pages, site):
    (package,) = [item for item in inventory(site.tables) if item.name == "skills-needs"]
    (findings,) = [item for item in package.tables if item.name == "skill_findings"]
    body = pages["data/skills-needs/skill_findings/"].body
    for item in findings.fields:
        assert f'id="field-{item.name}"' in body
        assert html.escape(item.description).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in body
    assert '<a href="../skills/">Skills</a>' in body
    assert '<a href="../../reference/finding_aspects/">' in body
    assert f"The first 10 of {findings.rows} rows" in body


def test_a_short_code_list_is_printed_whole(pages, site):
    body = pages["data/reference/target_groups/"].body
    assert "## All rows" in body
    for row in site.tables.rows("reference", "target_groups"):
        assert f'<th scope="row">{row["target_group_id"]}</th>' in body


def test_a_source_links_to_pages_that_were_made_and_to_no_others(pages, made):
    linked = set()
    for page in pages.values():
        _, found, rows = page.body.partition("## What rests on this source")
        if found:
            linked |= set(re.findall(r'<th scope="row"><a href="../../([^"]+)"', rows))
    assert linked
    assert linked <= set(made)


def test_a_source_names_the_figures_that_rest_on_it(pages):
    assert '<a href="../../figures/bars/">Two bars</a>' in pages["sources/abele-casi/"].body
    assert "No figure names this source" in pages["sources/53grad-2022/"].body


def test_a_figure_prints_missing_numbers_in_words_and_years_as_years(pages):
    body = pages["figures/bars/"].body
    assert '<td class="bw-num">1,200</td><td class="bw-num">2024</td>' in body
    assert '<td class="bw-num">no figure</td>' in body
    for name in ("bars.svg", "bars-narrow.svg", "bars.png", "bars.csv", "metadata.json", "bars.zip"):
        assert f'href="{name}" download' in body
    assert "Two bars [figure]. In: " in body


def test_quality_tells_the_rules_that_are_applied_and_the_report(pages):
    body = pages["quality/"].body
    assert "A derived row says in its note how it was derived." in body
    assert "workers-exceed-total" in body
    assert body.rstrip().endswith("Nothing was found.")


def test_a_dataset_page_leads_to_the_validation_report_of_its_package(pages):
    body = pages["data/practices/validation/"].body
    assert "## What was found\n\nNothing was found.\n" in body
    assert "| of practices | 1 |" in body
    assert "| of curricula | 1 |" not in body
    assert 'href="validation/"' in pages["data/practices/"].body


def test_the_first_page_counts_what_was_made_and_says_whose_edition_it_is(pages, site):
    body = pages[""].body
    count = len(site.tables.rows("skills-needs", "skills"))
    assert f'<div><dt>skills</dt> <dd><a href="skills/">{count}</a></dd></div>' in body
    assert "not made or endorsed by the B-WISE consortium" in body
    for task in ("I coach workers", "I train", "I decide policy", "I want the data", "I want it in plain words"):
        assert task in body
    assert f"## What is new in version {site.publication.version}" in body


def test_a_group_of_countries_is_not_counted_as_a_country():
    made = {"countries/at/": "Austria", "countries/eu/": "European Union"}
    counted = home.counts(home.without(made, ["countries/eu/"]), dict.fromkeys(made, "country"))
    assert counted == (("countries/", "country", 1),)


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"), (3_400_000, "3.4 MB")]
)
def test_sizes_are_told_in_decimal_units(count, text):
    assert file_size(count) == text
