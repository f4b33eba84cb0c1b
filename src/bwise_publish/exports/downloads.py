"""Everything that can be downloaded, by path under the site's root: packages and tables in every format, and all packages together."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bwise_publish.caching import Keep, uncached
from bwise_publish.catalog import Catalog
from bwise_publish.catalog.archive import zip_bytes
from bwise_publish.exports.api.addresses import json_address
from bwise_publish.exports.codebook import JSON_FILE, TEXT_FILE, TableEntry, codebook, json_codebook
from bwise_publish.exports.codebook_text import text_codebook
from bwise_publish.exports.datapackage import data_package, everything
from bwise_publish.exports.geojson import outlines
from bwise_publish.exports.json_tables import json_table
from bwise_publish.exports.keeping import export_key, packed, unpacked
from bwise_publish.exports.parquet import parquet_table
from bwise_publish.exports.selfcontained import ExportPackage, ExportTable, self_contained
from bwise_publish.exports.sqlite import sqlite_database
from bwise_publish.exports.xlsx import workbook
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
    """The files to serve (by path under the site's root), the list of them, the zip of everything, and the codebook of each package."""

    served: dict[str, bytes]
    listing: tuple[Download, ...]
    everything: bytes
    codebooks: Mapping[str, tuple[TableEntry, ...]]


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    content: bytes
    package: str
    table: str
    format: str
    rows: int | None


def downloads(catalog: Catalog, publication: Publication, keep: Keep = uncached) -> Downloads:
    """All exports of a validated catalog. Raises Refusal when a table goes beyond what one of the formats can hold.

    With `keep`, the files of a package are taken from an earlier build when everything that they are made of is the same.
    """
    exports = tuple(self_contained(catalog, name) for name in publication.packages)
    codebooks = {export.package.name: codebook(export) for export in exports}
    files: list[_File] = []
    keys = b""
    for export in exports:
        own = _extras(export, codebooks[export.package.name], publication)
        key = export_key(export, publication, own)
        files += _kept(partial(keep, "package", key), partial(_package, export, publication, own))
        keys += key
    whole = _kept(partial(keep, "whole", keys), partial(_whole, exports, publication, codebooks))
    files += whole
    listing = tuple(
        Download(file.path, file.package, file.table, file.format, len(file.content), hashlib.sha256(file.content).hexdigest(), file.rows)
        for file in files
    )
    return Downloads({file.path: file.content for file in files}, listing, whole[0].content, codebooks)


def _kept(keep: Callable[[Callable[[], bytes]], bytes], make: Callable[[], Iterable[_File]]) -> list[_File]:
    def value() -> bytes:
        return packed([((file.path, file.package, file.table, file.format, file.rows), file.content) for file in make()])

    return [_File(path, content, package, table, kind, rows) for (path, package, table, kind, rows), content in unpacked(keep(value))]


def _whole(
    exports: tuple[ExportPackage, ...], publication: Publication, codebooks: Mapping[str, tuple[TableEntry, ...]]
) -> Iterator[_File]:
    """All packages together: as one Data Package, which comes first, and as one database."""
    extras = _all_extras(exports, codebooks, publication)
    own: list[ExportTable] = [table for export in exports for table in export.tables if not table.borrowed]
    rows = sum(len(table.rows) for table in own)
    stem = f"data/{publication.name}-data-{publication.version}"
    yield _File(f"{stem}.zip", zip_bytes(everything(exports, publication, extras), publication.date), "", "", "ZIP", rows)
    yield _File(f"{stem}.sqlite", sqlite_database(own, _about(publication, "")), "", "", "SQLite", rows)


def _package(export: ExportPackage, publication: Publication, extras: Mapping[str, bytes]) -> Iterator[_File]:
    """The files of one package: as a whole in three formats, then what is in it, file by file."""
    name = export.package.name
    files = data_package(export, publication, extras)
    tables = {f"data/{table.name}.csv": table for table in export.tables}
    rows = sum(len(table.rows) for table in export.tables)
    stem = f"data/{publication.name}-{name}-{publication.version}"
    yield _File(f"{stem}.zip", zip_bytes(files, publication.date), name, "", "ZIP", rows)
    yield _File(f"{stem}.xlsx", workbook(export.package, export.tables, publication), name, "", "XLSX", rows)
    yield _File(f"{stem}.sqlite", sqlite_database(export.tables, _about(publication, name)), name, "", "SQLite", rows)
    for path, content in files.items():
        table = tables.get(path)
        if table is not None:
            count = len(table.rows)
            yield _File(f"data/{name}/{path}", content, name, "" if table.borrowed else table.name, "CSV", count)
            if not table.borrowed:
                yield _File(json_address(name, table.name), json_table(table, publication), name, table.name, "JSON", count)
                parquet = parquet_table(table, publication)
                yield _File(f"data/{name}/parquet/{table.name}.parquet", parquet, name, table.name, "Parquet", count)
        elif not path.endswith(".md"):
            yield _File(f"data/{name}/{path}", content, name, "", "GeoJSON" if path.endswith(".geojson") else "JSON", None)
    for joined in outlines(export):
        yield _File(f"data/{name}/{joined.table.name}.geojson", joined.content, name, "", "GeoJSON", joined.features)


def _about(publication: Publication, package: str) -> dict[str, str]:
    """What a database says about itself."""
    return {
        "publication": publication.title,
        "description": publication.description,
        "package": package or "all packages",
        "version": publication.version,
        "date": publication.date.isoformat(),
        "publisher": publication.publisher,
        "licence": publication.licence_url,
    }


def _extras(export: ExportPackage, entries: tuple[TableEntry, ...], publication: Publication) -> dict[str, bytes]:
    """What a published package carries beside its data: its README, its codebook and the licence."""
    return {"LICENSE.md": _licence(publication), **_documents(export, entries, publication)}


def _all_extras(
    exports: Iterable[ExportPackage], codebooks: Mapping[str, tuple[TableEntry, ...]], publication: Publication
) -> dict[str, bytes]:
    """What the zip of everything carries beside its data: the same, with no rows that a package borrows from another."""
    files = {"LICENSE.md": _licence(publication)}
    for export in exports:
        own = tuple(entry for entry in codebooks[export.package.name] if not entry.borrowed)
        files |= {f"data/{export.package.name}/{path}": content for path, content in _documents(export, own, publication).items()}
    return files


def _documents(export: ExportPackage, entries: tuple[TableEntry, ...], publication: Publication) -> dict[str, bytes]:
    readme = export.package.folder / "README.md"
    files = {TEXT_FILE: text_codebook(entries, export, publication), JSON_FILE: json_codebook(entries, export, publication)}
    return files | ({"README.md": readme.read_bytes()} if readme.is_file() else {})


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
