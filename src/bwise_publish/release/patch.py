"""A patch turns one state of a table into another, and back: every cell that differs, old and new, and where rows stand.

A patch is strict: it says which content it was made from and what comes of it (SHA-256 of the table in canonical CSV), and is applied to
nothing else. docs/versions.md documents the format.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bwise_publish.catalog.canonical import csv_bytes
from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.release.difference import TableDifference
from bwise_publish.release.row_difference import RowDifference
from bwise_publish.release.states import StateTable

FORMAT = "bwise-table-patch/1"
Placed = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class Side:
    """One end of a patch: the columns, rows and sum of the table, the rows that only this end has, and the columns that only it has."""

    columns: tuple[str, ...]
    rows: int
    sha256: str
    own_rows: tuple[Placed, ...]
    own_columns: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Patch:
    """The two ends; the cells that differ as (row among those that both have, in old order; column; old; new); and the new order.

    `order` is empty when the rows that both have kept their order; else it holds, for each in old order, its place in the new one.
    """

    package: str
    table: str
    old: Side
    new: Side
    cells: tuple[tuple[int, str, str, str], ...]
    order: tuple[int, ...]

    def reversed(self) -> Patch:
        """The patch that undoes this one."""
        order = self.order
        back = tuple(sorted(range(len(order)), key=order.__getitem__))
        cells = ((order[row] if order else row, column, new, old) for row, column, old, new in self.cells)
        return Patch(self.package, self.table, self.new, self.old, tuple(sorted(cells)), back)


def patch_of(found: TableDifference, old: StateTable, new: StateTable) -> Patch | None:
    """The patch from the old table to the new one; None when no row or column differs."""
    rows = found.rows
    if not rows:
        return None
    cells = ((at, cell.field, cell.old, cell.new) for at, row in zip(rows.changed_at, rows.changed, strict=True) for cell in row.cells)
    ends = (_side(old, rows, "removed"), _side(new, rows, "added"))
    return Patch(found.package, found.table, *ends, tuple(sorted(cells)), rows.order)


def _side(table: StateTable, rows: RowDifference, kind: str) -> Side:
    own = rows.added if kind == "added" else rows.removed
    columns = rows.added_cells if kind == "added" else rows.removed_cells
    text = table.text
    sha256 = content_sum(text.columns, text.rows())
    return Side(tuple(text.columns), text.height, sha256, tuple((row.position, row.cells) for row in own), columns)


def content_sum(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """SHA-256 of the table as canonical CSV, whatever quotation marks and line ends its file has."""
    return hashlib.sha256(csv_bytes(columns, rows)).hexdigest()


def apply(patch: Patch, content: bytes) -> bytes:
    """The new content of a CSV file. Raises Refusal when the content is not the one that the patch was made from."""
    columns, rows = _read(content, patch)
    if content_sum(columns, rows) != patch.old.sha256:
        message = f"The file is not the state of {patch.package}/{patch.table} that the patch was made from."
        raise Refusal([Problem(Place(patch.package, patch.table), "patch-other-state", message, _WHICH)])
    result = _applied(patch, [list(row) for row in rows])
    made = csv_bytes(patch.new.columns, result)
    if hashlib.sha256(made).hexdigest() != patch.new.sha256:
        message = "What comes of the patch is not what the patch says; it is damaged."
        raise Refusal([Problem(Place(patch.package, patch.table), "patch-damaged", message, "Get the patch again from the release.")])
    return made


_WHICH = "Take the file from the release that the patch starts from; to go back, reverse the patch."


def _read(content: bytes, patch: Patch) -> tuple[list[str], list[list[str]]]:
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        place = Place(patch.package, patch.table)
        raise Refusal([Problem(place, "patch-unreadable", f"The file cannot be read as a table: {error}.", _WHICH)]) from None
    return (rows[0], rows[1:]) if rows else ([], [])


def _applied(patch: Patch, rows: list[list[str]]) -> list[tuple[str, ...]]:
    gone = {position for position, _ in patch.old.own_rows}
    kept = [row for position, row in enumerate(rows) if position not in gone]
    at = {name: index for index, name in enumerate(patch.old.columns)}
    for row, column, _, new in patch.cells:
        kept[row][at[column]] = new
    if patch.order:
        ordered: list[list[str]] = [[]] * len(kept)
        for kept_row, place in zip(kept, patch.order, strict=True):
            ordered[place] = kept_row
        kept = ordered
    shared = [(name, at.get(name)) for name in patch.new.columns]
    body = [
        tuple(row[index] if index is not None else patch.new.own_columns[name][number] for name, index in shared)
        for number, row in enumerate(kept)
    ]
    following = iter(body)
    own = dict(patch.new.own_rows)
    return [own[position] if position in own else next(following) for position in range(len(body) + len(own))]


def patch_json(patch: Patch) -> str:
    """The patch as JSON text with a line feed at its end."""
    value = {
        "format": FORMAT,
        "package": patch.package,
        "table": patch.table,
        "old": _side_value(patch.old),
        "new": _side_value(patch.new),
        "cells": [list(cell) for cell in patch.cells],
        "order": list(patch.order),
    }
    return json.dumps(value, ensure_ascii=False, indent=None if patch.order else 1, separators=(",", ":") if patch.order else None) + "\n"


def _side_value(side: Side) -> dict[str, Any]:
    return {
        "columns": list(side.columns),
        "rows": side.rows,
        "sha256": side.sha256,
        "ownRows": [{"position": position, "cells": list(cells)} for position, cells in side.own_rows],
        "ownColumns": {name: list(cells) for name, cells in side.own_columns.items()},
    }


def read_patch(text: str, name: str) -> Patch:
    """The patch of a JSON text. Raises Refusal when it is none."""
    try:
        value = json.loads(text)
        if value["format"] != FORMAT:
            raise ValueError(f"its format is {value['format']}, not {FORMAT}")
        cells = tuple((int(row), str(column), str(old), str(new)) for row, column, old, new in value["cells"])
        order = tuple(int(place) for place in value["order"])
        patch = Patch(str(value["package"]), str(value["table"]), _read_side(value["old"]), _read_side(value["new"]), cells, order)
        _check(patch)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        said = f"no key {error}" if isinstance(error, KeyError) else str(error)
        problem = Problem(
            Place(file=name), "patch-unreadable", f"The patch cannot be read: {said}.", "Get the patch again from the release."
        )
        raise Refusal([problem]) from None
    return patch


def _read_side(value: Mapping[str, Any]) -> Side:
    own = tuple((int(item["position"]), tuple(str(cell) for cell in item["cells"])) for item in value["ownRows"])
    columns = {str(name): tuple(str(cell) for cell in cells) for name, cells in value["ownColumns"].items()}
    return Side(tuple(str(name) for name in value["columns"]), int(value["rows"]), str(value["sha256"]), own, columns)


def _check(patch: Patch) -> None:
    """That the parts of the patch fit together, so that applying it cannot fail half-way. Raises ValueError."""
    both = patch.old.rows - len(patch.old.own_rows)
    fits = both == patch.new.rows - len(patch.new.own_rows) and both >= 0
    for side, other in ((patch.old, patch.new), (patch.new, patch.old)):
        positions = {position for position, _ in side.own_rows}
        fits &= len(positions) == len(side.own_rows) and positions <= set(range(side.rows))
        fits &= all(len(cells) == len(side.columns) for _, cells in side.own_rows)
        fits &= set(side.own_columns) == set(side.columns) - set(other.columns) and len(set(side.columns)) == len(side.columns)
        fits &= all(len(cells) == both for cells in side.own_columns.values())
    fits &= all(0 <= row < both and column in patch.old.columns and column in patch.new.columns for row, column, _, _ in patch.cells)
    if not fits or (patch.order and sorted(patch.order) != list(range(both))):
        raise ValueError("its parts do not fit together")
