"""States made in memory, without files, for tests with many tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bwise_publish.catalog import Package, Resource, Schema
from bwise_publish.catalog.canonical import csv_bytes
from bwise_publish.catalog.model import Field
from bwise_publish.release.states import State, StateTable


def made(columns: Sequence[str], rows: Sequence[Sequence[str]], key: Sequence[str], name: str = "things") -> State:
    """The state of one package `small` with one table of text columns."""
    import polars as pl

    raw = {"fields": [{"name": column, "type": "string"} for column in columns], "primaryKey": list(key)}
    schema = Schema(tuple(Field(column, "string", {}) for column in columns), tuple(key), (), (), ("",), raw)
    resource = Resource(name, f"data/{name}.csv", schema, {"name": name, "schema": raw})
    source = Package("small", Path(), Path(), (resource,), {"name": "small"})
    table = StateTable("small", resource, schema, source, csv_bytes(columns, rows))
    # The cells are handed over, so that no file is needed where only cells are compared.
    table.__dict__["text"] = pl.DataFrame(
        {c: [row[i] for row in rows] for i, c in enumerate(columns)}, schema=dict.fromkeys(columns, pl.String)
    )
    return State("made", {"small": {"name": "small"}}, {("small", name): table})
