"""Loads packages into a Catalog: reads, types, and collects the problems met on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from bwise_publish.catalog.descriptor import DESCRIPTOR, read_package
from bwise_publish.catalog.header import problems_of
from bwise_publish.catalog.inferring import with_schema
from bwise_publish.catalog.model import Catalog, Package, Resource, Schema, Table
from bwise_publish.catalog.reading import Batch, read_batches
from bwise_publish.catalog.sources import Unreadable
from bwise_publish.catalog.typing import read_columns
from bwise_publish.problems import Place, Problem, listed, nearest, shown

# The values of fieldsMatch that allow a file fewer columns than fields, more columns, and any order.
_FEWER = ("superset", "partial")
_MORE = ("subset", "partial")
_BY_NAME = ("equal", "subset", "superset", "partial")

_OTHER_TABLES = ("xlsx", "xls", "ods", "parquet", "feather", "ndjson", "jsonl", "sav", "dta", "db", "sqlite")  # read by other programs


def load(paths: Iterable[Path], *, guess: bool = False, hold: int | None = None) -> Catalog:
    """The catalog of the packages at `paths` (folders, or datapackage.json files), in that order.

    With `guess`, what a descriptor does not state about a file is seen from the file, as frictionless does; else it is what the standard
    says. A table of more than `hold` bytes is not held: the catalog names it as `large`.
    """
    packages: dict[str, Package] = {}
    tables: dict[tuple[str, str], Table] = {}
    large: dict[tuple[str, str], Resource] = {}
    problems: list[Problem] = []
    for path in paths:
        descriptor = path / DESCRIPTOR if path.is_dir() or path.suffix != ".json" else path
        package, found = read_package(descriptor)
        problems += found
        if package is None:
            continue
        if package.name in packages:
            problems.append(
                Problem(
                    Place(package.name),
                    "package-twice",
                    f"Two packages are named {shown(package.name)}.",
                    "Give each package a name of its own.",
                )
            )
            continue
        packages[package.name] = package
        for resource in package.resources:
            refusal = _not_read(package, resource)
            if refusal is not None:
                problems.append(refusal)
                continue
            if resource.schema is None and guess and _is_csv(resource):
                try:
                    resource = with_schema(package, resource)
                except Unreadable as error:
                    problems += problems_of(error)
                    continue
            if resource.schema is None:
                continue
            table, found = _table(package, resource, guess=guess, hold=hold)
            problems += found
            if table is not None:
                tables[package.name, resource.name] = table
            elif not found:
                large[package.name, resource.name] = resource
    return Catalog(packages, tables, tuple(problems), large)


def _is_csv(resource: Resource) -> bool:
    """Whether a resource without a schema is a table all the same, as frictionless sees it."""
    return resource.raw.get("type", "table") == "table" and file_format(resource) in ("csv", "tsv") and "." in resource.path


def _not_read(package: Package, resource: Resource) -> Problem | None:
    """Why a table is not read: its format is not one of text in columns."""
    form = file_format(resource)
    if form in ("csv", "tsv") or (resource.schema is None and resource.raw.get("type") != "table" and form not in _OTHER_TABLES):
        return None
    message = f"The format {shown(form)} is not supported for a table; supported are csv and tsv."
    return Problem(Place(package.name, resource.name), "format-unsupported", message, "Save the table as CSV UTF-8 and name that file.")


def file_format(resource: Resource) -> str:
    """The format of the file of a resource: as stated, else the end of its path (without that of its compression); csv without an end."""
    stated = resource.raw.get("format")
    if isinstance(stated, str) and stated:
        return stated.lower()
    name = resource.path.rsplit("/", 1)[-1].lower()
    for ending in (".gz", ".zip", ".bz2", ".xz"):
        name = name.removesuffix(ending)
    inner = resource.raw.get("innerpath")
    if isinstance(inner, str):
        name = inner.lower()
    return name.rsplit(".", 1)[1] if "." in name else "csv"


def _table(package: Package, resource: Resource, *, guess: bool, hold: int | None) -> tuple[Table | None, list[Problem]]:
    """The table of a resource; nothing at all, not even a problem, when it is too large to be held."""
    import polars as pl

    batches: list[Batch] = []
    problems: list[Problem] = []
    size = 0.0
    try:
        for batch in read_batches(package, resource, guess=guess):
            size += batch.text.estimated_size()
            if hold is not None and size > hold:
                return None, []
            batches.append(batch)
            problems += batch.problems
    except Unreadable as error:
        return None, [*problems, *problems_of(error)]
    text = pl.concat([batch.text for batch in batches], rechunk=False) if len(batches) > 1 else batches[0].text
    flat = [number for batch in batches for number in batch.numbers] if _irregular(batches) else _range(batches, text.height)
    table = typed_table(package, resource, Batch(text, flat))
    return table, [*problems, *header_problems(table, resource)]


def _irregular(batches: Sequence[Batch]) -> bool:
    """Whether records that are no rows (comments, blank lines) stand between the rows."""
    return any(not isinstance(batch.numbers, range) for batch in batches if len(batch.numbers)) or any(
        before.numbers[-1] + 1 != after.numbers[0] for before, after in pairwise(batches) if len(before.numbers) and len(after.numbers)
    )


def _range(batches: Sequence[Batch], height: int) -> range:
    start = next((batch.numbers[0] for batch in batches if len(batch.numbers)), 2)
    return range(start, start + height)


def typed_table(package: Package, resource: Resource, batch: Batch) -> Table:
    """The rows of a batch as a table. The resource must have a schema."""
    schema = resource.schema
    assert schema is not None
    data, unreadable, odd = read_columns(batch.text, schema)
    numbers = None if isinstance(batch.numbers, range) and batch.numbers.start == 2 else batch.numbers
    return Table(package.name, resource, schema, batch.text, data, unreadable, odd, numbers)


def batched_tables(package: Package, resource: Resource, *, guess: bool) -> Iterator[tuple[Table, list[Problem]]]:
    """The rows of a large table, a part at a time, each with the problems of reading it. Raises Unreadable."""
    for number, batch in enumerate(read_batches(package, resource, guess=guess)):
        table = typed_table(package, resource, batch)
        yield table, [*batch.problems, *(header_problems(table, resource) if number == 0 else [])]


def header_problems(table: Table, resource: Resource) -> list[Problem]:
    """What `fieldsMatch` of the schema does not allow of the columns of a table."""
    dialect = resource.dialect
    row = dialect["headerRows"][0] if isinstance(dialect, dict) and dialect.get("headerRows") else 1
    return _header_problems(table.text.columns, table.schema, Place(table.package, table.name, row))


def _header_problems(header: list[str], schema: Schema, where: Place) -> list[Problem]:
    """What `fieldsMatch` of the schema does not allow: columns that lack, that are too many, that stand in another order."""
    names = schema.names
    match = schema.fields_match
    problems: list[Problem] = []
    needed = [
        name for name in names if name not in header and (match not in _FEWER or schema.field(name).required or name in schema.primary_key)
    ]
    for name in needed:
        close = nearest(name, [column for column in header if column not in names])
        mend = (
            f"Rename the column {shown(close)} to {name}."
            if close
            else f"Add a column {name} to the file, or take the field out of the descriptor."
        )
        problems.append(Problem(where, "column-missing", f"The file has no column {shown(name)}, which the schema lists.", mend))
    for column in header:
        if column not in names and match not in _MORE:
            close = nearest(column, [name for name in names if name not in header])
            mend = f"Rename it to {close}." if close else "Remove the column, or describe it as a field in the descriptor."
            problems.append(
                Problem(
                    where,
                    "column-unknown",
                    f"The file has a column {shown(column)} that the schema does not list; it lists {listed(names)}.",
                    mend,
                )
            )
    if match == "partial" and not set(header) & set(names):
        problems.append(
            Problem(
                where,
                "column-missing",
                f"No column of the file is a field of the schema, which lists {listed(names)}.",
                "Give at least one column the name of a field.",
            )
        )
    if not problems and match not in _BY_NAME and tuple(header) != names:
        problems.append(
            Problem(
                where,
                "column-order",
                "The columns stand in another order than the fields of the schema.",
                f"Order them as {', '.join(names)}.",
            )
        )
    return problems
