"""What differs between two states of the same packages: tables, fields, and rows by primary key, as a value first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bwise_publish.catalog import Catalog, Table

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell with its old and new text."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class TableDifference:
    """What differs in one table: fields, and rows by primary key (whole rows where a table has no key)."""

    package: str
    table: str
    added_fields: tuple[str, ...]
    removed_fields: tuple[str, ...]
    changed_fields: tuple[str, ...]
    added_rows: tuple[Key, ...]
    removed_rows: tuple[Key, ...]
    changed_rows: Mapping[Key, tuple[CellChange, ...]]

    def __bool__(self) -> bool:
        parts = (self.added_fields, self.removed_fields, self.changed_fields, self.added_rows, self.removed_rows, self.changed_rows)
        return any(parts)


@dataclass(frozen=True)
class Difference:
    """What differs between two catalogs: tables that only one has, and tables of both that differ."""

    added_tables: tuple[str, ...]
    removed_tables: tuple[str, ...]
    tables: tuple[TableDifference, ...]

    def __bool__(self) -> bool:
        return bool(self.added_tables or self.removed_tables or self.tables)


def difference(old: Catalog, new: Catalog) -> Difference:
    """What changed from `old` to `new`, sorted by package and table."""
    names = [{f"{package}/{table}": (package, table) for package, table in catalog.tables} for catalog in (old, new)]
    both = sorted(names[0].keys() & names[1].keys())
    tables = [_tables(old.tables[names[0][name]], new.tables[names[1][name]]) for name in both]
    return Difference(
        added_tables=tuple(sorted(names[1].keys() - names[0].keys())),
        removed_tables=tuple(sorted(names[0].keys() - names[1].keys())),
        tables=tuple(table for table in tables if table),
    )


def _tables(old: Table, new: Table) -> TableDifference:
    before = {field.name: field.raw for field in old.schema.fields}
    after = {field.name: field.raw for field in new.schema.fields}
    key = [name for name in new.schema.primary_key if name in before] or [name for name in after if name in before]
    rows = [_rows(table, key) for table in (old, new)]
    shared = [name for name in after if name in before]
    changes: dict[Key, tuple[CellChange, ...]] = {}
    for identity in sorted(rows[0].keys() & rows[1].keys()):
        first, second = rows[0][identity], rows[1][identity]
        cells = tuple(CellChange(name, first[name], second[name]) for name in shared if first[name] != second[name])
        if cells:
            changes[identity] = cells
    return TableDifference(
        package=new.package,
        table=new.name,
        added_fields=tuple(name for name in after if name not in before),
        removed_fields=tuple(name for name in before if name not in after),
        changed_fields=tuple(name for name in shared if before[name] != after[name]),
        added_rows=tuple(sorted(rows[1].keys() - rows[0].keys())),
        removed_rows=tuple(sorted(rows[0].keys() - rows[1].keys())),
        changed_rows=changes,
    )


def _rows(table: Table, key: list[str]) -> dict[Key, dict[str, Any]]:
    rows = table.text.iter_rows(named=True)
    return {tuple(row.get(name, "") for name in key): row for row in rows}


def as_text(found: Difference, limit: int = 10) -> str:
    """Counts first, then the first rows of each kind, for a terminal."""
    if not found:
        return "No difference."
    lines = [f"+ table {name}" for name in found.added_tables] + [f"- table {name}" for name in found.removed_tables]
    for table in found.tables:
        counts = f"{len(table.added_rows)} rows added, {len(table.removed_rows)} removed, {len(table.changed_rows)} changed"
        lines.append(f"{table.package}/{table.table}: {counts}")
        lines += [f"  + field {name}" for name in table.added_fields]
        lines += [f"  - field {name}" for name in table.removed_fields]
        lines += [f"  ~ field {name}: its description or constraints changed" for name in table.changed_fields]
        lines += _first([f"  + {', '.join(key)}" for key in table.added_rows], limit)
        lines += _first([f"  - {', '.join(key)}" for key in table.removed_rows], limit)
        changed = [
            f'  ~ {", ".join(key)}: {cell.field}: "{cell.old}" -> "{cell.new}"'
            for key, cells in table.changed_rows.items()
            for cell in cells
        ]
        lines += _first(changed, limit)
    return "\n".join(lines)


def _first(lines: list[str], limit: int) -> list[str]:
    return lines if len(lines) <= limit else [*lines[:limit], f"  … and {len(lines) - limit} more"]
