"""Decides whether packages are right: structure, cells, keys, frictionless's verdict and, for this publication, the house rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bwise_publish.validation.report import Report

if TYPE_CHECKING:
    from bwise_publish.catalog import Catalog, Package, Table
    from bwise_publish.problems import Problem
    from bwise_publish.publication import Publication

__all__ = ["Report", "validate"]

# The codes of rows of which the cells cannot be judged.
_BROKEN_ROW = ("row-length", "row-blank")


def validate(catalog: Catalog, *, publication: Publication | None = None) -> Report:
    """The report on all packages of a catalog: every problem of one run.

    With a `publication` its packages are also held to the house profile, the rules of their topic and the canonical file form; without one
    the packages may be any Data Packages.
    """
    from bwise_publish.validation.house import check_publication

    problems = list(catalog.problems)
    if publication is not None:
        problems += check_publication(catalog, publication)
    for package in catalog.packages.values():
        described = _package_problems(package, publication)
        problems += described
        for table in catalog.tables_of(package.name):
            known = [problem for problem in (*catalog.problems, *described) if _is_of(problem, table)]
            problems += _beside(known, _table_problems(catalog, package, table, publication, known))
    if publication is not None:
        from bwise_publish.validation.rules import check_rules

        problems += check_rules(catalog, publication)
    return Report.of(catalog, problems)


def _package_problems(package: Package, publication: Publication | None) -> list[Problem]:
    from bwise_publish.catalog.canonical import descriptor_problems
    from bwise_publish.validation.files import check_file
    from bwise_publish.validation.house import check_house
    from bwise_publish.validation.official import judge_descriptor
    from bwise_publish.validation.structure import check_structure

    problems = check_structure(package)
    if publication is not None and package.name in publication.packages:
        problems += check_house(package, publication)
    for resource in package.resources:
        problems += check_file(package, resource)
    # What frictionless says of a descriptor with problems of ours repeats them in other words.
    problems = problems or judge_descriptor(package)
    return [*problems, *descriptor_problems(package)] if publication is not None and package.name in publication.packages else problems


def _is_of(problem: Problem, table: Table) -> bool:
    return (problem.where.package, problem.where.table) == (table.package, table.name)


def _beside(known: list[Problem], problems: list[Problem]) -> list[Problem]:
    """The problems of a table without those that only follow from a row with cells too many or too few, or without any value.

    Such a row is named once: its cells stand in the wrong columns, or there are none.
    """
    broken = {problem.where.row for problem in (*known, *problems) if problem.code in _BROKEN_ROW}
    return [problem for problem in problems if problem.where.row not in broken or problem.code in _BROKEN_ROW]


def _table_problems(
    catalog: Catalog, package: Package, table: Table, publication: Publication | None, known: list[Problem]
) -> list[Problem]:
    """The problems of a table beyond those that are known from reading it and from its descriptor."""
    from bwise_publish.catalog.canonical import canonical_problems
    from bwise_publish.validation.explain import explain
    from bwise_publish.validation.keys import check_keys
    from bwise_publish.validation.table_checks import check_cells

    problems = [*check_cells(table), *check_keys(catalog, table)]
    problems += explain(table, [*known, *problems])
    whole = not any(problem.code in _BROKEN_ROW for problem in (*known, *problems))  # the command format would refuse the file
    if whole and publication is not None and package.name in publication.packages:
        problems += canonical_problems(package, table)
    return problems
