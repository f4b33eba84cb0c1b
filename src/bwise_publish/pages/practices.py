"""Pages of the practices: the gallery, lists by what practices share, the success stories, and a page for each practice."""

from __future__ import annotations

from bwise_publish.pages.addresses import address
from bwise_publish.pages.data_tables import table_address, table_file
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.galleries import practice_gallery
from bwise_publish.views.named import descriptions
from bwise_publish.views.practice_facets import Facet, facets, gallery
from bwise_publish.views.practice_findings import lead
from bwise_publish.views.practice_summary import summary
from bwise_publish.views.practices import OTHER_KIND, Practice, practices, similar
from bwise_publish.views.sentences import counted
from bwise_publish.views.success_stories import stories_by_country

STORIES = "practices/success-stories/"
CAUTION = (
    "The practices are those of which texts were found and read, not all that there are. Being listed is no award and no test of quality."
)
# Similar practices listed on a page; the rest are on the page of the support needs.
_SIMILAR = 8


def pages(site: Site) -> list[Page]:
    """The index, four facet pages, the success stories, and one page a practice."""
    found = practices(site.tables)
    kinds = facets(site.tables, found)
    return [
        _index(site, found, kinds),
        *(_facet(site, facet, kinds, len(found)) for facet in kinds),
        _stories(site, kinds),
        *_each(site, found),
    ]


def facet_address(facet: Facet) -> str:
    """The address of the page that lists the practices by one thing."""
    return f"practices/by-{facet.id}/"


def _index(site: Site, found: tuple[Practice, ...], kinds: tuple[Facet, ...]) -> Page:
    whole = summary(site.tables, found)
    filtered = practice_gallery(found)
    return site.renderer.page(
        "practices.md.j2",
        address("practice"),
        "Practices",
        f"All {len(found)} practices of inclusion at work in this edition, by country, with who is served and by what means.",
        lead=lead(whole),
        caution=CAUTION,
        facets=kinds,
        groups=gallery(found),
        gallery=filtered,
        marks={practice.id: marks for practice, marks in filtered.marked},
        other_kind=OTHER_KIND,
        csv=table_file("practices", "practices"),
        table_address=table_address,
    )


def _facet(site: Site, facet: Facet, kinds: tuple[Facet, ...], number: int) -> Page:
    groups = counted(len(facet.groups), "group")
    return site.renderer.page(
        "practice_facet.md.j2",
        facet_address(facet),
        f"Practices by {facet.title}",
        f"The {number} practices of inclusion at work in {groups} by {facet.title}, each linked to its own page.",
        search=False,
        facet=facet,
        lead=f"The {number} practices of this edition, listed by {facet.title} in {groups}.",
        caution=CAUTION,
        others=[("practices/", "All practices"), *((facet_address(item), f"Practices by {item.title}") for item in kinds if item != facet)],
    )


def _stories(site: Site, kinds: tuple[Facet, ...]) -> Page:
    countries = stories_by_country(site.tables)
    enterprises = sum(len(group.enterprises) for group in countries)
    told = f"{counted(enterprises, 'enterprise')} in {counted(len(countries), 'country', 'countries')}"
    return site.renderer.page(
        "success_stories.md.j2",
        STORIES,
        "Success stories",
        f"Success stories of {told}: field of activity, year of founding, employees, and the practices of each.",
        countries=countries,
        lead=f"This page describes {told}, most of them work integration social enterprises (WISEs), as cases or examples.",
        fields={group.id for facet in kinds if facet.id == "activity-field" for group in facet.groups},
    )


def _each(site: Site, found: tuple[Practice, ...]) -> list[Page]:
    bases, checks = (descriptions(site.tables, "reference", name) for name in ("bases", "checks"))
    out = []
    for practice in found:
        like = similar(practice, found)
        by_field = practice.technology_kind.id == OTHER_KIND
        out.append(
            site.renderer.page(
                "practice.md.j2",
                address("practice", practice.id),
                practice.title,
                f"{practice.title} ({practice.where}): {practice.description}",
                practice=practice,
                similar=like[:_SIMILAR],
                more=max(len(like) - _SIMILAR, 0),
                likeness="in the same field of activity" if by_field else "of the same technology kind",
                likeness_of_none="in the same field of activity" if by_field else "of the same technology kind",
                bases=bases,
                checks=checks,
            )
        )
    return out
