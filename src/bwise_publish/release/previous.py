"""The release before this one: read from the repository at the commit that publication.toml names, never guessed."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.publication import Publication
from bwise_publish.release.difference import Difference, difference
from bwise_publish.release.git import commit_of, extract, git
from bwise_publish.release.ledger import FOLDER as LEDGER
from bwise_publish.release.patch import Patch, patch_of
from bwise_publish.release.rebuild import INPUTS
from bwise_publish.release.recipe import Fact, facts, level, next_version, parts
from bwise_publish.release.states import State, package_folders, read_state
from bwise_publish.settings import FILE


@dataclass(frozen=True)
class Changes:
    """What this release changes: the comparison, its facts, the patches by (package, table), and the lowest number it may have."""

    difference: Difference
    facts: tuple[Fact, ...]
    patches: Mapping[tuple[str, str], Patch]
    lowest: str

    @property
    def level(self) -> str:
        """major, minor, patch or none"""
        return level(self.facts)


@contextmanager
def previous_state(publication: Publication) -> Iterator[State | None]:
    """The packages of the previous release, readable inside the `with`; None for the first release.

    Raises Refusal when the clone lacks the commit, or the commit holds another version.
    """
    named = publication.previous
    if named is None:
        yield None
        return
    place = Place(file=FILE, field="previous")
    commit = commit_of(publication.root, named.commit)
    if not commit:
        message = f"This clone does not hold commit {named.commit}, which version {named.version} was made from."
        mend = "Fetch it: git fetch --unshallow, or git fetch origin followed by the commit; a copy without .git has no earlier versions."
        raise Refusal([Problem(place, "previous-missing", message, mend)])
    with tempfile.TemporaryDirectory(prefix="bwise-previous-") as folder:
        root = Path(folder)
        if not extract(publication.root, commit, (FILE, "datapackages"), root):
            raise Refusal([Problem(place, "previous-wrong", f"Commit {commit} holds no data packages.", "Name the commit of the release.")])
        then = _version(root)
        if then != named.version:
            message = f"Commit {commit} holds {f'version {then}' if then else 'no version that can be read'}, not {named.version}."
            raise Refusal([Problem(place, "previous-wrong", message, "Name the commit that the release was made from.")])
        yield read_state(named.version, package_folders(root))


def _version(root: Path) -> str:
    """The version that publication.toml in a folder states; other settings may be those of an older time. Empty when there is none."""
    try:
        return str(tomllib.loads((root / FILE).read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return ""


def changes(publication: Publication) -> Changes | None:
    """The changes of this release; None for the first. Raises Refusal as `previous_state` does, or when a table cannot be read."""
    with previous_state(publication) as old:
        if old is None or publication.previous is None:
            return None
        new = read_state(publication.version, [publication.package_folder(name) for name in publication.packages])
        found = difference(old, new)
        patches = {}
        for table in found.tables:
            at = (table.package, table.table)
            if patch := patch_of(table, old.tables[at], new.tables[at]):
                patches[at] = patch
    reasons = facts(found)
    return Changes(found, reasons, patches, next_version(publication.previous.version, level(reasons)))


def number_problems(publication: Publication, made: Changes | None) -> list[Problem]:
    """Why the declared version is too low for what changed: one problem that names the facts of the strongest kind.

    The number of the previous release itself is right as long as nothing changed: then that release can be made again.
    """
    if made is None or publication.previous is None or parts(publication.version) >= parts(made.lowest):
        return []
    strongest = [f"{fact.where}: {fact.what}" for fact in made.facts if fact.level == made.level]
    why = f"These changes make it {made.level}: {_some(strongest)}" if strongest else "Every release has a number of its own"
    if released_before(publication) and not strongest:
        changed = changed_since(publication)
        if not changed:
            return []
        why = f"That version was released from commit {publication.previous.commit}, and this has changed since: {_some(changed)}"
    message = f"Version {publication.version} is too low after {publication.previous.version}: it must be {made.lowest} or higher. {why}."
    return [Problem(Place(file=FILE, field="version"), "version-too-low", message, "Run: ./nox -s release -- --bump")]


def _some(texts: Sequence[str], most: int = 10) -> str:
    return "; ".join(texts[:most]) + (f"; and {len(texts) - most} more" if len(texts) > most else "")


def released_before(publication: Publication) -> bool:
    """Whether the declared version is the previous release itself: nothing has a number of its own since."""
    return publication.previous is not None and publication.previous.version == publication.version


def changed_since(publication: Publication) -> list[str]:
    """The files that a release is made of and that differ from those of the previous release, sorted.

    What recording that release wrote does not count: the ledger, and the setting that names the release.
    """
    root, previous = publication.root, publication.previous
    if previous is None:
        return []
    inputs = [name for name in INPUTS if name != LEDGER]
    asked = (("diff", "--name-only", "--relative", "-z", previous.commit), ("ls-files", "--others", "--exclude-standard", "-z"))
    answers = [git(root, *arguments, "--", *inputs) or b"" for arguments in asked]
    found = {name for answer in answers for name in answer.decode("utf-8", "replace").split("\0") if name}
    if FILE in found and _settings(git(root, "show", f"{previous.commit}:./{FILE}") or b"") == _settings((root / FILE).read_bytes()):
        found.remove(FILE)
    return sorted(found)


def _settings(content: bytes) -> dict[str, Any]:
    return {name: value for name, value in tomllib.loads(content.decode("utf-8")).items() if name != "previous"}
