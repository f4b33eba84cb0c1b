"""The profiles that a package and its resources may name: those of the standard are known; others are not fetched, but refused by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bwise_publish.catalog.model import Package
from bwise_publish.problems import Place, Problem, listed, shown

KNOWN = ("data-package", "tabular-data-package", "data-resource", "tabular-data-resource")
# Where version 1 of the standard publishes them.
_ADDRESS = re.compile(r"https?://(?:specs\.frictionlessdata\.io|frictionlessdata\.io)/schemas/([a-z-]+)\.json")


def known_profile(stated: object) -> str | None:
    """The short name of a profile of the standard; None for another value."""
    if not isinstance(stated, str):
        return None
    match = _ADDRESS.fullmatch(stated)
    name = match[1] if match else stated
    return name if name in KNOWN else None


def check_profiles(package: Package) -> Iterator[Problem]:
    """A problem for each profile that is not of the standard: what it asks for is not known, so nobody can say that it is kept."""
    items = package.raw.get("resources")
    resources = [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    stated = [("", package.raw.get("profile")), *((str(item.get("name") or ""), item.get("profile")) for item in resources)]
    for name, profile in stated:
        if isinstance(profile, str) and known_profile(profile) is None:
            message = f"The profile {shown(profile)} is not supported; supported are {listed(KNOWN)}. Nothing is fetched from the network."
            mend = "Check the package with a program that knows this profile; without the key, it is checked by the standard alone."
            yield Problem(Place(package.name, name, file=package.descriptor.name), "profile-unsupported", message, mend)
