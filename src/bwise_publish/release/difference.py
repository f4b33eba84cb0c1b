"""What differs between two states of data packages, as a value: descriptions, keys, code lists, and rows by primary key.

Texts are compared as written; what a rename of a row explains is told from what it does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bwise_publish.release.description import PropertyChange, described, fields_moved, table_changes
from bwise_publish.release.renames import Renames, renames
from bwise_publish.release.row_difference import RowDifference, row_difference
from bwise_publish.release.states import State, StateTable

KEYS = ("primaryKey", "uniqueKeys", "foreignKeys")
CODE_LISTS = ("constraints.enum", "categories")


@dataclass(frozen=True)
class TableDifference:
    """What differs in one table. `key` is what rows were matched by; empty when the table has no key that both states share."""

    package: str
    table: str
    key: tuple[str, ...]
    added_fields: tuple[str, ...]
    removed_fields: tuple[str, ...]
    fields_moved: bool
    properties: tuple[PropertyChange, ...]
    rows: RowDifference

    @property
    def name(self) -> str:
        """package/table"""
        return f"{self.package}/{self.table}"

    def of(self, kind: str) -> tuple[PropertyChange, ...]:
        """The changes of `keys`, `constraints`, `code-lists`, or `fields` (every other property of a field)."""
        return tuple(change for change in self.properties if _kind(change) == kind)

    def __bool__(self) -> bool:
        return bool(self.added_fields or self.removed_fields or self.fields_moved or self.properties or self.rows)


def _kind(change: PropertyChange) -> str:
    if change.property in KEYS:
        return "keys"
    if change.property in CODE_LISTS:
        return "code-lists"
    if change.property.startswith("constraints."):
        return "constraints"
    return "fields" if change.field else "table"


@dataclass(frozen=True)
class Whole:
    """A table or file that only one of the states has."""

    package: str
    table: str
    rows: int

    @property
    def name(self) -> str:
        """package/table"""
        return f"{self.package}/{self.table}"


@dataclass(frozen=True)
class Difference:
    """What changed from the state `old` to the state `new` (labels as people named them).

    `packages` are the changed properties of packages that both have; `files` are resources that are no tables. `referenced` are the
    tables to which a foreign key of the old state leads.
    """

    old: str
    new: str
    added_packages: tuple[str, ...]
    removed_packages: tuple[str, ...]
    packages: Mapping[str, tuple[PropertyChange, ...]]
    added_tables: tuple[Whole, ...]
    removed_tables: tuple[Whole, ...]
    tables: tuple[TableDifference, ...]
    added_files: tuple[str, ...]
    removed_files: tuple[str, ...]
    changed_files: tuple[str, ...]
    referenced: frozenset[tuple[str, str]]

    def __bool__(self) -> bool:
        packages = self.added_packages or self.removed_packages or self.packages
        files = self.added_files or self.removed_files or self.changed_files
        return bool(packages or self.added_tables or self.removed_tables or self.tables or files)


def difference(old: State, new: State) -> Difference:
    """What changed from `old` to `new`, sorted by package and table."""
    renamed = renames(new)
    both = sorted(old.tables.keys() & new.tables.keys())
    tables = [_table(old.tables[at], new.tables[at], renamed) for at in both]
    packages = {
        name: changes
        for name in sorted(old.packages.keys() & new.packages.keys())
        if (changes := described(old.packages[name], new.packages[name]))
    }
    files = [{f"{package}/{name}": content for (package, name), content in state.files.items()} for state in (old, new)]
    owners = [{package for package, _ in [*state.tables, *state.files]} for state in (old, new)]
    return Difference(
        old=old.label,
        new=new.label,
        added_packages=tuple(sorted(owners[1] - owners[0])),
        removed_packages=tuple(sorted(owners[0] - owners[1])),
        packages=packages,
        added_tables=_whole(new, old),
        removed_tables=_whole(old, new),
        tables=tuple(table for table in tables if table),
        added_files=tuple(sorted(files[1].keys() - files[0].keys())),
        removed_files=tuple(sorted(files[0].keys() - files[1].keys())),
        changed_files=tuple(sorted(name for name in files[0].keys() & files[1].keys() if files[0][name] != files[1][name])),
        referenced=_referenced(old),
    )


def _whole(state: State, other: State) -> tuple[Whole, ...]:
    return tuple(Whole(*at, state.tables[at].text.height) for at in sorted(state.tables.keys() - other.tables.keys()))


def _referenced(state: State) -> frozenset[tuple[str, str]]:
    found = set()
    for (package, name), table in state.tables.items():
        for key in table.schema.foreign_keys:
            target = (key.package or package, key.resource or name)
            # In the zip of all packages a key names no package; table names are unique there.
            found |= {target} if target in state.tables else {at for at in state.tables if at[1] == key.resource}
    return frozenset(found)


def _table(old: StateTable, new: StateTable, renamed: Renames) -> TableDifference:
    before, after = old.schema.names, new.schema.names
    rows = RowDifference()
    key: tuple[str, ...] = ()
    if old.content != new.content or _reading(old.resource.raw) != _reading(new.resource.raw):
        rows, key = row_difference(old, new, renamed)
    return TableDifference(
        package=new.package,
        table=new.name,
        key=key or new.schema.primary_key,
        added_fields=tuple(name for name in after if name not in before),
        removed_fields=tuple(name for name in before if name not in after),
        fields_moved=fields_moved(before, after),
        properties=table_changes(old.resource.raw, new.resource.raw),
        rows=rows,
    )


def _reading(raw: Mapping[str, Any]) -> tuple[Any, Any]:
    return raw.get("dialect") or None, str(raw.get("encoding") or "utf-8").lower()
