"""Primary keys, unique keys and foreign keys: within a table, a package, and across the packages of a catalog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from bwise_publish.catalog.model import Catalog, ForeignKey, Table
from bwise_publish.problems import Place, Problem, listed, nearest, shown
from bwise_publish.validation.metaschema import CONSTRAINTS_OF
from bwise_publish.validation.suggest import closest
from bwise_publish.validation.table_checks import row_number

if TYPE_CHECKING:
    import polars as pl

_NUMERIC = ("integer", "number", "year")
_COMPOUND = ("list", "array", "object", "geojson")
_MOST_SUGGESTIONS = 20


def check_keys(catalog: Catalog, table: Table) -> list[Problem]:
    """A problem for each row that breaks a key of its table, and for each key that points to a table or field that is not there."""
    problems = list(_compound(table))
    if table.schema.primary_key:
        problems += _unique(table, table.schema.primary_key, primary=True)
    for key in table.schema.unique_keys:
        problems += _unique(table, key, primary=False)
    for foreign in table.schema.foreign_keys:
        problems += _foreign(catalog, table, foreign)
    return problems


def key_texts(table: Table, names: Sequence[str]) -> pl.DataFrame:
    """The key columns (rows of the table x fields) as canonical texts, null where a value is missing or unreadable.

    Numbers are compared as numbers, exactly: 1, 01 and 1.0 are one key, 0.1 and 0.10000000000000000001 are two.
    """
    import polars as pl

    return pl.DataFrame([_key_text(table, name).alias(f"{number}") for number, name in enumerate(names)])


def _key_text(table: Table, name: str) -> pl.Series:
    import polars as pl

    typed = table.data[name]
    if table.schema.field(name).type != "number":
        return typed.cast(pl.String)
    exact = table.text[name] if name in table.text.columns and not typed.is_null().all() else None
    if exact is None or table.schema.field(name).raw.keys() & {"groupChar", "decimalChar", "bareNumber"}:
        return typed.cast(pl.String)
    known = {cell: _normal(cell) for cell in exact.filter(typed.is_not_null()).unique().to_list()}
    texts = [None if value is None else known[cell] for cell, value in zip(exact.to_list(), typed.to_list(), strict=True)]
    return pl.Series(name, texts, dtype=pl.String)


def _normal(cell: str) -> str:
    if not any(char.isdigit() for char in cell):  # NaN, INF
        return cell
    return f"{Decimal(cell).normalize():f}" if abs(Decimal(cell).adjusted()) < 400 else str(Decimal(cell).normalize())


def _compound(table: Table) -> Iterator[Problem]:
    """Key fields whose values hold several values; two of them cannot be compared (frictionless stops at them)."""
    schema = table.schema
    keys = [schema.primary_key, *schema.unique_keys, *(foreign.fields for foreign in schema.foreign_keys)]
    named = {name for key in keys for name in key} | {field.name for field in schema.fields if field.constraints.get("unique") is True}
    for field in schema.fields:
        if field.name in named and field.type in _COMPOUND:
            where = Place(table.package, table.name, 0, field.name)
            message = f"A field of the type {field.type} cannot be part of a key or unique: its values hold several values."
            yield Problem(where, "key-type", message, "Use a field of a simple type, or put the values into a table of their own.")


def _unique(table: Table, names: tuple[str, ...], *, primary: bool) -> Iterator[Problem]:
    import polars as pl

    if any(name not in table.text.columns for name in names):
        return  # the missing column is a problem already
    key = key_texts(table, names)
    missing = key.select(pl.any_horizontal(pl.all().is_null())).to_series()
    field = names[0] if len(names) == 1 else ""
    noun = "primary key" if primary else "unique key"
    code = "primary-key-twice" if primary else "unique-key-twice"
    if primary:
        unreadable = {index for name in names for index in table.unreadable.get(name, ())}
        required = all(table.schema.field(name).required for name in names)  # then the empty cell is a problem already
        for index in [] if required else missing.arg_true().to_list():
            if index not in unreadable:
                where = Place(table.package, table.name, row_number(table, index), field)
                message = f"The primary key ({', '.join(names)}) is not complete in this row; every part of it needs a value."
                yield Problem(where, "primary-key-missing", message, "Fill in the missing cell.")
    numbered = key.with_row_index("row").filter(~missing)
    parts = list(key.columns)
    first = numbered.with_columns(pl.col("row").min().over(parts).alias("first"))
    for row in first.filter(pl.col("row") != pl.col("first")).sort("row").iter_rows(named=True):
        value = ", ".join(row[part] for part in parts)
        where = Place(table.package, table.name, row_number(table, row["row"]), field)
        earlier = row_number(table, row["first"])
        message = f"The {noun} ({', '.join(names)}) {shown(value)} stands in row {earlier} already; it must be of one row only."
        yield Problem(where, code, message, "Change the key of one of the two rows, or remove the row that is a copy.")


def _foreign(catalog: Catalog, table: Table, foreign: ForeignKey) -> Iterator[Problem]:
    import polars as pl

    found = _target(catalog, table, foreign)
    if isinstance(found, Problem):
        yield found
        return
    if found is None or any(name not in table.text.columns for name in foreign.fields):
        return
    source_types = [_class(table, name) for name in foreign.fields]
    target_types = [_class(found, name) for name in foreign.reference_fields]
    field = foreign.fields[0] if len(foreign.fields) == 1 else ""
    address = f"{found.package}/{found.name}" if found.package != table.package else found.name
    if not {*source_types, *target_types} <= set(CONSTRAINTS_OF):
        return  # a type that does not exist is a problem of the descriptor already
    if source_types != target_types:
        targeted = ", ".join(foreign.reference_fields)
        message = f"{_named(foreign)} has another type than ({targeted}) of {address}; no value can match."
        yield Problem(
            Place(table.package, table.name, 0, field), "reference-type", message, "Give both fields the same type in the descriptors."
        )
        return
    key = key_texts(table, foreign.fields)
    targets = key_texts(found, foreign.reference_fields).unique()
    for part, kind in zip(key.columns, source_types, strict=True):
        if kind == "number":  # NaN is equal to nothing, so no row can be pointed to by it
            targets = targets.filter(pl.col(part).ne_missing("NaN"))
    unreadable = {index for name in foreign.fields for index in table.unreadable.get(name, ())}
    parts = key.columns
    present = key.with_row_index("row").filter(pl.any_horizontal(pl.col(parts).is_not_null()) & ~pl.col("row").is_in(sorted(unreadable)))
    lost = present.join(targets, on=parts, how="anti", nulls_equal=True).sort("row")
    codes = targets["0"].drop_nulls().sort().to_list() if len(parts) == 1 and len(lost) else []
    suggestions: dict[str, str | None] = {}
    for row in lost.iter_rows(named=True):
        value = ", ".join("" if row[part] is None else row[part] for part in parts)
        if value not in suggestions and len(suggestions) < _MOST_SUGGESTIONS:
            suggestions[value] = closest(value, codes)
        close = suggestions.get(value)
        targeted = ", ".join(foreign.reference_fields)
        few = f"; it has {listed(codes, 12)}" if 0 < len(codes) <= 12 else ""
        message = f"{shown(value)} does not stand in the column {targeted} of the table {address}{few}."
        mend = f"Did you mean {shown(close)}? " if close else ""
        where = Place(table.package, table.name, row_number(table, row["row"]), field)
        yield Problem(where, "foreign-key-unknown", message, f"{mend}Use a value that stands there, or add the row to {address} first.")


def _named(foreign: ForeignKey) -> str:
    return f"The foreign key ({', '.join(foreign.fields)})"


def _class(table: Table, name: str) -> str:
    """What a value can equal: numbers of every type each other, other values only those of their own type; `any` is text."""
    kind = table.schema.field(name).type
    return "number" if kind in _NUMERIC else "string" if kind == "any" else kind


def _target(catalog: Catalog, table: Table, foreign: ForeignKey) -> Table | Problem | None:
    """The table that a key points to; a problem when it names nothing; None when the table is there but could not be read."""
    where = Place(table.package, table.name, 0, foreign.fields[0] if len(foreign.fields) == 1 else "")
    package = foreign.package or table.package
    if package not in catalog.packages:
        if any(problem.where.package == package for problem in catalog.problems):
            return None  # it is there, but its descriptor has problems of its own
        close = nearest(package, catalog.packages)
        message = f"{_named(foreign)} points to the package {shown(package)}, which is not loaded, so its values cannot be checked."
        mend = f"Did you mean {shown(close)}? " if close else ""
        return Problem(where, "reference-not-loaded", message, f"{mend}Validate the two packages together.")
    resource = foreign.resource or table.name
    found = catalog.tables.get((package, resource))
    if found is None:
        known = {item.name: item.schema for item in catalog.packages[package].resources}
        if known.get(resource) is not None or _stated(catalog, package, resource):
            return None  # described, but its file or schema has problems of its own
        close = nearest(resource, known)
        message = f"{_named(foreign)} points to the table {shown(resource)}, which the package {package} does not have."
        return Problem(
            where, "reference-unknown", message, f"Write {close}." if close else "Name a table of that package, or remove the key."
        )
    for name in foreign.reference_fields:
        if name not in found.schema.names:
            close = nearest(name, found.schema.names)
            message = f"{_named(foreign)} points to the field {shown(name)}, which {package}/{resource} does not have."
            return Problem(
                where,
                "reference-unknown",
                message,
                f"Write {close}." if close else f"Name a field of {resource}: {listed(found.schema.names)}.",
            )
    return found


def _stated(catalog: Catalog, package: str, resource: str) -> bool:
    """Whether the descriptor names the resource, although it could not be used."""
    items = catalog.packages[package].raw.get("resources")
    return isinstance(items, list) and any(isinstance(item, dict) and item.get("name") == resource for item in items)
