"""Pages of the technologies: the index with the barriers, and a page for each technology."""

from __future__ import annotations

from bwise_publish.metadata.web_page import thing
from bwise_publish.pages.addresses import address
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.barriers import barrier_types
from bwise_publish.views.findings import by_group
from bwise_publish.views.sentences import counted
from bwise_publish.views.technologies import TechnologyView, general_technology_findings, technology_views

_TABLES = (
    ("skills-needs", "technologies"),
    ("skills-needs", "technology_findings"),
    ("skills-needs", "barriers"),
    ("practices", "practice_technologies"),
)


def pages(site: Site) -> list[Page]:
    """The index and all technologies."""
    views = technology_views(site.tables)
    return [_index(site, views), *(_technology(site, view) for view in views)]


def _index(site: Site, views: tuple[TechnologyView, ...]) -> Page:
    types = barrier_types(site.tables)
    barriers = sum(len(item.barriers) for item in types)
    return site.renderer.page(
        "technologies.md.j2",
        address("technology"),
        "Technologies and barriers",
        (
            f"{len(views)} technologies that sources name for WISEs, and {barriers} statements about barriers to going digital and "
            "to building skills."
        ),
        technologies=views,
        practised=sum(bool(view.practices) for view in views),
        general=general_technology_findings(site.tables),
        types=types,
        barriers=barriers,
        shown=site.figures.get("technologies-now-and-later"),
        shown_barriers=site.figures.get("barriers-by-type"),
        data=page_data(site, _TABLES),
    )


def _technology(site: Site, view: TechnologyView) -> Page:
    return site.renderer.page(
        "technology.md.j2",
        address("technology", view.id),
        view.title,
        (
            f"{view.title}: {counted(len(view.findings), 'statement')} on its place in WISEs, "
            f"{counted(len(view.practices), 'practice')} that use it."
        ),
        about=thing("DefinedTerm", view.title),
        technology=view,
        groups=by_group(view.findings),
        data=page_data(site, _TABLES),
    )
