"""All generated pages of the site, family by family."""

from __future__ import annotations

from bwise_publish.pages.addresses import address
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site


def all_pages(site: Site) -> list[Page]:
    """The pages of every family: first those about one thing, then those that list, count or link the pages made before them."""
    from bwise_publish.pages import (
        a_to_z,
        accessibility,
        changes,
        countries,
        coverage,
        curricula,
        datasets,
        endings,
        figures,
        gap_to_training,
        groups,
        home,
        occupations,
        organisations,
        personas,
        practices,
        profiles,
        quality,
        recognition,
        rows,
        search,
        skills,
        sources,
        strategies,
        technologies,
        topics,
        wise_types,
        words,
    )

    families = (
        topics, countries, wise_types, skills, occupations, technologies, groups, gap_to_training, personas, profiles, curricula,
        practices, organisations, recognition, strategies, figures, quality, coverage, accessibility, changes, words,
    )  # fmt: skip
    made = endings.finished(site, (page for family in families for page in family.pages(site)))
    titles = {page.address: page.title for page in made}
    titles |= {"sources/": "Sources"}
    listed = [
        *home.pages(site, titles),
        *made,
        *sources.pages(site, titles),
        *datasets.pages(site, titles),
        *rows.pages(
            site, titles | {address("source", str(row["source_id"])): str(row["title"]) for row in site.tables.rows("reference", "sources")}
        ),
        *a_to_z.pages(site, ((page.title, page.address) for page in made)),
    ]
    return [*listed, *search.pages(site, listed)]
