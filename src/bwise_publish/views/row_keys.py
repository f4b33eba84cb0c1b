"""How a row is named in addresses: its table, and its primary key as one text that can stand in a link and be the id of an element."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bwise_publish.catalog import Record, Table

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True, slots=True)
class RowKey:
    """One row: its package, its table, and its key as text."""

    package: str
    table: str
    key: str


def row_key(table: Table, record: Record) -> RowKey:
    """The row as addresses name it. Raises KeyError for a record of another table."""
    return RowKey(table.package, table.name, "/".join(_part(record[name]) for name in table.schema.primary_key))


def _part(value: object) -> str:
    """A value of a key: as it is where it is plain; a space becomes +, any other character its number between tildes.

    Two values never become the same text.
    """
    return _UNSAFE.sub(lambda match: "+" if match[0] == " " else f"~{ord(match[0]):x}~", str(value))
