"""What the files of a published package are made of, as a key, and the files as one value: so that a build can keep and find them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bwise_publish.exports.selfcontained import ExportPackage
from bwise_publish.publication import Publication

Facts = tuple[Any, ...]
_NOTHING = "\0"  # no cell that was read holds it


def export_key(export: ExportPackage, publication: Publication, extras: Mapping[str, bytes]) -> bytes:
    """A hash of all that the files of a package are made of: publication, descriptors, cells, which rows, files that are no tables."""
    digest = hashlib.sha256()

    def add(*parts: bytes) -> None:
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)

    add(repr(replace(publication, root=Path())).encode(), _text(export.package.raw))
    for name in sorted(extras):
        add(name.encode(), extras[name])
    for item in export.tables:
        table = item.table
        add(table.package.encode(), _text(table.resource.raw), repr(item.borrowed).encode())
        add(table.text[list(item.rows)].write_csv(null_value=_NOTHING).encode())
    for resource in export.files:
        add(_text(resource.raw), export.package.file(resource).read_bytes())
    return digest.digest()


def _text(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, default=repr).encode()


def packed(files: Iterable[tuple[Facts, bytes]]) -> bytes:
    """Files with what is known of each (texts and numbers) as one value: a line of JSON, then the contents one after the other."""
    listed = list(files)
    head = [[*facts, len(content)] for facts, content in listed]
    return json.dumps(head).encode() + b"\n" + b"".join(content for _, content in listed)


def unpacked(value: bytes) -> Iterator[tuple[Facts, bytes]]:
    """The files of a value that `packed` made."""
    head, _, contents = value.partition(b"\n")
    at = 0
    for *facts, size in json.loads(head):
        yield tuple(facts), contents[at : at + size]
        at += size
