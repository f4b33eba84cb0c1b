"""Makes each package self-contained: its own tables, and the rows of other packages that its keys lead to.

Authors write a code list or a source once; a published package carries what it uses as ordinary resources with ordinary foreign keys,
so that it can be checked and joined on its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog import Catalog, Package, Resource, Table
from bwise_publish.catalog.canonical import canonical_order, clean_columns

if TYPE_CHECKING:
    import polars as pl

TableKey = tuple[str, str]


@dataclass(frozen=True)
class ExportTable:
    """A table as it is published in one package.

    `rows` are the indices of the rows of `table` in canonical order; `borrowed` tells that the table belongs to another package, of
    which only the rows in use are carried.
    """

    table: Table
    rows: tuple[int, ...]
    borrowed: bool

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.table.name

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.table.schema.names

    def text_rows(self) -> Iterable[tuple[str, ...]]:
        """The rows as canonical text cells."""
        return zip(*(self.texts(name) for name in self.header), strict=True)

    def texts(self, column: str) -> list[str]:
        """The canonical text cells of one column."""
        return self._texts[column]

    @cached_property
    def _texts(self) -> Mapping[str, list[str]]:
        text = self.table.text[list(self.rows)]
        return text.to_dict(as_series=False) | clean_columns(text)

    def records(self) -> Iterable[Mapping[str, Any]]:
        """The rows as typed records."""
        records = self.table.records
        return (records[index] for index in self.rows)

    def frame(self) -> pl.DataFrame:
        """The rows as typed columns (shape: rows x fields; a missing value is null)."""
        return self.table.data[list(self.rows)]


@dataclass(frozen=True)
class ExportPackage:
    """A package as it is published: its tables and its files that are not tables."""

    package: Package
    tables: tuple[ExportTable, ...]
    files: tuple[Resource, ...]


def self_contained(catalog: Catalog, name: str) -> ExportPackage:
    """The package `name` with every row that its foreign keys lead to, however far.

    Own tables come first in the order of the descriptor, borrowed ones after them by package and name. Expects a validated catalog: a key
    that leads nowhere is passed over here.
    """
    package = catalog.packages[name]
    own = {(name, table.name): set(range(len(table))) for table in catalog.tables_of(name)}
    wanted: dict[TableKey, set[int]] = {key: set(rows) for key, rows in own.items()}
    fresh: dict[TableKey, set[int]] = {key: set(rows) for key, rows in own.items()}
    while fresh:
        found: dict[TableKey, set[int]] = {}
        for key, rows in fresh.items():
            for target, targets in _led_to(catalog, key, rows):
                # A table that a key names is carried even when no row leads to it: the key would name nothing otherwise.
                if target not in wanted or targets - wanted[target]:
                    found.setdefault(target, set()).update(targets - wanted.get(target, set()))
        for key, rows in found.items():
            wanted.setdefault(key, set()).update(rows)
        fresh = found
    borrowed = sorted(key for key in wanted if key not in own)
    tables = tuple(_export_table(catalog.tables[key], wanted[key], key not in own) for key in [*own, *borrowed])
    return ExportPackage(package, tables, tuple(resource for resource in package.resources if resource.schema is None))


def _export_table(table: Table, rows: set[int], borrowed: bool) -> ExportTable:
    return ExportTable(table, tuple(index for index in canonical_order(table) if index in rows), borrowed)


def _led_to(catalog: Catalog, key: TableKey, rows: set[int]) -> Iterable[tuple[TableKey, set[int]]]:
    """The rows of other tables that the foreign keys of some rows of one table lead to."""
    package, _ = key
    table = catalog.tables[key]
    for foreign in table.schema.foreign_keys:
        target_key = (foreign.package or package, foreign.resource or table.name)
        target = catalog.tables.get(target_key)
        if target is None:
            continue
        index = {values: number for number, values in enumerate(target.data.select(foreign.reference_fields).iter_rows())}
        values = table.data.select(foreign.fields).rows()
        yield target_key, {index[values[row]] for row in rows if values[row] in index}
