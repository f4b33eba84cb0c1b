"""Slow explain: which tables the quick checks cannot judge alone, and what frictionless says about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bwise_publish.catalog.model import Field, Table
from bwise_publish.catalog.typing import TYPED
from bwise_publish.problems import Problem
from bwise_publish.validation import formats
from bwise_publish.validation.official import judge_rows
from bwise_publish.validation.table_checks import row_number

_EXACT_DIGITS = 15  # a float holds every decimal number of this many digits apart from every other
_BOUNDS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum"}
_MOST_EXPLAINED = 1000


def explain(table: Table, found: Iterable[Problem]) -> list[Problem]:
    """What frictionless finds in a table beyond the problems found so far.

    A table that the quick checks judge in full and accept is not shown to it. One that they judge in full and do not accept is
    shown in part: the rows with problems. One that they cannot judge in full is shown whole, and frictionless decides.
    """
    problems = list(found)
    whole = bool(doubts(table))
    if not whole and not problems:
        return []
    rows = {problem.where.row for problem in problems}
    shift = row_number(table, 0)
    indices = None if whole else sorted(row - shift for row in rows if shift <= row < shift + len(table))[:_MOST_EXPLAINED]
    if indices is not None and not indices:
        return []
    cells = {(problem.where.row - shift, problem.where.field) for problem in problems}
    named_rows = {index for index, _ in cells}
    whole_rows = {index for index, field in cells if not field}

    def new(index: int, field: str) -> bool:
        if index < 0:  # of the header or the schema, which has then been named already when either has a problem
            return not any(row < shift for row in rows)
        return (index, field) not in cells and index not in whole_rows and bool(field or index not in named_rows)

    return [problem for index, field, problem in judge_rows(table, indices) if new(index, field)]


def doubts(table: Table) -> list[str]:
    """Why the quick checks cannot judge a table in full; empty when they can, being at least as strict as frictionless."""
    reasons: list[str] = []
    if table.schema.raw.get("fieldsMatch", "exact") != "exact":
        reasons.append("fieldsMatch")
    stated = {field.name: _doubt(table, field) for field in table.schema.fields}
    return [*reasons, *(f"{name}: {reason}" for name, reason in stated.items() if reason)]


def _doubt(table: Table, field: Field) -> str:
    if field.type not in TYPED:
        return f"type {field.type}"
    if field.type == "string" and field.format not in formats.CHECKED:
        return f"format {field.format}"
    if field.type != "string" and field.format != "default":
        return f"format {field.format}"
    if field.type in ("number", "integer") and (field.raw.get("bareNumber") is False or "groupChar" in field.raw):
        return "marks in numbers"
    constraints: Mapping[str, object] = field.constraints
    if field.type in ("datetime", "time") and set(constraints) & _BOUNDS:
        return "bounds of a time, which may have a time zone"
    if field.type == "number" and set(constraints) & (_BOUNDS | {"unique"}) and field.name in table.text.columns:
        digits = table.text[field.name].str.len_bytes().max()
        if isinstance(digits, int) and digits > _EXACT_DIGITS:
            return "more digits than a float holds"
    return ""
