"""Pages of the ESCO occupations that fit people in WISEs: the index by target group and by ISCO, and a page for each."""

from __future__ import annotations

from bwise_publish.metadata.web_page import thing
from bwise_publish.pages.addresses import address
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.occupations import ATTRIBUTION, OccupationView, by_major_group, by_target_group, occupation_views

_TABLES = (
    ("reference", "occupations"),
    ("reference", "esco_occupation_skills"),
    ("reference", "esco_skills"),
    ("reference", "occupation_labels"),
    ("reference", "occupation_nace_codes"),
    ("skills-needs", "skill_esco_matches"),
)


def pages(site: Site) -> list[Page]:
    """The index and all occupations."""
    views = occupation_views(site.tables)
    return [_index(site, views), *(_occupation(site, view) for view in views)]


def _index(site: Site, views: tuple[OccupationView, ...]) -> Page:
    return site.renderer.page(
        "occupations.md.j2",
        address("occupation"),
        "ESCO occupations",
        f"{len(views)} occupations of ESCO that fit enablers, supporters or typical jobs in WISEs, by target group and by ISCO-08 group.",
        groups=by_target_group(views),
        majors=by_major_group(views),
        total=len(views),
        attribution=ATTRIBUTION,
        shown=site.figures.get("occupations-by-group"),
        data=page_data(site, _TABLES),
    )


def _occupation(site: Site, view: OccupationView) -> Page:
    listed = sum(len(item.items) for item in view.lists)
    return site.renderer.page(
        "occupation.md.j2",
        address("occupation", view.id),
        view.title[:1].upper() + view.title[1:],
        (
            f"ESCO occupation {view.esco_code}, {view.title}: {listed} skills and fields of knowledge that ESCO lists, and the "
            "skills of this site among them."
        ),
        about=thing("Occupation", view.title, sameAs=view.uri),
        occupation=view,
        attribution=ATTRIBUTION,
        data=page_data(site, _TABLES),
    )
