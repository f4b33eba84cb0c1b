"""Puts finished folders into place: whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch_folder(beside: Path) -> Iterator[Path]:
    """A new folder next to `beside` (so on the same file system), removed at the end whatever happens.

    What an interrupted run of the same output left is cleaned up first, and an output that it had moved away is put back.
    """
    beside.parent.mkdir(parents=True, exist_ok=True)
    if not beside.exists() and _old(beside).exists():
        os.rename(_old(beside), beside)
    prefix = f".{beside.name}-scratch-"
    for left in beside.parent.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=beside.parent))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(finished: Path, target: Path) -> None:
    """Renames a finished folder to `target`; an older `target` is moved away first and removed after.

    Between the two renames there is a moment without `target`, but never one with half of it; `scratch_folder` puts the older one back
    if the run ended just then.
    """
    old = _old(target)
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        os.rename(target, old)
    try:
        os.rename(finished, target)
    except OSError:
        if old.exists():
            os.rename(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _old(target: Path) -> Path:
    return target.parent / f".{target.name}-old"


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Writes files by relative path into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
