"""CycloneDX 1.6: the software with which a release is built, from the locked requirements alone.

The lock is what a build installs, checksum by checksum, so the list needs no look at any machine: no time, no serial number, no path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bwise_publish.publication import Publication

LOCK = "requirements/run.txt"
_ENTRY = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;\s*([^\\\n]+?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One locked package: name, version, the condition under which it is installed (or empty), and the checksums that are allowed."""

    name: str
    version: str
    condition: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The package URL; names are in small letters with hyphens in it."""
        return f"pkg:pypi/{re.sub(r'[-_.]+', '-', self.name).lower()}@{self.version}"


def locked(text: str) -> tuple[Requirement, ...]:
    """The requirements of a lock file with hashes, sorted by name. Expects the form that `./nox -s lock` writes."""
    found: list[Requirement] = []
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        lines = [line.strip() for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if lines and (match := _ENTRY.match(lines[0])):
            found.append(Requirement(match[1], match[2], (match[3] or "").strip(), tuple(sorted(_HASH.findall(block)))))
    return tuple(sorted(found, key=lambda item: (item.purl, item.condition)))


def sbom(publication: Publication, lock: str) -> dict[str, Any]:
    """The bill of materials of the build environment that the text of a lock file describes."""
    requirements = locked(lock)
    root = f"bwise-publish@{publication.version}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "bwise-publish",
                "version": publication.version,
                "description": "Turns validated Frictionless data packages into a versioned static website and an open-data release",
                "licenses": [{"license": {"id": "MIT"}}],
            },
            "properties": [{"name": "cdx:reproducible", "value": "true"}],
        },
        "components": [_component(item) for item in requirements],
        "dependencies": [{"ref": root, "dependsOn": [item.purl for item in requirements]}, *({"ref": item.purl} for item in requirements)],
    }


def _component(item: Requirement) -> dict[str, Any]:
    properties = [{"name": "bwise-publish:allowed-sha256", "value": digest} for digest in item.hashes]
    if item.condition:
        properties.insert(0, {"name": "bwise-publish:condition", "value": item.condition})
    value: dict[str, Any] = {"type": "library", "bom-ref": item.purl, "name": item.name, "version": item.version, "purl": item.purl}
    # A lock allows several files of a package (one a system), so none of their checksums is that of the component.
    return value | ({"properties": properties} if properties else {})
