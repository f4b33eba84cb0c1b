"""Expressions that several rules share."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl


def holds(data: pa.PolarsData, expression: pl.Expr) -> pl.LazyFrame:
    """The truth of an expression for each row; true where a value in question is missing, since a rule judges stated values only."""
    return data.lazyframe.select(expression.fill_null(value=True))


def in_order(start: str, end: str) -> pl.Expr:
    """Whether something does not end before it starts. Dates such as 2021, 2021-10 and 2021-10-05 are compared as far as both go."""
    first, last = pl.col(start).cast(pl.String), pl.col(end).cast(pl.String)
    common = pl.min_horizontal(first.str.len_chars(), last.str.len_chars())
    return first.str.head(common) <= last.str.head(common)


def is_partial_date(name: str) -> pl.Expr:
    """Whether a text is a year, a year and month, or a day, such as 2021, 2021-10 and 2021-10-05, that the calendar has."""
    text = pl.col(name)
    day = text.str.to_date("%Y-%m-%d", strict=False).is_not_null()
    return text.str.contains(r"^[1-9]\d{3}(-(0[1-9]|1[0-2])(-\d{2})?)?$") & ((text.str.len_chars() < 10) | day)


def within(name: str, low: float, high: float) -> pl.Expr:
    """Whether a number lies between two bounds, both included."""
    return pl.col(name).is_between(low, high)


def other(name: str, own: str) -> pl.Expr:
    """Whether a field names another thing than the row itself."""
    return pl.col(name).ne(pl.col(own))
