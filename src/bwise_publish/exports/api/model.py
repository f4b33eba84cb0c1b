"""What the static API serves, as one value that its index, its files and its description are written from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bwise_publish.catalog import Catalog, Record, Table
from bwise_publish.catalog.canonical import canonical_order
from bwise_publish.exports.labels import label_field
from bwise_publish.exports.selfcontained import ExportTable

TableKey = tuple[str, str]

# A table of more rows is bulk: it is also served in parts.
BULK = 2_000


@dataclass(frozen=True)
class Parts:
    """A bulk table cut by one of its fields: the field, the table that its codes are rows of, and the row numbers by value in order."""

    field: str
    target: TableKey
    rows: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Endpoint:
    """A table as the API serves it.

    `pages` are the addresses of the pages of its rows by key ("" for a row without one), or None when rows have no files of their own;
    `used_by` are the tables whose keys lead to it.
    """

    table: ExportTable
    label: str | None
    used_by: tuple[TableKey, ...]
    pages: Mapping[str, str] | None
    parts: tuple[Parts, ...]

    @property
    def key(self) -> TableKey:
        """Package and name of the table."""
        return self.table.table.package, self.table.name

    @property
    def records(self) -> tuple[Record, ...]:
        """Its rows in canonical order."""
        return tuple(self.table.records())


@dataclass(frozen=True)
class Api:
    """All tables that the API serves, by package and name in the order of the publication."""

    endpoints: Mapping[TableKey, Endpoint]

    def of(self, package: str) -> tuple[Endpoint, ...]:
        """The tables of one package."""
        return tuple(endpoint for (owner, _), endpoint in self.endpoints.items() if owner == package)


def api_of(catalog: Catalog, row_pages: Mapping[TableKey, Mapping[str, str]], cut_by: Collection[TableKey]) -> Api:
    """The API of a validated catalog.

    `row_pages` holds, for each table whose rows get files of their own, the addresses of their pages by key; `cut_by` the tables by whose
    rows bulk tables are cut.
    """
    users: dict[TableKey, list[TableKey]] = {}
    for (package, name), table in catalog.tables.items():
        for target in dict.fromkeys((key.package or package, key.resource or name) for key in table.schema.foreign_keys):
            users.setdefault(target, []).append((package, name))
    return Api(
        {
            key: Endpoint(
                table=ExportTable(table, tuple(canonical_order(table)), borrowed=False),
                label=label_field(table),
                used_by=tuple(users.get(key, ())),
                pages=row_pages.get(key),
                parts=_parts(table, cut_by) if len(table) > BULK else (),
            )
            for key, table in catalog.tables.items()
        }
    )


def _parts(table: Table, cut_by: Collection[TableKey]) -> tuple[Parts, ...]:
    found: list[Parts] = []
    for key in table.schema.foreign_keys:
        target = (key.package or table.package, key.resource or table.name)
        if target in cut_by and len(key.fields) == 1 and key.fields[0] not in (parts.field for parts in found):
            rows: dict[str, list[int]] = {}
            values = table.data[key.fields[0]].to_list()
            for index in canonical_order(table):
                # A row without a value is in the whole table only.
                if values[index] is not None:
                    rows.setdefault(str(values[index]), []).append(index)
            found.append(Parts(key.fields[0], target, {value: tuple(rows[value]) for value in sorted(rows)}))
    return tuple(found)
