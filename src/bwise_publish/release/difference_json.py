"""A comparison as JSON, whole: what `bwise-publish diff --json` prints and a release serves. docs/versions.md documents it."""

from __future__ import annotations

import json
from typing import Any

from bwise_publish.release.counts import counts
from bwise_publish.release.description import PropertyChange
from bwise_publish.release.difference import Difference, TableDifference
from bwise_publish.release.recipe import facts, level
from bwise_publish.release.row_difference import CellChange

FORMAT = "bwise-difference/1"


def as_json(found: Difference) -> str:
    """The comparison as JSON text with a line feed at its end."""
    return json.dumps(_value(found), ensure_ascii=False, indent=1) + "\n"


def _value(found: Difference) -> dict[str, Any]:
    reasons = facts(found)
    return {
        "format": FORMAT,
        "old": found.old,
        "new": found.new,
        "level": level(reasons),
        "facts": [{"level": fact.level, "where": fact.where, "what": fact.what} for fact in reasons],
        "counts": {count.kind: {"added": count.added, "removed": count.removed, "changed": count.changed} for count in counts(found)},
        "packages": {
            "added": list(found.added_packages),
            "removed": list(found.removed_packages),
            "changed": [{"name": name, "properties": _properties(changes)} for name, changes in found.packages.items()],
        },
        "tables": {
            "added": [{"package": table.package, "table": table.table, "rows": table.rows} for table in found.added_tables],
            "removed": [{"package": table.package, "table": table.table, "rows": table.rows} for table in found.removed_tables],
            "changed": [_table(table) for table in found.tables],
        },
        "files": {"added": list(found.added_files), "removed": list(found.removed_files), "changed": list(found.changed_files)},
    }


def _table(table: TableDifference) -> dict[str, Any]:
    rows = table.rows
    return {
        "package": table.package,
        "table": table.table,
        "key": list(table.key),
        "fields": {"added": list(table.added_fields), "removed": list(table.removed_fields), "moved": table.fields_moved},
        **{kind: _properties(table.of(kind)) for kind in ("table", "keys", "constraints", "code-lists")},
        "properties": _properties(table.of("fields")),
        "rows": {
            "added": [dict(zip(rows.columns, row.cells, strict=True)) for row in rows.added],
            "removed": [dict(zip(rows.old_columns, row.cells, strict=True)) for row in rows.removed],
            "changed": [
                {
                    "key": list(row.key),
                    **({"oldKey": list(row.old_key)} if row.renamed else {}),
                    "cells": [_cell(cell) for cell in row.cells],
                }
                for row in rows.changed
            ],
        },
    }


def _cell(cell: CellChange) -> dict[str, Any]:
    value: dict[str, Any] = {"field": cell.field, "old": cell.old, "new": cell.new}
    return {**value, "follows": True} if cell.follows else value


def _properties(changes: tuple[PropertyChange, ...]) -> list[dict[str, Any]]:
    return [{"field": change.field, "property": change.property, "old": change.old, "new": change.new} for change in changes]
