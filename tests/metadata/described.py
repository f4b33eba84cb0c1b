"""A small release with two packages, described in every vocabulary, and what is true of it as its own files show."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bwise_publish.catalog import load
from bwise_publish.exports.downloads import Download, downloads
from bwise_publish.metadata.building import release_model
from bwise_publish.metadata.emitting import Description, description, facts_of, release_files
from bwise_publish.metadata.model import Release
from bwise_publish.publication import Publication, read_publication
from bwise_publish.release.changes import releases
from tests.making import field, package, publication, table

LICENCES = {
    "CC-BY-4.0": ("https://creativecommons.org/licenses/by/4.0/", "CC_BY_4_0"),
    "CC0-1.0": ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0"),
}

LOCK = """\
alpha-two==1.2 \\
    --hash=sha256:{a}
Beta_One==0.9 ; sys_platform == 'win32' \\
    --hash=sha256:{b} \\
    --hash=sha256:{a}
""".format(a="a" * 64, b="b" * 64)


@dataclass(frozen=True)
class Described:
    """`served` are files by path under the site's root, `bundle` those beside the site."""

    publication: Publication
    description: Description
    listing: tuple[Download, ...]
    served: Mapping[str, bytes]
    bundle: Mapping[str, bytes]


def write_project(root: Path, settings: Mapping[str, str] = {}) -> Path:
    """Writes two packages, `things` and `sizes`, whose key leads to it; `settings` replaces lines of publication.toml by their key."""
    packages = root / "datapackages"
    things = table(
        [field("thing_id", required=True), field("name", "string", "Ä"), field("seen", "date", "2020-01-02")],
        "a,One,\nb,Zwei,2021-03-04",
        ["thing_id"],
    )
    leads = {"fields": ["thing_id"], "reference": {"package": "things", "resource": "things", "fields": ["thing_id"]}}
    sizes = table(
        [
            field("thing_id", required=True),
            field("year", "year", 2020),
            field("size", "number", 1.5, minimum=0),
            field("big", "boolean", True),
        ],
        "b,2020,1.5,true\nb,2021,,false",
        ["thing_id", "year"],
        [leads],
    )
    package(packages, "things", {"things": things})
    package(packages, "sizes", {"sizes": sizes})
    publication(root, ["things", "sizes"])
    path = root / "publication.toml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.split(" ")[0] not in settings]
    path.write_text("\n".join([*lines, *settings.values()]) + "\n", encoding="utf-8")
    changelog = root / "CHANGELOG.md"
    changelog.write_text(changelog.read_text(encoding="utf-8") + "\n## 1.1.0 - 2023-02-01\n\n- Before.\n", encoding="utf-8")
    return root


def write_altered(root: Path) -> Path:
    """Writes the same packages so that everything that is told is another: who reads both cannot answer with what it knew before."""
    settings = {
        "version": 'version = "2.3.4"',
        "date": "date = 2024-07-08",
        "licence": 'licence = "CC0-1.0"',
        "title": 'title = "Another publication"',
        "description": 'description = "Told otherwise."',
        "creators": 'creators = [{ name = "Some others" }]',
    }
    write_project(root, settings)
    for name in ("things", "sizes"):
        path = root / "datapackages" / name / "datapackage.json"
        raw = json.loads(path.read_text(encoding="utf-8"))
        raw |= {
            "title": f"Other {name}",
            "description": f"Otherwise {name}.",
            "contributors": [{"title": "Some others", "roles": ["creator"]}],
        }
        raw["licenses"] = [{"name": "CC0-1.0", "path": LICENCES["CC0-1.0"][0], "title": "CC0 1.0"}]
        path.write_text(json.dumps(raw), encoding="utf-8")
    path = root / "datapackages" / "things" / "data" / "things.csv"
    path.write_text(path.read_text(encoding="utf-8") + "c,Three,\n", encoding="utf-8", newline="")
    return root


def settings_of(release: Described) -> dict[str, Any]:
    """publication.toml as it is written."""
    return tomllib.loads((release.publication.root / "publication.toml").read_text(encoding="utf-8"))


def describe(root: Path) -> Described:
    """Exports and describes the project in `root`."""
    read = read_publication(root)
    catalog = load(read.package_folder(name) for name in read.packages)
    files = downloads(catalog, read)
    history = [Release(version, date) for version, date in releases((root / "CHANGELOG.md").read_text(encoding="utf-8"))]
    described = description(release_model(catalog, read, files.listing, history))
    bundle = {"small-data-1.2.0.zip": files.everything}
    bundle |= release_files(described, [facts_of(path, content) for path, content in bundle.items()], pages=3, lock=LOCK)
    return Described(read, described, files.listing, {**files.served, **described.served}, bundle)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def columns_and_rows(content: bytes) -> tuple[list[str], int]:
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    return header, len(rows)
