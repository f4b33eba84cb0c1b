"""JSON: a table as records with a typed header, for programs and pages that want no CSV reader."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any

from bwise_publish.exports.selfcontained import ExportTable
from bwise_publish.publication import Publication


def json_table(table: ExportTable, publication: Publication) -> bytes:
    """One table: what it is, its fields, and its rows as objects (missing values are null, dates ISO 8601 text)."""
    source = table.table
    header = {
        "package": source.package,
        "table": source.name,
        "title": source.resource.title,
        "description": source.resource.description,
        "version": publication.version,
        "licence": publication.licence_url,
        "fields": [_field(field.raw) for field in source.schema.fields],
        "primaryKey": list(source.schema.primary_key),
    }
    return with_rows(header, table.records())


def _field(raw: Any) -> dict[str, Any]:
    return {key: raw[key] for key in ("name", "title", "description", "type", "format", "unit") if key in raw}


def with_rows(header: Mapping[str, Any], rows: Iterable[Any]) -> bytes:
    """The object with one row a line, so that two versions can be compared line by line."""
    head = json.dumps(header, ensure_ascii=False)[:-1]
    body = ",\n".join(json.dumps(row, ensure_ascii=False, default=plain, allow_nan=False) for row in rows)
    return f'{head}, "rows": [\n{body}\n]}}\n'.encode()


def plain(value: object) -> str:
    """The JSON form of a date or time: ISO 8601 text. Raises TypeError for what JSON does not know."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")
