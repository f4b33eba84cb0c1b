"""The archives of all releases, which public/ is made of: read, and checked against what was published before."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.publication import Publication
from bwise_publish.release.ledger import read_ledger
from bwise_publish.release.recipe import parts
from bwise_publish.release.seal import FILE, FORMAT

RELEASES = "releases.json"


@dataclass(frozen=True)
class Archive:
    """One frozen release: the bytes of the archive of its site, the names in it, and its release.json."""

    version: str
    content: bytes
    names: frozenset[str]
    about: Mapping[str, Any]

    @property
    def sha256(self) -> str:
        """The sum of the archive."""
        return hashlib.sha256(self.content).hexdigest()

    def files(self) -> dict[str, bytes]:
        """Every file of the site by path."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return {name: archive.read(name) for name in sorted(self.names)}

    @property
    def moved(self) -> Mapping[str, Mapping[str, str]]:
        """By old address: `to` (the successor, or empty) and `reason`."""
        value: Mapping[str, Mapping[str, str]] = self.about.get("moved", {})
        return value


def archive_path(publication: Publication, version: str) -> Path:
    """Where the archive of the site of a version lies."""
    return publication.root / "dist" / version / f"{publication.name}-site-{version}.zip"


def released_versions(publication: Publication) -> list[str]:
    """The versions in dist/, the newest first."""
    dist = publication.root / "dist"
    names = [path.name for path in dist.iterdir() if re.fullmatch(r"\d+\.\d+\.\d+", path.name)] if dist.is_dir() else []
    return sorted(names, key=parts, reverse=True)


def read_archives(publication: Publication) -> list[Archive]:
    """The archives of all releases in dist/, the newest first. Raises Refusal when there is none or one cannot be read."""
    versions = released_versions(publication)
    if not versions:
        raise Refusal([Problem(Place(file="dist"), "release-missing", "There is no release to publish.", "Run: ./nox -s release")])
    return [_read(publication, version) for version in versions]


def _read(publication: Publication, version: str) -> Archive:
    path = archive_path(publication, version)
    try:
        content = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(name for name in archive.namelist() if not name.endswith("/"))
            about = json.loads(archive.read(FILE))
        if about["format"] != FORMAT or about["version"] != version:
            raise ValueError(f"its {FILE} tells of another release")
        outside = [name for name in names if name.startswith(("/", "\\")) or ".." in name.split("/")]
        if outside:
            raise ValueError(f"the name {outside[0]} leads out of it")
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        place = Place(file=f"dist/{version}/{path.name}")
        message = f"The archive of the site cannot be read: {error}."
        raise Refusal([Problem(place, "release-unreadable", message, "Make the release again from its commit.")]) from None
    return Archive(version, content, names, about)


def frozen_problems(publication: Publication, archives: Sequence[Archive], public: Path) -> list[Problem]:
    """Versions that were published with other bytes, or whose archive is lacking, by the ledger and by an older public/."""
    known = {version: release["sha256"] for version, release in read_ledger(publication.root).releases.items()}
    known = _published(public) | known
    there = {archive.version: archive.sha256 for archive in archives}
    problems = []
    for version in sorted(known, key=parts):
        if version not in there:
            message = f"Version {version} was published, and its archive is not there; its citations would break."
            mend = f"Put the release back into dist/{version}/ (./nox -s fetch gets it from the published site)."
            problems.append(Problem(Place(file=f"dist/{version}"), "version-lost", message, mend))
        elif there[version] != known[version]:
            message = (
                f"Version {version} was published with other bytes: the sum of its archive was {known[version]} and is {there[version]}."
            )
            mend = "A published version never changes: raise the version in publication.toml and release again."
            problems.append(Problem(Place(file=f"dist/{version}"), "version-frozen", message, mend))
    return problems


def _published(public: Path) -> dict[str, str]:
    try:
        value = json.loads((public / RELEASES).read_text(encoding="utf-8"))
        return {str(release["version"]): str(release["sha256"]) for release in value["releases"]}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"The list of published releases cannot be read: {error}."
        mend = "Restore public/ from what is online, or remove it if nothing was ever published from it."
        raise Refusal([Problem(Place(file=f"public/{RELEASES}"), "public-unreadable", message, mend)]) from None
