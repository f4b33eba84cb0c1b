"""Large packages for measuring: rows of 8 columns with a pattern, a primary key, a foreign key and ranges."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
CODES = [f"C{number:03}" for number in range(200)]


def field(name: str, kind: str, **constraints: Any) -> dict[str, Any]:
    """A field with its constraints."""
    return {"name": name, "type": kind, **({"constraints": constraints} if constraints else {})}


FIELDS = [
    field("row_id", "string", required=True, pattern="r-[0-9]{8}"),
    field("code", "string", required=True),
    field("year", "year", minimum=1990, maximum=2030),
    field("amount", "integer", minimum=0),
    field("share", "number", minimum=0, maximum=100),
    field("day", "date", minimum="1990-01-01"),
    field("state", "string", enum=["open", "closed"]),
    field("note", "string", maxLength=20),
]


def write_package(folder: Path, rows: int, bad: int = 0) -> Path:
    """Writes a package with a table of so many rows, of which `bad` have a share below 0, and returns its descriptor."""
    folder.mkdir(parents=True)
    chance = random.Random(7)
    broken = set(chance.sample(range(rows), bad))
    (folder / "codes.csv").write_text("code,title\n" + "".join(f"{code},Title {code}\n" for code in CODES), encoding="utf-8")
    with (folder / "rows.csv").open("w", encoding="utf-8") as out:
        out.write(",".join(item["name"] for item in FIELDS) + "\n")
        for number in range(rows):
            year, share = 1990 + number * 7 % 35, -5.0 if number in broken else number * 37 % 100_000 / 1000
            out.write(
                f"r-{number:08d},{CODES[number % 200]},{year},{number * 13 % 100_000},{share:.3f},"
                f"{year}-{number % 12 + 1:02d}-{number % 28 + 1:02d},{'open' if number % 3 else 'closed'},note {number % 1000}\n"
            )
    codes = {"fields": [field("code", "string", required=True), field("title", "string")], "primaryKey": ["code"]}
    key = {"fields": ["code"], "reference": {"resource": "codes", "fields": ["code"]}}
    schema = {"fields": FIELDS, "primaryKey": ["row_id"], "foreignKeys": [key]}
    resources = [
        {"name": name, "type": "table", "path": f"{name}.csv", "encoding": "utf-8", "schema": value}
        for name, value in (("codes", codes), ("rows", schema))
    ]
    descriptor = folder / "datapackage.json"
    descriptor.write_text(json.dumps({"$schema": V2, "name": "bench", "resources": resources}), encoding="utf-8")
    return descriptor
