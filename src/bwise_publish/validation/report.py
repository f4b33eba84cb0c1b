"""The result of a validation: one value, and its exits as text, JSON and Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bwise_publish.catalog.model import Catalog
from bwise_publish.problems import Problem

FORMAT = "bwise-publish validation report"
FORMAT_VERSION = 1
_SHOWN_OF_EACH_KIND = 10


@dataclass(frozen=True)
class Counts:
    """How much was checked: cells are the cells of the tables as read, the header not counted."""

    packages: int
    tables: int
    rows: int
    cells: int


@dataclass(frozen=True)
class Report:
    """All problems of one validation, sorted by package in the order of the catalog, then by table, row and field; and what was checked."""

    problems: tuple[Problem, ...]
    counts: Counts

    @classmethod
    def of(cls, catalog: Catalog, problems: Iterable[Problem]) -> Report:
        """The report on a catalog; a problem that was found twice is kept once."""
        order = {name: number for number, name in enumerate(catalog.packages)}
        tables = catalog.tables.values()
        counts = Counts(
            packages=len(catalog.packages),
            tables=len(catalog.tables),
            rows=sum(len(table) for table in tables),
            cells=sum(len(table) * table.text.width for table in tables),
        )
        ranked = sorted(set(problems), key=lambda problem: (order.get(problem.where.package, len(order)), problem))
        return cls(tuple(ranked), counts)

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def summary(self) -> str:
        """One sentence: what was checked and how many problems there are."""
        counts = self.counts
        parts = ((counts.packages, "package"), (counts.tables, "table"), (counts.rows, "row"), (counts.cells, "cell"))
        checked = ", ".join(_count(number, noun) for number, noun in parts)
        return f"{checked} checked: {_count(len(self.problems), 'problem') if self.problems else 'no problem'}."

    def text(self, limit: int = _SHOWN_OF_EACH_KIND) -> str:
        """The report for a terminal: grouped by package and table, the first `limit` problems of each kind and how many more there are."""
        lines: list[str] = []
        for (package, table), problems in _grouped(self.problems):
            lines += ["", f"{'/'.join(part for part in (package, table) if part) or 'publication'} ({_count(len(problems), 'problem')})"]
            for code, kind in _kinds(problems):
                lines += [f"  {_place(problem)}{problem.message}\n    {problem.mend} [{code}]" for problem in kind[:limit]]
                if len(kind) > limit:
                    lines.append(f"    and {len(kind) - limit:,} more of this kind [{code}]")
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
        }

    def markdown(self, limit: int = _SHOWN_OF_EACH_KIND) -> str:
        """The report as a page: a heading a package, a table of problems for each of its tables, cells and text escaped."""
        lines = ["# Validation report", "", self.summary()]
        for package, problems in groupby(self.problems, key=lambda problem: problem.where.package):
            lines += ["", f"## {_escaped(package) or 'Publication'}"]
            for (_, table), own in _grouped(problems):
                lines += [
                    "",
                    f"### {_escaped(table) or 'Descriptor'}",
                    "",
                    "| Row | Field | Problem | How to mend it | Code |",
                    "| ---: | --- | --- | --- | --- |",
                ]
                for code, kind in _kinds(own):
                    lines += [_row(problem) for problem in kind[:limit]]
                    if len(kind) > limit:
                        lines.append(f"| | | and {len(kind) - limit:,} more of this kind | | `{code}` |")
        return "\n".join(lines) + "\n"


def _grouped(problems: Iterable[Problem]) -> Iterator[tuple[tuple[str, str], list[Problem]]]:
    for place, group in groupby(problems, key=lambda problem: (problem.where.package, problem.where.table)):
        yield place, list(group)


def _kinds(problems: list[Problem]) -> Iterator[tuple[str, list[Problem]]]:
    """The problems by code, the codes in the order in which they first occur."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.code, []).append(problem)
    yield from kinds.items()


def _place(problem: Problem) -> str:
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
