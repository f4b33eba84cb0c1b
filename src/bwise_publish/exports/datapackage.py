"""Data Package v2: the descriptor of a published package, and its CSV files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from bwise_publish.catalog.canonical import canonical_descriptor, csv_bytes
from bwise_publish.exports.selfcontained import ExportPackage, ExportTable
from bwise_publish.publication import Publication

Files = dict[str, bytes]


def data_package(export: ExportPackage, publication: Publication, extras: Mapping[str, bytes]) -> Files:
    """The files of one published package by path: datapackage.json, data/*, and `extras` (README.md and the like)."""
    files: Files = dict(extras)
    resources: list[dict[str, Any]] = []
    for table in export.tables:
        path = f"data/{table.table.name}.csv"
        files[path] = csv_bytes(table.header, table.text_rows())
        resources.append(_table_resource(table, path, files[path]))
    for resource in export.files:
        path = f"data/{resource.path.rsplit('/', 1)[-1]}"
        files[path] = export.package.file(resource).read_bytes()
        resources.append({**resource.raw, "path": path, **_integrity(files[path])})
    raw = {**export.package.raw, **_release(publication, f"data/{export.package.name}/"), "resources": resources}
    files["datapackage.json"] = canonical_descriptor(raw)
    return files


def everything(exports: tuple[ExportPackage, ...], publication: Publication, extras: Mapping[str, bytes]) -> Files:
    """The files of one Data Package that holds every own table of every package, with ordinary keys between them.

    Expects table names that are unique over all packages (validation checks it).
    """
    files: Files = dict(extras)
    resources: list[dict[str, Any]] = []
    for export in exports:
        folder = f"data/{export.package.name}"
        for table in export.tables:
            if not table.borrowed:
                path = f"{folder}/{table.table.name}.csv"
                files[path] = csv_bytes(table.header, table.text_rows())
                resources.append(_table_resource(table, path, files[path]))
        for resource in export.files:
            path = f"{folder}/{resource.path.rsplit('/', 1)[-1]}"
            files[path] = export.package.file(resource).read_bytes()
            resources.append({**resource.raw, "path": path, **_integrity(files[path])})
    first = exports[0].package.raw
    raw = {
        "$schema": first["$schema"],
        "name": publication.name,
        "title": publication.title,
        "description": publication.description,
        "licenses": first["licenses"],
        "contributors": first["contributors"],
        "keywords": sorted({word for export in exports for word in export.package.raw.get("keywords", [])}),
        **_release(publication, "data/"),
        "resources": resources,
    }
    files["datapackage.json"] = canonical_descriptor(raw)
    return files


def _release(publication: Publication, address: str) -> dict[str, Any]:
    """What a release adds to a descriptor; the address of its page in this version is its global name."""
    values: dict[str, Any] = {
        "id": f"{publication.version_url}{address}",
        "version": publication.version,
        "created": f"{publication.date.isoformat()}T00:00:00Z",
    }
    if publication.address_known:
        values["homepage"] = publication.version_url
    return values


def _integrity(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _table_resource(table: ExportTable, path: str, content: bytes) -> dict[str, Any]:
    """The descriptor of a table: keys to other packages become keys to the tables carried along."""
    raw = table.table.resource.raw
    schema = dict(raw["schema"])
    if "foreignKeys" in schema:
        schema["foreignKeys"] = [
            {**key, "reference": {name: value for name, value in key["reference"].items() if name != "package"}}
            for key in schema["foreignKeys"]
        ]
    # Readers guess the dialect of a file whose descriptor states none.
    dialect = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}
    resource = {**raw, "path": path, "encoding": "utf-8", "dialect": dialect, "schema": schema, **_integrity(content)}
    if table.borrowed:
        note = f"Of the package {table.table.package}: the rows that this package uses."
        resource["description"] = f"{table.table.resource.description} {note}".strip()
    return resource
