"""Checks a release that someone downloaded: sums, seal, and, where its commit is at hand, that it can be made again byte by byte.

The rebuild has the packages of the lock that the release names: those installed here when they are the same, else new ones.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from bwise_publish.problems import Place, Problem, Refusal, shown
from bwise_publish.progress import Say
from bwise_publish.publication import Publication
from bwise_publish.release.conditions import CONDITIONS, python
from bwise_publish.release.environment import LOCK, differing, lock_sum, locked_python
from bwise_publish.release.git import commit_of
from bwise_publish.release.rebuild import check_out, counted, rebuilt_differences
from bwise_publish.release.seal import FILE, sealed_root
from bwise_publish.release.signing import SIGNATURES, SUMS

_MOST_BYTES = 4 * 2**30
# What release.json must say, and how that looks.
_ABOUT = {
    "version": r"\d+\.\d+\.\d+",
    "commit": r"(?:[0-9a-f]{40}|[0-9a-f]{64})?",
    "root": r"[0-9a-f]{64}",
    "name": r"[a-z0-9][a-z0-9._-]*",
}


@dataclass(frozen=True)
class Verdict:
    """What was found: `differing` files or sums (empty when all is right), and in `said` what was checked and what could not be."""

    differing: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class Rebuild:
    """With what a release is made again: the clone that holds its commit, and what a Python is told to run `release` with."""

    publication: Publication
    arguments: tuple[str, ...] = ("-m", "bwise_publish")


def verify_download(path: Path, rebuild: Rebuild | None, say: Say) -> Verdict:
    """Checks the folder of a release, or the archive of its site. Without `rebuild`, it is not made again.

    Raises Refusal when the path is no release, or the rebuild fails.
    """
    if path.is_dir():
        return _folder(path, rebuild, say)
    with tempfile.TemporaryDirectory(prefix="bwise-download-") as scratch:
        site = Path(scratch) / "site"
        try:
            with zipfile.ZipFile(path) as archive:
                if sum(item.file_size for item in archive.infolist()) > _MOST_BYTES:
                    raise Refusal([_no_release(path, f"it unpacks to more than {_MOST_BYTES:,} bytes")])
                archive.extractall(site)
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
            raise Refusal([_no_release(path, str(error))]) from None
        return _site(site, path, rebuild, say)


def _no_release(path: Path, why: str) -> Problem:
    message = f"This is no release: {why}."
    return Problem(Place(file=str(path)), "release-unreadable", message, "Name the folder of a release, or the archive of its site.")


def _folder(release: Path, rebuild: Rebuild | None, say: Say) -> Verdict:
    say("checking sums")
    wrong = wrong_sums(release)
    about = _about(release / "site", release)
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8")) if (release / "manifest.json").is_file() else {}
    said = [f"{SUMS}: {'every file has its sum' if not wrong else f'{len(wrong)} files differ'}"]
    unequal, more = _sealed(release / "site", about)
    if (manifest.get("root"), manifest.get("commit")) != (about["root"], about["commit"]):
        unequal.append(f"manifest.json: it names another root hash or commit than site/{FILE}")
    rebuilt, told = _rebuilt(release, about, rebuild, say, whole=True)
    return Verdict((*wrong, *unequal, *rebuilt), (*said, *more, *told))


def _site(site: Path, archive: Path, rebuild: Rebuild | None, say: Say) -> Verdict:
    about = _about(site, archive)
    unequal, said = _sealed(site, about)
    with tempfile.TemporaryDirectory(prefix="bwise-release-") as scratch:
        release = Path(scratch)
        shutil.copytree(site, release / "site")
        (release / archive.name).write_bytes(archive.read_bytes())
        rebuilt, told = _rebuilt(release, about, rebuild, say, whole=False)
    return Verdict((*unequal, *rebuilt), (*said, *told))


def _about(site: Path, named: Path) -> dict[str, str]:
    try:
        about = json.loads((site / FILE).read_text(encoding="utf-8"))
        found = {key: str(about[key]) for key in _ABOUT} | {"lock": str(about["environment"]["sha256"])}
    except (OSError, ValueError, KeyError, TypeError):
        raise Refusal([_no_release(named, f"it holds no {FILE} that can be read")]) from None
    # What a stranger wrote names a commit and a folder below: it must be no more than that.
    for key, pattern in _ABOUT.items():
        if not re.fullmatch(pattern, found[key]):
            raise Refusal([_no_release(named, f"{FILE} holds {shown(found[key])} as its {key}")])
    return found


def wrong_sums(release: Path) -> list[str]:
    """The files of a release that differ from SHA256SUMS, that it lacks, or that the list does not name. Raises Refusal without a list."""
    try:
        lines = (release / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal([_no_release(release, f"{SUMS} cannot be read ({error})")]) from None
    wanted = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {path.relative_to(release).as_posix(): path for path in sorted(release.rglob("*")) if path.is_file()}
    for name in (SUMS, *SIGNATURES.values()):  # the signature is made of the list, after it
        there.pop(name, None)
    found = [f"{name}: not in {SUMS}" for name in sorted(there.keys() - wanted.keys())]
    found += [f"{name}: missing" for name in sorted(wanted.keys() - there.keys())]
    both = sorted(wanted.keys() & there.keys())
    return found + [f"{name}: another sum" for name in both if hashlib.sha256(there[name].read_bytes()).hexdigest() != wanted[name]]


def _sealed(site: Path, about: dict[str, str]) -> tuple[list[str], list[str]]:
    root = sealed_root(site)
    if root != about["root"]:
        return [f"site: its root hash is {root}, and it says {about['root']}"], []
    return [], [f"root hash {root}: it is that of the pages and data"]


def _rebuilt(release: Path, about: dict[str, str], rebuild: Rebuild | None, say: Say, *, whole: bool) -> tuple[list[str], list[str]]:
    commit = about["commit"]
    if not commit:
        return [], ["not rebuilt: the release names no commit"]
    if rebuild is None or not commit_of(rebuild.publication.root, commit):
        return [], [f"not rebuilt: commit {commit} is not at hand; run this in the folder of a clone that holds it"]
    publication = rebuild.publication
    with tempfile.TemporaryDirectory(prefix="bwise-environment-") as scratch:
        clone = Path(scratch) / "clone"
        check_out(publication, commit, clone)
        if lock_sum(clone) != about["lock"]:
            return [f"{LOCK}: the release names another sum than that of the file in its commit"], []
        others = differing(clone)
        if others:
            say(f"installing the packages of {LOCK}, since here they differ: {'; '.join(others[:5])}")
        program = locked_python(clone / LOCK, Path(scratch) / "environment") if others else python()
        made = replace(publication, version=about["version"], name=about["name"])
        found = rebuilt_differences(made, release, commit, say, CONDITIONS[:1], (program, *rebuild.arguments), whole=whole)
    where = "installed anew for this" if others else "as installed here"
    return found, [f"{LOCK}: its packages, {where}", f"rebuilt from commit {commit}: {counted(found)} files differ"]
