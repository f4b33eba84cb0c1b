"""CSV on the Web: the tables of a package with columns and keys, in csv-metadata.json beside the files, where readers look for it."""

from __future__ import annotations

from typing import Any

from bwise_publish.metadata.json_text import without_empty
from bwise_publish.metadata.model import Column, Dataset, ReleaseModel, TableModel

_TYPES = {
    "string": "string", "integer": "integer", "number": "decimal", "boolean": "boolean", "date": "date", "year": "gYear",
    "datetime": "dateTime", "time": "time",
}  # fmt: skip


def csvw(model: ReleaseModel, data: Dataset) -> dict[str, Any]:
    """The group of all tables in the folder data/ of a package."""
    publication = model.publication
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": data.title,
        "dc:description": data.description,
        "dc:creator": [creator.name for creator in publication.creators],
        "dc:publisher": publication.publisher,
        "dc:license": {"@id": publication.licence_url},
        "dc:issued": {"@value": publication.date.isoformat(), "@type": "xsd:date"},
        "schema:version": publication.version,
        "dcat:keyword": list(data.keywords),
        "dcat:landingPage": {"@id": model.url(data.address)},
        "tables": [_table(table) for table in data.tables],
    }


def _table(table: TableModel) -> dict[str, Any]:
    # The reference validator refuses a key with an empty cell, so keys of columns that may be empty are not told.
    required = {column.name for column in table.columns if column.required} | set(table.primary_key)
    keys = [
        {"columnReference": list(key.columns), "reference": {"resource": _name(key.table), "columnReference": list(key.to_columns)}}
        for key in table.foreign_keys
        if required.issuperset(key.columns)
    ]
    schema = {
        "columns": [_column(column, table.missing) for column in table.columns],
        "primaryKey": list(table.primary_key),
        "foreignKeys": keys,
    }
    return {
        "url": _name(table.name),
        "dc:title": table.title,
        "dc:description": table.description,
        "dcat:byteSize": table.file.bytes,
        "tableSchema": without_empty(schema),
    }


def _name(table: str) -> str:
    return f"{table}.csv"


def _column(column: Column, missing: tuple[str, ...]) -> dict[str, Any]:
    value = {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.title,
        "dc:description": column.description,
        "schema:unitText": column.unit,
        "datatype": _datatype(column),
        "required": True if column.required else None,
        "null": list(missing) if missing not in ((), ("",)) else None,
        "propertyUrl": column.concept,
    }
    return without_empty(value)


def _datatype(column: Column) -> str | dict[str, Any]:
    base = "anyURI" if (column.type, column.format) == ("string", "uri") else _TYPES[column.type]
    # Of gYear the reference validator takes no bounds.
    rules = without_empty({"minimum": column.lowest, "maximum": column.highest}) if base in ("integer", "decimal", "date") else {}
    if column.pattern and base == "string":
        rules["format"] = column.pattern
    return {"base": base, **rules} if rules else base
