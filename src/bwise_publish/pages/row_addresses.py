"""The address of every row of the data: the one that stays for good, and the page on which the row is shown in this version.

id/<table>/#<key> stays. A small table has all its rows on that page; that of a large one lists its rows, each linked to the page that shows
it. A bulk table has a list of its parts there, each under the code by which it is cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bwise_publish.pages.addresses import address
from bwise_publish.views.records import RecordPart, RecordTable
from bwise_publish.views.row_keys import RowKey, row_key

TableKey = tuple[str, str]


@dataclass(frozen=True)
class RowAddresses:
    """The addresses of all rows of the tables given. Two tables of one name are told apart by their package."""

    tables: Sequence[RecordTable]

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(item.table.name for item in self.tables)

    @cached_property
    def _bulk(self) -> frozenset[TableKey]:
        return frozenset((item.table.package, item.table.name) for item in self.tables if item.bulk)

    def of_table(self, package: str, table: str) -> str:
        """The page of the rows of a table."""
        name = table if self._names[table] == 1 else f"{package}.{table}"
        return address("rows", name)

    def permanent(self, row: RowKey) -> str:
        """The address of a row that stays the same from version to version; in a bulk table that of the part in which the row is."""
        if (row.package, row.table) in self._bulk:
            return self.at(row)
        return f"{self.of_table(row.package, row.table)}#{row.key}"

    def of_part(self, table: RecordTable, part: RecordPart) -> str:
        """The page of a part of a table."""
        at = self.of_table(table.table.package, table.table.name)
        if table.whole:
            return at
        if not part.cut:
            return f"{at}{part.number}/"
        return f"{at}{part.cut.lower()}/" if part.number == 1 else f"{at}{part.cut.lower()}/{part.number}/"

    def at(self, row: RowKey) -> str:
        """Where the row is shown in this version: a page with a fragment, or the entry of its part when it is served in a file only."""
        return self._places[row.package, row.table].get(row.key) or self.permanent(row)

    @cached_property
    def _places(self) -> Mapping[TableKey, Mapping[str, str]]:
        return {(item.table.package, item.table.name): self._of(item) for item in self.tables}

    def _of(self, item: RecordTable) -> dict[str, str]:
        found: dict[str, str] = {}
        for part in item.parts:
            at = self.of_part(item, part)
            for record in part.records:
                key = row_key(item.table, record).key
                found[key] = f"{at}#{key}"
        if item.bulk:
            # Rows on no page: those of a table that is served in files only, and those that name none of the codes by which it is cut.
            at = self.of_table(item.table.package, item.table.name)
            for record in item.table.records:
                code = record[item.cut_by] if item.cut_by else None
                found.setdefault(row_key(item.table, record).key, f"{at}#{'files' if code is None else f'part-{code}'}")
        return found
