"""The file of a resource against the size and the checksum that the descriptor states."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from bwise_publish.catalog.model import Package, Resource
from bwise_publish.catalog.sources import Unreadable, chunks, file_chunks
from bwise_publish.problems import Place, Problem, listed, shown

_ALGORITHMS = ("md5", "sha1", "sha256", "sha512")


def check_file(package: Package, resource: Resource) -> Iterator[Problem]:
    """A problem when `bytes` or `hash` (hex digits of md5, or algorithm:digits) does not agree with the file."""
    size, stated = resource.raw.get("bytes"), resource.raw.get("hash")
    if not isinstance(size, int) and not isinstance(stated, str):
        return
    place = Place(package.name, resource.name)
    name, _, digits = stated.rpartition(":") if isinstance(stated, str) else ("", "", "")
    name = name.lower() or "md5"
    sum_ = hashlib.new(name if name in _ALGORITHMS else "md5", usedforsecurity=False)
    length = 0
    try:
        for chunk in _bytes(package, resource, place):
            sum_.update(chunk)
            length += len(chunk)
    except (OSError, Unreadable):
        return  # reported when the table was read
    if isinstance(size, int) and size not in (length, 0):
        yield Problem(
            place,
            "bytes-other",
            f"The file has {length:,} bytes; the descriptor says {size:,}.",
            "If the file is right, correct bytes in the descriptor.",
        )
    if isinstance(stated, str):
        if name not in _ALGORITHMS:
            yield Problem(
                place,
                "hash-unsupported",
                f"The checksum {shown(stated)} is of an unknown kind; known are {listed(_ALGORITHMS)}.",
                "Write sha256: and the digits.",
            )
        elif sum_.hexdigest() != digits.lower():
            yield Problem(
                place,
                "hash-other",
                f"The {name} checksum of the file is not the one that the descriptor states.",
                "If the file is right, correct hash in the descriptor.",
            )


def _bytes(package: Package, resource: Resource, place: Place) -> Iterator[bytes]:
    """The bytes that the size and the checksum are of: the file as it lies there; of several, what they make together."""
    if len(resource.paths) == 1:
        return file_chunks(package.file(resource))
    stated = resource.dialect
    headed = not (isinstance(stated, dict) and stated.get("header") is False)
    return chunks(package, resource, place, headed=headed)
