"""Applies a pandera model to a table and turns each row that breaks a rule into a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bwise_publish.catalog import Catalog, Table
from bwise_publish.problems import Place, Problem, listed, shown
from bwise_publish.validation.evaluate import failing

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl

_RULES = "src/bwise_publish/validation/rules/"
_FIELD_BACK = f"Give the field its name and type back, or change the rules in {_RULES}."


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
        if not _described(catalog, package, rules.table):
            message = f"The rules for the table {rules.table} cannot be applied: the package has no such table."
            yield Problem(place, "rule-not-applicable", message, f"Give the table its name back, or change the rules in {_RULES}.")
        return
    import polars as pl

    schema = rules.model.to_schema()
    try:
        frame = table.data if rules.join is None else rules.join(catalog, table.data)
    except KeyError as error:
        other_package, other_table = error.args[0]
        if not _described(catalog, other_package, other_table):
            message = f"The rules for this table cannot be applied: they need the table {other_package}/{other_table}, which is not there."
            yield Problem(place, "rule-not-applicable", message, f"Give that table its name back, or change the rules in {_RULES}.")
        return
    except pl.exceptions.PolarsError as error:
        said = str(error).partition("\n")[0]
        message = (
            f"The rules for this table cannot be applied: a field of a table that they join it with is missing or of another type: {said}."
        )
        yield Problem(place, "rule-not-applicable", message, _FIELD_BACK)
        return
    wanted = {name: column.dtype.type for name, column in schema.columns.items()}
    lacking = [name for name, dtype in wanted.items() if name not in frame.columns or frame[name].dtype != dtype]
    if lacking:
        message = (
            f"The rules for this table cannot be applied: they need the field {listed(sorted(lacking))}, of another type or missing here."
        )
        yield Problem(place, "rule-not-applicable", message, _FIELD_BACK)
        return
    yield from broken(table, schema, frame)


def _described(catalog: Catalog, package: str, table: str) -> bool:
    """Whether a table stands in a descriptor, or the descriptor itself could not be read; what keeps it from being read is named there."""
    if package not in catalog.packages:
        return any(problem.where.package == package for problem in catalog.problems)
    items = catalog.packages[package].raw.get("resources")
    return isinstance(items, list) and any(isinstance(item, Mapping) and item.get("name") == table for item in items)


def broken(table: Table, schema: pa.DataFrameSchema, frame: pl.DataFrame) -> Iterator[Problem]:
    """The rows of a table that break a check of a pandera schema, named as in the file. `frame` has the rows of the table.

    A row with a cell that cannot be read is left to its own problem: the rules would take the cell for an empty one.
    """
    unreadable = {index for rows in table.unreadable.values() for index in rows}
    for _, check, mask in failing(schema, frame):
        yield from (_problem(table, index, check) for index in mask.arg_true().to_list() if index not in unreadable)


def _problem(table: Table, index: int, check: pa.Check) -> Problem:
    """The problem of one row: the sentence of the rule, and the value at which it is shown."""
    field = str(check.title or "")
    sentence = " ".join((check.description or "").split())
    cell = table.text[field][index] if field in table.text.columns else ""
    message = f"{shown(cell)}: {sentence}" if cell else sentence
    return Problem(Place(table.package, table.name, table.row_number(index), field), str(check.name), message, str(check.error))
