"""The figures of recognition and strategies: kinds by country, policies in time, what strategies consist of."""

from __future__ import annotations

from bwise_publish.figures.spec import Column, Event, Figure, Matrix, Timeline
from bwise_publish.views.learning_overview import Grid, Moment, actions_by_level, kinds_by_country, policy_moments
from bwise_publish.views.recognition import NO_COUNTRY, Mechanism, all_mechanisms
from bwise_publish.views.sentences import counted, listing, sentence, with_article
from bwise_publish.views.strategies import PolicyFramework, Strategy, all_strategies, policy_frameworks
from bwise_publish.views.tables import Tables


def recognition_figures(tables: Tables) -> list[Figure]:
    """The figures of recognition and strategies; one whose data have no row is left out."""
    mechanisms, strategies, frameworks = all_mechanisms(tables), all_strategies(tables), policy_frameworks(tables)
    made = [_kinds(mechanisms), _policies(frameworks, strategies), _actions(strategies)]
    return [figure for figure in made if figure]


def _rows(grid: Grid) -> tuple[tuple[str | int, ...], ...]:
    return tuple((row, *line) for row, line in zip(grid.rows, grid.values, strict=True))


def _kinds(mechanisms: tuple[Mechanism, ...]) -> Figure | None:
    grid = kinds_by_country(mechanisms)
    if not grid.rows:
        return None
    totals = [(sum(line), row) for row, line in zip(grid.rows, grid.values, strict=True) if row != NO_COUNTRY.title]
    third = sorted((count for count, _ in totals), reverse=True)[:3][-1:]
    top = sorted((pair for pair in totals if third and pair[0] >= third[0]), key=lambda pair: (-pair[0], pair[1]))
    nowhere = sum(item.countries == (NO_COUNTRY,) for item in mechanisms)
    return Figure(
        id="recognition-by-kind-and-country",
        title="Ways of recognition were found above all in " + listing([with_article(row) for _, row in top]),
        subtitle=(
            f"Number of ways to recognise skills, training or providers, by country and kind (n = {len(mechanisms)}; one"
            " of several countries counts in each)"
        ),
        drawing=Matrix(grid.rows, grid.columns, grid.values, "Country", "Kind of recognition", "Number of ways of recognition"),
        columns=(Column("Country"), *(Column(title, "ways of recognition") for title in grid.columns)),
        rows=_rows(grid),
        alt=(
            f"Matrix of {len(grid.rows)} rows by {len(grid.columns)} kinds of recognition. Most were found in"
            f" {listing([f'{with_article(row)} ({count})' for count, row in top])}."
        ),
        summary=(
            f"Most were found in {listing([f'{with_article(row)} ({count})' for count, row in top])}; {nowhere} of {len(mechanisms)}"
            " belong to no single country."
            " The numbers show where sources were read, not where most recognition exists."
        ),
        source_note="Counted by us from the tables Recognition of skills and Countries of the recognition. All rows were read once only.",
        source_ids=grid.source_ids,
        missing_note="Whether a mechanism is still valid was not checked. A country that is not listed was not looked into.",
    )


def _policies(frameworks: tuple[PolicyFramework, ...], strategies: tuple[Strategy, ...]) -> Figure | None:
    moments = policy_moments(frameworks, strategies)
    if not moments:
        return None
    undated = sum(not item.date for item in frameworks)
    first, last = min(moments, key=lambda item: item.start), max(moments, key=lambda item: item.start)
    sources = tuple(sorted({origin.source_id for item in moments for origin in item.origins}))
    return Figure(
        id="policies-in-time",
        title=f"Policies on skills in the social economy stand close together from {_busiest(moments)}",
        subtitle=f"Policies with a date, and years for which strategies announce a step or target, {first.start.year} to {last.start.year}",
        drawing=Timeline(tuple(Event(item.start, item.end, item.title, item.kind, item.when) for item in moments)),
        columns=(Column("Title"), Column("Kind"), Column("When"), Column("Sources")),
        rows=tuple(
            (item.title, item.kind, item.when, "; ".join(sorted(origin.source_title for origin in item.origins))) for item in moments
        ),
        alt=(
            f"Line of time with {len(moments)} entries from {first.start.year} to {last.start.year}, the first"
            f" {first.title}, the last {last.title}."
        ),
        summary=sentence(
            f"The line shows {counted(len(moments), 'entry', 'entries')}, from {first.title} ({first.when}) to {last.title} ({last.when})"
        )
        + " Where sources differ by a day, both dates stand.",
        source_note="From Policy frameworks and Actions of the strategies; each row names its source. All rows were read once only.",
        source_ids=sources,
        missing_note=(
            f"{counted(undated, 'policy has', 'policies have').capitalize()} no date in the source that was read and cannot be shown."
        ),
    )


def _busiest(moments: tuple[Moment, ...]) -> str:
    """The four years in a row with most entries, as `2020 to 2023`."""
    years = [item.start.year for item in moments]
    starts = range(min(years), max(years) + 1)
    best = max(starts, key=lambda year: (sum(year <= item <= year + 3 for item in years), -year))
    return f"{best} to {best + 3}"


def _actions(strategies: tuple[Strategy, ...]) -> Figure | None:
    grid = actions_by_level(strategies)
    if not grid.rows or not grid.columns:
        return None
    actions = [action for item in strategies for action in item.actions]
    numbers = sum(action.kpi is not None for action in actions)
    planned = sum(action.kpi is not None and action.kpi.number.planned for action in actions)
    targets = grid.total("Targets") if "Targets" in grid.columns else 0
    return Figure(
        id="strategy-actions-by-level",
        title=f"{numbers} of {len(actions)} entries of the strategies come with a number",
        subtitle=f"Goals, targets, actions and other entries of {len(grid.rows)} strategies on this site, by level",
        drawing=Matrix(grid.rows, grid.columns, grid.values, "Strategy", "Level of the entry", "Number of entries"),
        columns=(Column("Strategy"), *(Column(title, "entries") for title in grid.columns)),
        rows=_rows(grid),
        alt=f"Matrix of {len(grid.rows)} strategies by {len(grid.columns)} levels; {len(actions)} entries, {targets} of them targets.",
        summary=(
            f"{len(actions)} entries were read, {targets} of them targets. {numbers} have a number; {planned} of these"
            " numbers are aims, not results."
        ),
        source_note="Counted by us from the table Actions of the strategies; each row names its source. All rows were read once only.",
        source_ids=grid.source_ids,
        missing_note="The text of the European WISE Skills Strategy was not reachable; its rows are aims and steps named elsewhere.",
    )
