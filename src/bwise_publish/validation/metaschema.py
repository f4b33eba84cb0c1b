"""The closed list of what a descriptor may say: keys per level and the kind of value of each, Data Package v2.

Sources: the specification at https://datapackage.org/standard/ (data-package, data-resource, table-dialect, table-schema, version 2.0),
whose JSON profile accepts any misspelt key; the keys of version 1 that are still met; and the keys of our own that are marked below.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of value: the words for it in a message, and the test whether a value is of it."""

    words: str
    accepts: Callable[[object], bool]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_text(item) for item in value)


def _is_text_or_empty(value: object) -> bool:
    return isinstance(value, str)


def _is_category(value: object) -> bool:
    return _is_text(value) or _is_number(value) or (isinstance(value, Mapping) and "value" in value)


def _is_labelled(value: object) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("value"), str) and set(value) <= {"value", "label"}


_ADDRESS = re.compile(r"(?:https?|mailto):[^\s<>\"]+|[^\s:<>\"/][^\s:<>\"]*")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")

TEXT = Kind("text that is not empty", _is_text)
ANY_TEXT = Kind("text", lambda value: isinstance(value, str))
TEXTS = Kind("a list of texts", _is_texts)
FLAG = Kind("true or false, without quotation marks", lambda value: isinstance(value, bool))
COUNT = Kind("a whole number of 0 or more, without quotation marks", _is_count)
CHARACTER = Kind("one character", lambda value: isinstance(value, str) and len(value) == 1)
OBJECT = Kind("a JSON object", lambda value: isinstance(value, Mapping))
PART = Kind("a JSON object, or the path of a file that holds it", lambda value: isinstance(value, Mapping) or _is_text(value))
LIST = Kind("a list that is not empty", lambda value: isinstance(value, list) and bool(value))
VALUE = Kind("a value", lambda value: value is not None)
BOUND = Kind("a number or a text", lambda value: _is_number(value) or _is_text(value))
NAMES = Kind("a field name or a list of field names", lambda value: _is_text(value) or _is_texts(value))
KEYS = Kind(
    "a list of lists of field names", lambda value: isinstance(value, list) and all(_is_text(item) or _is_texts(item) for item in value)
)
MOMENT = Kind("a date and time such as 2026-11-25T00:00:00Z", lambda value: isinstance(value, str) and bool(_MOMENT.fullmatch(value)))
ADDRESS = Kind(
    "an address that begins with https://, or a path inside the package",
    lambda value: isinstance(value, str) and bool(_ADDRESS.fullmatch(value)),
)
EMAIL = Kind("an e-mail address", lambda value: isinstance(value, str) and bool(re.fullmatch(r"[^\s@]+@[^\s@]+", value)))
MISSING = Kind(
    "a list of texts, or of objects with value and label",
    lambda value: isinstance(value, list) and (all(map(_is_text_or_empty, value)) or all(map(_is_labelled, value))),
)
CATEGORIES = Kind(
    "a list of values, or of objects with value and label",
    lambda value: (
        isinstance(value, list)
        and bool(value)
        and all(_is_text(item) or _is_number(item) or (isinstance(item, Mapping) and "value" in item) for item in value)
    ),
)
COVERAGE = Kind("text, or a list of texts", lambda value: _is_text(value) or _is_texts(value))
MATCH = Kind("exact, equal, subset, superset or partial", lambda value: value in ("exact", "equal", "subset", "superset", "partial"))
PATHS = Kind("a path, or a list of paths", lambda value: _is_text(value) or _is_texts(value))


@dataclass(frozen=True)
class Level:
    """One kind of object in a descriptor: its keys, those it must have, and which of them hold objects of another level.

    `noun` names it in a message, with its article. `inside` maps a key to the level of its object, or of the objects in its list.
    """

    noun: str
    keys: Mapping[str, Kind]
    required: tuple[str, ...] = ()
    inside: Mapping[str, Level] | None = None


LICENCE = Level("a licence", {"name": TEXT, "path": ADDRESS, "title": TEXT})
CONTRIBUTOR = Level(
    "a contributor",
    {
        "title": TEXT,
        "givenName": TEXT,
        "familyName": TEXT,
        "path": ADDRESS,
        "email": EMAIL,
        "roles": TEXTS,
        "role": TEXT,
        "organization": TEXT,
    },
)
SOURCE = Level("a source", {"title": TEXT, "path": ADDRESS, "email": EMAIL, "version": TEXT})
# `package` in a reference is ours: the standard knows no key to a table of another package.
REFERENCE = Level(
    "a reference",
    {"package": TEXT, "resource": ANY_TEXT, "fields": NAMES},
    ("fields",),
)
FOREIGN_KEY = Level("a foreign key", {"fields": NAMES, "reference": OBJECT}, ("fields", "reference"), {"reference": REFERENCE})
CONSTRAINTS = Level(
    "the constraints",
    {
        "required": FLAG, "unique": FLAG, "minLength": COUNT, "maxLength": COUNT, "minimum": BOUND, "maximum": BOUND,
        "exclusiveMinimum": BOUND, "exclusiveMaximum": BOUND, "pattern": TEXT, "enum": LIST, "jsonSchema": OBJECT,
    },
)  # fmt: skip
# `unit` is ours: the unit of a measurement, in words or as a symbol. `rdfType` is of the standard.
FIELD = Level(
    "a field",
    {
        "name": TEXT, "type": TEXT, "format": TEXT, "title": TEXT, "description": TEXT, "example": VALUE, "examples": LIST,
        "constraints": OBJECT, "rdfType": ADDRESS, "missingValues": MISSING, "categories": CATEGORIES, "categoriesOrdered": FLAG,
        "groupChar": CHARACTER, "decimalChar": CHARACTER, "bareNumber": FLAG, "trueValues": TEXTS, "falseValues": TEXTS,
        "delimiter": CHARACTER, "itemType": TEXT, "unit": TEXT,
    },
    ("name",),
    {"constraints": CONSTRAINTS},
)  # fmt: skip
SCHEMA = Level(
    "a schema",
    {
        "$schema": TEXT, "name": TEXT, "title": TEXT, "description": TEXT, "fields": LIST, "fieldsMatch": MATCH, "missingValues": MISSING,
        "primaryKey": NAMES, "uniqueKeys": KEYS, "foreignKeys": Kind("a list of foreign keys", lambda value: isinstance(value, list)),
    },
    ("fields",),
    {"fields": FIELD, "foreignKeys": FOREIGN_KEY},
)  # fmt: skip
DIALECT = Level(
    "a dialect",
    {
        "$schema": TEXT, "header": FLAG, "headerRows": LIST, "headerJoin": ANY_TEXT, "commentRows": LIST,
        "commentChar": CHARACTER, "delimiter": CHARACTER, "lineTerminator": ANY_TEXT,
        "quoteChar": CHARACTER, "doubleQuote": FLAG, "escapeChar": CHARACTER, "nullSequence": ANY_TEXT,
        "skipInitialSpace": FLAG, "property": TEXT, "itemType": TEXT, "itemKeys": TEXTS, "sheetNumber": COUNT, "sheetName": TEXT,
        "table": TEXT, "caseSensitiveHeader": FLAG, "csvddfVersion": VALUE, "headerCase": FLAG, "skipBlankRows": FLAG, "csv": OBJECT,
    },
)  # fmt: skip
RESOURCE = Level(
    "a resource",
    {
        "$schema": TEXT, "profile": TEXT, "name": TEXT, "path": PATHS, "data": VALUE, "type": TEXT, "title": TEXT, "description": TEXT,
        "format": TEXT, "mediatype": TEXT, "encoding": TEXT, "bytes": COUNT, "hash": TEXT, "homepage": ADDRESS, "sources": LIST,
        "licenses": LIST, "dialect": PART, "schema": PART,
        # of frictionless, which reads and writes them
        "scheme": TEXT, "compression": TEXT, "innerpath": TEXT, "extrapaths": TEXTS, "fields": COUNT, "rows": COUNT,
    },
    ("name",),
    {"sources": SOURCE, "licenses": LICENCE, "dialect": DIALECT, "schema": SCHEMA},
)  # fmt: skip
# temporalCoverage and spatialCoverage are ours, named after the terms of schema.org: 2014, or 2014/2024; countries or regions in words.
PACKAGE = Level(
    "a package",
    {
        "$schema": TEXT, "profile": TEXT, "name": TEXT, "id": TEXT, "title": TEXT, "description": TEXT, "homepage": ADDRESS,
        "version": TEXT, "created": MOMENT, "keywords": TEXTS, "image": ADDRESS, "licenses": LIST, "contributors": LIST,
        "sources": LIST, "resources": LIST, "temporalCoverage": COVERAGE, "spatialCoverage": COVERAGE,
    },
    ("resources",),
    {"licenses": LICENCE, "contributors": CONTRIBUTOR, "sources": SOURCE, "resources": RESOURCE},
)  # fmt: skip

_ORDERED = ("required", "unique", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_SIZED = ("required", "unique", "enum", "minLength", "maxLength")

# Constraints by field type (table-schema, "Constraints"; `list` as frictionless 5.21 supports it).
CONSTRAINTS_OF: Mapping[str, tuple[str, ...]] = {
    "string": (*_SIZED, "pattern"),
    "number": _ORDERED,
    "integer": _ORDERED,
    "boolean": ("required", "unique", "enum"),
    "date": _ORDERED,
    "time": _ORDERED,
    "datetime": _ORDERED,
    "year": _ORDERED,
    "yearmonth": _ORDERED,
    "duration": _ORDERED,
    "geopoint": ("required", "unique", "enum"),
    "geojson": ("required", "unique", "enum", "minLength", "maxLength"),
    "object": (*_SIZED, "jsonSchema"),
    "array": (*_SIZED, "jsonSchema"),
    "list": ("required", "unique", "minLength", "maxLength"),
    "any": ("required", "unique", "enum"),
}

# Formats by field type beside `default`; the types of dates and times also take a strptime pattern, which holds a %.
FORMATS_OF: Mapping[str, tuple[str, ...]] = {
    "string": ("email", "uri", "binary", "uuid"),
    "date": ("any",),
    "time": ("any",),
    "datetime": ("any",),
    "geopoint": ("array", "object"),
    "geojson": ("topojson",),
}

# Keys of a field that only some types have.
KEYS_OF: Mapping[str, tuple[str, ...]] = {
    "groupChar": ("number", "integer"),
    "decimalChar": ("number",),
    "bareNumber": ("number", "integer"),
    "trueValues": ("boolean",),
    "falseValues": ("boolean",),
    "delimiter": ("list",),
    "itemType": ("list",),
    "categories": ("string", "integer"),
    "categoriesOrdered": ("string", "integer"),
}
