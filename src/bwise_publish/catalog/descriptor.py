"""Reads datapackage.json into the model: strict JSON, safe paths, shapes that later stages rely on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bwise_publish.catalog.model import MOST_COLUMNS, ROWS_FOR_COLUMNS, Field, ForeignKey, Package, Resource, Schema, missing_labels
from bwise_publish.catalog.paths import MAX_DESCRIPTOR_BYTES, check_path, read_bytes
from bwise_publish.problems import Place, Problem, listed, nearest, shown

DESCRIPTOR = "datapackage.json"


class _NotStrict(ValueError):
    """JSON that other tools would read in different ways."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen:
            raise _NotStrict(f"the key {shown(key)} stands twice in one object")
        seen[key] = value
    return seen


def _constant(name: str) -> Any:
    raise _NotStrict(f"{name} is not a JSON number")


def read_json(path: Path, place: Place) -> Any | Problem:
    """The value of a JSON file, or the problem with it: encoding, syntax, keys that stand twice, NaN, depth, size."""
    content = read_bytes(path, MAX_DESCRIPTOR_BYTES, place)
    if isinstance(content, Problem):
        return content
    try:
        return json.loads(content.decode("utf-8"), object_pairs_hook=_pairs, parse_constant=_constant)
    except UnicodeDecodeError as error:
        return Problem(
            place, "descriptor-encoding", f"{path.name} is not UTF-8 text: byte {error.start} cannot be read.", "Save the file as UTF-8."
        )
    except json.JSONDecodeError as error:
        message = f"{path.name} is not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        return Problem(
            place,
            "descriptor-json",
            message,
            "Look at that line and the one before it; often a comma or a quotation mark is missing or too many.",
        )
    except _NotStrict as error:
        return Problem(place, "descriptor-json", f"{path.name}: {error}.", "Keep one of the two, or write the value another way.")
    except (RecursionError, ValueError) as error:
        return Problem(
            place,
            "descriptor-json",
            f"{path.name} cannot be read as JSON: {error}.",
            "Write the file more simply; no descriptor needs this.",
        )


def read_package(descriptor: Path) -> tuple[Package | None, list[Problem]]:
    """The package of a datapackage.json, with the problems met; None when nothing of it can be used.

    A resource that cannot be used is left out and named in a problem.
    """
    folder = descriptor.absolute().parent.name
    place = Place(package=folder, file=descriptor.name)
    if not descriptor.is_file():
        return None, [
            Problem(
                place,
                "file-missing",
                f"There is no {descriptor.name} in the folder {shown(folder)}.",
                "Add the descriptor, or correct the name of the folder.",
            )
        ]
    raw = read_json(descriptor, place)
    if isinstance(raw, Problem):
        return None, [raw]
    if not isinstance(raw, Mapping):
        return None, [
            Problem(place, "descriptor-shape", f"{descriptor.name} must hold one JSON object.", "Begin the file with { and end it with }.")
        ]
    problems: list[Problem] = []
    stated = raw.get("name")
    name = stated if isinstance(stated, str) and stated else folder
    resources: list[Resource] = []
    items = raw.get("resources")
    if not isinstance(items, list) or not items:
        problems.append(
            Problem(place, "descriptor-shape", "resources must be a list with at least one resource.", 'Write "resources": [ … ].')
        )
        items = []
    for number, item in enumerate(items, start=1):
        resource = _resource(descriptor.parent, name, item, number, problems)
        if resource is None:
            continue
        if resource.name in {known.name for known in resources}:
            problems.append(
                Problem(
                    Place(name, resource.name),
                    "resource-twice",
                    f"Two resources are named {shown(resource.name)}.",
                    "Give each resource a name of its own.",
                )
            )
            continue
        resources.append(resource)
    return Package(name, descriptor.parent, descriptor, tuple(resources), raw), problems


def _resource(folder: Path, package: str, raw: object, number: int, problems: list[Problem]) -> Resource | None:
    if not isinstance(raw, Mapping):
        problems.append(
            Problem(Place(package, file=DESCRIPTOR), "descriptor-shape", f"Resource {number} is not a JSON object.", "Write it as { … }.")
        )
        return None
    name = raw.get("name")
    if not isinstance(name, str) or not name:
        problems.append(Problem(Place(package, file=DESCRIPTOR), "descriptor-shape", f"Resource {number} has no name.", 'Add "name".'))
        return None
    place = Place(package, name)
    path = raw.get("path")
    if path is None and "data" in raw:
        problems.append(
            Problem(
                place,
                "resource-inline",
                "The resource holds its rows in the descriptor (data); rows in a file are supported.",
                'Write the rows to a CSV file and name it: "path": "data/table.csv".',
            )
        )
        return None
    extra = raw.get("extrapaths")
    paths = [*(path if isinstance(path, list) and path else [path]), *(extra if isinstance(extra, list) else [])]
    found = [problem for item in paths if (problem := check_path(folder, item, place)) is not None]
    if found:
        problems += found
        return None
    try:
        stated, dialect = (_followed(folder, raw.get(key), place) for key in ("schema", "dialect"))
    except _Elsewhere as error:
        problems.append(error.args[0])
        return None
    schema: Schema | None = None
    if stated is not None:
        schema = _schema(stated, place, problems)
        if schema is None:
            return None
    return Resource(name, str(paths[0]), schema, raw, tuple(map(str, paths[1:])), dialect)


class _Elsewhere(Exception):
    """Raised when a part of a descriptor is in a file that cannot be followed; carries the problem."""


def _followed(folder: Path, value: object, place: Place) -> object:
    """A schema or dialect: the value itself, or what stands in the file of the package that it names."""
    if not isinstance(value, str):
        return value
    problem = check_path(folder, value, place)
    if problem is not None:
        raise _Elsewhere(problem)
    if value.lower().endswith((".yaml", ".yml")):
        message = f"{shown(value)} is a YAML file; a schema or dialect in a JSON file is supported."
        raise _Elsewhere(Problem(place, "format-unsupported", message, "Write it as JSON, or into the descriptor itself."))
    content = read_json(folder / value, place)
    if isinstance(content, Problem):
        raise _Elsewhere(content)
    return content


def _schema(raw: object, place: Place, problems: list[Problem]) -> Schema | None:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("fields"), list) or not raw["fields"]:
        message = "schema must be a JSON object with a list of fields, or the path of a file of the package that holds one."
        problems.append(Problem(place, "schema-shape", message, 'Write "schema": {"fields": [ … ]}.'))
        return None
    if len(raw["fields"]) > MOST_COLUMNS:
        message = f"The schema has {len(raw['fields']):,} fields; {MOST_COLUMNS:,} are read."
        problems.append(Problem(place, "columns-too-many", message, ROWS_FOR_COLUMNS))
        return None
    fields: list[Field] = []
    taken: set[str] = set()
    for number, item in enumerate(raw["fields"], start=1):
        if not isinstance(item, Mapping) or not isinstance(item.get("name"), str) or not item["name"]:
            problems.append(Problem(place, "schema-shape", f"Field {number} has no name.", 'Write it as {"name": …, "type": …}.'))
            return None
        if item["name"] in taken:
            problems.append(
                Problem(place, "schema-shape", f"Two fields are named {shown(item['name'])}.", "Give each field a name of its own.")
            )
            return None
        fields.append(Field(item["name"], str(item.get("type") or "string"), item))
        taken.add(item["name"])
    names = [item.name for item in fields]
    primary = _key("primaryKey", raw.get("primaryKey", []), names, place, problems) or ()
    stated = raw.get("uniqueKeys", [])
    listed_keys = stated if isinstance(stated, list) else [None]
    unique = tuple(key for item in listed_keys if (key := _key("uniqueKeys", item, names, place, problems)))
    foreign = [
        key
        for key in _foreign_keys(raw.get("foreignKeys", []), place, problems)
        if _known("foreignKeys", key.fields, names, place, problems)
    ]
    missing = missing_labels(raw.get("missingValues"))
    return Schema(tuple(fields), primary, unique, tuple(foreign), ("",) if missing is None else missing, raw)


def _names(value: object) -> tuple[str, ...] | None:
    """A key as written (one name or a list of names), or None when it is neither."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def _key(kind: str, raw: object, fields: list[str], place: Place, problems: list[Problem]) -> tuple[str, ...] | None:
    """A primary or unique key, or None, with a problem, when it cannot be used; the table is then checked without it."""
    key = _names(raw)
    if key is None:
        problems.append(
            Problem(
                place,
                "key-shape",
                f"{kind} is {shown(json.dumps(raw, ensure_ascii=False))}; it must be a list of field names.",
                f"Write the names of the fields, such as [{json.dumps(fields[0])}].",
            )
        )
        return None
    return key if _known(kind, key, fields, place, problems) else None


def _known(kind: str, key: tuple[str, ...], fields: list[str], place: Place, problems: list[Problem]) -> bool:
    for name in key:
        if name not in fields:
            close = nearest(name, fields)
            mend = f"Write {close}." if close else "Name a field of this table in the key."
            problems.append(
                Problem(
                    place,
                    "key-shape",
                    f"{kind} names the field {shown(name)}, which the table does not have; it has {listed(fields)}.",
                    mend,
                )
            )
            return False
    return True


def _foreign_keys(raw: object, place: Place, problems: list[Problem]) -> list[ForeignKey]:
    keys: list[ForeignKey] = []
    for item in raw if isinstance(raw, list) else [raw]:
        reference = item.get("reference") if isinstance(item, Mapping) else None
        fields = _names(item.get("fields")) if isinstance(item, Mapping) else None
        targets = _names(reference.get("fields")) if isinstance(reference, Mapping) else None
        if not isinstance(reference, Mapping) or not fields or not targets or len(fields) != len(targets):
            problems.append(
                Problem(
                    place,
                    "key-shape",
                    f"A foreign key is not complete: {shown(json.dumps(item, ensure_ascii=False))}.",
                    "Give it fields and a reference with resource and as many fields.",
                )
            )
            continue
        keys.append(ForeignKey(fields, str(reference.get("package") or ""), str(reference.get("resource") or ""), targets))
    return keys
