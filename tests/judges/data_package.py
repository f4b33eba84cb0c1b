"""check-datapackage, strict: the descriptors against what the Data Package standard says must and should be."""

from __future__ import annotations

import json
import re
import zipfile

from check_datapackage import Config, check
from verdict import Check, Release, main

# What the judge reports and the standard does not ask, or the other way round: path, type, name, why.
WAIVED: tuple[tuple[str, str, str, str], ...] = ()


def examine(release: Release) -> list[Check]:
    """Every descriptor that is served, and the one in the zip of everything."""
    found = Check("Descriptors, datapackage.json", "Data Package 2, strict", "descriptors")
    for folder in release.packages():
        judge(folder.name, (folder / "datapackage.json").read_bytes(), found)
    for path in sorted(release.folder.glob("*-data-*.zip")):
        judge(path.name, zipfile.ZipFile(path).read("datapackage.json"), found)
    return [found]


def judge(name: str, content: bytes, found: Check) -> None:
    """One descriptor; it passes when nothing but waived issues is reported."""
    left = 0
    for issue in check(json.loads(content), Config(strict=True)):
        waiver = next((item for item in WAIVED if re.fullmatch(item[0], issue.jsonpath) and item[1] == issue.type), None)
        if waiver:
            found.waive(waiver[2], waiver[3])
        else:
            left += 1
            found.bad(f"{name}: {issue.jsonpath}: {issue.type}: {issue.message}"[:400])
    if not left:
        found.good()


if __name__ == "__main__":
    main("check-datapackage", examine)
