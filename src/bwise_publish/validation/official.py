"""The official judge of descriptors: frictionless, given only what is safe for it to see, its errors turned into problems.

It sees no address, no path and no pattern: descriptors are cut down to the keys of the standard, foreign keys are left to keys.py
(frictionless knows none across packages), patterns to cell_rules.py (its engine can be made to hang). Cells are in `catalog/exact.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog.model import Package, Resource
from bwise_publish.problems import Place, Problem
from bwise_publish.validation import metaschema
from bwise_publish.validation.profiles import known_profile

if TYPE_CHECKING:
    from frictionless import Error

_DROPPED = {"$schema", "profile", "path", "data", "hash", "bytes", "dialect", "encoding", "licenses", "sources"}
V2 = "https://datapackage.org/profiles/2.0/"


def judge_descriptor(package: Package) -> list[Problem]:
    """What frictionless finds wrong with the metadata of a package, its tables that could be used, their schemas and fields."""
    from frictionless import FrictionlessException
    from frictionless import Package as Official

    descriptor = {
        key: value for key, value in package.raw.items() if key in metaschema.PACKAGE.keys and key not in ("profile", "image", "resources")
    }
    if (profile := known_profile(package.raw.get("profile"))) is not None:
        descriptor["profile"] = profile
    descriptor["resources"] = [_resource(resource) for resource in package.resources]
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


def _resource(resource: Resource) -> dict[str, Any]:
    raw = resource.raw
    kept = {key: value for key, value in raw.items() if key in metaschema.RESOURCE.keys and key not in _DROPPED - {"licenses", "sources"}}
    if (profile := known_profile(raw.get("profile"))) is not None:
        kept["profile"] = profile
    kept.pop("schema", None)
    if resource.schema is not None:
        kept["schema"] = _schema(resource.schema.raw)
    return {**kept, "path": "data.csv"}  # not opened: metadata only


def _schema(raw: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in raw.items() if key in metaschema.SCHEMA.keys and key not in ("$schema", "foreignKeys")}
    kept["fields"] = [_field(field) if isinstance(field, Mapping) else field for field in raw.get("fields", [])]
    return kept


def _field(raw: Mapping[str, Any]) -> dict[str, Any]:
    field = dict(raw)
    if isinstance(raw.get("constraints"), Mapping):
        field["constraints"] = {key: value for key, value in raw["constraints"].items() if key != "pattern"}
    return field


def _metadata_problem(package: Package, error: Error) -> Problem:
    message = f"frictionless, the official validator, refuses the descriptor: {error.note or error.message}."
    return Problem(
        Place(package.name, file=package.descriptor.name),
        "frictionless-metadata",
        message,
        "Correct the descriptor where the message says.",
    )
