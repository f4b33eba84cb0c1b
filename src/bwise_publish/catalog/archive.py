"""Zip archives that are the same bytes for the same content: sorted names, one fixed time, fixed permissions."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

_FILE_MODE = 0o644


def zip_bytes(files: Mapping[str, bytes], date: datetime.date) -> bytes:
    """A zip of files by path. `date` is the time of every entry; a zip cannot hold one before 1980."""
    out = io.BytesIO()
    moment = (max(date.year, 1980), date.month, date.day, 0, 0, 0)
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100000 | _FILE_MODE) << 16
            archive.writestr(entry, files[path], compresslevel=9)
    return out.getvalue()


def folder_files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path relative to it, with forward slashes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
