"""Primary keys, unique keys and foreign keys: within a table, a package, and across the packages of a catalog.

A table is fed part by part. Of a key only a 64-bit hash a row is kept; where two rows have one hash, the parts are gone through once more
and their keys compared themselves, so a table of any length is checked in little memory and no verdict hangs on a hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bwise_publish.catalog.model import Catalog, ForeignKey, Resource, Schema, Table
from bwise_publish.problems import Place, Problem, listed, shown
from bwise_publish.validation.key_texts import key_texts, kind_of, uncomparable
from bwise_publish.validation.metaschema import CONSTRAINTS_OF
from bwise_publish.validation.suggest import closest
from bwise_publish.validation.tally import Tally
from bwise_publish.validation.targets import Targets, hash_of, named, not_among, schema_of, target_problem

if TYPE_CHECKING:
    import polars as pl

_MOST_SUGGESTIONS = 20


@dataclass(frozen=True)
class UniqueKey:
    """Fields whose values together are of one row only: a primary key, a unique key, or one field that is unique."""

    names: tuple[str, ...]
    noun: str
    code: str

    @property
    def field(self) -> str:
        """The field at which a problem is shown."""
        return self.names[0] if len(self.names) == 1 else ""


def unique_keys(schema: Schema) -> list[UniqueKey]:
    """Every uniqueness that a schema asks for."""
    keys = [UniqueKey((item.name,), "value", "cell-unique") for item in schema.fields if item.constraints.get("unique") is True]
    if schema.primary_key:
        keys.append(UniqueKey(schema.primary_key, "primary key", "primary-key-twice"))
    return keys + [UniqueKey(names, "unique key", "unique-key-twice") for names in schema.unique_keys]


def check_keys(catalog: Catalog, table: Table, tally: Tally | None = None, targets: Targets | None = None) -> list[Problem]:
    """A problem for each row that breaks a key of its table, and for each key that points to a table or field that is not there."""
    ledger = Ledger(catalog, table.package, table.resource, table.schema, tally or Tally(), targets or Targets(catalog))
    return [*ledger.opening(), *ledger.feed(table), *ledger.closing(lambda: iter([table]))]


class Ledger:
    """The keys of one table, as far as they have been seen."""

    def __init__(self, catalog: Catalog, package: str, resource: Resource, schema: Schema, tally: Tally, targets: Targets) -> None:
        """A ledger without rows."""
        self.catalog, self.package, self.resource, self.schema = catalog, package, resource, schema
        self.tally, self.targets = tally, targets
        self.unique = unique_keys(schema)
        self.seen: dict[UniqueKey, list[pl.Series]] = {key: [] for key in self.unique}
        self.foreign: list[ForeignKey] = []
        self.mistyped: set[ForeignKey] = set()
        self.keyed: set[str] = set()

    def opening(self) -> Iterator[Problem]:
        """What is wrong with the keys themselves, before any row is seen."""
        own = [*(key.names for key in self.unique), *(foreign.fields for foreign in self.schema.foreign_keys)]
        pointed = self.targets.pointed.get((self.package, self.resource.name), set())
        self.keyed = {name for names in own for name in names}.union(pointed).intersection(self.schema.names)
        for foreign in self.schema.foreign_keys:
            problem = target_problem(self.catalog, self.package, self.resource.name, foreign)
            if problem is not None:
                yield problem
            elif schema_of(self.catalog, self.package, self.resource.name, foreign) is not None:
                self.foreign.append(foreign)

    def feed(self, table: Table) -> Iterator[Problem]:
        """The problems of some rows that can be seen from them alone; what is needed of the others is kept."""
        yield from self._uncomparable(table)
        texts: dict[tuple[str, ...], pl.DataFrame] = {}
        for key in self.unique:
            if any(name not in table.text.columns for name in key.names):
                continue  # the missing column is a problem already
            keys = texts.setdefault(key.names, key_texts(table, key.names))
            missing = _any_missing(keys)
            if key.noun == "primary key" and missing.any():
                yield from self._incomplete(table, key, missing)
            self.seen[key].append(_counted(table, keys, key, missing))
        for foreign in self.foreign:
            if all(name in table.text.columns for name in foreign.fields):
                yield from self._lost(table, foreign, texts.get(foreign.fields))

    def closing(self, again: Callable[[], Iterable[Table]]) -> Iterator[Problem]:
        """The rows whose key another row has; `again` goes through all parts of the table once more."""
        import polars as pl

        doubtful: dict[UniqueKey, pl.Series] = {}
        for key in self.unique:
            if not self.seen[key]:
                continue
            known = pl.concat(self.seen[key]).drop_nulls() if len(self.seen[key]) > 1 else self.seen[key][0].drop_nulls()
            if known.n_unique() < len(known) if len(known) < 2**22 else _repeats(known):
                doubtful[key] = known.filter(known.is_duplicated()).unique()
        if not doubtful:
            return
        rows: dict[UniqueKey, list[pl.DataFrame]] = {key: [] for key in doubtful}
        for table in again():
            numbers = pl.Series("row", range(len(table)) if table.numbers is None else table.numbers, dtype=pl.Int64)
            numbers = numbers + 2 if table.numbers is None else numbers
            for key, suspects in doubtful.items():
                keys = key_texts(table, key.names)
                chosen = _counted(table, keys, key, _any_missing(keys)).is_in(suspects.implode()).fill_null(value=False)
                rows[key].append(keys.with_columns(numbers).filter(chosen))
        for key, frames in rows.items():
            yield from self._twice(key, pl.concat(frames))

    def _uncomparable(self, table: Table) -> Iterator[Problem]:
        """The fields of keys whose values cannot be compared, each once."""
        for name in sorted(self.keyed):
            fault = uncomparable(table, name)
            if fault is not None:
                self.keyed.remove(name)
                yield Problem(Place(self.package, self.resource.name, 0, name), "key-type", *fault)

    def _incomplete(self, table: Table, key: UniqueKey, missing: pl.Series) -> Iterator[Problem]:
        if all(table.schema.field(name).required for name in key.names):
            return  # then the empty cell is a problem already
        unreadable = {index for name in key.names for index in table.unreadable.get(name, ())}
        indices = [index for index in missing.arg_true().to_list() if index not in unreadable]
        for index in self.tally.first(indices, self.package, self.resource.name, key.field, "primary-key-missing"):
            where = Place(self.package, self.resource.name, table.row_number(index), key.field)
            message = f"The primary key ({', '.join(key.names)}) is not complete in this row; every part of it needs a value."
            yield Problem(where, "primary-key-missing", message, "Fill in the missing cell.")

    def _twice(self, key: UniqueKey, rows: pl.DataFrame) -> Iterator[Problem]:
        import polars as pl

        parts = [name for name in rows.columns if name != "row"]
        first = rows.with_columns(pl.col("row").min().over(parts).alias("first")).filter(pl.col("row") != pl.col("first")).sort("row")
        for row in self.tally.first(first.rows(named=True), self.package, self.resource.name, key.field, key.code):
            value = ", ".join(row[part] for part in parts)
            where = Place(self.package, self.resource.name, row["row"], key.field)
            if key.code == "cell-unique":
                message = f"{shown(value)} stands in row {row['first']} already; allowed is a value that no other row has."
                mend = "Change one of the rows, or remove it."
            else:
                named = f"The {key.noun} ({', '.join(key.names)}) {shown(value)}"
                message = f"{named} stands in row {row['first']} already; it must be of one row only."
                mend = "Change the key of one of the two rows, or remove the row that is a copy."
            yield Problem(where, key.code, message, mend)

    def _lost(self, table: Table, foreign: ForeignKey, keys: pl.DataFrame | None) -> Iterator[Problem]:
        """The rows whose foreign key stands nowhere in the table that it points to."""
        import polars as pl

        place = self.resource.name
        target_package, target_name = foreign.package or self.package, foreign.resource or place
        target_schema = schema_of(self.catalog, self.package, place, foreign)
        assert target_schema is not None
        kinds = [kind_of(self.schema.field(name)) for name in foreign.fields]
        target_kinds = [kind_of(target_schema.field(name)) for name in foreign.reference_fields]
        address = f"{target_package}/{target_name}" if target_package != self.package else target_name
        if not {*kinds, *target_kinds} <= set(CONSTRAINTS_OF):
            return  # a type that does not exist is a problem of the descriptor already
        shown_at = foreign.fields[0] if len(foreign.fields) == 1 else ""
        keys = key_texts(table, foreign.fields) if keys is None else keys
        targeted = ", ".join(foreign.reference_fields)
        if kinds != target_kinds:
            if foreign not in self.mistyped and keys.select(pl.any_horizontal(pl.all().is_not_null()).any()).item():
                self.mistyped.add(foreign)
                message = f"{named(foreign)} has another type than ({targeted}) of {address}; no value can match."
                yield Problem(
                    Place(self.package, place, 0, shown_at), "reference-type", message, "Give both fields the same type in the descriptors."
                )
            return
        if self.targets.hold_all(target_package, target_name, foreign.reference_fields, keys):
            return
        targets, hashed = self.targets.of(target_package, target_name, foreign.reference_fields)
        if not hashed:
            for part, kind in zip(keys.columns, kinds, strict=True):
                if kind == "number":  # NaN is equal to nothing, so no row can be pointed to by it
                    targets = targets.filter(pl.col(part).ne_missing("NaN"))
        lost = not_among(keys.unique(), targets, hashed=hashed)
        if not len(lost):
            return
        yield from self._unknown(table, foreign, keys, lost, targets if not hashed else None, address, shown_at)

    def _unknown(
        self,
        table: Table,
        foreign: ForeignKey,
        keys: pl.DataFrame,
        lost: pl.DataFrame,
        targets: pl.DataFrame | None,
        address: str,
        field: str,
    ) -> Iterator[Problem]:
        import polars as pl

        unreadable = {index for name in foreign.fields for index in table.unreadable.get(name, ())}
        parts = keys.columns
        rows = (
            keys.with_row_index("row")
            .join(lost, on=parts, how="semi", nulls_equal=True)
            .filter(~pl.col("row").is_in(sorted(unreadable)))
            .sort("row")
        )
        codes = targets["0"].drop_nulls().sort().to_list() if targets is not None and len(parts) == 1 else []
        suggestions: dict[str, str | None] = {}
        targeted = ", ".join(foreign.reference_fields)
        few = f"; it has {listed(codes, 12)}" if 0 < len(codes) <= 12 else ""
        for row in self.tally.first(rows.rows(named=True), self.package, self.resource.name, field, "foreign-key-unknown"):
            value = ", ".join("" if row[part] is None else row[part] for part in parts)
            if value not in suggestions and len(suggestions) < _MOST_SUGGESTIONS:
                suggestions[value] = closest(value, codes)
            close = suggestions.get(value)
            message = f"{shown(value)} does not stand in the column {targeted} of the table {address}{few}."
            mend = f"Did you mean {shown(close)}? " if close else ""
            where = Place(self.package, self.resource.name, table.row_number(row["row"]), field)
            yield Problem(where, "foreign-key-unknown", message, f"{mend}Use a value that stands there, or add the row to {address} first.")


def _any_missing(keys: pl.DataFrame) -> pl.Series:
    import polars as pl

    return keys.to_series().is_null() if keys.width == 1 else keys.select(pl.any_horizontal(pl.all().is_null())).to_series()


def _counted(table: Table, keys: pl.DataFrame, key: UniqueKey, missing: pl.Series) -> pl.Series:
    """The hash of each row, null where a part is missing or a NaN, which is equal to nothing."""
    import polars as pl

    hashed = hash_of(keys, 1)
    left_out = missing
    for part, name in zip(keys.columns, key.names, strict=True):
        if table.schema.field(name).type == "number":
            left_out = left_out | (keys[part] == "NaN").fill_null(value=False)
    return hashed.set(left_out, None) if left_out.any() else hashed.cast(pl.UInt64)


def _repeats(known: pl.Series) -> bool:
    """Whether two values are the same; sorting takes less memory than a table of hashes."""
    ordered = known.sort()
    return bool((ordered == ordered.shift(1)).any())
