"""Brings the files of a publication into their canonical form, and writes CITATION.cff and .zenodo.json as its settings say.

Each file is replaced whole, and only when it differs.
"""

from __future__ import annotations

import os
from pathlib import Path

from bwise_publish.catalog import load
from bwise_publish.catalog.canonical import canonical_descriptor, canonical_table
from bwise_publish.metadata.emitting import repository_files
from bwise_publish.problems import Refusal
from bwise_publish.publication import read_publication


def format_publication(root: Path) -> list[str]:
    """The files that were changed, relative to `root`. Raises Refusal when a file cannot be read as a table: nothing is changed then."""
    publication = read_publication(root)
    catalog = load(publication.package_folder(name) for name in publication.packages)
    # A file with other columns or ragged rows would lose cells if it were written anew; a reordered file would not.
    fatal = [problem for problem in catalog.problems if problem.code != "column-order"]
    if fatal:
        raise Refusal(fatal)
    wanted = {package.descriptor: canonical_descriptor(package.raw) for package in catalog.packages.values()}
    for (name, _), table in catalog.tables.items():
        wanted[catalog.packages[name].file(table.resource)] = canonical_table(table)
    wanted |= {root / name: content for name, content in repository_files(publication).items()}
    changed = [path for path, content in wanted.items() if not path.is_file() or path.read_bytes() != content]
    for path in changed:
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_bytes(wanted[path])
        os.replace(fresh, path)
    return [path.relative_to(root).as_posix() for path in changed]
