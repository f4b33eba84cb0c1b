"""The result of a validation: one value, and its exits as text, JSON and Markdown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from bwise_publish.catalog.model import Catalog, Schema
from bwise_publish.problems import Problem

FORMAT = "bwise-publish validation report"
FORMAT_VERSION = 1
SHOWN_OF_EACH_KIND = 10
Kind = tuple[str, str, str]


@dataclass(frozen=True)
class Counts:
    """How much was checked: cells are the cells of the tables as read, the header not counted."""

    packages: int
    tables: int
    rows: int
    cells: int


@dataclass(frozen=True)
class TableChecks:
    """What was checked of one table: its rows and cells, and how many constraints and keys its schema asks of them."""

    rows: int
    cells: int
    constraints: int
    keys: int


@dataclass(frozen=True)
class Report:
    """All problems of one validation, sorted by package in the order of the catalog, then by table, row and field; and what was checked.

    Of a kind that is very frequent the first are listed; `unlisted` says by package, table and code how many more there are. `files` has
    the path of each table and, under the name "", of each descriptor. `tables` has by package and table what was checked.
    """

    problems: tuple[Problem, ...]
    counts: Counts
    unlisted: Mapping[Kind, int] = field(default_factory=dict)
    files: Mapping[tuple[str, str], str] = field(default_factory=dict)
    tables: Mapping[tuple[str, str], TableChecks] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many problems there are, with those that are counted and not listed."""
        return len(self.problems) + sum(self.unlisted.values())

    @classmethod
    def of(
        cls,
        catalog: Catalog,
        problems: Iterable[Problem],
        *,
        unlisted: Mapping[Kind, int] | None = None,
        large: Mapping[tuple[str, str], tuple[int, int]] | None = None,
    ) -> Report:
        """The report on a catalog; a problem that was found twice is kept once. `large` has rows and cells of tables that are not held."""
        order = {name: number for number, name in enumerate(catalog.packages)}
        sizes = {place: (len(table), len(table) * table.text.width) for place, table in catalog.tables.items()} | dict(large or {})
        schemas = {place: table.schema for place, table in catalog.tables.items()}
        schemas |= {place: resource.schema for place, resource in catalog.large.items() if resource.schema is not None}
        tables = {place: _table_checks(schema, *sizes.get(place, (0, 0))) for place, schema in schemas.items()}
        counts = _counts(len(catalog.packages), tables)
        ranked = sorted(set(problems), key=lambda problem: (order.get(problem.where.package, len(order)), problem))
        return cls(tuple(ranked), counts, dict(unlisted or {}), _files(catalog), tables)

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def of_package(self, package: str) -> Report:
        """What the report says of one package."""
        own = tuple(problem for problem in self.problems if problem.where.package == package)
        tables = {place: checks for place, checks in self.tables.items() if place[0] == package}
        unlisted = {kind: more for kind, more in self.unlisted.items() if kind[0] == package}
        return Report(own, _counts(1, tables), unlisted, self.files, tables)

    def summary(self) -> str:
        """One sentence: what was checked and how many problems there are."""
        counts = self.counts
        parts = ((counts.packages, "package"), (counts.tables, "table"), (counts.rows, "row"), (counts.cells, "cell"))
        checked = ", ".join(_count(number, noun) for number, noun in parts)
        return f"{checked} checked: {_count(self.total, 'problem') if self.problems else 'no problem'}."

    def text(self, limit: int = SHOWN_OF_EACH_KIND) -> str:
        """The report for a terminal: grouped by package and table, the first `limit` problems of each kind and how many more there are."""
        lines: list[str] = []
        for (package, table), problems in grouped(self.problems):
            lines += ["", f"{'/'.join(part for part in (package, table) if part) or 'publication'} ({_count(len(problems), 'problem')})"]
            for code, kind in kinds(problems):
                lines += [f"  {place_of(problem)}{problem.message}\n    {problem.mend} [{code}]" for problem in kind[:limit]]
                more = max(len(kind) - limit, 0) + self.unlisted.get((package, table, code), 0)
                if more:
                    lines.append(f"    and {more:,} more of this kind [{code}]")
        return "\n".join([*lines, "", self.summary()]).lstrip("\n") + "\n"

    def json(self) -> str:
        """The report for machines: one JSON object, its keys in this order, LF at the end.

        - `format`: always "bwise-publish validation report".
        - `formatVersion`: 1. A new number comes when a key goes or changes its meaning; keys may be added without one.
        - `valid`: true or false.
        - `counts`: an object with `packages`, `tables`, `rows` and `cells`, whole numbers.
        - `problems`: a list with every problem, each an object with `package`, `table`, `file` and `field` (texts, "" when the problem is
          not narrowed down to one), `row` (as numbered in the file, the header is row 1; 0 when it is of no row), `code`, `message` and
          `mend` (texts).
        - `unlisted`: a list of what is counted and not listed, each an object with `package`, `table`, `code` and `more`, a whole number.

        docs/validation-report.md has the JSON Schema.
        """
        return json.dumps(self.document(), ensure_ascii=False, indent=1) + "\n"

    def document(self) -> dict[str, Any]:
        """The value that `json` writes."""
        counts = self.counts
        return {
            "format": FORMAT,
            "formatVersion": FORMAT_VERSION,
            "valid": self.valid,
            "counts": {"packages": counts.packages, "tables": counts.tables, "rows": counts.rows, "cells": counts.cells},
            "problems": [
                {
                    "package": problem.where.package,
                    "table": problem.where.table,
                    "file": problem.where.file,
                    "row": problem.where.row,
                    "field": problem.where.field,
                    "code": problem.code,
                    "message": problem.message,
                    "mend": problem.mend,
                }
                for problem in self.problems
            ],
            "unlisted": [
                {"package": package, "table": table, "code": code, "more": more}
                for (package, table, code), more in sorted(self.unlisted.items())
            ],
        }

    def markdown(self, limit: int = SHOWN_OF_EACH_KIND) -> str:
        """The report as a page: a heading a package, a table of problems for each of its tables, cells and text escaped."""
        lines = ["# Validation report", "", self.summary()]
        for package, problems in groupby(self.problems, key=lambda problem: problem.where.package):
            lines += ["", f"## {_escaped(package) or 'Publication'}"]
            for (_, table), own in grouped(problems):
                lines += [
                    "",
                    f"### {_escaped(table) or 'Descriptor'}",
                    "",
                    "| Row | Field | Problem | How to mend it | Code |",
                    "| ---: | --- | --- | --- | --- |",
                ]
                for code, kind in kinds(own):
                    lines += [_row(problem) for problem in kind[:limit]]
                    more = max(len(kind) - limit, 0) + self.unlisted.get((package, table, code), 0)
                    if more:
                        lines.append(f"| | | and {more:,} more of this kind | | `{code}` |")
        return "\n".join(lines) + "\n"

    def checks_markdown(self) -> str:
        """What was checked, table by table, as a Markdown table: to be read beside `markdown` of one package."""
        head = ["| Table | Rows | Cells | Types and constraints | Keys | Problems |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
        found = Counter(problem.where.table for problem in self.problems)
        for (_, table, _), more in self.unlisted.items():
            found[table] += more
        for (_, table), checks in self.tables.items():
            numbers = (checks.rows, checks.cells, checks.constraints, checks.keys, found[table])
            head.append(f"| {_escaped(table)} | {' | '.join(f'{number:,}' for number in numbers)} |")
        return "\n".join(head) + "\n"


def _table_checks(schema: Schema, rows: int, cells: int) -> TableChecks:
    """`constraints` counts the types and formats too: every field has one."""
    stated = sum(1 + len(item.constraints) + bool(item.raw.get("categories")) for item in schema.fields)
    keys = bool(schema.primary_key) + len(schema.unique_keys) + len(schema.foreign_keys)
    return TableChecks(rows, cells, stated, keys)


def _counts(packages: int, tables: Mapping[tuple[str, str], TableChecks]) -> Counts:
    checks = tables.values()
    return Counts(packages, len(tables), sum(item.rows for item in checks), sum(item.cells for item in checks))


def _files(catalog: Catalog) -> dict[tuple[str, str], str]:
    files: dict[tuple[str, str], str] = {}
    for package in catalog.packages.values():
        files[package.name, ""] = str(package.descriptor)
        files |= {(package.name, resource.name): str(package.file(resource)) for resource in package.resources}
    return files


def grouped(problems: Iterable[Problem]) -> Iterator[tuple[tuple[str, str], list[Problem]]]:
    """The problems by package and table, in their order."""
    for place, group in groupby(problems, key=lambda problem: (problem.where.package, problem.where.table)):
        yield place, list(group)


def kinds(problems: list[Problem]) -> Iterator[tuple[str, list[Problem]]]:
    """The problems by code, the codes in the order in which they first occur."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.code, []).append(problem)
    yield from kinds.items()


def place_of(problem: Problem) -> str:
    """Where in its table a problem is, with a colon, or nothing."""
    where = problem.where
    parts = [f"row {where.row}" if where.row else "", where.field, where.file if not where.table else ""]
    text = ", ".join(part for part in parts if part)
    return f"{text}: " if text else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _escaped(text: str) -> str:
    """Text that Markdown and HTML show as it is."""
    marks = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "\n": " ", "\r": " "}
    escaped = "".join(marks.get(char, char) for char in text)
    return "".join(f"\\{char}" if char in "\\`*_[]#{}!~" else char for char in escaped.replace("&#124;", "\0")).replace("\0", "&#124;")


def _row(problem: Problem) -> str:
    where = problem.where
    return f"| {where.row or ''} | {_escaped(where.field)} | {_escaped(problem.message)} | {_escaped(problem.mend)} | `{problem.code}` |"
