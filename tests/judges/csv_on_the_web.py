"""csvwvalidate: the tables of each package against their CSVW metadata."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from verdict import Check, Release, main


def examine(release: Release) -> list[Check]:
    """Each metadata file with all tables that it names."""
    check = Check("Tables with csv-metadata.json", "CSV on the Web", "tables")
    command = str(Path(sys.executable).with_name("csvwvalidate"))
    for folder in release.packages():
        path = folder / "data" / "csv-metadata.json"
        # The validator takes an absolute path for an address.
        run = subprocess.run([command, "-v", path.name], cwd=path.parent, capture_output=True, text=True, check=False)
        if run.returncode:
            check.bad(f"{folder.name}: {(run.stdout + run.stderr).strip()[-400:]}")
        else:
            check.good(len(json.loads(path.read_text(encoding="utf-8"))["tables"]))
    return [check]


if __name__ == "__main__":
    main("csvw", examine)
