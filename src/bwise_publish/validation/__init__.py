"""Decides whether packages are right: structure, cells, keys, frictionless's verdict and, for this publication, the house rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bwise_publish.validation.report import Report
from bwise_publish.validation.tally import Tally

if TYPE_CHECKING:
    from bwise_publish.catalog import Catalog, Package, Resource, Table
    from bwise_publish.problems import Problem
    from bwise_publish.publication import Publication
    from bwise_publish.validation.targets import Targets

__all__ = ["Report", "validate"]

# The codes of rows of which the cells cannot be judged.
_BROKEN_ROW = ("row-length", "row-blank")


def validate(catalog: Catalog, *, publication: Publication | None = None, guess: bool = False) -> Report:
    """The report on all packages of a catalog: every problem of one run.

    With a `publication` its packages are also held to the house profile, the rules of their topic and the canonical file form; without one
    the packages may be any Data Packages. `guess` says how large tables are read again, as it said when the catalog was loaded.
    """
    from bwise_publish.validation.house import check_publication
    from bwise_publish.validation.targets import Targets

    tally = Tally()
    targets = Targets(catalog, guess)
    problems = list(catalog.problems)
    rows: dict[tuple[str, str], tuple[int, int]] = {}
    if publication is not None:
        problems += check_publication(catalog, publication)
    for package in catalog.packages.values():
        described = _package_problems(package, publication)
        problems += described
        for table in catalog.tables_of(package.name):
            known = [problem for problem in (*catalog.problems, *described) if _is_of(problem, table)]
            problems += _table_problems(catalog, package, table, publication, tally, targets, known)
        for (owner, _), resource in catalog.large.items():
            if owner == package.name:
                problems += _large_problems(catalog, package, resource, tally, targets, rows)
    if publication is not None:
        from bwise_publish.validation.rules import check_rules

        problems += check_rules(catalog, publication)
    return Report.of(catalog, problems, unlisted=tally.unlisted, large=rows)


def _package_problems(package: Package, publication: Publication | None) -> list[Problem]:
    from bwise_publish.catalog.canonical import descriptor_problems
    from bwise_publish.validation.files import check_file
    from bwise_publish.validation.house import check_house
    from bwise_publish.validation.official import judge_descriptor
    from bwise_publish.validation.profiles import check_profiles
    from bwise_publish.validation.structure import check_structure

    own = publication is not None and package.name in publication.packages
    problems = [*check_structure(package, closed=own), *check_profiles(package)]
    if own and publication is not None:
        problems += check_house(package, publication)
    for resource in package.resources:
        problems += check_file(package, resource)
    if own:
        # Our own packages are put to frictionless as they are published (`exports`), where its verdict is asked for the files themselves.
        return [*problems, *descriptor_problems(package)]
    # What frictionless says of a descriptor with problems of ours repeats them in other words.
    return problems or judge_descriptor(package)


def _is_of(problem: Problem, table: Table) -> bool:
    return (problem.where.package, problem.where.table) == (table.package, table.name)


def _beside(known: list[Problem], problems: list[Problem]) -> list[Problem]:
    """The problems of a table without those that only follow from a row with cells too many or too few, or without any value.

    Such a row is named once: its cells stand in the wrong columns, or there are none.
    """
    broken = {problem.where.row for problem in (*known, *problems) if problem.code in _BROKEN_ROW}
    return [problem for problem in problems if problem.where.row not in broken or problem.code in _BROKEN_ROW]


def _table_problems(
    catalog: Catalog,
    package: Package,
    table: Table,
    publication: Publication | None,
    tally: Tally,
    targets: Targets,
    known: list[Problem],
) -> list[Problem]:
    """The problems of a table beyond those that are `known` from reading it and from its descriptor."""
    from bwise_publish.catalog.canonical import canonical_problems
    from bwise_publish.validation.house import check_plain
    from bwise_publish.validation.keys import check_keys
    from bwise_publish.validation.table_checks import check_cells

    found = [*check_cells(table, tally), *check_keys(catalog, table, tally, targets)]
    if publication is not None and package.name in publication.packages:
        found += check_plain(table)
        if not any(problem.code in _BROKEN_ROW for problem in (*known, *found)):  # the command format would refuse the file
            found += canonical_problems(package, table)
    return _beside(known, found)


def _large_problems(
    catalog: Catalog, package: Package, resource: Resource, tally: Tally, targets: Targets, rows: dict[tuple[str, str], tuple[int, int]]
) -> Iterator[Problem]:
    """The problems of a table that is too large to be held, read part by part."""
    from bwise_publish.catalog.header import problems_of
    from bwise_publish.catalog.loading import batched_tables
    from bwise_publish.catalog.sources import Unreadable
    from bwise_publish.validation.keys import Ledger
    from bwise_publish.validation.table_checks import check_cells

    assert resource.schema is not None
    ledger = Ledger(catalog, package.name, resource, resource.schema, tally, targets)
    yield from ledger.opening()
    count = cells = 0
    try:
        for table, found in batched_tables(package, resource, guess=targets.guess):
            yield from found
            yield from _beside(found, [*check_cells(table, tally), *ledger.feed(table)])
            count += len(table)
            cells += len(table) * table.text.width
    except Unreadable as error:
        yield from problems_of(error)
    rows[package.name, resource.name] = (count, cells)

    def again() -> Iterator[Table]:
        try:
            for part, _ in batched_tables(package, resource, guess=targets.guess):
                yield part
        except Unreadable:
            return

    yield from ledger.closing(again)
