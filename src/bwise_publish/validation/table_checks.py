"""The cells of a table against its Table Schema: compiled to a pandera schema, checked in columns, every failing cell named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bwise_publish.catalog.columns import column
from bwise_publish.catalog.exact import MOST_CHARACTERS
from bwise_publish.catalog.model import Field, Schema, Table
from bwise_publish.catalog.typing import missing_values
from bwise_publish.problems import Place, Problem, shown
from bwise_publish.validation import formats, values
from bwise_publish.validation.cell_rules import CellRule, rules_of
from bwise_publish.validation.evaluate import failing
from bwise_publish.validation.suggest import closest
from bwise_publish.validation.tally import Tally

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl

_TYPE_WORDS = {
    "integer": "a whole number such as 12",
    "number": "a number such as 12.5",
    "date": "a date such as 2026-11-25",
    "datetime": "a date and time such as 2026-11-25T09:30:00Z",
    "time": "a time such as 09:30:00",
    "year": "a year of four digits such as 2026",
    "yearmonth": "a year and month such as 2026-11",
    "duration": "a duration such as P1Y6M or PT30M",
    "geopoint": "a longitude and latitude such as 15.4,47.1",
    "geojson": "a GeoJSON object",
    "object": 'a JSON object such as {"a": 1}',
    "array": "a JSON array such as [1, 2]",
}
_TYPE_MENDS = {
    "integer": "Write the digits only; a word such as about, a unit or a group mark belongs into a column of its own.",
    "number": "Write the digits with a decimal point; a unit, a % or a word belongs into a column of its own.",
    "date": "Write year, month and day as 2026-11-25.",
    "year": "Write the four digits of the year.",
}


def check_cells(table: Table, tally: Tally | None = None) -> list[Problem]:
    """A problem for each cell that its field does not allow, and for each row without any value."""
    counted = tally or Tally()
    return [*_unreadable(table, counted), *_blank_rows(table, counted), *_broken_rules(table, counted)]


def compile_schema(schema: Schema, rules: Mapping[str, Sequence[CellRule]] | None = None) -> pa.DataFrameSchema:
    """The pandera schema of a Table Schema, for eager polars frames of typed columns.

    Each constraint that is decided in columns becomes a check, named by its problem code and its place among the rules of the field.
    """
    import pandera.polars as pa

    chosen = {field.name: rules_of(field) for field in schema.fields} if rules is None else rules
    columns = {}
    for name, own in chosen.items():
        checks = [_check(rule, f"{rule.code}/{number}") for number, rule in enumerate(own) if rule.holds is not None]
        if checks:
            columns[name] = pa.Column(nullable=True, required=False, checks=checks)
    return pa.DataFrameSchema(columns)


def _check(rule: CellRule, name: str) -> pa.Check:
    import pandera.polars as pa

    holds = rule.holds
    assert holds is not None

    def run(data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(holds(column(data.key)))

    return pa.Check(run, name=name, description=rule.allowed, ignore_na=False)


def _broken_rules(table: Table, tally: Tally) -> Iterator[Problem]:
    rules = {field.name: rules_of(field) for field in table.schema.fields if field.name in table.text.columns}
    found: dict[tuple[str, int], pl.Series] = {}
    for name, check, mask in failing(compile_schema(table.schema, rules), table.data):
        found[name, int(str(check.name).rsplit("/", 1)[1])] = mask
    for name in (name for name in rules if name in table.odd):
        found.update(_odd_failures(table, table.schema.field(name), rules[name], found))
    for (name, number), mask in sorted(found.items(), key=lambda item: (table.schema.names.index(item[0][0]), item[0][1])):
        rule = rules[name][number]
        if rule.code == "cell-required" and name in table.odd:
            # A cell that cannot be read, or whose value has no place in a typed column, is no missing one.
            mask = mask & table.text[name].is_in(missing_values(table.schema, table.schema.field(name)))
        kept = list(tally.first(mask.arg_true().to_list(), table.package, table.name, name, rule.code))
        for index, cell in zip(kept, table.text[name].gather(kept).to_list(), strict=True):
            where = Place(table.package, table.name, table.row_number(index), name)
            yield Problem(where, rule.code, _message(rule, cell), _mend(rule, cell))


def broken_in_first_row(table: Table) -> Iterator[tuple[str, CellRule]]:
    """The fields of which the first cell breaks a rule, with the rule; not those whose cell cannot be read."""

    rules = [(field.name, rule) for field in table.schema.fields if field.name not in table.unreadable for rule in rules_of(field)]
    tested = [rule.holds(column(name)).alias(f"{number}") for number, (name, rule) in enumerate(rules) if rule.holds is not None]
    held = table.data.select(tested).row(0, named=True) if tested else {}
    for number, (name, rule) in enumerate(rules):
        reading = table.odd.get(name, {}).get(table.text[name][0])
        if reading is not None and (rule.constraint or rule.code == "cell-required"):
            broken = rule.constraint in reading.broken
        else:
            broken = held.get(f"{number}") is False
        if broken:
            yield name, rule


def _odd_failures(
    table: Table, field: Field, rules: Sequence[CellRule], found: Mapping[tuple[str, int], pl.Series]
) -> Iterator[tuple[tuple[str, int], pl.Series]]:
    """For the constraints of frictionless, the masks of failing rows with the cells that were read one by one judged by their readings."""
    import polars as pl

    name = field.name
    cells = table.text[name]
    missing = missing_values(table.schema, field)
    odd: pl.Series | None = None
    for number, rule in enumerate(rules):
        if not rule.constraint:
            continue
        if odd is None:
            odd = cells.is_in(list(table.odd[name])) & ~cells.is_in(missing)
        wrong = [cell for cell, reading in table.odd[name].items() if rule.constraint in reading.broken]
        before = found.get((name, number))
        sure = before & ~odd if before is not None else pl.repeat(value=False, n=len(cells), eager=True)
        mask = sure | (cells.is_in(wrong) & odd) if wrong else sure
        yield (name, number), mask


def _message(rule: CellRule, cell: str) -> str:
    if rule.code == "cell-required":
        return f"The cell is {'empty' if not cell else shown(cell) + ', which stands for a missing value'}; this field needs a value."
    return f"{shown(cell)} is not allowed; allowed is {rule.allowed}."


def _mend(rule: CellRule, cell: str) -> str:
    close = closest(cell, rule.codes) if rule.codes else None
    return f"Did you mean {shown(close)}? {rule.mend}" if close is not None else rule.mend


def _unreadable(table: Table, tally: Tally) -> Iterable[Problem]:
    for name, rows in table.unreadable.items():
        field = table.schema.field(name)
        words = type_words(field)
        mend = _TYPE_MENDS.get(field.type, f"Write {words}.") if field.format in ("default", "any") else f"Write {words}."
        code = "cell-format" if field.type == "string" else "cell-type"
        mend = "Correct the cell." if field.type == "string" else mend
        kept = list(tally.first(rows, table.package, table.name, name, code))
        for index, cell in zip(kept, table.text[name].gather(kept).to_list(), strict=True):
            where = Place(table.package, table.name, table.row_number(index), name)
            broken = table.odd[name][cell].broken
            if "long" in broken:
                message = f"The cell has {len(cell):,} characters; a cell that has to be parsed may have {MOST_CHARACTERS:,}."
                yield Problem(where, "cell-long", message, "Shorten the cell, or describe the field as a string.")
            elif "failed" in broken:
                message = f"{shown(cell)} cannot be judged: frictionless, the official validator, stops at it."
                yield Problem(where, "cell-unjudged", message, f"Write {words}, all values of the column in one form.")
            else:
                yield Problem(where, code, f"{shown(cell)} is not {words}.", mend)


def type_words(field: Field) -> str:
    """What a cell of a field is, with an example, for a message."""
    if field.type == "boolean":
        return f"{values.written(True, field)} or {values.written(False, field)}"
    if field.type == "string":
        return formats.ALLOWED.get(field.format, f"a text of the format {field.format}")
    if field.type == "list":
        return f"a list of {field.raw.get('itemType', 'string')} values separated by {shown(field.raw.get('delimiter', ','))}"
    if field.format not in ("default", "any"):
        return f"a {field.type} written as {field.format}"
    return _TYPE_WORDS.get(field.type, f"a value of the type {field.type}")


def _blank_rows(table: Table, tally: Tally) -> Iterable[Problem]:
    """Rows in which every cell is missing; frictionless refuses them whatever the schema allows."""
    import polars as pl

    present = [name for name in table.schema.names if name in table.text.columns]
    if not present or not len(table):
        return
    empty = [column(*present).is_null()] if len(present) == 1 else [pl.all_horizontal(column(*present).is_null())]
    blank = table.data.select(empty).to_series()
    if not blank.any():
        return
    others = [name for name in table.text.columns if name not in table.schema.names]
    if others:  # columns beyond the schema count too
        blank = blank & table.text.select(pl.all_horizontal(column(*others) == "")).to_series()
    # A value that cannot be read, or that has no place in a typed column, is a value all the same.
    for name in (name for name in present if name in table.odd):
        field = table.schema.field(name)
        blank = blank & table.text[name].is_in(missing_values(table.schema, field))
    for index in tally.first(blank.arg_true().to_list(), table.package, table.name, "", "row-blank"):
        yield Problem(Place(table.package, table.name, table.row_number(index)), "row-blank", "The row holds no value.", "Remove the row.")
