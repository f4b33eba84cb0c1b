"""What the codes of a table mean: which of its fields lead to a row that has a name, and what that field is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bwise_publish.catalog import Table
from bwise_publish.exports.selfcontained import ExportTable

# The fields that name a row, the better one first.
_LABELS = ("title", "name")


@dataclass(frozen=True, slots=True)
class CodeLabel:
    """A field with codes, the table that explains them, and the field of that table that holds the label."""

    field: str
    target: str
    target_key: str
    label: str


def label_field(table: Table) -> str | None:
    """The field that names a row of the table; None when it has none."""
    return next((name for name in _LABELS if name in table.schema.names), None)


def code_labels(table: Table, others: Iterable[ExportTable]) -> tuple[CodeLabel, ...]:
    """The fields of `table` that lead to a named row of one of `others` by a key of one field, in the order of the schema."""
    named = {other.name: other.table for other in others}
    found: dict[str, CodeLabel] = {}
    for key in table.schema.foreign_keys:
        target = named.get(key.resource or table.name)
        if target is None or len(key.fields) != 1 or key.reference_fields != target.schema.primary_key:
            continue
        label = label_field(target)
        if label is not None and key.fields[0] not in found:
            found[key.fields[0]] = CodeLabel(key.fields[0], target.name, key.reference_fields[0], label)
    return tuple(found[name] for name in table.schema.names if name in found)
