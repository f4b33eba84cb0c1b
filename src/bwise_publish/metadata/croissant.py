"""Croissant 1.1: a package as record sets that machine-learning tools load.

Addresses of files are relative to the descriptor, which lies in the folder of the package, so that it loads from a copy as from the site.
Foreign keys are not told: the reference tool joins tables along them, and rows whose key is empty would be lost.
"""

from __future__ import annotations

from typing import Any

from bwise_publish.metadata.citations import citation
from bwise_publish.metadata.json_text import without_empty
from bwise_publish.metadata.model import Column, Dataset, ReleaseModel, TableModel
from bwise_publish.metadata.schema_org import agent

SPECIFICATION = "http://mlcommons.org/croissant/1.1"
_TYPES = {
    "string": "sc:Text", "integer": "sc:Integer", "year": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "date": "sc:Date",
    "datetime": "sc:DateTime", "time": "sc:Time",
}  # fmt: skip
# The context that the specification gives; tools warn about any other.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(model: ReleaseModel, data: Dataset) -> dict[str, Any]:
    """The package with its CSV files, one record set a table, and its key."""
    publication = model.publication
    cited = citation(publication, data.title, "data package", data.name, data.address)
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "@id": model.dataset_iri(data),
        "conformsTo": SPECIFICATION,
        "name": data.title,
        "description": data.description,
        "url": model.url(data.address),
        "version": publication.version,
        "license": publication.licence_url,
        "creator": [agent(creator) for creator in publication.creators],
        "publisher": {"@type": "sc:Organization", "name": publication.publisher},
        "datePublished": publication.date.isoformat(),
        "dateModified": publication.date.isoformat(),
        "keywords": list(data.keywords),
        "inLanguage": list(publication.languages),
        "temporalCoverage": str(data.temporal),
        "isLiveDataset": False,
        "citeAs": cited.bibtex,
        "distribution": [_file(data, table) for table in data.tables],
        "recordSet": [_record_set(data, table) for table in data.tables],
    }


def relative_path(data: Dataset, table: TableModel) -> str:
    """The path of a table's CSV from the folder of its package."""
    return table.file.path.removeprefix(data.folder)


def _file(data: Dataset, table: TableModel) -> dict[str, Any]:
    path = relative_path(data, table)
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "description": f"{table.title}: {table.rows} rows.",
        "contentUrl": path,
        "contentSize": f"{table.file.bytes} B",
        "encodingFormat": table.file.media_type,
        "sha256": table.file.sha256,
    }


def _record_set(data: Dataset, table: TableModel) -> dict[str, Any]:
    key = [{"@id": f"{table.name}/{name}"} for name in table.primary_key]
    value = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": f"{table.title}. {table.description}",
        "key": key[0] if len(key) == 1 else key,
        "field": [_field(data, table, column) for column in table.columns],
    }
    return without_empty(value)


def _field(data: Dataset, table: TableModel, column: Column) -> dict[str, Any]:
    unit = f" Unit: {column.unit}." if column.unit else ""
    value = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": f"{column.title}. {column.description}{unit}",
        "dataType": "sc:URL" if (column.type, column.format) == ("string", "uri") else _TYPES[column.type],
        "equivalentProperty": column.concept,
        "source": {"fileObject": {"@id": relative_path(data, table)}, "extract": {"column": column.name}},
    }
    return without_empty(value)
