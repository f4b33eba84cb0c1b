"""The catalog as views ask it: rows of a table, rows by a value, and where a row comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bwise_publish.catalog import Catalog, Record, Table
from bwise_publish.catalog.model import PUT_BACK
from bwise_publish.problems import Place, Problem, Refusal, shown
from bwise_publish.views.row_keys import RowKey, row_key


@dataclass(frozen=True)
class Tables:
    """A catalog with its rows indexed on demand. Expects a validated catalog."""

    catalog: Catalog
    _indexes: dict[tuple[str, ...], Mapping[Any, tuple[Record, ...]]] = field(default_factory=dict, compare=False, repr=False)
    _homes: dict[int, Table] = field(default_factory=dict, compare=False, repr=False)

    def table(self, package: str, name: str) -> Table:
        """The table. Raises Refusal when there is none, as its rows do for a field that it lacks."""
        try:
            return self.catalog.table(package, name)
        except KeyError:
            message = "The site needs this table, which the package does not have, or under another name."
            raise Refusal([Problem(Place(package, name), "table-needed", message, PUT_BACK)]) from None

    def rows(self, package: str, name: str) -> tuple[Record, ...]:
        """The rows of a table in file order, which is the order of its primary key."""
        return self.table(package, name).records

    def by(self, package: str, name: str, *fields: str) -> Mapping[Any, tuple[Record, ...]]:
        """The rows of a table by the value of one field, or by the tuple of several. Rows keep their order."""
        key = (package, name, *fields)
        if key not in self._indexes:
            groups: dict[Any, list[Record]] = {}
            for record in self.rows(package, name):
                value = record[fields[0]] if len(fields) == 1 else tuple(record[item] for item in fields)
                groups.setdefault(value, []).append(record)
            self._indexes[key] = {value: tuple(records) for value, records in groups.items()}
        return self._indexes[key]

    def one(self, package: str, name: str, key: Any) -> Record:
        """The row with that primary key. Raises Refusal when there is none."""
        table = self.table(package, name)
        if key not in table.by_key:
            message = f"The site needs the row {shown(key)}, which the table does not have, or with another key."
            raise Refusal([Problem(Place(package, name), "row-needed", message, PUT_BACK)])
        return table.by_key[key]

    def key(self, record: Record) -> RowKey | None:
        """Which row of which table the record is; None for a record that is not itself a row with a place in a source."""
        if not self._homes:
            # Records live as long as their tables, so that each is known by its identity.
            self._homes.update(
                (id(row), table) for table in self.catalog.tables.values() if "locator" in table.schema.names for row in table.records
            )
        home = self._homes.get(id(record))
        return row_key(home, record) if home is not None else None

    def title(self, package: str, name: str, key: Any) -> str:
        """The English name of a row: its `title`, or its `name` where it is a proper name."""
        record = self.one(package, name, key)
        return str(record["title"] if "title" in record else record["name"])


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row comes from, as a page prints it beside the fact. `row` says which row it is."""

    source_id: str
    source_title: str
    locator: str
    basis: str
    note: str
    checked: str
    reference_year: int | None
    source_language: str | None = None
    row: RowKey | None = None

    @property
    def single_read(self) -> bool:
        """Whether only one reading of the source was made."""
        return self.checked == "single-read"

    @property
    def derived(self) -> bool:
        """Whether the fact was derived from the source by us."""
        return self.basis == "derived"


def title_language(tables: Tables, source: Record) -> str | None:
    """The language of a source's title: that of the source, unless the title is our own wording or the source has several languages."""
    note = source["note"] or ""
    ours = source["title"].startswith("[") or "paraphrased" in note or "supplied by the editor" in note
    languages = tables.by("reference", "source_languages", "source_id").get(source["source_id"], ())
    return str(languages[0]["language_code"]) if len(languages) == 1 and not ours else None


def origin(tables: Tables, record: Record) -> Origin:
    """The origin of a row that has the provenance columns."""
    source = tables.one("reference", "sources", record["source_id"])
    return Origin(
        source_id=record["source_id"],
        source_title=source["title"],
        locator=record["locator"],
        basis=record["basis"],
        note=record["note"] or "",
        checked=record["checked"],
        reference_year=record.get("reference_year"),
        source_language=title_language(tables, source),
        row=tables.key(record),
    )
