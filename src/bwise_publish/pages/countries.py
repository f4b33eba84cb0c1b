"""Pages of the countries: the index by depth of evidence, and a page for each country or aggregate that a row of evidence names."""

from __future__ import annotations

from bwise_publish.metadata.web_page import thing
from bwise_publish.pages.addresses import address
from bwise_publish.pages.country_files import CountryFiles, country_files
from bwise_publish.pages.data_tables import table_address
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.comparison import comparison
from bwise_publish.views.context import EU
from bwise_publish.views.countries import AGGREGATE, COUNTED_TITLES, DESK_RESEARCH, OTHER, SURVEY, depth_groups
from bwise_publish.views.country_profile import CountryProfile, country_profiles
from bwise_publish.views.recognition import all_mechanisms, by_country, country_answer
from bwise_publish.views.sentences import counted, listing

_TABLES = (
    ("country-context", "observations"),
    ("wise-mapping", "wise_types"),
    ("wise-mapping", "country_statistics"),
    ("wise-mapping", "country_activity_fields"),
    ("wise-mapping", "networks"),
    ("practices", "practice_countries"),
    ("practices", "success_stories"),
    ("curricula", "profile_countries"),
    ("curricula", "curriculum_countries"),
    ("curricula", "pilot_countries"),
    ("strategy", "recognition_countries"),
    ("strategy", "organisations"),
    ("skills-needs", "survey_countries"),
)
COMPARISON = "compare/"
_SEE_ALSO = [
    (COMPARISON, "Countries compared"),
    (address("wise-type"), "All kinds of WISE"),
    (address("topic", "wise-mapping"), "Topic: work integration social enterprises"),
    (address("topic", "country-context"), "Topic: countries in context"),
]
_MAPS = ("evidence-depth-by-country", "wise-types-by-country")


def pages(site: Site) -> list[Page]:
    """The index, the comparison, and the page of every country that has one, by name."""
    files = country_files(site)
    answers = {
        country.id: country_answer(country, items, site.publication.date) for country, items in by_country(all_mechanisms(site.tables))
    }
    profiles = country_profiles(site.tables)
    return [
        _index(site),
        _comparison(site),
        *(_country(site, profile, files[profile.country.code], answers.get(profile.country.code, "")) for profile in profiles),
    ]


def _index(site: Site) -> Page:
    groups = depth_groups(site.tables)
    sizes = {group.depth_id: len(group.countries) for group in groups}
    total = sum(size for depth_id, size in sizes.items() if depth_id != AGGREGATE)
    return site.renderer.page(
        "countries.md.j2",
        address("country"),
        "Countries",
        f"{total} countries that the evidence names, by how deep it is, with the number of rows about each topic.",
        lead=_lead(sizes, total),
        groups=groups,
        topics=COUNTED_TITLES,
        see_also=_SEE_ALSO,
        data=page_data(site, _TABLES),
        maps=[name for name in _MAPS if name in site.figures],
        figures=site.figures,
    )


def _comparison(site: Site) -> Page:
    grid = comparison(site.tables)
    return site.renderer.page(
        "country_comparison.md.j2",
        COMPARISON,
        "Countries compared",
        f"{len(grid.indicators)} official statistics of {len(grid.lines) - 1} countries and the European Union side by side.",
        search=False,
        grid=grid,
        without=listing(grid.without),
    )


def _lead(sizes: dict[str, int], total: int) -> tuple[str, ...]:
    return (
        f"The evidence of this edition names {counted(total, 'country', 'countries')}.",
        (
            f"People in work integration social enterprises (WISEs) were surveyed in {sizes.get(SURVEY, 0)} of them; "
            f"{sizes.get(DESK_RESEARCH, 0)} were covered by desk research only, and {sizes.get(OTHER, 0)} are known from other sources."
        ),
        "Each country has a page with the same blocks in the same order; an empty block says why it is empty.",
    )


def _country(site: Site, profile: CountryProfile, files: CountryFiles, answer: str) -> Page:
    country = profile.country
    amounts = (
        counted(len(profile.types), "kind of WISE", "kinds of WISE"),
        counted(profile.figure_count, "figure about WISEs", "figures about WISEs"),
        counted(len(profile.practices), "practice"),
    )
    return site.renderer.page(
        "country.md.j2",
        address("country", country.code),
        country.name,
        f"{country.name} ({country.depth.lower()}): {', '.join(amounts)}, official statistics, qualifications, and what is not known.",
        about=thing("Place" if country.aggregate else "Country", country.name),
        beside=files.contents,
        profile=profile,
        files=files,
        recognised=answer,
        see_also=[(address("country"), "All countries"), *_SEE_ALSO],
        data=page_data(site, _TABLES),
        table_address=table_address,
        compare=country.code != EU,
    )
