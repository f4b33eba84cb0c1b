"""The schema of a CSV file that has none: inferred as frictionless infers it, by its own code, from the first rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bwise_publish.catalog.guessing import SAMPLE
from bwise_publish.catalog.model import Field, Package, Resource, Schema
from bwise_publish.catalog.reading import read_batches


def with_schema(package: Package, resource: Resource) -> Resource:
    """The resource with the schema that its first rows show. Raises Unreadable."""
    labels: list[str] = []
    rows: list[list[str]] = []
    for batch in read_batches(package, resource):  # the first may hold a few rows only: the last line without its end is one of its own
        labels = batch.text.columns
        rows += [list(row) for row, number in zip(batch.text.head(SAMPLE).iter_rows(), batch.numbers, strict=False) if number <= SAMPLE]
        if len(batch.numbers) and batch.numbers[-1] >= SAMPLE:
            break
    raw = _inferred(labels, rows)
    fields = tuple(Field(item["name"], item["type"], item) for item in raw["fields"])
    return replace(resource, schema=Schema(fields, (), (), (), ("",), raw))


def _inferred(labels: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    from frictionless import Detector, system

    detector = Detector()
    schema = detector.detect_schema(rows, labels=list(labels), field_candidates=system.detect_field_candidates())  # type: ignore[arg-type]
    return dict(schema.to_descriptor())
