"""Pages of recognition: the index by country and kind, and a page for each way in which skills are recognised."""

from __future__ import annotations

from collections.abc import Sequence

from bwise_publish.metadata.web_page import Thing, thing
from bwise_publish.pages.addresses import address
from bwise_publish.pages.data_tables import table_file
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.provenance import known_words
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.galleries import recognition_gallery
from bwise_publish.views.recognition import NO_COUNTRY, Mechanism, all_mechanisms, by_country, by_kind, country_answer, has_ended
from bwise_publish.views.sentences import sentence

DISCLAIMER = "Whether this is still valid was not checked."
_TABLES = tuple(
    ("strategy", name)
    for name in (
        "recognition_mechanisms",
        "recognition_countries",
        "recognition_levels",
        "recognition_bodies",
        "recognition_profiles",
        "recognition_curricula",
        "recognition_target_groups",
    )
)
_CREDENTIALS = ("certificate", "micro-credential", "open-badge", "qualification")
_MAX_NEIGHBOURS = 12


def pages(site: Site) -> list[Page]:
    """The index and all ways of recognition."""
    mechanisms = all_mechanisms(site.tables)
    return [_index(site, mechanisms), *(_mechanism(site, item, mechanisms) for item in mechanisms)]


def _index(site: Site, mechanisms: Sequence[Mechanism]) -> Page:
    countries, kinds = by_country(mechanisms), by_kind(mechanisms)
    named = sum(country != NO_COUNTRY for country, _ in countries)
    ended = sum(has_ended(item, site.publication.date) for item in mechanisms)
    return site.renderer.page(
        "recognition_index.md.j2",
        address("recognition"),
        "Recognition of skills",
        f"{len(mechanisms)} ways in which skills, training and providers are recognised, in {named} countries and of {len(kinds)} kinds.",
        lead=(
            sentence(f"Can skills be recognised? Sources name {len(mechanisms)} ways, of {len(kinds)} kinds, in {named} countries"),
            sentence(f"{ended} of them have ended by the dates that their sources give"),
        ),
        disclaimer="Whether any of these is still valid was not checked.",
        gallery=recognition_gallery(mechanisms),
        csv=table_file("strategy", "recognition_mechanisms"),
        countries=[(country, country_answer(country, items, site.publication.date), items) for country, items in countries],
        kinds=kinds,
        figures=[site.figures[name] for name in ("recognition-by-kind-and-country",) if name in site.figures],
        data=page_data(site, _TABLES[:2]),
    )


def _mechanism(site: Site, item: Mechanism, mechanisms: Sequence[Mechanism]) -> Page:
    here = {place.country for place in item.places}
    near = [other for other in mechanisms if other.id != item.id and here & {place.country for place in other.places}]
    return site.renderer.page(
        "recognition.md.j2",
        address("recognition", item.id),
        item.heading,
        f"{item.heading}, {item.kind.title.lower()}: {item.description}",
        about=_thing(item),
        item=item,
        ended=has_ended(item, site.publication.date),
        disclaimer=DISCLAIMER,
        neighbours=[(address("recognition", other.id), other.heading) for other in near[:_MAX_NEIGHBOURS]],
        data=page_data(site, _TABLES),
        **known_words(site.tables),
    )


def _thing(item: Mechanism) -> Thing | None:
    """A credential, where a person can get one."""
    if item.kind.id not in _CREDENTIALS:
        return None
    return thing("EducationalOccupationalCredential", item.title, alternateName=item.name_local, description=item.description)
