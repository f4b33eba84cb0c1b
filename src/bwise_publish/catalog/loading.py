"""Loads packages into a Catalog: reads, types, and collects the problems met on the way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bwise_publish.catalog.descriptor import DESCRIPTOR, read_package
from bwise_publish.catalog.model import Catalog, Package, Schema, Table
from bwise_publish.catalog.reading import read_text
from bwise_publish.catalog.typing import type_columns
from bwise_publish.problems import Place, Problem, listed, nearest, shown

# The values of fieldsMatch that allow a file fewer columns than fields, more columns, and any order.
_FEWER = ("superset", "partial")
_MORE = ("subset", "partial")
_BY_NAME = ("equal", "subset", "superset", "partial")


def load(paths: Iterable[Path]) -> Catalog:
    """The catalog of the packages at `paths` (folders, or datapackage.json files), in that order."""
    packages: dict[str, Package] = {}
    tables: dict[tuple[str, str], Table] = {}
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
            if resource.schema is None:
                continue
            text, found = read_text(package, resource)
            problems += found
            if text is None:
                continue
            where = Place(package.name, resource.name, 1)
            problems += _header_problems(text.columns, resource.schema, where)
            data, unreadable = type_columns(text, resource.schema)
            tables[package.name, resource.name] = Table(package.name, resource, resource.schema, text, data, unreadable)
    return Catalog(packages, tables, tuple(problems))


def _header_problems(header: list[str], schema: Schema, where: Place) -> list[Problem]:
    """What `fieldsMatch` of the schema does not allow: columns that lack, that are too many, that stand in another order."""
    names = schema.names
    match = schema.raw.get("fieldsMatch", "exact")
    match = match[0] if isinstance(match, list) and match else match
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
