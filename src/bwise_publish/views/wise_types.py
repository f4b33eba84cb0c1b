"""Kinds of work integration social enterprise (WISE): what is known of each, and how they spread over countries."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.tables import Origin, Tables, origin
from bwise_publish.views.wise_statistics import IndicatorFigures, figures_of_type

PACKAGE = "wise-mapping"
_ENGLISH_LAW_WORDS = {"act", "article", "decree", "law"}


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A law, decree or code section; `not_checked`: read once, so whether it is still in force was not checked either."""

    text: str
    language: str
    origin: Origin

    @property
    def not_checked(self) -> bool:
        """Whether a page must mark it as not checked."""
        return self.origin.single_read


@dataclass(frozen=True, slots=True)
class SupportNeed:
    """A group of people for whom the kind exists: our code's title, and the words of the evidence."""

    support_need_id: str
    title: str
    stated_as: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class ActivityField:
    """A line of business of WISEs in a country, with its share where the source gives one (`share_base` says of what)."""

    activity_field_id: str
    title: str
    stated_as: str
    nace_section: str
    nace_title: str
    share_percent: float | None
    share_qualifier: str
    share_base: str
    wise_type_id: str
    wise_type_title: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class NamedPractice:
    """A practice that names the kind of WISE, with the ground for the link."""

    practice_id: str
    title: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class WiseType:
    """One kind of WISE in one country. Empty texts are unknown; `*_basis` is `derived` where we classified the text.

    `historic` is True where the source calls the form historical, repealed or ended; False means only that nobody checked.
    """

    wise_type_id: str
    title: str
    name_local: str
    language: str
    country_code: str
    country: str
    region: str
    description: str
    historic: bool
    legal_year: int | None
    legal_bases: tuple[LegalBasis, ...]
    recognition_form_id: str
    recognition: str
    recognition_description: str
    recognition_basis: str
    model: str
    model_description: str
    model_basis: str
    support_needs: tuple[SupportNeed, ...]
    figure_count: int
    origin: Origin

    @property
    def heading(self) -> str:
        """The English title as a heading, with the country: `Socio-economic enterprise, Austria`."""
        return f"{self.title[:1].upper()}{self.title[1:]}, {self.country}"

    @property
    def law_not_checked(self) -> bool:
        """Whether the legal year or a legal basis stands in a row that was read once."""
        return bool(self.legal_year or self.legal_bases) and (self.origin.single_read or any(law.not_checked for law in self.legal_bases))


@dataclass(frozen=True, slots=True)
class WiseTypeProfile:
    """A kind of WISE with its figures, lines of business, practices and sources, and the other kinds in its country."""

    wise_type: WiseType
    figures: tuple[IndicatorFigures, ...]
    activities: tuple[ActivityField, ...]
    practices: tuple[NamedPractice, ...]
    siblings: tuple[WiseType, ...]
    unknown: tuple[str, ...]
    sources: tuple[tuple[str, str, str | None], ...]


@dataclass(frozen=True, slots=True)
class CountryTypes:
    """The kinds of WISE of one country, by title."""

    country_code: str
    country: str
    types: tuple[WiseType, ...]


def wise_type(tables: Tables, wise_type_id: str) -> WiseType:
    """One kind of WISE. Raises KeyError."""
    record = tables.one(PACKAGE, "wise_types", wise_type_id)
    form = _code(tables, "recognition_forms", record["recognition_form_id"])
    model = _code(tables, "integration_models", record["integration_model_id"])
    return WiseType(
        wise_type_id=wise_type_id,
        title=record["title"],
        name_local=record["name_local"] or "",
        language=record["language"] or "",
        country_code=record["country_code"],
        country=tables.title("reference", "countries", record["country_code"]),
        region=tables.title("reference", "regions", record["region_code"]) if record["region_code"] else "",
        description=record["description"],
        historic=record["historic"] is True,
        legal_year=record["legal_year"],
        legal_bases=tuple(
            LegalBasis(row["legal_basis"], _language(row["legal_basis"], record["language"] or ""), origin(tables, row))
            for row in tables.by(PACKAGE, "wise_type_legal_bases", "wise_type_id").get(wise_type_id, ())
        ),
        recognition_form_id=record["recognition_form_id"] or "",
        recognition=form[0],
        recognition_description=form[1],
        recognition_basis=record["recognition_basis"] or "",
        model=model[0],
        model_description=model[1],
        model_basis=record["integration_model_basis"] or "",
        support_needs=tuple(
            _support_need(tables, row) for row in tables.by(PACKAGE, "wise_type_support_needs", "wise_type_id").get(wise_type_id, ())
        ),
        figure_count=len(tables.by(PACKAGE, "country_statistics", "wise_type_id").get(wise_type_id, ())),
        origin=origin(tables, record),
    )


def wise_types_of(tables: Tables, country_code: str) -> tuple[WiseType, ...]:
    """The kinds of WISE of a country: those in use by title, then former ones."""
    rows = tables.by(PACKAGE, "wise_types", "country_code").get(country_code, ())
    found = (wise_type(tables, row["wise_type_id"]) for row in rows)
    return tuple(sorted(found, key=lambda item: (item.historic, item.title.casefold(), item.wise_type_id)))


def types_by_country(tables: Tables) -> tuple[CountryTypes, ...]:
    """All kinds of WISE by country, countries by name."""
    codes = tables.by(PACKAGE, "wise_types", "country_code")
    groups = [CountryTypes(code, tables.title("reference", "countries", code), wise_types_of(tables, code)) for code in codes]
    return tuple(sorted(groups, key=lambda group: (group.country.casefold(), group.country_code)))


def activities_of(tables: Tables, field: str, value: str) -> tuple[ActivityField, ...]:
    """The lines of business whose `field` (`country_code` or `wise_type_id`) has that value, by title."""
    rows = tables.by(PACKAGE, "country_activity_fields", field).get(value, ())
    found = (_activity(tables, row) for row in rows)

    def place(item: ActivityField) -> tuple[bool, str, str, str]:
        return item.title == "", item.title.casefold(), item.stated_as.casefold(), item.origin.source_id

    return tuple(sorted(found, key=place))


def wise_type_profile(tables: Tables, wise_type_id: str) -> WiseTypeProfile:
    """Everything that the page of a kind of WISE shows. Raises KeyError."""
    this = wise_type(tables, wise_type_id)
    figures = figures_of_type(tables, wise_type_id)
    activities = activities_of(tables, "wise_type_id", wise_type_id)
    practices = tuple(
        sorted(
            (
                NamedPractice(row["practice_id"], tables.title("practices", "practices", row["practice_id"]), origin(tables, row))
                for row in tables.by("practices", "practice_wise_types", "wise_type_id").get(wise_type_id, ())
            ),
            key=lambda item: (item.title.casefold(), item.practice_id),
        )
    )
    origins = [
        this.origin,
        *(law.origin for law in this.legal_bases),
        *(need.origin for need in this.support_needs),
        *(statistic.origin for group in figures for statistic in group.statistics),
        *(activity.origin for activity in activities),
        *(practice.origin for practice in practices),
    ]
    return WiseTypeProfile(
        wise_type=this,
        figures=figures,
        activities=activities,
        practices=practices,
        siblings=tuple(item for item in wise_types_of(tables, this.country_code) if item.wise_type_id != wise_type_id),
        unknown=_unknown(this, bool(figures), bool(activities), bool(practices)),
        sources=sources_of(origins),
    )


def sources_of(origins: list[Origin]) -> tuple[tuple[str, str, str | None], ...]:
    """The sources (id, title, language of the title) of these origins, each once, by title."""
    found = {item.source_id: (item.source_id, item.source_title, item.source_language) for item in origins}
    return tuple(sorted(found.values(), key=lambda item: (item[1].casefold(), item[0])))


def _unknown(this: WiseType, figures: bool, activities: bool, practices: bool) -> tuple[str, ...]:
    """What no row of this edition says about the kind, in the order of the page."""
    checks = (
        (this.historic, "Whether the law or scheme is still in force: nobody checked."),
        (this.name_local, "Its name in the language of the country: only an English name was seen."),
        (this.legal_bases, "A law or decree that it rests on: the text read names none."),
        (this.recognition, "How it is recognised: the text read gave no ground."),
        (this.model, "How long workers are meant to stay (its integration model): the text read gave no ground."),
        (this.support_needs, "For which groups of people it exists: the text read names none."),
        (figures, "How many enterprises of this kind there are, and how many people work in them: no figure was found."),
        (activities, "Its fields of activity: no source that was read names them for this kind alone."),
        (practices, "A practice that names it: none was found."),
    )
    return tuple(words for known, words in checks if not known)


def _support_need(tables: Tables, row: Record) -> SupportNeed:
    key = row["support_need_id"]
    return SupportNeed(key, tables.title("reference", "support_needs", key), row["stated_as"], origin(tables, row))


def _language(legal_basis: str, national: str) -> str:
    """The language of the name of a law: English where it uses an English word for a law, else that of the kind's national name.

    The data have no column for it; some sources name the law in English.
    """
    return "en" if _ENGLISH_LAW_WORDS & set(legal_basis.lower().split()) else national


def _code(tables: Tables, table: str, key: str | None) -> tuple[str, str]:
    if not key:
        return "", ""
    record = tables.one("reference", table, key)
    return record["title"], record["description"]


def _activity(tables: Tables, record: Record) -> ActivityField:
    field, section, qualifier = record["activity_field_id"], record["nace_section"], record["value_qualifier_id"]
    type_id = record["wise_type_id"] or ""
    return ActivityField(
        activity_field_id=field or "",
        title=tables.title("reference", "activity_fields", field) if field else "",
        stated_as=record["stated_as"],
        nace_section=section or "",
        nace_title=tables.title("reference", "nace_sections", section) if section else "",
        share_percent=record["share_percent"],
        share_qualifier=tables.title("reference", "value_qualifiers", qualifier).lower() if qualifier else "",
        share_base=record["share_base"] or "",
        wise_type_id=type_id,
        wise_type_title=tables.title(PACKAGE, "wise_types", type_id) if type_id else "",
        origin=origin(tables, record),
    )
