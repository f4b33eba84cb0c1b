"""manifest.json and SHA256SUMS: which files a release holds, and how to check them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from bwise_publish.catalog.media_types import media_type
from bwise_publish.publication import Publication
from bwise_publish.release.seal import Seal


def manifest(folder: Path, publication: Publication, rows: Mapping[str, int], seal: Seal) -> bytes:
    """manifest.json of everything in `folder`: path, size in bytes, sha256, media type; rows for the paths in `rows`.

    `seal` says which commit and which root hash the release has.
    """
    files = []
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        name = path.relative_to(folder).as_posix()
        content = path.read_bytes()
        entry: dict[str, object] = {
            "path": name,
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "mediaType": media_type(name),
        }
        if name in rows:
            entry["rows"] = rows[name]
        files.append(entry)
    value = {
        "name": publication.name,
        "title": publication.title,
        "version": publication.version,
        "date": publication.date.isoformat(),
        "licence": publication.licence_url,
        "commit": seal.commit,
        "root": seal.root,
        "files": files,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def checksums(folder: Path) -> bytes:
    """SHA256SUMS of everything in `folder`, in the form that `sha256sum -c` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(item for item in folder.rglob("*") if item.is_file())
    ]
    return "".join(lines).encode("utf-8")
