"""The address of everything that has a page. An address is relative to the site's root and ends with a slash."""

from __future__ import annotations

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
    """The link from the page at address `current` to `target` (an address or a file), relative so that the site can lie anywhere.

    Both are plain: no slash at the start, none doubled, no dots that climb. (A site has some 70,000 such links, so this is short of steps.)
    """
    here, there = current.split("/")[:-1], target.split("/")
    shared = 0
    # The last part of a target is its file, or empty: it is no folder that the page could lie in.
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"
