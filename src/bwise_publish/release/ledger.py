"""The ledger of identifiers: every address, row id, column and code that was ever published, kept in the repository under ledger/.

A row id is the value of a primary key of one field; the keys of tables of links are made of such ids. A release is refused when something
in the ledger is there no longer and nothing says why: an id is explained by `replaced_ids`, everything by ledger/tombstones.csv. What
explains a row or a table explains its files too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bwise_publish.catalog.canonical import csv_bytes
from bwise_publish.problems import Place, Problem, Refusal, listed
from bwise_publish.publication import Publication
from bwise_publish.release.moved import Moved
from bwise_publish.release.recipe import parts
from bwise_publish.release.states import State

FOLDER = "ledger"
KINDS: Mapping[str, tuple[str, ...]] = {
    "addresses": ("address",),
    "columns": ("package", "table", "column"),
    "ids": ("package", "table", "id"),
    "codes": ("package", "table", "column", "code"),
}
TOMBSTONES = ("kind", "name", "reason", "successor")
RELEASES = ("version", "date", "commit", "root", "sha256")
Name = tuple[str, ...]
_ROW = 2  # of the parts of an address under api/<package>/


@dataclass(frozen=True)
class Tombstone:
    """What became of something published: why it is gone, and what stands in its place ("" when nothing does)."""

    reason: str
    successor: str


@dataclass(frozen=True)
class Ledger:
    """By kind: names with the version that first published them. Tombstones by (kind, name); releases by version."""

    known: Mapping[str, Mapping[Name, str]] = field(default_factory=dict)
    tombstones: Mapping[tuple[str, str], Tombstone] = field(default_factory=dict)
    releases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def moved(self) -> list[Moved]:
        """The addresses of pages that tombstones tell of."""
        return [Moved(name, stone.successor, stone.reason) for (kind, name), stone in self.tombstones.items() if kind == "addresses"]


def read_ledger(root: Path) -> Ledger:
    """The ledger of the repository; an empty one when there is none yet. Raises Refusal when a file of it cannot be read."""
    known = {kind: {row[:-1]: row[-1] for row in _rows(root, kind, (*names, "since"))} for kind, names in KINDS.items()}
    stones = {(row[0], row[1]): Tombstone(row[2], row[3]) for row in _rows(root, "tombstones", TOMBSTONES)}
    bare = [name for (_, name), stone in stones.items() if not stone.reason]
    if bare:
        raise Refusal([Problem(_at("tombstones"), "ledger-unreadable", f"No reason is given for {listed(bare)}.", "Write why it is gone.")])
    return Ledger(known, stones, {row[0]: dict(zip(RELEASES, row, strict=True)) for row in _rows(root, "releases", RELEASES)})


def _rows(root: Path, name: str, header: tuple[str, ...]) -> list[tuple[str, ...]]:
    path = root / FOLDER / f"{name}.csv"
    if not path.is_file():
        return []
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""), strict=True)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refusal(
            [Problem(_at(name), "ledger-unreadable", f"The file cannot be read: {error}.", "Restore it from the repository.")]
        ) from None
    if not rows or rows[0] != header or any(len(row) != len(header) for row in rows):
        message = f"The file must have the columns {', '.join(header)} in every row."
        raise Refusal([Problem(_at(name), "ledger-unreadable", message, "Restore it from the repository, or mend the row.")])
    return rows[1:]


def _at(name: str) -> Place:
    return Place(file=f"{FOLDER}/{name}.csv")


def identifiers(state: State, addresses: Iterable[str]) -> dict[str, set[Name]]:
    """What a release publishes, by kind; `addresses` are those of its pages and files."""
    found: dict[str, set[Name]] = {kind: set() for kind in KINDS}
    found["addresses"] = {(address,) for address in addresses}
    for (package, name), table in state.tables.items():
        for column in table.schema.fields:
            found["columns"].add((package, name, column.name))
            codes = [*(column.constraints.get("enum") or ()), *(column.raw.get("categories") or ())]
            values = (str(code.get("value", "")) if isinstance(code, Mapping) else str(code) for code in codes)
            found["codes"] |= {(package, name, column.name, value) for value in values}
        key = table.schema.primary_key
        if len(key) == 1 and key[0] in table.text.columns:
            found["ids"] |= {(package, name, value) for value in table.text[key[0]].to_list()}
    return found


def ledger_problems(
    ledger: Ledger, found: Mapping[str, set[Name]], publication: Publication, replaced: Iterable[tuple[str, str, str]]
) -> list[Problem]:
    """What was published once and is neither there nor explained, one problem for each kind and table.

    `replaced` are the rows of `replaced_ids` as (table, old id, new id).
    """
    problems = []
    previous = publication.previous
    if previous and previous.version not in ledger.releases:
        message = f"The ledger does not hold the previous release, {previous.version}."
        problems.append(
            Problem(_at("releases"), "ledger-behind", message, "Run: ./nox -s ledger, in the folder where that release was made.")
        )
    explained = {(table, old) for table, old, _ in replaced}
    lost: dict[tuple[str, str], list[str]] = {}
    for kind, known in ledger.known.items():
        for name in sorted(known.keys() - found[kind]):
            if not _explained(kind, name, ledger, explained):
                lost.setdefault((kind, "/".join(name[:2]) if kind != "addresses" else ""), []).append("/".join(name))
    for (kind, _), names in lost.items():
        message = f"{len(names):,} {kind} that were published are gone and nothing says why: {listed(names)}."
        mend = "Bring each back, or say what became of it: in replaced_ids for a row, else in ledger/tombstones.csv."
        problems.append(Problem(_at(kind), "ledger-lost", message, mend))
    problems += _dead_ends(ledger, found)
    return problems


def _explained(kind: str, name: Name, ledger: Ledger, replaced: set[tuple[str, str]]) -> bool:
    """Whether a tombstone of its own, of its row or of its table, or the table `replaced_ids`, tells of something that is gone."""
    if (kind, "/".join(name)) in ledger.tombstones:
        return True
    if kind != "addresses":
        return ("tables", "/".join(name[:2])) in ledger.tombstones or (kind == "ids" and name[1:] in replaced)
    package, table, row = _subject(name[0])
    if ("tables", f"{package}/{table}") in ledger.tombstones:
        return True
    return bool(row) and ((table, row) in replaced or ("ids", f"{package}/{table}/{row}") in ledger.tombstones)


def _subject(address: str) -> tuple[str, str, str]:
    """The package, table and row that the file or page at an address is about; empty where it is about none.

    api/<package>/<table>/<row>.json is about a row; other files under api/ and data/ are about a table.
    """
    folder, package, *rest = [*address.rstrip("/").split("/"), "", ""]
    rest = [part for part in rest if part]
    if folder not in ("api", "data") or not rest:
        return "", "", ""
    if folder == "data":
        return package, rest[-1].partition(".")[0], ""
    return package, rest[0].removesuffix(".json"), rest[1].removesuffix(".json") if len(rest) == _ROW else ""


def _dead_ends(ledger: Ledger, found: Mapping[str, set[Name]]) -> list[Problem]:
    problems = []
    for (kind, name), stone in ledger.tombstones.items():
        there = {"/".join(parts) for parts in found.get(kind, set())}
        if kind == "tables":
            there = {f"{package}/{table}" for package, table, _ in found["columns"]}
        if stone.successor and stone.successor not in there:
            message = f"The successor of {name}, {stone.successor}, is not there either."
            problems.append(Problem(_at("tombstones"), "ledger-dead-end", message, "Name one that is there, or none."))
    return problems


def ledger_files(ledger: Ledger, found: Mapping[str, set[Name]], release: Mapping[str, str]) -> dict[str, bytes]:
    """The files of the ledger with a release added to it: what it published first gets its version."""
    files = {}
    for kind, names in KINDS.items():
        known = dict.fromkeys(found[kind], release["version"]) | dict(ledger.known.get(kind, {}))
        files[f"{kind}.csv"] = csv_bytes((*names, "since"), ((*name, known[name]) for name in sorted(known)))
    stones = sorted((kind, name, stone.reason, stone.successor) for (kind, name), stone in ledger.tombstones.items())
    files["tombstones.csv"] = csv_bytes(TOMBSTONES, stones)
    releases = {**ledger.releases, release["version"]: release}
    ordered = sorted(releases, key=parts)
    files["releases.csv"] = csv_bytes(RELEASES, ([releases[version][name] for name in RELEASES] for version in ordered))
    return files
