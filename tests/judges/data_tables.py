"""frictionless: every cell of every published package against its descriptor, from the zips as people download them."""

from __future__ import annotations

from frictionless import validate
from verdict import Check, Release, main


def examine(release: Release) -> list[Check]:
    """The zip of each package and the zip of everything, each on its own, with no option."""
    packages = Check("Data packages as zips, each on its own", "Data Package 2", "packages")
    tables = Check("Tables of the packages", "types, constraints and keys of their descriptors, cell by cell", "tables")
    for path in sorted(release.site.glob("data/*.zip")):
        report = validate(str(path))
        packages.either(not report.errors, f"{path.name}: {'; '.join(f'{error.title}: {error.note}' for error in report.errors[:3])}")
        for task in report.tasks:
            tables.either(task.valid, f"{path.name}, {task.name}: {task.errors[0].message if task.errors else 'not valid'}")
    return [packages, tables]


if __name__ == "__main__":
    main("frictionless", examine)
