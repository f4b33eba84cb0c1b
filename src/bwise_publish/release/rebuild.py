"""Proof by rebuild: makes a release again from its commit under other conditions and compares every byte."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.progress import Say
from bwise_publish.publication import Publication
from bwise_publish.release.conditions import CONDITIONS, Conditions, python
from bwise_publish.release.git import git
from bwise_publish.release.signing import SIGNATURES

# Everything that a release is made of; what is not there is not needed.
INPUTS = (
    "publication.toml", "CHANGELOG.md", "mkdocs.yml", "datapackages", "docs", "site_templates", "ledger", "src",
    "pyproject.toml", "requirements",
)  # fmt: skip
_LACKING = "only in the rebuild"
RELEASE = (python(), "-m", "bwise_publish")


def differences(
    publication: Publication, say: Say, conditions: Sequence[Conditions] = CONDITIONS, program: Sequence[str] = RELEASE
) -> list[str]:
    """Rebuilds the release once for each of the conditions; says which files differ from dist/<version>/, as `path: why`.

    Raises Refusal when there is no release to compare with, or a rebuild fails. `program` is what makes a release when `--root FOLDER
    release` is added; a test hands over one for a small publication.
    """
    release = publication.root / "dist" / publication.version
    if not release.is_dir():
        place = Place(file=f"dist/{publication.version}")
        raise Refusal([Problem(place, "release-missing", "There is no release to compare with.", "Run: ./nox -s release")])
    return rebuilt_differences(publication, release, commit_in(release), say, conditions, program)


def commit_in(release: Path) -> str:
    """The commit that a release says it was made from; empty when it says none."""
    try:
        return str(json.loads((release / "manifest.json").read_text(encoding="utf-8"))["commit"])
    except (OSError, ValueError, KeyError):
        return ""


def rebuilt_differences(
    publication: Publication,
    release: Path,
    commit: str,
    say: Say,
    conditions: Sequence[Conditions],
    program: Sequence[str] = RELEASE,
    *,
    whole: bool = True,
) -> list[str]:
    """Like `differences`, for a release in any folder. With an empty `commit` the files of the publication are taken as they are.

    Of a release that is not `whole`, files beside the site may be lacking.
    """
    found: list[str] = []
    with tempfile.TemporaryDirectory(prefix="bwise-verify-") as scratch:
        for number, condition in enumerate(conditions, start=1):
            say(f"rebuild {number} of {len(conditions)}: {condition}")
            folder = Path(scratch) / str(number)
            rebuilt = _rebuild(publication, commit, folder, condition, program)
            lines = [line for line in compare(release, rebuilt) if whole or line.startswith("site/") or not line.endswith(_LACKING)]
            found += [f"rebuild {number}: {line}" for line in lines]
            if lines and shutil.which("diffoscope"):
                found += _explained(release, rebuilt, lines[0].partition(": ")[0])
            shutil.rmtree(folder, ignore_errors=True)
            if found:
                break
    return found


def counted(lines: Sequence[str]) -> int:
    """How many files differ; the lines of diffoscope, which say more of one of them, are set in and do not count."""
    return sum(not line.startswith(" ") for line in lines)


def compare(one: Path, other: Path) -> list[str]:
    """Which files of two folders differ, as `path: why`, sorted by path. Signatures are left out: only the holder of the key makes them."""
    files = [
        {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - set(SIGNATURES.values())
        for folder in (one, other)
    ]
    lines = dict.fromkeys(files[0] - files[1], "only in the release") | dict.fromkeys(files[1] - files[0], _LACKING)
    for name in files[0] & files[1]:
        first, second = (one / name).read_bytes(), (other / name).read_bytes()
        if first != second:
            lines[name] = _why(first, second)
    return [f"{name}: {lines[name]}" for name in sorted(lines)]


def _why(first: bytes, second: bytes) -> str:
    """The sizes, the first byte that differs, and what stands there on either side."""
    at = next((index for index, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
    shown = [repr(content[max(0, at - 20) : at + 20].decode("utf-8", "replace")) for content in (first, second)]
    return f"{len(first):,} and {len(second):,} bytes, first difference at byte {at:,}: {shown[0]} and {shown[1]}"


def _explained(release: Path, rebuilt: Path, name: str) -> list[str]:
    """What diffoscope says of a file that differs; nothing when only one side has it."""
    sides = [str(folder / name) for folder in (release, rebuilt) if (folder / name).is_file()]
    if len(sides) != 2:
        return []
    run = subprocess.run(
        ["diffoscope", "--max-report-size", "4000", *sides],
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    return [f"  {line}" for line in run.stdout.splitlines()[:40]]


def check_out(publication: Publication, commit: str, root: Path) -> None:
    """Makes `root` a clone of the repository at the commit; with an empty commit, a copy of its files as they are, with its history.

    The repository itself is only read. A folder that is no clone is copied. Raises Refusal when the commit cannot be had.
    """
    root.parent.mkdir(parents=True, exist_ok=True)
    cloned = git(publication.root, "rev-parse", "--show-prefix") == b"\n" and _run(
        "git", "clone", "--quiet", "--no-checkout", str(publication.root), str(root)
    )
    if commit:
        if not cloned or not _run("git", "-C", str(root), "-c", "advice.detachedHead=false", "checkout", "--quiet", "--detach", commit):
            place = Place(file="manifest.json", field="commit")
            message = f"This clone does not hold commit {commit}, which the release was made from."
            raise Refusal(
                [Problem(place, "commit-missing", message, "Fetch it: git fetch --unshallow, or git fetch origin with the commit.")]
            )
        return
    root.mkdir(exist_ok=True)
    for name in INPUTS:
        source = publication.root / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_file():
            shutil.copy(source, root / name)


def _run(*command: str) -> bool:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0


def _rebuild(publication: Publication, commit: str, scratch: Path, conditions: Conditions, program: Sequence[str]) -> Path:
    root = scratch / conditions.folder
    check_out(publication, commit, root)
    run = subprocess.run(
        conditions.command(*program, "--root", str(root), "release"),
        env=conditions.environment(scratch, root / "src"),
        cwd=root,
        umask=conditions.umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    made = root / "dist" / publication.version
    if run.returncode or not made.is_dir():
        last = "\n".join(run.stderr.splitlines()[-10:])
        mend = "Run ./nox -s release and mend what it reports."
        raise Refusal([Problem(Place(file="release"), "rebuild-failed", f"The rebuild failed: {last}", mend)])
    return made
