"""Turns text cells into typed columns as Table Schema defines them (Data Package v2): in columns, and one by one where that is not sure.

The quick reader of columns accepts only what frictionless certainly accepts. A cell that it does not accept is put to frictionless's own
reader of the field (`exact`), each different cell once, so that both give one verdict and only odd cells are slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog.columns import column
from bwise_publish.catalog.exact import MOST_CHARACTERS, plain_value, read_cells
from bwise_publish.catalog.model import Field, Reading, Schema, missing_labels

if TYPE_CHECKING:
    import polars as pl

TRUE_VALUES = ("true", "True", "TRUE", "1")
FALSE_VALUES = ("false", "False", "FALSE", "0")
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")

# Types that become typed columns here; every other type of the standard stays text.
TYPED = ("string", "integer", "number", "boolean", "date", "datetime", "time", "year", "any")

_EXACT_DIGITS = 15  # a float holds every decimal number of this many digits apart from every other
_FEW = 200  # rows up to which looking for each different cell first does not pay
_UNREADABLE = ("type", "failed", "long")  # what a cell without a value breaks; it is named first
_DIRECTIVES = {"%Y": "[0-9]{4}", "%m": "[0-9]{2}", "%d": "[0-9]{2}", "%H": "[0-9]{2}", "%M": "[0-9]{2}", "%S": "[0-5][0-9]"}
_SHAPES = {
    "yearmonth": r"^[0-9]{1,4}-(?:0?[1-9]|1[0-2])$",
    "duration": r"^P(?:[0-9]{1,6}W|(?:[0-9]{1,6}Y)?(?:[0-9]{1,6}M)?(?:[0-9]{1,6}D)?)$",
}

# Shapes that frictionless 5.21 (rfc3986, validators) accepts for certain.
_WORD = r"[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2}"
_STRINGS = {
    "email": r"^[A-Za-z0-9](?:[A-Za-z0-9_+\-]|\.[A-Za-z0-9]){0,40}@(?:[a-z0-9](?:[a-z0-9\-]{0,40}[a-z0-9])?\.){1,4}(?:com|org|net|eu)$",
    "uri": rf"^https?://[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?\.?(?:/(?:{_WORD}|/)*)?(?:\?(?:{_WORD}|[/?])*)?(?:#(?:{_WORD}|[/?])*)?$",
    "uuid": r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
    "binary": r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
}


def type_columns(text: pl.DataFrame, schema: Schema) -> tuple[pl.DataFrame, dict[str, tuple[int, ...]]]:
    """The typed columns of a schema (rows of `text` x fields), and by field the indices of cells that do not fit.

    A field that the file lacks becomes a column of nulls; a missing value becomes null.
    """
    data, unreadable, _ = read_columns(text, schema)
    return data, unreadable


def read_columns(text: pl.DataFrame, schema: Schema) -> tuple[pl.DataFrame, dict[str, tuple[int, ...]], dict[str, dict[str, Reading]]]:
    """Like `type_columns`, and by field the cells that were read one by one, with what was read."""
    import polars as pl

    present = [field for field in schema.fields if field.name in text.columns]
    quick = _quick_columns(text, schema, present)
    flags = [name for name in quick.columns if name.startswith("u")]
    counts = quick.select(pl.col(flags).sum()).row(0, named=True) if flags and quick.height else {}
    columns: list[pl.Series] = []
    unreadable: dict[str, tuple[int, ...]] = {}
    odd: dict[str, dict[str, Reading]] = {}
    numbers = {field.name: number for number, field in enumerate(present)}
    for field in schema.fields:
        if field.name not in numbers:
            columns.append(pl.Series(field.name, [None] * text.height, dtype=_dtype(field)))
            continue
        values = quick[f"v{numbers[field.name]}"]
        if counts.get(f"u{numbers[field.name]}"):
            values, bad, readings = _one_by_one(text[field.name], values, quick[f"u{numbers[field.name]}"], field)
            odd[field.name] = readings
            if bad:
                unreadable[field.name] = bad
        columns.append(values.alias(field.name))
    return pl.DataFrame(columns), unreadable, odd


def present_cell(schema: Schema, field: Field) -> pl.Expr:
    """The column of a field as written, null where a missing value stands."""
    import polars as pl

    missing = missing_values(schema, field)
    return pl.when(~_is_missing(field, missing)).then(column(field.name)) if missing else column(field.name)


def _is_missing(field: Field, missing: Sequence[str]) -> pl.Expr:

    cell = column(field.name)
    return cell == missing[0] if len(missing) == 1 else cell.is_in(missing)


def missing_values(schema: Schema, field: Field) -> list[str]:
    """The texts that stand for a missing value in a field: its own when it states them, else those of the schema."""
    own = missing_labels(field.raw.get("missingValues"))
    return list(schema.missing_values if own is None else own)


def _one_by_one(
    cells: pl.Series, values: pl.Series, unsure: pl.Series, field: Field
) -> tuple[pl.Series, tuple[int, ...], dict[str, Reading]]:
    """The values with those of the unsure cells put in, the rows whose cell does not fit, and what was read of each unsure cell."""
    import polars as pl

    indices = unsure.arg_true()
    chosen = cells.gather(indices).to_list()
    readings = read_cells(field, dict.fromkeys(chosen))
    bad = {cell for cell, reading in readings.items() if reading.broken and reading.broken[0] in _UNREADABLE}
    good = (item for item in readings.items() if item[0] not in bad)
    text = values.dtype == pl.String  # the cell itself is the value
    known = {cell: cell if text else plain_value(reading.value, field.type) for cell, reading in good}
    found = pl.Series([known.get(cell) for cell in chosen] if known else [None] * len(chosen), dtype=values.dtype, strict=False)
    rows = tuple(index for index, cell in zip(indices.to_list(), chosen, strict=True) if cell in bad)
    return values.scatter(indices, found), rows, readings


def _dtype(field: Field) -> Any:
    import polars as pl

    kinds = {"integer": pl.Int64, "year": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date, "time": pl.Time}
    return pl.Datetime("us") if field.type == "datetime" else kinds.get(field.type, pl.String)


def _quick_columns(text: pl.DataFrame, schema: Schema, fields: Sequence[Field]) -> pl.DataFrame:
    """By the place of each field its values (`v0`), and where they are not sure (`u0`), when that can be: rows as in `text`.

    In two steps, since an eager selection works out an expression as often as it is named.
    """
    import polars as pl

    if not fields:
        return pl.DataFrame()
    # A column without a missing value is not copied.
    texts = {field.name: missing_values(schema, field) for field in fields}
    holes = text.select(_is_missing(field, texts[field.name]).any() for field in fields if texts[field.name]).to_dict(as_series=False)
    cells = [present_cell(schema, field) if holes.get(field.name, [False])[0] else column(field.name) for field in fields]
    raw = [_quick(cell, field).alias(f"\0{number}") for number, (cell, field) in enumerate(zip(cells, fields, strict=True))]
    joined = text.with_columns(raw)
    wanted: list[pl.Expr] = []
    for number, field in enumerate(fields):
        value, cell = pl.col(f"\0{number}"), cells[number]
        sure, doubt = _sure(value, cell, field), _doubt(cell, value, field)
        if sure is not None:
            value = pl.when(sure).then(value) if field.type in ("date", "datetime", "year") else value
            unsure = (~sure.fill_null(value=False)) & cell.is_not_null()
            wanted.append((unsure if doubt is None else unsure | doubt.fill_null(value=False)).alias(f"u{number}"))
        wanted.append(value.alias(f"v{number}"))
    return joined.select(wanted)


def _quick(cell: pl.Expr, field: Field) -> pl.Expr:
    """The values of a column as far as columns can read them; the cells themselves for types that stay text."""
    return _typed(cell, field) if field.type in ("integer", "number", "year", "boolean", "date", "time", "datetime") else cell


def _sure(value: pl.Expr, cell: pl.Expr, field: Field) -> pl.Expr | None:
    """Where frictionless certainly accepts the cell with this value; None when it accepts every cell."""
    import datetime

    import polars as pl

    kind = field.type
    if kind == "any" and not _constrained(field):
        return None
    if kind == "string":
        return (
            cell.str.contains(_STRINGS[field.format])
            if field.format in _STRINGS
            else None
            if field.format == "default"
            else pl.lit(value=False)
        )
    if kind == "year":
        return value >= 1000  # "+202" is a year of 4 characters too, and is read one by one
    if kind in ("date", "datetime"):
        return value >= (datetime.date(1, 1, 1) if kind == "date" else datetime.datetime(1, 1, 1))
    if kind == "number":
        return value.is_not_null() & (cell.str.len_bytes() <= MOST_CHARACTERS)
    if kind in ("integer", "boolean", "time"):
        return value.is_not_null()
    shape = _SHAPES.get(kind)
    if shape is None or field.format != "default" or _constrained(field):
        return pl.lit(value=False)
    return cell.str.contains(shape) & (cell.str.len_bytes() > 1)


def _constrained(field: Field) -> bool:
    return any(key in field.constraints for key in (*BOUNDS, "enum", "minLength", "maxLength"))


def _doubt(cell: pl.Expr, value: pl.Expr, field: Field) -> pl.Expr | None:
    """Where a readable value cannot be compared in columns: a number that a float does not tell from a bound, a time in a zone."""
    import polars as pl

    stated = [field.constraints[key] for key in BOUNDS if key in field.constraints]
    enum = field.constraints.get("enum")
    stated += enum if isinstance(enum, list) else []
    if not stated:
        return None
    if field.type == "number":
        bounds = [number for item in stated if (number := _float(item)) is not None]
        exact = all(len(str(item)) <= _EXACT_DIGITS for item in stated)
        equal = value.is_in(bounds) if bounds else pl.lit(value=False)
        return equal if not exact else equal & (cell.str.len_bytes() > _EXACT_DIGITS)
    if field.type in ("datetime", "time"):
        zoned = any(str(item).endswith("Z") for item in stated)
        if zoned and not all(str(item).endswith("Z") for item in stated):
            return cell.is_not_null()
        return cell.str.ends_with("Z") != zoned
    return None


def _float(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _typed(cells: pl.Expr, field: Field) -> pl.Expr:
    """The cells as values of the field's type; null where a cell does not surely fit.

    The shapes are checked before polars parses dates and times: its parsers also take "9:0:0", second 60 and the year 0000.
    """
    import polars as pl

    text = cells.str
    kind, stated = field.type, field.format
    if kind == "integer":
        return cells.cast(pl.Int64, strict=False)
    if kind == "number":
        return _number_text(cells, field).cast(pl.Float64, strict=False)
    if kind == "boolean":
        truths = _texts(field.raw.get("trueValues"), TRUE_VALUES)
        falsehoods = _texts(field.raw.get("falseValues"), FALSE_VALUES)
        return pl.when(cells.is_in(falsehoods)).then(statement=False).when(cells.is_in(truths)).then(statement=True)
    if kind == "year":
        return pl.when(text.len_bytes() == 4).then(cells).cast(pl.Int64, strict=False)
    if kind == "date":
        shape, form = (r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "%Y-%m-%d") if stated == "default" else _stated_shape(stated)
        if not shape:
            return pl.lit(None, dtype=pl.Date)
        return pl.when(text.contains(shape)).then(cells).str.to_date(form, strict=False, cache=False)
    if kind == "datetime":
        shape, form = _stated_shape(stated)
        if stated == "default":
            shape = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9](?:\.[0-9]{1,6})?Z?$"
            plain, form = text.strip_chars_end("Z"), "%Y-%m-%dT%H:%M:%S%.f"
        else:
            plain = cells
        if not shape:
            return pl.lit(None, dtype=pl.Datetime("us"))
        return pl.when(text.contains(shape)).then(plain).str.to_datetime(form, strict=False, time_unit="us", cache=False)
    shape, form = _stated_shape(stated)
    if stated == "default":
        shape, form = r"^[0-9]{2}:[0-9]{2}:[0-5][0-9]$", "%H:%M:%S"
    return pl.when(text.contains(shape)).then(cells).str.to_time(form, strict=False, cache=False) if shape else pl.lit(None, dtype=pl.Time)


def _texts(value: object, default: Iterable[str]) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else list(default)


def _stated_shape(pattern: str) -> tuple[str, str]:
    """The regular expression of cells that a strptime pattern of plain numbers surely reads, and the pattern; empty for other patterns."""
    parts = re.split(r"(%.)", pattern)
    directives = parts[1::2]
    if not set(directives) <= set(_DIRECTIVES) or len(set(directives)) < len(directives) or "%Y" not in directives:
        return "", pattern
    if not {"%m", "%d"} <= set(directives) or any("%" in part or part.strip() != part for part in parts[0::2]):
        return "", pattern
    if ("%H" in directives) != ("%M" in directives) or ("%S" in directives and "%H" not in directives):
        return "", pattern
    return "^" + "".join(_DIRECTIVES.get(part, re.escape(part)) for part in parts) + "$", pattern


def _number_text(cells: pl.Expr, field: Field) -> pl.Expr:
    """The cells with group and decimal characters made plain; null where that is not sure (currency and percent signs are read one by one).

    A point in a cell whose decimal character is another one makes the cell unreadable: 1.5 is not a number where 1,5 is.
    """
    import polars as pl

    raw: Mapping[str, Any] = field.raw
    group, decimal = raw.get("groupChar"), raw.get("decimalChar", ".")
    if raw.get("bareNumber") is False:
        return (
            pl.when(cells.str.contains(r"^-?[0-9]+(?:\.[0-9]+)?$")).then(cells) if not group and decimal == "." else pl.lit(None, pl.String)
        )
    if isinstance(group, str) and group:
        cells = cells.str.replace_all(group, "", literal=True)
    if isinstance(decimal, str) and decimal not in (".", ""):
        cells = pl.when(~cells.str.contains(".", literal=True)).then(cells).str.replace_all(decimal, ".", literal=True)
    return cells
