"""Applies a pandera model to a table and turns each row that breaks a rule into a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bwise_publish.catalog import Catalog, Table
from bwise_publish.problems import Place, Problem, listed, shown
from bwise_publish.validation.evaluate import failing

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl


@dataclass(frozen=True)
class RuleSet:
    """The rules of one table: a pandera model of the columns that they need, and what is joined to the table for them.

    `join` takes the catalog and the table's frame and returns the frame with more columns, its rows the same and in the same order. It
    may raise KeyError when another table that it needs is not loaded; the rules are then reported as not applicable.
    """

    table: str
    model: type[pa.DataFrameModel]
    join: Callable[[Catalog, pl.DataFrame], pl.DataFrame] | None = None


def rule_problems(catalog: Catalog, package: str, rules: RuleSet) -> Iterator[Problem]:
    """The rows that break a rule. Rules that cannot be applied are a problem too: passed over, they would seem to hold."""
    place = Place(package, rules.table)
    table = catalog.tables.get((package, rules.table))
    if table is None:
        if rules.table not in {resource.name for resource in catalog.packages[package].resources}:
            message = f"The rules for the table {rules.table} cannot be applied: the package has no such table."
            yield Problem(place, "rule-not-applicable", message, "Give the table its name back, or change the rules in validation/rules/.")
        return
    schema = rules.model.to_schema()
    try:
        frame = table.data if rules.join is None else rules.join(catalog, table.data)
    except KeyError as error:
        message = f"The rules for this table cannot be applied: they need the table {shown(error.args[0])}."
        yield Problem(place, "rule-not-applicable", message, "Load the packages together; if the table has a new name, change the rules.")
        return
    wanted = {name: column.dtype.type for name, column in schema.columns.items()}
    lacking = [name for name, dtype in wanted.items() if name not in frame.columns or frame[name].dtype != dtype]
    if lacking:
        message = (
            f"The rules for this table cannot be applied: they need the field {listed(sorted(lacking))}, of another type or missing here."
        )
        yield Problem(
            place, "rule-not-applicable", message, "Give the field its name and type back, or change the rules in validation/rules/."
        )
        return
    yield from broken(table, schema, frame)


def broken(table: Table, schema: pa.DataFrameSchema, frame: pl.DataFrame) -> Iterator[Problem]:
    """The rows of a table that break a check of a pandera schema, named as in the file. `frame` has the rows of the table."""
    for _, check, mask in failing(schema, frame):
        for index in mask.arg_true().to_list():
            yield _problem(table, index, check)


def _problem(table: Table, index: int, check: pa.Check) -> Problem:
    """The problem of one row: the sentence of the rule, and the value at which it is shown."""
    field = str(check.title or "")
    sentence = " ".join((check.description or "").split())
    cell = table.text[field][index] if field in table.text.columns else ""
    message = f"{shown(cell)}: {sentence}" if cell else sentence
    return Problem(Place(table.package, table.name, table.row_number(index), field), str(check.name), message, str(check.error))
