"""All generated pages of the site, family by family."""

from __future__ import annotations

from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site


def all_pages(site: Site) -> list[Page]:
    """The pages of every family, in the order of the families."""
    from bwise_publish.pages import (
        countries,
        curricula,
        datasets,
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
        skills,
        sources,
        strategies,
        technologies,
        topics,
        wise_types,
    )

    families = (
        home, topics, countries, wise_types, skills, occupations, technologies, groups, gap_to_training, personas, profiles, curricula,
        practices, organisations, recognition, strategies, sources, datasets, figures, quality,
    )  # fmt: skip
    return [page for family in families for page in family.pages(site)]
