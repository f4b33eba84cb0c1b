"""Puts finished folders into place: whole or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator
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
    _put_back(beside)
    prefix = f".{beside.name}-scratch-"
    for left in beside.parent.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=beside.parent))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def next_folder(beside: Path) -> Path:
    """The folder next to `beside` in which its next version is made. What an earlier run left in it stays: see `write_over`."""
    _put_back(beside)
    folder = beside.parent / f".{beside.name}-next"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def write_over(folder: Path, names: Collection[str], content: Callable[[str], bytes]) -> None:
    """Makes `folder` hold just the files `names` (paths relative to it), each with what `content` returns for it.

    Files that it holds already are written over, not made anew: where thousands were removed a moment ago, some file systems (ext4) take
    longer to make a file than we take to make what is in it.
    """
    wanted = {folder / name for name in names}
    for top, folders, files in os.walk(folder, topdown=False):
        here = Path(top)
        links = {path for path in (here / name for name in folders) if path.is_symlink()}
        others = {path for path in (here / name for name in files) if path not in wanted or not _is_ours(path)}
        for path in links | others:
            path.unlink()
        if here != folder and not any(here.iterdir()):
            here.rmdir()
    for name in names:
        rewrite(folder / name, content(name))


def _is_ours(path: Path) -> bool:
    """Whether a file can be written over: a link of either kind would be written through, to what is kept elsewhere under another name."""
    status = path.lstat()
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and bool(status.st_mode & stat.S_IWUSR)


def rewrite(path: Path, content: bytes) -> None:
    """Makes a file hold `content`; one that does so already is not touched."""
    try:
        with path.open("r+b") as file:
            if file.read() != content:
                file.seek(0)
                file.write(content)
                file.truncate()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def put_in_place(finished: Path, target: Path) -> None:
    """Puts a finished folder at `target`; an older `target` is removed after."""
    exchange(finished, target)
    shutil.rmtree(finished, ignore_errors=True)


def exchange(finished: Path, target: Path) -> None:
    """Puts a finished folder at `target`, and an older `target` where the finished one was.

    Where the system can, the two change places in one step, so there is no moment without a whole `target`. Elsewhere the older one is
    moved away first, and the next run puts it back if this one ended just then.
    """
    if target.exists() and _exchanged(finished, target):
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
    if old.exists():
        os.rename(old, finished)


def _put_back(target: Path) -> None:
    """Puts back an output that an interrupted run had moved away."""
    if not target.exists() and _old(target).exists():
        os.rename(_old(target), target)


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
    for parent in {(folder / name).parent for name in files}:  # each once: there are thousands of files
        parent.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
