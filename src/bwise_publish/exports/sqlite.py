"""SQLite: tables with types and keys, a view for each table that adds the labels of its codes, and tables that describe it all."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bwise_publish.catalog import Field, Schema
from bwise_publish.exports.labels import code_labels
from bwise_publish.exports.selfcontained import ExportTable

_TYPES = {"integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
_ABOUT = {
    "about_release": ("key", "value"),
    "about_tables": ("table_name", "package", "title", "description", "row_count", "view_name"),
    "about_fields": ("table_name", "field_name", "title", "description", "type", "unit"),
}
# The header of a file holds a counter of changes (byte 24), the counter at the last write (92) and the number of the library (96). They
# say nothing about the data, and the library differs from machine to machine.
_COUNTERS = ((24, 1), (92, 1), (96, 3_040_000))


def sqlite_database(tables: Sequence[ExportTable], release: Mapping[str, str]) -> bytes:
    """A database of the tables. `release` are the rows of about_release, which say what was published.

    Names of tables must be unique. Keys that lead to a table that is not among `tables` are left out. The bytes depend on nothing but the
    arguments.
    """
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA page_size = 4096")
        database.execute("PRAGMA encoding = 'UTF-8'")
        database.execute("BEGIN")
        for table in tables:
            database.execute(_table_statement(table, tables))
            marks = ", ".join("?" * len(table.header))
            database.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", _rows(table))
        views = {table.name: statement for table in tables if (statement := _view_statement(table, tables))}
        for statement in views.values():
            database.execute(statement)
        _describe(database, tables, release, views)
        database.execute("COMMIT")
        database.execute("VACUUM")
        content = bytearray(database.serialize())
    for place, number in _COUNTERS:
        content[place : place + 4] = number.to_bytes(4, "big")
    return bytes(content)


def view_name(table: str) -> str:
    """The name of the view that adds labels to a table."""
    return f"{table}_labelled"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _listed(names: Iterable[str]) -> str:
    return ", ".join(_quoted(name) for name in names)


def _table_statement(table: ExportTable, tables: Sequence[ExportTable]) -> str:
    schema = table.table.schema
    number = len(schema.primary_key) == 1 and schema.field(schema.primary_key[0]).type in ("integer", "year")
    lines = [_column(field, key=field.name in schema.primary_key) for field in schema.fields]
    if schema.primary_key:
        lines.append(f"PRIMARY KEY ({_listed(schema.primary_key)})")
    lines += [f"UNIQUE ({_listed(names)})" for names in _unique(schema) if names != schema.primary_key]
    schemas = {other.name: other.table.schema for other in tables}
    for key in schema.foreign_keys:
        target = key.resource or table.name
        # SQLite wants a key to lead to fields that are a key of their table.
        if target in schemas and key.reference_fields in (schemas[target].primary_key, *_unique(schemas[target])):
            lines.append(f"FOREIGN KEY ({_listed(key.fields)}) REFERENCES {_quoted(target)} ({_listed(key.reference_fields)})")
    # Without a second copy of a key that is text; a key that is a number is the row's own number in SQLite.
    end = " WITHOUT ROWID" if schema.primary_key and not number else ""
    return f"CREATE TABLE {_quoted(table.name)} (\n  " + ",\n  ".join(lines) + f"\n){end}"


def _unique(schema: Schema) -> list[tuple[str, ...]]:
    alone = [(field.name,) for field in schema.fields if field.constraints.get("unique") is True]
    return list(dict.fromkeys([*schema.unique_keys, *alone]))


def _column(field: Field, *, key: bool) -> str:
    parts = [_quoted(field.name), _TYPES.get(field.type, "TEXT")]
    if field.required or key:
        parts.append("NOT NULL")
    if field.type == "boolean":
        parts.append(f"CHECK ({_quoted(field.name)} IN (0, 1))")
    return " ".join(parts)


def _rows(table: ExportTable) -> Iterator[list[Any]]:
    for record in table.records():
        yield [_stored(value) for value in record.values()]


def _stored(value: Any) -> Any:
    """Dates and times as ISO 8601 text, which SQLite's own functions read; everything else as it is."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


def _view_statement(table: ExportTable, tables: Sequence[ExportTable]) -> str:
    """The view of a table with a column <field>_label after each code; empty when no field leads to a label."""
    labels = {code.field: (number, code) for number, code in enumerate(code_labels(table.table, tables))}
    if not labels:
        return ""
    columns, joins = [], []
    for name in table.header:
        columns.append(f"t.{_quoted(name)}")
        if name in labels:
            number, code = labels[name]
            shown = _free(f"{name}_label", table.header)
            columns.append(f"l{number}.{_quoted(code.label)} AS {_quoted(shown)}")
            joins.append(f"LEFT JOIN {_quoted(code.target)} AS l{number} ON l{number}.{_quoted(code.target_key)} = t.{_quoted(name)}")
    select = "SELECT\n  " + ",\n  ".join(columns)
    return f"CREATE VIEW {_quoted(view_name(table.name))} AS\n{select}\nFROM {_quoted(table.name)} AS t\n" + "\n".join(joins)


def _free(name: str, taken: Iterable[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _describe(database: sqlite3.Connection, tables: Sequence[ExportTable], release: Mapping[str, str], views: Mapping[str, str]) -> None:
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _ABOUT}
    rows["about_release"] = list(release.items())
    for table in tables:
        source = table.table.resource
        view = view_name(table.name) if table.name in views else None
        rows["about_tables"].append((table.name, table.table.package, source.title, source.description, len(table.rows), view))
        for field in table.table.schema.fields:
            rows["about_fields"].append((table.name, field.name, field.title, field.description, field.type, field.unit or None))
    for name, columns in _ABOUT.items():
        typed = ", ".join(f"{_quoted(column)} {'INTEGER' if column == 'row_count' else 'TEXT'}" for column in columns)
        keys = [column for column in columns if column in ("key", "table_name", "field_name")]
        database.execute(f"CREATE TABLE {_quoted(name)} ({typed}, PRIMARY KEY ({_listed(keys)}))")
        database.executemany(f"INSERT INTO {_quoted(name)} VALUES ({', '.join('?' * len(columns))})", rows[name])
