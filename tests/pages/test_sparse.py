"""The whole site of packages that hold less than ours do today: empty cells, tables of one row, tables and countries without rows."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from bwise_publish.catalog import Catalog, load
from bwise_publish.catalog.canonical import csv_bytes
from bwise_publish.exports.codebook import codebook
from bwise_publish.exports.selfcontained import self_contained
from bwise_publish.figures.catalogue import all_figures
from bwise_publish.figures.render import render
from bwise_publish.figures.social_card import social_card
from bwise_publish.pages import Site, all_pages
from bwise_publish.pages.site import ShownFigure
from bwise_publish.problems import Problem
from bwise_publish.publication import read_publication
from bwise_publish.validation import validate
from bwise_publish.views.tables import Tables
from tests.conftest import ROOT
from tests.pages.test_data_pages import FIGURE, listing

Key = tuple[str, str]
Rows = list[list[str]]
# Columns by name, and rows by number, that keep what they hold, since a rule asks for it.
Spared = set[tuple[Key, str | int]]
# Where a value stands, an empty cell is explained in the status of its row.
VALUES = ("value", "reach_value")


class Copy:
    """A copy of the data packages whose tables are edited."""

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "datapackages", folder)
        self.tables = catalog.tables
        self.rows: dict[Key, Rows] = {}
        self.restore()

    def restore(self) -> None:
        """Gives all tables the rows that they have in the project."""
        self.rows = {key: [table.text.columns, *map(list, table.text.rows())] for key, table in self.tables.items()}

    def write(self) -> None:
        for key, (head, *rows) in self.rows.items():
            (self.folder / key[0] / self.tables[key].resource.path).write_bytes(csv_bytes(head, rows))

    def optional(self, key: Key) -> list[int]:
        """The places of the columns that may be empty."""
        schema = self.tables[key].schema
        needed = {field.name for field in schema.fields if field.required} | set(schema.primary_key)
        return [at for at, name in enumerate(self.rows[key][0]) if name not in needed]

    def named_in(self, problem: Problem) -> set[str]:
        """The columns of a table that a problem of it names."""
        head = self.rows[problem.where.package, problem.where.table][0]
        return {problem.where.field} | {name for name in head if re.search(rf"\b{name}\b", problem.message)}

    def drop_dangling(self) -> None:
        """Takes out the rows that refer to rows which are gone, until none is left."""
        keys = [(key, foreign) for key, table in self.tables.items() for foreign in table.schema.foreign_keys]
        gone = True
        while gone:
            gone = False
            for key, foreign in keys:
                other = (foreign.package or key[0], foreign.resource or key[1])
                there = set(columns(self.rows[other], foreign.reference_fields))
                head, *rows = self.rows[key]
                values = columns(self.rows[key], foreign.fields)
                left = [row for row, value in zip(rows, values, strict=True) if "" in value or value in there]
                gone = gone or len(left) < len(rows)
                self.rows[key] = [head, *left]


def columns(rows: Rows, names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    places = [rows[0].index(name) for name in names]
    return (tuple(row[at] for at in places) for row in rows[1:])


def emptied(share: float) -> Callable[[Copy, Spared], None]:
    """Empties a share of the cells that may be empty."""

    def edit(copy: Copy, spared: Spared) -> None:
        chance = random.Random(1)
        for key, (head, *rows) in copy.rows.items():
            status = head.index("obs_status_id") if "obs_status_id" in head else None
            for number, row in enumerate(rows, 2):
                for at in copy.optional(key):
                    if chance.random() < share and not {(key, head[at]), (key, number)} & spared:
                        row[at] = ""
                        if head[at] in VALUES and status is not None:
                            row[status] = "not-available"

    return edit


def first_rows(copy: Copy, _spared: Spared) -> None:
    """One row in every table outside the reference data."""
    copy.rows |= {key: rows[:2] for key, rows in copy.rows.items() if key[0] != "reference"}
    copy.drop_dangling()


def without(package: str, table: str = "") -> Callable[[Copy, Spared], None]:
    """No row in a table, or in any table of a package."""

    def edit(copy: Copy, _spared: Spared) -> None:
        copy.rows |= {key: rows[:1] for key, rows in copy.rows.items() if key[0] == package and table in ("", key[1])}
        copy.drop_dangling()

    return edit


EDITS = {
    "a third of the cells empty": emptied(0.34),
    "all cells empty that may be": emptied(1.1),
    "one row in each table": first_rows,
    "no country": without("reference", "countries"),
    "no source": without("reference", "sources"),
    **{f"no row in {name}": without(name) for name in read_publication(ROOT).packages if name != "reference"},
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_page_and_figure_can_be_made_of_less(tmp_path, tables, edit):
    publication = read_publication(ROOT)
    copy = Copy(tmp_path / "datapackages", tables.catalog)
    spared: Spared = set()
    for _ in range(10):
        copy.restore()
        edit(copy, spared)
        copy.write()
        catalog = load([copy.folder / name for name in publication.packages])
        problems = validate(catalog, publication=publication).problems
        for problem in problems:
            key = (problem.where.package, problem.where.table)
            named: Spared = {(key, name) for name in copy.named_in(problem)}
            spared |= {(key, problem.where.row)} if named <= spared else named
        if not problems:
            break
    assert problems == ()
    fewer = Tables(catalog)
    drawn = render(FIGURE)
    figures = {figure.id: ShownFigure(figure, drawn) for figure in all_figures(fewer)}
    assert social_card(fewer, publication)
    codebooks = {name: codebook(self_contained(catalog, name)) for name in publication.packages}
    reports = dict.fromkeys(publication.packages, "# Validation report\n")
    files = tuple(listing(publication, fewer))
    site = Site(publication, fewer, figures, files, "# Report\n", ROOT / "site_templates", reports=reports, codebooks=codebooks)
    pages = list(all_pages(site))
    assert len({page.address for page in pages}) == len(pages) > 300
    assert all(page.title.strip() and page.description.strip() and page.body.strip() for page in pages)
