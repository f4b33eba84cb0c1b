"""JSON as all descriptors write it: UTF-8, one space, keys in the order in which a person reads them, LF at the end."""

from __future__ import annotations

import json
from typing import Any


def json_bytes(value: Any) -> bytes:
    """The value as JSON text. Raises ValueError for a number that JSON cannot write."""
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def without_empty(value: dict[str, Any]) -> dict[str, Any]:
    """The object without keys that say nothing: None, empty texts, lists and objects."""
    return {key: item for key, item in value.items() if item is not None and item not in ("", [], {})}
