"""What a build of the site keeps from one time to the next, by content: a value is found again only for the very same input.

A key is a hash of everything that a value is made of, the engine and all installed packages included; a value stands beside its own sum.
So a value of other input, of another version, or damaged is never taken: it is made again. A release keeps nothing and reads nothing here.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.metadata import distributions
from pathlib import Path

Keep = Callable[[str, bytes, Callable[[], bytes]], bytes]


def uncached(_kind: str, _key: bytes, make: Callable[[], bytes]) -> bytes:
    """Makes the value, every time."""
    return make()


def engine_fingerprint() -> str:
    """A hash of the engine's own code, of Python, and of the versions of all installed packages."""
    code = hashlib.sha256(platform.python_version().encode())
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        code.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    for name in sorted(f"{item.metadata['Name']}=={item.version}" for item in distributions()):
        code.update(f"{name}\0".encode())
    return code.hexdigest()


def keep_each(keep: Keep, kind: str, keys: Mapping[str, bytes], make: Callable[[Sequence[str]], Sequence[bytes]]) -> dict[str, bytes]:
    """The values of many names, in their order; `make` gets all those at once that are not kept, and returns theirs."""
    found = {name: kept(keep, kind, key) for name, key in keys.items()}
    lacking = [name for name, value in found.items() if value is None]
    made = dict(zip(lacking, make(lacking), strict=True))
    return {name: keep(kind, keys[name], partial(bytes, made[name])) if value is None else value for name, value in found.items()}


def kept(keep: Keep, kind: str, key: bytes) -> bytes | None:
    """The value that is kept; None when there is none."""
    try:
        return keep(kind, key, _not_made)
    except _NotKeptError:
        return None


class _NotKeptError(Exception):
    """The value is not kept."""


def _not_made() -> bytes:
    raise _NotKeptError


class Cache:
    """Values in a folder, one file each. `prune` at the end of a build takes away what the build did not use."""

    def __init__(self, folder: Path, code: str) -> None:
        """Values in `folder` that were made by the engine with the fingerprint `code`."""
        self.folder = folder
        self.code = code
        self._used: set[Path] = set()

    def keep(self, kind: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        """The value kept for (kind, key), or the one that `make` gives, which is kept from now on."""
        digest = hashlib.sha256(b"\0".join((self.code.encode(), kind.encode(), key))).hexdigest()
        path = self.folder / kind / digest
        self._used.add(path)
        found = _read(path, digest)
        if found is not None:
            return found
        value = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{digest}.new")
        fresh.write_bytes(f"{_sum(digest, value)}\n".encode() + value)
        os.replace(fresh, path)
        return value

    def prune(self) -> None:
        """Takes away every file that this build did not ask for."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path not in self._used:
                path.unlink()


def _sum(digest: str, value: bytes) -> str:
    """The sum of a value together with its key, so that a file under another name is not taken either."""
    return hashlib.sha256(digest.encode() + value).hexdigest()


def _read(path: Path, digest: str) -> bytes | None:
    try:
        stated, _, value = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return value if stated == _sum(digest, value).encode() else None
