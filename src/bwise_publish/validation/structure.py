"""The descriptor of a package against Data Package v2: a closed list of keys, the kinds of values, types, formats and constraints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from bwise_publish.catalog.model import Field, Package
from bwise_publish.problems import Place, Problem, listed, nearest, shown
from bwise_publish.validation import metaschema, values
from bwise_publish.validation.examples import check_examples
from bwise_publish.validation.metaschema import Level
from bwise_publish.validation.patterns import UnsupportedPatternError, whole_value

_MISSPELT = 0.8  # how like a key of the standard a misspelt one is (difflib's ratio)
_REMOVE = "Remove the key."
_OPEN = ("key-unknown", "type-unknown", "constraint-unfit", "constraint-unsupported", "constraint-value", "pattern-unsupported")
_STRUCTURED = ("object", "array", "geojson", "geopoint", "list")

# Misspellings that no measure of likeness finds: other standards' words for the same thing.
_SYNONYMS = {
    "licence": "licenses",
    "license": "licenses",
    "licences": "licenses",
    "label": "title",
    "author": "contributors",
    "creator": "contributors",
    "url": "path",
}


def check_structure(package: Package, *, closed: bool = True) -> list[Problem]:
    """A problem for each key, value, type, format and constraint of the descriptor that the standard does not know.

    The standard lets a descriptor hold keys of its makers' own. Where the list of keys is not `closed`, a key that is not of it is a
    problem only when it looks like one of the standard misspelt, and what frictionless checks of the descriptor is left to it.
    """
    file = package.descriptor.name
    problems = list(_walk(package.raw, metaschema.PACKAGE, Place(package.name, file=file), "", closed))
    elsewhere = {item.name: item for item in package.resources}
    examined: list[tuple[Place, list[Mapping[str, Any]]]] = []
    for raw in _objects(package.raw.get("resources")):
        place = Place(package.name, str(raw["name"])) if isinstance(raw.get("name"), str) else Place(package.name, file=file)
        schema = raw.get("schema")
        resource = elsewhere.get(place.table)
        if resource is not None:  # a schema or dialect in a file of its own
            if isinstance(schema, str) and resource.schema is not None:
                schema = resource.schema.raw
                problems += _walk(schema, metaschema.SCHEMA, place, "schema", closed)
            if isinstance(raw.get("dialect"), str) and isinstance(resource.dialect, Mapping):
                problems += _walk(resource.dialect, metaschema.DIALECT, place, "dialect", closed)
        if isinstance(schema, Mapping):
            for field in _objects(schema.get("fields")):
                if isinstance(field.get("name"), str):
                    problems += _field(field, Place(place.package, place.table, 0, str(field["name"]), place.file))
            examined.append((place, _objects(schema.get("fields"))))
    if closed:
        problems += check_examples(examined)
    return problems if closed else [problem for problem in problems if problem.code in _OPEN and _is_misspelt(problem)]


def _is_misspelt(problem: Problem) -> bool:
    """Whether a problem is other than an unknown key that is like none of the standard."""
    return problem.code != "key-unknown" or problem.mend != _REMOVE


def _objects(items: object) -> list[Mapping[str, Any]]:
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []


def _walk(raw: Mapping[str, Any], level: Level, place: Place, path: str, closed: bool) -> Iterator[Problem]:
    """The problems of one object of the descriptor and of the objects inside it; `path` says where in the resource or package it stands."""
    for key in level.required:
        if key not in raw:
            yield Problem(
                place,
                "key-missing",
                f"{level.noun.capitalize()}{_at(path)} has no {shown(key)}, which the standard asks for.",
                f"Add {shown(key)}.",
            )
    for key, value in raw.items():
        kind = level.keys.get(key)
        if kind is None:
            yield _unknown(key, level, place, path, closed)
        elif not kind.accepts(value):
            where = f"{path}.{key}" if path else key
            yield Problem(place, "value-kind", f"{where} is {_described(value)}; it must be {kind.words}.", f"Write {kind.words}.")
        elif level.inside and key in level.inside and not isinstance(value, str):
            yield from _inside(value, key, level.inside[key], place, path, closed)


def _inside(value: object, key: str, level: Level, place: Place, path: str, closed: bool) -> Iterator[Problem]:
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items, start=1):
        if level is metaschema.RESOURCE:
            inner = (
                Place(place.package, item["name"])
                if isinstance(item, Mapping) and isinstance(item.get("name"), str) and item["name"]
                else place
            )
            where = "" if inner is not place else f"resources[{number}]"
        elif level is metaschema.FIELD:
            named = isinstance(item, Mapping) and isinstance(item.get("name"), str) and item["name"]
            inner = Place(place.package, place.table, 0, item["name"], place.file) if named else place
            where = "" if named else f"{path}.{key}[{number}]".lstrip(".")
        else:
            inner = place
            where = f"{path}.{key}".lstrip(".") + (f"[{number}]" if isinstance(value, list) and len(items) > 1 else "")
        if isinstance(item, Mapping):
            yield from _walk(item, level, inner, where, closed)
        else:
            yield Problem(place, "value-kind", f"{key} holds {_described(item)}; {level.noun} must be a JSON object.", "Write it as { … }.")


def _unknown(key: str, level: Level, place: Place, path: str, closed: bool) -> Problem:
    close = _SYNONYMS.get(key) if closed and _SYNONYMS.get(key) in level.keys else nearest(key, level.keys)
    if not closed and close and SequenceMatcher(None, key.casefold(), close.casefold()).ratio() < _MISSPELT:
        close = None  # a key of its makers' own
    message = f"{shown(key)} is not a key of {level.noun}{_at(path)}; the keys are {listed(sorted(level.keys), 40)}."
    return Problem(place, "key-unknown", message, f"Did you mean {shown(close)}? Correct the key." if close else _REMOVE)


def _at(path: str) -> str:
    return f" ({path})" if path and path != "constraints" else ""


def _described(value: object) -> str:
    if isinstance(value, Mapping):
        return "a JSON object"
    if isinstance(value, list):
        return "an empty list" if not value else f"a list ({listed(map(shown, value), 3)})"
    if value is None:
        return "null"
    if isinstance(value, str):
        return shown(value) if value else "an empty text"
    return str(value).lower() if isinstance(value, bool) else f"the number {shown(value)[1:-1]}"


def _field(raw: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    """The problems of a field as a whole: its type, format, the keys and constraints that its type has, its example and its bounds."""
    kind = raw.get("type", "string")
    if not isinstance(kind, str):
        return  # reported as a value of the wrong kind
    if kind not in metaschema.CONSTRAINTS_OF:
        close = nearest(kind, metaschema.CONSTRAINTS_OF)
        message = f"The type {shown(kind)} is not known; the types are {listed(metaschema.CONSTRAINTS_OF, 20)}."
        yield Problem(place, "type-unknown", message, f"Write {close}." if close else "Choose one of the types.")
        return
    format_ = raw.get("format", "default")
    stated = kind in ("date", "time", "datetime") and isinstance(format_, str) and "%" in format_
    allowed = ("default", *metaschema.FORMATS_OF.get(kind, ()))
    if isinstance(format_, str) and format_ not in allowed and not stated:
        close = nearest(format_, allowed)
        message = f"The format {shown(format_)} is not one of the type {kind}; it has {', '.join(allowed)}."
        yield Problem(
            place, "format-unknown", message, f"Write {close}." if close else "Choose one of these formats, or leave the format out."
        )
        return
    for key, types in metaschema.KEYS_OF.items():
        if key in raw and kind not in types:
            yield Problem(
                place,
                "key-unfit",
                f"{shown(key)} means nothing for the type {kind}; it belongs to {listed(types)}.",
                "Remove the key, or correct the type.",
            )
    constraints = raw.get("constraints")
    if isinstance(constraints, Mapping):
        yield from _constraints(constraints, Field(str(raw["name"]), kind, raw), place)


def _constraints(constraints: Mapping[str, Any], field: Field, place: Place) -> Iterator[Problem]:
    allowed = metaschema.CONSTRAINTS_OF[field.type]
    for key in constraints:
        if key in metaschema.CONSTRAINTS.keys and key not in allowed:
            message = f"The constraint {shown(key)} cannot be used with the type {field.type}; it allows {listed(allowed, 12)}."
            yield Problem(place, "constraint-unfit", message, "Remove the constraint, or correct the type.")
    if "jsonSchema" in constraints and "jsonSchema" in allowed:
        yield Problem(place, "constraint-unsupported", "The constraint jsonSchema is not supported.", "Remove the constraint.")
    pattern = constraints.get("pattern")
    if isinstance(pattern, str) and "pattern" in allowed:
        try:
            whole_value(pattern)
        except UnsupportedPatternError as error:
            message = f"The pattern {shown(pattern)} cannot be used: {error}."
            yield Problem(place, "pattern-unsupported", message, "Write it with sets, groups (?:a|b) and quantifiers only.")
    for low, high in (("minLength", "maxLength"), ("minimum", "maximum")):
        yield from _order(low, high, constraints, field, place)
    for key in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        if key in allowed and metaschema.BOUND.accepts(constraints.get(key)) and not _is_value(constraints[key], field):
            message = f"constraints.{key} is {shown(constraints[key])}, which is not a value of the type {field.type}."
            yield Problem(place, "constraint-value", message, f"Write a value of the type {field.type}.")
    for key, stated in (("constraints.enum", constraints.get("enum")), ("categories", values.category_values(field))):
        for value in stated if isinstance(stated, list) else []:
            if not _is_value(value, field):
                message = f"{key} lists {shown(value)}, which is not a value of the type {field.type}."
                yield Problem(place, "constraint-value", message, "Correct the value, or take it out of the list.")


def _order(low: str, high: str, constraints: Mapping[str, Any], field: Field, place: Place) -> Iterator[Problem]:
    """A lower bound over the upper one. Texts and dates as written are compared as values of the field."""
    stated = [constraints.get(low), constraints.get(high)]
    if any(value is None or isinstance(value, (list, Mapping)) for value in stated):
        return
    least, most = (values.read(value, field) for value in stated) if low == "minimum" else stated
    if least is None or most is None or isinstance(least, (str, bool)) or isinstance(most, (str, bool)) or not _exceeds(least, most):
        return
    message = f"constraints.{low} ({constraints[low]}) is more than constraints.{high} ({constraints[high]}), so no value fits."
    yield Problem(place, "constraint-value", message, "Exchange or correct the two values.")


def _is_value(value: object, field: Field) -> bool:
    """Whether a value of the descriptor is one of the field. Types that are not checked in columns are left to frictionless."""
    if isinstance(value, (Mapping, list)):
        return field.type in _STRUCTURED
    if value is None:
        return False
    if isinstance(value, bool) and field.type not in ("boolean", "any"):
        return False
    if isinstance(value, (int, float)) and not isinstance(value, bool) and field.type in ("string", "date", "time", "datetime"):
        return False
    if field.type in ("string", "any"):
        return isinstance(value, str) or field.type == "any"
    return values.read(value, field) is not None


def _exceeds(least: Any, most: Any) -> bool:
    try:
        return bool(least > most)
    except TypeError:  # durations of months and of days, for one
        return False
