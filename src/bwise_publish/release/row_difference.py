"""How the rows of two states of one table differ: matched by primary key with polars joins, cells compared in columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bwise_publish.release.renames import Renames
from bwise_publish.release.states import StateTable

if TYPE_CHECKING:
    import polars as pl

Key = tuple[str, ...]
_OLD, _NEW = "\x00old", "\x00new"  # no column of a CSV file can be named so


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell with its old and new text. It `follows` when it only names a row of this or another table by its new id."""

    field: str
    old: str
    new: str
    follows: bool = False


@dataclass(frozen=True, slots=True)
class WholeRow:
    """A row that only one state has: its key, its place in the file (the first row is 0), and its cells in the order of the file."""

    key: Key
    position: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of both states whose cells differ. `old_key` differs from `key` when the row, or one that its key names, was renamed."""

    old_key: Key
    key: Key
    cells: tuple[CellChange, ...]

    @property
    def renamed(self) -> bool:
        """Whether the row has another key than before."""
        return self.old_key != self.key


@dataclass(frozen=True)
class RowDifference:
    """Rows by primary key. `columns` are those of the new file, `old_columns` of the old one.

    `added_cells` and `removed_cells` hold, by column that only one state has, the cells of the rows that both have, in the order of that
    state. `order` is empty when the rows that both have kept their order; else it gives for each, in old order, its place in the new one.
    """

    added: tuple[WholeRow, ...] = ()
    removed: tuple[WholeRow, ...] = ()
    changed: tuple[RowChange, ...] = ()
    columns: tuple[str, ...] = ()
    old_columns: tuple[str, ...] = ()
    added_cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    removed_cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changed_at: tuple[int, ...] = ()  # for each changed row, its place among the rows that both have, in old order
    order: tuple[int, ...] = ()

    @property
    def renamed(self) -> tuple[RowChange, ...]:
        """The changed rows that have another key than before."""
        return tuple(row for row in self.changed if row.renamed)

    @property
    def cells(self) -> int:
        """How many cells of rows that both have differ."""
        return sum(len(row.cells) for row in self.changed)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.order or self.columns != self.old_columns)


def row_difference(old: StateTable, new: StateTable, renamed: Renames) -> tuple[RowDifference, Key]:
    """The difference, and the key by which rows were matched: the primary key where both have it and it is unique, else whole rows ("")."""
    before, after = old.text, new.text
    key = [name for name in new.schema.primary_key if name in before.columns and name in after.columns]
    mapped = _mapped(before, renamed.of_columns(new))
    if (
        not key
        or len(key) != len(new.schema.primary_key)
        or mapped.select(key).is_duplicated().any()
        or after.select(key).is_duplicated().any()
    ):
        return _by_whole_rows(before, after), ()
    return _by_key(before, mapped, after, key), tuple(key)


def _mapped(frame: pl.DataFrame, columns: Mapping[str, Mapping[str, str]]) -> pl.DataFrame:
    """The frame with old ids replaced by new ones."""
    import polars as pl

    changes = [pl.col(name).replace(dict(ids)) for name, ids in columns.items() if name in frame.columns]
    return frame.with_columns(changes) if changes else frame


def _by_key(before: pl.DataFrame, mapped: pl.DataFrame, after: pl.DataFrame, key: list[str]) -> RowDifference:
    old_keys, new_keys = mapped.select(key).with_row_index(_OLD), after.select(key).with_row_index(_NEW)
    pairs = old_keys.join(new_keys, on=key, how="inner").select(_OLD, _NEW).sort(_OLD)
    added = new_keys.join(old_keys, on=key, how="anti")[_NEW].sort()
    removed = old_keys.join(new_keys, on=key, how="anti")[_OLD].sort()
    return _difference(before, after, key, pairs, added, removed, mapped)


def _by_whole_rows(before: pl.DataFrame, after: pl.DataFrame) -> RowDifference:
    """Rows without a key are the same when all cells that both states have are; a row that stands twice is matched twice."""
    import polars as pl

    shared = [name for name in after.columns if name in before.columns]
    if not shared:
        none = pl.DataFrame({_OLD: [], _NEW: []}, schema={_OLD: pl.UInt32, _NEW: pl.UInt32})
        return _difference(before, after, [], none, pl.Series(range(after.height)), pl.Series(range(before.height)))
    number = pl.int_range(pl.len()).over(shared).alias("\x00number")
    sides = [frame.select(shared).with_row_index(index).with_columns(number) for frame, index in ((before, _OLD), (after, _NEW))]
    on = [*shared, "\x00number"]
    pairs = sides[0].join(sides[1], on=on, how="inner").select(_OLD, _NEW).sort(_OLD)
    added, removed = sides[1].join(sides[0], on=on, how="anti")[_NEW].sort(), sides[0].join(sides[1], on=on, how="anti")[_OLD].sort()
    return _difference(before, after, [], pairs, added, removed)


def _difference(
    before: pl.DataFrame,
    after: pl.DataFrame,
    key: list[str],
    pairs: pl.DataFrame,
    added: pl.Series,
    removed: pl.Series,
    mapped: pl.DataFrame | None = None,
) -> RowDifference:
    shared = [name for name in after.columns if name in before.columns]
    places = pairs[_NEW]
    ordered = places.is_sorted()
    one, two = before[pairs[_OLD]], after[places]
    led = one if mapped is None else mapped[pairs[_OLD]]
    changes: dict[int, list[CellChange]] = {}
    for name in shared:
        differing = (one[name] != two[name]).arg_true()
        if len(differing):
            cells = (frame[name].gather(differing).to_list() for frame in (one, two, led))
            for index, first, second, third in zip(differing.to_list(), *cells, strict=True):
                changes.setdefault(index, []).append(CellChange(name, first, second, third == second))
    at = sorted(changes)
    keys = list(zip(*(_keys(frame, key, at) for frame in (one, two)), strict=True))
    in_new_order = two if ordered else after[places.sort()]
    return RowDifference(
        added=_whole(after, key, added),
        removed=_whole(before, key, removed),
        changed=tuple(RowChange(first, second, tuple(changes[index])) for index, (first, second) in zip(at, keys, strict=True)),
        columns=tuple(after.columns),
        old_columns=tuple(before.columns),
        added_cells={name: tuple(in_new_order[name].to_list()) for name in after.columns if name not in shared},
        removed_cells={name: tuple(one[name].to_list()) for name in before.columns if name not in shared},
        changed_at=tuple(at),
        order=() if ordered else tuple(int(rank) - 1 for rank in places.rank("ordinal").to_list()),
    )


def _keys(frame: pl.DataFrame, key: list[str], rows: list[int]) -> list[Key]:
    if not key:
        return [(str(row + 2),) for row in rows]
    return list(frame.select(key)[rows].iter_rows()) if rows else []


def _whole(frame: pl.DataFrame, key: list[str], rows: pl.Series) -> tuple[WholeRow, ...]:
    columns = [frame.columns.index(name) for name in key]
    positions = rows.to_list()
    return tuple(
        WholeRow(tuple(cells[column] for column in columns) if key else cells, position, cells)
        for position, cells in zip(positions, frame[positions].iter_rows() if positions else (), strict=True)
    )
