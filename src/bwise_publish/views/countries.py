"""Which countries have a page, how deep the evidence about each is, and how much of it there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bwise_publish.views.sentences import title_key, with_article
from bwise_publish.views.tables import Tables

AGGREGATE = "aggregate"
SURVEY, DESK_RESEARCH, OTHER = "survey", "desk-research", "other"

# How deep the evidence about a group of countries is, as a heading; the deepest first.
_GROUP_TITLES = {
    SURVEY: "Countries with surveys",
    DESK_RESEARCH: "Countries with desk research only",
    OTHER: "Countries outside the B-WISE research",
    AGGREGATE: "Groups of countries",
}
# The label of the code, "Other", says nothing when it stands alone.
_OTHER_LABEL = "Other sources only"
_AGGREGATE_DESCRIPTION = "A group of countries for which sources give one figure; not to be added to its members."
# What is counted for each country: the word, the package, the table whose rows name the country.
_COUNTED = (
    ("Kinds of WISE", "wise-mapping", "wise_types"),
    ("Figures about WISEs", "wise-mapping", "country_statistics"),
    ("Fields of activity", "wise-mapping", "country_activity_fields"),
    ("Networks", "wise-mapping", "networks"),
    ("Statistics of its context", "country-context", "observations"),
    ("Surveys", "skills-needs", "survey_countries"),
    ("Practices", "practices", "practice_countries"),
    ("Success stories", "practices", "success_stories"),
    ("Profiles", "curricula", "profile_countries"),
    ("Curricula", "curricula", "curriculum_countries"),
    ("Pilots", "curricula", "pilot_countries"),
    ("Recognition", "strategy", "recognition_countries"),
)
COUNTED_TITLES = tuple(title for title, _, _ in _COUNTED)


@dataclass(frozen=True, slots=True)
class Country:
    """A country or aggregate: `depth` is the label of the evidence depth, `counts` the rows that name it, topic by topic."""

    code: str
    name: str
    aggregate: bool
    eu_member: bool
    has_outline: bool
    depth_id: str
    depth: str
    depth_description: str
    counts: tuple[tuple[str, int], ...]

    @property
    def said(self) -> str:
        """The name as it stands inside a sentence: the Netherlands."""
        return with_article(self.name)

    def count(self, title: str) -> int:
        """The number of rows of that topic. Raises KeyError."""
        return dict(self.counts)[title]


@dataclass(frozen=True, slots=True)
class DepthGroup:
    """Countries whose evidence has one depth, by name."""

    depth_id: str
    title: str
    description: str
    countries: tuple[Country, ...]


def countries_with_pages(tables: Tables) -> tuple[str, ...]:
    """The codes of all countries and aggregates that a row of evidence names, in order. These have a page, and no others.

    Evidence is every table outside `reference`; which of its fields hold countries is read from its foreign keys.
    """
    return tuple(sorted({row for package, table, field in _country_fields(tables) for row in tables.by(package, table, field) if row}))


def countries(tables: Tables) -> tuple[Country, ...]:
    """The countries and aggregates that have a page, by name."""
    found = [country(tables, code) for code in countries_with_pages(tables)]
    return tuple(sorted(found, key=lambda item: title_key(item.name, item.code)))


def country(tables: Tables, code: str) -> Country:
    """One country or aggregate. Raises KeyError."""
    row = tables.one("reference", "countries", code)
    depth = tables.one("reference", "evidence_depths", row["evidence_depth_id"])
    aggregate = row["country_kind_id"] == AGGREGATE
    return Country(
        code=code,
        name=row["name"],
        aggregate=aggregate,
        eu_member=row["eu_member"] is True,
        has_outline=row["has_outline"] is True,
        depth_id=AGGREGATE if aggregate else row["evidence_depth_id"],
        depth="Group of countries" if aggregate else _OTHER_LABEL if row["evidence_depth_id"] == OTHER else depth["title"],
        depth_description=_AGGREGATE_DESCRIPTION if aggregate else depth["description"],
        counts=tuple((title, len(tables.by(package, table, "country_code").get(code, ()))) for title, package, table in _COUNTED),
    )


def depth_groups(tables: Tables) -> tuple[DepthGroup, ...]:
    """The countries that have a page by evidence depth, the deepest first, aggregates last."""
    found = countries(tables)
    groups = []
    for depth_id in _GROUP_TITLES:
        members = tuple(item for item in found if item.depth_id == depth_id)
        if members:
            groups.append(DepthGroup(depth_id, _GROUP_TITLES[depth_id], members[0].depth_description, members))
    return tuple(groups)


def _country_fields(tables: Tables) -> Iterator[tuple[str, str, str]]:
    """Package, table and field of every foreign key outside `reference` that points to the countries."""
    for (package, name), table in tables.catalog.tables.items():
        for key in table.schema.foreign_keys:
            if package != "reference" and (key.package, key.resource) == ("reference", "countries") and len(key.fields) == 1:
                yield package, name, key.fields[0]
