"""One checksum of everything that outside judges look at, the same on every machine.

A checksum of the bytes would not be: how small a zip gets depends on the compressor of the machine, and its size and checksum stand in the
descriptors. So archives count by what is in them, databases by their tables and keys, and in descriptors all numbers and checksums are left
out. CSV files count byte by byte: when a cell changes, so does the fingerprint.
"""

from __future__ import annotations

import hashlib
import io
import re
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import PurePosixPath

_EXACT = {".csv", ".geojson", ".md"}
# The same tables once more, in forms that no judge reads.
_BY_NAME = {".parquet", ".xlsx"}
_NUMBERS = re.compile(rb"\b[0-9a-f]{64}\b|\d+")


def fingerprint(files: Mapping[str, bytes]) -> str:
    """SHA-256 in hexadecimal of the lines `<sha256 of the content>  <path>`, sorted by path."""
    lines = [f"{hashlib.sha256(_content(path, files[path])).hexdigest()}  {path}\n" for path in sorted(files)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _content(path: str, content: bytes) -> bytes:
    """What counts of a file."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in _EXACT:
        return content
    if suffix in _BY_NAME:
        return b""
    if suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return fingerprint({name: archive.read(name) for name in archive.namelist()}).encode()
    if suffix == ".sqlite":
        return _schema(content)
    return _NUMBERS.sub(b"0", content)


def _schema(content: bytes) -> bytes:
    """The statements that made the database, sorted."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        rows = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY sql").fetchall()
    return "\n".join(sql for (sql,) in rows).encode()
