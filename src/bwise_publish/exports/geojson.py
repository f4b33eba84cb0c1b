"""GeoJSON: the outlines of a package joined with the rows that describe them, ready for a map program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bwise_publish.exports.json_tables import plain
from bwise_publish.exports.selfcontained import ExportPackage, ExportTable


@dataclass(frozen=True, slots=True)
class Outlines:
    """A GeoJSON file of a table's rows: the table, the bytes, and how many features there are."""

    table: ExportTable
    content: bytes
    features: int


def outlines(export: ExportPackage) -> tuple[Outlines, ...]:
    """The GeoJSON resources of a package, each joined with the own table whose primary key its features carry as a property.

    A file whose features carry the key of no table stays as it is and is not in the answer. Expects valid GeoJSON.
    """
    found = []
    for resource in export.files:
        if not resource.path.endswith(".geojson"):
            continue
        features = json.loads(export.package.file(resource).read_text(encoding="utf-8"))["features"]
        table = _described_by(export, features)
        if table is not None:
            found.append(Outlines(table, _joined(features, table), len(features)))
    return tuple(found)


def _described_by(export: ExportPackage, features: list[dict[str, Any]]) -> ExportTable | None:
    for table in export.tables:
        key = table.table.schema.primary_key
        if not table.borrowed and len(key) == 1 and features and all(_value(feature, key[0]) in table.table.by_key for feature in features):
            return table
    return None


def _value(feature: Mapping[str, Any], name: str) -> Any:
    return (feature.get("properties") or {}).get(name)


def _joined(features: list[dict[str, Any]], table: ExportTable) -> bytes:
    """A FeatureCollection (RFC 7946), one feature a line in the order of the file; what an outline itself says comes last."""
    (key,) = table.table.schema.primary_key
    lines = []
    for feature in features:
        value = _value(feature, key)
        record = table.table.by_key[value]
        own = {name: item for name, item in feature["properties"].items() if name not in record}
        joined = {"type": "Feature", "id": value, "properties": {**record, **own}, "geometry": feature["geometry"]}
        lines.append(json.dumps(joined, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=plain))
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n").encode("utf-8")
