"""The tables that foreign keys point to: whether they are there, and the keys that stand in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bwise_publish.catalog.loading import batched_tables
from bwise_publish.catalog.model import Catalog, ForeignKey, Package, Schema, Table
from bwise_publish.catalog.sources import Unreadable
from bwise_publish.problems import Place, Problem, listed, nearest, shown
from bwise_publish.validation.key_texts import key_texts

if TYPE_CHECKING:
    import polars as pl

_FEW = 5000  # rows
_MOST_LISTED = 50_000  # targets that are held as texts when the table they stand in is large


@dataclass
class Targets:
    """The keys that foreign keys point to, each read once."""

    catalog: Catalog
    guess: bool = False
    known: dict[tuple[str, str, tuple[str, ...]], tuple[pl.DataFrame, bool]] = field(default_factory=dict)
    texts: dict[tuple[str, str, tuple[str, ...]], frozenset[str]] = field(default_factory=dict)

    @cached_property
    def pointed(self) -> Mapping[tuple[str, str], set[str]]:
        """The fields that foreign keys point to, by package and table."""
        found: dict[tuple[str, str], set[str]] = {}
        for package in self.catalog.packages.values():
            for resource in package.resources:
                for foreign in resource.schema.foreign_keys if resource.schema is not None else ():
                    place = (foreign.package or package.name, foreign.resource or resource.name)
                    found.setdefault(place, set()).update(foreign.reference_fields)
        return found

    def of(self, package: str, resource: str, names: tuple[str, ...]) -> tuple[pl.DataFrame, bool]:
        """The different keys of a table: as texts, or as two hashes each when they are very many (then the second value is true)."""
        import polars as pl

        place = (package, resource, names)
        if place not in self.known:
            table = self.catalog.tables.get((package, resource))
            if table is not None:
                self.known[place] = (key_texts(table, names).unique(), False)
            else:
                parts = [key_texts(part, names).unique() for part in self._parts(package, resource)]
                whole = pl.concat(parts).unique() if sum(map(len, parts)) <= _MOST_LISTED else None
                self.known[place] = (whole, False) if whole is not None else (pl.concat(map(hashes, parts)).unique(), True)
        return self.known[place]

    def hold_all(self, package: str, resource: str, names: tuple[str, ...], keys: pl.DataFrame) -> bool:
        """Whether all keys of a short column certainly stand in a table; quicker than a join. False says nothing."""
        targets, hashed = self.of(package, resource, names)
        if hashed or keys.width > 1 or len(keys) > _FEW:
            return False
        place = (package, resource, names)
        if place not in self.texts:
            self.texts[place] = frozenset(targets.to_series().drop_nulls().to_list()) - {"NaN"}  # NaN is equal to nothing
        return self.texts[place].issuperset(keys.to_series().drop_nulls().to_list())

    def _parts(self, package: str, resource: str) -> Iterator[Table]:
        try:
            for part, _ in batched_tables(self.catalog.packages[package], self.catalog.large[package, resource], guess=self.guess):
                yield part
        except Unreadable:
            return  # reported with the table itself


def hashes(keys: pl.DataFrame) -> pl.DataFrame:
    """Two 64-bit hashes of each row."""
    return keys.select(first=hash_of(keys, 1), second=hash_of(keys, 2))


def hash_of(keys: pl.DataFrame, seed: int) -> pl.Series:
    """A 64-bit hash of each row."""
    return keys.hash_rows(seed) if keys.width > 1 else keys.to_series().hash(seed)


def not_among(keys: pl.DataFrame, targets: pl.DataFrame, *, hashed: bool) -> pl.DataFrame:
    """The keys, other than those without any value, that are not among the targets."""
    import polars as pl

    present = keys.filter(pl.any_horizontal(pl.all().is_not_null()))
    if not hashed:
        return present.join(targets, on=present.columns, how="anti", nulls_equal=True)
    marked = present.with_columns(hashes(present))
    return marked.join(targets, on=["first", "second"], how="anti").select(present.columns)


def named(foreign: ForeignKey) -> str:
    """A foreign key at the beginning of a sentence."""
    return f"The foreign key ({', '.join(foreign.fields)})"


def schema_of(catalog: Catalog, package: str, name: str, foreign: ForeignKey) -> Schema | None:
    """The schema of the table that a key points to, when the table could be read."""
    place = (foreign.package or package, foreign.resource or name)
    table = catalog.tables.get(place)
    return table.schema if table is not None else catalog.large[place].schema if place in catalog.large else None


def target_problem(catalog: Catalog, own: str, name: str, foreign: ForeignKey) -> Problem | None:
    """Why a key points to nothing; None when its table is there, even if it could not be read."""
    where = Place(own, name, 0, foreign.fields[0] if len(foreign.fields) == 1 else "")
    package = foreign.package or own
    if package not in catalog.packages:
        if any(problem.where.package == package for problem in catalog.problems):
            return None  # it is there, but its descriptor has problems of its own
        close = nearest(package, catalog.packages)
        message = f"{named(foreign)} points to the package {shown(package)}, which is not loaded, so its values cannot be checked."
        mend = f"Did you mean {shown(close)}? " if close else ""
        return Problem(where, "reference-not-loaded", message, f"{mend}Validate the two packages together.")
    resource = foreign.resource or name
    schema = schema_of(catalog, own, name, foreign)
    if schema is None:
        known = {item.name: item.schema for item in catalog.packages[package].resources}
        if known.get(resource) is not None or _stated(catalog.packages[package], resource):
            return None  # described, but its file or schema has problems of its own
        close = nearest(resource, known)
        message = f"{named(foreign)} points to the table {shown(resource)}, which the package {package} does not have."
        return Problem(
            where, "reference-unknown", message, f"Write {close}." if close else "Name a table of that package, or remove the key."
        )
    for target in foreign.reference_fields:
        if target not in schema.names:
            close = nearest(target, schema.names)
            message = f"{named(foreign)} points to the field {shown(target)}, which {package}/{resource} does not have."
            return Problem(
                where, "reference-unknown", message, f"Write {close}." if close else f"Name a field of {resource}: {listed(schema.names)}."
            )
    return None


def _stated(package: Package, resource: str) -> bool:
    """Whether the descriptor names the resource, although it could not be used."""
    items = package.raw.get("resources")
    return isinstance(items, list) and any(isinstance(item, dict) and item.get("name") == resource for item in items)
