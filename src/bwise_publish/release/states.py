"""The state of the data packages that a comparison looks at: a folder, a zip, a released version, or a revision in git."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog import Package, Resource, Schema
from bwise_publish.catalog.canonical import csv_bytes
from bwise_publish.catalog.descriptor import DESCRIPTOR, read_package
from bwise_publish.catalog.reading import read_text
from bwise_publish.problems import Place, Problem, Refusal, shown
from bwise_publish.publication import Publication
from bwise_publish.release.git import commit_of, extract
from bwise_publish.settings import FILE

if TYPE_CHECKING:
    import polars as pl

_IN_FOLDER = re.compile(r"data/([^/]+)/[^/]+")
VERSION = re.compile(r"\d+\.\d+\.\d+")
_MOST_BYTES = 4 * 2**30


@dataclass(frozen=True)
class StateTable:
    """One table of a state: its description, its file as bytes, and its cells as text, which are read when they are asked for."""

    package: str
    resource: Resource
    schema: Schema
    source: Package
    content: bytes

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.resource.name

    @cached_property
    def text(self) -> pl.DataFrame:
        """Every cell as text (rows x columns in file order). Raises Refusal when the file cannot be read as a table."""
        # A file that begins with the names of its schema and commas, and has no space before a quotation mark that would count, is as the
        # standard says; to guess how it is written would take as long as to read it.
        plain = self.content.startswith(csv_bytes(self.schema.names, [])) and b', "' not in self.content
        frame, problems = read_text(self.source, self.resource, guess=not plain)
        if frame is None or problems:
            raise Refusal(problems)
        return frame


@dataclass(frozen=True)
class State:
    """The packages and tables of one side of a comparison, by name, and the other files of the packages as bytes."""

    label: str
    packages: Mapping[str, Mapping[str, Any]]
    tables: Mapping[tuple[str, str], StateTable]
    files: Mapping[tuple[str, str], bytes] = field(default_factory=dict)


def read_state(label: str, folders: list[Path]) -> State:
    """The state of the packages in the folders. Raises Refusal with what keeps one of them from being read."""
    packages: dict[str, Mapping[str, Any]] = {}
    tables: dict[tuple[str, str], StateTable] = {}
    files: dict[tuple[str, str], bytes] = {}
    problems: list[Problem] = []
    for folder in folders:
        package, found = read_package(folder / DESCRIPTOR if folder.is_dir() else folder)
        problems += found
        if package is None:
            continue
        if not all(_IN_FOLDER.fullmatch(resource.path) for resource in package.resources):
            packages[package.name] = package.raw  # the zip of all packages describes the publication, and none of them
        for resource in package.resources:
            owner = _owner(package, resource)
            content = package.file(resource).read_bytes()
            if resource.schema is None:
                files[owner, resource.name] = content
            else:
                tables[owner, resource.name] = StateTable(owner, resource, resource.schema, package, content)
    if problems:
        raise Refusal(problems)
    return State(label, packages, tables, files)


def _owner(package: Package, resource: Resource) -> str:
    """The package of a resource; in the zip of all packages each has a folder of its own under data/."""
    match = _IN_FOLDER.fullmatch(resource.path)
    return match[1] if match else package.name


def package_folders(path: Path) -> list[Path]:
    """The package at `path`, or the packages in the folders directly below it, or below its folder datapackages/."""
    if path.is_file() or (path / DESCRIPTOR).is_file():
        return [path]
    below = path / "datapackages" if (path / "datapackages").is_dir() else path
    return sorted(item.parent for item in below.glob(f"*/{DESCRIPTOR}"))


@contextmanager
def opened(root: Path, named: str, publication: Publication | None = None) -> Iterator[State]:
    """The state that `named` says, readable inside the `with`.

    `named` is, in this order: a folder of packages, a package, or a release; a datapackage.json; a zip of packages or of a site; a version
    that is in dist/ or that publication.toml names as the previous one; a revision of the repository in `root`. Raises Refusal when it is
    none of these.
    """
    path = Path(named)
    if path.is_dir() and not package_folders(path) and (bundle := _bundle(path)):
        path = bundle
    if publication and VERSION.fullmatch(named) and not path.exists():
        path = _bundle(root / "dist" / named) or path
    if path.is_dir() or path.name == DESCRIPTOR:
        yield read_state(named, _some(package_folders(path), named))
        return
    with tempfile.TemporaryDirectory(prefix="bwise-state-") as folder:
        scratch = Path(folder)
        if path.is_file():
            _unzip(path, scratch)
            if not package_folders(scratch) and (bundle := _bundle(scratch)):
                scratch /= "all"
                _unzip(bundle, scratch)
        else:
            _check_out(root, named, publication, scratch)
        yield read_state(named, _some(package_folders(scratch), named))


def _bundle(folder: Path) -> Path | None:
    """The zip of all data in the folder of a release or of a site; of a release that was fetched, the archive of its site."""
    patterns = ("*-data-*.zip", "data/*-data-*.zip", "*-site-*.zip")
    return next((path for pattern in patterns for path in sorted(folder.glob(pattern))), None)


def _some(folders: list[Path], named: str) -> list[Path]:
    if not folders:
        raise Refusal([_problem(named, "holds no data package.")])
    return folders


def _problem(named: str, said: str) -> Problem:
    mend = "Name a folder or zip of data packages, a version that was released, or a commit, tag or branch of the repository."
    return Problem(Place(file=named), "state-unknown", f"{shown(named)} {said}", mend)


def _unzip(path: Path, target: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > _MOST_BYTES:
                raise Refusal([_problem(str(path), f"unpacks to more than {_MOST_BYTES:,} bytes.")])
            archive.extractall(target)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise Refusal([_problem(str(path), f"cannot be read as a zip: {error}.")]) from None


def _check_out(root: Path, named: str, publication: Publication | None, target: Path) -> None:
    revisions = [f"refs/tags/v{named}", f"refs/tags/{named}"] if VERSION.fullmatch(named) else [named]
    previous = publication.previous if publication else None
    if previous and previous.version == named:
        revisions.insert(0, previous.commit)
    commit = next((commit for revision in revisions if (commit := commit_of(root, revision))), "")
    if not commit:
        raise Refusal([_problem(named, "is no folder, no zip, no released version and no revision that this clone holds.")])
    if not extract(root, commit, (FILE, "datapackages"), target):
        raise Refusal([_problem(named, "is a revision without data packages.")])
