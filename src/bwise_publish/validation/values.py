"""Values that a descriptor states for a field (examples, bounds, lists of allowed values), read as the cells of that field are."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from typing import Any

from bwise_publish.catalog.model import Field
from bwise_publish.catalog.typing import FALSE_VALUES, TRUE_VALUES

_MARKS = ("groupChar", "decimalChar", "bareNumber", "missingValues", "constraints")
_PLAIN = ("missingValues", "constraints")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:[0-5]\d(?:\.\d{1,6})?Z?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def written(value: object, field: Field) -> str:
    """A JSON value as a cell of the field would write it: true as the field's first true value, 5.0 as 5 for an integer."""
    if isinstance(value, bool):
        own = field.raw.get("trueValues" if value else "falseValues")
        texts = own if isinstance(own, list) and own else TRUE_VALUES if value else FALSE_VALUES
        return str(texts[0])
    if isinstance(value, float) and value.is_integer() and field.type in ("integer", "year"):
        return str(int(value))
    return str(value)


def read(value: object, field: Field) -> Any:
    """A stated value as a Python value that compares with the typed column of the field; None when it is not a value of the field.

    A number is written as in JSON; one that is written as a text is written with the marks of the cells, as frictionless reads it.
    """
    if value is None or isinstance(value, (Mapping, list)):
        return None
    text = written(value, field)
    kind, plain = field.type, field.format == "default"
    if kind in ("string", "any"):
        return text
    if kind == "integer" and re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
        return int(text)
    if kind == "year" and re.fullmatch(r"\d{4}", text, re.ASCII):
        return int(text)
    if kind == "number" and isinstance(value, str) and field.raw.keys() & {"groupChar", "decimalChar", "bareNumber"}:
        return _read_slowly(text, field, marked=True)
    if kind == "number" and _NUMBER.fullmatch(text):
        return float(text) if math.isfinite(float(text)) else None
    if kind == "boolean":
        own = [field.raw.get(key) for key in ("trueValues", "falseValues")]
        truths, falsehoods = own[0] if isinstance(own[0], list) else TRUE_VALUES, own[1] if isinstance(own[1], list) else FALSE_VALUES
        return False if text in falsehoods else True if text in truths else None
    try:
        if kind == "date" and plain and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return datetime.date.fromisoformat(text)
        if kind == "datetime" and plain and _MOMENT.fullmatch(text):
            return datetime.datetime.fromisoformat(text.removesuffix("Z"))
        if kind == "time" and plain and re.fullmatch(r"\d{2}:\d{2}:[0-5]\d", text, re.ASCII):
            return datetime.time.fromisoformat(text)
    except ValueError:
        return None
    return _read_slowly(text, field)


def _read_slowly(text: str, field: Field, *, marked: bool = False) -> Any:
    """The value as frictionless reads it, for what has no plain form."""
    from bwise_publish.catalog.exact import plain_value, read_cells

    plain = Field(field.name, field.type, {key: value for key, value in field.raw.items() if key not in (_PLAIN if marked else _MARKS)})
    reading = read_cells(plain, [text])[text]
    return plain_value(reading.value, field.type) if not reading.broken else None


def category_values(field: Field) -> list[Any]:
    """The values of `categories`, which lists values or objects with value and label."""
    raw = field.raw.get("categories")
    if not isinstance(raw, list):
        return []
    return [item.get("value") if isinstance(item, Mapping) else item for item in raw]
