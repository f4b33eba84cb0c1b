"""Gets the archives of earlier releases from the published site, for a machine that has only the repository.

Nothing else here asks a network, and nothing is believed: each archive must have the sum that the ledger in the repository holds.
"""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from pathlib import Path

from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.publication import Publication
from bwise_publish.release.archives import archive_path
from bwise_publish.release.ledger import read_ledger
from bwise_publish.release.placing import put_in_place, scratch_folder, write_files
from bwise_publish.settings import FILE

_TIMEOUT = 120


def fetch(publication: Publication) -> list[Path]:
    """Fills dist/ with the archives of releases that the ledger holds and dist/ lacks; returns the new folders.

    Raises Refusal when the address of the site is not known, an archive cannot be had, or it has another sum. The declared version need
    not be there: when its tag is built it is not published yet, and `release` makes it.
    """
    missing = {version: release["sha256"] for version, release in read_ledger(publication.root).releases.items()}
    missing = {version: digest for version, digest in missing.items() if not archive_path(publication, version).is_file()}
    if missing.keys() - {publication.version} and not publication.address_known:
        message = "Earlier releases are lacking, and publication.toml does not say where the site is published."
        raise Refusal([Problem(Place(file=FILE, field="base_url"), "fetch-nowhere", message, "Write base_url, or copy them into dist/.")])
    folders = []
    for version, digest in sorted(missing.items()) if publication.address_known else ():
        path = archive_path(publication, version)
        try:
            content = _get(f"{publication.base_url}archives/{path.name}", version)
        except Refusal:
            if version == publication.version:
                continue
            raise
        if hashlib.sha256(content).hexdigest() != digest:
            message = f"The archive of version {version} at the published site has another sum than the ledger holds."
            raise Refusal([Problem(Place(file=path.name), "version-frozen", message, "Find out who changed it; do not publish over it.")])
        with scratch_folder(path.parent) as folder:
            write_files(folder, {path.name: content})
            put_in_place(folder, path.parent)
        folders.append(path.parent)
    return folders


def _get(address: str, version: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=_TIMEOUT) as answer:
            content: bytes = answer.read()
    except (urllib.error.URLError, OSError, ValueError) as error:
        message = f"The archive of version {version} cannot be had from {address}: {error}."
        raise Refusal(
            [Problem(Place(file=f"dist/{version}"), "fetch-failed", message, "Try again, or copy it into dist/ by hand.")]
        ) from None
    return content
