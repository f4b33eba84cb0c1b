"""The values of key fields as canonical texts, so that two cells are one key exactly when frictionless finds their values equal."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog.columns import column
from bwise_publish.catalog.exact import read_cells
from bwise_publish.catalog.model import Field, Table
from bwise_publish.catalog.typing import present_cell

if TYPE_CHECKING:
    import polars as pl

COMPOUND = ("list", "array", "object", "geojson")
_NUMERIC = ("integer", "number", "year", "boolean")
_EXACT_DIGITS = 15
_PLAIN = ("string", "any")


def kind_of(table_field: Field) -> str:
    """What a value can equal: numbers of every type each other (true is 1), other values only those of their own type; `any` is text."""
    kind = table_field.type
    return "number" if kind in _NUMERIC else "string" if kind == "any" else kind


def uncomparable(table: Table, name: str) -> tuple[str, str] | None:
    """Why the values of a field in these rows cannot be those of a key, and how to mend it; None when they can.

    They are the values that Python cannot hash, at which frictionless stops: lists, objects, and a NaN that signals.
    """
    field = table.schema.field(name)
    if name not in table.text.columns:
        return None
    if field.type in COMPOUND and not table.data[name].is_null().all():
        why = f"A field of the type {field.type} cannot be part of a key, unique, or the target of a key: its values hold several values."
        return why, "Use a field of a simple type, or put the values into a table of their own."
    readings = table.odd.get(name, {}).values() if field.type == "number" else ()
    if any(isinstance(reading.value, Decimal) and reading.value.is_snan() for reading in readings):
        return "The field is part of a key and holds sNaN, which no value can be compared with.", "Write a number, or leave the cell empty."
    return None


def key_texts(table: Table, names: Sequence[str]) -> pl.DataFrame:
    """The key columns (rows of the table x fields, named by their place) as canonical texts, null where a value is missing or unreadable.

    Numbers are compared as numbers, exactly: 1, 01 and 1.0 are one key, 0.1 and 0.10000000000000000001 are two.
    """
    import polars as pl

    return pl.DataFrame([_key_text(table, name).alias(f"{number}") for number, name in enumerate(names)])


def _key_text(table: Table, name: str) -> pl.Series:
    import polars as pl

    typed = table.data[name]
    if name not in table.text.columns:
        return typed.cast(pl.String)
    field = table.schema.field(name)
    odd = table.odd.get(name, {})
    if field.type in _PLAIN:
        return typed
    quick, sure = _quick_text(table, field)
    if sure is not None and sure.all() and not odd:
        return quick
    cells = table.text.select(present_cell(table.schema, field)).to_series()
    slow = cells.is_not_null() if sure is None else cells.is_not_null() & ~sure.fill_null(value=False)
    if odd:
        slow = slow | (cells.is_in(list(odd)) & cells.is_not_null())
    indices = slow.arg_true()
    chosen = cells.gather(indices)
    distinct = chosen.unique().to_list()
    known = _texts(field, {cell: odd[cell].value for cell in distinct if cell in odd}, [cell for cell in distinct if cell not in odd])
    texts = pl.Series([known.get(cell) for cell in chosen.to_list()], dtype=pl.String)
    return (quick if sure is not None else pl.Series(name, [None] * len(cells), dtype=pl.String)).scatter(indices, texts)


def _quick_text(table: Table, field: Field) -> tuple[pl.Series, pl.Series | None]:
    """The canonical texts in columns, and where they are sure; None for a type that has none in columns."""
    import polars as pl

    name, typed = field.name, table.data[field.name]
    if field.type in ("integer", "year"):
        return typed.cast(pl.String), pl.repeat(value=True, n=len(typed), eager=True)
    if field.type == "boolean":
        return typed.cast(pl.Int64).cast(pl.String), pl.repeat(value=True, n=len(typed), eager=True)
    if field.type == "number":
        value = column(name)
        whole = (value == value.round()) & (value.abs() < 10**_EXACT_DIGITS)
        text = pl.when(whole).then(value.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(value.cast(pl.String))
        marked = field.raw.keys() & {"groupChar", "decimalChar", "bareNumber"}
        cells = table.text[name]
        plain = cells.str.contains(r"^[+-]?[0-9.]*$") & (cells.str.len_bytes() <= _EXACT_DIGITS)
        return table.data.select(text).to_series(), plain & typed.is_not_null() if not marked else plain & False
    if field.type == "date":
        return typed.cast(pl.String), pl.repeat(value=True, n=len(typed), eager=True)
    if field.type == "datetime" and field.format == "default":
        zone = table.text[name].str.ends_with("Z")
        frame = pl.DataFrame({"moment": typed, "zone": zone})
        return frame.select(_moment("moment") + pl.when("zone").then(pl.lit("Z")).otherwise(pl.lit(""))).to_series(), typed.is_not_null()
    return typed.cast(pl.String), None


def _moment(name: str) -> pl.Expr:
    import polars as pl

    return pl.col(name).dt.to_string("%Y-%m-%dT%H:%M:%S%.6f")


def _texts(field: Field, values: Mapping[str, Any], cells: Sequence[str]) -> dict[str, str | None]:
    """The canonical text of each cell: of those with a known value, and of those still to be read."""
    known = dict(values)
    if field.type == "number" and not field.raw.keys() & {"groupChar", "decimalChar", "bareNumber"}:
        known.update({cell: Decimal(cell.strip()) for cell in cells})
    else:
        known.update({cell: reading.value for cell, reading in read_cells(field, cells).items()})
    return {cell: None if value is None else canonical(value) for cell, value in known.items()}


def canonical(value: Any) -> str:
    """One text for all values that Python finds equal; within one kind of values."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, datetime.datetime):
        moment = value.astimezone(datetime.UTC).replace(tzinfo=None) if value.tzinfo else value
        return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond:06}".rjust(26, "0") + ("Z" if value.tzinfo else "")
    if isinstance(value, datetime.time) and value.tzinfo is not None:
        offset = value.utcoffset() or datetime.timedelta()
        since = datetime.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
        return f"{since - offset}Z"
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return f"{value // datetime.timedelta(microseconds=1)}"
    if isinstance(value, tuple):
        return "|".join(map(canonical, value))
    if hasattr(value, "tdelta"):  # a duration with years or months
        months = canonical(value.years * 12 + value.months)
        return f"{months}|{canonical(value.tdelta)}"
    return str(value)


def _number(value: Decimal) -> str:
    """A number in one form: whole ones as whole numbers, those that a float holds as polars writes the float, others digit by digit."""
    import polars as pl

    if not value.is_finite():
        return "NaN" if value.is_nan() else str(value)
    digits, exponent = value.as_tuple().digits, value.adjusted()
    if abs(exponent) > 400:
        return str(value.normalize()) if value else "0"
    if value == value.to_integral_value():
        return f"{value.to_integral_value():f}" if value else "0"
    if len(str("".join(map(str, digits))).strip("0")) <= _EXACT_DIGITS and abs(exponent) < 300:
        return str(pl.Series([float(value)]).cast(pl.String)[0])
    return f"{value.normalize():f}"
