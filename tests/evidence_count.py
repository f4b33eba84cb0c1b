"""Counts the evidence against the packages, both ways: every evidence row is a row of a package, or is named as left out.

tests/evidence/<package>.json says which columns of an evidence file are the key of a row, and where that key stands in a table:

- `evidence`, `key`: a file of the evidence and the columns that make its rows' keys;
- `table`, `fields`: package/table and the fields where the same key stands;
- `where`, `table_where`: only rows with these values; `map`: values spelt differently in the table; `strip_prefix`: beginnings that the
  table does without; `split`: a column that is a list and the sign between its items; `distinct`: many evidence rows make one row;
- `left_out`: keys of rows that the package's README names under "Left out".
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bwise_publish.catalog.canonical import clean_cell

ROOT = Path(__file__).resolve().parent.parent
EVIDENCE = ROOT.parent / "shared" / "evidence"
Key = tuple[str, ...]


@dataclass(frozen=True)
class Count:
    """The count of one entry: rows (or list items) of the evidence, rows of the table, keys missing in the table, keys left out."""

    entry: dict[str, Any]
    evidence_rows: frozenset[int]
    items: int
    rows: int
    missing: Counter[Key]
    left_out: int


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def entries() -> Iterable[dict[str, Any]]:
    """Every entry of every package, in order, with the name of the package whose README accounts for it."""
    for path in sorted((ROOT / "tests" / "evidence").glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            yield {"package": path.stem, **entry}


def count(entry: dict[str, Any]) -> Count:
    """Counts one entry."""
    package, table = entry["table"].split("/")
    rows = [
        row for row in read_csv(ROOT / "datapackages" / package / "data" / f"{table}.csv") if _matches(row, entry.get("table_where", {}))
    ]
    found = Counter(tuple(row[name] for name in entry["fields"]) for row in rows)
    left = Counter(tuple(key) for key in entry.get("left_out", []))
    wanted: Counter[Key] = Counter()
    used = set()
    left_out = 0
    for number, row in enumerate(read_csv(EVIDENCE / entry["evidence"])):
        if not _matches(row, entry.get("where", {})):
            continue
        used.add(number)
        for item in _items(row, entry):
            key = tuple(item[name] for name in entry["key"])
            if left[key]:
                left[key] -= 1
                left_out += 1
            else:
                wanted[tuple(_in_table(name, value, entry) for name, value in zip(entry["key"], key, strict=True))] += 1
    if entry.get("distinct"):
        wanted = Counter(set(wanted))
    return Count(entry, frozenset(used), sum(wanted.values()), len(rows), wanted - found, left_out)


def _matches(row: dict[str, str], wanted: dict[str, str]) -> bool:
    return all(row[name] == value for name, value in wanted.items())


def _items(row: dict[str, str], entry: dict[str, Any]) -> list[dict[str, str]]:
    split = entry.get("split")
    if not split:
        return [row]
    signs = split if isinstance(split, dict) else {split: "|"}
    ((column, sign),) = signs.items()
    return [{**row, column: item.strip()} for item in row[column].split(sign) if item.strip()]


def _in_table(column: str, value: str, entry: dict[str, Any]) -> str:
    value = entry.get("map", {}).get(column, {}).get(value, value)
    prefixes = entry.get("strip_prefix", {}).get(column, [])
    for prefix in [prefixes] if isinstance(prefixes, str) else prefixes:
        if value.startswith(prefix):
            value = value.removeprefix(prefix)
            break
    return clean_cell(value)


def main() -> None:
    """Prints the count of every entry, and of every evidence file."""
    for entry in entries():
        result = count(entry)
        left = f", left out {result.left_out}" if result.left_out else ""
        print(f"{entry['evidence']}: {result.items} -> {entry['table']}: {result.rows}, missing {sum(result.missing.values())}{left}")


if __name__ == "__main__":
    main()
