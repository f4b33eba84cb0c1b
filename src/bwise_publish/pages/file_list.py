"""Files that can be downloaded, as pages list them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from bwise_publish.exports.downloads import Download

# The formats that hold a whole package in one file.
_BUNDLES = ("ZIP", "XLSX", "SQLite")


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file: its path under the site's root, name and measures; `table` is empty unless it is one of the package's tables."""

    path: str
    name: str
    format: str
    table: str
    size: str
    sha256: str
    rows: int | None


def file_row(download: Download) -> FileRow:
    """A download as a page lists it."""
    name = download.path.rsplit("/", 1)[-1]
    return FileRow(download.path, name, download.format, download.table, file_size(download.bytes), download.sha256, download.rows)


def content_row(path: str, content: bytes, form: str) -> FileRow:
    """A file of which only the content is at hand."""
    return FileRow(path, path.rsplit("/", 1)[-1], form, "", file_size(len(content)), hashlib.sha256(content).hexdigest(), None)


def file_size(count: int) -> str:
    """A number of bytes in words, in decimal units: 820 bytes, 12 kB, 3.4 MB."""
    if count < 1000:
        return f"{count} bytes"
    if count < 999_500:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB"


@dataclass(frozen=True, slots=True)
class PackageFiles:
    """The files of one package: the zip, all files that hold the whole package, those of its own tables, those with the rows it carries of
    other packages, and the rest."""

    zip: FileRow
    bundles: tuple[FileRow, ...]
    tables: tuple[FileRow, ...]
    borrowed: tuple[FileRow, ...]
    others: tuple[FileRow, ...]


def package_files(downloads: Iterable[Download], package: str) -> PackageFiles:
    """The files of the package `package`; the empty name stands for the publication as a whole."""
    rows = [file_row(item) for item in downloads if item.package == package]
    return PackageFiles(
        zip=next(row for row in rows if row.format == "ZIP"),
        bundles=tuple(row for row in rows if row.format in _BUNDLES),
        tables=tuple(sorted((row for row in rows if row.table), key=lambda row: (row.table, row.format))),
        borrowed=tuple(row for row in rows if row.format == "CSV" and not row.table),
        others=tuple(row for row in rows if not row.table and row.format not in ("CSV", *_BUNDLES)),
    )
