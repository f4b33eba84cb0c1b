"""The address of everything that has a page. An address is relative to the site's root and ends with a slash."""

from __future__ import annotations

import posixpath

# The folder of each kind of page; the id of the row, in small letters, is the rest of the address.
FOLDERS = {
    "topic": "topics",
    "country": "countries",
    "wise-type": "wise-types",
    "skill": "skills",
    "occupation": "occupations",
    "technology": "technologies",
    "group": "groups",
    "persona": "personas",
    "scenario": "scenarios",
    "profile": "profiles",
    "curriculum": "curricula",
    "practice": "practices",
    "recognition": "recognition",
    "strategy": "strategies",
    "organisation": "organisations",
    "source": "sources",
    "dataset": "data",
    "figure": "figures",
    "gap": "gap-to-training",
    "rows": "id",
    "coverage": "coverage",
}


def address(kind: str, identifier: str = "") -> str:
    """The address of a page of that kind, or of the index of the kind when no id is given. Raises KeyError."""
    folder = FOLDERS[kind]
    return f"{folder}/{identifier.lower()}/" if identifier else f"{folder}/"


def relative(target: str, current: str) -> str:
    """The link from the page at address `current` to `target` (an address or a file), relative so that the site can lie anywhere."""
    path = posixpath.relpath(target or ".", current or ".")
    return f"{path}/" if not target or target.endswith("/") else path
