"""The file of a resource against the size and the checksum that the descriptor states."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from bwise_publish.catalog.model import Package, Resource
from bwise_publish.catalog.paths import MAX_TABLE_BYTES, read_bytes
from bwise_publish.problems import Place, Problem, listed, shown

_ALGORITHMS = ("md5", "sha1", "sha256", "sha512")


def check_file(package: Package, resource: Resource) -> Iterator[Problem]:
    """A problem when `bytes` or `hash` (hex digits of md5, or algorithm:digits) does not agree with the file."""
    size, stated = resource.raw.get("bytes"), resource.raw.get("hash")
    if not isinstance(size, int) and not isinstance(stated, str):
        return
    place = Place(package.name, resource.name)
    content = read_bytes(package.file(resource), MAX_TABLE_BYTES, place)
    if isinstance(content, Problem):
        return  # reported when the table was read
    if isinstance(size, int) and size != len(content):
        yield Problem(
            place,
            "bytes-other",
            f"The file has {len(content):,} bytes; the descriptor says {size:,}.",
            "If the file is right, correct bytes in the descriptor.",
        )
    if isinstance(stated, str):
        name, _, digits = stated.rpartition(":")
        name = name.lower() or "md5"
        if name not in _ALGORITHMS:
            yield Problem(
                place,
                "hash-unsupported",
                f"The checksum {shown(stated)} is of an unknown kind; known are {listed(_ALGORITHMS)}.",
                "Write sha256: and the digits.",
            )
        elif hashlib.new(name, content, usedforsecurity=False).hexdigest() != digits.lower():
            yield Problem(
                place,
                "hash-other",
                f"The {name} checksum of the file is not the one that the descriptor states.",
                "If the file is right, correct hash in the descriptor.",
            )
