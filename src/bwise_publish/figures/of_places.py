"""The figures about countries and kinds of work integration social enterprise (WISE)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bwise_publish.figures.draw_map import codes_on_map
from bwise_publish.figures.outlines import country_outlines
from bwise_publish.figures.spec import Column, EuropeMap, Event, Figure, MapClass, Matrix, RankedBar, Timeline, classes_for
from bwise_publish.views.countries import DESK_RESEARCH, OTHER, SURVEY, Country, countries
from bwise_publish.views.sentences import counted, listing
from bwise_publish.views.tables import Tables
from bwise_publish.views.wise_overview import MappingOverview, mapping_overview

_MAPPING_SOURCE = "Source: {count} of this edition, named with each kind of WISE in the data package WISE mapping; counted by us."


def figures(tables: Tables) -> list[Figure]:
    """The figures of the topics `wise-mapping` and `country-context`; those without data are left out."""
    from bwise_publish.figures import of_context, of_coverage

    overview = mapping_overview(tables)
    named = [country for country in countries(tables) if not country.aggregate]
    drawn = [_depth_map(tables, named)] if any(country.has_outline for country in named) else []
    if overview.types:
        drawn += [_kinds_map(tables, overview), _recognition_matrix(overview)]
    if overview.laws:
        drawn.append(_laws_timeline(overview))
    if overview.support_needs:
        drawn.append(_support_needs_bar(overview))
    if overview.fields:
        drawn.append(_fields_bar(overview))
    return [*drawn, *of_context.figures(tables), *of_coverage.figures(tables)]


def _note(overview: MappingOverview) -> str:
    return _MAPPING_SOURCE.format(count=counted(len(overview.type_sources), "source"))


def _ids(overview: MappingOverview) -> tuple[str, ...]:
    return tuple(sorted(source_id for source_id, _, _ in overview.type_sources))


def _depth_map(tables: Tables, named: Sequence[Country]) -> Figure:
    geometry = country_outlines(tables)
    drawn = codes_on_map(geometry)
    shown = [country for country in named if country.code in drawn]
    outside = [country.name for country in named if country.code not in drawn]
    grades = {OTHER: 0, DESK_RESEARCH: 1, SURVEY: 2}
    names = {2: "surveyed for B-WISE", 1: "desk research only", 0: "other sources only"}
    numbers = {grade: sum(grades[country.depth_id] == grade for country in shown) for grade in names}
    sources = sorted({tables.one("reference", "countries", country.code)["source_id"] for country in shown})
    return Figure(
        id="evidence-depth-by-country",
        title=f"People in WISEs were surveyed in {numbers[2]} countries; in {numbers[1]} the evidence is desk research only",
        subtitle="Depth of the evidence about each country that this edition names",
        drawing=EuropeMap(
            values={country.code: grades[country.depth_id] for country in shown},
            classes=tuple(MapClass(names[grade], grade, sign) for grade, sign in ((0, "O"), (1, "D"), (2, "S"))),
            geometry=geometry,
            outside_label="not named",
            print_values=False,
        ),
        columns=(Column("Country"), Column("Depth of evidence")),
        rows=tuple((country.name, names[grades[country.depth_id]]) for country in shown),
        alt=f"Map of Europe: {numbers[2]} countries surveyed, {numbers[1]} with desk research only, {numbers[0]} with other sources only.",
        summary=(
            f"B-WISE surveyed people in WISEs in {listing([country.said for country in shown if country.depth_id == SURVEY])}. "
            f"The other {numbers[1]} EU countries were covered by desk research only: there is no survey value for them."
        ),
        source_note="Source: the list of countries in the reference data, with a source for each; EU membership is general reference.",
        source_ids=tuple(sources),
        missing_note=f"Outside the map: {listing(outside)}." if outside else "",
    )


def _kinds_map(tables: Tables, overview: MappingOverview) -> Figure:
    covered = [row for row in overview.rows if row.country.has_outline and (row.kinds or row.country.eu_member)]
    known = [row for row in covered if row.kinds]
    most = max(known, key=lambda row: row.kinds or 0)
    empty = [row.country.said for row in covered if not row.kinds]
    former = sum(row.former for row in known)
    return Figure(
        id="wise-types-by-country",
        title=f"{len(overview.types)} kinds of WISE in {len(known)} countries are described",
        subtitle="Kinds of WISE, or forms near to them, that this edition describes; regional and former ones among them",
        drawing=EuropeMap(
            values={row.country.code: row.kinds for row in covered},
            classes=classes_for([row.kinds for row in known]),
            geometry=country_outlines(tables),
            unit="kinds",
            missing_label="none described",
        ),
        columns=(Column("Country"), Column("Kinds described"), Column("Former kinds among them"), Column("Depth of evidence")),
        rows=tuple((row.country.name, row.kinds, row.former if row.kinds else None, row.country.depth) for row in covered),
        alt=f"Map of Europe with the number of kinds of WISE described per country, from 1 to {most.kinds} in {most.country.said}.",
        summary=(
            f"This edition describes most kinds for {most.country.said}: {most.kinds}. "
            "A high number says that much was read, or that regions have forms of their own, not that there are many enterprises."
        ),
        source_note=_note(overview),
        source_ids=_ids(overview),
        missing_note=(f"No kind is described for {listing(empty)}. " if empty else "")
        + f"{counted(former, 'kind is known', 'kinds are known').capitalize()} to be a former one; for the others this was not checked.",
    )


def _recognition_matrix(overview: MappingOverview) -> Figure:
    rows, forms = overview.described, overview.forms
    unknown = overview.of_form(forms[-1])
    derived = sum(item.recognition_basis == "derived" for item in overview.types)
    first = forms[0]
    return Figure(
        id="wise-recognition-by-country",
        title=f"{first}: {overview.of_form(first)} of the {len(overview.types) - unknown} kinds of WISE whose form of recognition is known",
        subtitle="Number of kinds of WISE described, by country and by the form in which the kind is recognised",
        drawing=Matrix(
            rows=tuple(row.country.name for row in rows),
            columns=forms,
            values=tuple(row.recognition for row in rows),
            row_title="Country",
            column_title="Form of recognition",
            legend="Kinds of WISE described",
        ),
        columns=(Column("Country"), *(Column(form) for form in forms)),
        rows=tuple((row.country.name, *row.recognition) for row in rows),
        alt="Table of countries by form of recognition; "
        + listing([f"{form.lower()} {overview.of_form(form)}" for form in forms])
        + " kinds.",
        summary=(
            f"Of {len(overview.types)} kinds, {len(overview.types) - unknown} have a form of recognition that could be told from the text. "
            f"For {derived} of them the form is our reading of the text; the note of each kind gives the ground."
        ),
        source_note=_note(overview),
        source_ids=_ids(overview),
        missing_note=f"For {counted(unknown, 'kind', 'kinds')} the text that was read gave no ground: the last column." if unknown else "",
    )


def _laws_timeline(overview: MappingOverview) -> Figure:
    laws = overview.laws
    first, last = laws[0], laws[-1]
    oldest, newest = f"{first.year} ({first.wise_type.country})", f"{last.year} ({last.wise_type.country})"
    left_out = [
        words
        for number, words in (
            (overview.laws_without_year, f"{counted(overview.laws_without_year, 'kind', 'kinds')} with a legal basis but without a year"),
            (overview.years_without_law, f"{counted(overview.years_without_law, 'kind', 'kinds')} with a year but without a named law"),
        )
        if number
    ]
    return Figure(
        id="wise-laws-by-year",
        title=f"From {first.year} to {last.year}: the laws on which {len(laws)} kinds of WISE rest",
        subtitle="Year of the law, decree, amendment or scheme that the evidence names, by form of recognition",
        drawing=Timeline(
            tuple(
                Event(
                    date(law.year, 1, 1),
                    None,
                    f"{law.wise_type.country}: {law.wise_type.title}",
                    law.wise_type.recognition or "Form not known",
                    str(law.year),
                )
                for form in overview.forms
                for law in laws
                if law.wise_type.recognition == form or (not law.wise_type.recognition and form == overview.forms[-1])
            )
        ),
        columns=(Column("Year"), Column("Country"), Column("Kind of WISE"), Column("Legal basis"), Column("Reading of the source")),
        rows=tuple(
            (
                law.year,
                law.wise_type.country,
                law.wise_type.title,
                "; ".join(basis.text for basis in law.wise_type.legal_bases),
                "read once; not checked whether still in force" if law.wise_type.law_not_checked else "read twice",
            )
            for law in laws
        ),
        alt=f"Timeline of {len(laws)} kinds of WISE by the year of their law, from {oldest} to {newest}.",
        summary=f"The oldest law in this list is of {oldest}, the newest of {newest}. Whether a law is still in force was not checked.",
        source_note=_note(overview),
        source_ids=tuple(
            sorted(
                {basis.origin.source_id for law in laws for basis in law.wise_type.legal_bases}
                | {law.wise_type.origin.source_id for law in laws}
            )
        ),
        missing_note=f"Not drawn: {listing(left_out)}." if left_out else "",
    )


def _support_needs_bar(overview: MappingOverview) -> Figure:
    needs = overview.support_needs
    named = len(overview.types) - overview.without_support_need
    return Figure(
        id="wise-types-by-support-need",
        title=f"{needs[0].title} are named most often: by {needs[0].count} of {named} kinds of WISE",
        subtitle="Kinds of WISE that name a group of people for whom they exist; a kind may name several; number of kinds",
        drawing=RankedBar(tuple(item.title for item in needs), tuple(item.count for item in needs), unit="kinds"),
        columns=(Column("Group of people"), Column("Kinds of WISE that name it")),
        rows=tuple((item.title, item.count) for item in needs),
        alt=f"Bars: {listing([f'{item.title} {item.count}' for item in needs[:3]])} kinds of WISE, then {len(needs) - 3} groups with fewer."
        if len(needs) > 3
        else f"Bars: {listing([f'{item.title} {item.count}' for item in needs])} kinds of WISE.",
        summary=(
            f"{named} kinds name at least one group; {needs[0].title.lower()} stand in {needs[0].count} of them. "
            "The groups are codes that we gave to the words of the sources; the words stand with each kind."
        ),
        source_note=_note(overview),
        source_ids=_ids(overview),
        missing_note=f"{overview.without_support_need} kinds name no group in the text that was read."
        if overview.without_support_need
        else "",
    )


def _fields_bar(overview: MappingOverview) -> Figure:
    fields = overview.fields
    places = [row for row in overview.rows if row.fields]
    broad = overview.field_rows_without_code
    return Figure(
        id="wise-activity-fields",
        title=f"{fields[0].title}: named as a field of activity of WISEs in {fields[0].count} of {len(places)} countries",
        subtitle="Fields of activity of WISEs by the number of countries in which a source names them; number of countries",
        drawing=RankedBar(tuple(item.title for item in fields), tuple(item.count for item in fields), unit="countries"),
        columns=(Column("Field of activity"), Column("Countries that name it")),
        rows=tuple((item.title, item.count) for item in fields),
        alt="Bars: " + listing([f"{item.title} {item.count}" for item in fields[:3]]) + f" countries; {len(fields)} fields in all.",
        summary=(
            f"Sources name fields of activity in {len(places)} countries. "
            "A field that no source names for a country may still be there: these lists show what was read, not shares of the sector."
        ),
        source_note=f"Source: {counted(len(overview.field_sources), 'source')} of the lists of fields; codes given and counted by us.",
        source_ids=overview.field_sources,
        missing_note=f"Too broad for a field, and not counted: {counted(broad, 'entry', 'entries')} of the lists." if broad else "",
    )
