"""The grids of what is covered: countries by topic, and skills by group."""

from __future__ import annotations

from bwise_publish.pages.addresses import address
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.coverage import Coverage, country_coverage, skill_coverage


def pages(site: Site) -> list[Page]:
    """Both grids."""
    countries, skills = country_coverage(site.tables), skill_coverage(site.tables)
    at, other = address("coverage"), address("coverage", "skills")
    return [
        _page(
            site,
            countries,
            at,
            "What is covered, country by country",
            f"For each of {len(countries.lines)} countries and groups of countries: how many rows each topic has, or why it has none.",
            "country",
            "Country",
            (
                "This page shows where the evidence is thick and where it is thin. Each number is a count of rows and leads to them; "
                "each empty cell gives the reason."
            ),
            (other, "What is covered, skill by skill"),
        ),
        _page(
            site,
            skills,
            other,
            "What is covered, skill by skill",
            f"For each of {len(skills.lines)} skills: how many findings name it for each group, and how much training and practice.",
            "skill",
            "Skill",
            (
                "This page shows for which group of people each skill was studied. Each number counts what sources say, and leads there; "
                "each empty cell gives the reason."
            ),
            (at, "What is covered, country by country"),
        ),
    ]


def _page(
    site: Site, grid: Coverage, at: str, title: str, description: str, kind: str, head: str, lead: str, other: tuple[str, str]
) -> Page:
    return site.renderer.page(
        "coverage.md.j2", at, title, description, search=False, grid=grid, kind=kind, head=head, lead=lead, other=other
    )
