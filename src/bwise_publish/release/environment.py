"""The packages that a release was made with: those of requirements/run.txt, which its manifest names by sum."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bwise_publish.problems import Place, Problem, Refusal

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


def locked_python(lock: Path, folder: Path) -> str:
    """The Python of a new environment in `folder` with just the packages of a lock, checked by their hashes.

    Made by uv where it is there, else by pip; both take the packages from where this machine takes them. Raises Refusal when that fails.
    """
    program = str(folder / "bin" / "python")
    if shutil.which("uv"):
        commands = [
            ["uv", "venv", "--quiet", "--python", sys.executable, str(folder)],
            ["uv", "pip", "install", "--quiet", "--python", program, "--require-hashes", "-r", str(lock)],
        ]
    else:
        commands = [
            [sys.executable, "-m", "venv", str(folder)],
            [program, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(lock)],
        ]
    for command in commands:
        run = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
        )
        if run.returncode:
            said = " ".join(run.stderr.split()[-40:]) or "no word"
            message = f"The packages of this lock could not be installed: {said}."
            raise Refusal([Problem(Place(file=lock.name), "environment-failed", message, "Try again with the network.")])
    return program
