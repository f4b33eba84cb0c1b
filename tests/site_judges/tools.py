"""What the judges of the site run with: programs of the system, and programs from npm in the versions of requirements/npm/."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements" / "npm"
FOLDER = ROOT / ".nox" / "npm"
# Programs and the Debian packages that bring them.
PACKAGES = {"chromium": "chromium", "java": "default-jre-headless", "node": "nodejs", "npm": "npm"}


def need(*programs: str) -> None:
    """Sees to it that programs of the system are there: as root, with apt; else it says what to install and ends the run."""
    missing = sorted({PACKAGES[program] for program in programs if not shutil.which(program)})
    if not missing:
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        sys.exit(f"Missing: {', '.join(missing)}. As root: apt-get install {' '.join(missing)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    subprocess.run(install, check=True, env=quiet, stdout=subprocess.DEVNULL)


def node_modules() -> Path:
    """The folder of the programs from npm, installed anew when their lock has changed. Their install scripts do not run."""
    digest = hashlib.sha256((LOCK / "package-lock.json").read_bytes()).hexdigest()
    mark = FOLDER / "lock.sha256"
    FOLDER.mkdir(parents=True, exist_ok=True)
    # Tests run two at a time: the second waits, and then finds everything there.
    with (FOLDER / ".busy").open("w") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)
        if mark.is_file() and mark.read_text(encoding="utf-8") == digest:
            return FOLDER / "node_modules"
        need("node", "npm")
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(LOCK / name, FOLDER / name)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=FOLDER, check=True)
        mark.write_text(digest, encoding="utf-8")
    return FOLDER / "node_modules"
