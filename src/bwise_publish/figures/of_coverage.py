"""The figure of what is covered: countries that B-WISE studied, by topic."""

from __future__ import annotations

from bwise_publish.figures.spec import Column, Figure, Matrix
from bwise_publish.views.countries import DESK_RESEARCH, SURVEY
from bwise_publish.views.coverage import country_coverage
from bwise_publish.views.sentences import counted
from bwise_publish.views.tables import Tables

# In official statistics every country has hundreds of rows, which would leave all other cells pale.
_LEFT_OUT = "Statistics of its context"


def figures(tables: Tables) -> list[Figure]:
    """The grid of countries and topics; left out when no country was studied."""
    grid = country_coverage(tables)
    places = [place for place, topic in enumerate(grid.columns) if topic != _LEFT_OUT]
    lines = [line for depth_id, _, found in grid.parts if depth_id in (SURVEY, DESK_RESEARCH) for line in found]
    if not lines:
        return []
    topics = tuple(grid.columns[place] for place in places)
    cells = [[line.cells[place] for place in places] for line in lines]
    empty = sum(bool(cell.reason) for row in cells for cell in row)
    total = len(lines) * len(topics)
    fullest = max(lines, key=lambda line: sum(not line.cells[place].reason for place in places))
    by_topic = {topic: sum(bool(row[place].reason) for row in cells) for place, topic in enumerate(topics)}
    thinnest = max(by_topic, key=lambda topic: by_topic[topic])
    return [
        Figure(
            id="coverage-by-country-and-topic",
            title=f"{empty} of {total} cells of country and topic hold no evidence",
            subtitle=f"Rows of this edition that name the country, by topic; the {len(lines)} countries that B-WISE studied",
            drawing=Matrix(
                rows=tuple(line.title for line in lines),
                columns=topics,
                values=tuple(tuple(None if cell.reason else cell.count for cell in row) for row in cells),
                row_title="Country",
                column_title="Topic",
                legend="Rows that name the country",
                missing_label="no row",
            ),
            columns=(Column("Country"), *(Column(topic, "rows") for topic in topics)),
            rows=tuple((line.title, *(cell.count for cell in row)) for line, row in zip(lines, cells, strict=True)),
            alt=f"Grid of {len(lines)} countries by {len(topics)} topics: {empty} of {total} cells are empty, most in {thinnest.lower()}.",
            summary=(
                f"{thinnest} has the most empty cells: {counted(by_topic[thinnest], 'country', 'countries')} without a row. "
                f"{fullest.title} has rows in the most topics; a count shows how much was read, not how much there is."
            ),
            source_note="Counted by us in the tables of this edition; each row names its source.",
            missing_note="Official statistics are left out: every country has many. The page on coverage says why a cell is empty.",
        )
    ]
