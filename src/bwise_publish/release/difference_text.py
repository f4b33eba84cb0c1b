"""A comparison as text for a terminal and as Markdown for a page or the comment on a change: counts first, then the detail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bwise_publish.problems import shown
from bwise_publish.release.counts import counts
from bwise_publish.release.description import PropertyChange
from bwise_publish.release.difference import Difference, TableDifference
from bwise_publish.release.recipe import facts, level
from bwise_publish.release.row_difference import Key, RowChange

NOTHING = "No difference."
_VALUE, _BEFORE = 60, 20


def as_text(found: Difference, limit: int = 10) -> str:
    """The comparison for a terminal: counts, what version they call for, then detail.

    Of each kind of row in a table the first `limit` are shown, and how many more there are.
    """
    if not found:
        return NOTHING
    lines = [f"{found.old} -> {found.new}", *(f"  {count.kind}: {count}" for count in counts(found) if count)]
    reasons = facts(found)
    strongest = [f"    {fact.where}: {fact.what}" for fact in reasons if fact.level == level(reasons)]
    lines += [f"  version: {level(reasons)}, because of", *_first(strongest, limit, "    ")]
    lines += [f"{sign} {text}" for sign, text in _whole(found)]
    for name, changes in found.packages.items():
        lines += [f"{name}", *(f"  ~ {_property(change)}" for change in changes)]
    for table in found.tables:
        lines.append(f"{table.name}: {rows_in_words(table)}")
        lines += [f"  {sign} {text}" for sign, text in described_changes(table)]
        lines += _first([f"  + {_key(row.key)}" for row in table.rows.added], limit)
        lines += _first([f"  - {_key(row.key)}" for row in table.rows.removed], limit)
        lines += _first([f"  ~ {text}" for row in table.rows.changed for text in _cells(row)], limit)
    return "\n".join(lines)


def as_markdown(found: Difference, limit: int = 20) -> str:
    """The comparison as Markdown, such as the body of a comment: counts, what version they call for, a list for each table that differs."""
    heading = f"## Changes from {_code(found.old)} to {_code(found.new)}\n"
    if not found:
        return f"{heading}\n{NOTHING}\n"
    lines = [heading, "| | added | removed | changed |", "|---|--:|--:|--:|"]
    lines += [f"| {count.kind} | {count.added:,} | {count.removed:,} | {count.changed:,} |" for count in counts(found) if count]
    reasons = facts(found)
    strongest = [f"- {_marked(f'{fact.where}: {fact.what}')}" for fact in reasons if fact.level == level(reasons)]
    lines += [f"\nThese changes call for a {level(reasons)} version:\n", *_first(strongest, limit, "- "), ""]
    lines += [f"- {_WORDS[sign]}: {text}" for sign, text in _whole(found)]
    for name, changes in found.packages.items():
        lines += [f"\n### {name}\n", *(f"- changed: {_marked(_property(change))}" for change in changes)]
    for table in found.tables:
        lines += [f"\n### {table.name}\n", f"{rows_in_words(table)}.\n"]
        lines += [f"- {_WORDS[sign]}: {_marked(text)}" for sign, text in described_changes(table)]
        lines += _first([f"- added: {_marked(_key(row.key))}" for row in table.rows.added], limit, "- ")
        lines += _first([f"- removed: {_marked(_key(row.key))}" for row in table.rows.removed], limit, "- ")
        lines += _first([f"- changed: {_marked(text)}" for row in table.rows.changed for text in _cells(row)], limit, "- ")
    return "\n".join(lines) + "\n"


_WORDS = {"+": "added", "-": "removed", "~": "changed"}


def rows_in_words(table: TableDifference) -> str:
    """1 row added, 0 removed, 2 changed"""
    rows = table.rows
    word = "row" if len(rows.added) == 1 else "rows"
    text = f"{len(rows.added):,} {word} added, {len(rows.removed):,} removed, {len(rows.changed):,} changed"
    return f"{text}, of which {len(rows.renamed):,} renamed" if rows.renamed else text


def described_changes(table: TableDifference) -> Iterator[tuple[str, str]]:
    """What changed in the description of a table, as (sign, words)."""
    yield from (("+", f"field {name}") for name in table.added_fields)
    yield from (("-", f"field {name}") for name in table.removed_fields)
    if table.fields_moved:
        yield "~", "the order of the fields"
    for change in table.properties:
        yield ("+" if change.old is None else "-" if change.new is None else "~"), _property(change)


def _whole(found: Difference) -> Iterator[tuple[str, str]]:
    for sign, packages, tables, files in (
        ("+", found.added_packages, found.added_tables, found.added_files),
        ("-", found.removed_packages, found.removed_tables, found.removed_files),
        ("~", (), (), found.changed_files),
    ):
        yield from ((sign, f"package {name}") for name in packages)
        yield from ((sign, f"table {table.name}, {table.rows:,} rows") for table in tables)
        yield from ((sign, f"file {name}") for name in files)


def _property(change: PropertyChange) -> str:
    where = f"field {change.field}: " if change.field else ""
    if isinstance(change.old, list) and isinstance(change.new, list):
        gone, come = (
            [_short(item) for item in one if item not in other] for one, other in ((change.old, change.new), (change.new, change.old))
        )
        parts = [f"without {', '.join(gone)}"] * bool(gone) + [f"with {', '.join(come)}"] * bool(come)
        return f"{where}{change.property}: {'; '.join(parts) or 'another order'}"
    if change.old is None:
        return f"{where}{change.property} {_short(change.new)}"
    if change.new is None:
        return f"{where}{change.property} {_short(change.old)}"
    return f"{where}{change.property}: {_short(change.old)} -> {_short(change.new)}"


def _short(value: Any) -> str:
    return shown(value, _VALUE) if isinstance(value, str) else shown(json.dumps(value, ensure_ascii=False), _VALUE)[1:-1]


def _cells(row: RowChange) -> Iterator[str]:
    if row.renamed:
        yield f"{_key(row.old_key)} is now {_key(row.key)}"
    for cell in row.cells:
        old, new = _apart(cell.old, cell.new)
        yield f"{_key(row.key)}: {cell.field}: {old} -> {new}"


def _apart(old: str, new: str) -> tuple[str, str]:
    """Two texts as a line shows them. Of long ones, most of what both begin with is left out, so that the difference is seen."""
    if max(len(old), len(new)) > _VALUE:
        start = next((at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), min(len(old), len(new)))
        cut = max(0, start - _BEFORE)
        if cut:
            return shown(f"…{old[cut:]}", _VALUE), shown(f"…{new[cut:]}", _VALUE)
    return shown(old, _VALUE), shown(new, _VALUE)


def _key(key: Key) -> str:
    return shown(", ".join(key))[1:-1]


def _first(lines: list[str], limit: int, mark: str = "  ") -> list[str]:
    return lines if len(lines) <= limit else [*lines[:limit], f"{mark}… and {len(lines) - limit:,} more"]


def _code(text: str) -> str:
    return f"`{text.replace('`', '')}`"


def _marked(text: str) -> str:
    """Text of ours and of the data as Markdown that shows it as it is: nothing in it becomes a mark, a link, a mention or HTML."""
    return "".join(f"\\{char}" if char in _MARKS else _ENTITIES.get(char, char) for char in text)


_MARKS = frozenset("\\`*_{}[]()#+!|~")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;"}


def limited(items: Iterable[str], limit: int) -> list[str]:
    """The first items, and how many more there are."""
    return _first(list(items), limit, "")
