"""The examples of fields: each must itself be a value that its field allows, since a reader takes it as the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bwise_publish.catalog.model import Field, Package, Resource, Schema
from bwise_publish.problems import Place, Problem, shown
from bwise_publish.validation import metaschema, values

_STRUCTURED = ("object", "array", "geojson", "geopoint", "list")  # their examples are written as JSON, not as a cell
_MARKS = ("groupChar", "decimalChar", "bareNumber", "missingValues")  # an example is a value, not a cell with its marks


@dataclass(frozen=True)
class _Example:
    """One example: where it stands, its field, and the cell that it would be."""

    place: Place
    field: Field
    cell: str

    def unfit(self, sentence: str) -> Problem:
        where = Place(self.place.package, self.place.table, 0, self.field.name, self.place.file)
        return Problem(where, "example-invalid", f"{sentence}.", "Write an example that the field allows; a value of the column is best.")


def check_examples(tables: Iterable[tuple[Place, Iterable[Mapping[str, Any]]]]) -> Iterator[Problem]:
    """A problem for each example that its field does not allow; `tables` are places with the fields of their schemas as written.

    All examples of a package are checked as the one row of a table, since a table of many columns is checked as fast as one of few.
    """
    examples: list[_Example] = []
    for place, fields in tables:
        for raw in fields:
            found = _example(raw, place)
            if isinstance(found, Problem):
                yield found
            elif found is not None:
                examples.append(found)
    if examples:
        yield from _broken(examples)


def _example(raw: Mapping[str, Any], place: Place) -> _Example | Problem | None:
    """The example of a field as a cell; a problem for one of another kind of value; None where there is nothing to check."""
    from bwise_publish.validation.table_checks import type_words

    name, example, kind = raw.get("name"), raw.get("example"), raw.get("type", "string")
    if not isinstance(name, str) or example is None or not isinstance(kind, str) or kind not in metaschema.CONSTRAINTS_OF:
        return None
    field = Field(name, kind, {key: value for key, value in raw.items() if key not in _MARKS})
    no_text = kind == "string" and not isinstance(example, str)
    if not no_text and (kind in _STRUCTURED or isinstance(example, (Mapping, list))):
        return None
    if no_text or (isinstance(example, bool) and kind not in ("boolean", "any")):
        return _Example(place, field, "").unfit(f"The example {shown(example)} is not {type_words(field)}")
    return _Example(place, field, values.written(example, field))


def _broken(examples: list[_Example]) -> Iterator[Problem]:
    import polars as pl

    from bwise_publish.catalog.loading import typed_table
    from bwise_publish.catalog.reading import Batch
    from bwise_publish.validation.table_checks import broken_in_first_row, type_words

    columns = {f"{number}": example for number, example in enumerate(examples)}
    fields = tuple(Field(name, example.field.type, example.field.raw) for name, example in columns.items())
    resource = Resource("", "", Schema(fields, (), (), (), (), {}), {})
    holder = Package("", Path(), Path(), (), {})
    row = pl.DataFrame({name: [example.cell] for name, example in columns.items()})
    table = typed_table(holder, resource, Batch(row, range(2, 3)))
    for name, rows in table.unreadable.items():
        if rows:
            example = columns[name]
            yield example.unfit(f"The example {shown(example.cell)} is not {type_words(example.field)}")
    for name, rule in broken_in_first_row(table):
        example = columns[name]
        yield example.unfit(f"The example {shown(example.cell)} is not allowed; allowed is {rule.allowed}")
