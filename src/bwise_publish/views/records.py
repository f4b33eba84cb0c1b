"""Every row of every table as a reader meets it at its own address: its values in words, where it comes from, and what is not given."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bwise_publish.catalog import Field, Record, Table
from bwise_publish.views.row_keys import RowKey, row_key
from bwise_publish.views.row_names import CUT_BY, row_name, row_page
from bwise_publish.views.tables import Origin, Tables, origin, title_language

# A table of more rows is bulk, as in the static API.
BULK = 2_000
# How many values a page of rows may hold, so that none grows above 200 kB of HTML.
_VALUES = 1_000
_LEAST = 25
# How many rows of a bulk table a page holds, a line each.
LINES = 400
# A bulk table that is cut by country is listed on pages: pages about countries print its figures.
COUNTRIES = ("reference", "countries")

# Fields that tell how a row is known; a record shows them apart from its values.
_KNOWN_BY = {"source_id", "locator", "basis", "note", "checked", "reference_year"}
# Texts in the language that another field of the row names.
_SPOKEN = {"name_local": "language", "label": "language_code", "job_title": "language"}
_MEASURED = {"value", "value_upper"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a row: the title of its field and the value in words, with what a page needs to print it well.

    `number` is set for quantities, `language` (BCP 47) for texts in another language, `to` for codes: the row that they name.
    """

    title: str
    text: str
    number: int | float | None = None
    unit: str = ""
    language: str = ""
    to: RowKey | None = None
    web: bool = False


@dataclass(frozen=True, slots=True)
class RecordView:
    """One row. `origin` is None in code lists, which are our own; `page` is kind and id of the page that tells about the row."""

    row: RowKey
    name: str
    language: str
    values: tuple[Value, ...]
    lacking: tuple[str, ...]
    origin: Origin | None
    page: tuple[str, str] | None


@dataclass(frozen=True)
class RecordPart:
    """Rows that stand on one page. `cut` is the code by which they were taken from a bulk table, or empty; `number` counts from 1."""

    cut: str
    number: int
    records: tuple[Record, ...]


@dataclass(frozen=True)
class RecordTable:
    """A table with the parts in which its rows are listed: one part for a small table, several for a large one.

    `cut_by` is the field by which a bulk table is cut, `cuts` the number of rows by its values. A bulk table without parts is served
    in files only.
    """

    table: Table
    parts: tuple[RecordPart, ...]
    cut_by: str = ""
    cuts: Mapping[str, int] = field(default_factory=dict)

    @property
    def bulk(self) -> bool:
        """Whether it is too large for a list of its rows."""
        return len(self.table) > BULK

    @property
    def uncut(self) -> int:
        """How many rows of a bulk table name none of the codes by which it is cut: they are in its files only."""
        return len(self.table) - sum(self.cuts.values()) if self.cut_by else 0

    @property
    def whole(self) -> bool:
        """Whether all its rows stand on one page."""
        return len(self.parts) == 1 and not self.bulk


def record_tables(tables: Tables) -> tuple[RecordTable, ...]:
    """Every table with its parts, in the order of the publication."""
    return tuple(_parted(table) for table in tables.catalog.tables.values())


def _parted(table: Table) -> RecordTable:
    if len(table) <= BULK:
        return RecordTable(table, tuple(_parts("", table.records, part_size(table))))
    field_name, target = _cut(table)
    cuts: dict[str, list[Record]] = {}
    for record in table.records if field_name else ():
        if record[field_name] is not None:
            cuts.setdefault(str(record[field_name]), []).append(record)
    counts = {code: len(cuts[code]) for code in sorted(cuts)}
    listed = sorted(cuts) if target == COUNTRIES else ()
    return RecordTable(table, tuple(part for code in listed for part in _parts(code, cuts[code], LINES)), field_name, counts)


def _parts(cut: str, records: Sequence[Record], size: int) -> Iterator[RecordPart]:
    for number, start in enumerate(range(0, len(records), size) if records else (0,), start=1):
        yield RecordPart(cut, number, tuple(records[start : start + size]))


def part_size(table: Table) -> int:
    """How many rows of the table a page holds: fewer, the more fields it has."""
    return max(_LEAST, _VALUES // (len(table.schema.fields) + 2))


def _cut(table: Table) -> tuple[str, tuple[str, str]]:
    """The field by which a bulk table is cut, its first key to one of the tables by which people look things up, and that table."""
    for key in table.schema.foreign_keys:
        target = (key.package or table.package, key.resource or table.name)
        if len(key.fields) == 1 and target in CUT_BY:
            return key.fields[0], target
    return "", ("", "")


def record_view(tables: Tables, table: Table, record: Record) -> RecordView:
    """One row in words."""
    shown = [item for item in table.schema.fields if item.name not in _KNOWN_BY or not _sourced(table)]
    return RecordView(
        row=row_key(table, record),
        name=row_name(tables, table, record),
        language=title_language(tables, record) or "" if table.name == "sources" else "",
        values=tuple(_value(tables, table, item, record) for item in shown if record[item.name] is not None),
        lacking=tuple(item.title for item in shown if record[item.name] is None),
        origin=origin(tables, record) if _sourced(table) else None,
        page=row_page(table, record),
    )


def _sourced(table: Table) -> bool:
    return {"source_id", "locator", "basis", "checked"} <= set(table.schema.names)


def _value(tables: Tables, table: Table, item: Field, record: Record) -> Value:
    value = record[item.name]
    found = _named_by(tables, table, item.name, value)
    if found is not None:
        return Value(item.title, row_name(tables, *found), to=row_key(*found))
    if isinstance(value, bool):
        return Value(item.title, "yes" if value else "no")
    if isinstance(value, int | float) and item.type != "year" and not item.name.endswith("year"):
        return Value(
            item.title, str(value), number=value, unit=item.unit or (_unit(tables, table, record) if item.name in _MEASURED else "")
        )
    language = str(record.get(_SPOKEN.get(item.name, "")) or "")
    if table.name == "sources" and item.name == "title":
        language = title_language(tables, record) or ""
    text = str(value)
    return Value(item.title, text, language=language, web=text.startswith(("http://", "https://")))


def _named_by(tables: Tables, table: Table, name: str, value: object) -> tuple[Table, Record] | None:
    """The row that a code names, with its table; None when the field is no key."""
    for key in table.schema.foreign_keys:
        if key.fields == (name,):
            target = tables.table(key.package or table.package, key.resource or table.name)
            found = target.by_key.get(value)
            if found is not None:
                return target, found
    return None


def _unit(tables: Tables, table: Table, record: Record) -> str:
    """The unit of a measured value: that of the row, or that of the indicator that one of its keys leads to."""
    if record.get("unit_id"):
        return _inside(tables.title("reference", "units", record["unit_id"]))
    for key in table.schema.foreign_keys:
        found = _named_by(tables, table, key.fields[0], record[key.fields[0]])
        if found is not None and found[1].get("unit_id"):
            return _inside(tables.title("reference", "units", found[1]["unit_id"]))
    return ""


def _inside(unit: str) -> str:
    """A unit as it stands behind a number: its capital letter goes, unless it is an abbreviation."""
    return unit[:1].lower() + unit[1:] if unit[1:2].islower() else unit


def record_json(tables: Tables, table: Table, record: Record) -> dict[str, Any]:
    """One row for programs: its values, the meaning of its codes, and its source in full."""
    codes = {name: _named_by(tables, table, name, value) for name, value in record.items() if value is not None}
    labels = {name: row_name(tables, *found) for name, found in codes.items() if found is not None}
    result: dict[str, Any] = {"row": dict(_plain(record)), "labels": labels}
    if _sourced(table):
        source = tables.one("reference", "sources", record["source_id"])
        result["source"] = {name: source[name] for name in ("source_id", "title", "publisher", "url")}
    return result


def _plain(record: Record) -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        yield name, value.isoformat() if isinstance(value, datetime.date | datetime.time) else value
