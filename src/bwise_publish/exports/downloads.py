"""Everything that can be downloaded, by path under the site's root: package folders, one zip a package, one zip of all, JSON tables."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bwise_publish.catalog import Catalog
from bwise_publish.catalog.archive import zip_bytes
from bwise_publish.exports.datapackage import data_package, everything
from bwise_publish.exports.json_tables import json_table
from bwise_publish.exports.selfcontained import ExportPackage, self_contained
from bwise_publish.problems import Place, Problem
from bwise_publish.publication import Publication


@dataclass(frozen=True, slots=True)
class Download:
    """One file as a page lists it: path under the site's root, package, table ("" for a whole package), format, size, sum, rows."""

    path: str
    package: str
    table: str
    format: str
    bytes: int
    sha256: str
    rows: int | None


@dataclass(frozen=True)
class Downloads:
    """The files to serve (by path under the site's root), the list of them, and the zip of everything."""

    served: dict[str, bytes]
    listing: tuple[Download, ...]
    everything: bytes


def downloads(catalog: Catalog, publication: Publication) -> Downloads:
    """All exports of a validated catalog."""
    served: dict[str, bytes] = {}
    listing: list[Download] = []

    def serve(path: str, content: bytes, package: str, table: str, form: str, rows: int | None) -> None:
        served[path] = content
        listing.append(Download(path, package, table, form, len(content), hashlib.sha256(content).hexdigest(), rows))

    exports = tuple(self_contained(catalog, name) for name in publication.packages)
    extras = {name: _extras(export, publication) for name, export in zip(publication.packages, exports, strict=True)}
    for export in exports:
        name = export.package.name
        files = data_package(export, publication, extras[name])
        rows = {f"data/{table.table.name}.csv": len(table.rows) for table in export.tables}
        own = {f"data/{table.table.name}.csv": table for table in export.tables if not table.borrowed}
        serve(
            f"data/{publication.name}-{name}-{publication.version}.zip",
            zip_bytes(files, publication.date),
            name,
            "",
            "ZIP",
            sum(rows.values()),
        )
        for path, content in files.items():
            if path.endswith(".csv"):
                served_as = own.get(path)
                serve(f"data/{name}/{path}", content, name, path[5:-4] if served_as else "", "CSV", rows[path])
                if served_as:
                    serve(f"data/{name}/json/{path[5:-4]}.json", json_table(served_as, publication), name, path[5:-4], "JSON", rows[path])
            elif not path.endswith(".md"):
                serve(f"data/{name}/{path}", content, name, "", "GeoJSON" if path.endswith(".geojson") else "JSON", None)
    whole = zip_bytes(everything(exports, publication, _all_extras(extras, publication)), publication.date)
    serve(
        f"data/{publication.name}-data-{publication.version}.zip",
        whole,
        "",
        "",
        "ZIP",
        sum(len(table) for table in catalog.tables.values()),
    )
    return Downloads(served, tuple(listing), whole)


def _extras(export: ExportPackage, publication: Publication) -> dict[str, bytes]:
    """What a published package carries beside its data: its README and the licence."""
    readme = export.package.folder / "README.md"
    files = {"LICENSE.md": _licence(publication)}
    if readme.is_file():
        files["README.md"] = readme.read_bytes()
    return files


def _all_extras(extras: Mapping[str, Mapping[str, bytes]], publication: Publication) -> dict[str, bytes]:
    files = {"LICENSE.md": _licence(publication)}
    for name, items in extras.items():
        if "README.md" in items:
            files[f"data/{name}/README.md"] = items["README.md"]
    return files


def _licence(publication: Publication) -> bytes:
    path = publication.root / "docs" / "licence.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else f"Licence: {publication.licence_url}\n"
    return text.encode("utf-8")


def stock_problems(files: Downloads, say: Callable[[str], None]) -> list[Problem]:
    """What stock frictionless says against the published zips, each checked on its own."""
    from frictionless import validate

    problems: list[Problem] = []
    for item in files.listing:
        if item.format != "ZIP":
            continue
        say(Path(item.path).name)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / Path(item.path).name
            path.write_bytes(files.served[item.path])
            report = validate(str(path))
        problems += [_stock(item, "", error) for error in report.errors]
        problems += [_stock(item, task.name, error) for task in report.tasks for error in task.errors]
    return problems


def _stock(item: Download, table: str, error: Any) -> Problem:
    place = Place(item.package or Path(item.path).name, table, getattr(error, "row_number", 0) or 0)
    message = f"Stock frictionless does not accept the published package: {error.title}: {error.note}."
    return Problem(place, "published-package", message, "Mend the table or its descriptor.")
