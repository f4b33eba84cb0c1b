"""The files of the static API: index, description, one file a row, one file a part of a bulk table. Tables are written by downloads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bwise_publish.catalog import Catalog, Record
from bwise_publish.exports.api.addresses import INDEX, OPENAPI, json_address, part_address, relative_address, row_address
from bwise_publish.exports.api.index import index
from bwise_publish.exports.api.model import Api, Endpoint, Parts, TableKey
from bwise_publish.exports.api.openapi import openapi
from bwise_publish.exports.json_tables import plain, with_rows
from bwise_publish.publication import Publication


@dataclass(frozen=True)
class _Belonging:
    """Rows of a table that are parts of a row of another one: the field that leads there, and the rows by its value."""

    table: str
    field: str
    rows: Mapping[str, list[Record]]


def api_files(api: Api, catalog: Catalog, publication: Publication) -> dict[str, bytes]:
    """Every file of the API except the tables, by path under the site's root."""
    files = {INDEX: index(api, catalog, publication), OPENAPI: openapi(api, catalog, publication)}
    belonging = {key: tuple(_belonging(api, key)) for key, endpoint in api.endpoints.items() if endpoint.pages is not None}
    for endpoint in api.endpoints.values():
        package, name = endpoint.key
        for parts in endpoint.parts:
            for value in parts.rows:
                at = part_address(package, name, parts.field, value)
                files[at] = _part(api, endpoint, parts, value, at, publication)
        if endpoint.pages is not None:
            for record in endpoint.records:
                at = row_address(package, name, record[_key(endpoint)])
                files[at] = _row(api, endpoint, record, at, belonging[endpoint.key], publication)
    return files


def _key(endpoint: Endpoint) -> str:
    (key,) = endpoint.table.table.schema.primary_key
    return key


def _belonging(api: Api, target: TableKey) -> Iterator[_Belonging]:
    """The tables whose rows are parts of rows of `target`: their primary key begins with a key to it. Bulk tables are not among them."""
    for key in api.endpoints[target].used_by:
        endpoint = api.endpoints[key]
        schema = endpoint.table.table.schema
        leads = {foreign.fields for foreign in schema.foreign_keys if (foreign.package or key[0], foreign.resource or key[1]) == target}
        first = schema.primary_key[:1]
        if first in leads and not endpoint.parts and len(schema.primary_key) > 1:
            rows: dict[str, list[Record]] = {}
            for record in endpoint.records:
                rows.setdefault(str(record[first[0]]), []).append(record)
            yield _Belonging(endpoint.table.name, first[0], rows)


def _head(endpoint: Endpoint, publication: Publication) -> dict[str, Any]:
    package, name = endpoint.key
    return {"package": package, "table": name, "version": publication.version, "licence": publication.licence_url}


def _part(api: Api, endpoint: Endpoint, parts: Parts, value: str, at: str, publication: Publication) -> bytes:
    records = endpoint.table.table.records
    head = {
        **_head(endpoint, publication),
        "field": parts.field,
        "value": value,
        "label": _label(api, parts.target, value),
        "whole": relative_address(json_address(*endpoint.key), at),
    }
    return with_rows(head, (records[row] for row in parts.rows[value]))


def _row(api: Api, endpoint: Endpoint, record: Record, at: str, belonging: Iterable[_Belonging], publication: Publication) -> bytes:
    """A row with the labels of its codes, the rows that are parts of it, and links to its page and to its parts of bulk tables."""
    key = str(record[_key(endpoint)])
    page = (endpoint.pages or {}).get(key, "")
    head: dict[str, Any] = {
        **_head(endpoint, publication),
        "key": key,
        "page": relative_address(page, at) if page else None,
        "whole": relative_address(json_address(*endpoint.key), at),
        "row": record,
        "labels": _labels(api, endpoint, record),
        "belonging": {
            part.table: [{name: value for name, value in row.items() if name != part.field} for row in part.rows[key]]
            for part in belonging
            if key in part.rows
        },
        "parts": {
            f"{bulk.table.name}.{parts.field}": relative_address(part_address(*bulk.key, parts.field, key), at)
            for bulk in api.endpoints.values()
            for parts in bulk.parts
            if parts.target == endpoint.key and key in parts.rows
        },
    }
    return (json.dumps(head, ensure_ascii=False, indent=1, default=plain, allow_nan=False) + "\n").encode("utf-8")


def _labels(api: Api, endpoint: Endpoint, record: Record) -> dict[str, str]:
    """The labels of the codes of a row, by field."""
    table = endpoint.table.table
    labels = {}
    for foreign in table.schema.foreign_keys:
        target = (foreign.package or table.package, foreign.resource or table.name)
        value = record[foreign.fields[0]]
        if len(foreign.fields) == 1 and value is not None and (label := _label(api, target, value)):
            labels[foreign.fields[0]] = label
    return {name: labels[name] for name in table.schema.names if name in labels}


def _label(api: Api, target: TableKey, value: Any) -> str | None:
    endpoint = api.endpoints[target]
    found = endpoint.table.table.by_key.get(value)
    return str(found[endpoint.label]) if found is not None and endpoint.label is not None else None
