"""SQLite itself, by way of APSW, which brings one fixed version of it: the databases are whole and their keys lead somewhere."""

from __future__ import annotations

import apsw
from verdict import Check, Release, main


def examine(release: Release) -> list[Check]:
    """PRAGMA integrity_check and foreign_key_check of each database."""
    whole = Check("Databases", "PRAGMA integrity_check", "files")
    keys = Check("Foreign keys of the databases", "PRAGMA foreign_key_check", "keys")
    for path in sorted(release.site.glob("data/*.sqlite")):
        database = apsw.Connection(f"{path.as_uri()}?mode=ro&immutable=1", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
        answer = [row[0] for row in database.execute("PRAGMA integrity_check")]
        whole.either(answer == ["ok"], f"{path.name}: {answer[0]}")
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        declared = {(table, row[0]) for table in tables for row in database.execute("SELECT id FROM pragma_foreign_key_list(?)", (table,))}
        broken = {(row[0], row[3]): row for row in database.execute("PRAGMA foreign_key_check")}
        keys.good(len(declared - broken.keys()))
        for table, row in sorted((table, row) for (table, _), row in broken.items()):
            keys.bad(f"{path.name}, {table}: row {row[1]} leads to no row of {row[2]}")
        if not declared:
            keys.bad(f"{path.name} declares no foreign key")
    return [whole, keys]


if __name__ == "__main__":
    main("apsw", examine)
