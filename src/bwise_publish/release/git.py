"""Asks git about the repository of the publication. Reads only; nothing here changes the repository or its working tree."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path


def git(root: Path, *arguments: str) -> bytes | None:
    """What `git` prints, run in `root`; None when it fails or there is no git."""
    try:
        run = subprocess.run(["git", "-C", str(root), *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        return None
    return run.stdout if run.returncode == 0 else None


def commit_of(root: Path, revision: str) -> str:
    """The full id of the commit that `revision` names, or an empty string when the clone does not hold it."""
    if not revision or revision.startswith("-"):
        return ""
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = found.decode().strip() if found else ""
    return commit if commit and git(root, "cat-file", "-e", f"{commit}^{{tree}}") is not None else ""


def clean_commit(root: Path, inputs: tuple[str, ...]) -> str:
    """The commit whose files the `inputs` are: HEAD, when `root` is the top of a clone and none of them was changed since; else ""."""
    top = git(root, "rev-parse", "--show-toplevel")
    if top is None or Path(top.decode().rstrip("\n")).resolve() != root.resolve():
        return ""
    changed = git(root, "status", "--porcelain", "--untracked-files=all", "--", *inputs)
    return commit_of(root, "HEAD") if changed == b"" else ""


def extract(root: Path, commit: str, paths: tuple[str, ...], target: Path) -> bool:
    """Writes the files that the commit holds under `paths` to the folder `target`; False when it holds none of them."""
    listed = git(root, "ls-tree", "-r", "--name-only", "-z", commit, "--", *paths)
    present = [
        path for path in paths if listed and any(name == path or name.startswith(f"{path}/") for name in listed.decode().split("\0"))
    ]
    archive = git(root, "-c", "core.autocrlf=false", "archive", "--format=tar", commit, "--", *present) if present else None
    if archive is None:
        return False
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(target, filter="data")
    return True
