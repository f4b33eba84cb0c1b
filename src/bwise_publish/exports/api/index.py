"""The index of the static API: every package and table, and where its files are."""

from __future__ import annotations

import json
from typing import Any

from bwise_publish.catalog import Catalog
from bwise_publish.exports.api.addresses import INDEX, OPENAPI, json_address, part_address, relative_address, row_address
from bwise_publish.exports.api.model import Api, Endpoint
from bwise_publish.publication import Publication

# Stands in an address while the template is made; the braces of a template are no safe part of an address.
_PLACE = "KEY"


def index(api: Api, catalog: Catalog, publication: Publication) -> bytes:
    """api/index.json. Addresses are relative to it; those with braces are templates (RFC 6570) to be filled with a key."""
    value = {
        "name": publication.name,
        "title": publication.title,
        "description": publication.description,
        "version": publication.version,
        "date": publication.date.isoformat(),
        "publisher": publication.publisher,
        "licence": publication.licence_url,
        "documentation": "./",
        "openapi": relative_address(OPENAPI, INDEX),
        "packages": [
            {
                "name": name,
                "title": package.title,
                "description": package.description,
                "page": relative_address(f"data/{name}/", INDEX),
                "descriptor": relative_address(f"data/{name}/datapackage.json", INDEX),
                "tables": [_table(endpoint) for endpoint in api.of(name)],
            }
            for name, package in catalog.packages.items()
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def row_template(endpoint: Endpoint) -> str:
    """The address of the file of a row, relative to the index, with the key field in braces."""
    (key,) = endpoint.table.table.schema.primary_key
    return relative_address(row_address(*endpoint.key, _PLACE), INDEX).replace(f"{_PLACE}.json", f"{{{key}}}.json")


def part_template(endpoint: Endpoint, field: str) -> str:
    """The address of the file of a part, relative to the index, with the field in braces."""
    return relative_address(part_address(*endpoint.key, field, _PLACE), INDEX).replace(f"{_PLACE}.json", f"{{{field}}}.json")


def _table(endpoint: Endpoint) -> dict[str, Any]:
    package, name = endpoint.key
    source = endpoint.table.table
    value: dict[str, Any] = {
        "name": name,
        "title": source.resource.title,
        "description": source.resource.description,
        "rows": len(source),
        "primaryKey": list(source.schema.primary_key),
        "label": endpoint.label,
        "usedBy": [f"{owner}/{table}" for owner, table in endpoint.used_by],
        "page": relative_address(f"data/{package}/{name}/", INDEX),
        "json": relative_address(json_address(package, name), INDEX),
        "csv": relative_address(f"data/{package}/data/{name}.csv", INDEX),
        "parquet": relative_address(f"data/{package}/parquet/{name}.parquet", INDEX),
    }
    if endpoint.pages is not None:
        value["row"] = row_template(endpoint)
    if endpoint.parts:
        value["parts"] = [
            {"field": parts.field, "part": part_template(endpoint, parts.field), "values": list(parts.rows)} for parts in endpoint.parts
        ]
    return value
