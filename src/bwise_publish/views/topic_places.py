"""What the pages of the topics `wise-mapping` and `country-context` say: the answer in three sentences, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.context import EU, PACKAGE, CountryContext, country_context, ranking, unit_of
from bwise_publish.views.countries import SURVEY
from bwise_publish.views.sentences import counted, listing, title_key
from bwise_publish.views.tables import Tables
from bwise_publish.views.wise_overview import MappingOverview, mapping_overview


@dataclass(frozen=True)
class MappingTopic:
    """The topic of kinds of WISE; `forms` are the recognition forms with description and number of kinds."""

    answer: tuple[str, ...]
    overview: MappingOverview
    surveyed: int
    forms: tuple[tuple[str, str, int], ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the context with the years (None where no value has one), countries and values that it covers."""

    indicator_id: str
    title: str
    description: str
    unit: str
    dataset_code: str
    organisation: str
    first_year: int | None
    last_year: int | None
    countries: int
    values: int


@dataclass(frozen=True)
class ContextTopic:
    """The topic of the context of countries; `countries` counts no aggregate."""

    answer: tuple[str, ...]
    eu: CountryContext
    indicators: tuple[Indicator, ...]
    countries: int


def mapping_topic(tables: Tables) -> MappingTopic:
    """The answer to: which WISEs exist where, in what legal form, how many, doing what?"""
    overview = mapping_overview(tables)
    types, described = overview.types, overview.described
    known = len(types) - overview.of_form(overview.forms[-1])
    with_law = sum(bool(item.legal_bases) for item in types)
    with_figure = sum(item.figure_count > 0 for item in types)
    no_model = sum(not item.model for item in types)
    descriptions = {row["title"]: row["description"] for row in tables.rows("reference", "recognition_forms")}
    unread = "The text that was read gave no ground."
    forms = tuple((form, descriptions.get(form, unread), overview.of_form(form)) for form in overview.forms)
    fields = listing([item.title.lower() for item in overview.fields[:3]]) if overview.fields else "none"
    places = counted(len(described), "country", "countries")
    return MappingTopic(
        answer=(
            (
                "Work integration social enterprises (WISEs) give work and training to people with support needs: "
                f"this edition describes {len(types)} kinds of them in {places}, and for {with_law} a law is named."
            ),
            (
                f"{overview.figure_count} published figures say how many there are and how many people work in them, "
                "each with its own scope, so there is no sum for Europe."
            ),
            f"The fields of activity that sources name in most countries are {fields}.",
        ),
        overview=overview,
        surveyed=sum(row["evidence_depth_id"] == SURVEY for row in tables.rows("reference", "countries")),
        forms=forms,
        unknown=(
            "Whether the laws and schemes are still in force: nobody checked.",
            f"Which of two figures is right where sources differ: {overview.conflicts} pairs are recorded, and both figures of each stand.",
            f"How many there are: for {len(types) - with_figure} of {len(types)} kinds no figure was found.",
            f"How they are recognised: for {len(types) - known} of {len(types)} kinds the text read gave no ground.",
            f"How long workers are meant to stay (the integration model): not known for {no_model} of {len(types)} kinds.",
            f"For whom they exist: {overview.without_support_need} kinds name no group of people.",
        ),
    )


def context_topic(tables: Tables) -> ContextTopic:
    """The answer to: in what labour market, with what digital skills, do WISEs work?"""
    aggregates = {row["country_code"] for row in tables.rows("reference", "countries") if row["country_kind_id"] == "aggregate"}
    countries = {row["country_code"] for row in tables.rows(PACKAGE, "observations")} - aggregates
    indicators = _indicators(tables, aggregates)
    gap = ranking(tables, "disability-employment-gap")
    skills = ranking(tables, "digital-skills-overall-at-least-basic", "all-individuals")
    values = len(tables.rows(PACKAGE, "observations"))
    sentences = [f"{values:,} values of {len(indicators)} indicators describe {len(countries)} countries and the European Union."]
    if gap and gap.value(EU) is not None:
        said = f"In {gap.year} the employment rate of people with disabilities in the EU was {gap.value(EU):g} percentage points"
        sentences.append(f"{said} below that of people without.")
    if skills and skills.value(EU) is not None:
        sentences.append(f"In {skills.year}, {skills.value(EU):g}% of people in the EU had at least basic digital skills.")
    return ContextTopic(tuple(sentences), country_context(tables, EU), indicators, len(countries))


def _indicators(tables: Tables, aggregates: set[str]) -> tuple[Indicator, ...]:
    found = []
    for row in tables.rows(PACKAGE, "context_indicators"):
        values = tables.by(PACKAGE, "observations", "context_indicator_id").get(row["context_indicator_id"], ())
        years = [value["reference_year"] for value in values if value["reference_year"]]
        found.append(
            Indicator(
                indicator_id=row["context_indicator_id"],
                title=row["title"],
                description=row["description"],
                unit=unit_of(tables, row),
                dataset_code=row["dataset_code"] or "",
                organisation=row["organisation"] or "",
                first_year=min(years, default=None),
                last_year=max(years, default=None),
                countries=len({value["country_code"] for value in values} - aggregates),
                values=len(values),
            )
        )
    return tuple(sorted(found, key=lambda item: title_key(item.title, item.indicator_id)))
