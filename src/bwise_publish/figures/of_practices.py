"""Figures of the practices: by technology kind, by country, kind by support need, kind by country; and the timeline of the project."""

from __future__ import annotations

from bwise_publish.figures.draw_map import codes_on_map
from bwise_publish.figures.outlines import country_outlines
from bwise_publish.figures.spec import Column, EuropeMap, Event, Figure, MapClass, Matrix, RankedBar, Timeline, classes_for
from bwise_publish.views.practice_summary import Count, Cross, Summary, summary
from bwise_publish.views.practices import practices
from bwise_publish.views.project import Project, project_view
from bwise_publish.views.project_timeline import left_out, timeline
from bwise_publish.views.sentences import counted, listing, sentence, with_article
from bwise_publish.views.tables import Tables

_CAUTION = "It counts rows of this edition, not all practices that there are."
_CLASSIFIED = "In most rows the editor gave the technology kind; the note of the row says so."


def figures(tables: Tables) -> list[Figure]:
    """The figures of practices and of the project; one whose data have no row is left out."""
    found = practices(tables)
    made = []
    if found:
        whole = summary(tables, found)
        made.append(_by_kind(whole))
        if any(item.count for item in whole.by_country):
            made.append(_by_country(tables, whole))
        if whole.by_need:
            made.append(_by_need(whole))
        if whole.kind_by_country.rows:
            made.append(_kind_by_country(whole))
    project = project_view(tables)
    return [*made, _timeline(project)] if timeline(project) else made


def _source(whole: Summary) -> str:
    read_once = f"{whole.single_read} of {whole.practices} rows ({whole.single_read_share}%) were read once only"
    return f"Source: the table Practices of this edition, which rests on {counted(len(whole.source_ids), 'source')}; {read_once}."


def _top(counts: tuple[Count, ...], number: int = 3) -> str:
    return listing([f"{with_article(item.named.title)} ({item.count})" for item in counts[:number] if item.count])


def _by_kind(whole: Summary) -> Figure:
    kinds = whole.by_kind
    return Figure(
        id="practices-by-technology-kind",
        title=f"{kinds[0].named.title} is the most frequent technology kind of the practices",
        subtitle=f"Practices of this edition by technology kind, number of practices, n = {whole.practices}",
        drawing=RankedBar(
            labels=tuple(item.named.title for item in kinds),
            values=tuple(item.count for item in kinds),
            unit="practices",
        ),
        columns=(Column("Technology kind"), Column("Practices"), Column("of which read once only")),
        rows=tuple((item.named.title, item.count, item.single_read) for item in kinds),
        alt=f"Ranked bars of {whole.practices} practices by {len(kinds)} technology kinds: {_top(kinds)} are the most frequent.",
        summary=f"Each practice has one technology kind; the most frequent are {_top(kinds)}. {_CAUTION} {_CLASSIFIED}",
        source_note=_source(whole),
        source_ids=whole.source_ids,
    )


def _by_country(tables: Tables, whole: Summary) -> Figure:
    geometry = country_outlines(tables)
    drawn = codes_on_map(geometry)
    values = {item.named.id: item.count for item in whole.by_country if item.named.id in drawn}
    classes = classes_for([value for value in values.values() if value])
    if 0 in values.values():
        classes = (MapClass("0", 0), *classes)
    none = listing([with_article(item.named.title) for item in whole.by_country if not item.count])
    missing = sentence(f"{counted(whole.without_country, 'practice has', 'practices have')} no single country and cannot be drawn")
    beyond = listing([with_article(item.named.title) for item in whole.by_country if item.named.id not in drawn])
    return Figure(
        id="practices-by-country",
        title=f"This edition holds practices from {whole.countries} countries",
        subtitle="Practices of this edition by main country, number of practices; EU countries and other countries with a practice",
        drawing=EuropeMap(values=values, classes=classes, geometry=geometry, unit="practices"),
        columns=(Column("Country code"), Column("Country"), Column("Practices"), Column("of which read once only")),
        rows=tuple((item.named.id, item.named.title, item.count, item.single_read) for item in whole.by_country),
        alt=f"Map of Europe with the number of practices in each country; highest in {_top(whole.by_country, 4)}.",
        summary=f"The countries with most practices are {_top(whole.by_country, 4)}. {_CAUTION} It shows where texts were found.",
        source_note=_source(whole),
        source_ids=whole.source_ids,
        missing_note=" ".join(
            [missing]
            + ([f"No practice of this edition has its main country in {none}."] if none else [])
            + ([f"Outside the map: {beyond}."] if beyond else [])
        ),
    )


def _by_need(whole: Summary) -> Figure:
    cross = whole.kind_by_need
    return Figure(
        id="practices-technology-kind-by-support-need",
        title=f"{whole.by_need[0].named.title} are the group that most practices serve",
        subtitle="Practices of this edition by support need of the people served and by technology kind, number of practices",
        drawing=_matrix(cross, "Support need"),
        columns=_cross_columns(cross, "Support need"),
        rows=_cross_rows(cross),
        alt=f"Matrix of {len(cross.rows)} support needs by {len(cross.columns)} technology kinds; served most are {_top(whole.by_need)}.",
        summary=(
            f"The people served most often are {_top(whole.by_need)}. "
            f"A practice that serves several groups stands in several lines, so lines must not be added up. {_CAUTION}"
        ),
        source_note=_source(whole),
        source_ids=whole.source_ids,
        missing_note="Practices that name no support need are not in the matrix. The codes of support needs were given by us.",
    )


def _kind_by_country(whole: Summary) -> Figure:
    cross = whole.kind_by_country
    in_countries = [sum(line[column] > 0 for line in cross.values) for column in range(len(cross.columns))]
    reached = max(in_countries)
    widest = cross.columns[in_countries.index(reached)]
    return Figure(
        id="practices-technology-kind-by-country",
        title=f"{widest.title} is the technology kind named in most countries: {reached} of {len(cross.rows)}",
        subtitle="Practices of this edition by main country and technology kind, number of practices",
        drawing=_matrix(cross, "Country"),
        columns=_cross_columns(cross, "Country"),
        rows=_cross_rows(cross),
        alt=f"Matrix of {len(cross.rows)} countries by {len(cross.columns)} technology kinds; highest in {_top(whole.by_country)}.",
        summary=f"{widest.title} stands in {reached} of {len(cross.rows)} countries, and no other kind in more. {_CAUTION}",
        source_note=_source(whole),
        source_ids=whole.source_ids,
        missing_note=sentence(f"{counted(whole.without_country, 'practice has', 'practices have')} no single country. {_CLASSIFIED}"),
    )


def _matrix(cross: Cross, row_title: str) -> Matrix:
    return Matrix(
        rows=tuple(item.title for item in cross.rows),
        columns=tuple(item.title for item in cross.columns),
        values=cross.values,
        row_title=row_title,
        column_title="Technology kind",
        legend="Practices of this edition",
    )


def _cross_columns(cross: Cross, row_title: str) -> tuple[Column, ...]:
    return (Column(row_title), *(Column(item.title, "practices") for item in cross.columns))


def _cross_rows(cross: Cross) -> tuple[tuple[str | int, ...], ...]:
    return tuple((row.title, *line) for row, line in zip(cross.rows, cross.values, strict=True))


def _timeline(project: Project) -> Figure:
    moments = timeline(project)
    events, results, packages = left_out(project)
    undated = counted(events, "event or news item", "events or news items")
    first, last = min(item.start for item in moments), max(item.end or item.start for item in moments)
    sources = sorted({item.source_id for item in moments})
    return Figure(
        id="bwise-project-timeline",
        title=f"The B-WISE project from {first.year} to {last.year}",
        subtitle="Periods, events and results of B-WISE, or close to it, with a known date",
        drawing=Timeline(tuple(Event(item.start, item.end, item.title, item.kind, item.when) for item in moments)),
        columns=(
            Column("Kind"),
            Column("What"),
            Column("Start"),
            Column("End"),
            Column("Date as stated"),
            Column("Source"),
            Column("Note"),
        ),
        rows=tuple(
            (
                item.kind,
                item.title,
                item.start.isoformat(),
                item.end.isoformat() if item.end else None,
                item.when,
                item.source_title,
                item.note or None,
            )
            for item in moments
        ),
        alt=f"Timeline from {first.year} to {last.year} with {len(moments)} dated periods, events and results of the B-WISE project.",
        summary=(
            f"The timeline shows {len(moments)} periods, events and results whose date a source gives. "
            "A date of which only the month or the year is known is drawn over the whole month or year."
        ),
        source_note=f"Source: the project facts, events and deliverables of this edition; {counted(len(sources), 'source')}.",
        source_ids=tuple(sources),
        missing_note=(
            f"Not drawn, since no text that was read gives a date: {undated}, {counted(results, 'result')} "
            f"and all {counted(packages, 'work package')}. News items are left out."
        ),
    )
