"""The official judge: frictionless, given only what is safe for it to see, its errors turned into problems.

It sees no address, no path and no pattern: descriptors are cut down to the keys of the standard, rows are handed over in memory,
foreign keys are left to keys.py (frictionless knows none across packages), patterns to table_checks.py (its engine can be made to hang).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog.model import Package, Table
from bwise_publish.problems import Place, Problem
from bwise_publish.validation import metaschema

if TYPE_CHECKING:
    from frictionless import Error

_DROPPED = {"$schema", "profile", "path", "data", "hash", "bytes", "dialect", "encoding", "licenses", "sources"}
V2 = "https://datapackage.org/profiles/2.0/"
_MOST_ERRORS = 1000


def judge_descriptor(package: Package) -> list[Problem]:
    """What frictionless finds wrong with the metadata of a package, its tables that could be used, their schemas and fields."""
    from frictionless import FrictionlessException
    from frictionless import Package as Official

    descriptor = {
        key: value for key, value in package.raw.items() if key in metaschema.PACKAGE.keys and key not in ("profile", "image", "resources")
    }
    descriptor["resources"] = [_resource(resource.raw) for resource in package.resources]
    if not str(descriptor.get("$schema", V2)).startswith(V2):
        del descriptor["$schema"]
    try:
        Official.from_descriptor(descriptor)
    except FrictionlessException as exception:
        return [_metadata_problem(package, error) for error in exception.to_errors()]
    except Exception as error:  # its metadata code trips over shapes that it does not expect
        message = f"frictionless, the official validator, cannot read the descriptor: {type(error).__name__}: {error}."
        return [
            Problem(
                Place(package.name, file=package.descriptor.name),
                "frictionless-failed",
                message,
                "Mend the other problems of the descriptor first.",
            )
        ]
    return []


def judge_rows(table: Table, indices: Sequence[int] | None) -> list[tuple[int, str, Problem]]:
    """What frictionless finds in the rows of a table (all of them, or those at `indices`): row index, field, problem.

    The row index is -1 for what concerns no row. Keys are judged only when all rows are seen.
    """
    from frictionless import FrictionlessException
    from frictionless.resources import TableResource

    names = table.text.columns
    frame = table.text if indices is None else table.text[list(indices)]
    place = Place(table.package, table.name)
    try:
        descriptor = {"$schema": V2 + "dataresource.json", "name": "table", "type": "table", "data": [names, *map(list, frame.iter_rows())]}
        resource = TableResource.from_descriptor({**descriptor, "schema": _schema(table.schema.raw, keys=indices is None)})
        report = resource.validate(limit_errors=_MOST_ERRORS)
        errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    except FrictionlessException as exception:
        errors = list(exception.to_errors())
    except Exception as error:  # a bound of a type that it cannot compare, for one
        message = f"frictionless, the official validator, stops at this table: {type(error).__name__}: {error}."
        return [(-1, "", Problem(place, "frictionless-failed", message, "Mend the other problems of the table and its schema first."))]
    return [_row_problem(table, error, indices) for error in errors]


def _resource(raw: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in raw.items() if key in metaschema.RESOURCE.keys and key not in _DROPPED - {"licenses", "sources"}}
    if isinstance(raw.get("schema"), Mapping):
        kept["schema"] = _schema(raw["schema"], keys=True)
    return {**kept, "path": "data.csv"}  # not opened: metadata only


def _schema(raw: Mapping[str, Any], *, keys: bool) -> dict[str, Any]:
    kept = {key: value for key, value in raw.items() if key in metaschema.SCHEMA.keys and key not in ("$schema", "foreignKeys")}
    if not keys:
        kept.pop("primaryKey", None)
    kept["fields"] = [_field(field, keys=keys) if isinstance(field, Mapping) else field for field in raw.get("fields", [])]
    return kept


def _field(raw: Mapping[str, Any], *, keys: bool) -> dict[str, Any]:
    field = dict(raw)
    if isinstance(raw.get("constraints"), Mapping):
        dropped = ("pattern",) if keys else ("pattern", "unique")
        field["constraints"] = {key: value for key, value in raw["constraints"].items() if key not in dropped}
    return field


def _metadata_problem(package: Package, error: Error) -> Problem:
    message = f"frictionless, the official validator, refuses the descriptor: {error.note or error.message}."
    return Problem(
        Place(package.name, file=package.descriptor.name),
        "frictionless-metadata",
        message,
        "Correct the descriptor where the message says.",
    )


def _row_problem(table: Table, error: Error, indices: Sequence[int] | None) -> tuple[int, str, Problem]:
    from bwise_publish.validation.table_checks import row_number

    number = int(getattr(error, "row_number", 0) or 0)  # the header is row 1
    field = str(getattr(error, "field_name", "") or "")
    index = -1
    if number >= 2:
        index = number - 2 if indices is None else indices[number - 2]
    where = Place(table.package, table.name, row_number(table, index) if index >= 0 else 0, field)
    message = f"frictionless, the official validator, refuses this: {error.title.lower()}, {error.note or error.message}."
    return (
        index,
        field,
        Problem(where, "frictionless-verdict", message, "Correct what the message names; the data and the descriptor must agree."),
    )
