"""The constraints of a field as rules: a test on a typed column, and the words for a cell that fails it."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog.model import Field
from bwise_publish.problems import listed, shown
from bwise_publish.validation import values
from bwise_publish.validation.patterns import UnsupportedPatternError, whole_value

if TYPE_CHECKING:
    import polars as pl

_BOUNDS: Mapping[str, tuple[str, Callable[[Any, Any], Any]]] = {
    "minimum": ("at least", operator.ge),
    "maximum": ("at most", operator.le),
    "exclusiveMinimum": ("more than", operator.gt),
    "exclusiveMaximum": ("less than", operator.lt),
}
# The patterns that most fields have, in words.
_PATTERN_WORDS = {
    "[a-z0-9]+(?:-[a-z0-9]+)*": "a code of small letters without accents, digits and single hyphens",
    "\\d{4}(?:-\\d{2}(?:-\\d{2})?)?": "a year, a month written as 2026-11, or a day written as 2026-11-25",
    "[A-Z]{2}": "two capital letters",
    "[a-z]{2}": "two small letters",
    "https?://\\S+": "an address that begins with https:// or http:// and has no space",
}
_IN_COLUMNS = ("integer", "number", "date", "datetime", "time", "year")


@dataclass(frozen=True)
class CellRule:
    """One constraint of one field: its test, and the words for a cell that fails.

    `constraint` is its name in the descriptor; frictionless's own reading decides it for cells that were read one by one. It is empty for
    a rule that frictionless does not have. `holds` is None where the constraint is decided by such readings alone.
    """

    code: str
    allowed: str
    mend: str
    holds: Callable[[pl.Expr], pl.Expr] | None
    constraint: str = ""
    codes: tuple[str, ...] = ()


def rules_of(field: Field) -> tuple[CellRule, ...]:
    """The constraints and the categories of a field as rules; a constraint that cannot be used is left out.

    What is left out is a problem of the descriptor, which the check of the structure reports. `unique` is with the keys.
    """
    rules: list[CellRule] = []
    constraints = field.constraints
    if field.required:
        mend = "Fill in the cell; if the value is not known, the row cannot stand."
        rules.append(CellRule("cell-required", "a value", mend, lambda cells: cells.is_not_null()))
    rules += (_length_rule(key, constraints[key], field) for key in ("minLength", "maxLength") if isinstance(constraints.get(key), int))
    if field.type == "string":
        rules += _pattern_rule(constraints.get("pattern"), field)
    for key in _BOUNDS:
        if constraints.get(key) is not None:
            rules += _bound_rule(key, constraints[key], field)
    enum = constraints.get("enum")
    if isinstance(enum, list) and enum:
        rules.append(_list_rule("cell-enum", enum, field))
    categories = values.category_values(field)
    if categories:
        rules.append(_list_rule("cell-category", categories, field))
    return tuple(rules)


def _length_rule(key: str, length: int, field: Field) -> CellRule:
    noun = "characters" if field.type == "string" else "items"
    least = key == "minLength"
    compare = operator.ge if least else operator.le

    def holds(cells: pl.Expr) -> pl.Expr:
        kept: pl.Expr = compare(cells.str.len_chars(), length)
        return kept.fill_null(value=True)

    allowed = f"a {'text' if field.type == 'string' else 'value'} of at {'least' if least else 'most'} {length} {noun}"
    mend = (
        f"Write a {'longer' if least else 'shorter'} one."
        if field.type != "string"
        else "Write a longer text."
        if least
        else "Shorten the text."
    )
    return CellRule("cell-length", allowed, mend, holds if field.type == "string" else None, key)


def _pattern_rule(pattern: object, field: Field) -> list[CellRule]:
    if not isinstance(pattern, str):
        return []
    try:
        translated = whole_value(pattern)
    except UnsupportedPatternError:
        return []
    allowed = _PATTERN_WORDS.get(pattern, f"a value of the pattern {pattern}")
    if "example" in field.raw:
        allowed += f", such as {shown(values.written(field.raw['example'], field))}"

    def holds(cells: pl.Expr) -> pl.Expr:
        # The end of a pattern also stands before a last line end in Python, which the standard's patterns are read by.
        fits = cells.str.contains(translated) | (cells.str.ends_with("\n") & cells.str.strip_suffix("\n").str.contains(translated))
        return fits.fill_null(value=True)

    return [CellRule("cell-pattern", allowed, "Correct the cell; look at the rows around it for the form.", holds)]


def _bound_rule(key: str, stated: object, field: Field) -> list[CellRule]:
    words, compare = _BOUNDS[key]
    mend = "Correct the value; if it is right, the bound in the descriptor is wrong."
    if field.type not in _IN_COLUMNS:
        return [CellRule("cell-range", f"{words} {stated}", mend, None, key)]
    bound = values.read(stated, field)
    if bound is None or (isinstance(bound, float) and math.isnan(bound)):
        return []

    def holds(cells: pl.Expr) -> pl.Expr:
        within: pl.Expr = compare(cells, bound)
        if field.type == "number":  # polars orders NaN above every number; it is within no bound
            within = within & cells.is_not_nan()
        return within.fill_null(value=True)

    return [CellRule("cell-range", f"{words} {stated}", mend, holds, key)]


def _list_rule(code: str, stated: list[Any], field: Field) -> CellRule:
    codes = tuple(values.written(value, field) for value in stated)
    constraint = "enum" if code == "cell-enum" else ""
    if field.type not in (*_IN_COLUMNS, "string", "boolean") and constraint:
        return CellRule(code, f"one of {listed(codes, 12)}", "Use one of the codes.", None, constraint, codes)
    known = [value for value in (values.read(item, field) for item in stated) if value is not None]
    return CellRule(
        code,
        f"one of {listed(codes, 12)}",
        "Use one of the codes.",
        lambda cells: cells.is_in(known).fill_null(value=True),
        constraint,
        codes,
    )
