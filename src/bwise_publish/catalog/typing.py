"""Turns text cells into typed columns as Table Schema defines them (Data Package v2), in columns, with what did not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bwise_publish.catalog.model import Field, Schema, missing_labels

if TYPE_CHECKING:
    import polars as pl

TRUE_VALUES = ("true", "True", "TRUE", "1")
FALSE_VALUES = ("false", "False", "FALSE", "0")

# Types that become typed columns here; every other type of the standard stays text and is checked by frictionless alone.
TYPED = ("string", "integer", "number", "boolean", "date", "datetime", "time", "year", "any")


def type_columns(text: pl.DataFrame, schema: Schema) -> tuple[pl.DataFrame, dict[str, tuple[int, ...]]]:
    """The typed columns of a schema (rows of `text` x fields), and by field the indices of cells that do not fit.

    A field that the file lacks becomes a column of nulls; a missing value becomes null.
    """
    import polars as pl

    columns: list[pl.Series] = []
    unreadable: dict[str, tuple[int, ...]] = {}
    for field in schema.fields:
        cells = text[field.name] if field.name in text.columns else pl.Series(field.name, [None] * text.height, dtype=pl.String)
        present = cells.set(cells.is_in(missing_values(schema, field)).fill_null(False), None)
        typed = _typed(present, field)
        bad = (typed.is_null() & present.is_not_null()).arg_true()
        if len(bad):
            unreadable[field.name] = tuple(bad.to_list())
        columns.append(typed.alias(field.name))
    return pl.DataFrame(columns), unreadable


def missing_values(schema: Schema, field: Field) -> list[str]:
    """The texts that stand for a missing value in a field: its own when it states them, else those of the schema."""
    own = missing_labels(field.raw.get("missingValues"))
    return list(schema.missing_values if own is None else own)


def _typed(cells: pl.Series, field: Field) -> pl.Series:
    """The cells as values of the field's type; null where a cell does not fit.

    The shapes are checked before polars parses: its parsers also take "9:0:0", second 60 and the year 0000, which the standard refuses.
    """
    import polars as pl

    text = cells.str
    if field.type == "integer":
        return _number_text(cells, field).str.extract(r"^([+-]?\d+)$").cast(pl.Int64, strict=False)
    if field.type == "number":
        plain = _number_text(cells, field)
        return plain.set(~plain.str.contains(r"^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|NaN|-?INF)$"), None).cast(
            pl.Float64, strict=False
        )
    if field.type == "boolean":
        truths = list(field.raw.get("trueValues") or TRUE_VALUES)
        falsehoods = list(field.raw.get("falseValues") or FALSE_VALUES)
        result = pl.Series(field.name, [None] * len(cells), dtype=pl.Boolean)
        return result.set(cells.is_in(truths).fill_null(False), True).set(cells.is_in(falsehoods).fill_null(False), False)
    if field.type in ("date", "datetime", "time") and field.format not in ("default", "any"):
        return _stated_format(cells, field)
    if field.type == "date" and field.format != "any":
        dates = text.extract(r"^(\d{4}-\d{2}-\d{2})$").str.to_date("%Y-%m-%d", strict=False)
        return dates.set(dates.dt.year() < 1, None)
    if field.type == "datetime" and field.format != "any":
        shaped = text.extract(r"^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:[0-5]\d(?:\.\d{1,6})?)Z?$")
        moments = shaped.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", strict=False)
        return moments.set(moments.dt.year() < 1, None)
    if field.type == "time" and field.format != "any":
        return text.extract(r"^(\d{2}:\d{2}:[0-5]\d)$").str.to_time("%H:%M:%S", strict=False)
    if field.type == "year":
        return text.extract(r"^(\d{4})$").cast(pl.Int64, strict=False)
    return cells


def _stated_format(cells: pl.Series, field: Field) -> pl.Series:
    """The cells read by the strptime pattern of the field, as Python reads it: the standard names no other reading."""
    import datetime

    import polars as pl

    def value(cell: str) -> datetime.datetime | None:
        try:
            return datetime.datetime.strptime(cell, field.format).replace(tzinfo=None)
        except ValueError:
            return None

    known = {cell: value(cell) for cell in cells.drop_nulls().unique().to_list()}
    moments = pl.Series(field.name, [None if cell is None else known[cell] for cell in cells.to_list()], dtype=pl.Datetime("us"))
    if field.type == "date":
        return moments.dt.date()
    return moments.dt.time() if field.type == "time" else moments


def _number_text(cells: pl.Series, field: Field) -> pl.Series:
    """The cells with group and decimal characters made plain, and currency and percent signs dropped where allowed.

    A point in a cell whose decimal character is another one makes the cell unreadable: 1.5 is not a number where 1,5 is.
    """
    group, decimal = field.raw.get("groupChar"), field.raw.get("decimalChar", ".")
    if field.raw.get("bareNumber") is False:
        cells = cells.str.replace(r"^[^\d+\-.,]+", "").str.replace(r"[^\d.,]+$", "")
    if isinstance(group, str) and group:
        cells = cells.str.replace_all(group, "", literal=True)
    if isinstance(decimal, str) and decimal not in (".", ""):
        cells = cells.set(cells.str.contains(".", literal=True).fill_null(False), "?").str.replace_all(decimal, ".", literal=True)
    return cells
