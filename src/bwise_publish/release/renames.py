"""Which rows were given another id: what the table `replaced_ids` says, and nothing that is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bwise_publish.release.states import State, StateTable

TABLE = "replaced_ids"


@dataclass(frozen=True)
class Renames:
    """New ids by old id, by table (package, name)."""

    tables: Mapping[tuple[str, str], Mapping[str, str]]

    def of_columns(self, table: StateTable) -> dict[str, Mapping[str, str]]:
        """For each column of a table that holds renamed ids, its own or those of a table that it refers to: new ids by old id."""
        found: dict[str, Mapping[str, str]] = {}
        own = self.tables.get((table.package, table.name))
        if own and len(table.schema.primary_key) == 1:
            found[table.schema.primary_key[0]] = own
        for key in table.schema.foreign_keys:
            target = self.tables.get((key.package or table.package, key.resource or table.name)) or self._by_name(key.resource)
            if target and len(key.fields) == 1:
                found.setdefault(key.fields[0], target)
        return found

    def _by_name(self, name: str) -> Mapping[str, str]:
        return next((ids for (_, table), ids in self.tables.items() if table == name), {})


def renames(state: State) -> Renames:
    """The renames that a state tells of: `entity` is the name of the table; a row without new_id was withdrawn and is no rename."""
    names = {name: (package, name) for package, name in state.tables}
    found: dict[tuple[str, str], dict[str, str]] = {}
    for (_, name), table in state.tables.items():
        if name == TABLE and {"entity", "old_id", "new_id"} <= set(table.text.columns):
            for row in table.text.iter_rows(named=True):
                if row["new_id"] and row["entity"] in names:
                    found.setdefault(names[row["entity"]], {})[row["old_id"]] = row["new_id"]
    return Renames({at: _followed(ids) for at, ids in found.items()})


def _followed(ids: Mapping[str, str]) -> dict[str, str]:
    """Each old id with the id at the end of its chain; a chain that comes back to itself ends where it began to repeat."""
    ends = {}
    for first in ids:
        seen, last = {first}, ids[first]
        while last in ids and last not in seen:
            seen.add(last)
            last = ids[last]
        ends[first] = last
    return ends
