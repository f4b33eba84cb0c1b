"""The topic page on skills needs."""

from __future__ import annotations

from bwise_publish.pages.addresses import address
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.barriers import barrier_types
from bwise_publish.views.findings import PACKAGE
from bwise_publish.views.skill_topic import skill_topic

_FIGURES = (
    "skill-gaps-by-group",
    "skills-needed-by-group",
    "skills-by-aspect",
    "gap-to-training",
    "technologies-now-and-later",
    "people-interviewed-by-group",
)


def topic_pages(site: Site) -> list[Page]:
    """The one topic page of this family, at topics/skills-needs/."""
    topic = skill_topic(site.tables)
    package = site.tables.catalog.packages[PACKAGE]
    tables = [(PACKAGE, table.name) for table in site.tables.catalog.tables_of(PACKAGE)]
    page = site.renderer.page(
        "topic_skills.md.j2",
        address("topic", PACKAGE),
        "Skills needs",
        (
            f"Which skills people in WISEs need now and later, and where the gaps are: {topic.evidence.findings} statements from "
            f"{topic.evidence.voices} surveys and sources."
        ),
        topic=topic,
        package=package,
        figures=[site.figures[key] for key in _FIGURES if key in site.figures],
        figure_title=lambda key: site.figures[key].figure.title,
        barriers=site.figures.get("barriers-by-type"),
        types=barrier_types(site.tables),
        data=page_data(site, tables),
    )
    return [page]
