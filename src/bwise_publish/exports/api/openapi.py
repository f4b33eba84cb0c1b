"""The OpenAPI 3.1 description of the static API, with a JSON Schema of the rows of each table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bwise_publish.catalog import Catalog, Field, Table
from bwise_publish.exports.api.addresses import INDEX, json_address, relative_address
from bwise_publish.exports.api.index import part_template, row_template
from bwise_publish.exports.api.model import Api, Endpoint
from bwise_publish.publication import Publication

_TYPES = {"integer": "integer", "year": "integer", "number": "number", "boolean": "boolean"}
_FORMATS = {"date": "date", "datetime": "date-time", "time": "time"}
_TEXT = {"type": "string"}


def openapi(api: Api, catalog: Catalog, publication: Publication) -> bytes:
    """api/openapi.json. The server is the folder of the file itself, so that the description fits wherever the site lies."""
    paths: dict[str, Any] = {"/index.json": _get("getIndex", "All packages and tables, and where their files are", "index", _INDEX)}
    schemas: dict[str, Any] = {"head": _HEAD}
    for endpoint in api.endpoints.values():
        paths.update(_paths(api, endpoint))
        schemas[_name(endpoint)] = _row_schema(endpoint.table.table)
    tags = [{"name": name, "description": package.title} for name, package in catalog.packages.items()]
    value = {
        "openapi": "3.1.0",
        "info": {
            "title": publication.title,
            "description": f"{publication.description} Static JSON files: GET only, no key, no query; every address stays what it is.",
            "version": publication.version,
            "license": {"name": publication.licence, "url": publication.licence_url},
        },
        "servers": [{"url": ".", "description": "The folder that this description lies in."}],
        "security": [],
        "tags": [{"name": "index", "description": "What there is"}, *tags],
        "paths": paths,
        "components": {"schemas": schemas},
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _name(endpoint: Endpoint) -> str:
    package, table = endpoint.key
    return f"{package}.{table}"


def _get(operation: str, summary: str, tag: str, schema: Mapping[str, Any], parameter: Mapping[str, Any] | None = None) -> dict[str, Any]:
    get: dict[str, Any] = {"operationId": operation, "summary": summary, "tags": [tag]}
    responses: dict[str, Any] = {"200": {"description": "The file.", "content": {"application/json": {"schema": schema}}}}
    if parameter is not None:
        get["parameters"] = [parameter]
        responses["404"] = {"description": "No row has this key."}
    return {"get": {**get, "responses": responses}}


def _paths(api: Api, endpoint: Endpoint) -> dict[str, Any]:
    package, name = endpoint.key
    table = endpoint.table.table
    row = {"$ref": f"#/components/schemas/{_name(endpoint)}"}
    rows = {"type": "array", "items": row}
    title = table.resource.title
    whole = "/" + relative_address(json_address(package, name), INDEX)
    paths = {whole: _get(f"get.{_name(endpoint)}", f"{title}: all rows", package, _file({**_TABLE, "rows": rows}))}
    if endpoint.pages is not None:
        (key,) = table.schema.primary_key
        values = [str(record[key]) for record in endpoint.records]
        described = _parameter(table.schema.field(key), values)
        summary = f"{title}: one row, with labels and the rows that belong to it"
        paths["/" + row_template(endpoint)] = _get(f"getRow.{_name(endpoint)}", summary, package, _file({**_ROW, "row": row}), described)
    for parts in endpoint.parts:
        label = api.endpoints[parts.target].table.table.resource.title
        schema = _file({**_PART, "rows": rows})
        described = _parameter(table.schema.field(parts.field), list(parts.rows))
        operation, summary = f"getPart.{_name(endpoint)}.{parts.field}", f"{title}: the rows of one {table.schema.field(parts.field).title}"
        paths["/" + part_template(endpoint, parts.field)] = _get(operation, f"{summary} ({label})", package, schema, described)
    return paths


def _parameter(field: Field, values: list[str]) -> dict[str, Any]:
    return {
        "name": field.name,
        "in": "path",
        "required": True,
        "description": field.description or field.title,
        "schema": {"type": "string", "enum": values},
    }


def _file(properties: Mapping[str, Any]) -> dict[str, Any]:
    """A file that begins with what every file of the API says about itself."""
    own = {"type": "object", "required": list(properties), "properties": dict(properties)}
    return {"allOf": [{"$ref": "#/components/schemas/head"}, own]}


def _row_schema(table: Table) -> dict[str, Any]:
    """A row: every field is there, and one without a value is null."""
    return {
        "type": "object",
        "title": table.resource.title,
        "description": table.resource.description,
        "required": list(table.schema.names),
        "properties": {field.name: _property(field, key=field.name in table.schema.primary_key) for field in table.schema.fields},
        "additionalProperties": False,
    }


def _property(field: Field, *, key: bool) -> dict[str, Any]:
    kind = _TYPES.get(field.type, "string")
    present = field.required or key
    value: dict[str, Any] = {"type": kind if present else [kind, "null"], "title": field.title}
    if field.description:
        value["description"] = f"{field.description} Unit: {field.unit}." if field.unit else field.description
    if field.type in _FORMATS:
        value["format"] = _FORMATS[field.type]
    elif field.type == "string" and field.format in ("uri", "email", "uuid"):
        value["format"] = field.format
    if isinstance(allowed := field.constraints.get("enum"), list) and kind == "string":
        value["enum"] = allowed if present else [*allowed, None]
    return value


_LINK = {"type": "string", "format": "uri-reference", "description": "Relative to the address of the file it stands in."}
_HEAD = {
    "type": "object",
    "required": ["package", "table", "version", "licence"],
    "properties": {"package": _TEXT, "table": _TEXT, "version": _TEXT, "licence": {"type": "string", "format": "uri"}},
}
_TABLE = {
    "title": _TEXT,
    "description": _TEXT,
    "fields": {"type": "array", "items": {"type": "object", "required": ["name", "type"]}},
    "primaryKey": {"type": "array", "items": _TEXT},
}
_ROW = {
    "key": _TEXT,
    "page": {**_LINK, "type": ["string", "null"]},
    "whole": _LINK,
    "labels": {"type": "object", "additionalProperties": _TEXT, "description": "The labels of the codes of the row, by field."},
    "belonging": {
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"type": "object"}},
        "description": "By table, the rows that belong to this row, without the field that leads to it.",
    },
    "parts": {
        "type": "object",
        "additionalProperties": _LINK,
        "description": "By table and field, the part of a bulk table on this row.",
    },
}
_PART = {"field": _TEXT, "value": _TEXT, "label": {"type": ["string", "null"]}, "whole": _LINK}
_INDEX = {
    "type": "object",
    "required": ["name", "title", "version", "date", "licence", "openapi", "packages"],
    "properties": {
        "name": _TEXT,
        "title": _TEXT,
        "version": _TEXT,
        "date": {"type": "string", "format": "date"},
        "licence": {"type": "string", "format": "uri"},
        "openapi": _LINK,
        "packages": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "title", "tables"],
                "properties": {"name": _TEXT, "title": _TEXT, "tables": {"type": "array", "items": {"type": "object"}}},
            },
        },
    },
}
