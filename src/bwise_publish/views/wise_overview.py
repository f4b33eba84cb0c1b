"""The map of kinds of work integration social enterprise (WISE) over Europe: per country, by recognition, by law, by group of people.

Counts here are counts of kinds that this edition describes. They say nothing about how many enterprises there are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bwise_publish.views.countries import Country, countries
from bwise_publish.views.sentences import title_key
from bwise_publish.views.tables import Tables
from bwise_publish.views.wise_types import PACKAGE, WiseType, sources_of, types_by_country


@dataclass(frozen=True, slots=True)
class CountryRow:
    """What is described for one country. `kinds` is None where no kind is described; `recognition` counts kinds by form, in order."""

    country: Country
    kinds: int | None
    former: int
    with_law: int
    recognition: tuple[int, ...]
    figures: int
    newest_figure: int | None
    fields: int


@dataclass(frozen=True, slots=True)
class Law:
    """A kind of WISE with a named legal basis, and the year of the law, decree, amendment or scheme that its note names."""

    wise_type: WiseType
    year: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many kinds of WISE, or countries, name something."""

    id: str
    title: str
    count: int


@dataclass(frozen=True)
class MappingOverview:
    """The whole topic. `forms` are the recognition forms in the order of `CountryRow.recognition`; the last stands for unknown.

    `type_sources` are ids, titles and languages, `field_sources` ids.
    """

    rows: tuple[CountryRow, ...]
    types: tuple[WiseType, ...]
    forms: tuple[str, ...]
    laws: tuple[Law, ...]
    laws_without_year: int
    years_without_law: int
    support_needs: tuple[Counted, ...]
    without_support_need: int
    fields: tuple[Counted, ...]
    field_rows_without_code: int
    figure_count: int
    scopes: int
    conflicts: int
    type_sources: tuple[tuple[str, str, str | None], ...]
    field_sources: tuple[str, ...]

    @property
    def described(self) -> tuple[CountryRow, ...]:
        """The countries for which at least one kind is described, by name."""
        return tuple(row for row in self.rows if row.kinds)

    def of_form(self, form: str) -> int:
        """How many kinds have that form of recognition. Raises ValueError."""
        place = self.forms.index(form)
        return sum(row.recognition[place] for row in self.rows)


NO_FORM = "Not known"


def mapping_overview(tables: Tables) -> MappingOverview:
    """The kinds of WISE counted in every way that their evidence allows. Rows: every country that has a page, and no aggregate."""
    groups = {group.country_code: group.types for group in types_by_country(tables)}
    types = tuple(item for code in sorted(groups) for item in groups[code])
    forms = tuple(row["title"] for row in tables.rows("reference", "recognition_forms"))
    order = (*_by_count(forms, types), NO_FORM)
    rows = tuple(_row(tables, country, groups.get(country.code, ()), order) for country in countries(tables) if not country.aggregate)
    laws = [Law(item, item.legal_year) for item in types if item.legal_year and item.legal_bases]
    statistics = tables.rows(PACKAGE, "country_statistics")
    return MappingOverview(
        rows=rows,
        types=types,
        forms=order,
        laws=tuple(sorted(laws, key=lambda law: (law.year, law.wise_type.country.casefold(), law.wise_type.wise_type_id))),
        laws_without_year=sum(1 for item in types if item.legal_bases and not item.legal_year),
        years_without_law=sum(1 for item in types if item.legal_year and not item.legal_bases),
        support_needs=_support_needs(types),
        without_support_need=sum(1 for item in types if not item.support_needs),
        fields=_fields(tables),
        field_rows_without_code=len(tables.by(PACKAGE, "country_activity_fields", "activity_field_id").get(None, ())),
        figure_count=len(statistics),
        scopes=len({(row["indicator_id"], row["scope"]) for row in statistics if row["scope"]}),
        conflicts=len(tables.rows(PACKAGE, "statistic_conflicts")),
        type_sources=sources_of([item.origin for item in types]),
        field_sources=tuple(sorted({row["source_id"] for row in tables.rows(PACKAGE, "country_activity_fields")})),
    )


def _row(tables: Tables, country: Country, types: tuple[WiseType, ...], forms: tuple[str, ...]) -> CountryRow:
    counts = Counter(item.recognition or NO_FORM for item in types)
    figures = tables.by(PACKAGE, "country_statistics", "country_code").get(country.code, ())
    fields = tables.by(PACKAGE, "country_activity_fields", "country_code").get(country.code, ())
    return CountryRow(
        country=country,
        kinds=len(types) or None,
        former=sum(item.historic for item in types),
        with_law=sum(bool(item.legal_bases) for item in types),
        recognition=tuple(counts[form] for form in forms),
        figures=len(figures),
        newest_figure=max((row["reference_year"] for row in figures if row["reference_year"]), default=None),
        fields=len({row["activity_field_id"] or row["stated_as"] for row in fields}),
    )


def _by_count(forms: tuple[str, ...], types: tuple[WiseType, ...]) -> tuple[str, ...]:
    """The forms, that of most kinds first."""
    counts = Counter(item.recognition for item in types)
    return tuple(sorted(forms, key=lambda form: (-counts[form], form)))


def _support_needs(types: tuple[WiseType, ...]) -> tuple[Counted, ...]:
    """The groups of people by the number of kinds that name them; a kind that names a group in two phrases counts once."""
    named = {need.support_need_id: need.title for item in types for need in item.support_needs}
    counts = Counter(key for item in types for key in {need.support_need_id for need in item.support_needs})
    return _ranked(named, counts)


def _fields(tables: Tables) -> tuple[Counted, ...]:
    """The fields of activity by the number of countries in which a source names them; aggregates do not count."""
    aggregates = {row["country_code"] for row in tables.rows("reference", "countries") if row["country_kind_id"] == "aggregate"}
    seen = {
        (row["activity_field_id"], row["country_code"])
        for row in tables.rows(PACKAGE, "country_activity_fields")
        if row["activity_field_id"] and row["country_code"] not in aggregates
    }
    counts = Counter(field for field, _ in seen)
    return _ranked({field: tables.title("reference", "activity_fields", field) for field in counts}, counts)


def _ranked(titles: dict[str, str], counts: Counter[str]) -> tuple[Counted, ...]:
    found = [Counted(key, titles[key], counts[key]) for key in counts]
    return tuple(sorted(found, key=lambda item: (-item.count, *title_key(item.title, item.id))))
