"""The JSON Schema of DataCite: the record that a DOI registration takes."""

from __future__ import annotations

import json

from datacite import schema45
from verdict import Check, Release, main


def examine(release: Release) -> list[Check]:
    """metadata/datacite.json."""
    check = Check("Record, datacite.json", "DataCite 4.5, the newest schema that the judge brings", "files")
    record = json.loads((release.site / "metadata" / "datacite.json").read_text(encoding="utf-8"))
    errors = list(schema45.validator.iter_errors(record))
    for error in errors:
        check.bad(f"{'/'.join(map(str, error.absolute_path)) or 'record'}: {error.message}"[:400])
    if not errors:
        check.good()
    return [check]


if __name__ == "__main__":
    main("datacite", examine)
