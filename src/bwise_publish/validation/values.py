"""Values that a descriptor states for a field (examples, bounds, lists of allowed values), read as the cells of that field are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog.model import Field, Schema
from bwise_publish.catalog.typing import FALSE_VALUES, TRUE_VALUES

if TYPE_CHECKING:
    import polars as pl


def written(value: object, field: Field) -> str:
    """A JSON value as a cell of the field would write it: true as the field's first true value, 5.0 as 5 for an integer."""
    if isinstance(value, bool):
        own = field.raw.get("trueValues" if value else "falseValues")
        texts = own if isinstance(own, list) and own else TRUE_VALUES if value else FALSE_VALUES
        return str(texts[0])
    if isinstance(value, float) and value.is_integer() and field.type in ("integer", "year"):
        return str(int(value))
    return str(value)


def read(values: Sequence[object], field: Field) -> pl.Series:
    """The values typed as the field types its cells; null where one is not a value of the field.

    A descriptor writes numbers as JSON does, so the group and decimal marks of the cells are not expected.
    """
    import polars as pl

    from bwise_publish.catalog.typing import type_columns

    marks = ("groupChar", "decimalChar", "bareNumber", "missingValues")
    plain = Field(field.name, field.type, {key: value for key, value in field.raw.items() if key not in marks})
    cells = pl.DataFrame({field.name: [written(value, field) for value in values]}, schema={field.name: pl.String})
    typed, _ = type_columns(cells, Schema((plain,), (), (), (), (), {}))
    return typed[field.name]


def category_values(field: Field) -> list[Any]:
    """The values of `categories`, which lists values or objects with value and label."""
    raw = field.raw.get("categories")
    if not isinstance(raw, list):
        return []
    return [item.get("value") if isinstance(item, Mapping) else item for item in raw]
