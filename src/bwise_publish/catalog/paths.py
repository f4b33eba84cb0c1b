"""Which files a descriptor may name: only files inside its own folder, of a bounded size, never a remote address."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from bwise_publish.problems import Place, Problem, shown

MAX_DESCRIPTOR_BYTES = 16 * 2**20
MAX_TABLE_BYTES = 64 * 2**30


def check_path(folder: Path, written: object, place: Place) -> Problem | None:
    """Whether `written` names a readable file inside `folder`; the problem if it does not.

    Refused are absolute paths, `..`, back slashes, addresses (http:, file:, …), and links that lead out of the folder.
    """
    if not isinstance(written, str) or not written:
        return Problem(
            place, "path-missing", f"path must be the name of one file; it is {shown(written)}.", 'Write a path such as "data/table.csv".'
        )
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", written) or written.startswith("//"):
        return Problem(
            place,
            "path-remote",
            f"path {shown(written)} is an address; only files of the package are read.",
            "Put the file into the package and name it.",
        )
    parts = PurePosixPath(written).parts
    if written.startswith(("/", "~")) or ".." in parts or "\\" in written or "\x00" in written:
        return Problem(
            place,
            "path-outside",
            f"path {shown(written)} leads out of the package folder.",
            'Write a path inside the package, such as "data/table.csv".',
        )
    target = folder / written
    try:
        resolved = target.resolve()
        inside, exists = resolved.is_relative_to(folder.resolve()), resolved.is_file()
    except (OSError, RuntimeError, ValueError) as error:
        return Problem(
            place,
            "file-unreadable",
            f"path {shown(written)} cannot be followed: {error}.",
            'Write a plain path inside the package, such as "data/table.csv".',
        )
    if not inside:
        return Problem(
            place,
            "path-outside",
            f"path {shown(written)} is a link that leads out of the package folder.",
            "Put the file itself into the package.",
        )
    if not exists:
        return Problem(
            place, "file-missing", f"There is no file {shown(written)}.", "Add the file, or correct the path in datapackage.json."
        )
    return None


def read_bytes(path: Path, limit: int, place: Place) -> bytes | Problem:
    """The bytes of a file of at most `limit` bytes, or the problem that keeps it from being read."""
    try:
        size = path.stat().st_size
        if size > limit:
            return Problem(place, "file-too-large", f"{path.name} has {size:,} bytes; {limit:,} are allowed.", "Split the file.")
        with path.open("rb") as handle:
            content = handle.read(limit + 1)
    except OSError as error:
        return Problem(
            place,
            "file-unreadable",
            f"{path.name} cannot be read: {error.strerror or error}.",
            "Check that the file exists and may be read.",
        )
    if len(content) > limit:
        return Problem(place, "file-too-large", f"{path.name} grew over {limit:,} bytes while it was read.", "Split the file.")
    return content
