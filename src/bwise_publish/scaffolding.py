"""Adds a table to a package: copies the file in, and describes its columns as far as the data show."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from bwise_publish.catalog.canonical import canonical_descriptor, csv_bytes
from bwise_publish.catalog.descriptor import read_package
from bwise_publish.catalog.model import Package, Resource
from bwise_publish.catalog.reading import read_text
from bwise_publish.problems import Place, Problem, Refusal, listed, shown
from bwise_publish.publication import read_publication

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def add_table(root: Path, target: str, source: Path) -> Path:
    """Adds the CSV file `source` as the table `target` ("package/table"); returns the file that was written.

    Types come from the data by frictionless; the first column becomes the primary key when its values are unique and complete. Titles,
    descriptions and examples are left for a person: validation names each one that is missing. Raises Refusal; then nothing is written.
    """
    package, table = _target(root, target)
    file = package.folder / "data" / f"{table}.csv"
    resource = Resource(source.name, source.name, None, {})
    outside = Package(source.parent.name, source.resolve().parent, source, (resource,), {})
    text, problems = read_text(outside, resource)
    if text is None or problems:
        raise Refusal(problems)
    wrong = [name for name in text.columns if not _NAME.fullmatch(name)]
    if wrong:
        place = Place(file=source.name, row=1)
        message = f"These column names are not in small letters with underscores: {listed([shown(name) for name in wrong])}."
        raise Refusal([Problem(place, "column-name", message, "Rename them, for instance start_date.")])
    entry: dict[str, Any] = {
        "name": table,
        "path": f"data/{table}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": _fields(source), "primaryKey": _key(text.columns[0], text[text.columns[0]].to_list())},
    }
    raw = {**package.raw, "resources": [*package.raw["resources"], entry]}
    file.parent.mkdir(parents=True, exist_ok=True)
    _replace(file, csv_bytes(text.columns, text.iter_rows()))
    _replace(package.descriptor, canonical_descriptor(raw))
    return file


def _target(root: Path, target: str) -> tuple[Package, str]:
    publication = read_publication(root)
    name, _, table = target.partition("/")
    place = Place(file=target)
    if name not in publication.packages:
        message = f"There is no package {shown(name)}; there are {', '.join(publication.packages)}."
        raise Refusal([Problem(place, "package-unknown", message, "Write <package>/<table>.")])
    if not _NAME.fullmatch(table):
        message = f"The table name {shown(table)} is not in small letters with underscores."
        raise Refusal([Problem(place, "table-name", message, "Write a name such as country_statistics.")])
    package, problems = read_package(publication.package_folder(name) / "datapackage.json")
    if package is None or problems:
        raise Refusal(problems)
    if table in {resource.name for resource in package.resources}:
        raise Refusal([Problem(place, "resource-twice", f"The package already has a table {shown(table)}.", "Choose another name.")])
    return package, table


def _fields(source: Path) -> list[dict[str, Any]]:
    from frictionless import Schema as StockSchema
    from frictionless import system

    # The file was checked by the caller; frictionless asks for trust because the path is absolute.
    with system.use_context(trusted=True):
        schema = StockSchema.describe(str(source.resolve()))
    return [{"name": field.name, "type": field.type} for field in schema.fields]


def _key(name: str, values: list[str]) -> list[str]:
    return [name] if len(set(values)) == len(values) and all(values) else []


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    os.replace(fresh, path)
