"""Where the files of the static API lie: addresses under the site's root that stay what they are from version to version."""

from __future__ import annotations

import posixpath
import re

FOLDER = "api"
INDEX, OPENAPI = f"{FOLDER}/index.json", f"{FOLDER}/openapi.json"
# Keys become names of files and parts of addresses as they are.
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def json_address(package: str, table: str) -> str:
    """The file of a whole table."""
    return f"{FOLDER}/{package}/{table}.json"


def row_address(package: str, table: str, key: object) -> str:
    """The file of one row. Raises ValueError for a key that would need escaping."""
    return f"{FOLDER}/{package}/{table}/{_safe(key)}.json"


def part_address(package: str, table: str, field: str, value: object) -> str:
    """The file of the rows of a bulk table that have `value` in `field`. Raises ValueError for a value that would need escaping."""
    return f"{FOLDER}/{package}/{table}/{field}/{_safe(value)}.json"


def relative_address(target: str, source: str) -> str:
    """The link from the file at `source` to `target`, both under the site's root; a page keeps its final slash."""
    path = posixpath.relpath(target, posixpath.dirname(source))
    return f"{path}/" if target.endswith("/") else path


def _safe(key: object) -> str:
    text = str(key)
    if not _SAFE.fullmatch(text):
        raise ValueError(f"the key {text!r} cannot be part of an address")
    return text
