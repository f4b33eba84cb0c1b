"""How two descriptions differ: properties of packages, tables and fields, one by one. What only says where bytes lie is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Properties that follow from the files or from the release; a moved file calls for no new version (Data Package Version recipe).
_FOLLOWING = frozenset({"path", "bytes", "hash", "version", "created", "homepage", "resources", "schema", "$schema", "profile"})
_PLAIN_DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}
_NESTED = ("constraints",)


@dataclass(frozen=True, slots=True)
class PropertyChange:
    """One property with its old and new value (JSON values; None when it was not there). `field` is empty for the table or package."""

    field: str
    property: str
    old: Any
    new: Any


def described(old: Mapping[str, Any], new: Mapping[str, Any], field: str = "") -> tuple[PropertyChange, ...]:
    """The changed properties of a package, a table, or (with `field`) a field, in the order of their names."""
    before, after = _flat(old), _flat(new)
    return tuple(
        PropertyChange(field, name, before.get(name), after.get(name))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    )


def table_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[PropertyChange, ...]:
    """The changed properties of a resource, of its schema, and of the fields that both have."""
    schemas = (old.get("schema") or {}, new.get("schema") or {})
    fields = [{item["name"]: item for item in schema.get("fields", [])} for schema in schemas]
    whole = described({**_schema(schemas[0]), **_resource(old)}, {**_schema(schemas[1]), **_resource(new)})
    parts = [change for name in fields[1] if name in fields[0] for change in described(fields[0][name], fields[1][name], name)]
    return (*whole, *parts)


def fields_moved(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the fields that both have stand in another order."""
    return [name for name in before if name in after] != [name for name in after if name in before]


def _flat(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The properties, those of constraints as `constraints.minimum`; a property that is empty counts as not there."""
    values = {key: value for key, value in raw.items() if key not in (*_FOLLOWING, *_NESTED)}
    for group in _NESTED:
        if isinstance(raw.get(group), Mapping):
            values |= {f"{group}.{key}": value for key, value in raw[group].items()}
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def _resource(raw: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(raw)
    if isinstance(values.get("dialect"), Mapping) and values["dialect"].items() <= _PLAIN_DIALECT.items():
        del values["dialect"]
    return values


def _schema(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The schema without its fields; keys as lists of lists, so that two ways of writing the same key are one."""
    values = {key: value for key, value in raw.items() if key != "fields"}
    if isinstance(values.get("primaryKey"), str):
        values["primaryKey"] = [values["primaryKey"]]
    keys = values.get("foreignKeys")
    if isinstance(keys, list):
        values["foreignKeys"] = [_foreign_key(key) if isinstance(key, Mapping) else key for key in keys]
    if values.get("missingValues") == [""]:
        del values["missingValues"]
    return values


def _foreign_key(key: Mapping[str, Any]) -> dict[str, Any]:
    """A foreign key with lists of fields; the package is left out, because a published package carries its code lists with it."""
    reference = key.get("reference") or {}
    target = {"resource": reference.get("resource") or "", "fields": _listed(reference.get("fields"))}
    return {"fields": _listed(key.get("fields")), "reference": target}


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value
