"""The typed model of a Data Package: packages, resources, schemas, fields, keys, tables. Plain values, no reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bwise_publish.problems import Place, Problem, Refusal

if TYPE_CHECKING:
    import polars as pl

Record = Mapping[str, Any]

MOST_COLUMNS = 20_000
PUT_BACK = "Put it back; to do without it, change what reads it in src/bwise_publish/ first."
ROWS_FOR_COLUMNS = "Write the values in rows: one column for what is measured, one for its value."


@dataclass(frozen=True)
class Field:
    """One field of a Table Schema; `raw` is its descriptor as written."""

    name: str
    type: str
    raw: Mapping[str, Any]

    @property
    def format(self) -> str:
        """The format, `default` when none is given."""
        return str(self.raw.get("format") or "default")

    @property
    def title(self) -> str:
        """The title, or the name when there is none."""
        return str(self.raw.get("title") or self.name)

    @property
    def description(self) -> str:
        """The description, or an empty string."""
        return str(self.raw.get("description") or "")

    @property
    def unit(self) -> str:
        """The unit, or an empty string."""
        return str(self.raw.get("unit") or "")

    @property
    def constraints(self) -> Mapping[str, Any]:
        """The constraints as written."""
        value = self.raw.get("constraints")
        return value if isinstance(value, Mapping) else {}

    @property
    def required(self) -> bool:
        """Whether an empty cell is refused."""
        return self.constraints.get("required") is True


@dataclass(frozen=True)
class ForeignKey:
    """Fields whose values stand in the fields of another table; `package` is empty for the same package."""

    fields: tuple[str, ...]
    package: str
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """A Table Schema; `raw` is its descriptor as written."""

    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    missing_values: tuple[str, ...]
    raw: Mapping[str, Any]

    def field(self, name: str) -> Field:
        """The field of that name. Raises KeyError."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> Mapping[str, Field]:
        return {candidate.name: candidate for candidate in reversed(self.fields)}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the fields in order."""
        return tuple(candidate.name for candidate in self.fields)

    @property
    def fields_match(self) -> str:
        """How columns and fields have to agree: exact, equal, subset, superset or partial."""
        stated = self.raw.get("fieldsMatch", "exact")
        return str(stated[0] if isinstance(stated, list) and stated else stated)


def missing_labels(raw: object) -> tuple[str, ...] | None:
    """The texts of a `missingValues` list, whose items are texts or objects with value and label; None when there is no list."""
    if not isinstance(raw, list):
        return None
    return tuple(str(item.get("value", "")) if isinstance(item, Mapping) else str(item) for item in raw)


@dataclass(frozen=True)
class Resource:
    """One resource of a package: `path` as written (relative to the package), `schema` None when none is stated.

    A table in several files has its first in `path` and the others in `more_paths`. `dialect` is the value that is stated, followed to its
    file where the descriptor names one.
    """

    name: str
    path: str
    schema: Schema | None
    raw: Mapping[str, Any]
    more_paths: tuple[str, ...] = ()
    dialect: Any = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The files of the resource in their order."""
        return (self.path, *self.more_paths)

    @property
    def title(self) -> str:
        """The title, or the name when there is none."""
        return str(self.raw.get("title") or self.name)

    @property
    def description(self) -> str:
        """The description, or an empty string."""
        return str(self.raw.get("description") or "")


@dataclass(frozen=True)
class Package:
    """A Data Package: its folder, descriptor file and resources; `raw` is the descriptor as written."""

    name: str
    folder: Path
    descriptor: Path
    resources: tuple[Resource, ...]
    raw: Mapping[str, Any]

    @property
    def title(self) -> str:
        """The title, or the name when there is none."""
        return str(self.raw.get("title") or self.name)

    @property
    def description(self) -> str:
        """The description, or an empty string."""
        return str(self.raw.get("description") or "")

    def file(self, resource: Resource) -> Path:
        """The file of a resource (its path was checked to stay inside the folder when the package was read)."""
        return self.folder / resource.path


@dataclass(frozen=True)
class Reading:
    """One cell as frictionless reads it: its value (None when there is none) and the names of what it breaks, `type` first."""

    value: Any
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table that was read.

    `text` holds every cell as written (strings, columns in file order); `data` holds the typed columns of the schema
    (shape: rows of the file x fields; a missing or unreadable cell is null); `unreadable` maps a field to the indices
    of the rows whose cell does not fit the type. `odd` maps a field to the cells that had to be read one by one, with what
    was read. `numbers` are the numbers of the rows in the file; without them row index 0 is row 2, since the header is row 1.
    """

    package: str
    resource: Resource
    schema: Schema
    text: pl.DataFrame
    data: pl.DataFrame
    unreadable: Mapping[str, tuple[int, ...]]
    odd: Mapping[str, Mapping[str, Reading]] = field(default_factory=dict)
    numbers: Sequence[int] | None = None

    def row_number(self, index: int) -> int:
        """The number of a row in the file, counted from 1."""
        return index + 2 if self.numbers is None else self.numbers[index]

    @property
    def name(self) -> str:
        """The name of the table, which is the name of its resource."""
        return self.resource.name

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The rows as mappings from field to value: str, int, float, bool, date or None for missing.

        A field that the table does not have raises Refusal: who asks for one by name needs it.
        """
        made = _row_type(self)
        return tuple(made(row) for row in self.data.iter_rows(named=True))

    @cached_property
    def by_key(self) -> Mapping[Any, Record]:
        """The rows by primary key: the value itself for a key of one field, a tuple for a composite key."""
        key = self.schema.primary_key
        if len(key) == 1:
            return {record[key[0]]: record for record in self.records}
        return {tuple(record[name] for name in key): record for record in self.records}

    def __len__(self) -> int:
        return self.data.height


def _row_type(table: Table) -> type[dict[str, Any]]:
    """A dict for the rows of one table."""

    class Row(dict[str, Any]):
        __slots__ = ()

        def __missing__(self, name: str) -> None:
            message = "The site needs this field, which the table does not have, or under another name."
            raise Refusal([Problem(Place(table.package, table.name, field=name), "field-needed", message, PUT_BACK)])

    return Row


@dataclass(frozen=True)
class Catalog:
    """Packages and their typed tables, in the order of the publication, with the problems met while reading them.

    `large` names the tables that are too large to be held and are read again, in batches, by whoever needs them.
    """

    packages: Mapping[str, Package]
    tables: Mapping[tuple[str, str], Table]
    problems: tuple[Problem, ...] = field(default=())
    large: Mapping[tuple[str, str], Resource] = field(default_factory=dict)

    def table(self, package: str, name: str) -> Table:
        """The table `name` of a package. Raises KeyError."""
        return self.tables[package, name]

    def tables_of(self, package: str) -> Iterator[Table]:
        """The tables of one package in the order of its descriptor."""
        return (table for (owner, _), table in self.tables.items() if owner == package)
