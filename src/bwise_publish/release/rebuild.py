"""Proof by rebuild: makes the release again under other conditions and compares every byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.progress import Say
from bwise_publish.publication import Publication
from bwise_publish.release.signing import SIGNATURES

# Everything that a release is made of, beside the code that is installed.
INPUTS = ("publication.toml", "CHANGELOG.md", "mkdocs.yml", "datapackages", "docs", "site_templates", "requirements")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What differs from one rebuild to another and must not show in any output."""

    folder: str
    time_zone: str
    locale: str
    hash_seed: str
    umask: int


CONDITIONS = (
    Conditions("here", "Pacific/Kiritimati", "C", "1", 0o022),
    Conditions("a longer path with spaces/and ünïcode", "America/St_Johns", "tr_TR.UTF-8", "4242", 0o077),
)


def differences(publication: Publication, say: Say) -> list[str]:
    """Rebuilds the release once for each of the conditions; says which files differ from dist/<version>/, as `path: why`.

    Raises Refusal when there is no release to compare with, or a rebuild fails.
    """
    release = publication.root / "dist" / publication.version
    if not release.is_dir():
        raise Refusal(
            [
                Problem(
                    Place(file=f"dist/{publication.version}"),
                    "release-missing",
                    "There is no release to compare with.",
                    "Run: ./nox -s release",
                )
            ]
        )
    found: list[str] = []
    with tempfile.TemporaryDirectory(prefix="bwise-verify-") as scratch:
        for number, conditions in enumerate(CONDITIONS, start=1):
            say(f"rebuild {number} of {len(CONDITIONS)}: {conditions.time_zone}, {conditions.locale}, umask {conditions.umask:03o}")
            rebuilt = _rebuild(publication, Path(scratch) / str(number) / conditions.folder, conditions)
            found += [f"rebuild {number}: {line}" for line in compare(release, rebuilt)]
    return found


def compare(one: Path, other: Path) -> list[str]:
    """Which files of two folders differ, as `path: why`, sorted by path. Signatures are left out: only the holder of the key makes them."""
    files = [
        {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - set(SIGNATURES.values())
        for folder in (one, other)
    ]
    lines = dict.fromkeys(files[0] - files[1], "only in the release") | dict.fromkeys(files[1] - files[0], "only in the rebuild")
    for name in files[0] & files[1]:
        first, second = (one / name).read_bytes(), (other / name).read_bytes()
        if first != second:
            at = next((index for index, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
            lines[name] = f"{len(first):,} and {len(second):,} bytes, first difference at byte {at:,}"
    return [f"{name}: {lines[name]}" for name in sorted(lines)]


def _rebuild(publication: Publication, root: Path, conditions: Conditions) -> Path:
    root.mkdir(parents=True)
    for name in INPUTS:
        source = publication.root / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copy(source, root / name)
    home = root / "home"
    home.mkdir()
    settings = {
        "TZ": conditions.time_zone,
        "LC_ALL": conditions.locale,
        "LANG": conditions.locale,
        "PYTHONHASHSEED": conditions.hash_seed,
        "HOME": str(home),
        "USER": "somebody",
    }
    run = subprocess.run(
        [sys.executable, "-m", "bwise_publish", "--root", str(root), "release"],
        env={**os.environ, **settings},
        cwd=root,
        umask=conditions.umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if run.returncode:
        last = "\n".join(run.stderr.splitlines()[-10:])
        raise Refusal(
            [
                Problem(
                    Place(file="release"), "rebuild-failed", f"The rebuild failed: {last}", "Run ./nox -s release and mend what it reports."
                )
            ]
        )
    return root / "dist" / publication.version
