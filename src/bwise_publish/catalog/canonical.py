"""The canonical file form: what `format` writes and what validation of our own packages asks for.

CSV: UTF-8 without BOM, LF, RFC 4180 with as few quotation marks as it allows, columns in the order of the schema, rows sorted by primary
key (numbers by value, text by code point), one value a cell, NFC, no surrounding spaces, no control characters. JSON: two spaces, the
keys of the standard first and in its order, LF at the end.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog.columns import column
from bwise_publish.catalog.model import Package, Table
from bwise_publish.problems import Place, Problem, shown

if TYPE_CHECKING:
    import polars as pl

MEND = "Run: ./nox -s format"
_ORDER = (
    "$schema", "id", "name", "title", "description", "type", "format", "unit", "example", "constraints", "missingValues", "rdfType",
    "path", "mediatype", "encoding", "bytes", "hash", "dialect", "version", "created", "homepage", "keywords", "licenses", "contributors",
    "sources", "temporalCoverage", "spatialCoverage", "schema", "fields", "reference", "package", "resource", "primaryKey", "uniqueKeys",
    "foreignKeys", "resources",
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_RANK = {key: rank for rank, key in enumerate(_ORDER)}


def clean_cell(cell: str) -> str:
    """The cell in NFC, with each run of control characters made one space, and no surrounding spaces."""
    if _CONTROL.search(cell) is None:
        return cell.strip() if cell.isascii() else unicodedata.normalize("NFC", cell).strip()
    text = unicodedata.normalize("NFC", cell)
    parts = "".join(char if unicodedata.category(char) != "Cc" else "\n" for char in text).split("\n")
    return " ".join(part for part in (piece.strip() for piece in parts) if part)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as RFC 4180 text in UTF-8 with LF line ends."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def canonical_order(table: Table) -> list[int]:
    """The row indices of a table in canonical order."""
    key = [name for name in table.schema.primary_key if name in table.text.columns]
    if not key:
        return list(range(table.text.height))
    columns = []
    for name in key:
        typed = table.schema.field(name).type in ("integer", "year", "number") and name not in table.unreadable
        source = table.data if typed else table.text
        columns.append([(value is not None, value) if typed else clean_cell(value) for value in source[name].to_list()])
    keys: list[tuple[Any, ...]] = list(zip(*columns, strict=True))
    return sorted(range(len(keys)), key=lambda index: (keys[index], index))


def canonical_table(table: Table) -> bytes:
    """The canonical bytes of a table whose columns are those of its schema."""
    text = table.text.select(column(*table.schema.names))
    columns = clean_columns(text)
    order = canonical_order(table)
    if not columns and text.width > 1 and order == list(range(text.height)):
        return csv_bytes(table.schema.names, []) + _rows_as_they_are(text)
    lists = [columns.get(name) or text[name].to_list() for name in text.columns]
    return csv_bytes(table.schema.names, ([cells[index] for cells in lists] for index in order))


def _rows_as_they_are(text: pl.DataFrame) -> bytes:
    """The rows as `csv_bytes` writes them, by polars, which is faster; for clean cells in two columns or more."""
    import polars as pl

    bare = text.with_columns(pl.when(pl.all() != "").then(pl.all()))  # polars writes an empty text, but no null, with quotation marks
    return bare.write_csv(include_header=False, line_terminator="\n", quote_style="necessary", null_value="").encode("utf-8")


def clean_columns(text: pl.DataFrame) -> dict[str, list[str]]:
    """The columns that cleaning changes, cleaned: plain letters without spaces around them are clean; each other cell is looked at once."""
    import polars as pl

    strange = text.select(pl.all().str.contains(r"^ | $|[^\x20-\x7e]"))
    columns = {}
    for cells, mask in zip(text, strange, strict=True):
        changed = {cell: clean for cell in dict.fromkeys(cells.filter(mask).to_list()) if (clean := clean_cell(cell)) != cell}
        if changed:
            columns[cells.name] = [changed.get(cell, cell) for cell in cells.to_list()]
    return columns


def canonical_descriptor(raw: Mapping[str, Any]) -> bytes:
    """The canonical bytes of a descriptor: the same values, keys in the order of the standard."""
    return (json.dumps(_ordered(raw), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: (_RANK.get(key, len(_RANK)), key))
        return {key: _ordered(value[key]) for key in keys}
    if isinstance(value, list):
        return [_ordered(item) for item in value]
    return value


def canonical_problems(package: Package, table: Table) -> list[Problem]:
    """Why the file of a table is not in canonical form: one problem a cause, each with the first row it stands in."""
    content = package.file(table.resource).read_bytes()
    if tuple(table.text.columns) != table.schema.names or content == canonical_table(table):
        return []

    def problem(code: str, message: str, row: int = 0, field: str = "") -> Problem:
        return Problem(Place(package.name, table.name, row, field), code, message, MEND)

    problems: list[Problem] = []
    if content.startswith(b"\xef\xbb\xbf"):
        problems.append(problem("form-bom", "The file begins with a byte order mark.", 1))
    if b"\r" in content:
        problems.append(
            problem("form-line-ends", "Lines end with CR LF; they must end with LF.", content[: content.index(b"\r")].count(b"\n") + 1)
        )
    for name in table.schema.names:
        for index, cell in enumerate(table.text[name].to_list()):
            if cell != clean_cell(cell):
                message = f"The cell {shown(cell)} has surrounding spaces, control characters, or letters not in composed form (NFC)."
                problems.append(problem("form-cell", message, index + 2, name))
                break
    order = canonical_order(table)
    moved = next((index for index, origin in enumerate(order) if index != origin), None)
    if moved is not None:
        problems.append(
            problem("form-order", f"Rows must be sorted by {', '.join(table.schema.primary_key)}; this row is out of order.", moved + 2)
        )
    return problems or [problem("form-quotes", "The file is not written in the canonical form (quotation marks or the last line end).")]


def descriptor_problems(package: Package) -> list[Problem]:
    """Why the descriptor of a package is not in canonical form."""
    if package.descriptor.read_bytes() == canonical_descriptor(package.raw):
        return []
    place = Place(package.name, file=package.descriptor.name)
    return [Problem(place, "form-descriptor", "The descriptor is not written in the canonical form (order of keys, two spaces, LF).", MEND)]
