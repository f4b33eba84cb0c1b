"""The bytes of a resource: its parts one after the other, unpacked where they are compressed, never more than is allowed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from bwise_publish.catalog.model import Package, Resource
from bwise_publish.catalog.paths import MAX_TABLE_BYTES
from bwise_publish.problems import Place, Problem, shown

CHUNK = 2**24
COMPRESSED = ("gz", "zip", "bz2", "xz")
_MOST_GROWTH = 200  # text shrinks ten to twenty times; a bomb a thousand times
_GROWTH_FROM = 2**23
_LINE_END = re.compile(rb"\r\n?|\n")
_BUFFERED = 2**13  # what is read ahead of a compressed file at least


class Unreadable(Exception):
    """Raised when the bytes of a resource cannot be had; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        """`problem` says why."""
        super().__init__(str(problem))
        self.problem = problem


def compression_of(resource: Resource, path: str) -> str:
    """How a file is compressed: what the resource states, else the end of its path; empty when it is not."""
    stated = resource.raw.get("compression")
    if isinstance(stated, str) and len(resource.paths) == 1:
        return "" if stated == "no" else stated
    ending = path.rsplit(".", 1)[-1].lower()
    return ending if ending in COMPRESSED else ""


def chunks(package: Package, resource: Resource, place: Place, *, headed: bool, size: int = CHUNK) -> Iterator[bytes]:
    """The bytes of all parts of a resource in chunks of about `size`. Raises Unreadable.

    Of every part but the first the first line is left out where the parts have headers (`headed`), as frictionless does.
    """
    total = 0
    for number, path in enumerate(resource.paths):
        skipping = headed and number > 0
        file = package.folder / path
        try:
            packed = file.stat().st_size
            with file.open("rb") as raw, _unpacked(raw, resource, path, place) as stream:
                while chunk := stream.read(size):
                    total += len(chunk)
                    _check_size(total, min(packed, max(raw.tell(), _BUFFERED)), place, path)
                    if skipping:
                        chunk += stream.read(1) if chunk.endswith(b"\r") else b""
                        end = _LINE_END.search(chunk)
                        skipping, chunk = end is None, chunk[end.end() :] if end else b""
                    if chunk:
                        yield chunk
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError) as error:
            raise Unreadable(_broken(place, path, error, compression_of(resource, path))) from None


def _broken(place: Place, path: str, error: Exception, compression: str) -> Problem:
    if compression:
        message = f"{shown(path)} cannot be unpacked as {compression}: {error}."
        return Problem(place, "archive-unreadable", message, "Compress the file again, or put it into the package as it is.")
    reason = getattr(error, "strerror", None) or error
    return Problem(place, "file-unreadable", f"{path} cannot be read: {reason}.", "Check that the file exists and may be read.")


def _check_size(total: int, packed: int, place: Place, path: str) -> None:
    if total > MAX_TABLE_BYTES:
        message = f"{shown(path)} has more than {MAX_TABLE_BYTES:,} bytes, the most that is read."
        raise Unreadable(Problem(place, "file-too-large", message, "Split the table."))
    if total > _GROWTH_FROM and total > _MOST_GROWTH * packed:
        message = f"{packed:,} bytes of {shown(path)} unpack to more than {total:,}; no table shrinks so much."
        raise Unreadable(Problem(place, "archive-bomb", message, "Put the file into the package without compressing it."))


def _unpacked(raw: IO[bytes], resource: Resource, path: str, place: Place) -> Any:
    kind = compression_of(resource, path)
    if kind == "gz":
        return gzip.open(raw)
    if kind == "bz2":
        return bz2.open(raw)
    if kind == "xz":
        return lzma.open(raw)
    if kind == "zip":
        return _entry(raw, resource, path, place)
    if kind:
        message = f"The compression {shown(kind)} is not supported; supported are {', '.join(COMPRESSED)}."
        raise Unreadable(Problem(place, "compression-unsupported", message, "Compress the file with one of these, or not at all."))
    return raw


def _entry(raw: IO[bytes], resource: Resource, path: str, place: Place) -> IO[bytes]:
    """The file inside a zip archive: `innerpath`, else the first. Nothing is ever written to where the archive says."""
    archive = zipfile.ZipFile(raw)
    names = archive.namelist()
    for name in names:
        if name.startswith(("/", "~")) or ".." in PurePosixPath(name).parts or "\\" in name or ":" in name.split("/")[0]:
            message = f"{shown(path)} holds the file {shown(name)}, whose name leads out of the archive."
            raise Unreadable(Problem(place, "archive-unsafe", message, "Make the archive again with plain names."))
    wanted = resource.raw.get("innerpath")
    name = wanted if isinstance(wanted, str) else names[0] if names else ""
    if name not in names or name.endswith("/"):
        message = f"{shown(path)} holds no file {shown(name)}." if name else f"{shown(path)} is an empty archive."
        raise Unreadable(Problem(place, "archive-unreadable", message, "Put one CSV file into the archive."))
    entry = archive.getinfo(name)
    _check_size(entry.file_size, entry.compress_size, place, path)
    return archive.open(entry)


def file_chunks(path: Path, size: int = 2**20) -> Iterator[bytes]:
    """The bytes of one file as it lies on the disk. Raises OSError."""
    with path.open("rb") as handle:
        while chunk := handle.read(size):
            yield chunk


class ChunkStream(io.RawIOBase):
    """A stream of bytes over chunks, for readers that want a file."""

    def __init__(self, source: Iterator[bytes]) -> None:
        """`source` is gone through once."""
        super().__init__()
        self._source = source
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer with the next bytes; 0 at the end."""
        while not self._left:
            chunk = next(self._source, None)
            if chunk is None:
                return 0
            self._left = memoryview(chunk)
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count
