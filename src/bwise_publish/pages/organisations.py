"""Pages of the organisations of B-WISE and its sister projects: an index, the B-WISE project, and a page for each organisation."""

from __future__ import annotations

from bwise_publish.metadata.json_text import without_empty
from bwise_publish.metadata.web_page import Thing, thing
from bwise_publish.pages.addresses import address
from bwise_publish.pages.data_tables import table_address, table_file
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.dates import spoken
from bwise_publish.views.galleries import organisation_gallery
from bwise_publish.views.named import descriptions
from bwise_publish.views.organisations import Organisation, by_country, by_project, organisations, short_title
from bwise_publish.views.project import Project, project_view
from bwise_publish.views.sentences import counted, listing, with_article

PROJECT = "organisations/b-wise-project/"
_TIMELINE = "bwise-project-timeline"


def pages(site: Site) -> list[Page]:
    """The index, the page of the B-WISE project, and one page a row of the organisations."""
    found = organisations(site.tables)
    return [_index(site, found), _project(site, project_view(site.tables)), *_each(site, found)]


def _index(site: Site, found: tuple[Organisation, ...]) -> Page:
    projects, countries = by_project(found), by_country(found)
    named = sum(group.id != "not-stated" for group in countries)
    parts = counted(len(found), "part", "parts")
    text = f"{parts} of organisations in {counted(len(projects), 'project')} and {counted(named, 'country', 'countries')}"
    return site.renderer.page(
        "organisations.md.j2",
        address("organisation"),
        "Organisations",
        f"Who takes part: {text}, by project and by country.",
        lead=f"Who takes part in B-WISE and its sister projects: {text}.",
        gallery=organisation_gallery(found),
        csv=table_file("strategy", "organisations"),
        countries=countries,
        project_name=short_title,
    )


def _project(site: Site, project: Project) -> Page:
    start, end = spoken(project.first("start")), spoken(project.first("end"))
    period = f"ran from {start} to {end}" if start and end else "has no known period"
    parts = listing(
        [
            counted(len(project.work_packages), "work package"),
            counted(len(project.deliverables), "result"),
            counted(len(project.events), "event or news item", "events and news items"),
        ]
    )
    return site.renderer.page(
        "project.md.j2",
        PROJECT,
        "The B-WISE project",
        f"B-WISE {period}: {parts}, and what the sources say about partners, countries and surveys.",
        lead=f"{project.first('full-title') or 'B-WISE'} ({project.first('acronym') or 'B-WISE'}) {period}. Public texts name {parts}.",
        project=project,
        figures=[site.figures[_TIMELINE]] if _TIMELINE in site.figures else [],
    )


def _each(site: Site, found: tuple[Organisation, ...]) -> list[Page]:
    names = ("organisation_kinds", "organisation_roles", "bases", "checks")
    kinds, roles, bases, checks = (descriptions(site.tables, "reference", name) for name in names)
    return [
        site.renderer.page(
            "organisation.md.j2",
            address("organisation", item.id),
            item.heading,
            _sentence(item),
            lead=_sentence(item),
            about=_thing(item),
            view=item,
            kinds=kinds,
            roles=roles,
            bases=bases,
            checks=checks,
            project_name=short_title,
            table_address=table_address,
        )
        for item in found
    ]


def _sentence(item: Organisation) -> str:
    kind = item.kind.title if item.kind else "organisation (kind not stated)"
    where = f" from {with_article(item.country.title)}" if item.country else ""
    role = (
        f"{item.role.title.lower()} in {short_title(item.project)}"
        if item.role
        else f"its role in {short_title(item.project)} is not stated"
    )
    return f"{item.name}: {kind}{where}; {role}."


def _thing(item: Organisation) -> Thing:
    place = without_empty({"addressLocality": item.city, "addressCountry": item.country.title if item.country else ""})
    return thing(
        "Organization",
        item.name,
        alternateName=item.acronym if item.acronym != item.name else "",
        address={"@type": "PostalAddress", **place} if place else None,
        url=item.website if item.website.startswith(("https://", "http://")) else "",
    )
