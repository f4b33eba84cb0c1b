"""mlcroissant: validates each Croissant file and loads every record of every record set from the files beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from verdict import Check, Release, main


def examine(release: Release) -> list[Check]:
    """One check on the files and one on their record sets: as many records as the CSV has rows."""
    files = Check("Descriptions, croissant.json", "Croissant 1.1", "files")
    records = Check("Record sets", "the CSV files: loaded to the last record, and counted", "record sets")
    listed = release.files()
    for folder in release.packages():
        # A process a package: within one, the library confuses record sets of one name.
        run = subprocess.run([sys.executable, __file__, "load", folder / "croissant.json"], capture_output=True, text=True, check=False)
        if run.returncode:
            files.bad(f"{folder.name}: {run.stderr.strip()[-400:]}")
            continue
        loaded = json.loads(run.stdout.splitlines()[-1])
        files.either(not loaded["issues"], f"{folder.name}: {loaded['issues']}")
        for name, found in loaded["records"].items():
            rows = listed[f"site/data/{folder.name}/data/{name}.csv"]["rows"]
            records.either(found == rows, f"{folder.name}/{name}: {found if isinstance(found, str) else f'{found} records'}, {rows} rows")
    return [files, records]


def load(path: Path) -> dict[str, object]:
    """What the library reports about one file, and the number of records of each record set, or why they could not be loaded."""
    import mlcroissant

    dataset = mlcroissant.Dataset(str(path))
    issues = dataset.metadata.ctx.issues
    records: dict[str, int | str] = {}
    for record_set in dataset.metadata.record_sets:
        try:
            records[record_set.id] = sum(1 for _ in dataset.records(record_set.id))
        except Exception as error:
            records[record_set.id] = f"{type(error).__name__}: {error}"[:300]
    return {"issues": issues.report() if issues.errors or issues.warnings else "", "records": records}


if __name__ == "__main__":
    if sys.argv[1] == "load":
        print(json.dumps(load(Path(sys.argv[2]))))
    else:
        main("mlcroissant", examine)
