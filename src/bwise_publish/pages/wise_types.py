"""Pages of the kinds of work integration social enterprise (WISE): the index by country, and a page for each kind."""

from __future__ import annotations

from bwise_publish.metadata.web_page import thing
from bwise_publish.pages.addresses import address
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.wise_types import WiseType, WiseTypeProfile, types_by_country, wise_type_profile

_NAMES = ("wise_types", "wise_type_legal_bases", "wise_type_support_needs", "country_statistics", "country_activity_fields")
_TABLES = tuple(("wise-mapping", name) for name in _NAMES)
_SEE_ALSO = [(address("country"), "All countries"), (address("topic", "wise-mapping"), "Topic: work integration social enterprises")]
_SHOWN = ("wise-types-by-country", "wise-recognition-by-country", "wise-laws-by-year")


def pages(site: Site) -> list[Page]:
    """The index and the page of every kind of WISE, by country and title."""
    groups = types_by_country(site.tables)
    types = [item for group in groups for item in group.types]
    with_law = sum(bool(item.legal_bases) for item in types)
    index = site.renderer.page(
        "wise_types.md.j2",
        address("wise-type"),
        "Kinds of WISE",
        f"{len(types)} kinds of work integration social enterprise in {len(groups)} countries, by country.",
        lead=(
            f"This edition describes {len(types)} kinds of work integration social enterprise (WISE) in {len(groups)} countries.",
            f"For {with_law} of them a law is named; whether it is still in force was not checked.",
        ),
        groups=groups,
        see_also=_SEE_ALSO,
        data=page_data(site, _TABLES),
        shown=[name for name in _SHOWN if name in site.figures],
        figures=site.figures,
    )
    return [index, *(_type(site, wise_type_profile(site.tables, item.wise_type_id)) for item in types)]


def _type(site: Site, profile: WiseTypeProfile) -> Page:
    this = profile.wise_type
    return site.renderer.page(
        "wise_type.md.j2",
        address("wise-type", this.wise_type_id),
        this.heading,
        f"{this.heading}: {this.description}",
        about=thing("DefinedTerm", this.title, alternateName=this.name_local, description=this.description),
        profile=profile,
        crumbs=[("Countries", address("country")), (this.country, address("country", this.country_code))],
        see_also=[(address("wise-type"), "All kinds of WISE"), *_SEE_ALSO],
        data=page_data(site, _TABLES),
        siblings=[_link(item) for item in profile.siblings],
    )


def _link(item: WiseType) -> tuple[str, str]:
    return address("wise-type", item.wise_type_id), item.title
