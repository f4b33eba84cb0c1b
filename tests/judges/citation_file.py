"""cffconvert --validate: the citation file of the release."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from verdict import Check, Release, main


def examine(release: Release) -> list[Check]:
    """CITATION.cff beside the site."""
    check = Check("CITATION.cff", "Citation File Format 1.2.0", "files")
    command = str(Path(sys.executable).with_name("cffconvert"))
    run = subprocess.run([command, "--validate", "-i", "CITATION.cff"], cwd=release.folder, capture_output=True, text=True, check=False)
    check.either(run.returncode == 0, (run.stdout + run.stderr).strip()[-600:])
    return [check]


if __name__ == "__main__":
    main("cffconvert", examine)
