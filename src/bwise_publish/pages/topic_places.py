"""The pages of the topics `wise-mapping` and `country-context`."""

from __future__ import annotations

from bwise_publish.pages.addresses import address
from bwise_publish.pages.data_tables import table_address
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.topic_places import context_topic, mapping_topic

_MAPPING_FIGURES = (
    "wise-types-by-country",
    "wise-recognition-by-country",
    "wise-laws-by-year",
    "wise-types-by-support-need",
    "wise-activity-fields",
    "evidence-depth-by-country",
)
_MAPPING_TABLES = (
    ("wise-mapping", "wise_types"),
    ("wise-mapping", "wise_type_legal_bases"),
    ("wise-mapping", "wise_type_support_needs"),
    ("wise-mapping", "country_statistics"),
    ("wise-mapping", "statistic_conflicts"),
    ("wise-mapping", "country_activity_fields"),
    ("wise-mapping", "networks"),
)
_CONTEXT_TABLES = (("country-context", "context_indicators"), ("country-context", "observations"))
_CONTEXT_FIGURES = ("disability-employment-gap-by-country", "employment-by-education", "basic-digital-skills-by-country")


def topic_pages(site: Site) -> list[Page]:
    """The two pages."""
    return [_mapping(site), _context(site)]


def _mapping(site: Site) -> Page:
    topic = mapping_topic(site.tables)
    return site.renderer.page(
        "topic_wise_mapping.md.j2",
        address("topic", "wise-mapping"),
        "Work integration social enterprises",
        f"{len(topic.overview.types)} kinds of enterprise in {len(topic.overview.described)} countries: laws, people, fields and figures.",
        answer=topic.answer,
        data=page_data(site, _MAPPING_TABLES),
        table_address=table_address,
        overview=topic.overview,
        surveyed=topic.surveyed,
        forms=topic.forms,
        unknown=topic.unknown,
        shown=[name for name in _MAPPING_FIGURES if name in site.figures],
        figures=site.figures,
    )


def _context(site: Site) -> Page:
    topic = context_topic(site.tables)
    return site.renderer.page(
        "topic_country_context.md.j2",
        address("topic", "country-context"),
        "Countries in context",
        f"{len(topic.indicators)} indicators of work, disability, learning and digital skills for {topic.countries} countries.",
        answer=topic.answer,
        data=page_data(site, _CONTEXT_TABLES),
        table_address=table_address,
        eu=topic.eu,
        indicators=topic.indicators,
        shown=[name for name in _CONTEXT_FIGURES if name in site.figures],
        figures=site.figures,
    )
