"""The packages that a release was made with: those of requirements/run.txt, which its manifest names by sum."""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LOCK = "requirements/run.txt"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;([^\\]*))?", re.MULTILINE)


def lock_sum(root: Path) -> str:
    """SHA-256 of the lock in the repository; empty when there is none."""
    path = root / LOCK
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def differing(root: Path) -> list[str]:
    """The pinned packages that this environment has in another version, as `name: 1.0 here, 1.1 in the lock`.

    Packages that it lacks are left out: one with a condition may rightly be absent, and one that is needed stops the run by itself.
    """
    path = root / LOCK
    found = []
    for name, pinned, _ in _PIN.findall(path.read_text(encoding="utf-8")) if path.is_file() else ():
        try:
            here = version(name)
        except PackageNotFoundError:
            continue
        if here != pinned:
            found.append(f"{name}: {here} here, {pinned} in the lock")
    return found
