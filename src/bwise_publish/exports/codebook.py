"""The codebook of a published package: for each table its grain, and for each field meaning, codes, missing values, counts and statistics.

Written as JSON for programs (codebook.json); `codebook_text` writes it for people.
"""

from __future__ import annotations

import datetime
import json
import math
import statistics
from collections import Counter
from dataclasses import dataclass
from typing import Any

from bwise_publish.catalog import Field
from bwise_publish.exports.labels import CodeLabel, code_labels
from bwise_publish.exports.selfcontained import ExportPackage, ExportTable
from bwise_publish.publication import Publication

JSON_FILE, TEXT_FILE = "codebook.json", "CODEBOOK.md"
# A field with more different values than this is not told value by value.
MOST_VALUES = 30
_ORDERED = ("integer", "number", "year", "date", "datetime", "time")

Value = str | int | float | bool | datetime.date | datetime.time | None


@dataclass(frozen=True, slots=True)
class ValueCount:
    """A value, what it means where a code list tells it, and in how many rows it stands."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """A field and what its column holds.

    `codes_in` is the table to which its key leads, or empty. `lowest` and `highest` are set for what has an order; `mean` and `median` only
    for fields with one unit, since values in different units have no mean; `shortest` and `longest` count the characters of texts. `values`
    are the counts of all values when there are few, the most frequent first.
    """

    name: str
    title: str
    description: str
    type: str
    unit: str
    required: bool
    codes_in: str
    allowed: tuple[str, ...]
    filled: int
    empty: int
    distinct: int
    lowest: Value
    highest: Value
    mean: float | None
    median: float | None
    shortest: int | None
    longest: int | None
    values: tuple[ValueCount, ...]


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table: `grain` says what one row is, `missing` are the cells that stand for a missing value; `borrowed` marks rows of `package`."""

    name: str
    title: str
    grain: str
    package: str
    borrowed: bool
    rows: int
    primary_key: tuple[str, ...]
    missing: tuple[str, ...]
    fields: tuple[FieldEntry, ...]


def codebook(export: ExportPackage) -> tuple[TableEntry, ...]:
    """The entries of a published package, own tables first; they tell of the rows that the package carries."""
    return tuple(_table(table, export) for table in export.tables)


def _table(table: ExportTable, export: ExportPackage) -> TableEntry:
    schema = table.table.schema
    labels = {item.field: item for item in code_labels(table.table, export.tables)}
    targets = {key.fields[0]: key.resource or table.name for key in reversed(schema.foreign_keys) if len(key.fields) == 1}
    frame = table.frame()
    return TableEntry(
        name=table.name,
        title=table.table.resource.title,
        grain=table.table.resource.description,
        package=table.table.package,
        borrowed=table.borrowed,
        rows=len(table.rows),
        primary_key=schema.primary_key,
        missing=schema.missing_values,
        fields=tuple(
            _field(
                field,
                frame[field.name].to_list(),
                table.texts(field.name),
                targets.get(field.name, ""),
                _names(labels.get(field.name), export),
            )
            for field in schema.fields
        ),
    )


def _names(label: CodeLabel | None, export: ExportPackage) -> dict[str, str]:
    """What each code means, by the code as a cell holds it."""
    if label is None:
        return {}
    target = next(table for table in export.tables if table.name == label.target)
    return dict(zip(target.texts(label.target_key), target.texts(label.label), strict=True))


def _field(field: Field, cells: list[Any], texts: list[str], codes_in: str, names: dict[str, str]) -> FieldEntry:
    """The entry of a field. `cells` are its typed values, `texts` the same as the CSV writes them, by which single values are counted."""
    present = [cell for cell in cells if cell is not None]
    ordered = present if field.type in _ORDERED else []
    # fmean and median add exactly, so that the result is the same on every machine.
    measured = [float(cell) for cell in present] if field.unit and field.type in ("integer", "number") else []
    lengths = [len(cell) for cell in present] if field.type == "string" else []
    counts = Counter(text for cell, text in zip(cells, texts, strict=True) if cell is not None)
    told = counts if len(counts) <= MOST_VALUES and _by_value(field, codes_in, counts) else Counter[str]()
    return FieldEntry(
        name=field.name,
        title=field.title,
        description=field.description,
        type=field.type,
        unit=field.unit,
        required=field.required,
        codes_in=codes_in,
        allowed=tuple(str(value).lower() if isinstance(value, bool) else str(value) for value in field.constraints.get("enum") or ()),
        filled=len(present),
        empty=len(cells) - len(present),
        distinct=len(counts),
        lowest=min(ordered, default=None),
        highest=max(ordered, default=None),
        mean=_rounded(statistics.fmean(measured)) if measured else None,
        median=_rounded(statistics.median(measured)) if measured else None,
        shortest=min(lengths, default=None),
        longest=max(lengths, default=None),
        values=tuple(
            ValueCount(value, names.get(value, ""), count) for value, count in sorted(told.items(), key=lambda item: (-item[1], item[0]))
        ),
    )


def _by_value(field: Field, codes_in: str, counts: Counter[str]) -> bool:
    """Whether it tells something to count single values: codes, yes and no, years, and texts that repeat."""
    return bool(codes_in or field.constraints.get("enum")) or field.type in ("boolean", "year") or max(counts.values(), default=0) > 1


def _rounded(value: float) -> float:
    """Six significant digits: more would claim more than a mean can tell."""
    return value if value == 0 or not math.isfinite(value) else float(f"{value:.6g}")


def json_codebook(entries: tuple[TableEntry, ...], export: ExportPackage, publication: Publication) -> bytes:
    """The codebook as JSON, without what is empty; dates are text."""
    value = {
        "package": export.package.name,
        "title": export.package.title,
        "version": publication.version,
        "date": publication.date.isoformat(),
        "licence": publication.licence_url,
        "tables": [_table_value(entry) for entry in entries],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _table_value(entry: TableEntry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "title": entry.title,
        "grain": entry.grain,
        "ofPackage": entry.package,
        "borrowedRows": entry.borrowed,
        "rows": entry.rows,
        "primaryKey": list(entry.primary_key),
        "missingValues": list(entry.missing),
        "fields": [_field_value(field) for field in entry.fields],
    }


def _field_value(field: FieldEntry) -> dict[str, Any]:
    numbers = {"lowest": field.lowest, "highest": field.highest, "mean": field.mean, "median": field.median}
    value: dict[str, Any] = {
        "name": field.name,
        "title": field.title,
        "description": field.description,
        "type": field.type,
        "unit": field.unit,
        "required": field.required,
        "codesIn": field.codes_in,
        "allowed": list(field.allowed),
        "filled": field.filled,
        "empty": field.empty,
        "distinct": field.distinct,
        **{name: item.isoformat() if isinstance(item, datetime.date | datetime.time) else item for name, item in numbers.items()},
        "shortest": field.shortest,
        "longest": field.longest,
        "values": [{"value": item.value, **({"label": item.label} if item.label else {}), "count": item.count} for item in field.values],
    }
    return {name: item for name, item in value.items() if item not in (None, "", [])}
