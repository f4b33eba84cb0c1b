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
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import PurePosixPath

from bwise_publish.caching import Keep, uncached

_EXACT = {".csv", ".geojson", ".md"}
# The same tables once more, in forms that no judge reads.
_BY_NAME = {".parquet", ".xlsx"}
_NUMBERS = re.compile(rb"\b[0-9a-f]{64}\b|\d+")


def fingerprint(files: Mapping[str, bytes], keep: Keep = uncached) -> str:
    """SHA-256 in hexadecimal of the lines `<sha256 of the content>  <path>`, sorted by path.

    With `keep`, the sums of a folder are taken from an earlier build when every file in it is the same.
    """
    folders: dict[str, list[str]] = {}
    for path in sorted(files):
        folders.setdefault("/".join(path.split("/")[:2]), []).append(path)
    sums: dict[str, str] = {}
    for paths in folders.values():
        key = b"".join(hashlib.sha256(files[path]).digest() + path.encode() + b"\0" for path in paths)
        sums |= zip(paths, keep("sums", key, partial(_sums, files, paths)).decode().split(), strict=True)
    return hashlib.sha256("".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()).hexdigest()


def _sums(files: Mapping[str, bytes], paths: Sequence[str]) -> bytes:
    return " ".join(hashlib.sha256(_content(path, files[path])).hexdigest() for path in paths).encode()


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
