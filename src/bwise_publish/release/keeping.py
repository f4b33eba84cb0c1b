"""Keeps what was published once: checks a new site against the ledger, and adds a release to the ledger."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.publication import Publication
from bwise_publish.release.fragments import name_previous
from bwise_publish.release.ledger import FOLDER, Ledger, identifiers, ledger_files, ledger_problems, read_ledger
from bwise_publish.release.moved import Moved
from bwise_publish.release.placing import put_in_place, scratch_folder, write_files
from bwise_publish.release.renames import TABLE
from bwise_publish.release.seal import FILE, page_addresses
from bwise_publish.release.signing import SIGNATURES, SUMS
from bwise_publish.release.states import State, read_state

# Files that only pages of the same version ask for, and files that tell of one version alone.
_OF_PAGES = ("assets/", "search/", "changes/")
_OF_VERSION = frozenset({FILE, "sitemap.xml", "sitemap.xml.gz"})


def addresses(site: Path, version: str) -> list[str]:
    """The addresses that a site publishes for good: its pages, and every file that people or programs may ask for.

    A file with the version in its name lives with its version.
    """
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    files = [
        name
        for name in names
        if not name.endswith(".html") and not name.startswith(_OF_PAGES) and name not in _OF_VERSION
        if version not in name.rpartition("/")[2]
    ]
    return sorted([*(address for address in page_addresses(names) if address), *files])


def kept(publication: Publication, site: Path, moved: Iterable[Moved]) -> tuple[Ledger, list[Moved]]:
    """The ledger, and the pages to write for addresses that moved or are gone. Raises Refusal when something was lost without a word."""
    ledger = read_ledger(publication.root)
    state = _state(publication)
    found = identifiers(state, addresses(site, publication.version))
    told = [*moved, *ledger.moved()]
    # An address that a page will lead on from, or that will say why it is gone, is explained.
    checked = {**found, "addresses": found["addresses"] | {(item.address,) for item in told}}
    problems = ledger_problems(ledger, checked, publication, replaced(state))
    if problems:
        raise Refusal(problems)
    return ledger, told


def _state(publication: Publication) -> State:
    return read_state(publication.version, [publication.package_folder(name) for name in publication.packages])


def replaced(state: State) -> list[tuple[str, str, str]]:
    """The rows of `replaced_ids` as (table, old id, new id)."""
    tables = [table for (_, name), table in state.tables.items() if name == TABLE]
    columns = ("entity", "old_id", "new_id")
    return [row for table in tables if set(columns) <= set(table.text.columns) for row in table.text.select(columns).iter_rows()]


def record(publication: Publication) -> Path:
    """Adds the release in dist/<version>/ to the ledger, names it in publication.toml as the previous one, and returns the ledger's folder.

    Raises Refusal when there is no such release, it was made from files that no commit holds, or the ledger holds the version with other
    bytes.
    """
    version = publication.version
    release = publication.root / "dist" / version
    place = Place(file=f"dist/{version}")
    try:
        about = json.loads((release / "site" / FILE).read_text(encoding="utf-8"))
        archive = (release / f"{publication.name}-site-{version}.zip").read_bytes()
    except (OSError, ValueError):
        raise Refusal([Problem(place, "release-missing", "There is no release to add to the ledger.", "Run: ./nox -s release")]) from None
    if not about["commit"]:
        message = "The release was made from files that no commit holds, so nobody could make it again."
        raise Refusal([Problem(place, "release-uncommitted", message, "Commit, run ./nox -s release again, then this.")])
    sums = {key: about[key] for key in ("version", "date", "commit", "root")} | {"sha256": hashlib.sha256(archive).hexdigest()}
    ledger = read_ledger(publication.root)
    if ledger.releases.get(version, sums)["sha256"] != sums["sha256"]:
        message = f"The ledger holds version {version} with other bytes."
        raise Refusal([Problem(place, "version-frozen", message, "A released version never changes: raise the version and release again.")])
    found = identifiers(_state(publication), addresses(release / "site", version))
    target = publication.root / FOLDER
    with scratch_folder(target) as folder:
        write_files(folder, ledger_files(ledger, found, sums))
        put_in_place(folder, target)
    name_previous(publication, version, about["commit"])
    return target


def unchanged(publication: Publication, release: Path) -> None:
    """Raises Refusal when the ledger holds the version with other bytes than those of the `release` that was made once more."""
    version = publication.version
    digest = hashlib.sha256((release / f"{publication.name}-site-{version}.zip").read_bytes()).hexdigest()
    recorded = read_ledger(publication.root).releases.get(version, {}).get("sha256", digest)
    if digest != recorded:
        message = f"Made once more, version {version} has other bytes: the sum of its archive is {digest}, and the ledger holds {recorded}."
        mend = "Use the Python and the packages that it was made with (./nox -s fetch gets what was published); the older files stay."
        raise Refusal([Problem(Place(file=f"dist/{version}"), "version-frozen", message, mend)])


def keep_signatures(old: Path, new: Path) -> None:
    """Copies the signatures of a release to its equal; those of other bytes would be wrong."""
    if (old / SUMS).is_file() and (old / SUMS).read_bytes() == (new / SUMS).read_bytes():
        for name in SIGNATURES.values():
            if (old / name).is_file():
                shutil.copy(old / name, new / name)
