"""How much differs, in numbers: what every report of a comparison says first."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.release.difference import Difference


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one kind of thing were added, removed and changed."""

    kind: str
    added: int
    removed: int
    changed: int

    def __str__(self) -> str:
        return f"{self.added:,} added, {self.removed:,} removed, {self.changed:,} changed"

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def counts(found: Difference) -> tuple[Count, ...]:
    """Packages, tables, fields, keys, constraints, code lists, rows, renamed rows, cells and files, in this order, zeros included.

    Keys, constraints and code lists are those of tables and fields that both states have. Rows of whole tables count as rows.
    """
    tables = found.tables
    described = [_properties(found, kind) for kind in ("keys", "constraints", "code-lists")]
    rows = [table.rows for table in tables]
    changed_fields = {(table.name, change.field) for table in tables for change in table.properties if change.field}
    return (
        Count("packages", len(found.added_packages), len(found.removed_packages), len(found.packages)),
        Count("tables", len(found.added_tables), len(found.removed_tables), len(tables)),
        Count(
            "fields",
            sum(len(table.added_fields) for table in tables),
            sum(len(table.removed_fields) for table in tables),
            len(changed_fields),
        ),
        *described,
        Count(
            "rows",
            sum(len(row.added) for row in rows) + sum(table.rows for table in found.added_tables),
            sum(len(row.removed) for row in rows) + sum(table.rows for table in found.removed_tables),
            sum(len(row.changed) for row in rows),
        ),
        Count("renamed rows", 0, 0, sum(len(row.renamed) for row in rows)),
        Count("cells", 0, 0, sum(row.cells for row in rows)),
        Count("other files", len(found.added_files), len(found.removed_files), len(found.changed_files)),
    )


def _properties(found: Difference, kind: str) -> Count:
    changes = [change for table in found.tables for change in table.of(kind)]
    added, removed = sum(change.old is None for change in changes), sum(change.new is None for change in changes)
    return Count(kind.replace("-", " "), added, removed, len(changes) - added - removed)
