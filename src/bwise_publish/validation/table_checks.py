"""The cells of a table against its Table Schema: compiled to a pandera schema, checked in columns, every failing cell named."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog.model import Field, Schema, Table
from bwise_publish.problems import Place, Problem, listed, shown
from bwise_publish.validation import formats, values
from bwise_publish.validation.patterns import UnsupportedPatternError, whole_value
from bwise_publish.validation.suggest import closest

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl

_BOUNDS: Mapping[str, tuple[str, Callable[[Any, Any], Any]]] = {
    "minimum": ("at least", operator.ge),
    "maximum": ("at most", operator.le),
    "exclusiveMinimum": ("more than", operator.gt),
    "exclusiveMaximum": ("less than", operator.lt),
}
_TYPE_WORDS = {
    "integer": "a whole number such as 12, of at most 18 digits",
    "number": "a number such as 12.5",
    "date": "a date such as 2026-11-25",
    "datetime": "a date and time such as 2026-11-25T09:30:00Z",
    "time": "a time such as 09:30:00",
    "year": "a year of four digits such as 2026",
}
# The patterns that most fields have, in words.
_PATTERN_WORDS = {
    "[a-z0-9]+(?:-[a-z0-9]+)*": "a code of small letters without accents, digits and single hyphens",
    "\\d{4}(?:-\\d{2}(?:-\\d{2})?)?": "a year, a month written as 2026-11, or a day written as 2026-11-25",
    "[A-Z]{2}": "two capital letters",
    "[a-z]{2}": "two small letters",
    "https?://\\S+": "an address that begins with https:// or http:// and has no space",
}
_TYPE_MENDS = {
    "integer": "Write the digits only; a word such as about, a unit or a group mark belongs into a column of its own.",
    "number": "Write the digits with a decimal point; a unit, a % or a word belongs into a column of its own.",
    "date": "Write year, month and day as 2026-11-25.",
    "year": "Write the four digits of the year.",
}


def row_number(table: Table, index: int) -> int:
    """The number of a row in the file: the first row is 1, which is the header unless the dialect says that there is none."""
    dialect = table.resource.raw.get("dialect")
    headless = isinstance(dialect, Mapping) and dialect.get("header") is False
    return index + (1 if headless else 2)


@dataclass(frozen=True)
class CellRule:
    """One constraint of one field: its test on a typed column, and the words for a cell that fails."""

    code: str
    allowed: str
    mend: str
    fits: Callable[[pl.Series], pl.Series]
    codes: tuple[str, ...] = ()


def check_cells(table: Table) -> list[Problem]:
    """A problem for each cell that its field does not allow, and for each row without any value."""
    return [*_unreadable(table), *_blank_rows(table), *_broken_rules(table)]


def _broken_rules(table: Table) -> Iterable[Problem]:
    present = [field for field in table.schema.fields if field.name in table.text.columns]
    rules = {field.name: rules_of(field) for field in present}
    for field_name, rule, mask in _failures(table, rules):
        rows = mask.arg_true().to_list()
        cells = table.text[field_name].gather(rows).to_list()
        skipped = set(table.unreadable.get(field_name, ())) if rule.code == "cell-required" else set()
        for index, cell in zip(rows, cells, strict=True):
            if index not in skipped:
                where = Place(table.package, table.name, row_number(table, index), field_name)
                yield Problem(where, rule.code, _message(rule, cell, table, field_name, index), _mend(rule, cell))


def compile_schema(schema: Schema, rules: Mapping[str, Sequence[CellRule]] | None = None) -> pa.DataFrameSchema:
    """The pandera schema of a Table Schema, for eager polars frames of typed columns.

    Each constraint becomes a check that is named by its problem code and its place among the rules of the field.
    """
    import pandera.polars as pa

    chosen = {field.name: rules_of(field) for field in schema.fields} if rules is None else rules
    columns = {}
    for name, own in chosen.items():
        if not own:
            continue
        checks = [_check(rule, f"{rule.code}/{number}") for number, rule in enumerate(own)]
        columns[name] = pa.Column(nullable=True, required=False, checks=checks)
    return pa.DataFrameSchema(columns)


def _check(rule: CellRule, name: str) -> pa.Check:
    import pandera.polars as pa
    import polars as pl

    def run(data: pa.PolarsData) -> pl.LazyFrame:
        cells = data.lazyframe.select(data.key).collect().to_series()
        return pl.LazyFrame({data.key: rule.fits(cells)})

    return pa.Check(run, name=name, ignore_na=False)


def _failures(table: Table, rules: Mapping[str, Sequence[CellRule]]) -> Iterable[tuple[str, CellRule, pl.Series]]:
    """The field, the rule and the mask of failing rows for each rule that a cell breaks.

    Read from pandera's own check output: its error text lists every value, and is never made.
    """
    import pandera.polars as pa

    try:
        compile_schema(table.schema, rules).validate(table.data, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for error in errors.schema_errors:
            number = int(str(error.check.name).rsplit("/", 1)[1])
            output = error.check_output
            frame = output.collect() if hasattr(output, "collect") else output
            yield str(error.column_name), rules[str(error.column_name)][number], ~frame.to_series()


def rules_of(field: Field) -> tuple[CellRule, ...]:
    """The constraints, the format and the categories of a field as rules; a constraint that cannot be used is left out.

    What is left out is a problem of the descriptor, which the check of the structure reports.
    """
    rules: list[CellRule] = []
    constraints = field.constraints
    if field.required:
        rules.append(
            CellRule(
                "cell-required",
                "a value",
                "Fill in the cell; if the value is not known, the row cannot stand.",
                lambda cells: cells.is_not_null(),
            )
        )
    if constraints.get("unique") is True:
        rules.append(CellRule("cell-unique", "a value that no other row has", "Change one of the rows, or remove it.", _first_of_its_kind))
    if field.type == "string" and field.format in formats.ALLOWED:
        rules.append(_format_rule(field.format))
    if field.type == "string":
        rules += (_length_rule(key, constraints[key]) for key in ("minLength", "maxLength") if isinstance(constraints.get(key), int))
        rules += _pattern_rule(constraints.get("pattern"), field)
    for key in _BOUNDS:
        if constraints.get(key) is not None and field.type in ("integer", "number", "date", "datetime", "time", "year"):
            rules += _bound_rule(key, constraints[key], field)
    for code, stated in (("cell-enum", constraints.get("enum")), ("cell-category", values.category_values(field))):
        if isinstance(stated, list) and stated:
            rules.append(_list_rule(code, stated, field))
    return tuple(rules)


def _first_of_its_kind(cells: pl.Series) -> pl.Series:
    return (cells.is_first_distinct() | cells.is_null()).fill_null(True)


def _format_rule(name: str) -> CellRule:
    return CellRule("cell-format", formats.ALLOWED[name], "Correct the cell.", lambda cells: formats.fits(cells, name))


def _length_rule(key: str, length: int) -> CellRule:
    if key == "minLength":
        return CellRule(
            "cell-length",
            f"a text of at least {length} characters",
            "Write a longer text.",
            lambda cells: (cells.str.len_chars() >= length).fill_null(True),
        )
    return CellRule(
        "cell-length",
        f"a text of at most {length} characters",
        "Shorten the text.",
        lambda cells: (cells.str.len_chars() <= length).fill_null(True),
    )


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
    return [
        CellRule(
            "cell-pattern",
            allowed,
            "Correct the cell; look at the rows around it for the form.",
            lambda cells: cells.str.contains(translated).fill_null(True),
        )
    ]


def _bound_rule(key: str, stated: object, field: Field) -> list[CellRule]:
    bound = values.read([stated], field)[0]
    if bound is None or (isinstance(bound, float) and math.isnan(bound)):
        return []
    words, compare = _BOUNDS[key]

    def fits(cells: pl.Series) -> pl.Series:
        within: pl.Series = compare(cells, bound)
        if cells.dtype.is_float():  # polars orders NaN above every number; it is within no bound
            within = within & cells.is_not_nan()
        return within.fill_null(True)

    return [CellRule("cell-range", f"{words} {stated}", "Correct the value; if it is right, the bound in the descriptor is wrong.", fits)]


def _list_rule(code: str, stated: list[Any], field: Field) -> CellRule:
    codes = tuple(values.written(value, field) for value in stated)
    known = values.read(stated, field).drop_nulls().to_list()
    return CellRule(code, f"one of {listed(codes, 12)}", "Use one of the codes.", lambda cells: cells.is_in(known).fill_null(True), codes)


def _message(rule: CellRule, cell: str, table: Table, field_name: str, index: int) -> str:
    if rule.code == "cell-required":
        return f"The cell is {'empty' if not cell else shown(cell) + ', which stands for a missing value'}; this field needs a value."
    if rule.code == "cell-unique":
        earlier = table.data[field_name].index_of(table.data[field_name][index])
        first = row_number(table, earlier) if earlier is not None else "another"
        return f"{shown(cell)} stands in row {first} already; allowed is {rule.allowed}."
    return f"{shown(cell)} is not allowed; allowed is {rule.allowed}."


def _mend(rule: CellRule, cell: str) -> str:
    close = closest(cell, rule.codes) if rule.codes else None
    return f"Did you mean {shown(close)}? {rule.mend}" if close is not None else rule.mend


def _unreadable(table: Table) -> Iterable[Problem]:
    for name, rows in table.unreadable.items():
        field = table.schema.field(name)
        words = _TYPE_WORDS.get(field.type, f"a value of the type {field.type}")
        if field.format not in ("default", "any"):
            words = f"a {field.type} written as {field.format}"
        if field.type == "boolean":
            words = f"{values.written(True, field)} or {values.written(False, field)}"
        mend = _TYPE_MENDS.get(field.type, f"Write {words}.")
        for index, cell in zip(rows, table.text[name].gather(list(rows)).to_list(), strict=True):
            where = Place(table.package, table.name, row_number(table, index), name)
            yield Problem(where, "cell-type", f"{shown(cell)} is not {words}.", mend)


def _blank_rows(table: Table) -> Iterable[Problem]:
    """Rows in which every field is missing; frictionless refuses them whatever the schema allows."""
    import polars as pl

    present = [name for name in table.schema.names if name in table.text.columns]
    if not present:
        return
    blank = table.data.select(pl.all_horizontal(pl.col(present).is_null())).to_series().arg_true().to_list()
    unreadable = {index for rows in table.unreadable.values() for index in rows}
    for index in blank:
        if index not in unreadable:
            where = Place(table.package, table.name, row_number(table, index))
            yield Problem(where, "row-blank", "The row holds no value.", "Remove the row.")
