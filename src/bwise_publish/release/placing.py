"""Puts finished folders into place: whole or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Of fcntl.h and linux/fs.h: paths count from the current folder; exchange them.
_HERE, _EXCHANGE = -100, 2


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
    """Puts a finished folder at `target`; an older `target` is removed after.

    Where the system can, the two change places in one step, so there is no moment without a whole `target`. Elsewhere the older one is
    moved away first, and `scratch_folder` puts it back if the run ended just then.
    """
    if target.exists() and _exchanged(finished, target):
        shutil.rmtree(finished, ignore_errors=True)
        return
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


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system let two paths change places in one step (renameat2 of Linux, where the file system knows it)."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _old(target: Path) -> Path:
    return target.parent / f".{target.name}-old"


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Writes files by relative path into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
