"""Reads cells one by one with frictionless's own reader of a field: for those that the quick reader of columns is not sure of.

Patterns are left out: frictionless runs them on an engine that can be made to hang (`validation/patterns.py` has one that cannot).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bwise_publish.catalog.model import Field, Reading

MOST_CHARACTERS = 100_000  # of a cell that has to be parsed; the readers of addresses and numbers take too long over more
_MOST_WRONG = 100_000  # different cells of one part of a column that are read one by one and found wrong
_DROPPED = ("required", "unique", "pattern", "jsonSchema")
_LONG = ("object", "array", "geojson", "list")
_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def read_cells(field: Field, cells: Iterable[str]) -> dict[str, Reading]:
    """What each cell, which is not a missing value, is read as; after very many that are wrong, the others are taken for wrong too."""
    items = list(cells)
    if not items:
        return {}
    read = _reader(field)
    readings: dict[str, Reading] = {}
    wrong = 0
    for number, cell in enumerate(items):
        if wrong > _MOST_WRONG:
            return readings | dict.fromkeys(items[number:], Reading(None, ("type",)))
        readings[cell] = Reading(None, ("long",)) if _too_long(field, cell) else read(cell)
        wrong += "type" in readings[cell].broken
    return readings


def _too_long(field: Field, cell: str) -> bool:
    return len(cell) > MOST_CHARACTERS and field.type not in _LONG


def _reader(field: Field) -> Callable[[str], Reading]:
    from frictionless import Schema

    kept = {key: value for key, value in field.raw.items() if key not in ("example", "examples", "missingValues", "rdfType", "categories")}
    constraints = kept.get("constraints")
    kept["constraints"] = {
        key: value for key, value in (constraints if isinstance(constraints, Mapping) else {}).items() if key not in _DROPPED
    }
    try:
        schema = Schema.from_descriptor(
            {"$schema": _PROFILE, "fields": [{**kept, "name": field.name, "type": field.type, "missingValues": []}]}
        )
        cell_reader = schema.fields[0].create_cell_reader()
    except Exception:  # a field that is not valid; the check of the descriptor says so
        return lambda _: Reading(None)

    def read(cell: str) -> Reading:
        try:
            value, notes = cell_reader(cell)
            hash(value) if isinstance(value, (str, int, float)) else None
        except Exception:  # it stops at some cells: an address that it cannot take apart, times with and without a zone compared
            return Reading(None, ("failed",))
        broken = tuple(notes or ())
        return Reading(None if "type" in broken else value, broken)

    return read


def plain_value(value: Any, kind: str) -> Any:
    """A value for a typed column: whole numbers of 64 bits, numbers as floats, times in UTC without a zone; None when it has no place."""
    import datetime

    if kind in ("integer", "year"):
        return value if isinstance(value, int) and abs(value) < 2**63 else None
    if kind == "number":
        try:
            return float(value)
        except (ValueError, OverflowError, TypeError):
            return None
    if kind == "datetime" and isinstance(value, datetime.datetime):
        return (value.astimezone(datetime.UTC) if value.tzinfo else value).replace(tzinfo=None)
    if kind == "time" and isinstance(value, datetime.time):
        return value.replace(tzinfo=None)
    return value
